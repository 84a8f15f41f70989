/// The text of a document, for finding lines and columns.
///
/// `data.json` may be one line of 200 MB with a warning for each record, so a column is never counted from
/// the start of its line: lines and, every 64 KiB, counts of scalars are found once.
struct SourceText: Sendable {
  let bytes: [UInt8]
  /// Offsets at which lines start; the first is 0.
  private let lineStarts: [Int]
  /// How many Unicode scalars begin before each multiple of `stride`.
  private let scalarCounts: [Int]
  private static let stride = 1 << 16
  /// A longer line is shown only around the place that is meant.
  private static let longestWholeLine = 1_000
  private static let contextByteCount = 200

  init(bytes: [UInt8]) {
    self.bytes = bytes
    var lineStarts = [0]
    var scalarCounts = [0]
    var count = 0
    for (index, byte) in bytes.enumerated() {
      if index > 0, index % Self.stride == 0 { scalarCounts.append(count) }
      if byte == UInt8(ascii: "\n") { lineStarts.append(index + 1) }
      if !Self.isContinuation(byte) { count += 1 }
    }
    (self.lineStarts, self.scalarCounts) = (lineStarts, scalarCounts)
  }

  /// The line, from 1, in which a mark stands. A place past the end is the end.
  func line(of mark: SourceMark) -> Int {
    switch mark {
    case .place(let line, _): return line
    case .offset(let offset):
      var low = 0
      var high = lineStarts.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if lineStarts[middle] <= offset { low = middle } else { high = middle }
      }
      return low + 1
    }
  }

  /// A mark as a diagnostic names it. Columns count Unicode scalars.
  func place(of mark: SourceMark, length: Int) -> ManifestDiagnostic.Place {
    let line = line(of: mark)
    guard line <= lineStarts.count else {
      return .init(line: line, column: 1, length: 1, excerpt: "", excerptColumn: 1)
    }
    let start = lineStarts[line - 1]
    let end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    let offset: Int
    let column: Int
    switch mark {
    case .offset(let wanted):
      offset = min(max(wanted, start), bytes.count)
      column = scalarCount(before: offset) - scalarCount(before: start) + 1
    case .place(_, let wanted):
      column = wanted
      offset = self.offset(ofScalar: wanted - 1, from: start, to: end)
    }
    guard end - start > Self.longestWholeLine else {
      return .init(
        line: line, column: column, length: length, excerpt: text(start, end), excerptColumn: column)
    }
    let from = boundary(max(start, offset - Self.contextByteCount))
    let to = boundary(min(end, offset + Self.contextByteCount))
    return .init(
      line: line, column: column, length: length, excerpt: text(from, to),
      excerptColumn: scalarCount(before: offset) - scalarCount(before: from) + 1)
  }

  /// The byte offset at which a line (from 1) starts; the end of the text for lines past it.
  func startOfLine(_ line: Int) -> Int {
    line <= lineStarts.count ? lineStarts[line - 1] : bytes.count
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  private func scalarCount(before offset: Int) -> Int {
    let step = min(offset / Self.stride, scalarCounts.count - 1)
    var count = scalarCounts[step]
    for index in (step * Self.stride)..<offset where !Self.isContinuation(bytes[index]) { count += 1 }
    return count
  }

  private func offset(ofScalar wanted: Int, from start: Int, to end: Int) -> Int {
    var count = 0
    var index = start
    while index < end {
      if !Self.isContinuation(bytes[index]) {
        if count == wanted { return index }
        count += 1
      }
      index += 1
    }
    return end
  }

  /// The nearest start of a scalar at or before an offset.
  private func boundary(_ offset: Int) -> Int {
    var offset = offset
    while offset > 0, offset < bytes.count, Self.isContinuation(bytes[offset]) { offset -= 1 }
    return offset
  }

  private func text(_ start: Int, _ end: Int) -> String {
    let text = String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
    return text.hasSuffix("\r") ? String(text.dropLast()) : text
  }
}
