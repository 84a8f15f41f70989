internal import CartularyBase
internal import CartularyCatalog
internal import CartularyWire

/// Text in which matched words are marked, for output.
enum MarkedText {
  /// Matched words between `**`, as in Markdown, with every marker replaced.
  static func plain(_ text: String) -> String { MatchMarks.asterisks(text) }

  /// For a terminal: escaped, with matched words in bold if coloured.
  static func terminal(_ text: String, hasColor: Bool) -> String {
    // Markers are private characters, which pass; escape sequences in the text itself do not.
    let harmless = TerminalText.harmless(text)
    return hasColor
      ? MatchMarks.replacing(harmless, start: Style.bold, end: Style.reset)
      : MatchMarks.asterisks(harmless)
  }

  /// Without any marks.
  static func unmarked(_ text: String) -> String {
    MatchMarks.replacing(text, start: "", end: "")
  }
}

/// Escape sequences for a terminal with colour.
enum Style {
  static let bold = "\u{1B}[1m"
  static let dim = "\u{1B}[2m"
  static let reset = "\u{1B}[0m"

  static func dim(_ text: String, _ hasColor: Bool) -> String { hasColor ? dim + text + reset : text }
  static func bold(_ text: String, _ hasColor: Bool) -> String { hasColor ? bold + text + reset : text }
}
