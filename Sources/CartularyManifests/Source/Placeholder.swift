/// Text in the place of a value that is not one.
enum Placeholder {
  /// It says nothing: `None`, `N/A`.
  case silent
  /// It says why there is nothing, so it is kept among the unmapped: `In Progress`.
  case telling

  /// - Returns: `nil` for a value.
  init?(_ text: String) {
    let folded = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let bare = folded.hasSuffix(".") ? String(folded.dropLast()) : folded
    if Self.silentTexts.contains(bare) || Self.isEmptyLink(bare) {
      self = .silent
    } else if Self.tellingTexts.contains(bare) {
      self = .telling
    } else {
      return nil
    }
  }

  /// A link that leads nowhere, unless its text is the address.
  private static func isEmptyLink(_ text: String) -> Bool {
    text.hasPrefix("[") && text.hasSuffix("]()") && !text.contains("://")
  }

  /// Text without surrounding whitespace; `nil` if it is empty or a placeholder.
  static func told(_ text: String) -> String? {
    guard let trimmed = SourceNode.nonEmpty(text) else { return nil }
    // Some are links to a page of advice on how to fill the field in.
    let plain = trimmed.utf8.count <= 300 ? MarkdownLink.plain(trimmed) : trimmed
    return Placeholder(plain) == nil && Placeholder(trimmed) == nil ? trimmed : nil
  }

  /// Whether a text, or the text of its links, says nothing.
  static func isSilent(_ text: String) -> Bool {
    let trimmed = SourceNode.trim(text)
    return Placeholder(trimmed) == .silent
      || trimmed.utf8.count <= 300 && Placeholder(MarkdownLink.plain(trimmed)) == .silent
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
