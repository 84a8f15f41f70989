package import CartularyModel

/// Where a ledger is kept: one database that reads at one moment and writes all or nothing.
///
/// What a ledger means is decided above it, in `Ledger`; a store only keeps and finds rows. Each method of a
/// transaction is one statement of a database, so that another store does no more work than this one.
package protocol LedgerStore: Sendable {
  /// Runs `body` on the ledger as it is at one moment.
  func read<Value>(_ body: (any LedgerTransaction) throws -> Value) throws(CatalogError) -> Value

  /// Runs `body` while nothing else writes. What it writes is durable when the call returns; if it throws,
  /// nothing of it is stored.
  func write<Value>(_ body: (any LedgerWriter) throws -> Value) throws(CatalogError) -> Value

  /// Keeps every other writer of the ledger away until `body` returns, wherever that writer runs. Within it, `read` and
  /// `write` work as ever.
  ///
  /// - Throws: `CatalogError` with code `.locked` while another holds it; nothing of `body` has run then.
  func exclusively<Value>(_ body: () throws(CatalogError) -> Value) throws(CatalogError) -> Value
}

/// A ledger at one moment. Audiences are texts as `LedgerRecord.text` writes them.
package protocol LedgerTransaction {
  // MARK: Records

  /// The current state of an id; `nil` if it was never published.
  func head(of id: String) throws -> LedgerHead?

  /// The record of one revision, with the file that it came from; `nil` if there is no such revision.
  func record(of id: String, number: Int) throws -> (json: String, file: String?)?

  /// The record of an id that is not withdrawn; `nil` for any other.
  func currentRecord(of id: String) throws -> String?

  /// Every revision of an id, oldest first.
  func revisions(of id: String) throws -> [LedgerRevision]

  /// Looks at the revisions of an id, newest first and without their records, until `body` returns a value.
  func newestRevision<Value>(of id: String, _ body: (LedgerRevisionSource) throws -> Value?) throws -> Value?

  /// Current states, not withdrawn, of what came from a location or below it, in the order of their ids.
  func heads(at location: String) throws -> [LedgerHead]

  /// At most ten ids of current records that have a key in common with another, sorted.
  func ids(withDuplicateKey key: String, except id: String) throws -> [String]

  /// What was set, in the order of setting; no value where it was unset.
  func settings() throws -> [(name: String, value: String?)]

  /// Whether any current record refers to another in this way.
  func hasReferences(_ kind: RecordReference.Kind) throws -> Bool

  /// Ids of current records that refer to an id in this way, sorted.
  func ids(referringTo target: String, _ kind: RecordReference.Kind) throws -> [String]

  /// Ids to which a current record refers in this way, sorted.
  func targets(of id: String, _ kind: RecordReference.Kind) throws -> [String]

  // MARK: For the shards

  /// The last publication's number; 0 before the first.
  func lastSequence() throws -> Int

  /// Audiences of all current states, those of withdrawn records too, in no order.
  func audiences() throws -> [String]

  /// Ids of records that a publication after `sequence` put into an audience or took out of it, or that are of the
  /// audience and took over terms that it changed, sorted.
  func ids(touchedAfter sequence: Int, audience: String) throws -> [String]

  /// The first publication that put something into an audience or took it out; `nil` if none did.
  func firstSequence(touching audience: String) throws -> Int?

  /// The last that an audience knew of an id; `nil` if it never did.
  func lastRevision(of id: String, audience: String) throws -> LedgerWithdrawal?

  /// Ids that a publication under way on another node has asked to hide, by audience; empty in a ledger that has no nodes.
  func hidings() throws -> [String: Set<String>]

  /// The last revision of an id; `nil` if it was never published.
  func lastRevision(of id: String) throws -> LedgerWithdrawal?

  // MARK: For followers

  /// Hands on every revision that was published after `sequence`, without its record, in the order of publications, then
  /// of ids and numbers.
  func forEachMove(after sequence: Int, _ body: (LedgerMove) throws -> Void) throws

  // MARK: For audits

  /// How many current records each audience has of each effective sensitivity, in no order.
  func headCounts() throws -> [(audience: String, sensitivity: String, count: Int)]

  /// Every revision since a day, newest first, then by id, each with the one before it.
  ///
  /// - Parameter day: As `2026-11-21`; empty for all.
  func changes(since day: String) throws -> [LedgerChange]

  // MARK: For verification

  func recordCount() throws -> Int

  /// How many current records there are, counted no further than `most`: to count all takes a look at each.
  func recordCount(upTo most: Int) throws -> Int

  func revisionCount() throws -> Int

  /// Ids of current records, in byte order.
  ///
  /// - Parameter audience: Those of one audience alone; `nil` for all.
  func currentIDs(audience: String?) throws -> [String]

  /// Ids of records that an audience last knew as withdrawn, in byte order.
  func withdrawnIDs(audience: String) throws -> [String]

  /// Hands on the hash and the record of each revision, in the order of ids and numbers.
  func forEachRevision(_ body: (_ id: String, _ number: Int, _ hash: String, _ json: String) throws -> Void)
    throws

  /// Hands on each current record, in no order.
  func forEachCurrentRecord(_ body: (_ id: String, _ json: String) throws -> Void) throws

  /// All that is noted of what records name, in no order.
  func forEachReference(_ body: (_ id: String, RecordReference) throws -> Void) throws

  /// Ids whose current state is not their last revision, or whose audience is not their record's.
  func strayIDs() throws -> [String]

  /// What the database's own check finds, a line each that begins with the database's name; empty when it finds nothing.
  func integrityFaults() throws -> [String]

  // MARK: For copies

  /// Hands on each row of a table, in the order of its key. Values are in the order of `LedgerTable.columns`.
  func forEachRow(of table: LedgerTable, _ body: ([LedgerValue]) throws -> Void) throws
}

/// A ledger that is being written. Nothing counts before the transaction ends.
package protocol LedgerWriter: LedgerTransaction {
  /// Begins a publication.
  ///
  /// - Returns: Its number, greater than any before.
  func appendPublication(at time: String, author: String, tool: String) throws -> Int

  /// Adds a revision, and makes its `head` the current state of its id.
  func append(_ revision: NewRevision, sequence: Int) throws

  /// Replaces what is noted of what the current state of an id names.
  func replaceReferences(of id: String, by references: Set<RecordReference>) throws

  /// Says of which records the terms may have followed from a publication, each with its audience.
  func appendFollowers(_ followers: [(id: String, audience: String)], sequence: Int) throws

  /// Adds a setting; no value unsets it.
  func appendSetting(at time: String, author: String, name: String, value: String?) throws

  /// Puts rows in the place of all that a table holds: for a ledger in which nothing was published yet.
  ///
  /// - Parameter rows: Hands on each row, its values in the order of `LedgerTable.columns`.
  func fill(_ table: LedgerTable, with rows: (_ take: ([LedgerValue]) throws -> Void) throws -> Void) throws
}

/// What a ledger says of itself, among the settings of its owner.
enum LedgerMark {
  /// Which catalog it belongs to: not a setting, and never changed.
  static let catalog = "catalog"
}

/// A revision without its record and its source.
package struct LedgerRevisionSource {
  package let kind: String
  package let audience: String
  package let number: Int
  package let hash: String
  package let at: String
  package let tool: String
}

/// What a revision says of a withdrawal, if it is one.
package struct LedgerWithdrawal {
  package let kind: String
  package let reason: String?
  package let at: String
  package let location: String?

  package var isWithdrawal: Bool { kind == LedgerStep.Kind.withdrawn.rawValue }

  /// Whether somebody withdrew the record by name, and it was not only missing among the manifests.
  package var stands: Bool { isWithdrawal && location == nil && reason != Self.vanished }

  /// The reason of a withdrawal for want of a manifest. Ledgers that say no location for it have this reason.
  static let vanished = "no longer among the manifests"
}

/// A revision with its publication, as the ledger holds it.
package struct LedgerRevision {
  package let kind: String
  package let audience: String
  package let hash: String
  package let json: String
  package let reason: String?
  package let at: String
  package let author: String
  package let tool: String
  package let origin: RecordOrigin?
}

/// A revision with the one before it, without their records.
package struct LedgerMove {
  package let id: String
  package let number: Int
  package let sequence: Int
  package let at: String
  package let kind: String
  package let audience: String
  package let hash: String
  /// `nil` for the first revision of an id.
  package let before: (kind: String, audience: String, hash: String)?
}

/// A revision with the one before it, as far as audiences go.
package struct LedgerChange {
  package let id: String
  package let at: String
  package let author: String
  package let tool: String
  package let kind: String
  package let audience: String
  /// `nil` for the first revision of an id.
  package let before: (kind: String, audience: String)?
}
