internal import CartularyBase
package import CartularyLedger
internal import CartularyModel

/// One revision of a record.
package struct WireRevision: WireObject {
  /// The file that a revision came from.
  package struct Source: WireObject {
    fileprivate let origin: RecordOrigin

    package static let name = "source"
    package static let summary = "The file that a revision came from."
    package static let fields: [WireField<Source>] = [
      .init("file", "Its path as given.") { $0.origin.file },
      .init("line", "The line where the record begins, from 1.") { $0.origin.line },
      .init("format", "The format of the file.") { $0.origin.format },
      .init("sha256", "The hash of the whole file, in hexadecimal digits.") {
        $0.origin.fileHash.description
      },
      .init("commit", "The commit of the checkout that contained the file.") { $0.origin.commit },
    ]
  }

  private let revision: Revision

  package init(_ revision: Revision) { self.revision = revision }

  package static let name = "revision"
  package static let summary = "One state of a record."
  package static let fields: [WireField<WireRevision>] = [
    .init("number", "Counted from 1, among the revisions that the viewer can tell apart.") {
      $0.revision.number
    },
    .init("kind", "`published`, `moved`, `restored` or `withdrawn`.") { $0.revision.kind.rawValue },
    .init("at", "When, in UTC: `2026-11-21T10:00:00Z`.") { $0.revision.at.description },
    .init("author", "Who published it.") { $0.revision.author },
    .init("tool", "The program and its version.") { $0.revision.tool },
    .init("title", "The record's title at the time.") { $0.revision.title },
    .init("audience", "Labels of those who could see it.") { $0.revision.audience.labels },
    .init("reason", "Why it was withdrawn; where sources are asked for, why it was moved or restored too.") {
      $0.revision.reason
    },
    .init(
      "source", "Null unless sources are asked for, and for a withdrawal, which does not come from a file."
    ) {
      $0.revision.origin.map { Source(origin: $0) }
    },
    .init("hash", "The SHA-256 of the record as the viewer may see it.") { $0.revision.hash },
    .init("differences", "Compared with the previous revision.") {
      $0.revision.differences.map(WireDifference.init)
    },
  ]
}

/// The history of a record.
package struct WireHistory: WireObject {
  private let revisions: [WireRevision]

  package init(_ revisions: [Revision]) { self.revisions = revisions.map(WireRevision.init) }

  package static let name = "history"
  package static let pluralName = "histories"
  package static let summary = "The revisions of a dataset; in `jsonl` one revision per line."
  package static let fields: [WireField<WireHistory>] = [
    .init("revisions", "The oldest first.") { $0.revisions }
  ]
}
