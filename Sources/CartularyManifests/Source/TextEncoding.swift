/// Whether bytes are text as manifests need it.
enum TextEncoding {
  /// - Returns: What is wrong and where; `nil` for UTF-8 without NUL.
  static func problem(in bytes: [UInt8]) -> (message: String, offset: Int)? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return ("the file is UTF-16, not UTF-8", 0)
    }
    if let offset = bytes.firstIndex(of: 0) { return ("a NUL byte: this is not a text file", offset) }
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    return ("not UTF-8", firstInvalid(in: bytes))
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
