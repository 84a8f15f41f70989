internal import CartularyBase
package import CartularyLedger

/// The last change of a record: a line of `/api/v1/changes`.
package struct WireChange: WireObject {
  private let change: RecordChange

  package init(_ change: RecordChange) { self.change = change }

  package static let name = "record change"
  package static let summary = "The last change of a record, as far as the viewer could see it."
  package static let fields: [WireField<WireChange>] = [
    .init("id", "The record's id.") { $0.change.id },
    .init(
      "change",
      "`published` if it is there now, new or changed; `removed` if the viewer can no longer see it."
    ) {
      $0.change.isRemoved ? "removed" : "published"
    },
    .init("at", "When, in UTC: `2026-11-21T10:00:00Z`.") { $0.change.at.description },
    .init("title", "The record's title now; null if it was removed.") { $0.change.title },
    .init("cursor", "Stands behind this change: what comes after it is told to whoever sends it.") {
      $0.change.cursor.description
    },
  ]
}
