public import CartularyQuery

/// How many of a search's matches have all the words of the query, and how many only some.
public struct MatchedWords: Sendable, Equatable {
  /// What was asked for: any of the words, or all of them.
  public let matching: WordMatching
  /// The words that count, folded, in their order. Empty for a query of filters alone.
  public let words: [String]
  /// Function words and words that only ask, which were not searched. Empty when every word was.
  public let leftOut: [String]
  /// Words that no dataset has, each with the one most like it that was searched for as well. Empty when
  /// every word is known.
  public let corrections: [Correction]
  /// How many datasets match.
  public let total: Int
  /// How many of those have all the words; exact.
  public let completeCount: Int
  /// How many have only some of them.
  public var partialCount: Int { total - completeCount }

  /// A word that no dataset has, and what was searched for as well.
  public struct Correction: Sendable, Equatable {
    /// The word as it was asked for, folded.
    public let word: String
    /// The word most like it that some dataset has.
    public let replacement: String
  }

  /// What happened to the words, in one sentence without a full stop; `nil` if every match has every word.
  public var sentence: String? {
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
