package import CartularyCatalog

/// What comparing a catalog's ledger and index came to.
package struct WireVerification: WireObject {
  package struct Finding: WireObject {
    private let finding: VerificationReport.Finding

    init(_ finding: VerificationReport.Finding) { self.finding = finding }

    package static let name = "difference of ledger and index"
    package static let pluralName = "differences of ledger and index"
    package static let summary = "Something that is not as it should be."
    package static let fields: [WireField<Finding>] = [
      .init("kind", "`ledger`, `index`, `behind` or `files`.") { $0.finding.kind.rawValue },
      .init("id", "The record concerned.") { $0.finding.id },
      .init("message", "What it is.") { $0.finding.message },
    ]
  }

  private let report: VerificationReport
  private let help: [String]

  /// - Parameter help: What to try, the gravest first.
  package init(_ report: VerificationReport, help: [String]) { (self.report, self.help) = (report, help) }

  package static let name = "verification"
  package static let summary = "What comparing a catalog's ledger and index came to."
  package static let fields: [WireField<WireVerification>] = [
    .init("sound", "Whether nothing was found.") { $0.report.isSound },
    .init("records", "How many records there are.") { $0.report.recordCount },
    .init("revisions", "How many revisions.") { $0.report.revisionCount },
    .init("shards", "How many shards of the index.") { $0.report.shardCount },
    .init("findings", "At most a thousand.") { $0.report.findings.map(Finding.init) },
    .init("help", "What to try, the gravest first.") { $0.help },
  ]
}
