package import CartularyQuery

/// How many of a search's matches have all the words of the query, and how many only some.
package struct MatchedWords: Sendable, Equatable {
  /// What was asked for: any of the words, or all of them.
  package let matching: WordMatching
  /// The words that count, folded, in their order.
  package let words: [String]
  /// Function words and words that only ask, which were not searched.
  package let leftOut: [String]
  /// Words that no dataset has, each with the one most like it that was searched for as well.
  package let corrections: [Correction]
  /// How many datasets match.
  package let total: Int
  /// How many of those have all the words; exact.
  package let completeCount: Int
  /// How many have only some of them.
  package var partialCount: Int { total - completeCount }

  package struct Correction: Sendable, Equatable {
    package let word: String
    package let replacement: String
  }

  /// What happened to the words, in one sentence without a full stop; `nil` if every match has every word.
  package var sentence: String? {
    let corrected = corrections.map {
      "no dataset has '\($0.word)', '\($0.replacement)' counts for it; +\($0.word) asks for it alone"
    }
    let parts =
      corrected
      + [partialSentence, leftOut.isEmpty ? nil : "not searched: " + leftOut.joined(separator: ", ")]
      .compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private var partialSentence: String? {
    guard partialCount > 0 else { return nil }
    let demand = "match:all or +word asks for all"
    guard completeCount > 0 else { return "none has all the words, these have some of them" }
    let verb = completeCount == 1 ? "has" : "have"
    return "\(completeCount) of \(total) \(verb) all the words, the rest some; \(demand)"
  }
}
