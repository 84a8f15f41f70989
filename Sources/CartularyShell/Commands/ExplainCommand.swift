internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyWire

struct ExplainCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Show how a query is interpreted, and what each part of it finds.",
    discussion: "With --hit ID: show why that dataset is found, by words, fields and weights.")

  @OptionGroup var catalog: CatalogOptions

  @OptionGroup var output: FormatOptions
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
    let isJSON = [.json, .jsonl].contains(output.resolved(for: console))
    guard let hit else {
      let explanation = try opened.explain(query, as: viewer, use: use)
      if isJSON {
        console.write(try JSONLine.document(WireExplanation(explanation)))
      } else {
        printer.print(explanation)
      }
      return .done
    }
    guard let explanation = try opened.explain(hit: hit, of: query, as: viewer, use: use) else {
      console.complain(
        "error: the query does not find '\(TerminalText.harmless(String(hit.prefix(200))))'\n"
          + " help: cartulary search with the query lists the ids that it finds")
      return .negativeAnswer
    }
    if isJSON {
      console.write(try JSONLine.document(WireHitExplanation(explanation)))
    } else {
      printer.print(explanation)
    }
    return .done
  }
}
