internal import CartularyWire

/// Lines of a pipe or file. A line longer than the limit is skipped, so that no input exhausts memory.
final class LinePipe {
  static let maximumByteCount = ProtocolCommand.maximumLineByteCount

  enum Bytes {
    /// Without its line feed and a preceding carriage return.
    case line(ArraySlice<UInt8>)
    case tooLong
    case end
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next line as text; invalid bytes become U+FFFD.
  func next() -> LineSource.Input {
    switch nextBytes() {
    case .line(let bytes): .line(String(decoding: bytes, as: UTF8.self))
    case .tooLong: .tooLong
    case .end: .end
    }
  }

  func nextBytes() -> Bytes {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      let rest = buffer[start...]
      if let end = rest.firstIndex(of: 0x0A) {
        if !isTooLong { line += buffer[start..<end] }
        start = end + 1
        return finished(line, isTooLong)
      }
      if !isTooLong { line += rest }
      if line.count > Self.maximumByteCount {
        isTooLong = true
        line = []
      }
      guard fill() else {
        return line.isEmpty && !isTooLong ? .end : finished(line, isTooLong)
      }
    }
  }

  private func finished(_ line: [UInt8], _ isTooLong: Bool) -> Bytes {
    guard !isTooLong, line.count <= Self.maximumByteCount else { return .tooLong }
    return .line(line.last == 0x0D ? line.dropLast() : line[...])
  }

  private func fill() -> Bool {
    (buffer, start) = ([], 0)
    guard !isAtEnd else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        buffer = Array(chunk[..<count])
        return true
      }
      if count < 0, errno == EINTR { continue }
      isAtEnd = true
      return false
    }
  }
}
