internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import Foundation

/// The options that `diff` and `publish` share: what is read, and what it may change.
struct PublicationOptions: ParsableArguments {
  @Flag(name: .long, help: "Withdraw records that came from these paths and are no longer there.")
  var prune = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --prune: how many records may be withdrawn, if more than a tenth.", valueName: "n"))
  var allowDeletions: Int?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "A record that more people are allowed to see than before; repeatable.", valueName: "id"))
  var allowWidening: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("A record whose sensitivity is allowed to fall; repeatable.", valueName: "id"))
  var allowLowering: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "A record that was withdrawn and is to be published again; repeatable.", valueName: "id"))
  var restore: [String] = []

  @Flag(
    name: [.long, .customLong("all-or-nothing")], help: "Publish nothing if any file or record has an error.")
  var strict = false

  @Argument(help: "Files, and directories to look through for manifests.")
  var paths: [String] = []

  /// What was read: the records, and what there is to say about them.
  struct Reading {
    /// Without the records.
    let batch: ManifestBatch
    let records: RecordSpool
    fileprivate var checkouts: SourceCheckouts
    fileprivate let summary: DiagnosticSummary

    /// Prints every fault; the rest is summarized unless it was asked for in full.
    func printDiagnostics(_ console: Console) {
      let printer = ManifestDiagnosticPrinter(console: console)
      for diagnostic in batch.diagnostics { printer.print(diagnostic) }
      printer.print(summary)
    }
  }

  /// Reads the manifests.
  ///
  /// - Parameters:
  ///   - isVerbose: Whether everything that there is to say is kept, and not only how often.
  ///   - progress: As `ManifestReader.read` has it.
  func read(
    for target: CatalogOptions, isVerbose: Bool,
    progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws -> Reading {
    let records = RecordSpool(near: target.catalog)
    var checkouts = SourceCheckouts()
    var summary = DiagnosticSummary()
    let batch = try target.reader().read(
      paths: paths, progress: progress,
      keeps: { diagnostic in
        if !isVerbose { summary.add(diagnostic) }
        return isVerbose
      },
      take: { (record: SourcedDataset) throws(CatalogError) in
        var record = record
        if let location = record.origin.location {
          (record.origin.location, record.origin.commit) = checkouts.place(of: location)
        }
        try records.append(record)
      },
      taken: { (place: Int) throws(CatalogError) in try records.sourced(at: place) })
    return Reading(batch: batch, records: records, checkouts: checkouts, summary: summary)
  }

  /// Returns what the manifests ask for; `nil` if there is nothing to publish, which is reported.
  func request(of reading: Reading, _ console: Console) -> PublicationRequest? {
    let batch = reading.batch
    if strict && batch.hasErrors {
      console.complain("error: some files have errors\n help: fix them, or omit --strict")
      return nil
    }
    if prune && batch.hasErrors {
      // A file that cannot be read looks the same as one that was deleted.
      console.complain(
        "error: nothing can be pruned while some files have errors\n help: fix them, or omit --prune")
      return nil
    }
    guard batch.recordCount > 0 else {
      // Errors have been printed already.
      if !batch.hasErrors {
        console.complain(
          "error: nothing to publish\n help: cartulary validate with the same paths shows what is read and what is wrong"
        )
      }
      return nil
    }
    var checkouts = reading.checkouts
    var request = PublicationRequest()
    request.spool = reading.records
    if prune {
      request.pruning = .init(
        locations: paths.map { checkouts.place(of: ManifestReader.location(of: $0)).location })
    }
    request.permissions = PublicationPermissions(
      widening: Set(allowWidening), lowering: Set(allowLowering), restoring: Set(restore),
      deletions: allowDeletions)
    return request
  }
}

/// How long to wait for another writer.
struct WaitOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How long to wait for another writer: 30s, 2m, 1h; 0 does not wait. By default 10s.",
      valueName: "duration"))
  var wait: WaitDuration = WaitDuration(value: CatalogUpkeep.patience)
}

/// A number of seconds, or of what its unit says.
struct WaitDuration: ExpressibleByArgument {
  let value: Duration

  init(value: Duration) { self.value = value }

  init?(argument: String) {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600]
    let factor = argument.last.flatMap { units[$0] }
    let digits = factor == nil ? argument[...] : argument.dropLast()
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
      let number = Double(digits)
    else { return nil }
    // A day is for ever to a pipeline.
    value = .seconds(min(number * (factor ?? 1), 86_400))
  }

  var defaultValueDescription: String { "10s" }
}
