internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire

/// Commands about fields, the session and the commands themselves.
extension DotCommand {
  static let session: [DotCommand] = [
    DotCommand("fieldlist", "", "list the fields that a query can name") { turn, _ in
      for field in FieldTable.all {
        let names = ([field.name] + field.aliases).joined(separator: ", ")
        turn.console.write(
          [names, field.help].map(Escape.tsvCell).joined(separator: "\t"))
      }
    },
    DotCommand(
      "values", "FIELD [PREFIX]", "list a field's values in the records that you may see, with counts",
      completing: .choice { FieldTable.all.map(\.name) }
    ) { turn, arguments in
      guard let name = arguments.first else { throw try DotCommand.named("values").missingArgument }
      let prefix = String(arguments.text.dropFirst(name.count)).trimmingBlanks
      let list = try FieldValues(of: name, beginning: prefix, in: turn.state)
      for value in list.values {
        turn.console.write(
          Escape.tsvCell(value.text) + "\t" + (value.count.map(String.init) ?? ""))
      }
      if list.remainingCount > 0 {
        turn.console.complain("and \(list.remainingCount) more; .values \(list.field) PREFIX narrows them")
      }
    },
    DotCommand("read", "FILE", "run the lines of a file", completing: .file) { turn, arguments in
      guard !arguments.fileName.isEmpty else { throw try DotCommand.named("read").missingArgument }
      turn.effect = .read(arguments.fileName)
    },
    DotCommand(
      "bail", "on|off", "stop a script at its first error, or continue", completing: .onOff
    ) { turn, arguments in
      turn.state.isBailing = try ReplTurn.isOn(arguments, for: "bail")
    },
    DotCommand("history", "", "list the command history, oldest first") { turn, _ in
      for line in turn.state.history { turn.console.write(TerminalText.harmless(line)) }
    },
    DotCommand("status", "", "show the state of the session") { turn, _ in
      let state = turn.state
      let everything = try state.catalog.search("", page: .empty, as: state.viewer)
      let rows: [(String, String)] = [
        ("catalog", state.catalog.path), ("datasets", String(everything.total)),
        ("viewing as", state.viewer.labels.joined(separator: ", ")),
        ("filters", state.filters.isEmpty ? "none" : state.filters.joined(separator: " ")),
        ("profile", state.use.map { $0.profile.title ?? $0.name } ?? "none"),
        ("last query", state.last.map(\.text) ?? "none"), ("mode", state.format.rawValue),
        ("limit", String(state.limit)), ("sort", state.sort ?? FieldTable.relevance),
        ("fields", state.fields?.map(\.name).joined(separator: ",") ?? "auto"),
        ("width", state.width.map(String.init) ?? "auto"), ("pager", state.pager.text),
        ("output", state.outputFile ?? "standard output"), ("timing", state.isTimed ? "on" : "off"),
        ("bail", state.isBailing ? "on" : "off"),
      ]
      let width = rows.map(\.0.count).max() ?? 0
      for (name, value) in rows {
        turn.console.write(TextTable.pad(name, to: width + 2) + TerminalText.harmless(value))
      }
    },
    DotCommand("reload", "", "reopen the catalog and run the last query again") { turn, _ in
      turn.state.catalog = try DatasetCatalog.open(at: turn.state.catalog.path)
      try turn.searchAgain()
    },
    DotCommand(
      "help", "[CMD]", "list the commands, or describe one",
      completing: .choice { DotCommand.all.map(\.word) }
    ) { turn, arguments in
      if let word = arguments.first {
        let command = try DotCommand.named(word.first == "." ? String(word.dropFirst()) : word)
        return turn.console.write(command.usage + "\n  " + command.help)
      }
      turn.console.write(
        "A line is a query: words, \"phrases\", -word, filters such as sensitivity:public. Or:")
      let width = DotCommand.all.map(\.usage.count).max() ?? 0
      for command in DotCommand.all {
        turn.console.write("  " + TextTable.pad(command.usage, to: width + 2) + command.help)
      }
      turn.console.write("A \\ at the end of a line continues it; lines that begin with # are comments.")
    },
    DotCommand("quit", "[CODE]", "quit, with an exit code of Docs/COMMANDS.md") { turn, arguments in
      guard let word = arguments.first else { return turn.effect = .quit(nil) }
      guard let code = Int32(word).flatMap(ShellExit.init(rawValue:)) else {
        throw CatalogError(
          .invalidArgument, "no exit code '\(word.prefix(40))'",
          help: "codes are " + ShellExit.allCases.map { String($0.rawValue) }.joined(separator: ", "))
      }
      turn.effect = .quit(code)
    },
  ]
}

extension FieldValues {
  init(of name: String, beginning prefix: String, in state: ReplState) throws {
    try self.init(
      of: name, beginning: prefix, in: state.catalog, as: state.viewer, use: state.intendedUse,
      listedBy: ".fieldlist")
  }
}
