/// How data is shared with researchers: the four types of the Future of Privacy Forum's case studies.
public enum SharingType: String, Vocabulary {
  /// Used by the holder's own researchers, inside the organisation.
  case `internal`
  /// Given to chosen partners under an agreement between the parties.
  case closedTrustedPartnership = "closed-trusted-partnership"
  /// Held or vetted by a third party that stands between holder and user.
  case intermediatedDataSharing = "intermediated-data-sharing"
  /// Released to anyone.
  case openData = "open-data"

  public static let noun = "sharing type"
  public static let aliases: [String: SharingType] = [
    "closed-trusted-partnerships": .closedTrustedPartnership, "open": .openData,
    "intermediated": .intermediatedDataSharing,
  ]

  public var definition: String {
    switch self {
    case .internal: "Used by the holder's own researchers, inside the organisation."
    case .closedTrustedPartnership: "Given to chosen partners under an agreement between the parties."
    case .intermediatedDataSharing: "Held or vetted by a third party that stands between holder and user."
    case .openData: "Released to anyone."
    }
  }
}

/// The shape of a data collaborative: the six forms of the GovLab.
public enum CollaborationForm: String, Vocabulary {
  /// Selected data is published to all, as downloads or an API.
  case publicInterface = "public-interface"
  /// A third party brokers the data, or analyses it on others' behalf.
  case trustedIntermediary = "trusted-intermediary"
  /// Several parties contribute to a shared pool, public or private.
  case dataPooling = "data-pooling"
  /// A holder shares with public or academic institutions under controlled terms.
  case researchAndAnalysisPartnership = "research-and-analysis-partnership"
  /// Applicants get the data for a competition, open or selective.
  case prizesAndChallenges = "prizes-and-challenges"
  /// The holder releases tools or findings made from the data, not the data.
  case intelligenceGeneration = "intelligence-generation"

  public static let noun = "form of collaboration"
  public static let aliases: [String: CollaborationForm] = [
    "public-interfaces": .publicInterface, "research-partnership": .researchAndAnalysisPartnership,
  ]

  public var definition: String {
    switch self {
    case .publicInterface: "Selected data is published to all, as downloads or an API."
    case .trustedIntermediary: "A third party brokers the data, or analyses it on others' behalf."
    case .dataPooling: "Several parties contribute to a shared pool, public or private."
    case .researchAndAnalysisPartnership:
      "A holder shares with public or academic institutions under controlled terms."
    case .prizesAndChallenges: "Applicants get the data for a competition, open or selective."
    case .intelligenceGeneration: "The holder releases tools or findings made from the data, not the data."
    }
  }
}

/// What was done to the data, or around it, to protect the people in it.
public enum PrivacyTechnique: String, Vocabulary {
  /// Only totals or averages over groups are given.
  case aggregation
  /// People can no longer be identified by any means reasonably likely to be used.
  case anonymisation
  /// Identifiers are replaced by pseudonyms; the link is kept apart.
  case pseudonymisation
  /// Identifiers are replaced by a code whose key the holder keeps.
  case keyCoding = "key-coding"
  /// Direct identifiers are removed.
  case deIdentification = "de-identification"
  /// Only what the purpose needs is collected or given.
  case minimisation
  /// Parts of values are hidden.
  case masking
  /// Data is encrypted at rest or on its way.
  case encryption
  /// Each record shares its quasi-identifiers with at least k - 1 others.
  case kAnonymity = "k-anonymity"
  /// Calibrated noise bounds what any one person's data can change.
  case differentialPrivacy = "differential-privacy"
  /// Artificial records are made that follow the original's statistics.
  case syntheticData = "synthetic-data"
  /// Models travel to the data; the data stays.
  case federatedLearning = "federated-learning"
  /// Computation runs on encrypted values.
  case homomorphicEncryption = "homomorphic-encryption"
  /// Parties compute together and see only the result.
  case secureMultiPartyComputation = "secure-multi-party-computation"
  /// Code runs in a part of the processor that its host cannot read.
  case trustedExecutionEnvironment = "trusted-execution-environment"
  /// Data stays protected by hardware while in use.
  case confidentialComputing = "confidential-computing"
  /// A neutral place joins data sets and lets out only agreed results.
  case dataCleanRoom = "data-clean-room"
  /// Work happens in a closed environment that data does not leave.
  case secureEnclave = "secure-enclave"
  /// Processing happens where data arises, and raw data stays there.
  case edgeComputing = "edge-computing"

  public static let noun = "privacy technique"
  public static let aliases: [String: PrivacyTechnique] = [
    "anonymization": .anonymisation, "pseudonymization": .pseudonymisation,
    "minimization": .minimisation, "deidentification": .deIdentification, "mpc": .secureMultiPartyComputation,
    "multi-party-computation": .secureMultiPartyComputation, "tee": .trustedExecutionEnvironment,
  ]

  public var definition: String {
    switch self {
    case .aggregation: "Only totals or averages over groups are given."
    case .anonymisation: "People can no longer be identified by any means reasonably likely to be used."
    case .pseudonymisation: "Identifiers are replaced by pseudonyms; the link is kept apart."
    case .keyCoding: "Identifiers are replaced by a code whose key the holder keeps."
    case .deIdentification: "Direct identifiers are removed."
    case .minimisation: "Only what the purpose needs is collected or given."
    case .masking: "Parts of values are hidden."
    case .encryption: "Data is encrypted at rest or on its way."
    case .kAnonymity: "Each record shares its quasi-identifiers with at least k - 1 others."
    case .differentialPrivacy: "Calibrated noise bounds what any one person's data can change."
    case .syntheticData: "Artificial records are made that follow the original's statistics."
    case .federatedLearning: "Models travel to the data; the data stays."
    case .homomorphicEncryption: "Computation runs on encrypted values."
    case .secureMultiPartyComputation: "Parties compute together and see only the result."
    case .trustedExecutionEnvironment: "Code runs in a part of the processor that its host cannot read."
    case .confidentialComputing: "Data stays protected by hardware while in use."
    case .dataCleanRoom: "A neutral place joins data sets and lets out only agreed results."
    case .secureEnclave: "Work happens in a closed environment that data does not leave."
    case .edgeComputing: "Processing happens where data arises, and raw data stays there."
    }
  }
}
