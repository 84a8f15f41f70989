package import CartularyLedger

/// What a publication did.
package struct WirePublication: WireObject {
  private let report: PublicationReport

  package init(_ report: PublicationReport) { self.report = report }

  package static let name = "publication"
  package static let summary = "What a publication or a withdrawal did."
  package static let fields: [WireField<WirePublication>] = [
    .init("sequence", "The publication's number; null if nothing had changed.") { $0.report.sequence },
    .init(
      "residue",
      "Whether words of what was taken out are still in the index's files, until they are compacted."
    ) {
      $0.report.owesCompaction
    },
    .init("plan", "What was planned, all of which was done.") { WirePlan($0.report.plan) },
  ]
}
