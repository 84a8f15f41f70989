public import DatasetModel
public import QueryLanguage

/// What a search found, for one viewer.
public struct SearchAnswer: Sendable {
  /// The query as it was understood.
  public let query: Query
  /// The text that the ranges in `notes` refer to.
  public let text: String
  /// How many datasets match; exact.
  public let total: Int
  /// How many of them have all the words of the query.
  public let matched: MatchedWords
  /// The page asked for, best first.
  public let hits: [Hit]
  /// One for each facet field asked for, in that order.
  public let facets: [Facet]
  /// Where the reading may surprise.
  public let notes: [Diagnostic]
  /// What to try instead; `nil` where all the words were found.
  public let wayOn: WayOn?
}

/// A dataset that matches.
public struct Hit: Sendable {
  public let dataset: DatasetSummary
  /// BM25; compares only within one answer.
  public let weight: Double
  /// The title with matched words between `Marker.start` and `Marker.end`.
  public let title: String
  /// The telling part of the description, marked likewise; empty where there is no description.
  public let snippet: String
  /// Whether the profile may use it; `nil` without a profile.
  public var use: HitUse?

  /// Private characters that stand around matched words. A renderer replaces them; they occur nowhere else.
  public enum Marker {
    public static let start: Character = "\u{E000}"
    public static let end: Character = "\u{E001}"
  }
}

/// Whether a profile may use a dataset, in short.
public struct HitUse: Sendable, Hashable {
  public let outcome: UseOutcome
  /// What comes first on the way; `nil` where there is nothing to do, or no way.
  public let firstStep: UseStep?
  /// The first question that is open, where the outcome is unknown.
  public let question: String?

  init(_ decision: UseDecision) {
    outcome = decision.outcome
    firstStep = decision.steps.first
    question = decision.reasons.first { $0.kind == .unanswered }?.message
  }
}

/// How many of the matching datasets have each value of a field.
///
/// The field's own filter is left out of its counts, so that other values can be added to it.
public struct Facet: Sendable, Equatable {
  public let field: String
  /// The most frequent first, equals in the order of their text; selected values are always there.
  public let values: [Value]
  /// How many further values there are.
  public let remainingCount: Int

  public struct Value: Sendable, Equatable {
    public let value: String
    public let count: Int
    /// Whether the query asks for it.
    public let isSelected: Bool
  }
}
