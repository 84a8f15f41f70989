internal import CartularyBase
package import CartularyManifests

extension JSONValue {
  /// The value on one line, with keys sorted and everything escaped that `JSONLine` escapes.
  package var text: String { String(decoding: JSONBytes(self).bytes, as: UTF8.self) }

  /// How many bytes `text` has.
  package var byteCount: Int { JSONBytes(self).bytes.count }
}

/// Writes values as JSON, byte by byte.
///
/// `JSONLine` encodes what has a type; it is Foundation's encoder, and asking it for each string of a value costs more
/// than a search.
package struct JSONBytes {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package init(_ value: JSONValue) { write(value) }

  package mutating func write(_ value: JSONValue) {
    switch value {
    case .null: write(raw: "null")
    case .bool(let flag): write(raw: flag ? "true" : "false")
    case .number(let text): write(raw: text)
    case .string(let text): write(text)
    case .array(let items):
      write(raw: "[")
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(item)
      }
      write(raw: "]")
    case .object(let keys):
      write(raw: "{")
      for (index, entry) in keys.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(entry.key)
        bytes.append(UInt8(ascii: ":"))
        write(entry.value)
      }
      write(raw: "}")
    }
  }

  /// JSON that has already been written.
  package mutating func write(raw json: String) { bytes += json.utf8 }

  package mutating func append(_ other: JSONBytes) { bytes += other.bytes }

  /// Adds the keys of another object to an object; neither has a key of the other.
  package mutating func merge(_ other: JSONBytes) {
    guard other.bytes.count > 2 else { return }
    bytes.removeLast()
    bytes.append(UInt8(ascii: ","))
    bytes += other.bytes.dropFirst()
  }

  /// A string with its quotes.
  package mutating func write(_ text: String) {
    var text = text
    let isWritten = text.withUTF8 { utf8 in
      let start = bytes.count
      bytes.append(UInt8(ascii: "\""))
      for (index, byte) in utf8.enumerated() {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
          bytes.append(UInt8(ascii: "\\"))
          bytes.append(byte)
        case UInt8(ascii: "\n"):
          bytes.append(UInt8(ascii: "\\"))
          bytes.append(UInt8(ascii: "n"))
        case 0x20..<0x7F: bytes.append(byte)
        case 0x80... where !Self.mayBeHarmful(utf8, index): bytes.append(byte)
        default:
          bytes.removeSubrange(start...)
          return false
        }
      }
      bytes.append(UInt8(ascii: "\""))
      return true
    }
    if !isWritten { bytes += Escape.json(text).utf8 }
  }

  /// Whether a scalar that begins here might be one that `Escape.json` writes by number. Most texts have none, and
  /// those that have are written scalar by scalar.
  private static func mayBeHarmful(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    func byte(_ distance: Int) -> UInt8 { index + distance < utf8.count ? utf8[index + distance] : 0 }
    switch utf8[index] {
    case 0xC2: return byte(1) < 0xA0  // C1
    case 0xD8: return byte(1) == 0x9C  // U+061C
    case 0xE2:
      // U+200B to U+200F, U+2028 to U+202E, U+2066 to U+2069
      if byte(1) == 0x80 { return (0x8B...0x8F).contains(byte(2)) || (0xA8...0xAE).contains(byte(2)) }
      return byte(1) == 0x81 && (0xA6...0xA9).contains(byte(2))
    case 0xEF: return byte(1) == 0xBB && byte(2) == 0xBF || byte(1) == 0xBF && (0xB9...0xBB).contains(byte(2))
    default: return false
    }
  }
}
