/// What the characters of a query mean, in one place for the parser, the printer and the normal form of
/// trees.
enum Lexicon {
  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// Whether `text` could come before a colon as the name of a field.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return isLetter(first) && text.utf8.allSatisfy(isNameByte)
  }

  /// What `\` takes the meaning from: ASCII punctuation and quotes. Before a letter it means itself, as
  /// in `C:\data`.
  static func isEscapable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "A"..."Z", "a"..."z": false
    case "!"..."~": true
    default: isQuote(scalar)
    }
  }

  static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  static func containsWhitespace(_ text: String) -> Bool { text.unicodeScalars.contains(where: isWhitespace) }

  static func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isWhitespace) }

  /// Quotes that word processors and phones put in place of `"`. Each opens and closes, as languages differ.
  static let curlyQuotes: [Unicode.Scalar] = ["\u{201C}", "\u{201D}", "\u{201E}"]

  static func isQuote(_ scalar: Unicode.Scalar) -> Bool { scalar == "\"" || curlyQuotes.contains(scalar) }

  /// Whether a field's value can be written without quotes and read back as it is, whatever the field.
  static func isBareValue(_ text: String) -> Bool {
    // After a name and its colon, `//` makes an address of it.
    guard let first = text.unicodeScalars.first, !isQuote(first), !"<>[{".unicodeScalars.contains(first),
      !text.utf8.starts(with: "//".utf8)
    else {
      return false
    }
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if isWhitespace(scalar) || ",()*".unicodeScalars.contains(scalar) || (scalar == "." && previous == ".")
      {
        return false
      }
      previous = scalar
    }
    return true
  }

  /// Returns how many letters and digits `text` has.
  static func letterCount(_ text: String) -> Int { text.count { $0.isLetter || $0.isNumber } }
}

/// The words that join clauses. Only capitals count: `and` in a title is a word.
enum Operator: String, CaseIterable {
  case and = "AND"
  case or = "OR"
  case not = "NOT"
}
