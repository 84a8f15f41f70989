internal import CartularyBase

/// A strict reader of JSON (RFC 8259) that knows the place of everything.
///
/// Our own, since Foundation's gives no positions, silently keeps one of two equal keys, and traps on
/// 513 open brackets. Numbers and words stay text. The caller has checked that the bytes are UTF-8.
struct JSONReader {
  private let bytes: [UInt8]
  private(set) var offset: Int
  private var depth = 0
  private var nodeLimit = ManifestLimits.nodeCount
  private var nodeBudget = ManifestLimits.nodeCount
  private let acceptsNaN: Bool
  /// Whether the values of the file count as the items of one list, which is open from `hasOpened` on.
  private let isLines: Bool
  private var hasOpened = false
  /// The first `NaN`, which is not JSON: programs that write tables use it for empty cells.
  private(set) var firstNaN: Int?

  /// A fault, with its offset in bytes.
  struct Fault: Error {
    let code: ManifestDiagnostic.Code
    let message: String
    let offset: Int
    var length = 1
    var help: String?
  }

  /// - Parameters:
  ///   - acceptsNaN: Whether `NaN` counts as `null`.
  ///   - isLines: Whether the file is JSON Lines, which is read as a list.
  init(_ bytes: [UInt8], from offset: Int = 0, acceptsNaN: Bool = false, isLines: Bool = false) {
    self.isLines = isLines
    self.bytes = bytes
    self.offset = offset
    self.acceptsNaN = acceptsNaN
    // A byte order mark is not JSON, but some editors write one and it is invisible.
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.offset = 3 }
  }

  /// Reads a whole document: one value, and nothing after it.
  mutating func document() throws(Fault) -> SourceNode {
    let node = try value()
    try end()
    return node
  }

  /// Reads one value, with its own budget of nodes.
  mutating func value(within limit: Int = ManifestLimits.nodeCount) throws(Fault) -> SourceNode {
    (nodeLimit, nodeBudget) = (limit, limit)
    return try node()
  }

  /// Checks one value without keeping it.
  mutating func skipValue() throws(Fault) {
    nodeBudget = .max
    _ = try node(isKept: false)
  }

  mutating func end() throws(Fault) {
    skipBlanks()
    if offset < bytes.count { throw fault("expected the end of the file after the value") }
  }

  /// Visits the entries of an object: the closure reads or skips each value.
  mutating func forEachEntry(
    _ body: (_ key: String, _ keyOffset: Int, inout JSONReader) throws(Fault) -> Void
  ) throws(Fault) {
    try open("{")
    if try close("}") { return }
    while true {
      skipBlanks()
      let keyOffset = offset
      guard peek == UInt8(ascii: "\"") else { throw fault("expected a key in double quotes") }
      let key = try string()
      skipBlanks()
      guard peek == UInt8(ascii: ":") else { throw fault("expected ':' after the key") }
      offset += 1
      try body(key, keyOffset, &self)
      if try next(or: "}") { return }
    }
  }

  /// Visits the items of an array: the closure reads or skips each.
  mutating func forEachItem(_ body: (inout JSONReader) throws(Fault) -> Void) throws(Fault) {
    try open("[")
    if try close("]") { return }
    while true {
      try body(&self)
      if try next(or: "]") { return }
    }
  }

  /// The first byte of the next value; `nil` at the end.
  mutating func nextByte() -> UInt8? {
    skipBlanks()
    return isLines && !hasOpened ? UInt8(ascii: "[") : peek
  }

  // MARK: - Values

  private mutating func node(isKept: Bool = true) throws(Fault) -> SourceNode {
    skipBlanks()
    let mark = SourceMark.offset(offset)
    nodeBudget -= 1
    if nodeBudget < 0 {
      throw fault("more than \(nodeLimit) values in one record", code: .tooMany)
    }
    switch peek {
    case UInt8(ascii: "{"):
      var entries: [SourceEntry] = []
      var seen: Set<String> = []
      try forEachEntry { key, keyOffset, reader throws(Fault) in
        guard seen.insert(key).inserted else {
          throw Fault(
            code: .duplicateKey, message: "duplicate key '\(key.prefix(80))'", offset: keyOffset,
            length: key.unicodeScalars.count + 2, help: "keep one of them")
        }
        guard seen.count <= ManifestLimits.keyCount else {
          throw Fault(
            code: .tooMany, message: "more than \(ManifestLimits.keyCount) keys in one map", offset: keyOffset
          )
        }
        let value = try reader.node(isKept: isKept)
        if isKept { entries.append(SourceEntry(key: key, keyMark: .offset(keyOffset), value: value)) }
      }
      return SourceNode(content: .map(entries), mark: mark)
    case UInt8(ascii: "["):
      var items: [SourceNode] = []
      try forEachItem { reader throws(Fault) in
        let item = try reader.node(isKept: isKept)
        if isKept { items.append(item) }
      }
      return SourceNode(content: .list(items), mark: mark)
    case UInt8(ascii: "\""):
      return SourceNode(content: .scalar(try string()), mark: mark)
    case UInt8(ascii: "t"):
      return try word("true", .scalar("true"), mark)
    case UInt8(ascii: "f"):
      return try word("false", .scalar("false"), mark)
    case UInt8(ascii: "n"):
      return try word("null", .null, mark)
    case UInt8(ascii: "N") where acceptsNaN:
      if firstNaN == nil { firstNaN = offset }
      return try word("NaN", .null, mark)
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return SourceNode(content: .scalar(try number()), mark: mark)
    case nil:
      throw fault("the file ends where a value was expected")
    default:
      throw Self.noValue(at: offset)
    }
  }

  static func noValue(at offset: Int) -> Fault {
    Fault(
      code: .invalidJSON, message: "expected a value", offset: offset,
      help: "text is written in double quotes")
  }

  private mutating func word(_ word: String, _ content: SourceNode.Content, _ mark: SourceMark) throws(Fault)
    -> SourceNode
  {
    guard bytes[offset...].starts(with: word.utf8) else {
      throw Self.noValue(at: offset)
    }
    offset += word.utf8.count
    return SourceNode(content: content, mark: mark)
  }

  private mutating func number() throws(Fault) -> String {
    let start = offset
    if peek == UInt8(ascii: "-") { offset += 1 }
    let integer = digits()
    guard integer > 0 else { throw fault("expected a digit") }
    if integer > 1, bytes[offset - integer] == UInt8(ascii: "0") {
      throw fault("a number must not begin with 0", help: "write it as text, in double quotes")
    }
    if peek == UInt8(ascii: ".") {
      offset += 1
      guard digits() > 0 else { throw fault("expected a digit after the point") }
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      offset += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { offset += 1 }
      guard digits() > 0 else { throw fault("expected a digit in the exponent") }
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = offset
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    return offset - start
  }

  // MARK: - Text

  private mutating func string() throws(Fault) -> String {
    let start = offset
    offset += 1
    var text: [UInt8] = []
    var runStart = offset
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        text += bytes[runStart..<offset]
        offset += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += bytes[runStart..<offset]
        text += String(try escape()).utf8
        runStart = offset
      case 0..<0x20:
        throw fault("a raw control character in text", help: "write it as \\n, \\t or \\u00XX")
      default:
        offset += 1
        guard offset - start <= ManifestLimits.scalarByteCount else {
          throw Fault(
            code: .tooLarge, message: "a text of more than \(ManifestLimits.scalarByteCount >> 20) MiB",
            offset: start)
        }
      }
    }
    throw Fault(code: .invalidJSON, message: "text without its closing quote", offset: start)
  }

  private mutating func escape() throws(Fault) -> Character {
    let start = offset
    offset += 1
    defer { offset += 1 }
    switch peek {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let high = try fourDigits(of: start)
      if let scalar = Unicode.Scalar(high) { return Character(scalar) }
      // Half of a surrogate pair: the other half must follow.
      let isPair = (0xD800..<0xDC00).contains(high) && bytes[(offset + 1)...].starts(with: [0x5C, 0x75])
      guard isPair else {
        throw Fault(code: .invalidJSON, message: "half of a surrogate pair", offset: start, length: 6)
      }
      offset += 2
      let low = try fourDigits(of: start)
      guard (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
      else { throw Fault(code: .invalidJSON, message: "half of a surrogate pair", offset: start, length: 6) }
      return Character(scalar)
    default:
      throw Fault(
        code: .invalidJSON, message: "unknown escape", offset: start, length: 2,
        help: #"JSON knows \" \\ \/ \b \f \n \r \t and \uXXXX"#)
    }
  }

  /// Reads the digits after `u` and leaves the offset on the last of them.
  private mutating func fourDigits(of start: Int) throws(Fault) -> UInt32 {
    let end = offset + 5
    guard end <= bytes.count,
      bytes[(offset + 1)..<end].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let number = UInt32(String(decoding: bytes[(offset + 1)..<end], as: UTF8.self), radix: 16)
    else {
      throw Fault(code: .invalidJSON, message: "\\u needs four hexadecimal digits", offset: start, length: 2)
    }
    offset = end - 1
    return number
  }

  // MARK: - Structure

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private mutating func open(_ bracket: Unicode.Scalar) throws(Fault) {
    skipBlanks()
    if isLines, !hasOpened {
      hasOpened = true
      depth += 1
      return
    }
    guard peek == UInt8(ascii: bracket) else { throw fault("expected '\(bracket)'") }
    depth += 1
    if depth > ManifestLimits.depth {
      throw fault("nested deeper than \(ManifestLimits.depth) levels", code: .tooDeep)
    }
    offset += 1
  }

  /// Whether the bracket closes immediately.
  private mutating func close(_ bracket: Unicode.Scalar) throws(Fault) -> Bool {
    skipBlanks()
    if isLines, depth == 1 {
      guard peek == nil else { return false }
      depth -= 1
      return true
    }
    guard peek == UInt8(ascii: bracket) else { return false }
    offset += 1
    depth -= 1
    return true
  }

  /// After an item: whether the bracket closes (`true`) or another item follows.
  private mutating func next(or bracket: Unicode.Scalar) throws(Fault) -> Bool {
    if try close(bracket) { return true }
    if isLines, depth == 1 {
      guard peek == UInt8(ascii: "{") else { throw fault("expected a record on each line") }
      return false
    }
    guard peek == UInt8(ascii: ",") else { throw fault("expected ',' or '\(bracket)'") }
    let comma = offset
    offset += 1
    skipBlanks()
    if peek == UInt8(ascii: bracket) {
      throw Fault(
        code: .invalidJSON, message: "a comma with nothing after it", offset: comma, help: "remove the comma")
    }
    return false
  }

  private func fault(_ message: String, code: ManifestDiagnostic.Code = .invalidJSON, help: String? = nil)
    -> Fault
  {
    Fault(code: code, message: message, offset: offset, help: help)
  }
}
