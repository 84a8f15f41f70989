public import DatasetModel

/// One revision of a record.
public struct Revision: Sendable {
  /// From 1, counted among those that the viewer may see.
  public let number: Int
  public let kind: Kind
  /// In UTC, to the second. Order does not depend on it: clocks are set back.
  public let at: String
  public let author: String
  /// The program and its version.
  public let tool: String
  public let title: String
  public let audience: Audience
  /// Why it was withdrawn, moved or restored.
  public let reason: String?
  /// `nil` for a withdrawal, which comes from no file.
  public let origin: RecordOrigin?
  /// The SHA-256 of the record as the viewer may see it.
  public let hash: String
  /// Against the revision before, of those that the viewer may see.
  public let differences: [FieldDifference]

  public enum Kind: String, Sendable, CaseIterable {
    case published, moved, restored, withdrawn
  }
}

/// What is left of a record that was withdrawn.
public struct Tombstone: Sendable, Equatable {
  public let id: String
  /// In UTC, to the second.
  public let withdrawnAt: String
  public let reason: String
}
