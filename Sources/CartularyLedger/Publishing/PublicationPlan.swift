public import CartularyModel

/// What a publication asks for.
public struct PublicationRequest: Sendable {
  /// Records to add or change, in any order; an id may occur once.
  public var records: [SourcedDataset] = []
  /// The records in place of those, out of memory; `nil` if they are in memory.
  package var spool: RecordSpool?
  /// Records to take out; empty for none.
  public var withdrawals: [Withdrawal] = []
  /// Whether to withdraw what is no longer at its place; `nil` for no.
  public var pruning: Pruning?
  /// A revision to publish once more; `nil` for none.
  public var restoration: Restoration?
  /// What the publication may do beyond adding and changing; nothing by default.
  public var permissions = PublicationPermissions()
  /// How long to wait for another writer; after that the publication ends with `CatalogError.Code.locked`.
  public var patience: Duration = .seconds(10)
  /// Told of each step; returns whether to go on. Saying no before the publication is stored leaves the
  /// catalog as it was; from then on the answer is not asked for.
  public var progress: (@Sendable (PublicationProgress) -> Bool)?

  /// Asks to publish records, and nothing else until more is set.
  public init(records: [SourcedDataset] = []) { self.records = records }

  /// Taking a record out of the catalog. Its history stays.
  public struct Withdrawal: Sendable, Equatable {
    /// The id of the record to withdraw.
    public var id: String
    /// For those who look for the record.
    public var reason: String

    /// Asks to withdraw a record, for a reason that people who look for it will read.
    public init(id: String, reason: String) { (self.id, self.reason) = (id, reason) }
  }

  /// Withdrawing what came from a place and is no longer there.
  public struct Pruning: Sendable, Equatable {
    /// Locations of files and directories, as `RecordOrigin.location` has them.
    public var locations: [String]

    /// Asks to withdraw what came from these places and is not among the request's records.
    public init(locations: [String]) { self.locations = locations }
  }

  /// Publishing an earlier revision of a record once more.
  public struct Restoration: Sendable, Equatable {
    /// The id of the record to restore.
    public var id: String
    /// As `DatasetCatalog.history` numbers them for the same viewer.
    public var number: Int
    /// Whose numbering of revisions `number` refers to.
    public var viewer: Viewer

    /// Asks to publish a revision once more.
    public init(id: String, number: Int, as viewer: Viewer) {
      (self.id, self.number, self.viewer) = (id, number, viewer)
    }
  }
}

/// How far a publication is.
public struct PublicationProgress: Sendable, Equatable {
  /// The steps of a publication, in their order.
  public enum Phase: String, Sendable, CaseIterable {
    /// Records are compared with what the catalog has.
    case planning
    /// Records are written to the ledger.
    case storing
    /// Records are made searchable. This phase can no longer be stopped.
    case indexing
  }

  /// The step that is under way.
  public let phase: Phase
  /// Records that are done with in this phase.
  public let done: Int
  /// Records of this phase in all.
  public let total: Int

  package init(phase: Phase, done: Int, total: Int) {
    (self.phase, self.done, self.total) = (phase, done, total)
  }
}

extension PublicationRequest {
  /// The same request with all of its records in its spool.
  ///
  /// - Parameter directory: Where they may be kept; a directory for temporary files is used if this does not take them.
  /// - Throws: `CatalogError` as `RecordSpool.append` does.
  package func spooled(in directory: String? = nil) throws(CatalogError) -> PublicationRequest {
    if spool != nil {
      precondition(records.isEmpty, "the records of a request are in memory or in its spool")
      return self
    }
    let spool = RecordSpool(near: directory)
    for record in records { try spool.append(record) }
    var request = self
    (request.spool, request.records) = (spool, [])
    return request
  }

  /// - Throws: `CatalogError` with code `.interrupted` when told to stop.
  func report(_ phase: PublicationProgress.Phase, _ done: Int, of total: Int) throws(CatalogError) {
    guard let progress, !progress(PublicationProgress(phase: phase, done: done, total: total)) else { return }
    throw CatalogError(.interrupted, "stopped; nothing was published")
  }
}

/// What a publication may do beyond adding and changing: each needs to be named.
public struct PublicationPermissions: Sendable, Equatable {
  /// Ids of records that more people may come to see; empty for none.
  public var widening: Set<String>
  /// Ids of records whose sensitivity may fall; empty for none.
  public var lowering: Set<String>
  /// Ids of records that were withdrawn and may be published again; empty for none.
  public var restoring: Set<String>
  /// How many records pruning may withdraw, when that is more than one in ten; `nil` for no more than that.
  public var deletions: Int?

  /// Permits what is named, and nothing by default.
  public init(
    widening: Set<String> = [], lowering: Set<String> = [], restoring: Set<String> = [], deletions: Int? = nil
  ) {
    (self.widening, self.lowering) = (widening, lowering)
    (self.restoring, self.deletions) = (restoring, deletions)
  }
}

/// What a publication will do, or has done: record by record, with what it changes and who will see it.
public struct PublicationPlan: Sendable, Equatable {
  /// One for each record, those given in the order given. Empty when the request held nothing.
  public internal(set) var entries: [Entry] = []
  /// Things to know that stop nothing; empty for none.
  public internal(set) var notes: [Note] = []
  /// Why it is refused; unless empty, nothing is published.
  public internal(set) var refusals: [PublicationRefusal] = []
  /// Records that are not published, and are indexed again since what is published concerns them: their terms may follow
  /// from it, or it mentions them. In the order of their ids.
  package internal(set) var followers: [Follower] = []

  package init() {}

  /// A record that what is published concerns.
  package struct Follower: Sendable, Equatable {
    package let id: String
    /// Who may see it before the publication.
    package let audience: Audience
    /// Whether fewer people will see what it took the terms from, or what mentioned it.
    package let losesSource: Bool

    package init(id: String, audience: Audience, losesSource: Bool) {
      (self.id, self.audience, self.losesSource) = (id, audience, losesSource)
    }
  }

  /// Adds followers, each record once.
  mutating func add(_ more: [Follower]) {
    var all = Dictionary(followers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for follower in more where all[follower.id]?.losesSource != true { all[follower.id] = follower }
    followers = all.values.sorted { $0.id < $1.id }
  }

  /// What happens to a record.
  public enum Change: String, Sendable, CaseIterable {
    /// It was not in the catalog.
    case added
    /// It takes the place of a record that is no longer at its place, and says so: the same under a new id.
    case renamed
    /// Its content changes.
    case changed
    /// It comes from another place than before.
    case moved
    /// An earlier revision takes its place again.
    case restored
    /// It is taken out of the catalog.
    case withdrawn
    /// It was withdrawn, and stays so until `PublicationPermissions.restoring` names it.
    case withheld
    /// It equals what the catalog has.
    case same
  }

  /// What happens to one record.
  public struct Entry: Sendable, Equatable {
    /// The record's id.
    public let id: String
    /// The record's title after the publication, or before it for a withdrawal.
    public let title: String
    /// What happens to the record.
    public internal(set) var change: Change
    /// `nil` if the record will not be there.
    public var audienceAfter: Audience?
    /// What a new record has nothing of. A publication may have a million entries, so this stands apart.
    private var box: Box?

    init(id: String, title: String, change: Change) {
      (self.id, self.title, self.change) = (id, title, change)
    }

    /// The id that it had before; `nil` unless it is renamed, or withheld for the sake of one that it replaces.
    public internal(set) var formerID: String? {
      get { details.formerID }
      set { details.formerID = newValue }
    }
    /// In the order of their paths; empty if a record is new or withdrawn.
    public var differences: [FieldDifference] {
      get { details.differences }
      set { details.differences = newValue }
    }
    /// `nil` if the record was not there.
    public var audienceBefore: Audience? {
      get { details.audienceBefore }
      set { details.audienceBefore = newValue }
    }
    /// What more people will see than before, in words; empty if nothing.
    public var widenings: [String] {
      get { details.widenings }
      set { details.widenings = newValue }
    }
    /// Whether fewer people will see some of its variables.
    package internal(set) var narrowsVariables: Bool {
      get { details.narrowsVariables }
      set { details.narrowsVariables = newValue }
    }
    /// The effective sensitivity before and after, when it falls; otherwise `nil`.
    public var lowering: Lowering? {
      get { details.lowering }
      set { details.lowering = newValue }
    }
    /// Why it is or was withdrawn, or where it was moved from; `nil` for other changes.
    public var reason: String? {
      get { details.reason }
      set { details.reason = newValue }
    }

    private var details: Details {
      get { box?.details ?? Details() }
      set { box = newValue == Details() ? nil : Box(newValue) }
    }

    private struct Details: Sendable, Equatable {
      var formerID: String?
      var differences: [FieldDifference] = []
      var audienceBefore: Audience?
      var widenings: [String] = []
      var narrowsVariables = false
      var lowering: Lowering?
      var reason: String?
    }

    private final class Box: Sendable, Equatable {
      let details: Details

      init(_ details: Details) { self.details = details }

      static func == (one: Box, other: Box) -> Bool { one.details == other.details }
    }
  }

  /// A fall of a record's effective sensitivity.
  public struct Lowering: Sendable, Equatable {
    /// The level before.
    public let from: Sensitivity
    /// The level after.
    public let to: Sensitivity
  }

  /// Something to know that stops nothing.
  public struct Note: Sendable, Equatable {
    /// What a note is about.
    public enum Kind: String, Sendable, CaseIterable {
      /// A record seems to be another one under a new id.
      case renamed
      /// Two records seem to describe the same dataset.
      case duplicate
      /// The catalog's rule gives a record a narrower audience than everyone.
      case narrowed
      /// A record was withdrawn, and stays so until it is restored by name.
      case withheld
      /// A record takes no terms from a programme that it names.
      case programme
    }

    /// What the note is about.
    public let kind: Kind
    /// The records that it is about, at least one.
    public let ids: [String]
    /// One line, lower case, without a full stop.
    public let message: String
  }

  /// How many records have this change, 0 for none.
  public func count(_ change: Change) -> Int { entries.count { $0.change == change } }

  /// Whether it would leave everything as it is.
  public var isEmpty: Bool {
    entries.allSatisfy { $0.change == .same || $0.change == .withheld && $0.formerID == nil }
  }

  /// Ids of the records that were withdrawn and stay so; empty for none.
  public var withheldIDs: [String] { entries.filter { $0.change == .withheld }.map(\.id) }
}

/// One value of a record that differs between two revisions.
public struct FieldDifference: Sendable, Equatable, Codable {
  /// Keys as the manifest has them: `access.requires[0].url`.
  public let path: String
  /// `nil` if there was none. Lists of single values are compared as sets: what was removed.
  public let old: String?
  /// `nil` if there is none now; for lists, what was added.
  public let new: String?
}
