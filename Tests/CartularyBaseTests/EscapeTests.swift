import CartularyBase
import Foundation
import TestSupport
import Testing

@Suite("Escaping")
struct EscapeTests {
  /// Each format's dangerous sign with a combining mark, which together are one `Character`.
  @Test(
    "goes by scalar, not by character",
    arguments: [
      (Escape.csvCell("one \"\u{301}, two"), "\"one \"\"\u{301}, two\""),
      (Escape.csvCell("a,\u{301}b"), "\"a,\u{301}b\""),
      (Escape.csvCell("=\u{301}1"), "'=\u{301}1"),
      (Escape.markdownCell("|\u{301}*\u{200D}<\u{301}"), "\\|\u{301}\\*\u{200D}&lt;\u{301}"),
      (Escape.html("<\u{301}\"\u{301}&\u{FE0F}"), "&lt;\u{301}&quot;\u{301}&amp;\u{FE0F}"),
      (Escape.markup("<\u{301}\"\u{200D}\n&'\u{20DD}"), "&lt;\u{301}&quot;\u{200D}\n&amp;&#39;\u{20DD}"),
      (Escape.xml("<\u{301}'\u{301}"), "&lt;\u{301}&#39;\u{301}"),
      (Escape.json("\"\u{301}\\\u{301}"), "\"\\\"\u{301}\\\\\u{301}\""),
      (Escape.turtle("\"\u{301}\u{1B}"), "\"\\\"\u{301}\\u001B\""),
      (Escape.yamlSingleQuoted("it'\u{301}s"), "'it''\u{301}s'"),
      (Escape.yamlDoubleQuoted("\"\u{301}&\u{301}", ampersands: true), "\"\\\"\u{301}\\x26\u{301}\""),
      (Escape.shellWord("it'\u{301}s"), "'it'\\''\u{301}s'"),
      (Escape.workflowProperty(":\u{301},\u{301}%\u{301}"), "%3A\u{301}%2C\u{301}%25\u{301}"),
      (Escape.roff("-\u{301}\\\u{301}"), "\\-\\[u0301]\\e\\[u0301]"),
      (Escape.roffLine(".\u{301}"), "\\&.\\[u0301]"),
    ])
  func scalars(escaped: String, expected: String) {
    #expect(escaped.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test("line ends stay in CSV and are blanks on one line")
  func lineEnds() {
    let text = "a\r\nb\nc\td\u{85}e\u{2028}f"
    #expect(Escape.csvCell(text).utf8.elementsEqual("\"\(text)\"".utf8))
    #expect(Escape.tsvCell(text) == "a b c d e f")
    #expect(Escape.markdownCell(text) == "a b c d e f")
    #expect(TerminalText.harmless(text) == "a b c d e f")
    #expect(TerminalText.harmless(text, keepingLineBreaks: true) == "a\nb\nc d\ne\nf")
  }

  @Test("what a spreadsheet takes for a formula gets an apostrophe, in full width too")
  func formulas() {
    for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
      #expect(Escape.csvCell(sign + "1") == "'\(sign)1")
    }
    #expect(Escape.csvCell("1=1") == "1=1")
  }

  @Test("a shell word is quoted only where it has to be")
  func shellWords() {
    #expect(Escape.shellWord("a/b-c_d.csv") == "a/b-c_d.csv")
    #expect(Escape.shellWord("my data") == "'my data'")
    #expect(Escape.shellWord("") == "''")
    #expect(Escape.shellWord("~a") == "'~a'")
    #expect(Escape.shellWord("$(x)\u{1B}") == "'$(x)\u{FFFD}'")
  }

  @Test("JSON is read back by Foundation as it was, in a page and on a terminal too")
  func jsonRoundTrip() throws {
    var generator = SeededGenerator.announced("JSON")
    for _ in 0..<5_000 {
      let text = AwkwardText.random(using: &generator)
      let encoded = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
      let json = "[" + Escape.json(text) + "]"
      for written in [json, Escape.jsonForPage(json), Escape.jsonForTerminal(encoded)] {
        let read = try JSONDecoder().decode([String].self, from: Data(written.utf8))
        #expect(read.count == 1 && read[0].unicodeScalars.elementsEqual(text.unicodeScalars))
      }
      #expect(!Escape.jsonForPage(json).utf8.contains { "<>&".utf8.contains($0) })
    }
  }
}

@Suite("Values of the base")
struct BaseValueTests {
  @Test(
    "FNV-1a has the published values",
    arguments: [("", 0xCBF2_9CE4_8422_2325), ("foobar", 0x8594_4171_F739_67E8)] as [(String, UInt64)])
  func fnv(text: String, hash: UInt64) { #expect(FNV1a.hash(text) == hash) }

  @Test("an address without its scheme, and a DOI without its resolver")
  func addresses() {
    #expect(String(WebAddress.withoutScheme("HTTPS://a.example/B")) == "a.example/B")
    #expect(String(WebAddress.withoutScheme("ftp://a.example")) == "ftp://a.example")
    for text in [
      "10.5072/Abc", "doi:10.5072/Abc", "DOI:10.5072/Abc", "http://dx.doi.org/10.5072/Abc",
      "https://doi.org/doi:10.5072/Abc", "www.doi.org/10.5072/Abc",
    ] {
      #expect(DOI.bare(in: text) == "10.5072/Abc")
    }
    #expect(DOI.bare(in: "https://a.example/10.5072/x") == nil)
    #expect(String(DOI.withoutResolver("https://a.example/10.5072/x")) == "https://a.example/10.5072/x")
  }

  @Test("a box across the antimeridian is two")
  func boxes() throws {
    let box = try #require(BoundingBox(west: 170, south: -10, east: -170, north: 10.5))
    #expect(box.parts.map(\.description) == ["170,-10,180,10.5", "-180,-10,-170,10.5"])
    #expect(box.parts[0].hull(with: box.parts[1]).description == "-180,-10,180,10.5")
  }

  @Test("a place counts scalars in its line")
  func places() {
    let place = DiagnosticPlace(8..<11, in: "one\né x\u{301}y")
    #expect(place.line == 2 && place.column == 4 && place.length == 2)
    #expect(DiagnosticPlace(3..<3, in: "one").column == 4)
    #expect(DiagnosticPlace(0..<0, in: "").line == 1)
  }
}
