/// Cells of CSV as RFC 4180 has it.
package enum CommaSeparatedText {
  /// One cell, in quotes where it needs them. A cell that a spreadsheet would take for a formula gets an
  /// apostrophe in front; characters that could harm a terminal are replaced.
  package static func cell(_ text: String) -> String {
    var cell = ""
    // Before controls are replaced: a tab or a return would otherwise no longer be there to see.
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { cell = "'" }
    cell += TerminalText.harmless(text, keepingLineBreaks: true)
    guard cell.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      return cell
    }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
