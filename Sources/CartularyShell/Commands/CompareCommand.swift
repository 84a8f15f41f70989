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
