/// A place in the bytes of a query, and the steps that move it. Every step is bounded by the bytes it passes.
struct Scanner {
  let bytes: [UInt8]
  /// UTF-8 offset of what comes next; always at the start of a scalar.
  var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { offset >= bytes.count }

  func peek(_ distance: Int = 0) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  func starts(with text: StaticString, at start: Int? = nil) -> Bool {
    let start = start ?? offset
    return bytes.count - start >= text.utf8CodeUnitCount
      && text.withUTF8Buffer { $0.elementsEqual(bytes[start..<start + $0.count]) }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Returns the scalar that begins at `start` and how many bytes it takes. The bytes come from a `String`,
  /// so they are sound.
  func scalar(at start: Int) -> (scalar: Unicode.Scalar, width: Int) {
    let first = bytes[start]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first) & (0x7F >> UInt32(width))
    for byte in bytes[(start + 1)..<(start + width)] { value = value << 6 | UInt32(byte & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
  }

  func isWhitespace(at start: Int) -> Bool {
    start < bytes.count && Lexicon.isWhitespace(scalar(at: start).scalar)
  }

  /// Whether a word cannot go on at `start`: the end, white space or a bracket.
  func isWordEnd(at start: Int) -> Bool {
    guard start < bytes.count else { return true }
    return bytes[start] == UInt8(ascii: "(") || bytes[start] == UInt8(ascii: ")") || isWhitespace(at: start)
  }

  /// Whether nothing that could be a value or an operand comes next: the end, white space or a closing
  /// bracket.
  func isClauseEnd(at start: Int) -> Bool {
    isWordEnd(at: start) && (start >= bytes.count || bytes[start] != UInt8(ascii: "("))
  }

  mutating func skipWhitespace() {
    while !isAtEnd {
      let next = scalar(at: offset)
      guard Lexicon.isWhitespace(next.scalar) else { return }
      offset += next.width
    }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  // MARK: - Tokens

  /// Returns the operator that stands next as a word of its own, without passing it.
  func peekOperator() -> (operator: Operator, range: Range<Int>)? {
    for (spelling, candidate) in Operator.spellings {
      let end = offset + spelling.utf8.count
      // The letters first: only after them is `end` known to be the start of a scalar.
      if bytes[offset..<min(end, bytes.count)].elementsEqual(spelling.utf8), isWordEnd(at: end) {
        return (candidate, offset..<end)
      }
    }
    return nil
  }

  /// Returns the place of a name that a colon follows, without passing it.
  func peekName() -> Range<Int>? {
    guard let first = peek(), Lexicon.isLetter(first) else { return nil }
    var end = offset + 1
    while end < bytes.count, Lexicon.isNameByte(bytes[end]) { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: ":") ? offset..<end : nil
  }

  /// Returns where the text from `start` ends: at white space, the end, a byte of `stops`, or a bracket
  /// without partner in it. Brackets in pairs belong to it, as in `10.1016/S0140-6736(05)71146-6`, and so does
  /// whatever `\` takes the meaning from.
  func bareEnd(from start: Int, stops: [UInt8] = []) -> Int {
    var openings: [Int] = []
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if let escaped = escaped(at: end) {
        end = escaped.upperBound
        continue
      }
      if stops.contains(byte) { break }
      if byte == UInt8(ascii: "(") { openings.append(end) }
      if byte == UInt8(ascii: ")"), openings.popLast() == nil { break }
      let next = scalar(at: end)
      if Lexicon.isWhitespace(next.scalar) { break }
      end += next.width
    }
    return openings.first ?? end
  }

  /// Returns where the first `..` in `range` begins.
  func dots(in range: Range<Int>) -> Int? {
    range.dropLast().first { bytes[$0] == UInt8(ascii: ".") && bytes[$0 + 1] == UInt8(ascii: ".") }
  }

  /// A text in quotes.
  struct Quoted {
    /// What is between the quotes, with `\"` and `\\` undone.
    let text: String
    let range: Range<Int>
  }

  var isAtQuote: Bool { !isAtEnd && Lexicon.isQuote(scalar(at: offset).scalar) }

  /// Passes a text in quotes; nil, at the same place, when the quote is never closed.
  mutating func takeQuoted() -> Quoted? {
    let start = offset
    let opening = scalar(at: start)
    var content: [UInt8] = []
    var end = start + opening.width
    while end < bytes.count {
      let next = scalar(at: end)
      // What a plain quote opens may hold curly ones; what a curly one opens is closed by any.
      if next.scalar == "\"" || (opening.scalar != "\"" && Lexicon.isQuote(next.scalar)) {
        offset = end + next.width
        return Quoted(text: String(decoding: content, as: UTF8.self), range: start..<offset)
      }
      if next.scalar == "\\", end + 1 < bytes.count,
        [UInt8(ascii: "\""), UInt8(ascii: "\\")].contains(bytes[end + 1])
      {
        end += 1
        content.append(bytes[end])
        end += 1
      } else {
        content += bytes[end..<end + next.width]
        end += next.width
      }
    }
    return nil
  }

  /// The place of what a `\` at `start` takes the meaning from; nil if it means itself or ends the text.
  private func escaped(at start: Int) -> Range<Int>? {
    guard bytes[start] == UInt8(ascii: "\\"), start + 1 < bytes.count else { return nil }
    let next = scalar(at: start + 1)
    return Lexicon.isEscapable(next.scalar) ? start + 1..<start + 1 + next.width : nil
  }

  /// Text without quotes, read.
  struct Bare {
    /// Without the `\` of its escapes and without a final `*`.
    let text: String
    let hasStar: Bool
  }

  func bare(_ range: Range<Int>) -> Bare {
    var content: [UInt8] = []
    var place = range.lowerBound
    var hasStar = false
    while place < range.upperBound {
      if let escaped = escaped(at: place) {
        content += bytes[escaped]
        place = escaped.upperBound
        continue
      }
      if place == range.upperBound - 1, bytes[place] == UInt8(ascii: "*") {
        hasStar = true
      } else {
        content.append(bytes[place])
      }
      place += 1
    }
    return Bare(text: String(decoding: content, as: UTF8.self), hasStar: hasStar)
  }

  /// The weight or distance of other languages that ends a text: `^2`, `~`, `~0.8`.
  ///
  /// Behind fewer than three letters it is a part of the text: `km^2`, `10^6`.
  func foreignSuffix(of range: Range<Int>) -> Range<Int>? {
    guard let sign = bytes[range].lastIndex(where: { $0 == UInt8(ascii: "^") || $0 == UInt8(ascii: "~") }),
      sign > range.lowerBound, bytes[sign - 1] != UInt8(ascii: "\\"),
      Lexicon.isForeignSuffix(bytes[sign..<range.upperBound]),
      Lexicon.letterCount(text(range.lowerBound..<sign)) > 2
    else { return nil }
    return sign..<range.upperBound
  }

  /// Passes such an ending of what stood before, a phrase or a group.
  mutating func takeForeignSuffix() -> Range<Int>? {
    guard let sign = peek(), "^~".utf8.contains(sign) else { return nil }
    var end = offset + 1
    while end < bytes.count, Lexicon.isDigit(bytes[end]) || bytes[end] == UInt8(ascii: ".") { end += 1 }
    guard isClauseEnd(at: end), Lexicon.isForeignSuffix(bytes[offset..<end]) else { return nil }
    defer { offset = end }
    return offset..<end
  }

  /// A word as typed.
  struct Word {
    /// The word without the `\` of its escapes and without a final `*`.
    let text: String
    let range: Range<Int>
    /// Whether a `*` ends it.
    let isPrefix: Bool
    /// The place of a `*` before its end.
    let innerStar: Int?
    /// The place of a `?` between two letters, which is one of them in other languages.
    let innerQuestionMark: Int?
    /// The place of a weight or distance that ends it and is not in `text`.
    let suffix: Range<Int>?
    /// Whether there is nothing in it but `*`, or it is Lucene's `*:*`.
    let isAll: Bool
  }

  /// Passes a word. It has at least one byte: the caller stands before neither white space nor a bracket.
  mutating func takeWord() -> Word {
    let start = offset
    var content: [UInt8] = []
    var stars: [Int] = []
    var questionMark: Int?
    let end = wordEnd(from: start)
    let suffix = foreignSuffix(of: start..<end)
    while offset < suffix?.lowerBound ?? end {
      let next = scalar(at: offset)
      if let escaped = escaped(at: offset) {
        content += bytes[escaped]
        offset = escaped.upperBound
        continue
      }
      if next.scalar == "*" { stars.append(offset) }
      if next.scalar == "?", Lexicon.isBetweenLetters(offset, in: bytes[start..<end]) {
        questionMark = offset
      }
      content += bytes[offset..<offset + next.width]
      offset += next.width
    }
    let range = start..<end
    let isAll = stars.count == range.count || bytes[range].elementsEqual("*:*".utf8)
    let contentEnd = offset
    var stem = offset
    while stars.last == stem - 1 {
      stem -= 1
      stars.removeLast()
      content.removeLast()
    }
    offset = end
    return Word(
      text: String(decoding: content, as: UTF8.self), range: range, isPrefix: stem < contentEnd,
      innerStar: stars.first, innerQuestionMark: questionMark, suffix: suffix, isAll: isAll)
  }

  private func wordEnd(from start: Int) -> Int {
    var end = start
    while !isWordEnd(at: end) { end = escaped(at: end)?.upperBound ?? end + scalar(at: end).width }
    return end
  }
}
