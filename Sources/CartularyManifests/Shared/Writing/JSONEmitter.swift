internal import CartularyBase

/// Writes trees as JSON: two blanks for each level, lists of single values on one line where they fit.
enum JSONEmitter {
  private static let width = 120

  /// Returns the text of a document, ending in a line feed.
  static func document(_ value: ManifestValue) -> String { text(value, indent: 0, column: 0) + "\n" }

  /// Returns a value on one line, without blanks.
  static func line(_ value: ManifestValue) -> String {
    switch value.content {
    case .null, .scalar: text(value, indent: 0, column: 0)
    case .list(let items): "[" + items.map { line($0.value) }.joined(separator: ",") + "]"
    case .map(let items):
      "{" + items.map { quoted($0.key) + ":" + line($0.value) }.joined(separator: ",") + "}"
    }
  }

  private static func text(_ value: ManifestValue, indent: Int, column: Int) -> String {
    let margin = String(repeating: " ", count: indent + 2)
    switch value.content {
    case .null: return "null"
    case .scalar(let text, let kind): return kind == .number ? text : quoted(text)
    case .list(let items):
      if items.allSatisfy(\.value.isScalar) {
        let line = "[" + items.map { self.text($0.value, indent: 0, column: 0) }.joined(separator: ", ") + "]"
        if column + line.count <= width { return line }
      }
      let lines = items.map { margin + text($0.value, indent: indent + 2, column: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + margin.dropLast(2) + "]"
    case .map(let items):
      guard !items.isEmpty else { return "{}" }
      let lines = items.map { item in
        let head = margin + quoted(item.key) + ": "
        return head + text(item.value, indent: indent + 2, column: head.count)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + margin.dropLast(2) + "}"
    }
  }

  /// Text in double quotes, as Turtle has it too; what would hide or reorder text on a screen is escaped.
  ///
  /// - Parameter capitals: Whether the digits of an escape are in capitals.
  static func quoted(_ text: String, capitals: Bool = false) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where TerminalText.isHarmful(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: capitals)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
