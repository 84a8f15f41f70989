internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger

/// Commands that page through the last result and explain it.
extension DotCommand {
  static let results: [DotCommand] = [
    DotCommand("next", "", "show the next page of the last result") { turn, _ in
      let last = try turn.lastResult()
      let offset = last.offset + last.answer.hits.count
      guard !last.answer.hits.isEmpty, offset < last.answer.total else {
        throw CatalogError(.invalidArgument, "this is the last page", help: ".prev goes back")
      }
      try turn.search(last.text, offset: offset)
    },
    DotCommand("prev", "", "show the previous page") { turn, _ in
      let last = try turn.lastResult()
      guard last.offset > 0 else {
        throw CatalogError(.invalidArgument, "this is the first page", help: ".next shows the next page")
      }
      try turn.search(last.text, offset: max(0, last.offset - turn.state.limit))
    },
    DotCommand("page", "N", "show a page by its number, from 1") { turn, arguments in
      let last = try turn.lastResult()
      let limit = turn.state.limit
      let count = max(1, (min(last.answer.total, ResultPage.maximumOffset) + limit - 1) / limit)
      guard let word = arguments.first else { throw try DotCommand.named("page").missingArgument }
      guard let number = Int(word), (1...count).contains(number) else {
        throw CatalogError(
          .invalidArgument, "no page '\(word.prefix(40))'", help: "this result has pages 1 to \(count)")
      }
      try turn.search(last.text, offset: (number - 1) * limit)
    },
    DotCommand("last", "", "print the last result again in the current mode, with nothing truncated") {
      turn, _ in
      let last = try turn.lastResult()
      try turn.withoutCutting { console in
        try AnswerPrinter(
          console: console, format: turn.state.format, firstNumber: last.offset + 1, limit: turn.state.limit,
          fields: turn.state.fields
        ).print(last.answer)
      }
    },
    DotCommand("facets", "[FIELD…]", "count the values of fields in the last result", completing: .facet) {
      turn, arguments in
      let state = turn.state
      let fields = arguments.words
      let facets = try state.catalog.facets(
        FacetQuery(fields.isEmpty ? .all : .named(fields)), matching: state.query(state.last?.text ?? ""),
        as: state.viewer, use: state.intendedUse)
      try FacetPrinter(console: turn.console, format: state.format) { ".values \($0) shows more" }.print(
        facets)
    },
    DotCommand(
      "explain", "[QUERY]", "show how a query, by default the last one, is interpreted", completing: .query
    ) {
      turn, arguments in
      let state = turn.state
      let text = arguments.text.isEmpty ? state.last?.text ?? "" : arguments.text
      ExplanationPrinter(console: turn.console)
        .print(try state.catalog.explain(state.query(text), as: state.viewer, use: state.intendedUse))
    },
    DotCommand(
      "why", "N|ID", "show which words of the last query a hit has, in which fields, and their weights",
      completing: .dataset
    ) { turn, arguments in
      let state = turn.state
      let id = try turn.id(arguments, for: "why")
      let last = try turn.lastResult()
      guard
        let explanation = try state.catalog.explain(
          hit: id, of: state.query(last.text), as: state.viewer, use: state.intendedUse)
      else {
        throw CatalogError(
          .invalidArgument, "the last query does not find '\(id.prefix(200))'",
          help: "give a number of the last result or an id")
      }
      ExplanationPrinter(console: turn.console).print(explanation)
    },
    DotCommand(
      "suggest", "[TEXT]",
      "suggest alternatives if the last query found nothing; with a text, complete it",
      completing: .query
    ) { turn, arguments in
      if arguments.text.isEmpty { return try turn.suggestWaysOn() }
      let text = arguments.text
      ExplanationPrinter(console: turn.console)
        .print(try turn.state.catalog.suggest(text, at: text.utf8.count, as: turn.state.viewer))
    },
  ]
}

extension ReplTurn {
  /// One query per line that would find something: the query, what it does, how many datasets it finds, empty where that
  /// needs a profile.
  fileprivate func suggestWaysOn() throws {
    let last = try lastResult()
    guard let advice = last.answer.advice else {
      return console.complain("the last query found datasets; .suggest TEXT completes a query")
    }
    let rows =
      advice.corrections.map { ($0.query, "correction", String($0.count)) }
      + advice.relaxations.map { ($0.query, "relaxation", String($0.count)) }
      + advice.rewordings.map { ($0.query, "rewording", String($0.count)) }
      + advice.filters.map { ($0.query, "filter", $0.count.map(String.init) ?? "") }
    for (query, kind, count) in rows {
      console.write([Escape.tsvCell(query), kind, count].joined(separator: "\t"))
    }
    if rows.isEmpty { console.complain("no word of the query is similar to one in a record") }
  }

  /// Prints to a console that truncates nothing, and passes on what was printed.
  fileprivate func withoutCutting(_ print: (Console) throws -> Void) throws {
    let capture = Console.Capture()
    let whole = style.console(capture, isCut: false)
    try print(whole)
    whole.flush()
    console.pass(on: capture.output)
  }
}
