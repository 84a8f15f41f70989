import CartularyBase
import CartularyQuery
import Testing

@Suite("Rendering of diagnostics")
struct RendererTests {
  @Test("a fault prints its line, carets and the way on")
  func fault() throws {
    let error = #expect(throws: QueryError.self) {
      try QueryParser.sample.parse("water licenze:CC-BY-4.0 -draft", mode: .strict)
    }
    #expect(
      error?.description == """
        error[Q102]: unknown field 'licenze'
         water licenze:CC-BY-4.0 -draft
               ^^^^^^^
         help: did you mean 'license'? To search the words instead: "licenze:CC-BY-4.0"
        """)
  }

  @Test("carets stand under cells, not characters")
  func cells() {
    let text = "海洋 e\u{301}t\u{E9} 👩‍👩‍👧 bad"
    let start = text.utf8.count - 3
    let excerpt = SourceExcerpt(text, marking: start..<start + 3)
    #expect(excerpt.line == text)
    #expect(excerpt.marks == String(repeating: " ", count: 4 + 1 + 3 + 1 + 2 + 1) + "^^^")
    #expect(SourceExcerpt(text, marking: 3..<6).marks == "  ^^")
  }

  @Test("an empty range marks the character at its offset, at the end a blank")
  func emptyRanges() {
    #expect(SourceExcerpt("abc", marking: 1..<1).marks == " ^")
    #expect(SourceExcerpt("abc", marking: 3..<3).marks == "   ^")
    #expect(SourceExcerpt("", marking: 0..<0).marks == "^")
    #expect(SourceExcerpt("abc", marking: 90..<99).marks == "   ^")
  }

  @Test("of several lines, the one that the range begins in is shown")
  func lines() {
    let excerpt = SourceExcerpt("one\r\ntwo three\r\nfour", marking: 9..<30)
    #expect(excerpt.line == "two three")
    #expect(excerpt.marks == "    ^^^^^")
  }

  @Test("a long line is cut around the mark", arguments: [0, 200, 3990])
  func window(start: Int) {
    let text = String(repeating: "x", count: start) + "BAD" + String(repeating: "y", count: 4000 - start)
    let excerpt = SourceExcerpt(text, marking: start..<start + 3, width: 40)
    #expect(TerminalText.cellCount(excerpt.line) <= 40)
    let line = Array(excerpt.line)
    let marked = zip(line, excerpt.marks).filter { $1 == "^" }.map { $0.0 }
    #expect(String(marked) == "BAD")
    #expect((line.first == "…") == (start > 0))
  }

  @Test("nothing that moves a cursor or turns text around leaves the renderer")
  func harmless() throws {
    let text = "license:\u{1B}[31mx\u{202E}y\u{0}\u{85}"
    let error = #expect(throws: QueryError.self) { try QueryParser.sample.parse(text) }
    let printed = try #require(error?.description)
    for scalar in printed.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0x202E)
    }
  }

  @Test("a fault of another kind prints in the same form")
  func manifestFault() {
    let printed = DiagnosticRenderer.render(
      label: "error[M101]", location: "a.yaml:2:1", message: "unknown key 'titel'",
      excerpt: SourceExcerpt("id: x\ntitel: y", marking: 6..<11), advice: "did you mean 'title'?")
    #expect(
      printed == """
        error[M101]: a.yaml:2:1: unknown key 'titel'
         titel: y
         ^^^^^
         help: did you mean 'title'?
        """)
  }
}

@Suite("Text on a terminal")
struct TerminalTextTests {
  @Test("controls and format characters are replaced, joiners stay")
  func harmless() {
    #expect(TerminalText.harmless("a\u{1B}[0m\tb\u{7F}\u{9B}") == "a\u{FFFD}[0m b\u{FFFD}\u{FFFD}")
    #expect(
      TerminalText.harmless("\u{202A}\u{202E}\u{2066}\u{2069}\u{200B}\u{200F}")
        == String(repeating: "\u{FFFD}", count: 6))
    #expect(TerminalText.harmless("👩\u{200D}👧 ن\u{200C}ی") == "👩\u{200D}👧 ن\u{200C}ی")
    #expect(TerminalText.harmless("a\nb", keepingLineBreaks: true) == "a\nb")
    #expect(TerminalText.harmless("a\nb") == "a b")
  }

  @Test(
    "cells are counted as a terminal fills them",
    arguments: [
      ("abc", 3), ("", 0), ("海洋", 4), ("ｆｕ", 4), ("한국", 4), ("e\u{301}", 1), ("עברית", 5), ("👩‍👩‍👧", 2),
      ("🇿🇦", 2), ("❤️", 2), ("❤", 1), ("…", 1), ("\u{FFFD}", 1), ("ﾊ", 1), ("𠀀", 2),
    ])
  func cells(text: String, count: Int) { #expect(TerminalText.cellCount(text) == count) }
}
