package import CartularyCatalog
package import CartularyModel
package import CartularyQuery

/// Looks for variables in the data dictionaries of a catalog.
package struct VariableSearch {
  /// What was looked for.
  package let text: String
  /// Whether it is one word, so that words that begin with it are found too.
  package let isWord: Bool
  package let rows: [WireVariable]
  /// How many datasets were searched, of how many that the query finds.
  package let (seen, total): (Int, Int)
  /// The query that finds just the datasets.
  package let query: String
  /// Notes where the interpretation of the query may be unexpected.
  package let diagnostics: [QueryDiagnostic]

  /// - Parameters:
  ///   - text: The text to look for in a variable's name, type, unit, label, description or table; not empty.
  ///   - filters: Conditions on the datasets that are searched.
  ///   - page: Which of those datasets are searched.
  ///   - use: What the filters mean by `usable`.
  package init(
    for text: String, in catalog: DatasetCatalog, as viewer: Viewer, filters: [String], page: ResultPage,
    use: IntendedUse? = nil
  ) throws {
    self.text = text
    isWord = text.allSatisfy { $0.isLetter || $0.isNumber }
    query = "variable:" + (isWord ? text + "*" : "\"" + text.filter { $0 != "\"" } + "\"")
    let answer = try catalog.search(
      SearchQuery(query, filters: filters), page: page, as: viewer, use: use)
    (seen, total, diagnostics) = (answer.hits.count, answer.total, answer.notes)
    rows = try answer.hits.flatMap { hit in
      try catalog.dataset(id: hit.dataset.id, as: viewer).map { Self.rows(of: $0, with: text) } ?? []
    }
  }

  package var wire: WireVariables { WireVariables(rows, seen: seen, total: total, notes: diagnostics) }

  /// The variables of one record that contain a text; all of them if it is empty.
  package static func rows(of dataset: Dataset, with text: String) -> [WireVariable] {
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
}

extension WireVariable {
  /// As cells, without the record's id; the last says where it comes from.
  package var cells: [String] {
    [variable, type ?? "", unit ?? "", label ?? "", table ?? "", origin?.rawValue ?? ""]
  }
}
