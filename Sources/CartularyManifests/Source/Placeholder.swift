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
