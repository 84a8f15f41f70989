import TestSupport
import Testing

@testable import CartularyIndex

/// Words like one another, held against a comparison with each.
@Suite("Vocabularies")
struct VocabularyTests {
  let directory = TemporaryDirectory()

  private static func word(_ random: inout SeededGenerator) -> String {
    let letters = Array("abcx059éЖ日")
    return String(
      (0..<Int.random(in: 1...7, using: &random)).map { _ in letters.randomElement(using: &random)! })
  }

  /// Optimal string alignment over code points, straight from its definition.
  private static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    var rows = [[Int]](repeating: [Int](0...other.count), count: one.count + 1)
    for i in rows.indices.dropFirst() {
      rows[i][0] = i
      for j in rows[i].indices.dropFirst() {
        rows[i][j] = min(
          rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1))
        if i > 1, j > 1, one[i - 1] == other[j - 2], one[i - 2] == other[j - 1] {
          rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
        }
      }
    }
    return rows[one.count][other.count]
  }

  @Test(
    "words like one are those that a comparison with each finds, in their order, over one index and over several"
  )
  func nearIsExact() throws {
    var random = SeededGenerator(seed: 12)
    var counts: [[String: Int]] = []
    let paths = [directory("one"), directory("two")]
    for path in paths {
      var held: [String: Int] = [:]
      try publish(
        (0..<60).map { number in
          var made = IndexDocument(uniqueTerm: "Q\(number)")
          let words = Set((0..<8).map { _ in Self.word(&random) })
          for word in words {
            made.add("XW" + word)
            made.add("XWS" + word)
            held[word, default: 0] += 1
          }
          return made
        }, at: path)
      counts.append(held)
    }
    for (readers, held) in [
      (try IndexReader(paths: [paths[0]]), counts[0]),
      (try IndexReader(paths: paths), counts[0].merging(counts[1], uniquingKeysWith: +)),
    ] {
      let vocabulary = try readers.vocabulary(prefix: "XW")
      for trial in 0..<200 {
        let (word, beginning) = (
          Self.word(&random), trial % 2 == 0 ? "" : String(Self.word(&random).prefix(1))
        )
        let (distance, limit) = (trial % 4, trial % 3 == 0 ? 3 : 1_000)
        let expected = held.compactMap { term, count -> NearTerm? in
          guard term.utf8.starts(with: beginning.utf8), term.utf8.count > beginning.utf8.count else {
            return nil
          }
          let rest = String(decoding: term.utf8.dropFirst(beginning.utf8.count), as: UTF8.self)
          let away = Self.distance(rest, word)
          return away <= distance ? NearTerm(term: rest, distance: away, frequency: count) : nil
        }.sorted {
          ($0.distance, $1.frequency) != ($1.distance, $0.frequency)
            ? ($0.distance, $1.frequency) < ($1.distance, $0.frequency) : $0.term.precedesBytewise($1.term)
        }
        #expect(
          try vocabulary.near(word, beginning: beginning, maximumDistance: distance, limit: limit)
            == Array(expected.prefix(limit)), "\(beginning)-\(word)")
      }
      let short = try vocabulary.words(ofLengths: 2...3, beginning: "x")
      #expect(
        short
          == held.filter { $0.key.hasPrefix("x") && (2...3).contains($0.key.unicodeScalars.count) }
          .map { TermCount(term: $0.key, count: $0.value) }.sorted { $0.term.precedesBytewise($1.term) })
    }
  }

  @Test("bytes that are not an image are refused, wherever they are cut or changed in the head")
  func refusesOthers() throws {
    try publish([try document("a", "soil moisture land")], at: directory("index"))
    let image = try IndexReader(paths: [directory("index")]).image(of: .words(prefix: "Z"), 0)
    #expect(WordColumn(image: image) != nil)
    for count in 0..<image.count { #expect(WordColumn(image: Array(image.prefix(count))) == nil) }
    for place in 0..<12 {
      var changed = image
      changed[place] ^= 0xFF
      #expect(WordColumn(image: changed) == nil)
    }
  }
}
