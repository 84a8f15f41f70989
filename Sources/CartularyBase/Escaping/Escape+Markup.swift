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

  /// Text of a page, or the value of an attribute in quotes, with nothing but its syntax escaped: line ends, and what
  /// could reorder text, stay for whoever has made it harmless, or wants it back as it was.
  package static func markup(_ text: String) -> String {
    bytes(of: text) { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case UInt8(ascii: "\""): "&quot;"
      case UInt8(ascii: "'"): "&#39;"
      default: nil
      }
    }
  }

  /// - Parameter replacement: Of bytes of ASCII, which are never part of another character.
  private static func bytes(of text: String, _ replacement: (UInt8) -> StaticString?) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.contains(where: { replacement($0) != nil }) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + 64)
      for byte in bytes {
        if let replaced = replacement(byte) {
          replaced.withUTF8Buffer { result += $0 }
        } else {
          result.append(byte)
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }
}
