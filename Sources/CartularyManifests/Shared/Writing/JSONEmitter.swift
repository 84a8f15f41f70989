internal import CartularyBase

/// Writes trees as JSON: two spaces per level, lists of scalars on one line if they fit.
enum JSONEmitter {
  private static let width = 120

  /// Returns the text of a document, ending in a line feed.
  static func document(_ value: ManifestValue) -> String { text(value, indent: 0, column: 0) + "\n" }

  /// Returns a value on one line, without spaces.
  static func line(_ value: ManifestValue) -> String {
    switch value.content {
    case .null, .scalar: text(value, indent: 0, column: 0)
    case .list(let items): "[" + items.map { line($0.value) }.joined(separator: ",") + "]"
    case .map(let items):
      "{" + items.map { Escape.json($0.key) + ":" + line($0.value) }.joined(separator: ",") + "}"
    }
  }

  private static func text(_ value: ManifestValue, indent: Int, column: Int) -> String {
    let margin = String(repeating: " ", count: indent + 2)
    switch value.content {
    case .null: return "null"
    case .scalar(let text, let kind): return kind == .number ? text : Escape.json(text)
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
        let head = margin + Escape.json(item.key) + ": "
        return head + text(item.value, indent: indent + 2, column: head.count)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + margin.dropLast(2) + "}"
    }
  }
}
