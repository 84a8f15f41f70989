extension Escape {
  /// Text of a page, or the value of an attribute in quotes.
  ///
  /// Line ends and tabs become blanks, which a page does not tell apart; what could reorder or hide what stands
  /// around it becomes U+FFFD.
  package static func html(_ text: String) -> String {
    scalars(of: TerminalText.harmless(text)) { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: nil
      }
    }
  }

  /// Text of an XML 1.0 document, or the value of an attribute in quotes.
  ///
  /// Line ends, tabs and what could reorder text are written by number, so that no reader turns them into something
  /// else. XML has no way to write the other controls below the blank, U+FFFE and U+FFFF: they become U+FFFD.
  package static func xml(_ text: String) -> String {
    scalars(of: text) { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      case "\t", "\n", "\r": "&#\(scalar.value);"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
      case _ where TerminalText.isHarmful(scalar): "&#x" + hexadecimal(scalar.value, width: 2) + ";"
      default: nil
      }
    }
  }
}
