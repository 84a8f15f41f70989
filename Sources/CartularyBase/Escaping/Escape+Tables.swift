extension Escape {
  /// One cell of CSV as RFC 4180 has it, in quotes where it needs them.
  ///
  /// Line ends and tabs stay as they are. A cell that a spreadsheet would take for a formula gets an apostrophe in
  /// front. Other characters that could harm a terminal become U+FFFD, as CSV has no way to write them otherwise.
  package static func csvCell(_ text: String) -> String {
    var cell = ""
    if let first = text.unicodeScalars.first, beginsFormula(first) { cell = "'" }
    cell += scalars(of: text) { scalar in
      let isKept =
        scalar == "\t" || TerminalText.isLineEnd(scalar) || !TerminalText.isHarmful(scalar)
      return isKept ? nil : "\u{FFFD}"
    }
    guard cell.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || TerminalText.isLineEnd($0) })
    else { return cell }
    return "\"" + scalars(of: cell) { $0 == "\"" ? "\"\"" : nil } + "\""
  }

  /// Source: OWASP, "CSV Injection". The signs of full width count, as spreadsheets for East Asia read them so.
  private static func beginsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\t", "\r", "\n": true
    case "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  /// One cell of tab-separated values, which have no quotes: each tab and each line end becomes a blank, and what
  /// could harm a terminal U+FFFD.
  package static func tsvCell(_ text: String) -> String { TerminalText.harmless(text) }

  /// A cell of a table in GitHub's Markdown: every sign that Markdown would read stands as itself.
  ///
  /// As in `tsvCell`, the cell stays on its line. Readers drop blanks at its ends.
  package static func markdownCell(_ text: String) -> String {
    scalars(of: TerminalText.harmless(text)) { scalar in
      switch scalar {
      case "<": "&lt;"
      case "&": "&amp;"
      case "\\", "|", "*", "_", "`", "[", "]", "~", "$": "\\" + String(scalar)
      default: nil
      }
    }
  }

  /// A paragraph of Markdown on one line. Blanks at its ends, which Markdown would read or drop, are left out.
  package static func markdownText(_ text: String) -> String {
    let cell = markdownCell(text)
    var scalars = cell.unicodeScalars[...]
    while scalars.last == " " { scalars.removeLast() }
    while scalars.first == " " { scalars.removeFirst() }
    guard let first = scalars.first else { return "" }
    // What begins a heading, a quotation or an item of a list does so at the start of a line only.
    if first == ">" { return "&gt;" + String(scalars.dropFirst()) }
    if "#+-=".unicodeScalars.contains(first) { return "\\" + String(scalars) }
    let digits = scalars.prefix { ("0"..."9").contains($0) }
    if let sign = scalars[digits.endIndex...].first, !digits.isEmpty, sign == "." || sign == ")" {
      return String(digits) + "\\" + String(scalars[digits.endIndex...])
    }
    return String(scalars)
  }
}
