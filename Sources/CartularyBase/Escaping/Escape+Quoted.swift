extension Escape {
  // MARK: - JSON and Turtle

  /// A string of JSON with its quotes; what would hide or reorder text on a screen is written by number. Carries
  /// every text.
  package static func json(_ text: String) -> String { quoted(text, capitals: false) }

  /// A literal of Turtle or N-Triples with its quotes, which have the escapes of JSON; the digits of numbers are in
  /// capitals, as canonical N-Triples has them. Carries every text.
  package static func turtle(_ text: String) -> String { quoted(text, capitals: true) }

  private static func quoted(_ text: String, capitals: Bool) -> String {
    "\""
      + scalars(of: text) { scalar in
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        // None of the harmful has more than four digits.
        case _ where TerminalText.isHarmful(scalar):
          "\\u" + hexadecimal(scalar.value, width: 4, capitals: capitals)
        default: nil
        }
      } + "\""
  }

  /// JSON of any encoder on one line, with what could harm a terminal written by number. That occurs within strings
  /// only, where JSON lets any character be written so.
  package static func jsonForTerminal(_ json: String) -> String {
    // An encoder escapes what lies below the blank.
    let isHarmful = { (scalar: Unicode.Scalar) in scalar.value >= 0x20 && TerminalText.isHarmful(scalar) }
    guard json.unicodeScalars.contains(where: isHarmful) else { return json }
    return scalars(of: json) {
      isHarmful($0) ? "\\u" + hexadecimal($0.value, width: 4, capitals: false) : nil
    }
  }

  /// JSON that can stand in a `<script>` of a page: nothing in it ends the element. Line and paragraph separators
  /// are for `json` to escape.
  package static func jsonForPage(_ json: String) -> String {
    guard json.utf8.contains(where: { $0 == 0x3C || $0 == 0x3E || $0 == 0x26 }) else { return json }
    var safe: [UInt8] = []
    safe.reserveCapacity(json.utf8.count + 64)
    for byte in json.utf8 {
      switch byte {
      case 0x3C: safe += "\\u003c".utf8
      case 0x3E: safe += "\\u003e".utf8
      case 0x26: safe += "\\u0026".utf8
      default: safe.append(byte)
      }
    }
    return String(decoding: safe, as: UTF8.self)
  }

  // MARK: - YAML

  /// A double-quoted scalar of YAML. Carries every text.
  ///
  /// - Parameter ampersands: Whether `&` is written by number too.
  package static func yamlDoubleQuoted(_ text: String, ampersands: Bool = false) -> String {
    "\""
      + scalars(of: text) { scalar in
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        case "&" where ampersands: "\\x26"
        case _ where isPrintableInYAML(scalar): nil
        case _ where scalar.value > 0xFFFF: "\\U" + hexadecimal(scalar.value, width: 8)
        case _ where scalar.value > 0xFF: "\\u" + hexadecimal(scalar.value, width: 4)
        default: "\\x" + hexadecimal(scalar.value, width: 2)
        }
      } + "\""
  }

  /// A single-quoted scalar of YAML on one line; the text has printable scalars only.
  package static func yamlSingleQuoted(_ text: String) -> String {
    "'" + scalars(of: text) { $0 == "'" ? "''" : nil } + "'"
  }

  /// What may stand in YAML as it is: printable in YAML's sense, and nothing that hides or reorders text.
  package static func isPrintableInYAML(_ scalar: Unicode.Scalar) -> Bool {
    !TerminalText.isHarmful(scalar) && scalar.value & 0xFFFE != 0xFFFE
  }
}
