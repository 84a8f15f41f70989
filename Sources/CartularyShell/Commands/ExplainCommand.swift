internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog

struct ExplainCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Show how a query is interpreted, and what each part of it finds.",
    discussion: "With --hit ID: show why that dataset is found, by words, fields and weights.")

  @OptionGroup var catalog: CatalogOptions

  @OptionGroup var use: ProfileOptions

  @Option(name: .long, help: ArgumentHelp("Explain one hit of the query.", valueName: "id"))
  var hit: String?

  @Argument(parsing: .allUnrecognized, help: "Words and filters.")
  var query: [String] = []

  mutating func validate() throws {
    query = try QueryArguments.checked(query)
  }

  func run(_ console: Console) throws -> ShellExit {
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    let query = SearchQuery(query.joined(separator: " "))
    let use = try use.intendedUse(console, for: catalog)
    let printer = ExplanationPrinter(console: console)
    guard let hit else {
      printer.print(try opened.explain(query, as: viewer, use: use))
      return .done
    }
    guard let explanation = try opened.explain(hit: hit, of: query, as: viewer, use: use) else {
      console.complain(
        "error: the query does not find '\(TerminalText.harmless(String(hit.prefix(200))))'\n"
          + " help: cartulary search with the query lists the ids that it finds")
      return .negativeAnswer
    }
    printer.print(explanation)
    return .done
  }
}
