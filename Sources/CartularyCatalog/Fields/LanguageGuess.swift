internal import CartularyBase

/// The language of a text, by its function words.
///
/// What a record says of languages is about its data: French interviews are described in English. So the words tell,
/// and what the record says only decides where they leave a doubt.
struct LanguageGuess {
  /// What each language scores, highest first: one for each word that only it has; its share of a word that several have.
  private let scores: [(code: String, score: Double)]

  /// Enough to tell; a thousand times as many would tell no more.
  private static let wordCount = 400
  /// Two words of one language alone, say, and nothing much of any other.
  private static let leastScore = 1.5
  private static let leastLead = 2.0
  /// Less than one word that is mostly of that language is chance.
  private static let leastHint = 0.5
  /// More readings than these of a short text would be noise.
  private static let readingCount = 3

  /// - Parameter words: Folded.
  init(_ words: some Sequence<String>) {
    var scores: [String: Double] = [:]
    for word in words.prefix(Self.wordCount) {
      for (code, share) in Self.shares[word] ?? [] { scores[code, default: 0] += share }
    }
    self.scores = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// The language that the words leave no doubt of; `nil` if they do.
  var certain: String? {
    guard let best = scores.first, best.score >= Self.leastScore else { return nil }
    let next = scores.dropFirst().first?.score ?? 0
    return best.score >= Self.leastLead * next ? best.code : nil
  }

  /// The languages in which the text is to be read, the likeliest first: one, or several where there is a doubt.
  ///
  /// - Parameter hints: What the record says, as codes of languages with a stemmer; empty if it says nothing.
  func languages(hints: [String]) -> [String] {
    if let certain { return [certain] }
    if let best = scores.first, hints.contains(best.code) { return [best.code] }
    let english = score(of: Self.english)
    let seen = scores.filter {
      $0.score >= Self.leastHint && $0.score > english && $0.score * 2 >= scores[0].score
    }
    var languages: [String] = []
    for code in hints.prefix(Self.readingCount - 1) + seen.map(\.code).prefix(Self.readingCount - 1) + [
      Self.english
    ] {
      if !languages.contains(code) { languages.append(code) }
    }
    // Of those equally likely, what is said goes before what is seen, and English comes last.
    let ranked = languages.enumerated().sorted { one, other in
      (score(of: other.element), one.offset) < (score(of: one.element), other.offset)
    }
    return ranked.map(\.element)
  }

  private func score(of code: String) -> Double { scores.first { $0.code == code }?.score ?? 0 }

  static let english = "en"

  /// What an occurrence of a word says for each language that has it; together 1. `of` is English before it is Dutch.
  private static let shares: [String: [(code: String, share: Double)]] = {
    var weights: [String: [String: Double]] = [:]
    for (code, words) in FunctionWordTable.words {
      for (rank, word) in words.split(whereSeparator: \.isWhitespace).enumerated() {
        let folded = FoldedText.words(String(word))
        // Frequencies fall with the rank, if less steeply than Zipf has it at the top.
        weights[folded, default: [:]][code] = max(weights[folded]?[code] ?? 0, 1 / Double(rank + 5))
      }
    }
    return weights.mapValues { weights in
      let sum = weights.values.sorted().reduce(0, +)
      return weights.sorted { $0.key < $1.key }.map { ($0.key, $0.value / sum) }
    }
  }()
}
