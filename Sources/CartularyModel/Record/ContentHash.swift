internal import Crypto

/// The SHA-256 of some bytes, as 64 hexadecimal digits.
public struct ContentHash: Sendable, Hashable, Codable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let description: String

  /// Hashes bytes; no bytes have a hash too.
  public init(of bytes: some Sequence<UInt8>) {
    description = SHA256.hash(data: Array(bytes)).hexadecimal
  }

  /// A hash that was computed earlier.
  package init(stored text: String) { description = text }

  /// Reads one string of hexadecimal digits, which is not checked.
  public init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The first half of the SHA-256 of a text: what stands in the place of the text in tables of very many. No two texts are
/// known that share it.
package struct HalfHash: Sendable, Hashable {
  private let high, low: UInt64

  package init(_ text: String) {
    let digest = SHA256.hash(data: Array(text.utf8))
    (high, low) = digest.withUnsafeBytes {
      ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
  }
}

extension Digest {
  /// Two lower-case digits a byte.
  var hexadecimal: String {
    map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
