internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import Foundation

/// What `diff` and `publish` have in common: what is read, and what it may do.
struct PublicationOptions: ParsableArguments {
  @Flag(name: .long, help: "Withdraw what came from these paths before and is no longer there.")
  var prune = false

  @Option(
    name: .long,
    help: ArgumentHelp("With --prune: how many records may go, where that is over a tenth.", valueName: "n"))
  var allowDeletions: Int?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("A record that more people may come to see; repeatable.", valueName: "id"))
  var allowWidening: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("A record whose sensitivity may fall; repeatable.", valueName: "id"))
  var allowLowering: [String] = []

  @Flag(name: .long, help: "Publish nothing when any file has an error.")
  var strict = false

  @Argument(help: "Files, and directories to look through for manifests.")
  var paths: [String] = []

  /// Reads the manifests and says what they ask for; `nil` where there is nothing to go on with, which is
  /// reported.
  func request(of batch: ManifestBatch, _ console: Console) -> PublicationRequest? {
    if strict && batch.hasErrors {
      console.complain("error: some files have errors\n help: mend them, or leave out --strict")
      return nil
    }
    if prune && batch.hasErrors {
      // A file that cannot be read looks like one that is gone.
      console.complain(
        "error: nothing can be pruned while some files have errors\n help: mend them, or leave out --prune")
      return nil
    }
    guard !batch.records.isEmpty else {
      // Errors say it themselves.
      if !batch.hasErrors {
        console.complain(
          "error: nothing to publish\n help: cartulary validate on the same paths tells what is read and what is wrong"
        )
      }
      return nil
    }
    var checkouts = SourceCheckouts()
    var request = PublicationRequest(
      records: batch.records.map { record in
        var record = record
        if let location = record.origin.location {
          (record.origin.location, record.origin.commit) = checkouts.place(of: location)
        }
        return record
      })
    if prune {
      request.pruning = .init(
        locations: paths.map { checkouts.place(of: ManifestReader.location(of: $0)).location })
    }
    request.permissions = PublicationPermissions(
      widening: Set(allowWidening), lowering: Set(allowLowering), deletions: allowDeletions)
    return request
  }
}

extension ManifestDiagnosticPrinter {
  /// Every fault; the rest in short unless all of it is asked for.
  func print(_ diagnostics: [ManifestDiagnostic], isVerbose: Bool) {
    for diagnostic in diagnostics where isVerbose || diagnostic.severity == .error { print(diagnostic) }
    if !isVerbose { printSummary(diagnostics.filter { $0.severity != .error }) }
  }
}
