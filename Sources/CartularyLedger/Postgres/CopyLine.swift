/// A row in the text form of `COPY`.
enum CopyLine {
  static func bytes(_ row: [LedgerValue]) throws(CatalogError) -> [UInt8] {
    var line: [UInt8] = []
    for (index, value) in row.enumerated() {
      if index > 0 { line.append(UInt8(ascii: "\t")) }
      switch value {
      case .absent: line += Array("\\N".utf8)
      case .integer(let number): line += Array(String(number).utf8)
      case .text(let text):
        for byte in text.utf8 {
          switch byte {
          case 0: throw PostgresError.holdsNUL
          case UInt8(ascii: "\\"): line += [byte, byte]
          case UInt8(ascii: "\n"): line += Array("\\n".utf8)
          case UInt8(ascii: "\r"): line += Array("\\r".utf8)
          case UInt8(ascii: "\t"): line += Array("\\t".utf8)
          default: line.append(byte)
          }
        }
      }
    }
    line.append(UInt8(ascii: "\n"))
    return line
  }
}
