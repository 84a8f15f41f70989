/// Text that stands where a value should be, and is none.
enum Placeholder {
  /// It says nothing: `None`, `N/A`.
  case silent
  /// It says why there is nothing, so it is kept among the unmapped: `In Progress`.
  case telling

  /// - Returns: `nil` for a value.
  init?(_ text: String) {
    let folded = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let bare = folded.hasSuffix(".") ? String(folded.dropLast()) : folded
    if Self.silentTexts.contains(bare) || (bare.hasPrefix("[") && bare.hasSuffix("]()")) {
      self = .silent
    } else if Self.tellingTexts.contains(bare) {
      self = .telling
    } else {
      return nil
    }
  }

  /// Text without outer blanks; `nil` for nothing and for a placeholder.
  static func told(_ text: String) -> String? {
    guard let trimmed = SourceNode.nonEmpty(text) else { return nil }
    // Some are links to the page that says how to do better.
    let plain = trimmed.utf8.count <= 300 ? MarkdownLink.plain(trimmed) : trimmed
    return Placeholder(plain) == nil && Placeholder(trimmed) == nil ? trimmed : nil
  }

  private static let silentTexts: Set = [
    "", "none", "null", "nil", "n/a", "na", "nan", "-", "--", "?", "(blank)", "blank", "tbc", "tbd", "n/k",
    "accessibility_usage_investigations", "[]", "tba", "todo", "[more information needed]",
    "more information needed", "[needs more information]", "needs more information", "[dataset name]",
    "fill up manually - check documentation", "[more info needed]", "more info needed",
    "[information needed]", "information needed", "[needs information]", "[n/a]", "none specified",
  ]

  private static let tellingTexts: Set = [
    "in progress", "not available", "not applicable", "not specified", "not known", "unknown", "other",
    "not currently available", "to be confirmed", "to be determined", "to be decided", "no group",
    "description to follow", "not provided", "pending", "unspecified",
  ]
}

extension SourceFields {
  /// Text that is a value. A placeholder is none; one that says something is kept among the unmapped.
  mutating func stated(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    switch Placeholder(text) {
    case .silent: return nil
    case .telling:
      keep(key)
      return nil
    case nil: return text
    }
  }

  /// Texts that are values.
  mutating func statedList(_ key: String, separatedBy separator: Character? = nil) -> [String] {
    let texts = texts(key, separatedBy: separator)
    if texts.contains(where: { Placeholder($0) == .telling }) { keep(key) }
    return texts.filter { Placeholder($0) == nil }
  }

  /// What is unmapped, without placeholders that say nothing.
  var statedUnmapped: [String: String]? { unmapped?.filter { Placeholder($0.value) != .silent } }
}
