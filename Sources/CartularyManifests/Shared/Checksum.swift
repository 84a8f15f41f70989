/// Digests as sources write them.
enum Checksum {
  /// Whether text consists only of hexadecimal digits, and is long enough for a digest.
  static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.count >= 8 && text.allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}
