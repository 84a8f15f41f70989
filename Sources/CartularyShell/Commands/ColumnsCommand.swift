internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyWire

struct ColumnsCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "columns", abstract: "Find variables in the data dictionaries of all datasets.",
    discussion: """
      cartulary columns temperature
      cartulary columns "census tract" --filter sensitivity:public

      A variable matches if a word in its name, label, description, unit or table begins with the text; several words \
      must be adjacent.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The maximum number of datasets to look through, 1 to 100.", valueName: "n"))
  var limit = 50

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("A filter on the datasets; repeatable.", valueName: "field:value"))
  var filter: [String] = []

  @Argument(help: "The text to look for in the variables.")
  var text: [String]

  func validate() throws {
    guard (1...100).contains(limit) else { throw ValidationError("--limit is 1 to 100") }
    if words.isEmpty { throw ValidationError("give the text to look for in the variables") }
  }

  private var words: String { text.joined(separator: " ").trimmingBlanks }

  func run(_ console: Console) throws -> ShellExit {
    let found = try VariableSearch(
      for: words, in: try catalog.open(), as: try catalog.viewer(), filters: filter,
      page: ResultPage(limit: limit))
    try print(found, as: output.resolved(for: console), on: console)
    for note in found.notes { console.complain(note) }
    if found.seen < found.total {
      console.complain("searched \(found.seen) of \(found.total) datasets; --limit searches more")
    }
    return .done
  }

  private func print(_ found: VariableSearch, as format: OutputFormat, on console: Console) throws {
    switch format {
    case .json:
      console.write(
        try JSONLine.document(found.wire))
    case .jsonl: for row in found.rows { console.write(try JSONLine.text(row)) }
    case .id:
      var seen: Set<String> = []
      for row in found.rows where seen.insert(row.id).inserted { console.write(row.id) }
    case .list where found.rows.isEmpty: break
    case .list, .table, .tsv, .csv, .markdown:
      ResultTable(VariableSearch.columns, rows: found.rows.map { [$0.id] + $0.cells })
        .print(as: format, on: console)
    }
  }
}
