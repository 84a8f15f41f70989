public import CartularyQuery

/// How many of a search's matches have all the words of the query, and how many only some.
public struct MatchedWords: Sendable, Equatable {
  /// What was asked for: any of the words, or all of them.
  public let matching: WordMatching
  /// The words that count, folded, in their order. Empty for a query of filters alone.
  public let words: [String]
  /// Function words and words that only ask, which were not searched. Empty when every word was.
  public let leftOut: [String]
  /// Words that no dataset has, each with what it was probably meant to be, the likeliest first, which was searched for as
  /// well. Empty when every word is known.
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
    /// What some dataset has that is like it: a word, two words that were glued, or with a `*` the beginning of a name.
    public let replacement: String
  }

  /// What happened to the words, in one sentence without a full stop; `nil` if every match has every word.
  public var sentence: String? {
    var words: [String] = []
    for correction in corrections where !words.contains(correction.word) { words.append(correction.word) }
    let corrected = words.map { word in
      let others = corrections.filter { $0.word == word }.map { "'\($0.replacement)'" }
      let verb = others.count == 1 ? "counts" : "count"
      let list =
        others.count < 3 ? others.joined(separator: " and ") : "\(others[0]), \(others[1]) and \(others[2])"
      return "no dataset has '\(word)', \(list) \(verb) for it; +\(word) asks for it alone"
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
