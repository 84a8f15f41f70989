/// A strict reader of CSV (RFC 4180) that knows the place of each cell.
///
/// Our own, since the available package gives no positions, and a fault in a dictionary of thousands of lines needs
/// its line. The caller has checked that the bytes are UTF-8 and bounded their number.
struct CSVReader {
  private let bytes: [UInt8]
  private var offset: Int

  struct Cell {
    let text: String
    /// Where its text begins, in bytes.
    let offset: Int
  }

  /// A fault, with its offset in bytes.
  struct Fault: Error {
    let message: String
    let offset: Int
    var help: String?
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The cells of the next line that is not empty; `nil` at the end.
  mutating func nextRow() throws(Fault) -> [Cell]? {
    while let byte = peek, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { try lineEnd() }
    guard peek != nil else { return nil }
    var cells = [try cell()]
    while let byte = peek {
      if byte == UInt8(ascii: ",") {
        offset += 1
        cells.append(try cell())
      } else {
        try lineEnd()
        break
      }
    }
    return cells
  }

  /// Whether a text looks like rows of a table rather than a manifest: its first two lines have several of the
  /// same separator, and nothing that starts YAML.
  static func isTable(_ bytes: [UInt8]) -> Bool {
    let lines = bytes.prefix(1 << 16).split(separator: UInt8(ascii: "\n"), maxSplits: 2)
    guard lines.count >= 2, !lines[0].contains(where: { ":{}[]#&*".utf8.contains($0) }) else { return false }
    return "\t,;".utf8.contains { divider in
      let count = lines[0].count { $0 == divider }
      return count >= 2 && lines[1].count { $0 == divider } >= count
    }
  }

  // MARK: - Cells

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func cell() throws(Fault) -> Cell {
    if peek == UInt8(ascii: "\"") { return try quotedCell() }
    let start = offset
    while let byte = peek, byte != UInt8(ascii: ","), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
      if byte == UInt8(ascii: "\"") {
        throw Fault(
          message: "a quote inside a cell that does not begin with one", offset: offset,
          help: "put the whole cell in quotes, and write each quote in it twice")
      }
      offset += 1
    }
    return Cell(text: String(decoding: bytes[start..<offset], as: UTF8.self), offset: start)
  }

  private mutating func quotedCell() throws(Fault) -> Cell {
    let quote = offset
    offset += 1
    var text: [UInt8] = []
    while let byte = peek {
      offset += 1
      guard byte == UInt8(ascii: "\"") else {
        text.append(byte)
        continue
      }
      if peek == UInt8(ascii: "\"") {
        text.append(byte)
        offset += 1
        continue
      }
      if let after = peek, after != UInt8(ascii: ","), after != UInt8(ascii: "\n"),
        after != UInt8(ascii: "\r")
      {
        throw Fault(
          message: "text after the closing quote of a cell", offset: offset,
          help: "write a quote inside a cell twice")
      }
      return Cell(text: String(decoding: text, as: UTF8.self), offset: quote + 1)
    }
    throw Fault(message: "a cell without its closing quote", offset: quote)
  }

  private mutating func lineEnd() throws(Fault) {
    if peek == UInt8(ascii: "\r") {
      guard offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "\n") else {
        if offset + 1 == bytes.count {
          offset += 1
          return
        }
        throw Fault(
          message: "a carriage return alone", offset: offset,
          help: "save the file with Unix or Windows line endings")
      }
      offset += 1
    }
    offset += 1
  }
}
