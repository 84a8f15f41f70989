internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire

struct CompareCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show the terms of two datasets side by side.",
    discussion: "Differences are marked with *. With --profile, the outcome for that profile comes first.")

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var use: ProfileOptions

  @Argument(help: "The first dataset's id.")
  var first: String

  @Argument(help: "The second dataset's id.")
  var second: String

  func run(_ console: Console) throws -> ShellExit {
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    var found: [Dataset] = []
    var terms: [UseTerms] = []
    for id in [first, second] {
      guard let dataset = try NamedRecord(opened, viewer, console).dataset(id) else { return .negativeAnswer }
      let inheritance = try opened.inheritance(of: dataset, as: viewer)
      found.append(dataset.taking(inheritance))
      terms.append(dataset.useTerms(inheriting: inheritance))
    }
    var rows = TermsTable.rows(found[0], found[1])
    if let profile = try use.profile(console) {
      let tree = try use.tree(console, for: catalog)
      let outcomes = terms.map {
        UseDecision.decide($0, for: profile, on: use.date ?? .today, diseases: tree).outcome.rawValue
      }
      rows.insert(.init(term: "usable", first: outcomes[0], second: outcomes[1]), at: 0)
    }
    try print(rows, of: found[0].id, found[1].id, console)
    return .done
  }

  private func print(_ rows: [TermsTable.Row], of first: String, _ second: String, _ console: Console) throws
  {
    switch output.format {
    case .json:
      console.write(try JSONLine.document(WireComparison(first: first, second: second, terms: rows)))
    case .list, nil:
      let name = (rows.map { TextTable.cellCount($0.term) }.max() ?? 0) + 4
      let left = min(48, (rows.map { TextTable.cellCount($0.first ?? "–") } + [first.count]).max() ?? 0) + 2
      console.write(TextTable.pad("", to: name) + TextTable.pad(first, to: left) + second)
      for row in rows {
        let mark = row.isSame ? "  " : "* "
        let cell = TextTable.cut(
          TerminalText.harmless(row.first ?? "–"), to: console.width.map { _ in left - 2 })
        console.write(
          TextTable.cut(
            mark + TextTable.pad(row.term, to: name - 2) + TextTable.pad(cell, to: left)
              + TerminalText.harmless(row.second ?? "–"), to: console.width))
      }
    case .tsv:
      for row in rows {
        console.write(
          [row.term, row.first ?? "", row.second ?? ""].map(Escape.tsvCell).joined(
            separator: "\t"))
      }
    default:
      throw CatalogError(
        .invalidArgument, "compare does not print \(output.format?.rawValue ?? "")", help: "list, tsv or json"
      )
    }
  }
}

/// The terms of two datasets: one row for each term that at least one of them states.
enum TermsTable {
  typealias Row = WireComparison.Row

  static func rows(_ first: Dataset, _ second: Dataset) -> [Row] {
    let stated = columns.map { Row(term: $0.name, first: $0.text(first), second: $0.text(second)) }
    let asked = Requirement.allCases.map { kind in
      Row(
        term: "requires \(kind.rawValue)", first: requirement(kind, first), second: requirement(kind, second))
    }
    return (stated + asked).filter { $0.first != nil || $0.second != nil }
  }

  private static let columns: [(name: String, text: @Sendable (Dataset) -> String?)] = [
    ("licence", { list($0.effectiveLicenses.filter { $0.openness != .none }.map(\.id)) }),
    ("openness", { $0.openness.rawValue }),
    ("access rights", { $0.accessRights?.rawValue }),
    ("sensitivity", { $0.effectiveSensitivity.level.rawValue }),
    ("access modes", { list($0.access.modes.map(\.rawValue)) }),
    ("start at", { $0.access.url }),
    ("intermediary", { $0.access.intermediary?.name }),
    ("for", { list($0.access.purposes.map(\.rawValue)) }),
    ("not for", { list($0.access.prohibitedPurposes.map(\.rawValue)) }),
    ("open to", { list($0.access.requesters.map(\.rawValue)) }),
    ("processed in", { list($0.access.jurisdictions) }),
    ("stored in", { list($0.access.storageJurisdictions) }),
    ("requested from", { list($0.access.requesterJurisdictions) }),
    ("data use", { list(canonicalDataUse($0)) }),
    ("embargo until", { $0.access.embargoUntil?.description }),
    ("publish after", { $0.access.publicationMoratoriumUntil?.description }),
    ("erase by", { $0.access.eraseBy?.description }),
    ("months", { $0.access.maximumMonths.map(String.init) }),
    (
      "fee",
      { dataset in
        dataset.access.fee.map {
          ([$0.kind.rawValue] + [$0.amount].compactMap { $0 }).joined(separator: "; ")
        }
      }
    ),
    ("cost", { $0.access.cost }),
    ("takes", { $0.access.leadTime }),
  ]

  private static func canonicalDataUse(_ dataset: Dataset) -> [String] {
    dataset.access.dataUse.flatMap { text in
      let terms = ParsedDataUse(text).terms
      return terms.isEmpty ? [text] : terms.map(\.canonical)
    }
  }

  private static func requirement(_ kind: Requirement, _ dataset: Dataset) -> String? {
    let found = dataset.access.requirements.filter { $0.kind == kind }
    return found.isEmpty ? nil : found.map { $0.name ?? $0.body ?? "yes" }.joined(separator: "; ")
  }

  private static func list(_ values: [String]) -> String? {
    values.isEmpty ? nil : values.sorted().joined(separator: ", ")
  }
}
