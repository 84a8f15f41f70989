internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel

/// Commands that narrow all subsequent queries, and say who is asking.
extension DotCommand {
  static let narrowing: [DotCommand] = [
    DotCommand("filter", "FIELD:VALUE…", "add filters to this and all later queries", completing: .query) {
      turn, arguments in
      guard !arguments.text.isEmpty else { throw try DotCommand.named("filter").missingArgument }
      // A filter that cannot be parsed is not kept.
      let filters = turn.state.filters + ReplTurn.clauses(of: arguments.text)
      _ = try turn.state.catalog.search(
        SearchQuery(filters: filters), page: ResultPage(limit: 0, sort: turn.state.sort),
        as: turn.state.viewer, use: turn.state.intendedUse)
      turn.state.filters = filters
      try turn.searchAgain()
    },
    DotCommand(
      "unfilter", "FIELD|all", "remove a filter, or all of them",
      completing: .choice { ["all"] + FieldTable.all.map(\.name) }
    ) { turn, arguments in
      guard let name = arguments.first else { throw try DotCommand.named("unfilter").missingArgument }
      let rest = name == "all" ? [] : turn.state.filters.filter { !ReplTurn.isFilter($0, on: name) }
      guard name == "all" || rest.count < turn.state.filters.count else {
        throw CatalogError(
          .invalidArgument, "no filter on '\(name.prefix(80))'", help: ".filters lists them")
      }
      turn.state.filters = rest
      try turn.searchAgain()
    },
    DotCommand("filters", "", "list the filters") { turn, _ in
      for filter in turn.state.filters { turn.console.write(TerminalText.harmless(filter)) }
    },
    DotCommand(
      "profile", "[FILE|NAME|off]",
      "set who is asking and for what purpose: each hit then shows whether it may be used",
      completing: .choice { StandardProfiles.names + ["off"] }
    ) { turn, arguments in
      guard !arguments.text.isEmpty else {
        let use = turn.state.use
        return turn.console.write(
          TerminalText.harmless(use.map { $0.profile.title ?? $0.name } ?? "no profile"))
      }
      turn.state.use =
        arguments.text == "off"
        ? nil : .init(profile: try ProfileOptions.load(arguments.text, turn.console), name: arguments.text)
      try turn.searchAgain()
    },
    DotCommand(
      "as", "[LABEL…]", "view the catalog as someone who holds these labels; by default, as the public"
    ) {
      turn, arguments in
      turn.state.viewer = try Viewer(labels: arguments.words)
      turn.hint("viewing as " + turn.state.viewer.labels.joined(separator: ", "))
    },
    DotCommand(
      "sort", "[KEY]", "sort by a key; -KEY reverses the order", completing: .choice { FieldTable.sortKeys }
    ) { turn, arguments in
      guard let word = arguments.first else {
        return turn.console.write(turn.state.sort ?? FieldTable.relevance)
      }
      _ = try turn.state.catalog.search(
        turn.state.query(""), page: ResultPage(limit: 0, sort: word), as: turn.state.viewer,
        use: turn.state.intendedUse)
      turn.state.sort = word
      try turn.searchAgain()
    },
  ]
}

extension ReplTurn {
  /// The clauses of a text, separated by spaces outside quotes and brackets: each is a filter that can be removed by
  /// itself.
  static func clauses(of text: String) -> [String] {
    var clauses: [String] = []
    var clause = ""
    var (isQuoted, depth) = (false, 0)
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "(" where !isQuoted: depth += 1
      case ")" where !isQuoted: depth -= 1
      default: break
      }
      if character.isWhitespace, !isQuoted, depth <= 0 {
        if !clause.isEmpty { clauses.append(clause) }
        clause = ""
      } else {
        clause.append(character)
      }
    }
    // Words between clauses belong to both of them, so the whole text is one filter.
    let all = clause.isEmpty ? clauses : clauses + [clause]
    let hasOperator = all.contains { ["AND", "OR", "NOT"].contains($0) }
    return hasOperator || isQuoted || depth != 0 ? [text] : all
  }

  fileprivate static func isFilter(_ filter: String, on name: String) -> Bool {
    let own = filter.prefix { $0 != ":" }.drop { $0 == "-" }
    func canonical(_ name: String) -> String { FieldTable.field(named: name)?.name ?? name }
    return canonical(String(own)) == canonical(name)
  }
}
