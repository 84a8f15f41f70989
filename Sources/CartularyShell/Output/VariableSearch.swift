internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyQuery

/// Looks for variables in the data dictionaries of a catalog.
struct VariableSearch {
  /// One variable of one record.
  struct Row: Encodable {
    let id: String
    let name: String
    let type: String?
    let unit: String?
    /// Its label, or its description where it has none.
    let label: String?
    let table: String?

    /// As cells, without the record's id.
    var cells: [String] { [name, type ?? "", unit ?? "", label ?? "", table ?? ""] }
  }

  /// What a row is called in a table; the record's id and the variable's name are there to be pasted.
  static let columns = ["id", "name", "type", "unit", "label", "table"].map {
    ResultTable.Column(name: $0, isWhole: $0 == "id" || $0 == "name")
  }

  let rows: [Row]
  /// How many datasets were looked through, of how many that the query finds.
  let (seen, total): (Int, Int)
  /// The query that finds the datasets alone.
  let query: String
  /// What is to be said of it, and of nothing found.
  let notes: [String]

  /// - Parameters:
  ///   - text: What a variable has to have in its name, type, unit, label, description or table; not empty.
  ///   - options: Limit and filters of the datasets that are looked through.
  init(for text: String, in catalog: DatasetCatalog, as viewer: Viewer, options: SearchOptions) throws {
    let isWord = text.allSatisfy { $0.isLetter || $0.isNumber }
    query = "variable:" + (isWord ? text + "*" : "\"" + text.filter { $0 != "\"" } + "\"")
    let answer = try catalog.search(query, as: viewer, options: options)
    (seen, total) = (answer.hits.count, answer.total)
    let found = try answer.hits.flatMap { hit in
      try catalog.dataset(id: hit.dataset.id, as: viewer).map { Self.rows(of: $0, with: text) } ?? []
    }
    rows = found
    let notes = answer.notes.map { DiagnosticRenderer.render($0) }
    let nothing = isWord ? "no variable has a word that begins with" : "no variable has the words"
    self.notes = notes + (found.isEmpty && notes.isEmpty ? [Self.nothing(nothing, text)] : [])
  }

  /// The variables of one record with a text in them; all where it is empty.
  static func rows(of dataset: Dataset, with text: String) -> [Row] {
    let wanted = text.lowercased()
    return (dataset.dataDictionary?.tables ?? []).flatMap { table in
      table.variables.compactMap { variable in
        let row = Row(
          id: dataset.id, name: variable.name, type: variable.type?.rawValue, unit: variable.unit,
          label: variable.label ?? variable.description, table: table.title ?? table.name)
        let texts = row.cells + [variable.description ?? ""]
        return wanted.isEmpty || texts.contains { $0.lowercased().contains(wanted) } ? row : nil
      }
    }
  }

  static func nothing(_ words: String, _ text: String) -> String {
    "\(words) '\(TerminalText.harmless(String(text.prefix(80))))'"
  }
}
