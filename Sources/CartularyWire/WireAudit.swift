internal import CartularyBase
package import CartularyLedger
internal import CartularyModel

/// Who can see what, for the owner of a catalog.
package struct WireAudit: WireObject {
  /// How many records some labels give access to.
  package struct Row: WireObject {
    fileprivate let labels: [String]
    fileprivate let records: Int
    fileprivate let counts: [AuditReport.SensitivityCount]

    package static let name = "audit row"
    package static let summary = "How many records some labels give access to."
    package static let fields: [WireField<Row>] = [
      .init("labels", "One label, or all those of an audience.") { $0.labels },
      .init("records", "How many records.") { $0.records },
      .init("sensitivity", "How many of each level; levels without records are left out.") {
        Dictionary(uniqueKeysWithValues: $0.counts.map { ($0.level.rawValue, $0.count) })
      },
    ]
  }

  package struct Change: WireObject {
    private let change: AuditReport.AudienceChange

    init(_ change: AuditReport.AudienceChange) { self.change = change }

    package static let name = "audience change"
    package static let summary = "A change of who can see a record."
    package static let fields: [WireField<Change>] = [
      .init("id", "The record's id.") { $0.change.id },
      .init("at", "When, in UTC: `2026-11-21T10:00:00Z`.") { $0.change.at.description },
      .init("author", "Who published it.") { $0.change.author },
      .init("tool", "The program and its version.") { $0.change.tool },
      .init("from", "Labels; null if the record was new.") { $0.change.from?.labels },
      .init("to", "Labels; null if it was withdrawn.") { $0.change.to?.labels },
      .init("widening", "Whether more people can see it than before.") { $0.change.isWidening },
    ]
  }

  private let report: AuditReport

  package init(_ report: AuditReport) { self.report = report }

  package static let name = "audit"
  package static let summary = "Who can see what, for the owner of a catalog."
  package static let fields: [WireField<WireAudit>] = [
    .init("labels", "What the holder of each label can see because of it, `public` first.") {
      $0.report.labels.map { Row(labels: [$0.label], records: $0.count, counts: $0.bySensitivity) }
    },
    .init("audiences", "By audience, the most records first.") {
      $0.report.audiences.map {
        Row(labels: $0.audience.labels, records: $0.count, counts: $0.bySensitivity)
      }
    },
    .init("changes", "Every change of an audience, the latest first.") {
      $0.report.changes.map(Change.init)
    },
  ]
}
