/// A table that the project ships as CSV in `Resources/`: its rows below the header.
///
/// Such a file is ours, so a fault in it is a broken promise and stops the program. A cell with a comma stands in
/// quotes; none holds a quote itself.
struct PackagedTable {
  typealias Cell = ArraySlice<UInt8>

  /// In the order of the file; each has as many cells as the header.
  let rows: [[Cell]]

  /// - Parameters:
  ///   - csv: UTF-8, each line ended by a line feed.
  ///   - name: The file's, for the message about a fault in it.
  init(_ csv: [UInt8], columnCount: Int, name: String) {
    var rows: [[Cell]] = []
    csv.withUnsafeBufferPointer { bytes in
      var ends: [Int] = []
      var lineStart = 0
      var isQuoted = false
      for (index, byte) in bytes.enumerated() {
        switch byte {
        case UInt8(ascii: "\""): isQuoted.toggle()
        // What follows the last column's start is its text, commas too.
        case UInt8(ascii: ",") where !isQuoted && ends.count < columnCount - 1: ends.append(index)
        case UInt8(ascii: "\n"):
          precondition(
            ends.count == columnCount - 1,
            "\(name) is ours, and line \(rows.count + 1) of it has too few cells")
          ends.append(index)
          var start = lineStart
          rows.append(
            ends.map { end in
              defer { start = end + 1 }
              return csv[start..<end]
            })
          ends.removeAll(keepingCapacity: true)
          lineStart = index + 1
        default: continue
        }
      }
      precondition(lineStart == bytes.count, "\(name) is ours, and its last line does not end")
    }
    self.rows = Array(rows.dropFirst())
  }

  /// Hands out the cells of one column, not the last, in the order of the file without its header: the one column that
  /// every start of the program needs.
  ///
  /// - Parameter csv: As for a table, of whose rows nothing else is read.
  static func forEachCell(ofColumn wanted: Int, in csv: [UInt8], _ take: (Cell) -> Void) {
    var (column, start, isQuoted, isHeader) = (0, 0, false, true)
    csv.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        switch bytes[index] {
        case UInt8(ascii: "\""): isQuoted.toggle()
        case UInt8(ascii: ",") where !isQuoted:
          if column == wanted, !isHeader { take(csv[start..<index]) }
          column += 1
          start = index + 1
        case UInt8(ascii: "\n"): (column, start, isHeader) = (0, index + 1, false)
        default: continue
        }
      }
    }
  }

  /// The text of a cell, without the quotes around it.
  static func text(_ cell: Cell) -> String {
    let isQuoted = cell.first == UInt8(ascii: "\"") && cell.last == UInt8(ascii: "\"") && cell.count > 1
    return String(decoding: isQuoted ? cell.dropFirst().dropLast() : cell, as: UTF8.self)
  }

  /// The values of a cell that holds any number of them, separated by `|`; none for an empty cell.
  static func texts(_ cell: Cell) -> [String] { text(cell).split(separator: "|").map(String.init) }
}
