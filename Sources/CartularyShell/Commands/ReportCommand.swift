internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire

struct ReportCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Report on a whole catalog, for stewards.",
    discussion: """
      cartulary report reach: how many datasets each of the standard profiles may use, and which terms block the most \
      datasets. With --profile, the report is for that profile instead. The standard profiles are \
      \(StandardProfiles.names.joined(separator: ", ")).
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable { case reach }

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var use: ProfileOptions

  @Option(name: .long, help: ArgumentHelp("Only what matches this query.", valueName: "query"))
  var query = ""

  @Argument(help: "The report: reach.")
  var kind: Kind

  func run(_ console: Console) throws -> ShellExit {
    let own = try use.profile(console, withStanding: false)
    let tree = try use.tree(console, for: catalog)
    let uses = (own.map { [$0] } ?? StandardProfiles.all).map {
      IntendedUse($0, on: use.date, diseases: tree)
    }
    let reports = try catalog.open().reach(
      of: uses, matching: SearchQuery(query), as: try catalog.viewer(), use: own == nil ? nil : uses.first)
    switch output.resolved(for: console) {
    case .json:
      console.write(try JSONLine.document(WireReachReport(reports)))
    case .jsonl: for report in reports { console.write(try JSONLine.text(WireReachReport.Profile(report))) }
    case .tsv:
      for report in reports {
        for (outcome, count) in report.outcomes {
          console.write("\(report.profile.name ?? "profile")\t\(outcome.rawValue)\t\(count)")
        }
      }
    case .list: list(reports, console)
    case .table, .csv, .markdown, .id:
      throw CatalogError(
        .invalidArgument, "report does not print this format", help: "list, tsv, json or jsonl")
    }
    return .done
  }

  private func list(_ reports: [ReachReport], _ console: Console) {
    for (index, report) in reports.enumerated() {
      if index > 0 { console.write("") }
      let name = report.profile.name ?? "profile"
      let title = report.profile.title.map { "\(name): \($0)" } ?? name
      console.write(Style.bold(TerminalText.harmless(title), console.hasColor))
      console.write(
        "  " + report.outcomes.map { "\($0.outcome.rawValue) \($0.count)" }.joined(separator: ", "))
      let blocking = report.blocking.prefix(5).map { "\($0.code) (\($0.kind.rawValue)) \($0.count)" }
      if !blocking.isEmpty {
        console.write("  blocked by: " + TerminalText.harmless(blocking.joined(separator: ", ")))
      }
    }
    console.write("")
    console.write(Style.dim(UseDecision.notice, console.hasColor))
  }
}
