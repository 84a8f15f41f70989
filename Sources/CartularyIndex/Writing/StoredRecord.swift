internal import CartularyBase

/// What the index stores with a document: the texts for snippets, and the payload.
///
/// On disk, as the data of a Xapian document:
///
///     checksum   8 bytes, little-endian: FNV-1a of all that follows
///     version    1 byte: 1
///     count      LEB128: how many texts
///     texts      each as its length in LEB128, then its UTF-8
///     payload    the rest
///
/// The checksum is there because glass has none: a flipped bit came back as an answer in one of four
/// trials. FNV-1a sees every change within one byte, since each of its steps can be undone.
struct StoredRecord: Equatable {
  let texts: [String]
  let payload: [UInt8]

  private static let version: UInt8 = 1

  init(texts: [String], payload: [UInt8]) {
    self.texts = texts
    self.payload = payload
  }

  func encoded() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: MemoryLayout<UInt64>.size)
    bytes.reserveCapacity(texts.reduce(payload.count + 32) { $0 + $1.utf8.count + 4 })
    bytes.append(Self.version)
    bytes.append(leb128: texts.count)
    for text in texts {
      bytes.append(leb128: text.utf8.count)
      bytes.append(contentsOf: text.utf8)
    }
    bytes.append(contentsOf: payload)
    let checksum = bytes.withUnsafeBytes {
      FNV1a.hash(UnsafeRawBufferPointer(rebasing: $0.dropFirst(MemoryLayout<UInt64>.size)))
    }
    withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(0..<$0.count, with: $0) }
    return bytes
  }

  /// - Throws: `IndexError` with code `.corrupt` when `bytes` are not what `encoded` made, or
  ///   `.unsupportedVersion` when a later form of this type made them.
  init(decoding bytes: UnsafeRawBufferPointer) throws(IndexError) {
    guard bytes.count > MemoryLayout<UInt64>.size else {
      throw IndexError(.corrupt, "a stored record is cut short")
    }
    var rest = bytes.dropFirst(MemoryLayout<UInt64>.size)
    guard
      UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        == FNV1a.hash(UnsafeRawBufferPointer(rebasing: rest))
    else {
      throw IndexError(.corrupt, "a stored record does not have its checksum")
    }
    guard rest.removeFirst() == Self.version else {
      throw IndexError(.unsupportedVersion, "a stored record has an unknown form")
    }
    // The checksum holds, so what follows fails only for a record that some other program wrote.
    guard let count = rest.popLEB128() else { throw IndexError(.corrupt, "a stored record is malformed") }
    var texts: [String] = []
    for _ in 0..<count {
      guard let length = rest.popLEB128(), length <= rest.count else {
        throw IndexError(.corrupt, "a stored record is malformed")
      }
      texts.append(String(decoding: rest.prefix(length), as: UTF8.self))
      rest = rest.dropFirst(length)
    }
    self.texts = texts
    payload = Array(rest)
  }
}

extension [UInt8] {
  fileprivate mutating func append(leb128 number: Int) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// The number at the front, removed; `nil` when there is none of at most five bytes.
  fileprivate mutating func popLEB128() -> Int? {
    var number = 0
    for shift in stride(from: 0, through: 28, by: 7) {
      guard let byte = popFirst() else { return nil }
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}
