internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyWire

struct DiffCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract:
      "Show what publishing some manifests would change and who would see it, without changing anything.",
    discussion: """
      + marks a new record, ~ a changed one with each field's old and new value, » one that replaces another under a \
      new id, > one whose file has moved, - one that would be withdrawn, ! one that was withdrawn and stays so unless \
      --restore names it, = an unchanged one (with --verbose). `publish` with the same arguments does exactly \
      this, or nothing.
      """)

  @OptionGroup var target: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var publication: PublicationOptions

  @Flag(name: .shortAndLong, help: "Show every warning, and unchanged records too.")
  var verbose = false

  @Flag(name: .long, help: "Exit with code 1 if anything would change.")
  var exitCode = false

  func validate() throws {
    if publication.paths.isEmpty { throw ValidationError("name the files or directories to compare") }
  }

  func run(_ console: Console) throws -> ShellExit {
    let reading = try publication.read(for: target, isVerbose: verbose)
    let batch = reading.batch
    reading.printDiagnostics(console)
    guard let request = publication.request(of: reading, console) else {
      return batch.publishingExit(console)
    }
    let plan = try Self.plan(request, target)
    try Self.print(plan, output.format, isVerbose: verbose, console)
    if exitCode, !plan.isEmpty { return .negativeAnswer }
    return batch.publishingExit(plan, console)
  }

  /// The plan for a catalog, which need not exist yet.
  static func plan(_ request: PublicationRequest, _ target: CatalogOptions) throws -> PublicationPlan {
    do {
      return try target.open().plan(request)
    } catch let error as CatalogError where error.code == .missing {
      return try DatasetCatalog.planForNew(request)
    }
  }

  static func print(_ plan: PublicationPlan, _ format: OutputFormat?, isVerbose: Bool, _ console: Console)
    throws
  {
    if format == .json || format == .jsonl {
      console.write(try JSONLine.document(WirePlan(plan, permission: ErrorText.flag)))
    } else {
      PlanPrinter(console: console, isVerbose: isVerbose).print(plan)
    }
  }
}
