/// Texts made to break escaping: quotes, separators and brackets of all formats, each of which may carry a combining
/// mark, a joiner or a variation selector; line ends, controls, and scalars at the edges of what UTF-8 can say.
package enum AwkwardText {
  package static func random(using generator: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      text.append(contentsOf: pieces.randomElement(using: &generator)!.unicodeScalars)  // never empty
      if Int.random(in: 0...2, using: &generator) == 0 {
        text.append(followers.randomElement(using: &generator)!)  // never empty
      }
    }
    return String(text)
  }

  private static let pieces: [String] =
    signs.map(String.init) + edges.map(String.init) + [
      "one", "two words", "x", "9", "1.", "12)", "é", "日本", "👩‍👩‍👧", "🇿🇦", "https://a.example/?b=c&d", "&amp;",
      "&#60;",
      "<b>", "</script>", "<!--", "]]>", "\\n", "\\u0041", "%0A", "a: b", "a #b", "- ", "...", "---", "null",
      "\r\n",
      "''", "\"\"", "  ",
    ]

  private static let signs = Array("\"'`,;:|\t&<>\\/()[]{}#*_~!?=+-@%$^. ＝＋－＠".unicodeScalars)

  /// By number, as a literal cannot name all of them: line ends, controls, invisible signs, and scalars next to the
  /// surrogates and at the ends of planes.
  private static let edges: [Unicode.Scalar] = [
    0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029, 0, 1, 7, 8, 0x1B, 0x1F, 0x7F, 0x80, 0x9B, 0x9F, 0xA0, 0xAD,
    0x61C,
    0x200B, 0x200E, 0x202E, 0x2066, 0x3000, 0xD7FF, 0xE000, 0xFDD0, 0xFEFF, 0xFFF9, 0xFFFD, 0xFFFE, 0xFFFF,
    0x10000,
    0x1FFFE, 0x10FFFF,
  ].compactMap { Unicode.Scalar($0 as UInt32) }

  private static let followers: [Unicode.Scalar] = [
    "\u{301}", "\u{308}", "\u{20DD}", "\u{200D}", "\u{200C}", "\u{FE0F}", "\u{E0101}", "\u{1F3FD}",
    "\u{E007F}",
    "\u{94D}", "\u{1160}",
  ]
}
