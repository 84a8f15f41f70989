internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire

struct ReachCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach",
    abstract: "Show who could use a dataset: kinds of requester and purposes, with the steps.",
    discussion: """
      In the table, + means allowed, o allowed with conditions, ? unknown, - denied. Facts from --profile and the \
      flags apply to every cell; the table varies the requester and the purpose. If the facts do not say, use is \
      commercial for companies, marketing and commercial purposes, and not otherwise.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var use: ProfileOptions

  @Argument(help: "The dataset's id, as search shows it.", completion: DatasetIDCompletion.kind)
  var id: String

  func run(_ console: Console) throws -> ShellExit {
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    guard let dataset = try NamedRecord(opened, viewer, console).dataset(id) else {
      return .negativeAnswer
    }
    let reach = DatasetReach(
      dataset, try opened.useTerms(of: dataset, as: viewer),
      base: try use.profile(console, withStanding: false) ?? UseProfile(),
      on: use.date ?? .today,
      diseases: try use.tree(console, for: catalog))
    switch output.format {
    case .json: console.write(try JSONLine.document(WireReach(id: reach.dataset.id, cells: reach.wireCells)))
    case .jsonl: for cell in reach.wireCells { console.write(try JSONLine.text(cell)) }
    case .list,
      nil where output.format == .list || console.isTerminal:
      ReachPrinter(console: console).print(reach)
    case .tsv, nil:
      for cell in reach.cells {
        console.write(
          [
            cell.requester.rawValue, cell.purpose.rawValue, cell.decision.outcome.rawValue,
            cell.decision.codes.joined(separator: ";"),
            cell.decision.steps.map { "\($0.stage.code): \($0.title)" }.joined(separator: " "),
          ].map(Escape.tsvCell).joined(separator: "\t"))
      }
    default:
      throw CatalogError(
        .invalidArgument, "reach does not print \(output.format?.rawValue ?? "")",
        help: "list, tsv, json or jsonl"
      )
    }
    return .done
  }
}

/// Reach as a table for people.
struct ReachPrinter {
  let console: Console

  func print(_ reach: DatasetReach) {
    console.write(Style.bold(TerminalText.harmless(reach.dataset.title), console.hasColor))
    console.write("")
    let width = (Purpose.codes.map(\.count).max() ?? 0) + 2
    let kinds = RequesterKind.allCases
    console.write(
      TextTable.pad("", to: width)
        + kinds.map { TextTable.pad($0.rawValue, to: $0.rawValue.count + 1) }.joined())
    for purpose in Purpose.allCases {
      let marks = kinds.map { kind in
        let cell = reach.cells.first { $0.requester == kind && $0.purpose == purpose }
        return TextTable.pad(cell.map { Self.mark($0.decision.outcome) } ?? "", to: kind.rawValue.count + 1)
      }
      console.write(TextTable.pad(purpose.rawValue, to: width) + marks.joined())
    }
    console.write("")
    console.write("+ allowed   o with conditions   ? unknown   - denied")
    var seen: Set<[String]> = []
    for cell in reach.cells where cell.decision.outcome <= .allowedWithConditions {
      let steps = cell.decision.steps.map { "\($0.stage.code): \($0.title)" }
      guard !steps.isEmpty, seen.insert(steps).inserted else { continue }
      let same = reach.cells.filter {
        $0.decision.outcome == cell.decision.outcome
          && $0.decision.steps.map { "\($0.stage.code): \($0.title)" } == steps
      }
      console.write("")
      console.write(
        "steps for " + counted(same.count, "cell")
          + ", such as \(cell.requester.rawValue) for \(cell.purpose.rawValue)")
      for step in steps { console.write("  " + TerminalText.harmless(step)) }
    }
    console.write("")
    console.write(Style.dim(UseDecision.notice, console.hasColor))
  }

  private static func mark(_ outcome: UseOutcome) -> String {
    switch outcome {
    case .allowed: "+"
    case .allowedWithConditions: "o"
    case .unknown: "?"
    case .denied: "-"
    }
  }
}
