import TestSupport
import Testing

@testable import CartularyBase

@Suite("Folded text")
struct FoldedTextTests {
  @Test(
    "spellings of codes are compared without case, and with one '-' for each gap",
    arguments: [
      ("CC-BY-4.0", "cc-by-4.0"), ("  Open   Data ", "open-data"),
      ("closed_trusted-_partnership", "closed-trusted-partnership"),
      ("", ""), (" - ", ""), ("-a-", "a"), ("Été  2020", "été-2020"), ("a\u{00A0}b", "a-b"),
    ])
  func codes(text: String, folded: String) {
    #expect(FoldedText.code(text) == folded)
  }

  @Test("the short way for ASCII gives what the long one gives")
  func shortWay() {
    var generator = SeededGenerator(seed: 20_261_129)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        UInt8.random(in: 0x01...0x7E, using: &generator)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      // A letter that is not ASCII in front sends the text the long way, and a gap keeps it apart.
      let long = FoldedText.code("é " + text)
      let short = FoldedText.code(text)
      #expect(long == (short.isEmpty ? "é" : "é-" + short), "\(bytes)")
    }
  }
}
