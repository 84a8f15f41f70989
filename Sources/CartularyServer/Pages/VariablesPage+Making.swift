internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyQuery
internal import CartularyWire

extension PageMaker {
  /// `/variables`: columns of all data dictionaries. A text that cannot be looked for is a page too.
  func variables(_ query: PageQuery) throws -> VariablesPage {
    let text = PageText.cut(query.one("q"), 500)
    let path = addresses.page("/variables")
    var page = VariablesPage()
    page.hasAsked = !text.allSatisfy(\.isWhitespace)
    page.chrome = try chrome(
      page.hasAsked ? "Variables: " + PageText.shown(text, 120) : "Variables", at: "/variables")
    page.chrome.isUnlisted = query.isUnlisted(.variables)
    (page.variablesAction, page.queryText) = (path, text)
    page.examples = ["temperature", "age", "postcode"].map {
      QueryExample(exampleText: $0, exampleHref: PageQuery.address(path, [("q", $0)]))
    }
    guard page.hasAsked else { return page }
    do {
      let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let found = try VariableSearch(
        for: trimmed, in: catalog, as: viewer, filters: [], page: ResultPage(limit: 50))
      try fill(&page, found)
    } catch let error as QueryError {
      page.countText = "Nothing was searched"
      page.notes = [PageText.capital(PageText.shown(error.diagnostic.message)) + "."]
    }
    return page
  }

  private func fill(_ page: inout VariablesPage, _ found: VariableSearch) throws {
    var titles: [String: String] = [:]
    page.variables = try found.rows.prefix(Self.listLimit).map { row in
      if titles[row.id] == nil {
        titles[row.id] =
          try catalog.dataset(id: row.id, as: viewer).map { PageText.shown($0.title, 120) } ?? row.id
      }
      return VariableRow(
        variableName: PageText.shown(row.variable, 120), variableLabel: PageText.stated(row.label, 300) ?? "",
        variableOrigin: row.origin?.rawValue,
        variableType: PageText.joined([row.type, PageText.stated(row.unit, 60)], " in ") ?? "",
        variableHref: addresses.dataset(row.id, [("column", PageText.cut(row.variable, 60))]) + "#dictionary",
        variableDataset: titles[row.id] ?? row.id, variableTable: PageText.stated(row.table, 80))
    }
    page.hasVariables = !page.variables.isEmpty
    page.countText =
      PageText.plural(found.rows.count, "variable") + " in " + PageText.plural(found.seen, "dataset")
      + (found.rows.count > Self.listLimit ? ", the first \(Self.listLimit)" : "")
    if found.total > found.seen {
      page.notes.append(
        "\(PageText.number(found.total)) datasets have such a variable; the \(found.seen) best were looked through."
      )
    }
    page.notes += found.diagnostics.map { PageText.shown($0.message) }
  }
}
