import CartularyBase
import Foundation
import TestSupport
import Testing

@testable import CartularyIndex

@Suite("Text to tokens")
struct TextAnalyzerTests {
  /// The words of `text`, a joined form in brackets.
  private func words(_ text: String) throws -> String {
    try TextAnalyzer().tokens(in: text).map { $0.isJoined ? "[\($0.word)]" : $0.word }.joined(separator: " ")
  }

  @Test(
    "words are folded and parted as documented",
    arguments: [
      ("", ""), ("  \t\n", ""), ("Soil Moisture", "soil moisture"),
      // case and accents
      ("Évapotranspiration E\u{301}VAPO Ångström naïve", "evapotranspiration evapo angstrom naive"),
      ("Straße STRASSE ﬁsh Ｗｉｄｅ ΣΊΣΥΦΟΣ σίσυφος", "strasse strasse fish wide σισυφοσ σισυφοσ"),
      ("Øresund Łódź Æsir İstanbul ısı", "oresund lodz aesir istanbul isi"),
      ("Москва́ Йод", "москва иод"),
      // camel case is one word, for now
      ("SeaWiFS iPhone", "sea [seawifs] wi fs i [iphone] phone"),
      // codes
      ("Sentinel-1A", "sentinel [sentinel1a] 1a"), ("AST_L1B.006", "ast [astl1b006] l1b 006"),
      ("MOD13Q1", "mod13q1"), ("foo_bar", "foo [foobar] bar"), ("well-known", "well known"),
      ("10.5281/zenodo.12", "10 [105281zenodo12] 5281 zenodo 12"), ("see L-1. Next", "see l [l1] 1 next"),
      ("a--1", "a 1"), ("a- 1", "a 1"), ("_a1", "a1"), ("a1_", "a1"), ("a-b_", "a b"),
      ("abcdefghij-abcdefghij-abcdefghij-abcdef-1", "abcdefghij abcdefghij abcdefghij abcdef 1"),
      // apostrophes
      ("don't they’re it's", "dont theyre it"),
      ("children's data, the sensors' data", "children data the sensors data"),
      ("l'eau O'Brien 'quoted'", "l eau o [obrien] brien quoted"), ("year's-1", "year 1"),
      // scripts that do not part words
      ("東京都", "東京 京都"), ("海", "海"), ("データ 分析", "デー ータ 分析"), ("ｶﾞｽ ガス", "ガス ガス"),
      ("한국어", "한국 국어"), ("東京2020年", "東京 2020 年"),
      // others
      ("שָׁלוֹם עולם", "שלום עולם"), ("كِتَاب", "كتاب"), ("हिन्दी", "हिन्दी"), ("ภาษาไทย", "ภาษาไทย"),
      ("rain🌧️fall 👩‍🔬", "rain fall"), ("a\0b", "a b"), ("so\u{AD}il \u{200F}data", "soil data"),
      ("m² ½", "m2 12"),
    ])
  func words(text: String, expected: String) throws {
    let found = try words(text)
    #expect(found == expected)
    #expect(found.unicodeScalars.elementsEqual(expected.precomposedStringWithCanonicalMapping.unicodeScalars))
  }

  @Test("tokens know their stem, position and place")
  func places() throws {
    let text = "Le Sentinel-1A, données"
    let tokens = try TextAnalyzer().tokens(in: text)
    #expect(
      tokens == [
        Token(word: "le", stem: "le", position: 1, isJoined: false, range: 0..<2),
        Token(word: "sentinel", stem: "sentinel", position: 2, isJoined: false, range: 3..<11),
        Token(word: "sentinel1a", stem: "sentinel1a", position: 2, isJoined: true, range: 3..<14),
        Token(word: "1a", stem: "1a", position: 3, isJoined: false, range: 12..<14),
        Token(word: "donnees", stem: "donne", position: 4, isJoined: false, range: 16..<24),
      ])
  }

  @Test("each way of writing a code shares a token with the others")
  func codes() throws {
    let analyzer = try TextAnalyzer()
    let ways = ["sentinel-1a", "Sentinel1A", "SENTINEL_1A", "sentinel‐1a"].map { way in
      Set(analyzer.tokens(in: way).map(\.word))
    }
    #expect(ways.allSatisfy { $0.contains("sentinel1a") })
  }

  @Test("a megabyte of one word is one word of 64 bytes", arguments: ["x", "é", "語", "\u{301}"])
  func longWord(letter: String) throws {
    let text = String(repeating: letter, count: (1 << 20) / letter.utf8.count)
    let tokens = try TextAnalyzer().tokens(in: text)
    #expect(tokens.allSatisfy { $0.word.utf8.count <= 64 && $0.range.count <= 64 })
    #expect(letter == "語" || tokens.count <= 1)
  }

  @Test("a megabyte of words takes time in proportion")
  func longText() async throws {
    let text = String(repeating: "Soil moisture of Sentinel-1A, ", count: 35_000)
    let count = try await OwnThread.run(withinSeconds: 300) { try TextAnalyzer().tokens(in: text).count }
    #expect(count == 6 * 35_000)
  }

  @Test(
    "folding twice is folding once",
    arguments: ["İSTANBUL ŉ ǆ ß ﬃ ﷺ ｶﾞ 각 ᾳ ÅǾ", "Straße\0", "e\u{301}\u{327}", "ð Þ"])
  func idempotent(text: String) {
    let once = FoldedText.words(text)
    #expect(FoldedText.words(once).unicodeScalars.elementsEqual(once.unicodeScalars))
  }

  @Test("a stemmer is one of a language, or none")
  func languages() throws {
    #expect(try TextAnalyzer().stem("datasets") == "dataset")
    #expect(try TextAnalyzer(language: "de").stem("haeuser") == "de:haeus")
    #expect(try TextAnalyzer(language: "none").stem("datasets") == "datasets")
    #expect(try TextAnalyzer().stem("") == "")
    #expect(code { _ = try TextAnalyzer(language: "klingon") } == .invalidArgument)
  }

  @Test("one analyzer serves many tasks at once")
  func concurrent() async throws {
    let analyzer = try TextAnalyzer()
    let text = (0..<500).map { "measurements\($0 % 50) running" }.joined(separator: " ")
    let expected = analyzer.tokens(in: text)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 { group.addTask { analyzer.tokens(in: text) == expected } }
      for await same in group { #expect(same) }
    }
  }
}
