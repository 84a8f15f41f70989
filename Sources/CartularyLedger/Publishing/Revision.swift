public import CartularyBase
public import CartularyModel

/// One revision of a record.
public struct Revision: Sendable {
  /// From 1, counted among those that the viewer can tell apart. A move has the number of what was moved.
  public let number: Int
  /// What the revision did to the record.
  public let kind: Kind
  /// When it was published. Order does not depend on it: clocks are set back.
  public let at: Timestamp
  /// Who published it: `PublicationAuthor.name`.
  public let author: String
  /// The program and its version.
  public let tool: String
  /// The record's title in this revision.
  public let title: String
  /// Who could see the record from this revision on.
  public let audience: Audience
  /// Why it was withdrawn; with its sources, also where it was moved from or what was restored. `nil` otherwise.
  public let reason: String?
  /// `nil` for a withdrawal, which comes from no file, and unless sources were asked for.
  public let origin: RecordOrigin?
  /// The SHA-256 of the record as the viewer may see it.
  public let hash: String
  /// What differs from the revision before, of those that the viewer may see, in the order of the paths.
  /// Empty for the first.
  public let differences: [FieldDifference]

  /// What a revision did to its record.
  public enum Kind: String, Sendable, CaseIterable {
    /// It added or changed the record.
    case published
    /// The record came from another place.
    case moved
    /// It brought an earlier revision back.
    case restored
    /// It took the record out of the catalog.
    case withdrawn
  }
}

/// What is left of a record that was withdrawn.
public struct Tombstone: Sendable, Equatable {
  /// The id under which the record was published.
  public let id: String
  /// When it was withdrawn.
  public let withdrawnAt: Timestamp
  /// Why it was withdrawn, in the words of whoever did so.
  public let reason: String
  /// Whether somebody withdrew it by name, so that it is published again only by name. Otherwise it was no longer among
  /// the manifests, and comes back with them.
  public let stands: Bool

  package init(id: String, withdrawnAt: Timestamp, reason: String, stands: Bool) {
    (self.id, self.withdrawnAt, self.reason, self.stands) = (id, withdrawnAt, reason, stands)
  }
}
