internal import CartularyBase
internal import Foundation

/// Turns values into one line of JSON with sorted keys: the one encoder of all that is answered.
package enum JSONLine {
  /// A whole answer, with the version of the wire.
  package static func document(_ body: some WireObject) throws -> String { try text(WireDocument(body)) }

  /// A value by itself, such as one line of `jsonl`.
  ///
  /// Characters that could harm a terminal are escaped; they occur only within strings, where JSON lets
  /// any character be written so.
  package static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(value), as: UTF8.self)
    guard json.unicodeScalars.contains(where: isHarmful) else { return json }
    var escaped = ""
    for scalar in json.unicodeScalars {
      if isHarmful(scalar) {
        let digits = String(scalar.value, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// JSON itself escapes what lies below the blank.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value <= 0xFFFF && TerminalText.isHarmful(scalar)
  }
}
