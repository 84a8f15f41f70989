// What a node says as text, whatever its key.

extension SourceNode {
  /// Null, empty text, or a list or map of only these.
  var isBlank: Bool {
    switch content {
    case .null: true
    case .scalar(let text): text.allSatisfy(\.isWhitespace)
    case .list(let items): items.allSatisfy(\.isBlank)
    case .map(let entries): entries.allSatisfy { $0.value.isBlank }
    }
  }

  /// The text of a scalar, or of the first item of a list that has one, without surrounding whitespace; `nil` if
  /// nothing is left.
  var firstText: String? {
    switch content {
    case .scalar: text.flatMap(Self.nonEmpty)
    case .list(let items): items.lazy.compactMap { $0.text.flatMap(Self.nonEmpty) }.first
    case .null, .map: nil
    }
  }

  /// The value on one line, for keeping what has no field.
  var compactText: String {
    switch content {
    case .null: ""
    case .scalar: text ?? ""
    case .list(let items): items.map(\.compactText).joined(separator: ", ")
    case .map(let entries): entries.map { "\($0.key): \($0.value.compactText)" }.joined(separator: ", ")
    }
  }

  /// Text without surrounding whitespace; `nil` if nothing is left.
  static func nonEmpty(_ text: String) -> String? {
    let trimmed = trim(text)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// Text without surrounding whitespace.
  static func trim(_ text: String) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
