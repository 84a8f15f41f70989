internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire
internal import Foundation

struct DecideCommand: PresentedCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide whether you may use a dataset: every reason, and the steps to take.",
    discussion: """
      cartulary decide yoda-johnson-and-johnson --profile me.yaml
      cartulary decide lake.yaml --requester academic --purpose general-research --commercial no
      cartulary search asthma --ids | cartulary decide --ids - --profile eu-researcher

      Docs/ACCESS.md describes the rules. The exit code is 0 whatever the answer; with --exit-status it is 1 if use is \
      denied or unknown.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case list, table, tsv, csv, markdown, json, jsonl

    /// `human` is an older name of the list.
    init?(argument: String) {
      guard let format = Format(rawValue: argument == "human" ? "list" : argument) else { return nil }
      self = format
    }

    var output: OutputFormat { OutputFormat(rawValue: rawValue) ?? .list }
  }

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var use: ProfileOptions

  @OptionGroup var presentation: PresentationOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "list, markdown (a letter to a colleague), json, jsonl, or one line per dataset: table, tsv, csv. By default "
        + "list; with --ids, table on a terminal and tsv elsewhere.", valueName: "format"))
  var format: Format?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Decide for each of these ids, one per line; - is standard input.", valueName: "file"),
    completion: .file())
  var ids: String?

  @Flag(name: .long, help: "Exit with code 1 if use of any is denied or unknown.")
  var exitStatus = false

  @Argument(help: "A dataset's id, or a manifest file.", completion: DatasetIDCompletion.kind)
  var dataset: String?

  func validate() throws {
    switch (dataset, ids) {
    case (nil, nil): throw ValidationError("name a dataset or a manifest, or --ids FILE")
    case (.some, .some): throw ValidationError("a dataset or --ids FILE, not both")
    default: break
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    let profile = try use.requiredProfile(console)
    let tree = try use.tree(console, for: catalog)
    let date = use.date ?? .today
    var printer = DecisionPrinter(console: console, format: outputFormat(console))
    var (isOpen, isMissing) = (true, false)
    func answer(_ answer: UseAnswer) throws {
      try printer.print(answer)
      isOpen = isOpen && answer.decision.outcome <= .allowedWithConditions
    }
    if let dataset, FileManager.default.fileExists(atPath: dataset) || dataset.contains("/") {
      let batch = ManifestReader().read(paths: [dataset])
      let printer = ManifestDiagnosticPrinter(console: console)
      for diagnostic in batch.diagnostics { printer.print(diagnostic) }
      guard !batch.hasErrors else { return batch.isUnreadable ? .noSuchFile : .badInput }
      // Programmes may be among the files.
      let datasets = Dictionary(
        batch.records.map { ($0.dataset.id, $0.dataset) }, uniquingKeysWith: { first, _ in first })
      let addressed = Dictionary(
        grouping: datasets.values.flatMap { dataset in
          dataset.otherNames.filter(RecordAddress.isOne).map { ($0, dataset) }
        }, by: \.0)
      let resolver = TermsResolver(
        record: { datasets[$0] }, named: { addressed[$0, default: []].map(\.1) })
      for record in batch.records {
        let inheritance = try resolver.inheritance(of: record.dataset)
        try answer(
          UseAnswer(record.dataset, inheriting: inheritance, for: profile, on: date, diseases: tree))
      }
    } else {
      let asked = try ids.map { try DatasetIDList.read($0, console) } ?? [dataset].compactMap { $0 }
      let (opened, viewer) = (try catalog.open(), try catalog.viewer())
      for id in asked {
        guard let found = try NamedRecord(opened, viewer, console).dataset(id) else {
          isMissing = true
          continue
        }
        try answer(UseAnswer(found, in: opened, as: viewer, for: profile, on: date, diseases: tree))
      }
    }
    printer.finish()
    return isMissing || (exitStatus && !isOpen) ? .negativeAnswer : .done
  }

  private func outputFormat(_ console: Console) -> OutputFormat {
    format?.output ?? (ids == nil ? .list : console.isTerminal ? .table : .tsv)
  }
}
