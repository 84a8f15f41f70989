internal import CartularyBase
internal import CartularyModel

/// A data dictionary in a CSV file next to the manifest that names it: a header, and a line for each variable.
struct DictionaryFile {
  private var report: SourceReport
  /// The columns that are read, by their position.
  private var columns: [Int: DictionaryColumn] = [:]
  /// Instead of these, if REDCap made the file.
  private var redcap: REDCapDictionary?
  private var columnCount = 0
  private var tables: [DataTable] = []
  private var positions: [String: Int] = [:]

  /// - Parameter node: The path, as the manifest has it.
  /// - Returns: A table for each name in the column `table`, in their order; one without a name if there is
  ///   no such column. Empty if there is a fault, which is reported: for the path, at the key in the manifest,
  ///   for the content, at the place in the file.
  static func tables(namedBy node: SourceNode, _ report: inout SourceReport) -> [DataTable] {
    guard let path = ScalarParser.text(node, of: "file", report: &report) else { return [] }
    let file: SourceFile
    do throws(SourceFile.Refusal) {
      file = try SourceFile(path, besides: report.file, limit: ManifestLimits.dictionaryByteCount)
    } catch {
      report.say(
        error.code, "'\(path.prefix(80))': \(error.message)", at: node.mark,
        length: path.unicodeScalars.count,
        help: "name a CSV file in the manifest's own folder or below it")
      return []
    }
    var dictionary = DictionaryFile(
      report: SourceReport(file: file.name, text: SourceText(bytes: file.bytes)))
    dictionary.report.recordID = report.recordID
    dictionary.read(file.bytes)
    report.add(dictionary.report)
    return dictionary.report.hasErrors ? [] : dictionary.tables
  }

  private init(report: SourceReport) { self.report = report }

  private mutating func read(_ bytes: [UInt8]) {
    if let problem = TextEncoding.problem(in: bytes) {
      report.say(.notText, problem.message, at: .offset(problem.offset), help: "save it as UTF-8 text")
      return
    }
    var reader = CSVReader(bytes)
    do throws(CSVReader.Fault) {
      guard let header = try reader.nextRow() else {
        report.say(
          .empty, "the file is empty", at: nil,
          help: "its first line names the columns: name, label, type, unit, description, …")
        return
      }
      columnCount = header.count
      redcap = REDCapDictionary(header: header.map(\.text))
      guard redcap != nil || readHeader(header) else { return }
      var count = 0
      while let row = try reader.nextRow() {
        count += 1
        guard count <= ManifestLimits.dictionaryRowCount else {
          report.say(
            .tooMany, "more than \(ManifestLimits.dictionaryRowCount) variables",
            at: .offset(row[0].offset))
          return
        }
        if redcap == nil { readRow(row) } else { readRowOfREDCap(row) }
      }
      redcap?.sayUnread(in: header, &report)
      if count == 0 { report.say(.empty, "a header and no variables", at: nil) }
    } catch {
      report.say(.invalidCSV, error.message, at: .offset(error.offset), help: error.help)
    }
  }

  // MARK: - Header

  /// - Returns: Whether the rows can be read with it.
  private mutating func readHeader(_ header: [CSVReader.Cell]) -> Bool {
    if header.count == 1, let divider = ["\t", ";", "|"].first(where: header[0].text.contains) {
      let name = divider == "\t" ? "tabs" : "'\(divider)'"
      report.say(
        .invalidCSV, "the columns are separated by \(name)", at: .offset(header[0].offset),
        help: "save the file with the columns separated by commas")
      return false
    }
    for (position, cell) in header.enumerated() {
      let length = cell.text.unicodeScalars.count
      let name = SourceNode.trim(cell.text)
      guard !name.isEmpty else {
        report.say(.missingKey, "column \(position + 1) has no name", at: .offset(cell.offset))
        continue
      }
      guard let column = DictionaryColumn(header: name) else {
        // Two or three letters are close to many words by chance.
        let near = NearMiss.closest(to: FoldedText.code(name), among: DictionaryColumn.names)
        if near.isEmpty || length < 4 {
          report.say(
            .unreadColumn, "column '\(name.prefix(80))' is not read", at: .offset(cell.offset),
            length: length,
            help: "columns are " + DictionaryColumn.allCases.map(\.rawValue).joined(separator: ", "))
        } else {
          report.sayUnknown(
            .unknownKey, "column", name, among: DictionaryColumn.names, at: .offset(cell.offset))
        }
        continue
      }
      if let first = columns.first(where: { $0.value == column })?.key {
        report.say(
          .duplicateKey,
          "column '\(name.prefix(80))' says the same as column '\(header[first].text.prefix(80))'",
          at: .offset(cell.offset), length: length, help: "keep one of them")
      } else {
        columns[position] = column
      }
    }
    nameByLabel()
    if !columns.values.contains(.name), !report.hasErrors {
      report.say(
        .missingKey, "no column 'name'", at: .offset(header[0].offset),
        help: "the first line names the columns: name, label, type, unit, description, …")
    }
    return !report.hasErrors
  }

  /// In a dictionary with labels only, the labels are the names.
  private mutating func nameByLabel() {
    guard !columns.values.contains(.name), let label = columns.first(where: { $0.value == .label })?.key
    else { return }
    columns[label] = .name
  }

  // MARK: - Rows

  private mutating func readRow(_ row: [CSVReader.Cell]) {
    guard let texts = texts(of: row, by: columns), !texts.isEmpty else { return }
    guard let name = texts[.name]?.text else {
      sayNameless(row, columns.first { $0.value == .name }?.key)
      return
    }
    var variable = Variable(name: name)
    variable.label = texts[.label]?.text
    variable.unit = texts[.unit]?.text
    variable.description = texts[.description]?.text
    variable.minimum = texts[.minimum]?.text
    variable.maximum = texts[.maximum]?.text
    variable.missing = texts[.missing].map { Self.items($0.text) } ?? []
    variable.values = texts[.values].map { Self.items($0.text).map(Self.allowedValue) } ?? []
    if let (text, mark) = texts[.type] {
      variable.type = VariableType(imported: text)
      if variable.type == nil { sayUnknown(VariableType.self, text, at: mark) }
    }
    variable.identifier = code(texts[.identifier])
    variable.sensitivity = code(texts[.sensitivity])
    if let (text, mark) = texts[.audience] {
      variable.audience = audience(text, at: mark)
    }
    add(variable, toTable: texts[.table]?.text)
  }

  private mutating func readRowOfREDCap(_ row: [CSVReader.Cell]) {
    guard let columns = redcap?.columns, let texts = texts(of: row, by: columns), !texts.isEmpty else {
      return
    }
    guard texts[.name] != nil else {
      sayNameless(row, columns.first { $0.value == .name }?.key)
      return
    }
    if let read = redcap?.read(texts.mapValues(\.text)) { add(read.variable, toTable: read.form) }
  }

  /// The cells that are not empty.
  ///
  /// - Returns: `nil` if the row cannot be read, which is reported.
  private mutating func texts<Column: Hashable>(
    of row: [CSVReader.Cell], by columns: [Int: Column]
  ) -> [Column: (text: String, mark: SourceMark)]? {
    guard row.count == columnCount else {
      let place = row.count > columnCount ? row[columnCount] : row[0]
      report.say(
        .invalidCSV, "\(row.count) cells, but the header has \(columnCount)", at: .offset(place.offset),
        help: "put a cell that contains a comma in quotes")
      return nil
    }
    var texts: [Column: (text: String, mark: SourceMark)] = [:]
    for (position, column) in columns {
      let text = SourceNode.trim(row[position].text)
      guard text.utf8.count <= ManifestLimits.cellByteCount else {
        report.say(
          .tooLong, "the cell is longer than \(ManifestLimits.cellByteCount >> 10) KiB",
          at: .offset(row[position].offset))
        return nil
      }
      if !text.isEmpty { texts[column] = (text, .offset(row[position].offset)) }
    }
    return texts
  }

  private mutating func sayNameless(_ row: [CSVReader.Cell], _ position: Int?) {
    report.say(.missingKey, "a variable without a name", at: .offset(row[position ?? 0].offset))
  }

  private mutating func add(_ variable: Variable, toTable name: String?) {
    if let position = positions[name ?? ""] {
      tables[position].variables.append(variable)
    } else {
      positions[name ?? ""] = tables.count
      tables.append(DataTable(name: name, variables: [variable]))
    }
  }

  // MARK: - Cells

  /// The items of a cell: separated by `;`, `|` or line ends if it has any of these, otherwise by commas.
  private static func items(_ text: String) -> [String] {
    let dividers: Set<Character> = [";", "|", "\n", "\r\n"]
    let items =
      text.contains(where: dividers.contains)
      ? text.split(whereSeparator: dividers.contains) : text.split(separator: ",")
    return items.compactMap { SourceNode.nonEmpty(String($0)) }
  }

  /// `1 = yes`, or only a value.
  private static func allowedValue(_ item: String) -> AllowedValue {
    guard let sign = item.firstIndex(of: "="),
      let value = SourceNode.nonEmpty(String(item[..<sign]))
    else { return AllowedValue(value: item) }
    return AllowedValue(value: value, label: SourceNode.nonEmpty(String(item[item.index(after: sign)...])))
  }

  private mutating func code<Code: Vocabulary>(_ cell: (text: String, mark: SourceMark)?) -> Code? {
    guard let cell else { return nil }
    if let code = Code(spelling: cell.text) { return code }
    sayUnknown(Code.self, cell.text, at: cell.mark)
    return nil
  }

  private mutating func sayUnknown<Code: Vocabulary>(_: Code.Type, _ text: String, at mark: SourceMark) {
    report.sayUnknown(.unknownValue, Code.noun, text, among: Code.codes, at: mark)
  }

  private mutating func audience(_ text: String, at mark: SourceMark) -> Audience? {
    let labels = text.split { ",;| \n".contains($0) }.map(String.init)
    if let audience = Audience(labels: labels) { return audience }
    let wrong = labels.first { !Audience.isLabel($0) } ?? text
    report.say(
      .invalidLabel, "'\(wrong.prefix(80))' is not a valid label", at: mark,
      length: text.unicodeScalars.count,
      help: "labels are lower-case letters, digits and inner hyphens, at most \(Audience.maximumLabelLength)")
    return nil
  }
}
