public import CartularyBase

/// What a dataset cannot tell, in the words of its source.
public struct DataLimit: Codable, Hashable, Sendable {
  /// What kind of limit it is.
  public var kind: LimitKind
  /// The limit, in words.
  public var text: String

  /// Makes one of which nothing else is stated.
  public init(kind: LimitKind, text: String) {
    self.kind = kind
    self.text = text
  }

  enum CodingKeys: String, CodingKey {
    case kind
    case text
  }
}

/// A part of the data that cannot be had, and why.
public struct WithheldPart: Codable, Hashable, Sendable {
  /// Which part, in words.
  public var what: String
  /// Why it cannot be had.
  public var reason: WithheldReason
  /// More about the reason, in words; `nil` when there is nothing.
  public var text: String?
  /// Since when; `nil` when it is not stated.
  public var since: PartialDate?
  /// Until when, as far as is known; `nil` when it is not stated.
  public var until: PartialDate?

  /// Makes one of which nothing else is stated.
  public init(what: String, reason: WithheldReason) {
    self.what = what
    self.reason = reason
  }

  enum CodingKeys: String, CodingKey {
    case what
    case reason
    case text
    case since
    case until
  }
}

/// A use that was made of the data.
public struct UseCase: Codable, Hashable, Sendable {
  /// What was done, in words.
  public var title: String
  /// How it went; `nil` when it is not stated.
  public var outcome: UseCaseOutcome?
  /// The address of its results; `nil` when none is stated.
  public var url: String?
  /// What was learnt, in words; `nil` when nothing is stated.
  public var lesson: String?

  /// Makes one of which nothing else is stated.
  public init(title: String) {
    self.title = title
  }

  enum CodingKeys: String, CodingKey {
    case title
    case outcome
    case url
    case lesson
  }
}

/// How useful the data still is after it was protected.
public struct DataUtility: Codable, Hashable, Sendable {
  /// The grade, on its scale; `nil` when it is not stated.
  public var grade: String?
  /// The scale of the grade, such as "0–5"; `nil` when it is not stated.
  public var scale: String?
  /// The epsilon of differential privacy, as written; `nil` when it is not stated.
  public var epsilon: String?
  /// The k of k-anonymity; `nil` when it is not stated.
  public var k: Int?
  /// Anything else, in words; `nil` when there is nothing.
  public var note: String?

  /// Makes one of which nothing else is stated.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case grade
    case scale
    case epsilon
    case k
    case note
  }
}

/// How the data is renewed.
public struct RefreshPlan: Codable, Hashable, Sendable {
  /// Whether and how it is renewed.
  public var kind: RefreshKind
  /// When, in words; `nil` when it is not stated.
  public var schedule: String?

  /// Makes one of which nothing else is stated.
  public init(kind: RefreshKind) {
    self.kind = kind
  }

  enum CodingKeys: String, CodingKey {
    case kind
    case schedule
  }
}
