/// What limits what a dataset can tell.
public enum LimitKind: String, Vocabulary {
  /// Whom or what the data stands for, and whom not.
  case representativeness
  /// A known distortion, and its direction if that is stated.
  case bias
  /// Times, places or groups that are missing or thin.
  case coverageGap = "coverage-gap"
  /// How it was, or could not be, checked against what is so.
  case groundTruth = "ground-truth"
  /// Known errors, or how precise it is.
  case quality

  public static let noun = "kind of limit"
  public static let aliases: [String: LimitKind] = [
    "representative": .representativeness, "biases": .bias, "coverage": .coverageGap,
    "coverage-gaps": .coverageGap, "gap": .coverageGap, "gaps": .coverageGap, "validation": .groundTruth,
    "accuracy": .quality, "precision": .quality,
  ]

  public var definition: String {
    switch self {
    case .representativeness: "Whom or what the data stands for, and whom not."
    case .bias: "A known distortion, and its direction if that is stated."
    case .coverageGap: "Times, places or groups that are missing or thin."
    case .groundTruth: "How it was, or could not be, checked against what is so."
    case .quality: "Known errors, or how precise it is."
    }
  }
}

/// Why something cannot be had.
public enum WithheldReason: String, Vocabulary {
  /// It is not finished yet.
  case unfinished
  /// Someone still has to approve it.
  case awaitingApproval = "awaiting-approval"
  /// It exists on paper or not at all.
  case neverDigitised = "never-digitised"
  /// The people in it did not agree to it.
  case consent
  /// People in it could be identified.
  case identifiability
  /// Somebody else holds the rights.
  case rights
  /// It is a secret of trade or state.
  case confidentiality
  /// Another reason, in words.
  case other

  public static let noun = "reason for withholding"
  public static let aliases: [String: WithheldReason] = [
    "ongoing": .unfinished, "pending": .awaitingApproval, "never-digitized": .neverDigitised,
    "not-digitised": .neverDigitised, "paper": .neverDigitised, "no-consent": .consent,
    "privacy": .identifiability, "re-identification": .identifiability, "third-party-rights": .rights,
    "trade-secret": .confidentiality, "secret": .confidentiality,
  ]

  public var definition: String {
    switch self {
    case .unfinished: "It is not finished yet."
    case .awaitingApproval: "Someone still has to approve it."
    case .neverDigitised: "It exists on paper or not at all."
    case .consent: "The people in it did not agree to it."
    case .identifiability: "People in it could be identified."
    case .rights: "Somebody else holds the rights."
    case .confidentiality: "It is a secret of trade or state."
    case .other: "Another reason, in words."
    }
  }
}

/// Whether and how data is renewed.
public enum RefreshKind: String, Vocabulary {
  /// Made once, and not renewed.
  case oneOff = "one-off"
  /// Renewed on a schedule.
  case recurring
  /// Collected on and on by a standing service.
  case observatory
  /// Renewed together with others who contribute to it.
  case joint

  public static let noun = "kind of refresh"
  public static let aliases: [String: RefreshKind] = [
    "once": .oneOff, "static": .oneOff, "regular": .recurring, "continuous-service": .observatory,
    "shared": .joint,
  ]

  public var definition: String {
    switch self {
    case .oneOff: "Made once, and not renewed."
    case .recurring: "Renewed on a schedule."
    case .observatory: "Collected on and on by a standing service."
    case .joint: "Renewed together with others who contribute to it."
    }
  }
}

/// How a use of the data went.
public enum UseCaseOutcome: String, Vocabulary {
  /// It reached its aim.
  case succeeded
  /// It did not reach its aim.
  case failed
  /// Its results are published.
  case published
  /// It is under way.
  case ongoing

  public static let noun = "outcome of a use"
  public static let aliases: [String: UseCaseOutcome] = [
    "success": .succeeded, "failure": .failed, "publication": .published, "running": .ongoing,
  ]

  public var definition: String {
    switch self {
    case .succeeded: "It reached its aim."
    case .failed: "It did not reach its aim."
    case .published: "Its results are published."
    case .ongoing: "It is under way."
    }
  }
}

/// The kinds within the six forms of the GovLab.
public enum CollaborationSubForm: String, Vocabulary {
  /// A public interface for programs.
  case api
  /// A public platform that presents data.
  case dataPlatform = "data-platform"
  /// A third party brokers data under fixed terms.
  case dataBrokerage = "data-brokerage"
  /// A third party analyses the data and passes on findings.
  case thirdPartyAnalytics = "third-party-analytics"
  /// A pool that partners use openly.
  case publicDataPool = "public-data-pool"
  /// A pool of limited access and contribution.
  case privateDataPool = "private-data-pool"
  /// Data goes to an institution under controlled terms.
  case dataTransfer = "data-transfer"
  /// A researcher joins the holder.
  case dataFellowship = "data-fellowship"
  /// A competition that anyone may enter.
  case openInnovationChallenge = "open-innovation-challenge"
  /// A competition of chosen applicants.
  case selectiveInnovationChallenge = "selective-innovation-challenge"

  public static let noun = "sub-form of collaboration"
  public static let aliases: [String: CollaborationSubForm] = [
    "apis": .api, "data-platforms": .dataPlatform, "data-broker": .dataBrokerage, "brokered": .dataBrokerage,
    "public-pool": .publicDataPool, "private-pool": .privateDataPool, "data-transfers": .dataTransfer,
    "data-fellowships": .dataFellowship, "fellowship": .dataFellowship,
    "open-innovation": .openInnovationChallenge, "selective-innovation": .selectiveInnovationChallenge,
  ]

  public var definition: String {
    switch self {
    case .api: "A public interface for programs."
    case .dataPlatform: "A public platform that presents data."
    case .dataBrokerage: "A third party brokers data under fixed terms."
    case .thirdPartyAnalytics: "A third party analyses the data and passes on findings."
    case .publicDataPool: "A pool that partners use openly."
    case .privateDataPool: "A pool of limited access and contribution."
    case .dataTransfer: "Data goes to an institution under controlled terms."
    case .dataFellowship: "A researcher joins the holder."
    case .openInnovationChallenge: "A competition that anyone may enter."
    case .selectiveInnovationChallenge: "A competition of chosen applicants."
    }
  }
}
