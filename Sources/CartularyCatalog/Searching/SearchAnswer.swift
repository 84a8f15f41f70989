public import CartularyBase
public import CartularyModel
public import CartularyQuery

/// What a search found, for one viewer.
public struct SearchAnswer: Sendable {
  /// The query as it was understood.
  package let query: Query
  /// The query as it was understood, with its brackets and in canonical spelling; `*` if it matches everything.
  public var canonicalQuery: String { query.canonicalText }
  /// The text that the ranges in `notes` refer to.
  public let text: String
  /// How many datasets match, on all pages; exact, as the viewer sees the catalog.
  public let total: Int
  /// How many of them have all the words of the query.
  public let matched: MatchedWords
  /// The page asked for, best first; empty beyond the last hit.
  public let hits: [Hit]
  /// One for each facet field asked for, in that order; empty when none was.
  public let facets: [Facet]
  /// Where the reading of the query may surprise, in the order of the text; empty when nothing does.
  public let notes: [QueryDiagnostic]
  /// What to try instead; `nil` if all the words were found and no filter says what they mean.
  public let advice: SearchAdvice?
}

/// A dataset that matches.
public struct Hit: Sendable {
  /// What is shown of the dataset.
  public let dataset: DatasetSummary
  /// The score, greater than or equal to 0; it compares only within one answer. BM25 of the words; where the query is the
  /// dataset's name, 2^20 and more on top.
  public let weight: Double
  /// The title with matched words between `Marker.start` and `Marker.end`.
  public let title: String
  /// The telling part of the description, marked likewise; empty if there is no description.
  public let snippet: String
  /// The id, or the address, of what takes its place, as a record that the viewer may see states it; `nil` if nothing
  /// does.
  public let replacedBy: String?
  /// Whether the profile may use it; `nil` without a profile.
  public var use: HitUse?
  /// How the data can be had on the day of the question.
  public let availability: Availability

  /// Private characters that stand around matched words. A renderer replaces them; they occur nowhere else.
  public enum Marker {
    /// Stands before a matched word: U+E000.
    public static let start: Character = "\u{E000}"
    /// Stands after a matched word: U+E001.
    public static let end: Character = "\u{E001}"
  }
}

/// Whether a profile may use a dataset, in short.
public struct HitUse: Sendable, Hashable {
  /// The answer in one word.
  public let outcome: UseOutcome
  /// What comes first on the way; `nil` if there is nothing to do, or no way.
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
  /// The field's name, as the field table has it.
  public let field: String
  /// The most frequent first, equals in the order of their text; selected values are always there.
  public let values: [Value]
  /// How many further values there are beyond those listed, 0 for none.
  public let remainingCount: Int

  /// One value with its count.
  public struct Value: Sendable, Equatable {
    /// The value as a query writes it.
    public let value: String
    /// How many of the matching datasets have it; 0 is possible for a selected value.
    public let count: Int
    /// Whether the query asks for it.
    public let isSelected: Bool
  }
}
