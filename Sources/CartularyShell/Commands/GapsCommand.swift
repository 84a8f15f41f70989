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
      It uses the catalog's query log, which records what was asked and how often, but nothing about who asked:

        cartulary settings query-log on        turns it on
        cartulary settings query-log --unset   turns it off and removes what it holds

      Every query is run again over all records, so this is for the owner of the catalog.
      """)

  @OptionGroup var target: CatalogDirectory
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Run these judged queries too, in the format of eval; works without a log.", valueName: "file"))
  var eval: String?

  @Option(name: .long, help: ArgumentHelp("How many hits of each query count as found.", valueName: "n"))
  var depth = 10

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The maximum number of rows of each kind; by default \(Self.listedCount) in a list, all elsewhere.",
      valueName: "n"))
  var limit: Int?

  @Flag(name: .long, help: "Delete every query from the log.")
  var clear = false

  private static let listedCount = 20

  func validate() throws {
    guard (1...ResultPage.maximumSampleCount).contains(depth) else {
      throw ValidationError("--depth takes 1 to \(ResultPage.maximumSampleCount)")
    }
    if let limit, limit < 0 { throw ValidationError("--limit takes 0 or more") }
    if clear, eval != nil { throw ValidationError("--clear and --eval exclude each other") }
  }

  func run(_ console: Console) throws -> ShellExit {
    let catalog = try DatasetCatalog.open(at: target.catalog)
    guard !clear else {
      guard let count = try catalog.clearQueryLog() else { return withoutLog(console) }
      console.complain("deleted \(GapPrinter.queries(count))")
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
    let catalog =
      target.catalog == CatalogDirectory.standard ? "" : " --catalog " + Escape.shellWord(target.catalog)
    console.complain(
      "error: the catalog does not keep a query log\n"
        + " help: to start one: cartulary settings query-log on\(catalog); or pass judged queries with --eval FILE"
    )
    return .negativeAnswer
  }
}
