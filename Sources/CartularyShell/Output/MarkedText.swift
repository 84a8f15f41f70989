internal import CartularyBase
internal import CartularyCatalog

/// Text with matched words in it, on its way to a reader.
enum MarkedText {
  /// Matched words between `**`, as in Markdown, and no marker left.
  static func plain(_ text: String) -> String { replace(text, start: "**", end: "**") }

  /// For a terminal: harmless, and matched words in bold where there is colour.
  static func terminal(_ text: String, hasColor: Bool) -> String {
    // Markers are private characters and pass; what the text itself brings of escapes does not.
    let harmless = TerminalText.harmless(text)
    return hasColor
      ? replace(harmless, start: Style.bold, end: Style.reset) : replace(harmless, start: "**", end: "**")
  }

  /// Without any mark.
  static func unmarked(_ text: String) -> String { replace(text, start: "", end: "") }

  /// Goes by bytes: both markers are three of them, and differ in the last only.
  private static func replace(_ text: String, start: String, end: String) -> String {
    let marker = Array(String(Hit.Marker.start).utf8)
    let endByte = String(Hit.Marker.end).utf8.last
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    result.reserveCapacity(bytes.count + 16)
    var index = 0
    while index < bytes.count {
      if bytes[index] == marker[0], index + 2 < bytes.count, bytes[index + 1] == marker[1] {
        if bytes[index + 2] == marker[2] || bytes[index + 2] == endByte {
          result += (bytes[index + 2] == marker[2] ? start : end).utf8
          index += 3
          continue
        }
      }
      result.append(bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
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
