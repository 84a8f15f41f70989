internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyQuery
internal import CartularyWire

/// Looks for variables in the data dictionaries of a catalog.
struct VariableSearch {
  /// The columns of a table; the record's id and the variable's name are meant to be pasted.
  static let columns = ["id", "name", "type", "unit", "label", "table", "origin"].map {
    ResultTable.Column(name: $0, isWhole: $0 == "id" || $0 == "name")
  }

  let rows: [WireVariable]
  /// How many datasets were searched, of how many that the query finds.
  let (seen, total): (Int, Int)
  /// The query that finds just the datasets.
  let query: String
  /// Notes where the interpretation of the query may be unexpected.
  let diagnostics: [QueryDiagnostic]
  /// The messages about it, and about finding nothing.
  let notes: [String]

  /// - Parameters:
  ///   - text: The text to look for in a variable's name, type, unit, label, description or table; not empty.
  ///   - filters: Conditions on the datasets that are searched.
  ///   - page: Which of those datasets are searched.
  ///   - use: What the filters mean by `usable`.
  init(
    for text: String, in catalog: DatasetCatalog, as viewer: Viewer, filters: [String], page: ResultPage,
    use: IntendedUse? = nil
  ) throws {
    let isWord = text.allSatisfy { $0.isLetter || $0.isNumber }
    query = "variable:" + (isWord ? text + "*" : "\"" + text.filter { $0 != "\"" } + "\"")
    let answer = try catalog.search(
      SearchQuery(query, filters: filters), page: page, as: viewer, use: use)
    (seen, total, diagnostics) = (answer.hits.count, answer.total, answer.notes)
    let found = try answer.hits.flatMap { hit in
      try catalog.dataset(id: hit.dataset.id, as: viewer).map { Self.rows(of: $0, with: text) } ?? []
    }
    rows = found
    let notes = answer.notes.map { DiagnosticRenderer.render($0) }
    let nothing = isWord ? "no variable has a word that begins with" : "no variable has the words"
    self.notes = notes + (found.isEmpty && notes.isEmpty ? [Self.nothing(nothing, text)] : [])
  }

  /// The variables of one record that contain a text; all of them if it is empty.
  static func rows(of dataset: Dataset, with text: String) -> [WireVariable] {
    let wanted = text.lowercased()
    return (dataset.dataDictionary?.tables ?? []).flatMap { table in
      table.variables.compactMap { variable in
        let row = WireVariable(
          id: dataset.id, variable: variable.name, type: variable.type?.rawValue, unit: variable.unit,
          label: variable.label ?? variable.description, table: table.title ?? table.name,
          origin: dataset.origin(of: "data-dictionary"))
        let texts = row.cells.dropLast() + [variable.description ?? ""]
        return wanted.isEmpty || texts.contains { $0.lowercased().contains(wanted) } ? row : nil
      }
    }
  }

  static func nothing(_ words: String, _ text: String) -> String {
    "\(words) '\(TerminalText.harmless(String(text.prefix(80))))'"
  }
}

extension WireVariable {
  /// As cells, without the record's id; the last says where it comes from.
  var cells: [String] {
    [variable, type ?? "", unit ?? "", label ?? "", table ?? "", origin?.rawValue ?? ""]
  }
}
