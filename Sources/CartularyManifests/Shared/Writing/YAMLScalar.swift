internal import CartularyBase

/// Writes scalars as YAML that every reader reads as the same text.
enum YAMLScalar {
  /// The column at which a line of text is folded.
  static let width = 119
  /// libyaml allows no longer key without `?`.
  static let longestPlainKey = 1_000

  /// Returns a value on one line.
  ///
  /// - Parameters:
  ///   - isFlow: Whether it is between brackets.
  ///   - escapesAmpersands: Writes `&` as an escape, for texts that our reader would otherwise take for
  ///     anchors; see `YAMLReader.refuseAliasesAsKeys`.
  static func line(
    _ text: String, _ kind: ManifestValue.Scalar, isFlow: Bool, escapesAmpersands: Bool = false
  ) -> String {
    if escapesAmpersands, text.utf8.contains(UInt8(ascii: "&")) {
      return Escape.yamlDoubleQuoted(text, ampersands: true)
    }
    if isPlain(text, isFlow: isFlow), kind != .text || !isAmbiguous(text) { return text }
    guard text.unicodeScalars.allSatisfy(Escape.isPrintableInYAML) else {
      return Escape.yamlDoubleQuoted(text)
    }
    return Escape.yamlSingleQuoted(text)
  }

  /// Returns a long or many-lined text as a block: its header and its lines without their indentation;
  /// `nil` if it is better, or only possible, on one line.
  ///
  /// - Parameters:
  ///   - column: Where the value would begin, from 0.
  ///   - indent: How far the lines of the block are indented.
  static func block(_ text: String, column: Int, indent: Int) -> (header: String, lines: [String])? {
    var body = Substring(text)
    let endsLine = body.utf8.last == 0x0A
    if endsLine { body.unicodeScalars.removeLast() }
    guard let first = body.unicodeScalars.first, let last = body.unicodeScalars.last,
      !first.properties.isWhitespace, !last.properties.isWhitespace,
      body.unicodeScalars.allSatisfy({ Escape.isPrintableInYAML($0) || $0 == "\n" || $0 == "\t" })
    else { return nil }
    let lines = body.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0)
    }
    guard !lines.contains(where: { !$0.isEmpty && $0.allSatisfy { $0 == " " || $0 == "\t" } }) else {
      return nil
    }
    let room = max(width - indent, 40)
    let isLong = lines.contains { $0.count > room } || lines.count == 1 && text.count > width - column
    let chomping = endsLine ? "" : "-"
    if isLong, lines.allSatisfy({ !beginsBlank($0) }) {
      // A line break is a space in folded text, and each empty line is a line break.
      var folded: [String] = []
      for (index, line) in lines.enumerated() {
        if index > 0 { folded.append("") }
        if !line.isEmpty { folded += fold(line, width: room) }
      }
      // The empty lines between two texts are one more than the breaks; `fold` of "" adds none.
      return (">" + chomping, folded)
    }
    guard lines.count > 1 || endsLine || isLong else { return nil }
    if lines.count == 1, !isLong, endsLine { return (">", lines) }
    return ("|" + chomping, lines)
  }

  /// A key and its colon; `nil` if the key is too long for a line and needs the explicit form.
  static func key(_ key: String, isFlow: Bool, escapesAmpersands: Bool = false) -> String {
    let line = line(key, .text, isFlow: isFlow, escapesAmpersands: escapesAmpersands)
    return line.utf8.count > longestPlainKey ? "? \(line)\n:" : line + ":"
  }

  // MARK: - Styles

  /// Breaks a line at single spaces between words, so that unfolding restores it.
  private static func fold(_ line: String, width: Int) -> [String] {
    let characters = Array(line)
    var lines: [String] = []
    var start = 0
    var lastBreak: Int?
    for index in characters.indices {
      if characters[index] == " ", index > start, index + 1 < characters.count,
        !isBlank(characters[index - 1]), !isBlank(characters[index + 1])
      {
        if index - start > width, let lastBreak {
          lines.append(String(characters[start..<lastBreak]))
          start = lastBreak + 1
        }
        lastBreak = index
      }
    }
    if characters.count - start > width, let lastBreak, lastBreak > start {
      lines.append(String(characters[start..<lastBreak]))
      start = lastBreak + 1
    }
    lines.append(String(characters[start...]))
    return lines
  }

  /// A space with a combining mark is one `Character`, but still a space to YAML.
  private static func isBlank(_ character: Character) -> Bool { beginsBlank(String(character)) }

  private static func beginsBlank(_ text: some StringProtocol) -> Bool {
    text.utf8.first == UInt8(ascii: " ") || text.utf8.first == UInt8(ascii: "\t")
  }

  private static func isPlain(_ text: String, isFlow: Bool) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, scalars.allSatisfy(Escape.isPrintableInYAML),
      !first.properties.isWhitespace, !last.properties.isWhitespace, last != ":",
      !"?:,[]{}#&*!|>'\"%@`=<".unicodeScalars.contains(first)
    else { return false }
    if first == "-" {
      guard let second = scalars.dropFirst().first,
        second.properties.isAlphabetic || ("0"..."9").contains(second)
      else { return false }
    }
    if text.hasPrefix("...") || isFlow && scalars.contains(where: { ",[]{}".unicodeScalars.contains($0) }) {
      return false
    }
    var previous: Unicode.Scalar = "x"
    for scalar in scalars {
      if scalar == " ", previous == ":" { return false }
      if scalar == "#", previous == " " { return false }
      previous = scalar
    }
    return true
  }

  /// Whether another YAML reader could take plain text for a number, a date, a boolean or null.
  /// A number that is written as every reader would write it may stay plain.
  private static func isAmbiguous(_ text: String) -> Bool {
    if ambiguousWords.contains(text.lowercased()) { return true }
    guard let first = text.utf8.first, "0123456789+-.".utf8.contains(first) else { return false }
    if text.hasPrefix("0x") || text.hasPrefix("0o") { return true }
    return text.utf8.allSatisfy("0123456789eE_+-.:TtZz ".utf8.contains) && !isCanonicalNumber(text)
  }

  private static let ambiguousWords: Set<String> = [
    "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", "-.inf", "+.inf", ".nan",
  ]

  /// `-5`, `0`, `12.25`: no sign but minus, no redundant zero, at most fifteen digits, no exponent.
  static func isCanonicalNumber(_ text: String) -> Bool {
    let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), unsigned.utf8.count <= 16, text != "-0",
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      parts[0] == "0" || parts[0].first != "0"
    else { return false }
    return parts.count == 1 || parts[1].last != "0"
  }
}
