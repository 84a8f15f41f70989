/// Base64 for addresses and tokens, without padding. Source: RFC 4648, section 5.
enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static let values: [UInt8: UInt32] = Dictionary(
    uniqueKeysWithValues: alphabet.enumerated().map { ($1, UInt32($0)) })

  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var (buffer, bitCount): (UInt32, UInt32) = (0, 0)
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bitCount += 8
      while bitCount >= 6 {
        bitCount -= 6
        text.append(alphabet[Int(buffer >> bitCount & 63)])
      }
    }
    if bitCount > 0 { text.append(alphabet[Int(buffer << (6 - bitCount) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// - Returns: `nil` for text with other characters, with padding, or that no bytes are written as.
  static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    var (buffer, bitCount): (UInt32, UInt32) = (0, 0)
    for character in text {
      guard let value = values[character] else { return nil }
      buffer = buffer << 6 | value
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(buffer >> bitCount & 255))
        buffer &= 1 << bitCount - 1
      }
    }
    return buffer == 0 ? bytes : nil
  }
}
