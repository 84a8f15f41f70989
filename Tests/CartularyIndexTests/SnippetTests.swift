import TestSupport
import Testing

@testable import CartularyIndex

@Suite("Snippets")
struct SnippetTests {
  private func snippet(
    of text: String, _ stems: Set<String>, prefixes: [String] = [], byteCount: Int = 240
  ) throws -> String {
    let style = SnippetStyle(
      byteCount: byteCount, startMarker: "[", endMarker: "]", highlight: stems, prefixes: prefixes)
    return SnippetMaker(style: style, analyzers: [try TextAnalyzer()]).snippet(of: text)
  }

  @Test(
    "a text that fits is shown whole, with every match between the markers",
    arguments: [
      ("Soil moisture of soils.", ["soil"], [], "[Soil] moisture of [soils]."),
      (
        "Évapotranspiration, E\u{301}VAPOTRANSPIRATION", ["evapotranspir"], [],
        "[Évapotranspiration], [E\u{301}VAPOTRANSPIRATION]"
      ),
      ("from Sentinel-1A and Sentinel-2", ["sentinel1a"], [], "from [Sentinel-1A] and Sentinel-2"),
      ("from Sentinel-1A", ["sentinel", "1a", "sentinel1a"], [], "from [Sentinel-1A]"),
      ("Asthma and asthmatics", [], ["asth"], "[Asthma] and [asthmatics]"),
      ("東京都の水", ["東京", "京都"], [], "[東京都]の水"),
      ("nothing here", ["soil"], [""], "nothing here"), ("", ["soil"], [], ""),
    ] as [(String, Set<String>, [String], String)])
  func whole(text: String, stems: Set<String>, prefixes: [String], expected: String) throws {
    #expect(try snippet(of: text, stems, prefixes: prefixes) == expected)
  }

  @Test("a long text is shown where most different matches are, else from its beginning")
  func window() throws {
    let filler = Array(repeating: "lorem ipsum", count: 50).joined(separator: " ")
    let text = "soil \(filler) soil and moisture \(filler) moisture soil"
    let both = try snippet(of: text, ["soil", "moistur"], byteCount: 60)
    #expect(both == "…ipsum lorem ipsum [soil] and [moisture] lorem ipsum lorem ipsum…")
    #expect(try snippet(of: text, ["moistur"], byteCount: 30) == "…soil and [moisture] lorem ipsum…")
    #expect(try snippet(of: text, ["nowher"], byteCount: 30) == "soil lorem ipsum lorem ipsum…")
    #expect(try snippet(of: text, ["soil"], byteCount: 1) == "[soil]…")
    #expect(try snippet(of: filler + " soil!", ["soil"], byteCount: 20) == "…lorem ipsum [soil]!")
  }

  @Test("markers in the text are taken out, even those that come about by it")
  func markers() throws {
    #expect(try snippet(of: "a [fake] soil [[]]", ["soil"]) == "a fake [soil] ")
    let style = SnippetStyle(startMarker: "<b>", endMarker: "</b>", highlight: ["soil"])
    let made = SnippetMaker(style: style, analyzers: [try TextAnalyzer()])
    #expect(made.snippet(of: "<<b>b>fake<</b>/b> soil") == "fake <b>soil</b>")
    let standard = SnippetMaker(style: SnippetStyle(highlight: ["soil"]), analyzers: [try TextAnalyzer()])
    #expect(standard.snippet(of: "\u{E000}\u{301}x\u{E001} soil") == "\u{301}x \u{E000}soil\u{E001}")
  }

  @Test("markup in the text comes back as it was: escaping is the renderer's")
  func markup() throws {
    #expect(
      try snippet(of: "<script>alert('soil & \"x\"')</script>", ["soil"])
        == "<script>alert('[soil] & \"x\"')</script>")
  }

  @Test("no snippet is longer than asked for, or cuts a scalar", arguments: [0, 1, 2, 7, 40])
  func size(byteCount: Int) throws {
    let texts = [
      String(repeating: "🌧️", count: 40), String(repeating: "語", count: 90),
      String(repeating: "x", count: 500),
    ]
    for text in texts {
      let made = try snippet(of: text, [], byteCount: byteCount)
      #expect(made.hasSuffix("…"))
      #expect(made.utf8.count <= byteCount + "…".utf8.count)
      #expect(text.unicodeScalars.starts(with: made.unicodeScalars.dropLast()))
    }
  }

  @Test("a snippet of a megabyte is made")
  func large() async throws {
    let text = String(repeating: "soil moisture ", count: 75_000)
    let made = try await OwnThread.run(withinSeconds: 300) {
      try snippet(of: text, ["soil", "moistur"], byteCount: 14)
    }
    #expect(made == "[soil] [moisture]…")
  }

  @Test("words and their stems begin alike in the languages that snippets take that of")
  func fixedBeginnings() throws {
    var random = SeededGenerator(seed: 2)
    let letters = Array("abcdefghijklmnopqrstuvwxyz0aeiouyнатсыое")
    for language in StemLikeness.ofLanguages.keys.sorted() {
      let analyzer = try TextAnalyzer(language: language)
      for trial in 0..<200 {
        // With what Indonesian takes off and puts in its place.
        let beginning =
          trial % 2 == 0 ? "" : ["meny", "mem", "peng", "ber", "di"].randomElement(using: &random)!
        let word =
          beginning
          + String(
            (0..<Int.random(in: 1...10, using: &random)).map { _ in letters.randomElement(using: &random)! })
        let wanted = WantedStems([analyzer.stem(word)], analyzer)
        #expect(StemFilter([wanted]).languages(of: word) == 1, "\(language) \(word)")
        #expect(wanted.stem(of: word) == analyzer.stem(word))
      }
    }
  }

  @Test("most words are told from a stem by two bytes, or by what of it stands in them")
  func filteredWords() throws {
    func languages(_ stems: [String], _ word: String) throws -> UInt32 {
      let analyzers = try ["english", "es", "id", "ga"].map { try TextAnalyzer(language: $0) }
      return StemFilter(analyzers.map { WantedStems(Set(stems), $0) }).languages(of: word)
    }
    #expect(try languages(["sail"], "soil") == 1)
    #expect(try languages(["sail"], "ail") == 0)
    #expect(try languages(["es:sal"], "sol") == 0)
    #expect(try languages(["es:sal"], "salado") == 2)
    #expect(try languages(["es:sal"], "sál") == 2)
    #expect(try languages(["id:sapu"], "menyapu") == 4)
    #expect(try languages(["id:sapu"], "menyiap") == 0)
    #expect(try languages(["ga:bo"], "xyz") == 8)
    #expect(try languages([], "soil") == 0)
  }
}
