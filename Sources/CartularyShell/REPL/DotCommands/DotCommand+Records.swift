internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire

/// Commands for one record: a hit by its number, or any record by its id.
extension DotCommand {
  static let records: [DotCommand] = [
    DotCommand(
      "show", "N|ID [SECTION]",
      "show a record, or only its terms of use, columns, distributions or provenance",
      completing: .dataset, .choice { DatasetPage.Section.allCases.map(\.rawValue) }
    ) { turn, arguments in
      let words = arguments.words
      let section = words.count > 1 ? try ReplTurn.section(words[1]) : nil
      try turn.show(try turn.dataset(arguments, for: "show"), section)
    },
    DotCommand(
      "terms", "N|ID", "show the words and values by which a dataset is found", completing: .dataset
    ) { turn, arguments in
      let state = turn.state
      let id = try turn.id(arguments, for: "terms")
      guard let terms = try state.catalog.terms(of: id, as: state.viewer) else {
        throw try turn.noDataset(id)
      }
      try turn.noteSuccessor(of: id)
      try TermsPrinter(console: turn.console, format: state.format).print(terms)
    },
    DotCommand("open", "N|ID", "print the address of a dataset's page", completing: .dataset) {
      turn, arguments in
      let dataset = try turn.dataset(arguments, for: "open")
      guard let page = dataset.landingPage else {
        throw CatalogError(
          .invalidArgument, "the record states no landing page",
          help: ".show \(dataset.id) distributions lists what it does name")
      }
      turn.state.current = dataset.id
      turn.console.write(TerminalText.harmless(page))
    },
    DotCommand(
      "variables", "N|ID [TEXT]", "list the variables of a dataset, or those that contain a text",
      completing: .dataset
    ) { turn, arguments in
      let dataset = try turn.dataset(arguments, for: "variables")
      turn.state.current = dataset.id
      let name = arguments.first ?? ""
      turn.listVariables(of: dataset, with: String(arguments.text.dropFirst(name.count)).trimmingBlanks)
    },
    DotCommand(
      "columns", "[TEXT]",
      "the same for the last record shown; if there is none, for all records on the page"
    ) { turn, arguments in
      guard let id = turn.state.current else { return try turn.findVariables(with: arguments.text) }
      guard let dataset = try turn.state.catalog.dataset(id: id, as: turn.state.viewer) else {
        throw try turn.noDataset(id)
      }
      turn.listVariables(of: dataset, with: arguments.text)
    },
    DotCommand(
      "similar", "N|ID", "find datasets similar to a hit, or to one given by its id", completing: .dataset
    ) { turn, arguments in
      let state = turn.state
      let id = try turn.id(arguments, for: "similar")
      guard let similar = try state.catalog.similar(to: id, as: state.viewer, limit: state.limit) else {
        throw try turn.noDataset(id)
      }
      try turn.noteSuccessor(of: id)
      ExplanationPrinter(console: turn.console).print(similar)
    },
    DotCommand(
      "why-not", "N|ID", "show what the profile lacks to use a dataset, and the steps to get it",
      completing: .dataset
    ) { turn, arguments in
      let answer = try turn.answer(arguments, for: "why-not")
      var printer = DecisionPrinter(console: turn.console, format: turn.state.format)
      try printer.print(answer)
      printer.finish()
    },
    DotCommand(
      "request", "N|ID", "show what an application for a dataset needs, with a letter to start from",
      completing: .dataset
    ) { turn, arguments in
      let answer = try turn.answer(arguments, for: "request")
      ApplicationPrinter(console: turn.console, isMarkdown: turn.state.format == .markdown).print(answer)
    },
  ]
}

extension ReplTurn {
  /// The decision on a record for the profile in use.
  fileprivate mutating func answer(_ arguments: DotArguments, for command: String) throws -> UseAnswer {
    guard let use = state.use else {
      throw CatalogError(
        .invalidArgument, "there is no profile yet", help: ".profile FILE says who asks")
    }
    let dataset = try dataset(arguments, for: command)
    return try UseAnswer(
      dataset, in: state.catalog, as: state.viewer, for: use.profile, diseases: state.diseases)
  }

  fileprivate static func section(_ word: String) throws(CatalogError) -> DatasetPage.Section {
    if let section = DatasetPage.Section(rawValue: word) { return section }
    let names = DatasetPage.Section.allCases.map(\.rawValue)
    throw CatalogError(
      .invalidArgument, "no section '\(word.prefix(40))'",
      help: NearMiss.closest(to: word, among: names).first.map { "did you mean '\($0)'?" }
        ?? "sections are " + names.joined(separator: ", "))
  }

  fileprivate mutating func show(_ dataset: Dataset, _ section: DatasetPage.Section?) throws {
    state.current = dataset.id
    let inheritance = try state.catalog.inheritance(of: dataset, as: state.viewer)
    let record = PublishedDataset(dataset, inheriting: inheritance)
    if section == nil, state.format == .json || state.format == .jsonl {
      console.write(try JSONLine.text(WireRecord(record)))
    } else {
      DatasetPage(console: console).print(record, only: section)
    }
  }

  /// One variable per line: name, type, unit, label or description, table.
  fileprivate func listVariables(of dataset: Dataset, with text: String) {
    let rows = VariableSearch.rows(of: dataset, with: text)
    print(rows.map(\.cells), below: Array(VariableSearch.columns.dropFirst()))
    guard rows.isEmpty else { return }
    console.complain(
      text.isEmpty || dataset.dataDictionary == nil
        ? "\(dataset.id) describes no variables"
        : VariableSearch.nothing("no variable of \(dataset.id) has", text))
  }

  /// The variables that contain a text, of as many records as a page holds, each after its record's id.
  fileprivate func findVariables(with text: String) throws {
    guard !text.isEmpty else {
      throw CatalogError(
        .invalidArgument, "no record has been shown yet",
        help: ".show N looks at one; .columns TEXT looks through all")
    }
    let found = try VariableSearch(
      for: text, in: state.catalog, as: state.viewer, filters: state.filters, page: state.firstPage,
      use: state.intendedUse)
    print(found.rows.map { [$0.id] + $0.cells }, below: VariableSearch.columns)
    for note in found.notes { console.complain(note) }
    if found.seen < found.total { hint("\(found.query) finds all \(found.total) datasets") }
  }

  /// In columns for people, separated by tabs for programs.
  private func print(_ rows: [[String]], below columns: [ResultTable.Column]) {
    guard !rows.isEmpty else { return }
    ResultTable(columns, rows: rows).print(as: style.isTerminal ? .table : .tsv, on: console)
  }
}
