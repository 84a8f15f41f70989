extension Escape {
  /// A word of a POSIX shell, in quotes where it needs them, for commands that people copy.
  ///
  /// What could harm the terminal on which it is shown becomes U+FFFD, and a line end or tab a blank.
  package static func shellWord(_ text: String) -> String {
    let shown = TerminalText.harmless(text)
    let isPlain = shown.utf8.allSatisfy { isAlphanumeric($0) || "-._~/:,+@%=".utf8.contains($0) }
    if isPlain, !shown.isEmpty, shown.utf8.first != UInt8(ascii: "~") { return shown }
    return "'" + scalars(of: shown) { $0 == "'" ? "'\\''" : nil } + "'"
  }

  /// What follows the second `::` of a command of GitHub's workflows. Source: actions/toolkit, `command.ts`.
  package static func workflowData(_ text: String) -> String {
    scalars(of: text) { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: nil
      }
    }
  }

  /// The value of a property of such a command.
  package static func workflowProperty(_ text: String) -> String {
    scalars(of: workflowData(text)) { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : nil }
  }

  /// Text within a line of a manual page, in ASCII: backslashes and dashes as they are, and what breaks lines a
  /// blank. Not every troff reads UTF-8; all know a character by its number.
  package static func roff(_ text: String) -> String {
    scalars(of: text) { scalar in
      switch scalar {
      case "\\": "\\e"
      case "-": "\\-"
      case "\"": "\\(dq"
      case "\n": " "
      case _ where scalar.isASCII: nil
      default: "\\[u" + hexadecimal(scalar.value, width: 4) + "]"
      }
    }
  }

  /// A line of a manual page, which must not be taken for a macro.
  package static func roffLine(_ text: String) -> String {
    let escaped = roff(text)
    return escaped.utf8.first == UInt8(ascii: ".") || escaped.utf8.first == UInt8(ascii: "'")
      ? "\\&" + escaped : escaped
  }

  /// Text with every byte written as `%` and two digits that `isKept` does not keep.
  package static func percent(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if isKept(byte) {
        encoded.append(byte)
      } else {
        encoded += ("%" + hexadecimal(UInt32(byte), width: 2)).utf8
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// The path of an address: what RFC 3986 reserves is written by number, but for `/`.
  package static func addressPath(_ path: String) -> String {
    percent(path) { isAlphanumeric($0) || "-._~/".utf8.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
