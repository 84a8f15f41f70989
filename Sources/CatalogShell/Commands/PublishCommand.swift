internal import ArgumentParser
internal import Catalog
internal import Foundation
internal import Manifests

struct PublishCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Publish manifests into a catalogue.",
    discussion: """
      Records are told apart by their id: a known id makes a new revision, an equal record changes nothing. A file
      with an error is not published and the others are. The catalogue is made where there is none.
      """)

  @OptionGroup var target: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Option(name: .long, help: ArgumentHelp("Who publishes. Without it, the user's name.", valueName: "name"))
  var by: String?

  @Flag(name: .shortAndLong, help: "Show every warning, all advice and every record.")
  var verbose = false

  @Argument(help: "Files, and directories to look through for .yaml, .yml and .json.")
  var paths: [String]

  func run(_ console: Console) throws -> ShellExit {
    let batch = ManifestReader().read(paths: paths)
    report(batch.diagnostics, console)
    guard !batch.records.isEmpty else {
      console.complain("nothing to publish")
      return exit(for: batch, console)
    }
    let catalog = try Catalog.open(at: target.catalog, creating: true)
    let author = PublicationAuthor(name: by ?? NSUserName(), tool: "cartulary \(CartularyCommand.version)")
    let records = batch.records
    let report = try Waiting.value { try await catalog.publish(records, by: author) }
    if output.format == .json || output.format == .jsonl {
      console.write(try JSONLine.text(ReportJSON(report)))
      return exit(for: batch, console)
    }
    if verbose {
      for outcome in report.outcomes { console.write("\(outcome.change.rawValue)\t\(outcome.id)") }
    }
    console.write(
      "published \(counted(report.outcomes.count, "record")): "
        + PublicationReport.Change.allCases.map { "\(report.count($0)) \($0.rawValue)" }.joined(
          separator: ", "))
    return exit(for: batch, console)
  }

  private func report(_ diagnostics: [ManifestDiagnostic], _ console: Console) {
    let printer = ManifestDiagnosticPrinter(console: console)
    if verbose {
      for diagnostic in diagnostics { printer.print(diagnostic) }
    } else {
      for diagnostic in diagnostics where diagnostic.severity == .error { printer.print(diagnostic) }
      printer.printSummary(diagnostics.filter { $0.severity == .warning })
    }
  }

  private func exit(for batch: ManifestBatch, _ console: Console) -> ShellExit {
    guard batch.hasErrors else { return .done }
    let faulty = batch.files.count(where: \.isFaulty)
    if faulty > 0 { console.complain("not published: \(counted(faulty, "file")) with errors") }
    return batch.isUnreadable ? .noSuchFile : .badInput
  }
}

/// What a publication did, as JSON.
struct ReportJSON: Encodable {
  let sequence: Int?
  let added: Int
  let changed: Int
  let same: Int

  init(_ report: PublicationReport) {
    sequence = report.sequence
    (added, changed, same) = (report.count(.added), report.count(.changed), report.count(.same))
  }
}
