extension FoldedText {
  /// Whether nothing is left of a text to be seen or compared: it is empty, or white space, marks without a letter and
  /// characters that show nothing (U+200B, U+00AD, U+FEFF, a lone U+0301).
  package static func isNothing(_ text: String) -> Bool {
    // Nearly every text has a letter among its first characters.
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        if scalar.value > 0x20, scalar.value < 0x7F { return false }
      } else if !scalar.properties.isDefaultIgnorableCodePoint, isLetterOrDigit(scalar) {
        return false
      }
    }
    return words(text).unicodeScalars.allSatisfy { scalar in
      if scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint { return true }
      switch scalar.properties.generalCategory {
      case .control, .format, .nonspacingMark, .spacingMark, .enclosingMark: return true
      default: return false
      }
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber, .letterNumber,
      .otherNumber:
      true
    default: false
    }
  }
}
