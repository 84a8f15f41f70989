package import CartularyModel

/// What a publication asks for.
package struct PublicationRequest: Sendable {
  package var records: [SourcedDataset] = []
  package var withdrawals: [Withdrawal] = []
  package var pruning: Pruning?
  package var restoration: Restoration?
  package var permissions = PublicationPermissions()
  /// Told of each step; returns whether to go on. Saying no before the publication is stored leaves the
  /// catalog as it was; from then on the answer is not asked for.
  package var progress: (@Sendable (PublicationProgress) -> Bool)?

  package init(records: [SourcedDataset] = []) { self.records = records }

  /// Taking a record out of the catalog. Its history stays.
  package struct Withdrawal: Sendable, Equatable {
    package var id: String
    /// For those who look for the record.
    package var reason: String

    package init(id: String, reason: String) { (self.id, self.reason) = (id, reason) }
  }

  /// Withdrawing what came from a place and is no longer there.
  package struct Pruning: Sendable, Equatable {
    /// Locations of files and directories, as `RecordOrigin.location` has them.
    package var locations: [String]

    package init(locations: [String]) { self.locations = locations }
  }

  /// Publishing an earlier revision of a record once more.
  package struct Restoration: Sendable, Equatable {
    package var id: String
    /// As `DatasetCatalog.history` numbers them for the same viewer.
    package var number: Int
    package var viewer: Viewer

    package init(id: String, number: Int, as viewer: Viewer) {
      (self.id, self.number, self.viewer) = (id, number, viewer)
    }
  }
}

/// How far a publication is.
package struct PublicationProgress: Sendable, Equatable {
  package enum Phase: String, Sendable, CaseIterable { case planning, storing, indexing }
  package let phase: Phase
  /// Records that are done with in this phase.
  package let done: Int
  package let total: Int

  package init(phase: Phase, done: Int, total: Int) {
    (self.phase, self.done, self.total) = (phase, done, total)
  }
}

extension PublicationRequest {
  /// - Throws: `CatalogError` with code `.interrupted` when told to stop.
  func report(_ phase: PublicationProgress.Phase, _ done: Int, of total: Int) throws(CatalogError) {
    guard let progress, !progress(PublicationProgress(phase: phase, done: done, total: total)) else { return }
    throw CatalogError(.interrupted, "stopped; nothing was published")
  }
}

/// What a publication may do beyond adding and changing: each needs to be named.
package struct PublicationPermissions: Sendable, Equatable {
  /// Ids of records that more people may come to see.
  package var widening: Set<String>
  /// Ids of records whose sensitivity may fall.
  package var lowering: Set<String>
  /// How many records pruning may withdraw, where that is more than one in ten.
  package var deletions: Int?

  package init(widening: Set<String> = [], lowering: Set<String> = [], deletions: Int? = nil) {
    (self.widening, self.lowering, self.deletions) = (widening, lowering, deletions)
  }
}

/// What a publication will do, or has done: record by record, with what it changes and who will see it.
package struct PublicationPlan: Sendable, Equatable {
  package internal(set) var entries: [Entry] = []
  package internal(set) var notes: [Note] = []
  /// Why it is refused; unless empty, nothing is published.
  package internal(set) var refusals: [Refusal] = []

  package init() {}

  package enum Change: String, Sendable, CaseIterable {
    case added, changed, moved, restored, withdrawn, same
  }

  /// What happens to one record.
  package struct Entry: Sendable, Equatable {
    package let id: String
    package let title: String
    package let change: Change
    /// In the order of their paths; empty if a record is new or withdrawn.
    package var differences: [FieldDifference] = []
    /// `nil` if the record was not there.
    package var audienceBefore: Audience?
    /// `nil` if the record will not be there.
    package var audienceAfter: Audience?
    /// What more people will see than before, in words; empty if nothing.
    package var widenings: [String] = []
    /// The effective levels, where the level falls.
    package var lowering: Lowering?
    /// Why it is withdrawn, or where it was moved from.
    package var reason: String?
  }

  package struct Lowering: Sendable, Equatable {
    package let from: Sensitivity
    package let to: Sensitivity
  }

  /// Something to know that stops nothing.
  package struct Note: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable { case renamed, duplicate, narrowed }
    package let kind: Kind
    package let ids: [String]
    package let message: String
  }

  /// Something that `PublicationPermissions` would let pass.
  package struct Refusal: Sendable, Equatable {
    /// Which permission it needs: of the record's id, or, for deletions, of as many as there are ids.
    package enum Kind: String, Sendable, CaseIterable { case widening, lowering, deletions }
    package let kind: Kind
    package let ids: [String]
    package let message: String
  }

  package func count(_ change: Change) -> Int { entries.count { $0.change == change } }

  /// Whether it would leave everything as it is.
  package var isEmpty: Bool { entries.allSatisfy { $0.change == .same } }
}

/// One value of a record that differs between two revisions.
package struct FieldDifference: Sendable, Equatable, Codable {
  /// Keys as the manifest has them: `access.requires[0].url`.
  package let path: String
  /// `nil` if there was none. Lists of single values are compared as sets: what was removed.
  package let old: String?
  /// `nil` if there is none now; for lists, what was added.
  package let new: String?
}
