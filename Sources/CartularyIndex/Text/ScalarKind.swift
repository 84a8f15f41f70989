/// What a scalar is to `WordBreaker`.
enum ScalarKind: Equatable {
  /// A letter or digit, which makes words.
  case letter
  /// A mark on the letter before it, or a sign that shows nothing, as a soft hyphen or a direction mark.
  case mark
  /// A character of a script that does not part words: Han, Hiragana, Katakana, Hangul.
  case character
  /// A sign that may link the parts of a code.
  case link
  case apostrophe
  /// All else parts words.
  case other

  init(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": self = .letter
    case "-", "_", ".", "/", ":", "\u{2010}", "\u{2011}": self = .link
    // Straight, curly either way, as a letter, the okina, an acute, a prime, full width.
    case "'", "\u{2019}", "\u{2018}", "\u{02BC}", "\u{02BB}", "\u{B4}", "\u{2032}", "\u{FF07}":
      self = .apostrophe
    case _ where scalar.isASCII: self = .other
    case _ where Self.characterRanges.contains { $0.contains(scalar.value) }: self = .character
    case "\u{200B}": self = .other  // the zero-width space is a space
    case _ where scalar.properties.isDefaultIgnorableCodePoint: self = .mark
    default:
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        self = .letter
      case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
      default: self = .other
      }
    }
  }

  /// By block, as Swift does not tell the script of a scalar.
  private static let characterRanges: [ClosedRange<UInt32>] = [
    0x1100...0x11FF,  // Hangul Jamo
    0x2E80...0x2FDF,  // Han radicals
    0x3005...0x3007,  // iteration mark, closing mark, zero
    0x3021...0x3029,  // Hangzhou numerals
    0x3041...0x30FA,  // Hiragana, Katakana; after these the middle dot, which parts words
    0x30FC...0x30FF,  // Katakana length and iteration marks
    0x3131...0x318E,  // Hangul compatibility Jamo
    0x31F0...0x31FF,  // Katakana extensions
    0x3400...0x4DBF,  // Han extension A
    0x4E00...0x9FFF,  // Han
    0xA960...0xA97F,  // Hangul Jamo extended A
    0xAC00...0xD7FF,  // Hangul syllables, Jamo extended B
    0xF900...0xFAFF,  // Han compatibility
    0xFF66...0xFF9F,  // Katakana, half width
    0xFFA0...0xFFDC,  // Hangul, half width
    0x1B000...0x1B16F,  // Kana supplement and extensions
    0x20000...0x3FFFF,  // Han extensions B and on
  ]
}
