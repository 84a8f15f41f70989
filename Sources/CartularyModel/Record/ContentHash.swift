internal import Crypto

/// The SHA-256 of some bytes, as 64 hexadecimal digits.
package struct ContentHash: Sendable, Hashable, Codable, CustomStringConvertible {
  package let description: String

  package init(of bytes: some Sequence<UInt8>) {
    description = SHA256.hash(data: Array(bytes)).hexadecimal
  }

  /// A hash that was computed earlier.
  package init(stored text: String) { description = text }

  package init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Digest {
  /// Two lower-case digits a byte.
  var hexadecimal: String {
    map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
