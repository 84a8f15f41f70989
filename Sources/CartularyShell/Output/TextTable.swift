internal import CartularyBase

/// Cells and columns of text.
enum TextTable {
  /// Cells on a terminal, not counting our own escape sequences.
  static func cellCount(_ text: String) -> Int {
    guard text.contains("\u{1B}") else { return TerminalText.cellCount(text) }
    return TerminalText.cellCount(withoutStyle(text))
  }

  /// Truncates a line to a width in cells, ending in `…` or its substitute; `nil` truncates nothing.
  static func cut(_ text: String, to width: Int?, ending: String = "…") -> String {
    guard let width, cellCount(text) > width else { return text }
    var result = ""
    var count = 0
    var isEscape = false
    for character in text {
      if character == "\u{1B}" { isEscape = true }
      if !isEscape {
        count += TerminalText.cellCount(character)
        if count > width - ending.count { break }
      }
      result.append(character)
      if isEscape, character == "m" { isEscape = false }
    }
    return result + ending.prefix(max(width, 0)) + (text.contains("\u{1B}") ? Style.reset : "")
  }

  static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - cellCount(text)))
  }

  private static func withoutStyle(_ text: String) -> String {
    var result = ""
    var isEscape = false
    for character in text {
      if character == "\u{1B}" { isEscape = true }
      if !isEscape { result.append(character) }
      if isEscape, character == "m" { isEscape = false }
    }
    return result
  }
}
