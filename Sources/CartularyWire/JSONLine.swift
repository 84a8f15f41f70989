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
    return Escape.jsonForTerminal(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
