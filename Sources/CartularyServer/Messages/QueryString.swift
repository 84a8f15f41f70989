/// The query of an address, decoded as forms are: `+` is a blank, keys and values are decoded, and everything keeps its
/// order.
///
/// Hummingbird's own decoder leaves `+` and encoded keys as they are, and repairs what is not valid; here it is an error
/// with its place. Source: WHATWG URL, "application/x-www-form-urlencoded parsing", but strict.
struct QueryString: Sendable {
  struct Pair: Sendable, Equatable {
    let key: String
    /// `nil` for a key without `=`.
    let value: String?
    /// In bytes of the query.
    let range: Range<Int>
  }

  struct Fault: Error, Equatable {
    let message: String
    /// In bytes of the query.
    let range: Range<Int>
  }

  static let maximumByteCount = 8 << 10

  let pairs: [Pair]

  /// - Parameter text: Without its question mark.
  init(_ text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    var pairs: [Pair] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
      if end > start {
        let equals = bytes[start..<end].firstIndex(of: UInt8(ascii: "="))
        let key = try Self.decoded(bytes, start..<(equals ?? end))
        let value = try equals.map { equals throws(Fault) in try Self.decoded(bytes, equals + 1..<end) }
        pairs.append(Pair(key: key, value: value, range: start..<end))
      }
      start = end + 1
    }
    self.pairs = pairs
  }

  private static func decoded(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> String {
    var decoded: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard index + 2 < range.upperBound, let high = digit(bytes[index + 1]),
          let low = digit(bytes[index + 2])
        else {
          throw Fault(
            message: "'%' is followed by two hexadecimal digits",
            range: index..<min(index + 3, range.upperBound))
        }
        decoded.append(high << 4 | low)
        index += 2
      case let byte: decoded.append(byte)
      }
      index += 1
    }
    guard let text = String(validating: decoded, as: UTF8.self) else {
      throw Fault(message: "bytes that are not valid UTF-8", range: range)
    }
    return text
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
