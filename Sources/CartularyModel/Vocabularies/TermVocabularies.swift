/// How a holder meets requests for data.
public enum RequestStance: String, Vocabulary {
  /// Requests are welcome.
  case welcome
  /// Requests are welcome, also for data that no record lists.
  case unlistedWelcome = "unlisted-welcome"
  /// Only lasting collaborations are considered.
  case longTermOnly = "long-term-only"
  /// Requests from outside are generally declined.
  case declined

  public static let noun = "stance on requests"
  public static let aliases: [String: RequestStance] = [
    "open": .welcome, "long-term": .longTermOnly, "no": .declined, "refused": .declined,
  ]

  public var definition: String {
    switch self {
    case .welcome: "Requests are welcome."
    case .unlistedWelcome: "Requests are welcome, also for data that no record lists."
    case .longTermOnly: "Only lasting collaborations are considered."
    case .declined: "Requests from outside are generally declined."
    }
  }
}

/// How an agreement comes about.
public enum AgreementKind: String, Vocabulary {
  /// One text for everyone.
  case standard
  /// A template that is adapted to each case.
  case adaptable
  /// Each is negotiated.
  case negotiated

  public static let noun = "kind of agreement"
  public static let aliases: [String: AgreementKind] = [
    "template": .standard, "adapted": .adaptable, "individual": .negotiated, "bespoke": .negotiated,
  ]

  public var definition: String {
    switch self {
    case .standard: "One text for everyone."
    case .adaptable: "A template that is adapted to each case."
    case .negotiated: "Each is negotiated."
    }
  }
}

/// A body of law that governs the data.
public enum LegalRegime: String, Vocabulary {
  /// The General Data Protection Regulation of the European Union.
  case gdpr
  /// The data protection law of the United Kingdom.
  case ukGDPR = "uk-gdpr"
  /// The Health Insurance Portability and Accountability Act of the United States.
  case hipaa
  /// The Family Educational Rights and Privacy Act of the United States.
  case ferpa
  /// The rule of the United States for research on people.
  case commonRule = "common-rule"
  /// Another law, in words.
  case other

  public static let noun = "legal regime"
  public static let aliases: [String: LegalRegime] = ["eu-gdpr": .gdpr, "dpa-2018": .ukGDPR]

  public var definition: String {
    switch self {
    case .gdpr: "The General Data Protection Regulation of the European Union."
    case .ukGDPR: "The data protection law of the United Kingdom."
    case .hipaa: "The Health Insurance Portability and Accountability Act of the United States."
    case .ferpa: "The Family Educational Rights and Privacy Act of the United States."
    case .commonRule: "The rule of the United States for research on people."
    case .other: "Another law, in words."
    }
  }
}

/// On what agreement of people their data is shared.
public enum ConsentKind: String, Vocabulary {
  /// For research in general.
  case broad
  /// For named purposes only.
  case specific
  /// People choose again and again.
  case dynamic
  /// People did not object.
  case optOut = "opt-out"
  /// A body waived it.
  case waived
  /// The law asks for none.
  case notRequired = "not-required"

  public static let noun = "kind of consent"
  public static let aliases: [String: ConsentKind] = [
    "general": .broad, "study-specific": .specific, "opt-out-consent": .optOut, "waiver": .waived,
    "none-required": .notRequired,
  ]

  public var definition: String {
    switch self {
    case .broad: "For research in general."
    case .specific: "For named purposes only."
    case .dynamic: "People choose again and again."
    case .optOut: "People did not object."
    case .waived: "A body waived it."
    case .notRequired: "The law asks for none."
    }
  }
}

/// A list of the access terms whose items may come on top of those of a programme.
public enum ListedTerm: String, Vocabulary {
  /// The ways to the data.
  case mode
  /// What is asked of whoever gets the data.
  case requires
  /// The purposes that are permitted.
  case purposes
  /// The purposes that are excluded.
  case prohibitedPurposes = "prohibited-purposes"
  /// Who is eligible.
  case requesters
  /// Where data may be processed.
  case jurisdictions
  /// Where data may be stored.
  case storageJurisdictions = "storage-jurisdictions"
  /// Where requesters have to be.
  case requesterJurisdictions = "requester-jurisdictions"
  /// Codes of the Data Use Ontology.
  case dataUse = "data-use"

  public static let noun = "list of terms"

  public var definition: String {
    switch self {
    case .mode: "The ways to the data."
    case .requires: "What is asked of whoever gets the data."
    case .purposes: "The purposes that are permitted."
    case .prohibitedPurposes: "The purposes that are excluded."
    case .requesters: "Who is eligible."
    case .jurisdictions: "Where data may be processed."
    case .storageJurisdictions: "Where data may be stored."
    case .requesterJurisdictions: "Where requesters have to be."
    case .dataUse: "Codes of the Data Use Ontology."
    }
  }
}
