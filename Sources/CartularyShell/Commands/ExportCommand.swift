internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyManifests
internal import CartularyModel
internal import CartularyServer
internal import CartularyWire

struct ExportCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write datasets in another standard's format, or as native manifests.",
    discussion: """
      cartulary export --format dcat-us --output data.json
      cartulary export --format croissant --output croissant/ sharing:open-data
      cartulary export --format jsonl license:CC-BY-4.0
      cartulary export --format opensearch-bulk --output opensearch/
      cartulary export --format site --output site/

      Without a query, everything that the viewer may see is exported. Formats: \
      \(CatalogExports.all.map(\.name).joined(separator: ", ")); Docs/EXPORT.md describes what each one carries. What a \
      format cannot carry is counted on standard error; with --strict it is listed and the exit code is 1. 'site' is \
      not a format of records but the server's pages as files, of what everyone sees.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var use: ProfileOptions

  @Option(
    name: .long, help: ArgumentHelp("The format to write.", valueName: "format"),
    completion: .list(ExportKind.allValueStrings))
  var format: ExportKind

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write, instead of standard output; if it ends in /, a new directory with one file per dataset.",
      valueName: "file"))
  var output: String?

  @Flag(
    name: .long, help: "Replace the --output file if it exists, or the site that an earlier export wrote.")
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
    guard case .site = format else { return }
    guard output?.hasSuffix("/") == true else {
      throw ValidationError("--format site writes a directory: --output DIR/")
    }
    guard query.isEmpty, filter.isEmpty, catalog.labels.isEmpty, !strict, !use.isGiven else {
      throw ValidationError(
        "--format site writes what everyone sees, all of it: without a query, --filter, --as, --strict or a profile"
      )
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    let use = try use.intendedUse(console, for: catalog)
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    Interruption.note()
    defer { Interruption.stopNoting() }
    do {
      switch format {
      case .site: return try writeSite(of: opened, console)
      case .records(let format): return try write(format, from: opened, as: viewer, use, console)
      }
    } catch let failure as ExportFailure {
      console.complain(failure.text)
      return failure.exit
    }
  }

  private func writeSite(of opened: DatasetCatalog, _ console: Console) throws -> ShellExit {
    var folder = try SiteFolder(path: output ?? "", replacing: force)
    var isDone = false
    defer { if !isDone { folder.discard() } }
    let count = try StaticSite(opened).write { path, bytes in
      try folder.take(path, bytes)
      return !Interruption.isRequested
    }
    guard let count else { return .interrupted }
    try folder.finish()
    isDone = true
    console.complain(
      "\(count) records; python3 -m pagefind --site \(output ?? "") makes the index of the search")
    return .done
  }

  private func write(
    _ format: any ExportFormat, from opened: DatasetCatalog, as viewer: Viewer, _ use: IntendedUse?,
    _ console: Console
  ) throws -> ShellExit {
    var target = try target(format, console)
    var isDone = false
    defer { if !isDone { target.discard() } }
    var notes = ExportNotes(format, keepsLists: strict)
    let query = SearchQuery(query.joined(separator: " "), filters: filter)
    try opened.forEachPage(matching: query, as: viewer, use: use) { page in
      for record in page.map(format.told) {
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
    try ExportNotes.printProvenanceFault(of: opened, format, to: console)
    return strict && !notes.isEmpty ? .negativeAnswer : .done
  }

  private func target(
    _ format: any ExportFormat, _ console: Console
  ) throws(ExportFailure) -> any ExportTarget {
    if let output, output.hasSuffix("/") {
      if let bulk = format as? OpenSearchBulk { return try RequestDirectoryTarget(bulk, path: output) }
      return try DirectoryTarget(format, path: output)
    }
    if format.holdsMany {
      return try DocumentTarget(format, console: console, path: output, replacing: force)
    }
    return SingleTarget(format, console: console, path: output, replacing: force)
  }
}

/// What an export writes, by its name on the command line.
enum ExportKind: ExpressibleByArgument {
  case records(any ExportFormat)
  case site

  init?(argument: String) {
    if argument.lowercased() == Self.siteName {
      self = .site
    } else if let format = CatalogExports.named(argument) {
      self = .records(format)
    } else {
      return nil
    }
  }

  private static let siteName = "site"

  static var allValueStrings: [String] { CatalogExports.all.map(\.name) + [siteName] }
}
