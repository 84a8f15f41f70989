internal import CartularyBase

/// The text of a document, for finding lines and columns.
///
/// `data.json` may be one line of 200 MB with a warning for each record, so a column is never counted from
/// the start of its line: the counts of lines and scalars are kept every 64 KiB.
struct SourceText: Sendable {
  let bytes: [UInt8]
  /// What is known at each multiple of `stride`.
  private let waypoints: [Waypoint]
  private static let stride = 1 << 16
  /// A longer line is shown only around the place in question.
  private static let longestWholeLine = 1_000
  private static let contextByteCount = 200

  private struct Waypoint {
    /// How many Unicode scalars begin before it, and how many lines end before it.
    var scalarCount = 0
    var lineCount = 0
    /// Where the line that it is in starts.
    var lineStart = 0
  }

  init(bytes: [UInt8]) {
    self.bytes = bytes
    var waypoints: [Waypoint] = []
    var state = Waypoint()
    for (index, byte) in bytes.enumerated() {
      if index % Self.stride == 0 { waypoints.append(state) }
      if !Self.isContinuation(byte) { state.scalarCount += 1 }
      if byte == UInt8(ascii: "\n") {
        state.lineCount += 1
        state.lineStart = index + 1
      }
    }
    self.waypoints = waypoints.isEmpty ? [Waypoint()] : waypoints
  }

  /// The line, from 1, that a mark is in. A place past the end is the end.
  func line(of mark: SourceMark) -> Int {
    switch mark {
    case .place(let line, _): line
    case .offset(let offset): state(at: offset).lineCount + 1
    }
  }

  /// The byte offset at which a line (from 1) starts; the end of the text for lines past it.
  func startOfLine(_ line: Int) -> Int {
    guard line > 1 else { return 0 }
    // The last waypoint before the line or its start.
    var low = 0
    var high = waypoints.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if waypoints[middle].lineCount < line - 1 { low = middle } else { high = middle }
    }
    var count = waypoints[low].lineCount
    for index in (low * Self.stride)..<bytes.count where bytes[index] == UInt8(ascii: "\n") {
      count += 1
      if count == line - 1 { return index + 1 }
    }
    return bytes.count
  }

  /// The byte offset of a mark. A place past the end of its line is that end.
  func offset(of mark: SourceMark) -> Int {
    switch mark {
    case .offset(let offset): offset
    case .place(let line, let column):
      offset(ofScalar: column - 1, from: startOfLine(line), to: startOfLine(line + 1))
    }
  }

  /// Where the record whose node has this mark begins: offsets are exact, line and column are those of a block.
  func startOfLine(of mark: SourceMark) -> Int {
    switch mark {
    case .offset(let offset): offset
    case .place(let line, _): startOfLine(line)
    }
  }

  /// A mark as shown in a diagnostic. Columns count Unicode scalars.
  func place(of mark: SourceMark, length: Int) -> DiagnosticPlace {
    let line = line(of: mark)
    let start: Int
    switch mark {
    case .place: start = startOfLine(line)
    case .offset(let offset): start = state(at: offset).lineStart
    }
    // Do not scan to the end of a line that may be megabytes long.
    let reach = bytes[start..<min(bytes.count, start + Self.longestWholeLine + 1)]
    let end =
      reach.firstIndex(of: UInt8(ascii: "\n")) ?? (start + reach.count == bytes.count ? bytes.count : nil)
    let offset: Int
    let column: Int
    switch mark {
    case .offset(let wanted):
      offset = min(max(wanted, start), bytes.count)
      column = scalarCount(before: offset) - scalarCount(before: start) + 1
    case .place(_, let wanted):
      column = wanted
      offset = self.offset(ofScalar: wanted - 1, from: start, to: end ?? bytes.count)
    }
    guard end == nil else {
      return DiagnosticPlace(
        line: line, column: column, length: length, range: offset..<endOfScalars(length, from: offset),
        in: text(start, end ?? start), excerptColumn: column)
    }
    let from = boundary(max(start, offset - Self.contextByteCount))
    let context = bytes[offset..<min(bytes.count, offset + Self.contextByteCount)]
    let to = boundary(context.firstIndex(of: UInt8(ascii: "\n")) ?? context.endIndex)
    return DiagnosticPlace(
      line: line, column: column, length: length, range: offset..<endOfScalars(length, from: offset),
      in: text(from, to), excerptColumn: scalarCount(before: offset) - scalarCount(before: from) + 1)
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// What is known at any offset, found from the waypoint before it.
  private func state(at offset: Int) -> Waypoint {
    let offset = min(max(offset, 0), bytes.count)
    let step = min(offset / Self.stride, waypoints.count - 1)
    var state = waypoints[step]
    for index in (step * Self.stride)..<offset {
      if !Self.isContinuation(bytes[index]) { state.scalarCount += 1 }
      if bytes[index] == UInt8(ascii: "\n") {
        state.lineCount += 1
        state.lineStart = index + 1
      }
    }
    return state
  }

  private func scalarCount(before offset: Int) -> Int { state(at: offset).scalarCount }

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

  /// Where the given number of scalars from an offset ends, or the end of the text.
  private func endOfScalars(_ count: Int, from start: Int) -> Int {
    self.offset(ofScalar: count, from: min(start, bytes.count), to: bytes.count)
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

extension DiagnosticPlace {
  /// - Parameters:
  ///   - excerpt: A line, or a part of one.
  ///   - excerptColumn: Where in it the place is, from 1, in scalars. Anything past its end is left out.
  fileprivate init(
    line: Int, column: Int, length: Int, range: Range<Int>, in excerpt: String, excerptColumn: Int
  ) {
    let scalars = excerpt.unicodeScalars
    let start = scalars.prefix(excerptColumn - 1).reduce(0) { $0 + UTF8.width($1) }
    let width = scalars.dropFirst(excerptColumn - 1).prefix(length).reduce(0) { $0 + UTF8.width($1) }
    self.init(
      line: line, column: column, length: length, range: range, excerpt: excerpt,
      excerptRange: start..<(start + width))
  }
}
