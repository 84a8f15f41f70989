internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyWire
internal import Foundation

struct PublishCommand: FormattedCommand {
  static let isPaged = false
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Publish manifests into a catalog.",
    discussion: """
      Records are identified by their id: a known id makes a new revision, an identical record changes nothing. \
      Everything is published at once. A file with an error is left out and the others are published, unless --strict \
      is given. The catalog is created if it does not exist. `cartulary diff` shows what would happen, and so does \
      --dry-run.

      A record is shown to more people, or its sensitivity lowered, only if --allow-widening or --allow-lowering names \
      it. With --revision N, and an id in place of paths, an earlier revision (see `cartulary log`) is published \
      again.
      """)

  @OptionGroup var target: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var publication: PublicationOptions
  @OptionGroup var telling: ProgressOptions
  @OptionGroup var waiting: WaitOptions

  @Flag(name: .shortAndLong, help: "Show every warning, all advice and every record.")
  var verbose = false

  @Flag(name: .long, help: "Show what would change, without publishing anything.")
  var dryRun = false

  @Flag(name: .long, help: "Publish again whenever a manifest changes, until Ctrl-C.")
  var watch = false

  @Option(
    name: .long,
    help: ArgumentHelp("Restore this revision of the record with the given id.", valueName: "n"))
  var revision: Int?

  func validate() throws {
    if publication.paths.isEmpty { throw ValidationError("name the files or directories to publish") }
    if revision != nil, publication.paths.count != 1 || publication.prune {
      throw ValidationError("--revision takes one id, and nothing else to publish")
    }
    if watch, dryRun || revision != nil {
      throw ValidationError("--watch excludes --dry-run and --revision")
    }
  }

  func run(_ console: Console) throws -> ShellExit {
    if let revision { return try restore(revision, console) }
    Interruption.note()
    defer { Interruption.stopNoting() }
    return watch ? keepPublishing(console) : try publish(console)
  }

  /// Reports whatever is wrong with one state of the files, then waits for the next.
  private func keepPublishing(_ console: Console) -> ShellExit {
    var watch = FolderWatch(publication.paths)
    repeat {
      do {
        _ = try publish(console)
      } catch {
        console.complain(ErrorText.text(of: error))
      }
      console.complain("watching \(publication.paths.joined(separator: ", ")); Ctrl-C ends it")
      console.flush()
    } while watch.waitForChange { Interruption.isRequested }
    return .done
  }

  private func publish(_ console: Console) throws -> ShellExit {
    let meter = ProgressMeter(telling.progress, console)
    defer { meter.end() }
    let reading = try publication.read(for: target, isVerbose: verbose) { done, total in
      meter.tell("reading", done, of: total)
      return !Interruption.isRequested
    }
    meter.end()
    let batch = reading.batch
    guard !batch.isStopped else { throw CatalogError(.interrupted, "stopped; nothing was published") }
    reading.printDiagnostics(console)
    guard var request = publication.request(of: reading, console) else {
      return batch.publishingExit(console)
    }
    if dryRun {
      let plan = try DiffCommand.plan(request, target)
      try DiffCommand.print(plan, output.format, isVerbose: verbose, console)
      return batch.publishingExit(plan, console)
    }
    request.patience = waiting.wait.value
    request.progress = { progress in
      meter.tell(progress.phase.rawValue, progress.done, of: progress.total)
      return !Interruption.isRequested
    }
    let isNew = try isThere() == false
    let catalog = try DatasetCatalog.open(at: target.catalog, creating: true)
    let report = try Publication(catalog, author.author, output.format, isVerbose: verbose).run(
      request, console)
    if isNew {
      console.complain("made the catalog \(TerminalText.harmless(target.catalog)), as there was none")
    }
    return batch.publishingExit(report.plan, console)
  }

  private func isThere() throws(CatalogError) -> Bool {
    do {
      _ = try DatasetCatalog.open(at: target.catalog)
      return true
    } catch  where error.code == .missing {
      return false
    }
  }

  private func restore(_ revision: Int, _ console: Console) throws -> ShellExit {
    var request = PublicationRequest()
    request.patience = waiting.wait.value
    request.restoration = .init(id: publication.paths[0], number: revision, as: try target.viewer())
    request.permissions = PublicationPermissions(
      widening: Set(publication.allowWidening), lowering: Set(publication.allowLowering))
    if dryRun {
      try DiffCommand.print(
        try target.open().plan(request), output.format, isVerbose: true, console)
    } else {
      _ = try Publication(try target.open(), author.author, output.format, isVerbose: verbose).run(
        request, console)
    }
    return .done
  }
}

/// Who publishes.
struct AuthorOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Who publishes; the user's name by default.", valueName: "name"))
  var by: String?

  var author: PublicationAuthor {
    PublicationAuthor(name: by ?? NSUserName(), tool: "cartulary \(CartularyCommand.version)")
  }
}

/// One publication, and what is printed about it.
struct Publication {
  private let catalog: DatasetCatalog
  private let author: PublicationAuthor
  private let format: OutputFormat?
  private let isVerbose: Bool

  init(_ catalog: DatasetCatalog, _ author: PublicationAuthor, _ format: OutputFormat?, isVerbose: Bool) {
    (self.catalog, self.author, self.format, self.isVerbose) = (catalog, author, format, isVerbose)
  }

  func run(_ request: PublicationRequest, _ console: Console) throws -> PublicationReport {
    let (catalog, author) = (catalog, author)
    let report: PublicationReport
    do {
      report = try Waiting.value { try await catalog.publish(request, by: author) }
    } catch let error as CatalogError where error.code == .refused {
      // Refusals are easiest to understand next to the planned changes.
      let plan = try catalog.plan(request)
      for refusal in plan.refusals.dropFirst() {
        console.complain("refused: \(refusal.message)\n help: \(ErrorText.words(for: .permit(refusal)))")
      }
      throw error
    }
    if report.owesCompaction {
      console.complain(
        "note: words of what was taken out are still in the index's files, which other users of this machine may read\n"
          + " help: " + ErrorText.words(for: .compact, .init(path: catalog.path)))
    }
    if format == .json || format == .jsonl {
      console.write(try JSONLine.document(WirePublication(report)))
      return report
    }
    let printer = PlanPrinter(console: console, isVerbose: true)
    if isVerbose {
      printer.print(report.plan)
    } else {
      for line in PlanNotes.lines(report.plan.notes, isVerbose: false) { console.complain(line) }
    }
    let entries = report.plan.entries
    let records = counted(entries.count, "record")
    let isWithdrawal = !entries.isEmpty && entries.allSatisfy { $0.change == .withdrawn }
    console.write(
      (isWithdrawal ? "withdrew \(records) from" : "published \(records) in")
        + " \(TerminalText.harmless(catalog.path)): \(PlanPrinter.summary(report.plan))")
    return report
  }
}

extension ManifestBatch {
  /// The same, with what is printed about records that were withdrawn and stay so.
  func publishingExit(_ plan: PublicationPlan, _ console: Console) -> ShellExit {
    let exit = publishingExit(console)
    let withheld = plan.withheldIDs
    guard !withheld.isEmpty else { return exit }
    let flags = withheld.prefix(3).map { "--restore " + $0 }.joined(separator: " ")
    console.complain(
      "not published: \(counted(withheld.count, "record")) that \(withheld.count == 1 ? "was" : "were") withdrawn\n"
        + " help: withdrawals stand; to publish again what was withdrawn, name it: \(flags)"
        + (withheld.count > 3 ? " and so on" : ""))
    return exit == .done ? .badInput : exit
  }

  /// The exit code of publishing a batch, and what is printed about files that were left out.
  func publishingExit(_ console: Console) -> ShellExit {
    guard hasErrors else { return recordCount == 0 ? .badInput : .done }
    let faulty = files.count(where: \.isFaulty)
    if !refusedIDs.isEmpty {
      let named = refusedIDs.prefix(5).joined(separator: ", ")
      console.complain(
        "not published: \(counted(refusedIDs.count, "record")) with errors: \(named)"
          + (refusedIDs.count > 5 ? " and \(refusedIDs.count - 5) more" : "")
          + "\n help: fix \(refusedIDs.count == 1 ? "it" : "them") and publish again; the rest was published")
    }
    if faulty > 0 {
      console.complain(
        "not published: \(counted(faulty, "file")) with errors\n help: fix \(faulty == 1 ? "it" : "them") and publish again"
          + (recordCount == 0 ? "" : "; the rest was published")
      )
    }
    return isUnreadable ? .noSuchFile : .badInput
  }
}
