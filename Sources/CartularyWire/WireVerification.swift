package import CartularyCatalog

/// The result of comparing a catalog's ledger and index.
package struct WireVerification: WireObject {
  package struct Finding: WireObject {
    private let finding: VerificationReport.Finding

    init(_ finding: VerificationReport.Finding) { self.finding = finding }

    package static let name = "difference of ledger and index"
    package static let pluralName = "differences of ledger and index"
    package static let summary = "A difference that should not exist."
    package static let fields: [WireField<Finding>] = [
      .init("kind", "`ledger`, `index`, `behind`, `residue` or `files`.") { $0.finding.kind.rawValue },
      .init("id", "The record concerned.") { $0.finding.id },
      .init("message", "A description.") { $0.finding.message },
    ]
  }

  private let report: VerificationReport
  private let help: [String]

  /// - Parameter help: What to try, for the most serious findings first.
  package init(_ report: VerificationReport, help: [String]) { (self.report, self.help) = (report, help) }

  package static let name = "verification"
  package static let summary = "The result of comparing a catalog's ledger and index."
  package static let fields: [WireField<WireVerification>] = [
    .init("sound", "Whether there are no findings.") { $0.report.isSound },
    .init("records", "How many records there are.") { $0.report.recordCount },
    .init("revisions", "How many revisions.") { $0.report.revisionCount },
    .init("shards", "How many shards the index has.") { $0.report.shardCount },
    .init("findings", "At most a thousand.") { $0.report.findings.map(Finding.init) },
    .init("help", "What to try, for the most serious findings first.") { $0.help },
  ]
}
