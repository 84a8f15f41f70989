internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel

struct GapsCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps",
    abstract: "Show what people search for and do not find, and which datasets no query finds.",
    discussion: """
      It goes by the catalog's log of queries, which holds what was asked and how often, and nothing of who asked:

        cartulary settings query-log on        turns it on
        cartulary settings query-log --unset   turns it off and removes what it holds

      Every query is asked again of all records: this is for the owner of the catalog.
      """)

  @OptionGroup var target: CatalogDirectory
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Ask these judged queries too, as eval takes them; also without a log.", valueName: "file"))
  var eval: String?

  @Option(name: .long, help: ArgumentHelp("The hits of each query that count as found.", valueName: "n"))
  var depth = 10

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The most rows of each kind; without it \(Self.listedCount) in a list, elsewhere all.", valueName: "n"))
  var limit: Int?

  @Flag(name: .long, help: "Forget every query of the log.")
  var clear = false

  private static let listedCount = 20

  func validate() throws {
    guard (1...ResultPage.maximumLimit).contains(depth) else {
      throw ValidationError("--depth takes 1 to \(ResultPage.maximumLimit)")
    }
    if let limit, limit < 0 { throw ValidationError("--limit takes 0 or more") }
    if clear, eval != nil { throw ValidationError("--clear and --eval exclude each other") }
  }

  func run(_ console: Console) throws -> ShellExit {
    let catalog = try DatasetCatalog.open(at: target.catalog)
    guard !clear else {
      guard let count = try catalog.clearQueryLog() else { return withoutLog(console) }
      console.complain("forgot \(GapPrinter.queries(count))")
      return .done
    }
    var judged: [JudgedQuery] = []
    if let eval {
      let (queries, diagnostics) = JudgedQueryReader.read(path: eval)
      try ProfileOptions.say(diagnostics, console)
      judged = queries
    } else if try !catalog.settings().logsQueries {
      return withoutLog(console)
    }
    let format = output.resolved(for: console)
    let report = try catalog.gaps(
      judged: judged, depth: depth, limit: limit ?? (format == .list ? Self.listedCount : nil))
    try GapPrinter(console: console, format: format).print(report)
    return .done
  }

  private func withoutLog(_ console: Console) -> ShellExit {
    let catalog = target.catalog == "index" ? "" : " --catalog " + Escape.shellWord(target.catalog)
    console.complain(
      "error: the catalog keeps no log of queries\n"
        + " help: to keep one from now on: cartulary settings query-log on\(catalog); or name judged queries with --eval FILE"
    )
    return .negativeAnswer
  }
}
