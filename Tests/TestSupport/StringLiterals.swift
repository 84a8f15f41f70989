/// Finds the string literals of Swift source: not its comments, and without knowing its grammar.
///
/// A literal of one line ends with its line at the latest, so that what it takes for one, as a quote within a
/// regular expression, leads no further astray.
package struct StringLiterals {
  package struct Literal {
    /// From 1: where it begins.
    package let line: Int
    /// As it is written, with `…` for an interpolation; literals within one are found on their own.
    package let text: String
  }

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var found: [Literal] = []

  /// In the order in which they end.
  package static func all(in source: String) -> [Literal] {
    var scan = StringLiterals(source)
    scan.code(isInterpolation: false)
    return scan.found
  }

  private init(_ source: String) { bytes = Array(source.utf8) }

  private func isAt(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where index < bytes.count {
      if bytes[index] == UInt8(ascii: "\n") { line += 1 }
      index += 1
    }
  }

  /// Reads to the end of the source, or past the parenthesis that closes an interpolation.
  private mutating func code(isInterpolation: Bool) {
    var depth = 0
    while index < bytes.count {
      if isAt("//") {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { advance() }
      } else if isAt("/*") {
        comment()
      } else if bytes[index] == UInt8(ascii: "\"") {
        literal(hashes: 0)
      } else if bytes[index] == UInt8(ascii: "#") {
        let hashes = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
        advance(hashes)
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { literal(hashes: hashes) }
      } else {
        let byte = bytes[index]
        advance()
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") {
          if isInterpolation, depth == 0 { return }
          depth -= 1
        }
      }
    }
  }

  private mutating func comment() {
    advance(2)
    while index < bytes.count, !isAt("*/") {
      if isAt("/*") { comment() } else { advance() }
    }
    advance(2)
  }

  private mutating func literal(hashes: Int) {
    let start = line
    let isLong = isAt("\"\"\"")
    let quotes = isLong ? "\"\"\"" : "\""
    let end = quotes + String(repeating: "#", count: hashes)
    let escape = "\\" + String(repeating: "#", count: hashes)
    var text: [UInt8] = []
    advance(quotes.utf8.count)
    while index < bytes.count, !isAt(end), isLong || bytes[index] != UInt8(ascii: "\n") {
      if isAt(escape + "(") {
        advance(escape.utf8.count + 1)
        code(isInterpolation: true)
        text += "…".utf8
      } else if isAt(escape) {
        text += bytes[index...].prefix(escape.utf8.count + 1)
        advance(escape.utf8.count + 1)
      } else {
        text.append(bytes[index])
        advance()
      }
    }
    advance(end.utf8.count)
    found.append(Literal(line: start, text: String(decoding: text, as: UTF8.self)))
  }
}
