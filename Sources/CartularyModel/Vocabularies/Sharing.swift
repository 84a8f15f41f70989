/// How data is shared with researchers: the four types of the Future of Privacy Forum's case studies.
package enum SharingType: String, Vocabulary {
  case `internal`
  case closedTrustedPartnership = "closed-trusted-partnership"
  case intermediatedDataSharing = "intermediated-data-sharing"
  case openData = "open-data"

  package static let noun = "sharing type"
  package static let aliases: [String: SharingType] = [
    "closed-trusted-partnerships": .closedTrustedPartnership, "open": .openData,
    "intermediated": .intermediatedDataSharing,
  ]

  package var definition: String {
    switch self {
    case .internal: "Used by the holder's own researchers, inside the organisation."
    case .closedTrustedPartnership: "Given to chosen partners under an agreement between the parties."
    case .intermediatedDataSharing: "Held or vetted by a third party that stands between holder and user."
    case .openData: "Released to anyone."
    }
  }
}

/// The shape of a data collaborative: the six forms of the GovLab.
package enum CollaborationForm: String, Vocabulary {
  case publicInterface = "public-interface"
  case trustedIntermediary = "trusted-intermediary"
  case dataPooling = "data-pooling"
  case researchAndAnalysisPartnership = "research-and-analysis-partnership"
  case prizesAndChallenges = "prizes-and-challenges"
  case intelligenceGeneration = "intelligence-generation"

  package static let noun = "form of collaboration"
  package static let aliases: [String: CollaborationForm] = [
    "public-interfaces": .publicInterface, "research-partnership": .researchAndAnalysisPartnership,
  ]

  package var definition: String {
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
package enum PrivacyTechnique: String, Vocabulary {
  case aggregation
  case anonymisation
  case pseudonymisation
  case keyCoding = "key-coding"
  case deIdentification = "de-identification"
  case minimisation
  case masking
  case encryption
  case kAnonymity = "k-anonymity"
  case differentialPrivacy = "differential-privacy"
  case syntheticData = "synthetic-data"
  case federatedLearning = "federated-learning"
  case homomorphicEncryption = "homomorphic-encryption"
  case secureMultiPartyComputation = "secure-multi-party-computation"
  case trustedExecutionEnvironment = "trusted-execution-environment"
  case confidentialComputing = "confidential-computing"
  case dataCleanRoom = "data-clean-room"
  case secureEnclave = "secure-enclave"
  case edgeComputing = "edge-computing"

  package static let noun = "privacy technique"
  package static let aliases: [String: PrivacyTechnique] = [
    "anonymization": .anonymisation, "pseudonymization": .pseudonymisation,
    "minimization": .minimisation, "deidentification": .deIdentification, "mpc": .secureMultiPartyComputation,
    "multi-party-computation": .secureMultiPartyComputation, "tee": .trustedExecutionEnvironment,
  ]

  package var definition: String {
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
