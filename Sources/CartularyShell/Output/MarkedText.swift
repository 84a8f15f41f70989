internal import CartularyBase
internal import CartularyCatalog
internal import CartularyWire

/// Text with matched words in it, on its way to a reader.
enum MarkedText {
  /// Matched words between `**`, as in Markdown, and no marker left.
  static func plain(_ text: String) -> String { MatchMarks.asterisks(text) }

  /// For a terminal: harmless, and matched words in bold where there is colour.
  static func terminal(_ text: String, hasColor: Bool) -> String {
    // Markers are private characters and pass; what the text itself brings of escapes does not.
    let harmless = TerminalText.harmless(text)
    return hasColor
      ? MatchMarks.replacing(harmless, start: Style.bold, end: Style.reset)
      : MatchMarks.asterisks(harmless)
  }

  /// Without any mark.
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
