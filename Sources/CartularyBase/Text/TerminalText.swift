/// Makes untrusted text safe to print on a terminal, and measures it.
package enum TerminalText {
  /// Returns `text` on one line: tabs and line ends become blanks, and every other character that could move the
  /// cursor, change colours, or reorder or hide what is around it U+FFFD.
  ///
  /// Zero width joiner and non-joiner stay: emoji and several scripts need them.
  ///
  /// - Parameter keepingLineBreaks: Whether each line end becomes a line feed instead, for text that is printed on
  ///   several lines.
  package static func harmless(_ text: String, keepingLineBreaks: Bool = false) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if isLineEnd(scalar) {
        // CR LF is one line end.
        if scalar != "\n" || previous != "\r" { result.append(keepingLineBreaks ? "\n" : " ") }
      } else if scalar == "\t" {
        result.append(" ")
      } else {
        result.append(isHarmful(scalar) ? "\u{FFFD}" : scalar)
      }
      previous = scalar
    }
    return String(result)
  }

  /// Whether a scalar ends a line: LF, VT, FF, CR, NEL, or a line or paragraph separator.
  package static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether a scalar could move the cursor, change colours, or reorder or hide what is around it.
  package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
    case 0x200C, 0x200D: false  // the joiners
    case 0x200B...0x200F, 0x061C: true  // zero width space, marks of direction
    case 0x2028, 0x2029: true  // line and paragraph separators
    case 0x202A...0x202E, 0x2066...0x2069: true  // embeddings, overrides, isolates
    case 0xFEFF, 0xFFF9...0xFFFB: true  // byte order mark, interlinear annotations
    default: false
    }
  }

  /// Returns how many cells of a terminal `text` fills: two for East Asian wide characters and emoji, none
  /// for combining marks. What `harmless` would replace has no width of its own; measure after it.
  package static func cellCount(_ text: String) -> Int {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + cellCount($1) }
  }

  /// Returns how many cells one grapheme cluster fills: 0, 1 or 2.
  package static func cellCount(_ character: Character) -> Int {
    var count = 0
    for scalar in character.unicodeScalars {
      // U+FE0F asks for the emoji form of what comes before it.
      if isWide(scalar) || (scalar.value == 0xFE0F && count > 0) { return 2 }
      if !isZeroWidth(scalar) { count = 1 }
    }
    return count
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: true
    default: (0x1160...0x11FF).contains(scalar.value)  // vowels and finals of Hangul, drawn into the syllable
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    // Below lies all of Latin, Greek, Cyrillic, Hebrew and Arabic, so most text ends here.
    guard scalar.value >= 0x1100 else { return false }
    return scalar.properties.isEmojiPresentation || wideRanges.contains { $0.contains(scalar.value) }
  }

  /// East Asian Width W and F beside emoji, blocks rather than single characters. Source: EastAsianWidth.txt.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // leading consonants of Hangul
    0x2329...0x232A,  // angle brackets
    0x2E80...0x303E,  // radicals, punctuation
    0x3041...0x3247, 0x3250...0x4DBF,  // kana, Bopomofo, compatibility letters, ideographs A
    0x4E00...0xA4CF,  // ideographs, Yi
    0xA960...0xA97F,  // more consonants of Hangul
    0xAC00...0xD7A3,  // syllables of Hangul
    0xF900...0xFAFF,  // compatibility ideographs
    0xFE10...0xFE19, 0xFE30...0xFE6B,  // vertical and small forms
    0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full width forms
    0x16FE0...0x18DFF,  // Tangut, Khitan
    0x1AFF0...0x1B2FF,  // more kana, Nüshu
    0x1F200...0x1F265,  // enclosed ideographs
    0x20000...0x2FFFD, 0x30000...0x3FFFD,  // ideographs B and beyond
  ]
}
