internal import CartularyManifests
internal import Foundation

/// What a command reads where a file is named `-`.
enum StandardInput {
  /// More than this, and room for all that may come is reserved.
  private static let reservation = 8 << 20

  /// All of it, up to one chunk more than any manifest may have: the reader then rejects it with its own message. A
  /// stream that never ends ends there.
  static func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var limit: Int?
    while bytes.count <= limit ?? 0 {
      let count = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes += buffer[..<count]
        // What begins with a byte that no text has is rejected for that, and not read any further.
        if limit == nil, buffer[..<count].contains(0) { break }
        if bytes.count > limit ?? 0 { limit = ManifestReader.byteLimit(ofInputThatBegins: bytes) }
        // Room that is reserved takes no memory until it is written to; an array that grows holds everything twice.
        if bytes.count > reservation, let limit { bytes.reserveCapacity(limit + buffer.count) }
      } else if count == 0 || errno != EINTR {
        break
      }
    }
    return bytes
  }
}
