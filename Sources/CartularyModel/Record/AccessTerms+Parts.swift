public import CartularyBase

/// How a holder meets requests for the data.
public struct RequestPolicy: Codable, Hashable, Sendable {
  /// Whether requests are met.
  public var stance: RequestStance
  /// The address of a form; `nil` when none is stated.
  public var form: String?
  /// Whom to write to; `nil` when nobody is named.
  public var contact: Agent?
  /// Anything else, in words; `nil` when there is nothing.
  public var note: String?

  /// Makes one of which nothing else is stated.
  public init(stance: RequestStance) {
    self.stance = stance
  }

  enum CodingKeys: String, CodingKey {
    case stance
    case form
    case contact
    case note
  }
}

/// An embargo that begins with an event.
public struct RelativeEmbargo: Codable, Hashable, Sendable {
  /// How long after the event access begins.
  public var after: TimeSpan
  /// The event, in words: "study completion".
  public var event: String
  /// When the event was; `nil` while it is not known.
  public var date: PartialDate?
  /// Whether each part of the data, such as each study, has the event and so the embargo by itself; `nil` when it is not
  /// stated, and one embargo holds for all.
  public var isOfEachPart: Bool?

  /// Makes one of which nothing else is stated.
  public init(after: TimeSpan, event: String) {
    self.after = after
    self.event = event
  }

  enum CodingKeys: String, CodingKey {
    case after
    case event = "from"
    case date = "on"
    case isOfEachPart = "each"
  }
}

/// The agreement that comes before access.
public struct AgreementTerms: Codable, Hashable, Sendable {
  /// How it comes about.
  public var kind: AgreementKind
  /// What it is called; `nil` when it is not stated.
  public var name: String?
  /// The address of its text; `nil` when none is stated.
  public var template: String?
  /// Whether sample data can be had before it is signed; `nil` when it is not stated.
  public var offersSample: Bool?

  /// Makes one of which nothing else is stated.
  public init(kind: AgreementKind) {
    self.kind = kind
  }

  enum CodingKeys: String, CodingKey {
    case kind
    case name
    case template
    case offersSample = "sample-first"
  }
}

/// How requests are reviewed.
public struct ReviewTerms: Codable, Hashable, Sendable {
  /// Who reviews; `nil` when it is not stated.
  public var body: String?
  /// What a review goes by, in words; `nil` when it is not stated.
  public var criteria: String?
  /// Whether reviewers do not know who asks; `nil` when it is not stated.
  public var isBlinded: Bool?
  /// Whether it checks that the data can answer the question; `nil` when it is not stated.
  public var checksFeasibility: Bool?
  /// Whether the purpose has to fit the mission of the holder; `nil` when it is not stated.
  public var checksMission: Bool?

  /// Makes one of which nothing else is stated.
  public init() {}

  /// What is said of reviewers who do not know who asks; `nil` if that is not stated of them.
  package static func remark(isBlinded: Bool?) -> String? {
    isBlinded == true ? "reviewers do not know who asks" : nil
  }

  enum CodingKeys: String, CodingKey {
    case body
    case criteria
    case isBlinded = "blinded"
    case checksFeasibility = "feasibility"
    case checksMission = "mission-fit"
  }
}

/// The law under which people's data is held and shared.
public struct LegalTerms: Codable, Hashable, Sendable {
  /// The bodies of law that govern it; empty when none is stated.
  @OmitsWhenEmpty public var regimes: [LegalRegime]
  /// Who decides why and how the data is processed; `nil` when it is not stated.
  public var controller: Agent?
  /// On what agreement of people it is shared; `nil` when it is not stated.
  public var consentKind: ConsentKind?
  /// The legal basis or the place whose law applies, in words; `nil` when it is not stated.
  public var basis: String?

  /// Makes one of which nothing else is stated.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case regimes
    case controller
    case consentKind = "consent-kind"
    case basis
  }
}
