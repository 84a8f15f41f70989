internal import CartularyBase

/// Signs that mean something in other search languages: what they mean here is said, and none is dropped in silence.
extension GrammarParser {
  /// Notes the signs of other languages in a word, and a `not` that is a word.
  mutating func noteForeignSigns(in word: Scanner.Word) {
    noteForeignSuffix(word.suffix)
    if let mark = word.innerQuestionMark {
      note(
        .foreignSign, "a '?' inside a word is searched as it is", mark..<mark + 1,
        help: "a * at the end of a word matches any ending")
    }
    let typed = Scanner(scanner.text(word.range))
    if let name = typed.peekComparedName(), schema.meaning(of: typed.text(name)) != nil {
      let value = typed.text(name.upperBound..<typed.bytes.count)
      let bare = value.drop { "=!".contains($0) }
      let isNegated = value.first == "!"
      note(
        .foreignSign, "\(Self.quoted(scanner.text(word.range))) is searched as text", word.range,
        suggestions: bare.isEmpty ? [] : ["\(isNegated ? "-" : "")\(typed.text(name)):\(bare)"])
    }
    if word.text.lowercased() == "not", !nothingFollows {
      note(
        .lowerCaseNot, "'\(word.text)' is a word here and excludes nothing", word.range,
        help: "to exclude what follows, write NOT or - before it")
    }
  }

  mutating func noteForeignSuffix(_ range: Range<Int>?) {
    guard let range else { return }
    let sign = scanner.text(range)
    note(
      .foreignSign,
      sign.hasPrefix("^")
        ? "'\(sign)' has no effect: words have no weights of their own"
        : "'\(sign)' has no effect: a phrase is words side by side, and spelling is corrected by itself",
      range,
      help: "to search for it, write \\\(sign)")
  }

  mutating func noteInnerQuestionMark(_ raw: RawValue) {
    guard !raw.isQuoted, Lexicon.hasInnerQuestionMark(raw.text) else { return }
    note(
      .foreignSign, "a '?' inside a value is searched as it is", raw.range,
      help: "a * at the end of a value matches any ending")
  }

  private var nothingFollows: Bool {
    var ahead = scanner
    ahead.skipWhitespace()
    return ahead.isAtEnd || ahead.peek() == UInt8(ascii: ")")
  }

  /// Reads a number after a single `-`: alone it is a negative number, beside others what is excluded. Either is
  /// said, as `-160` may be meant either way.
  ///
  /// - Returns: The number alone; nil, at the same place, for anything else.
  mutating func negativeNumber(_ sign: Range<Int>) -> Node? {
    guard scanner.bytes[sign].elementsEqual("-".utf8) else { return nil }
    let end = scanner.bareEnd(from: scanner.offset)
    let digits = scanner.text(scanner.offset..<end)
    guard ParsedNumber(digits) != nil, scanner.isClauseEnd(at: end) else { return nil }
    let range = sign.lowerBound..<end
    let isAlone =
      Lexicon.isBlank(scanner.text(0..<range.lowerBound))
      && Lexicon.isBlank(scanner.text(end..<scanner.bytes.count))
    guard isAlone else {
      note(
        .negativeNumber, "'-\(digits)' is read as: without \(digits)", range,
        help: "for the number, write \"-\(digits)\"")
      return nil
    }
    note(
      .negativeNumber, "'-\(digits)' is read as a number", range, help: "to exclude it, write NOT \(digits)")
    scanner.offset = end
    return Node(.word("-" + digits), range: range)
  }

  func exclusionAfterColon(_ raw: RawValue, _ field: QueryField) -> QueryError {
    fault(
      .misplacedModifier, "a value is excluded before the name of its field, not after the colon",
      raw.range.lowerBound..<raw.range.lowerBound + 1,
      help: "write -\(field.name):\(raw.text.dropFirst()), or quote the value if the sign belongs to it")
  }
}

extension Scanner {
  /// Returns the place of a name that other languages' `=`, `!=`, `<` or `>` follows with a value, without passing it.
  func peekComparedName() -> Range<Int>? {
    guard let first = peek(), Lexicon.isLetter(first) else { return nil }
    var end = offset + 1
    while end < bytes.count, Lexicon.isNameByte(bytes[end]) { end += 1 }
    guard end + 1 < bytes.count, "=<>!".utf8.contains(bytes[end]) else { return nil }
    if bytes[end] == UInt8(ascii: "!"), bytes[end + 1] != UInt8(ascii: "=") { return nil }
    return offset..<end
  }
}
