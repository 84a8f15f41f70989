/// Texts and numbers one after the other, each text with its length before it. Only the process that wrote them reads
/// them.
struct SpooledBytes {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { content in
      add(content.count)
      bytes.append(contentsOf: content)
    }
  }

  mutating func add(_ text: String?) {
    if let text { add(text) } else { add(-1) }
  }

  mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}

/// Reads what `SpooledBytes` holds, in the same order.
struct SpooledReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>) { (self.bytes, place) = (bytes, bytes.startIndex) }

  mutating func number() -> Int {
    let size = MemoryLayout<Int>.size
    defer { place += size }
    return bytes[place..<(place + size)].withUnsafeBytes { $0.loadUnaligned(as: Int.self) }
  }

  mutating func text() -> String { optionalText() ?? "" }

  mutating func optionalText() -> String? {
    let count = number()
    guard count >= 0 else { return nil }
    defer { place += count }
    return String(decoding: bytes[place..<(place + count)], as: UTF8.self)
  }

  mutating func texts() -> [String] { (0..<number()).map { _ in text() } }
}
