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

  /// What `\` takes the meaning from: ASCII punctuation, quotes and, as CKAN and Solr write it, white space. Before
  /// a letter it means itself, as in `C:\data`.
  static func isEscapable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "A"..."Z", "a"..."z": false
    case "!"..."~": true
    default: isQuote(scalar) || isWhitespace(scalar)
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
    guard let first = text.unicodeScalars.first, !isQuote(first), !"<>[{!".unicodeScalars.contains(first),
      !text.utf8.starts(with: "//".utf8), !isExclusion(text), !hasInnerQuestionMark(text),
      Scanner(text).foreignSuffix(of: 0..<text.utf8.count) == nil
    else {
      return false
    }
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if isWhitespace(scalar) || ",()*\\".unicodeScalars.contains(scalar)
        || (scalar == "." && previous == ".")
      {
        return false
      }
      previous = scalar
    }
    return true
  }

  /// Whether a value begins as one that is to be excluded: `-NASA`, `!NASA`, `!"a b"`. A number may be negative.
  static func isExclusion(_ value: String) -> Bool {
    guard let sign = value.unicodeScalars.first, sign == "-" || sign == "!" else { return false }
    guard let next = value.unicodeScalars.dropFirst().first else { return false }
    return sign == "!" || isQuote(next) || next.properties.isAlphabetic
  }

  /// Whether a `?` stands between two letters of a value that is not an address.
  static func hasInnerQuestionMark(_ value: String) -> Bool {
    let bytes = Array(value.utf8)[...]
    return bytes.indices.contains { bytes[$0] == UInt8(ascii: "?") && isBetweenLetters($0, in: bytes) }
  }

  static func isBetweenLetters(_ place: Int, in text: ArraySlice<UInt8>) -> Bool {
    func isLetterAt(_ place: Int) -> Bool {
      text.indices.contains(place) && (isLetter(text[place]) || text[place] >= 0x80)
    }
    return isLetterAt(place - 1) && isLetterAt(place + 1) && !text.contains(UInt8(ascii: "/"))
  }

  /// Whether bytes are `^` and a number, or `~` with or without one.
  static func isForeignSuffix(_ bytes: ArraySlice<UInt8>) -> Bool {
    let number = bytes.dropFirst()
    guard number.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) else { return false }
    return bytes.first == UInt8(ascii: "~") || number.contains(where: isDigit)
  }

  /// Returns how many letters and digits `text` has.
  static func letterCount(_ text: String) -> Int { text.count { $0.isLetter || $0.isNumber } }
}

/// The words that join clauses. Only capitals count: `and` in a title is a word.
enum Operator: String, CaseIterable {
  case and = "AND"
  case or = "OR"
  case not = "NOT"

  /// Each operator's own spelling, and what Lucene, Solr and CKAN write for it. Their `!` stands before its operand
  /// as `-` does, so it is a sign.
  static let spellings: [(String, Operator)] =
    allCases.map { ($0.rawValue, $0) } + [("&&", .and), ("||", .or)]

  init?(spelling: String) {
    guard let found = Self.spellings.first(where: { $0.0 == spelling })?.1 else { return nil }
    self = found
  }
}
