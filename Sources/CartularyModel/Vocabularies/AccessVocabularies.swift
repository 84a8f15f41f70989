/// The way to the data.
package enum AccessMode: String, Vocabulary {
  case openDownload = "open-download"
  case registeredDownload = "registered-download"
  case api
  case secureDownload = "secure-download"
  case remoteEnclave = "remote-enclave"
  case onsiteEnclave = "onsite-enclave"
  case queryOnly = "query-only"
  case onRequest = "on-request"
  case notReleased = "not-released"

  package static let noun = "access mode"

  package var definition: String {
    switch self {
    case .openDownload: "Anyone downloads it."
    case .registeredDownload: "Download after registering or accepting terms."
    case .api: "Programs ask an interface for it."
    case .secureDownload: "Download after approval, to be kept securely and destroyed at the end."
    case .remoteEnclave: "Worked on from afar in the holder's environment; data does not leave."
    case .onsiteEnclave: "Worked on in a room of the holder's."
    case .queryOnly: "Questions go in, aggregates come out."
    case .onRequest: "Ask; the holder decides each case."
    case .notReleased: "Not available."
    }
  }
}

/// When, on the way from wish to publication, a person meets a requirement.
package enum AccessStage: Int, CaseIterable, Comparable, Sendable {
  case apply, approve, sign, pay, setUp, use, publish, erase

  /// As JSON and tables have it.
  package var code: String {
    switch self {
    case .apply: "apply"
    case .approve: "approve"
    case .sign: "sign"
    case .pay: "pay"
    case .setUp: "set-up"
    case .use: "use"
    case .publish: "publish"
    case .erase: "erase"
    }
  }

  package static func < (first: AccessStage, second: AccessStage) -> Bool {
    first.rawValue < second.rawValue
  }
}

/// What is asked of whoever gets the data: duties before, obligations and prohibitions while and after.
package enum Requirement: String, Vocabulary {
  case registration
  case application
  case eligibility
  case collaboration
  case training
  case review
  case ethicsApproval = "ethics-approval"
  case institutionalApproval = "institutional-approval"
  case agreement
  case nda
  case fee
  case secureEnvironment = "secure-environment"
  case noReidentification = "no-reidentification"
  case noLinkage = "no-linkage"
  case noOnwardSharing = "no-onward-sharing"
  case noCommercialUse = "no-commercial-use"
  case outputReview = "output-review"
  case prePublicationReview = "pre-publication-review"
  case publication
  case depositCopy = "deposit-copy"
  case returnResults = "return-results"
  case attribution
  case erasure

  package static let noun = "requirement"
  package static let aliases: [String: Requirement] = [
    "dua": .agreement, "dsa": .agreement, "dla": .agreement, "mou": .agreement, "mta": .agreement,
    "data-use-agreement": .agreement, "data-sharing-agreement": .agreement,
    "data-license-agreement": .agreement, "irb": .ethicsApproval, "rec": .ethicsApproval,
    "non-disclosure-agreement": .nda, "citation": .attribution, "application-form": .application,
    "no-re-identification": .noReidentification, "return-derived-data": .returnResults,
    "application-form-url": .application, "publication-required": .publication,
    "deposit-publication-copy": .depositCopy, "collaboration-required": .collaboration,
    "secure-environment-only": .secureEnvironment, "review-body": .review,
  ]

  /// When it is met. Steps are listed in this order.
  package var stage: AccessStage {
    switch self {
    case .registration, .application, .eligibility, .collaboration, .training: .apply
    case .review, .ethicsApproval, .institutionalApproval: .approve
    case .agreement, .nda: .sign
    case .fee: .pay
    case .secureEnvironment: .setUp
    case .noReidentification, .noLinkage, .noOnwardSharing, .noCommercialUse, .outputReview: .use
    case .prePublicationReview, .publication, .depositCopy, .returnResults, .attribution: .publish
    case .erasure: .erase
    }
  }

  package var definition: String {
    switch self {
    case .registration: "Register, or accept terms online."
    case .application: "Send an application or a research proposal."
    case .eligibility: "Only some kinds of requester may apply."
    case .collaboration: "Work together with the holder or the study's investigators."
    case .training: "Complete a training first."
    case .review: "A body reviews the request."
    case .ethicsApproval: "Show the approval of an ethics committee (IRB, REC)."
    case .institutionalApproval: "Your institution has to approve or co-sign."
    case .agreement: "Sign a data use, sharing or licence agreement, or a memorandum of understanding."
    case .nda: "Sign a non-disclosure agreement."
    case .fee: "Pay."
    case .secureEnvironment: "Keep and use the data only in a secure environment."
    case .noReidentification: "Do not try to identify anyone."
    case .noLinkage: "Do not link it with other data about the same people."
    case .noOnwardSharing: "Do not pass it on."
    case .noCommercialUse: "Do not use it commercially."
    case .outputReview: "Outputs are checked before they leave the environment."
    case .prePublicationReview: "The holder sees drafts before publication."
    case .publication: "Results have to be published."
    case .depositCopy: "Send a copy of what you publish."
    case .returnResults: "Give results or derived data back."
    case .attribution: "Name the source."
    case .erasure: "Delete the data at the end."
    }
  }
}

/// Whether the data costs anything.
package enum FeeKind: String, Vocabulary {
  case charged
  case reduced
  case free

  package static let noun = "kind of fee"
  package static let aliases: [String: FeeKind] = [
    "fee": .charged, "required": .charged, "reduced-rate": .reduced, "free-of-charge": .free, "none": .free,
  ]

  package var definition: String {
    switch self {
    case .charged: "There is a price."
    case .reduced: "There is a price, and less for some."
    case .free: "Nothing is charged."
    }
  }
}

/// What data is wanted for.
package enum Purpose: String, Vocabulary {
  case generalResearch = "general-research"
  case academicResearch = "academic-research"
  case biomedicalResearch = "biomedical-research"
  case diseaseResearch = "disease-research"
  case ancestryResearch = "ancestry-research"
  case methodsDevelopment = "methods-development"
  case clinicalCare = "clinical-care"
  case commercial
  case education
  case publicBenefit = "public-benefit"
  case humanitarian
  case officialStatistics = "official-statistics"
  case publicService = "public-service"
  case journalism
  case modelTraining = "model-training"
  case marketing
  case lawEnforcement = "law-enforcement"

  package static let noun = "purpose"
  package static let aliases: [String: Purpose] = [
    "research": .generalResearch, "biomedical": .biomedicalResearch, "teaching": .education,
    "ai-training": .modelTraining, "public-good": .publicBenefit,
    // The Data Use Ontology's shorthand, as requests for data are written.
    "gru": .generalResearch, "hmb": .biomedicalResearch, "ds": .diseaseResearch, "poa": .ancestryResearch,
    "mds": .methodsDevelopment, "cc": .clinicalCare,
  ]

  package var definition: String {
    switch self {
    case .generalResearch: "Research of any kind."
    case .academicResearch: "Research at a university or research institute, meant for publication."
    case .biomedicalResearch: "Health, medical or biomedical research."
    case .diseaseResearch: "Research into named diseases."
    case .ancestryResearch: "Research into population origins or ancestry."
    case .methodsDevelopment: "Developing or testing methods, software or models of analysis."
    case .clinicalCare: "Care of patients."
    case .commercial: "Use for commercial advantage."
    case .education: "Teaching and training of people."
    case .publicBenefit: "Use for a public good outside research."
    case .humanitarian: "Relief, emergency response and development work."
    case .officialStatistics: "Statistics made by public authority."
    case .publicService: "Design and delivery of public services and policy."
    case .journalism: "Reporting."
    case .modelTraining: "Training machine-learning models."
    case .marketing: "Advertising and sales."
    case .lawEnforcement: "Policing and prosecution."
    }
  }
}

/// Who asks.
package enum RequesterKind: String, Vocabulary {
  case academic
  case nonProfit = "non-profit"
  case government
  case internationalOrganisation = "international-organisation"
  case healthcare
  case forProfit = "for-profit"
  case journalist
  case student
  case individual

  package static let noun = "kind of requester"
  package static let aliases: [String: RequesterKind] = [
    "university": .academic, "commercial": .forProfit, "company": .forProfit, "ngo": .nonProfit,
    "international-organization": .internationalOrganisation, "nonprofit": .nonProfit,
  ]

  package var definition: String {
    switch self {
    case .academic: "A university or research institute, or someone working for one."
    case .nonProfit: "An organisation not run for profit."
    case .government: "A public authority."
    case .internationalOrganisation: "An organisation of several states."
    case .healthcare: "A provider of health care."
    case .forProfit: "A company."
    case .journalist: "A reporter or newsroom."
    case .student: "A student, not acting for an institution."
    case .individual: "A person acting for no organisation."
    }
  }
}
