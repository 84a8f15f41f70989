internal import Foundation

/// Forty thousand made-up words that can be spoken, whose frequencies fall as those of a language do, so that posting
/// lists have the long tail of real text.
struct CorpusWords {
  static let count = 40_000

  let byRank: [String]
  private let choice: Weighted<String>
  /// A third of a text. Without them its syllables would be taken for a dozen other languages.
  private let small = Weighted(
    zipf: ["the", "of", "and", "to", "in", "for", "is", "on", "that", "by", "with", "from"], exponent: 1)

  init(_ random: inout SeededRandom) {
    let consonants = Array("bcdfghjklmnprstvwz")
    let vowels = Array("aeiou")
    var words: [String] = []
    var known: Set<String> = []
    while words.count < Self.count {
      var word = ""
      for _ in 0..<[2, 2, 3, 3, 4][random.integer(0...4)] {
        word.append(consonants[random.integer(0...consonants.count - 1)])
        word.append(vowels[random.integer(0...vowels.count - 1)])
      }
      if random.unit() < 0.4 { word.append(consonants[random.integer(0...consonants.count - 1)]) }
      if known.insert(word).inserted { words.append(word) }
    }
    byRank = words
    choice = Weighted(zipf: words, exponent: 1.05)
  }

  func text(of count: Int, _ random: inout SeededRandom) -> String {
    (0..<count).map { _ in random.unit() < 0.33 ? small.pick(&random) : choice.pick(&random) }
      .joined(separator: " ")
  }

  func word(_ random: inout SeededRandom) -> String { choice.pick(&random) }

  /// Queries of one to four words. People type content words, not the most frequent ones: ranks from 30 to 6,000, each
  /// tenfold step as likely as the next.
  func queries(_ count: Int, _ random: inout SeededRandom) -> [String] {
    (0..<count).map { _ in
      let length = [1, 2, 2, 2, 3, 3, 4][random.integer(0...6)]
      return (0..<length).map { _ in byRank[Int(30 * pow(200, random.unit()))] }.joined(separator: " ")
    }
  }
}
