internal import ArgumentParser
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

struct CountCommand: FormattedCommand, PlainCommand {
  static let name = "count"
  static let isPaged = false
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Count the datasets that a query finds.",
    discussion: """
      With --batch: one query per line of standard input, one count per line of output. For a line that cannot be read \
      as a query, the count is - and an error is printed on standard error; the exit code is then 1.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var use: ProfileOptions

  @Flag(name: .named(.batch), help: "Read queries from standard input, one per line.")
  var batch = false

  @Option(
    name: .named(.filter), parsing: .singleValue,
    help: ArgumentHelp("A filter added to every query; repeatable.", valueName: "field:value"))
  var filter: [String] = []

  @Argument(parsing: .allUnrecognized, help: "Words and filters.")
  var query: [String] = []

  mutating func validate() throws {
    query = try QueryArguments.checked(query)
    if batch, !query.isEmpty { throw ValidationError("--batch reads queries from standard input only") }
  }

  func run(_ console: Console) throws -> ShellExit {
    let use = try use.intendedUse(console, for: catalog)
    let counter = Counter(
      catalog: try catalog.open(), viewer: try catalog.viewer(), filters: filter, use: use,
      printer: CountPrinter(console: console, format: output.resolved(for: console)))
    guard batch else {
      try counter.printer.print(try counter.count(query.joined(separator: " ")))
      return .done
    }
    return try counter.countAll(LinePipe(descriptor: STDIN_FILENO))
  }
}

extension CountCommand {
  mutating func read(_ given: PlainArguments) {
    catalog = given.options()
    output = given.options()
    use = given.options()
    batch = given.has(.batch)
    filter = given.texts(.filter)
    query = given.words
  }
}

/// Counts one query after another.
private struct Counter {
  let catalog: DatasetCatalog
  let viewer: Viewer
  let filters: [String]
  let use: IntendedUse?
  let printer: CountPrinter

  func count(_ text: String) throws -> SearchAnswer {
    try catalog.search(SearchQuery(text, filters: filters), page: .empty, as: viewer, use: use)
  }

  /// Prints one line per line of input, whatever the input.
  func countAll(_ lines: LinePipe) throws -> ShellExit {
    var number = 0
    var hasFailed = false
    func fail(_ message: String) throws {
      hasFailed = true
      printer.console.complain("line \(number): " + message)
      try printer.print(nil)
    }
    while printer.console.outputState == .open {
      number += 1
      switch lines.next() {
      case .end: return hasFailed ? .negativeAnswer : .done
      case .line(let text):
        do { try printer.print(try count(text)) } catch { try fail(ErrorText.text(of: error)) }
      case .tooLong, .cancelled:
        try fail(
          "error: more than \(LinePipe.maximumByteCount >> 10) KiB\n help: a query may have at most a few thousand bytes"
        )
      }
      printer.console.flush()
    }
    return .done
  }
}

/// Prints how many datasets were found: a number, or an object in JSON.
struct CountPrinter {
  let console: Console
  let format: OutputFormat

  /// - Parameter answer: `nil` if the query could not be read.
  func print(_ answer: SearchAnswer?) throws {
    switch format {
    case .json, .jsonl: console.write(try JSONLine.document(WireCount(answer)))
    case .list, .table, .tsv, .csv, .markdown, .id: console.write(answer.map { String($0.total) } ?? "-")
    }
  }
}
