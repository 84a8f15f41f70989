/// The terms of the Data Use Ontology (release 2021-02-23) by their shorthand.
package enum DataUseCode: String, Vocabulary {
  case noRestriction = "NRES"
  case generalResearch = "GRU"
  case biomedical = "HMB"
  case disease = "DS"
  case ancestry = "POA"
  case researchType = "RS"
  case noMethodsDevelopment = "NMDS"
  case geneticStudies = "GSO"
  case nonProfitNonCommercial = "NPUNCU"
  case publication = "PUB"
  case collaboration = "COL"
  case ethicsApproval = "IRB"
  case geography = "GS"
  case moratorium = "MOR"
  case timeLimit = "TS"
  case userSpecific = "US"
  case projectSpecific = "PS"
  case institution = "IS"
  case returnResults = "RTN"
  case clinicalCare = "CC"
  case noAncestry = "NPOA"
  case nonProfit = "NPU"
  case nonCommercial = "NCU"

  package static let noun = "data-use code"

  /// Labels of the ontology, folded.
  package static let aliases: [String: DataUseCode] = [
    "nres": .noRestriction, "no-restriction": .noRestriction,
    "general-research-use": .generalResearch,
    "health-or-medical-or-biomedical-research": .biomedical, "health/medical/biomedical": .biomedical,
    "disease-specific-research": .disease,
    "population-origins-or-ancestry-research-only": .ancestry,
    "research-specific-restrictions": .researchType,
    "no-general-methods-research": .noMethodsDevelopment,
    "genetic-studies-only": .geneticStudies,
    "not-for-profit,-non-commercial-use-only": .nonProfitNonCommercial,
    "publication-required": .publication, "collaboration-required": .collaboration,
    "ethics-approval-required": .ethicsApproval, "geographical-restriction": .geography,
    "publication-moratorium": .moratorium, "time-limit-on-use": .timeLimit,
    "user-specific-restriction": .userSpecific, "project-specific-restriction": .projectSpecific,
    "institution-specific-restriction": .institution,
    "return-to-database-or-resource": .returnResults, "clinical-care-use": .clinicalCare,
    "population-origins-or-ancestry-research-prohibited": .noAncestry,
    "not-for-profit-organisation-use-only": .nonProfit, "non-commercial-use-only": .nonCommercial,
  ]

  /// The number in `DUO:0000042`.
  package var number: Int {
    switch self {
    case .noRestriction: 4
    case .generalResearch: 42
    case .biomedical: 6
    case .disease: 7
    case .ancestry: 11
    case .researchType: 12
    case .noMethodsDevelopment: 15
    case .geneticStudies: 16
    case .nonProfitNonCommercial: 18
    case .publication: 19
    case .collaboration: 20
    case .ethicsApproval: 21
    case .geography: 22
    case .moratorium: 24
    case .timeLimit: 25
    case .userSpecific: 26
    case .projectSpecific: 27
    case .institution: 28
    case .returnResults: 29
    case .clinicalCare: 43
    case .noAncestry: 44
    case .nonProfit: 45
    case .nonCommercial: 46
    }
  }

  /// Whether it says what data may be used for at all; a dataset has one of these, all others modify it.
  package var isPermission: Bool {
    switch self {
    case .noRestriction, .generalResearch, .biomedical, .disease, .ancestry: true
    default: false
    }
  }

  /// What comes after its colon; `nil` for codes that take nothing.
  package var valueNoun: String? {
    switch self {
    case .disease: "a disease: DS:DOID:162"
    case .researchType: "a type of research: RS:pediatric"
    case .geography: "regions as ISO 3166 codes: GS:GB"
    case .moratorium: "a date: MOR:2027-01-01"
    case .timeLimit: "a number of months: TS:12"
    case .institution: "institutions: IS:Yale|MIT"
    default: nil
    }
  }

  package var definition: String {
    switch self {
    case .noRestriction: "Any use."
    case .generalResearch: "Research of any kind."
    case .biomedical: "Health, medical or biomedical research."
    case .disease: "Research into the named disease and what belongs to it."
    case .ancestry: "Research into population origins or ancestry, and no other."
    case .researchType: "Studies of the named type only."
    case .noMethodsDevelopment: "No development of methods beyond what is permitted otherwise."
    case .geneticStudies: "Genetic studies only; none of phenotypes alone."
    case .nonProfitNonCommercial: "Non-profit organisations only, for non-commercial use only."
    case .publication: "Results have to be published."
    case .collaboration: "Work together with the study's investigators."
    case .ethicsApproval: "Show the approval of an ethics committee."
    case .geography: "Use within the named regions only."
    case .moratorium: "No publication of results before the date."
    case .timeLimit: "Use for so many months at most."
    case .userSpecific: "Approved users only."
    case .projectSpecific: "Approved projects only."
    case .institution: "Approved institutions only."
    case .returnResults: "Derived or enriched data goes back to the database."
    case .clinicalCare: "Use for the care of patients is permitted too."
    case .noAncestry: "No research into population origins or ancestry."
    case .nonProfit: "Non-profit organisations only."
    case .nonCommercial: "Non-commercial use only."
    }
  }
}
