internal import CartularyBase
internal import Foundation

/// Encodes values as one line of JSON with sorted keys: the only encoder of answers.
package enum JSONLine {
  /// A whole answer, with the wire version.
  package static func document(_ body: some WireObject) throws -> String { try text(WireDocument(body)) }

  /// A value by itself, such as one line of `jsonl`.
  ///
  /// Characters that could harm a terminal are escaped; they occur only within strings, where JSON allows any character
  /// to be escaped.
  package static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Escape.jsonForTerminal(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
