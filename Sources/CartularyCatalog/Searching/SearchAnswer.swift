internal import CartularyBase
package import CartularyModel
package import CartularyQuery

/// What a search found, for one viewer.
package struct SearchAnswer: Sendable {
  /// The query as it was understood.
  package let query: Query
  /// The text that the ranges in `notes` refer to.
  package let text: String
  /// How many datasets match; exact.
  package let total: Int
  /// How many of them have all the words of the query.
  package let matched: MatchedWords
  /// The page asked for, best first.
  package let hits: [Hit]
  /// One for each facet field asked for, in that order.
  package let facets: [Facet]
  /// Where the reading may surprise.
  package let notes: [QueryDiagnostic]
  /// What to try instead; `nil` if all the words were found.
  package let advice: SearchAdvice?
}

/// A dataset that matches.
package struct Hit: Sendable {
  package let dataset: DatasetSummary
  /// BM25; compares only within one answer.
  package let weight: Double
  /// The title with matched words between `Marker.start` and `Marker.end`.
  package let title: String
  /// The telling part of the description, marked likewise; empty if there is no description.
  package let snippet: String
  /// Whether the profile may use it; `nil` without a profile.
  package var use: HitUse?

  /// Private characters that stand around matched words. A renderer replaces them; they occur nowhere else.
  package enum Marker {
    package static let start: Character = "\u{E000}"
    package static let end: Character = "\u{E001}"
  }
}

/// Whether a profile may use a dataset, in short.
package struct HitUse: Sendable, Hashable {
  package let outcome: UseOutcome
  /// What comes first on the way; `nil` if there is nothing to do, or no way.
  package let firstStep: UseStep?
  /// The first question that is open, where the outcome is unknown.
  package let question: String?

  init(_ decision: UseDecision) {
    outcome = decision.outcome
    firstStep = decision.steps.first
    question = decision.reasons.first { $0.kind == .unanswered }?.message
  }
}

/// How many of the matching datasets have each value of a field.
///
/// The field's own filter is left out of its counts, so that other values can be added to it.
package struct Facet: Sendable, Equatable {
  package let field: String
  /// The most frequent first, equals in the order of their text; selected values are always there.
  package let values: [Value]
  /// How many more values there are.
  package let remainingCount: Int

  package struct Value: Sendable, Equatable {
    package let value: String
    package let count: Int
    /// Whether the query asks for it.
    package let isSelected: Bool
  }
}
