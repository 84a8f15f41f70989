internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyManifests
internal import CartularyModel

struct ExportCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write datasets in another standard's format, or as native manifests.",
    discussion: """
      cartulary export --format dcat-us --output data.json
      cartulary export --format croissant --output croissant/ sharing:open-data
      cartulary export --format jsonl license:CC-BY-4.0

      Without a query, everything that the viewer may see is exported. Formats: \
      \(ExportFormats.all.map(\.name).joined(separator: ", ")); Docs/EXPORT.md describes what each one carries. What a \
      format cannot carry is counted on standard error; with --strict it is listed and the exit code is 1.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var use: ProfileOptions

  @Option(
    name: .long, help: ArgumentHelp("The format to write.", valueName: "format"),
    completion: .list(ExportFormats.all.map(\.name)))
  var format: ExportFormatName

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write, instead of standard output; if it ends in /, a new directory with one file per dataset.",
      valueName: "file"))
  var output: String?

  @Flag(name: .long, help: "Replace the --output file if it exists.")
  var force = false

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("A filter added to the query; repeatable.", valueName: "field:value"))
  var filter: [String] = []

  @Flag(
    name: .long,
    help: "If something cannot be carried, list it by record, exit with code 1 and leave no file.")
  var strict = false

  @Argument(parsing: .allUnrecognized, help: "Words and filters.")
  var query: [String] = []

  mutating func validate() throws {
    query = try QueryArguments.checked(query)
  }

  func run(_ console: Console) throws -> ShellExit {
    let use = try use.intendedUse(console, for: catalog)
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    Interruption.note()
    defer { Interruption.stopNoting() }
    do {
      return try write(from: opened, as: viewer, use, console)
    } catch let failure as ExportFailure {
      console.complain(failure.text)
      return failure.exit
    }
  }

  private func write(
    from opened: DatasetCatalog, as viewer: Viewer, _ use: IntendedUse?, _ console: Console
  ) throws -> ShellExit {
    var target = try target(console)
    var isDone = false
    defer { if !isDone { target.discard() } }
    var notes = ExportNotes(format.format, keepsLists: strict)
    let query = SearchQuery(query.joined(separator: " "), filters: filter)
    try opened.forEachPage(matching: query, as: viewer, use: use) { page in
      for record in page.map(format.format.told) {
        notes.note(record.dataset)
        guard try target.take(record), !Interruption.isRequested else { return false }
      }
      return true
    }
    if Interruption.isRequested { return .interrupted }
    if output != nil, strict, !notes.isEmpty {
      notes.print(to: console)
      return .negativeAnswer
    }
    try target.finish()
    isDone = true
    notes.print(to: console)
    try ExportNotes.printProvenanceFault(of: opened, format.format, to: console)
    return strict && !notes.isEmpty ? .negativeAnswer : .done
  }

  private func target(_ console: Console) throws(ExportFailure) -> any ExportTarget {
    let format = format.format
    if let output, output.hasSuffix("/") { return try DirectoryTarget(format, path: output) }
    if format.holdsMany {
      return try DocumentTarget(format, console: console, path: output, replacing: force)
    }
    return SingleTarget(format, console: console, path: output, replacing: force)
  }
}

/// The name of an export format on the command line.
struct ExportFormatName: ExpressibleByArgument {
  let format: any ExportFormat

  init?(argument: String) {
    guard let format = ExportFormats.named(argument) else { return nil }
    self.format = format
  }

  static var allValueStrings: [String] { ExportFormats.all.map(\.name) }
}
