package import CartularyBase
package import CartularyModel

/// One revision of a record.
package struct Revision: Sendable {
  /// From 1, counted among those that the viewer may see.
  package let number: Int
  package let kind: Kind
  /// When it was published. Order does not depend on it: clocks are set back.
  package let at: Timestamp
  package let author: String
  /// The program and its version.
  package let tool: String
  package let title: String
  package let audience: Audience
  /// Why it was withdrawn, moved or restored.
  package let reason: String?
  /// `nil` for a withdrawal, which comes from no file.
  package let origin: RecordOrigin?
  /// The SHA-256 of the record as the viewer may see it.
  package let hash: String
  /// Against the revision before, of those that the viewer may see.
  package let differences: [FieldDifference]

  package enum Kind: String, Sendable, CaseIterable {
    case published, moved, restored, withdrawn
  }
}

/// What is left of a record that was withdrawn.
package struct Tombstone: Sendable, Equatable {
  package let id: String
  /// When it was withdrawn.
  package let withdrawnAt: Timestamp
  package let reason: String

  package init(id: String, withdrawnAt: Timestamp, reason: String) {
    (self.id, self.withdrawnAt, self.reason) = (id, withdrawnAt, reason)
  }
}
