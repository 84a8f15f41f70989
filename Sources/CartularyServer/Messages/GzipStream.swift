internal import CZlib

/// Packs bytes as one gzip member. Equal bytes give equal members: the header has no time and no name.
final class GzipStream {
  private var stream = z_stream()
  private(set) var bytes: [UInt8] = []

  init() {
    // 16 asks for the form of gzip.
    let status = deflateInit2_(
      &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib takes these settings where it has memory")
  }

  deinit { deflateEnd(&stream) }

  func append(_ text: String) { deflateAll(Array(text.utf8), Z_NO_FLUSH) }

  /// What is packed so far and was not taken before.
  func taken() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// Ends the member. Nothing is added afterwards.
  func finish() { deflateAll([], Z_FINISH) }

  private func deflateAll(_ input: [UInt8], _ flush: Int32) {
    var input = input
    var output = [UInt8](repeating: 0, count: 64 << 10)
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      repeat {
        output.withUnsafeMutableBufferPointer { output in
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          _ = deflate(&stream, flush)
          bytes += output.prefix(output.count - Int(stream.avail_out))
        }
      } while stream.avail_out == 0
    }
  }
}
