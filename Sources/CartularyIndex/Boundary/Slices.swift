internal import CXapian

/// Lends the UTF-8 of `text` to `body`, a NUL inside included.
func withSlice<Result>(_ text: String, _ body: (cx_slice) -> Result) -> Result {
  var text = text
  return text.withUTF8 { body(cx_slice(bytes: $0.baseAddress, count: $0.count)) }
}

/// Lends the UTF-8 of all `texts` to `body`, as one array of slices.
func withSlices<Result>(_ texts: [String], _ body: (UnsafeBufferPointer<cx_slice>) -> Result) -> Result {
  // One buffer holds all the bytes, so that none moves while the slices point at them.
  let bytes = texts.flatMap(\.utf8)
  return bytes.withUnsafeBytes { buffer in
    var slices: [cx_slice] = []
    var offset = 0
    for count in texts.lazy.map(\.utf8.count) {
      slices.append(cx_slice(bytes: buffer.baseAddress.map { $0 + offset }, count: count))
      offset += count
    }
    return slices.withUnsafeBufferPointer(body)
  }
}

extension cx_slice {
  /// The bytes, for as long as their owner lends them.
  var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }
}

extension String {
  /// A copy of `slice`; bytes that are not UTF-8 become U+FFFD.
  init(_ slice: cx_slice) {
    self.init(decoding: slice.buffer, as: UTF8.self)
  }
}

/// Bytes that CXapian handed out.
struct BytesHandle: ~Copyable {
  private let pointer: OpaquePointer

  /// Takes over `pointer`.
  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { cx_bytes_free(pointer) }

  /// A copy as text.
  var text: String { String(cx_bytes_slice(pointer)) }

  /// A copy of the bytes.
  var bytes: [UInt8] { Array(cx_bytes_slice(pointer).buffer) }

  /// Lends the bytes to `body`.
  func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    try body(cx_bytes_slice(pointer).buffer)
  }
}
