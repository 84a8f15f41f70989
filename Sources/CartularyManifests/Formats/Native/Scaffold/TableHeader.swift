internal import CartularyBase
package import CartularyModel

/// What the first rows of a table in a text file say about its columns.
package struct TableHeader: Sendable {
  package let variables: [Variable]

  /// Why the table cannot be read.
  package struct Refusal: Error, Sendable {
    package let message: String
  }

  /// The limits on how much of a file is read, and how many of its rows.
  package static let byteCount = 1 << 20
  static let rowCount = 1_000
  static let columnCount = 5_000

  /// Reads a header and guesses types from the rows below it.
  ///
  /// - Parameter bytes: The beginning of a file; a last line that is cut off is left out.
  /// - Parameter isWhole: Whether nothing follows the bytes.
  package init(_ bytes: [UInt8], isWhole: Bool) throws(Refusal) {
    var content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if !isWhole, let end = content.lastIndex(of: 0x0A) { content = content[...end] }
    if let problem = TextEncoding.problem(in: Array(content)) { throw Refusal(message: problem.message) }
    let separator = Self.separator(of: content)
    let rows = Self.rows(of: content, separator)
    guard let header = rows.first, header.contains(where: { SourceNode.nonEmpty($0) != nil }) else {
      throw Refusal(message: "the file has no header")
    }
    guard header.count <= Self.columnCount else {
      throw Refusal(message: "more than \(Self.columnCount) columns")
    }
    var seen: Set<String> = []
    variables = header.enumerated().map { index, cell in
      var name = SourceNode.nonEmpty(cell) ?? "column_\(index + 1)"
      if !seen.insert(name).inserted {
        name += "_\(index + 1)"
        seen.insert(name)
      }
      var variable = Variable(name: name)
      variable.type = Self.type(
        of: rows.dropFirst().compactMap { $0.indices.contains(index) ? $0[index] : nil })
      return variable
    }
  }

  // MARK: - Cells

  /// The character that separates most cells of the first line.
  private static func separator(of content: ArraySlice<UInt8>) -> UInt8 {
    let line = content.prefix { $0 != 0x0A }
    return ",\t;|".utf8.max { first, second in
      line.count { $0 == first } < line.count { $0 == second }
    } ?? UInt8(ascii: ",")
  }

  /// Rows as RFC 4180 defines them. Empty lines are skipped.
  private static func rows(of content: ArraySlice<UInt8>, _ separator: UInt8) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var index = content.startIndex
    func endCell() {
      row.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }
    func endRow() {
      endCell()
      if row != [""] { rows.append(row) }
      row = []
    }
    while index < content.endIndex, rows.count <= rowCount {
      let byte = content[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\"") where isQuoted:
        if index < content.endIndex, content[index] == UInt8(ascii: "\"") {
          cell.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
      case UInt8(ascii: "\"") where cell.isEmpty: isQuoted = true
      case separator where !isQuoted: endCell()
      case 0x0D where !isQuoted: continue
      case 0x0A where !isQuoted: endRow()
      default: cell.append(byte)
      }
    }
    if !cell.isEmpty || !row.isEmpty { endRow() }
    return rows
  }

  // MARK: - Types

  /// The narrowest type that all values have; `nil` if there are no values.
  private static func type(of cells: [String]) -> VariableType? {
    let values = cells.compactMap(SourceNode.nonEmpty).filter { !missing.contains($0.uppercased()) }
    guard !values.isEmpty else { return nil }
    return tests.first { test in values.allSatisfy(test.holds) }?.type ?? .string
  }

  private static let missing: Set<String> = ["NA", "N/A", "NULL", "NAN", "-", "."]

  private static let tests: [(type: VariableType, holds: @Sendable (String) -> Bool)] = [
    // A leading zero indicates a code, which is text.
    (.integer, { YAMLScalar.isCanonicalNumber($0) && Int($0) != nil }),
    (
      .number,
      { text in
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy("0123456789+-.eE".utf8.contains), Double(text) != nil else { return false }
        return !(bytes.count > 1 && bytes[0] == 0x30 && bytes[1] != 0x2E)
      }
    ),
    (.boolean, { ["true", "false", "yes", "no"].contains($0.lowercased()) }),
    (.date, { $0.utf8.count == 10 && PartialDate($0)?.day != nil }),
    (.datetime, { $0.utf8.count > 10 && PartialDate($0)?.day != nil }),
  ]
}

extension Dataset {
  /// A record with only a table's columns known, for a scaffold.
  ///
  /// - Parameter name: The file's name without its extension.
  package init(columnsOf header: TableHeader, named name: String) {
    self.init(id: DatasetID.slug(name), title: "", description: "")
    dataDictionary = DataDictionary(tables: [DataTable(variables: header.variables)])
  }
}
