/// Whether bytes are text as manifests need it.
enum TextEncoding {
  /// - Returns: What is wrong and where; `nil` for UTF-8 without NUL.
  static func problem(in bytes: [UInt8]) -> (message: String, offset: Int)? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return ("the file is UTF-16, not UTF-8", 0)
    }
    if let offset = bytes.firstIndex(of: 0) { return ("a NUL byte: this is not a text file", offset) }
    return isValid(bytes) ? nil : ("not UTF-8", firstInvalid(in: bytes))
  }

  /// Bytes that are made into a string at once to see whether they are one: a catalog of 256 MiB would be held twice.
  private static let stride = 1 << 20

  private static func isValid(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while start < bytes.count {
      var end = min(start + stride, bytes.count)
      // Not within a scalar, which has at most three bytes after its first.
      for _ in 0..<3 where end < bytes.count && bytes[end] & 0xC0 == 0x80 { end -= 1 }
      guard String(validating: bytes[start..<end], as: UTF8.self) != nil else { return false }
      start = end
    }
    return true
  }

  private static func firstInvalid(in bytes: [UInt8]) -> Int {
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return min(offset, max(bytes.count - 1, 0))
      }
    }
  }
}
