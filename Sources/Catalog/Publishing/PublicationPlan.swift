public import DatasetModel

/// What a publication asks for.
public struct PublicationRequest: Sendable {
  public var records: [SourcedDataset] = []
  public var withdrawals: [Withdrawal] = []
  public var pruning: Pruning?
  public var restoration: Restoration?
  public var permissions = PublicationPermissions()
  /// Told of each step; returns whether to go on. Saying no before the publication is stored leaves the
  /// catalogue as it was; from then on the answer is not asked for.
  public var progress: (@Sendable (PublicationProgress) -> Bool)?

  public init(records: [SourcedDataset] = []) { self.records = records }

  /// Taking a record out of the catalogue. Its history stays.
  public struct Withdrawal: Sendable, Equatable {
    public var id: String
    /// For those who look for the record.
    public var reason: String

    public init(id: String, reason: String) { (self.id, self.reason) = (id, reason) }
  }

  /// Withdrawing what came from a place and is no longer there.
  public struct Pruning: Sendable, Equatable {
    /// Locations of files and directories, as `RecordOrigin.location` has them.
    public var locations: [String]

    public init(locations: [String]) { self.locations = locations }
  }

  /// Publishing an earlier revision of a record once more.
  public struct Restoration: Sendable, Equatable {
    public var id: String
    /// As `Catalog.history` numbers them for the same viewer.
    public var number: Int
    public var viewer: Viewer

    public init(id: String, number: Int, as viewer: Viewer) {
      (self.id, self.number, self.viewer) = (id, number, viewer)
    }
  }
}

/// How far a publication is.
public struct PublicationProgress: Sendable, Equatable {
  public enum Phase: String, Sendable, CaseIterable { case planning, storing, indexing }
  public let phase: Phase
  /// Records that are done with in this phase.
  public let done: Int
  public let total: Int
}

extension PublicationRequest {
  /// - Throws: `CatalogError` with code `.interrupted` when told to stop.
  func report(_ phase: PublicationProgress.Phase, _ done: Int, of total: Int) throws(CatalogError) {
    guard let progress, !progress(PublicationProgress(phase: phase, done: done, total: total)) else { return }
    throw CatalogError(.interrupted, "stopped; nothing was published")
  }
}

/// What a publication may do beyond adding and changing: each needs to be named.
public struct PublicationPermissions: Sendable, Equatable {
  /// Ids of records that more people may come to see.
  public var widening: Set<String>
  /// Ids of records whose sensitivity may fall.
  public var lowering: Set<String>
  /// How many records pruning may withdraw, where that is more than one in ten.
  public var deletions: Int?

  public init(widening: Set<String> = [], lowering: Set<String> = [], deletions: Int? = nil) {
    (self.widening, self.lowering, self.deletions) = (widening, lowering, deletions)
  }
}

/// What a publication will do, or has done: record by record, with what it changes and who will see it.
public struct PublicationPlan: Sendable, Equatable {
  public internal(set) var entries: [Entry] = []
  public internal(set) var notes: [Note] = []
  /// What stands against it; where there is anything, nothing is published.
  public internal(set) var refusals: [Refusal] = []

  public init() {}

  public enum Change: String, Sendable, CaseIterable {
    case added, changed, moved, restored, withdrawn, same
  }

  /// What happens to one record.
  public struct Entry: Sendable, Equatable {
    public let id: String
    public let title: String
    public let change: Change
    /// In the order of their paths; empty where a record is new or withdrawn.
    public var differences: [FieldDifference] = []
    /// `nil` where the record was not there.
    public var audienceBefore: Audience?
    /// `nil` where the record will not be there.
    public var audienceAfter: Audience?
    /// What more people will see than before, in words; empty where nothing.
    public var widenings: [String] = []
    /// The effective levels, where the level falls.
    public var lowering: Lowering?
    /// Why it is withdrawn, or where it was moved from.
    public var reason: String?
  }

  public struct Lowering: Sendable, Equatable {
    public let from: Sensitivity
    public let to: Sensitivity
  }

  /// Something to know that stops nothing.
  public struct Note: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable { case renamed, duplicate, narrowed }
    public let kind: Kind
    public let ids: [String]
    public let message: String
  }

  /// Something that a flag would let pass.
  public struct Refusal: Sendable, Equatable {
    public let ids: [String]
    public let message: String
    /// The flag, as it is to be given.
    public let help: String
  }

  public func count(_ change: Change) -> Int { entries.count { $0.change == change } }

  /// Whether it would leave everything as it is.
  public var isEmpty: Bool { entries.allSatisfy { $0.change == .same } }
}

/// One value of a record that differs between two revisions.
public struct FieldDifference: Sendable, Equatable, Codable {
  /// Keys as the manifest has them: `access.requires[0].url`.
  public let path: String
  /// `nil` where there was none. Lists of single values are compared as sets: what was taken out.
  public let old: String?
  /// `nil` where there is none now; of lists, what was put in.
  public let new: String?
}
