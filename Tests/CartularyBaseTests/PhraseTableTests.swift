import CartularyBase
import Testing

@Suite("Phrases in words")
struct PhraseTableTests {
  private static let alphabet = ["a", "b", "c", "d"]

  /// All texts of some words over a small alphabet, so that phrases overlap, repeat and begin alike.
  private static func texts(of count: Int) -> [[String]] {
    guard count > 0 else { return [[]] }
    return texts(of: count - 1).flatMap { text in alphabet.map { text + [$0] } }
  }

  @Test("what stands in a text is found as a search for each phrase finds it")
  func equal() {
    let phrases = ["a b", "b", "a", "a b c", "c c", "b a b", "d d d d", "a b"]
    let table = PhraseTable(phrases.enumerated().map { ($1, $0) })
    for words in (0...5).flatMap(Self.texts) {
      let line = " " + words.joined(separator: " ") + " "
      let found = phrases.indices.filter { line.contains(" \(phrases[$0]) ") }
      #expect(table.values(in: words) == found)
      #expect(table.first(in: words) == found.first)
      #expect(table.beginning(words) == phrases.indices.first { line.hasPrefix(" \(phrases[$0]) ") })
    }
  }
}
