/// The way to the data.
public enum AccessMode: String, Vocabulary {
  /// Anyone downloads it.
  case openDownload = "open-download"
  /// Download after registering or accepting terms.
  case registeredDownload = "registered-download"
  /// Programs ask an interface for it.
  case api
  /// Download after approval, to be kept securely and destroyed at the end.
  case secureDownload = "secure-download"
  /// Worked on from afar in the holder's environment; data does not leave.
  case remoteEnclave = "remote-enclave"
  /// Worked on in a room of the holder's.
  case onsiteEnclave = "onsite-enclave"
  /// Questions go in, aggregates come out.
  case queryOnly = "query-only"
  /// Ask; the holder decides each case.
  case onRequest = "on-request"
  /// Not available.
  case notReleased = "not-released"

  public static let noun = "access mode"

  public var definition: String {
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
public enum AccessStage: Int, CaseIterable, Comparable, Sendable {
  /// Before and while asking for the data.
  case apply
  /// While others decide on the request.
  case approve
  /// When agreements are signed.
  case sign
  /// When a fee is due.
  case pay
  /// Before data is received: preparing the environment.
  case setUp
  /// While the data is used.
  case use
  /// When results are published.
  case publish
  /// When use ends.
  case erase

  /// The stage as JSON and tables write it, such as `set-up`.
  public var code: String {
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

  /// Earlier stages come first.
  public static func < (first: AccessStage, second: AccessStage) -> Bool {
    first.rawValue < second.rawValue
  }
}

/// What is asked of whoever gets the data: duties before, obligations and prohibitions while and after.
public enum Requirement: String, Vocabulary {
  /// Register, or accept terms online.
  case registration
  /// Send an application or a research proposal.
  case application
  /// Only some kinds of requester may apply.
  case eligibility
  /// Work together with the holder or the study's investigators.
  case collaboration
  /// Complete a training first.
  case training
  /// A body reviews the request.
  case review
  /// Show the approval of an ethics committee (IRB, REC).
  case ethicsApproval = "ethics-approval"
  /// Your institution has to approve or co-sign.
  case institutionalApproval = "institutional-approval"
  /// Sign a data use, sharing or licence agreement, or a memorandum of understanding.
  case agreement
  /// Sign a non-disclosure agreement.
  case nda
  /// Pay.
  case fee
  /// Keep and use the data only in a secure environment.
  case secureEnvironment = "secure-environment"
  /// Do not try to identify anyone.
  case noReidentification = "no-reidentification"
  /// Do not link it with other data about the same people.
  case noLinkage = "no-linkage"
  /// Do not pass it on.
  case noOnwardSharing = "no-onward-sharing"
  /// Do not use it commercially.
  case noCommercialUse = "no-commercial-use"
  /// Outputs are checked before they leave the environment.
  case outputReview = "output-review"
  /// The holder sees drafts before publication.
  case prePublicationReview = "pre-publication-review"
  /// Results have to be published.
  case publication
  /// Send a copy of what you publish.
  case depositCopy = "deposit-copy"
  /// Give results or derived data back.
  case returnResults = "return-results"
  /// Name the source.
  case attribution
  /// Delete the data at the end.
  case erasure

  public static let noun = "requirement"
  public static let aliases: [String: Requirement] = [
    "dua": .agreement, "dsa": .agreement, "dla": .agreement, "mou": .agreement, "mta": .agreement,
    "data-use-agreement": .agreement, "data-sharing-agreement": .agreement,
    "data-license-agreement": .agreement, "irb": .ethicsApproval, "rec": .ethicsApproval,
    "non-disclosure-agreement": .nda, "citation": .attribution, "application-form": .application,
    "no-re-identification": .noReidentification, "return-derived-data": .returnResults,
    "application-form-url": .application, "publication-required": .publication,
    "deposit-publication-copy": .depositCopy, "collaboration-required": .collaboration,
    "secure-environment-only": .secureEnvironment, "review-body": .review,
  ]

  /// When a person meets it. Steps are listed in this order.
  public var stage: AccessStage {
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

  public var definition: String {
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
public enum FeeKind: String, Vocabulary {
  /// There is a price.
  case charged
  /// There is a price, and less for some.
  case reduced
  /// Nothing is charged.
  case free

  public static let noun = "kind of fee"
  public static let aliases: [String: FeeKind] = [
    "fee": .charged, "paid": .charged, "required": .charged, "reduced-rate": .reduced,
    "free-of-charge": .free,
    "none": .free,
  ]

  public var definition: String {
    switch self {
    case .charged: "There is a price."
    case .reduced: "There is a price, and less for some."
    case .free: "Nothing is charged."
    }
  }
}

/// What data is wanted for.
public enum Purpose: String, Vocabulary {
  /// Research of any kind.
  case generalResearch = "general-research"
  /// Research at a university or research institute, meant for publication.
  case academicResearch = "academic-research"
  /// Health, medical or biomedical research.
  case biomedicalResearch = "biomedical-research"
  /// Research into named diseases.
  case diseaseResearch = "disease-research"
  /// Research into population origins or ancestry.
  case ancestryResearch = "ancestry-research"
  /// Developing or testing methods, software or models of analysis.
  case methodsDevelopment = "methods-development"
  /// Care of patients.
  case clinicalCare = "clinical-care"
  /// Use for commercial advantage.
  case commercial
  /// Teaching and training of people.
  case education
  /// Use for a public good outside research.
  case publicBenefit = "public-benefit"
  /// Relief, emergency response and development work.
  case humanitarian
  /// Statistics made by public authority.
  case officialStatistics = "official-statistics"
  /// Design and delivery of public services and policy.
  case publicService = "public-service"
  /// Reporting.
  case journalism
  /// Training machine-learning models.
  case modelTraining = "model-training"
  /// Advertising and sales.
  case marketing
  /// Policing and prosecution.
  case lawEnforcement = "law-enforcement"

  public static let noun = "purpose"
  public static let aliases: [String: Purpose] = [
    "research": .generalResearch, "biomedical": .biomedicalResearch, "teaching": .education,
    "ai-training": .modelTraining, "public-good": .publicBenefit,
    // The Data Use Ontology's shorthand, as requests for data are written.
    "gru": .generalResearch, "hmb": .biomedicalResearch, "ds": .diseaseResearch, "poa": .ancestryResearch,
    "mds": .methodsDevelopment, "cc": .clinicalCare,
  ]

  public var definition: String {
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
public enum RequesterKind: String, Vocabulary {
  /// A university or research institute, or someone working for one.
  case academic
  /// An organisation not run for profit.
  case nonProfit = "non-profit"
  /// A public authority.
  case government
  /// An organisation of several states.
  case internationalOrganisation = "international-organisation"
  /// A provider of health care.
  case healthcare
  /// A company.
  case forProfit = "for-profit"
  /// A reporter or newsroom.
  case journalist
  /// A student, not acting for an institution.
  case student
  /// A person acting for no organisation.
  case individual

  public static let noun = "kind of requester"
  public static let aliases: [String: RequesterKind] = [
    "university": .academic, "commercial": .forProfit, "company": .forProfit, "ngo": .nonProfit,
    "international-organization": .internationalOrganisation, "nonprofit": .nonProfit,
  ]

  public var definition: String {
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
