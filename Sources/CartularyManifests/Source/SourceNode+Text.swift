// What a node says as text, whatever key it stands under.

extension SourceNode {
  /// Nothing, empty text, or a list or map of nothing.
  var isBlank: Bool {
    switch content {
    case .null: true
    case .scalar(let text): text.allSatisfy(\.isWhitespace)
    case .list(let items): items.allSatisfy(\.isBlank)
    case .map(let entries): entries.isEmpty
    }
  }

  /// The text of a scalar, or of the first item of a list that has one, without outer blanks; `nil` where
  /// nothing is left.
  var firstText: String? {
    switch content {
    case .scalar(let text): Self.nonEmpty(text)
    case .list(let items): items.lazy.compactMap { $0.text.flatMap(Self.nonEmpty) }.first
    case .null, .map: nil
    }
  }

  /// The value on one line, for keeping what no field holds.
  var compactText: String {
    switch content {
    case .null: ""
    case .scalar(let text): text
    case .list(let items): items.map(\.compactText).joined(separator: ", ")
    case .map(let entries): entries.map { "\($0.key): \($0.value.compactText)" }.joined(separator: ", ")
    }
  }

  /// Text without outer blanks; `nil` where nothing is left.
  static func nonEmpty(_ text: String) -> String? {
    let trimmed = trim(text)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// Text without outer blanks.
  static func trim(_ text: String) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
