internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import Foundation

struct DecideCommand: PresentedCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide whether you may use a dataset: every reason, and the steps to take.",
    discussion: """
      cartulary decide yoda-johnson-and-johnson --profile me.yaml
      cartulary decide lake.yaml --requester academic --purpose general-research --commercial no

      Docs/ACCESS.md describes the rules. The exit code is 0 whatever the answer; with --exit-status it is 1 if use is \
      denied or unknown.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case list, markdown, json

    /// `human` is an older name of the list.
    init?(argument: String) {
      guard let format = Format(rawValue: argument == "human" ? "list" : argument) else { return nil }
      self = format
    }

    var output: OutputFormat {
      switch self {
      case .list: .list
      case .markdown: .markdown
      case .json: .json
      }
    }
  }

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var use: ProfileOptions

  @OptionGroup var presentation: PresentationOptions

  @Option(name: .long, help: ArgumentHelp("list, markdown or json.", valueName: "format"))
  var format: Format = .list

  @Flag(name: .long, help: "Exit with code 1 if use is denied or unknown.")
  var exitStatus = false

  @Argument(help: "A dataset's id, or a manifest file.")
  var dataset: String

  func run(_ console: Console) throws -> ShellExit {
    guard let profile = try use.profile(console) else {
      throw CatalogError(
        .invalidArgument, "who asks, and what for?",
        help: "give --profile FILE, or --requester and --purpose; standard ones are "
          + StandardProfiles.names.joined(separator: ", "))
    }
    let tree = try use.tree(console, for: catalog)
    let date = use.date ?? .today
    let answers: [UseAnswer]
    if FileManager.default.fileExists(atPath: dataset) || dataset.contains("/") {
      let batch = ManifestReader().read(paths: [dataset])
      let printer = ManifestDiagnosticPrinter(console: console)
      for diagnostic in batch.diagnostics { printer.print(diagnostic) }
      guard !batch.hasErrors else { return batch.isUnreadable ? .noSuchFile : .badInput }
      answers = batch.records.map { UseAnswer($0.dataset, for: profile, on: date, diseases: tree) }
    } else {
      let (opened, viewer) = (try catalog.open(), try catalog.viewer())
      guard let found = try NamedRecord(opened, viewer, console).dataset(dataset) else {
        return .negativeAnswer
      }
      answers = [try UseAnswer(found, in: opened, as: viewer, for: profile, on: date, diseases: tree)]
    }
    let printer = DecisionPrinter(console: console, format: format.output)
    for answer in answers { try printer.print(answer) }
    let isOpen = answers.allSatisfy { $0.decision.outcome <= .allowedWithConditions }
    return exitStatus && !isOpen ? .negativeAnswer : .done
  }
}

/// A decision on one dataset, with versions for public use of it and the decisions on those.
struct UseAnswer {
  let dataset: Dataset
  let decision: UseDecision
  let availability: DataAvailability
  /// The most usable first.
  let publicVersions: [(dataset: Dataset, decision: UseDecision)]

  init(_ dataset: Dataset, for profile: UseProfile, on date: CalendarDate = .today, diseases: DiseaseTree?) {
    self.dataset = dataset
    decision = .decide(dataset.useTerms, for: profile, on: date, diseases: diseases)
    availability = DataAvailability(of: dataset, on: date)
    publicVersions = []
  }

  init(
    _ dataset: Dataset, in catalog: DatasetCatalog, as viewer: Viewer, for profile: UseProfile,
    on date: CalendarDate = .today, diseases: DiseaseTree?
  ) throws {
    self.dataset = dataset
    decision = .decide(dataset.useTerms, for: profile, on: date, diseases: diseases)
    availability = DataAvailability(of: dataset, on: date)
    publicVersions = try catalog.publicVersions(of: dataset, as: viewer).map {
      ($0, UseDecision.decide($0.useTerms, for: profile, on: date, diseases: diseases))
    }
    .sorted { ($0.decision.outcome, $0.dataset.id) < ($1.decision.outcome, $1.dataset.id) }
  }
}
