internal import CartularyModel
internal import Foundation
internal import GRDB
internal import Glibc

/// The truth: every revision of every record, append-only, in SQLite.
///
/// The schema is told in Docs/INDEX.md. A publication is one transaction, durable before any shard is
/// touched.
struct Ledger {
  let layout: CatalogLayout
  private let database: DatabaseQueue

  /// Opens the ledger for writing, making or migrating it where that is due.
  init(_ layout: CatalogLayout) throws(CatalogError) {
    self.layout = layout
    database = try Self.translating(layout) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      configuration.prepareDatabase { database in
        // A commit is acknowledged only when it is on the disk, and so is the directory without the journal:
        // with FULL a power cut could bring the journal back, and with it the state before.
        try database.execute(sql: "PRAGMA synchronous = EXTRA")
      }
      // What it holds is more than any one viewer may see. SQLite gives its journal the same mode.
      let descriptor = open(layout.ledger, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      if descriptor >= 0 { close(descriptor) }
      let queue = try DatabaseQueue(path: layout.ledger, configuration: configuration)
      try LedgerSchema.migrator.migrate(queue)
      return queue
    }
  }

  /// Opens a ledger that is there, for reading.
  init(reading layout: CatalogLayout) throws(CatalogError) {
    self.layout = layout
    guard FileManager.default.fileExists(atPath: layout.ledger) else { throw Self.gone(layout) }
    database = try Self.translating(layout) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let queue = try DatabaseQueue(path: layout.ledger, configuration: configuration)
      // An empty file is a database to SQLite, and no ledger to anyone.
      let isWhole = try queue.read { try $0.tableExists("revision") && $0.tableExists("setting") }
      guard isWhole else { throw Self.damaged(layout) }
      return queue
    }
  }

  /// A ledger in memory in which nothing was ever published.
  static func empty() throws(CatalogError) -> Ledger {
    let layout = CatalogLayout(root: "")
    let queue = try translating(layout) {
      let queue = try DatabaseQueue()
      try LedgerSchema.migrator.migrate(queue)
      return queue
    }
    return Ledger(layout, queue)
  }

  private init(_ layout: CatalogLayout, _ database: DatabaseQueue) {
    (self.layout, self.database) = (layout, database)
  }

  /// The last publication's number; 0 before the first.
  func lastSequence() throws(CatalogError) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT max(sequence) FROM publication") ?? 0 }
  }

  /// Audiences of all revisions that are of use to a shard, by shard key.
  func audiences() throws(CatalogError) -> [String: Audience] {
    let texts = try read {
      try String.fetchAll($0, sql: "SELECT DISTINCT audience FROM head")
    }
    var audiences: [String: Audience] = [:]
    for text in texts {
      let audience = try LedgerRecord.audience(text)
      audiences[ShardKey.key(for: audience)] = audience
    }
    return audiences
  }

  /// Ids of records that a publication after `sequence` put into an audience or took out of it.
  func touched(after sequence: Int, audience: Audience) throws(CatalogError) -> [String] {
    let text = LedgerRecord.text(audience)
    return try read {
      try String.fetchAll(
        $0,
        sql: """
          SELECT DISTINCT id FROM revision
          WHERE sequence > ? AND (audience = ? OR previous_audience = ?) ORDER BY id
          """,
        arguments: [sequence, text, text])
    }
  }

  /// Whether only the last publication has anything to do with an audience.
  func isNew(_ audience: Audience) throws(CatalogError) -> Bool {
    let text = LedgerRecord.text(audience)
    let (first, last) = try read {
      (
        try Int.fetchOne(
          $0, sql: "SELECT MIN(sequence) FROM revision WHERE audience = ? OR previous_audience = ?",
          arguments: [text, text]),
        try Int.fetchOne($0, sql: "SELECT MAX(sequence) FROM publication")
      )
    }
    return first == last
  }

  /// The current record with an id; `nil` where there is none or it was withdrawn.
  func current(id: String) throws(CatalogError) -> Dataset? {
    let json = try read {
      try String.fetchOne(
        $0,
        sql: """
          SELECT revision.record FROM head JOIN revision USING (id, number)
          WHERE head.id = ? AND head.withdrawn = 0
          """,
        arguments: [id])
    }
    guard let json else { return nil }
    return try LedgerRecord.dataset(json, id: id)
  }

  /// The withdrawal that the shard of an audience remembers of an id; `nil` where the last that this
  /// audience knew of it was something else.
  func withdrawal(id: String, audience: Audience) throws(CatalogError) -> StoredWithdrawal? {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT revision.kind, revision.reason, publication.at
          FROM revision JOIN publication USING (sequence)
          WHERE revision.id = ? AND revision.audience = ? ORDER BY revision.number DESC LIMIT 1
          """,
        arguments: [id, LedgerRecord.text(audience)])
      guard let row, row[0] == LedgerStep.Kind.withdrawn.rawValue else { return nil }
      return StoredWithdrawal(at: try LedgerRecord.moment(row[2]), reason: row[1] ?? "")
    }
  }

  // MARK: - Access

  func read<Value>(_ body: (Database) throws -> Value) throws(CatalogError) -> Value {
    try Self.translating(layout) { try database.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(CatalogError) -> Value {
    try Self.translating(layout) { try database.write(body) }
  }

  /// Copies the whole ledger as it is at one moment into a new file.
  func copy(to path: String) throws(CatalogError) {
    try Self.translating(layout) {
      var configuration = Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = EXTRA") }
      try database.backup(to: try DatabaseQueue(path: path, configuration: configuration))
    }
  }

  static func gone(_ layout: CatalogLayout) -> CatalogError {
    CatalogError(
      .damaged, "the ledger of the catalog at \(layout.root) is gone", help: CatalogError.restoreLedger)
  }

  static func damaged(_ layout: CatalogLayout) -> CatalogError {
    CatalogError(
      .damaged, "the ledger at \(layout.root) is damaged", help: CatalogError.restoreLedger)
  }

  private static func translating<Value>(_ layout: CatalogLayout, _ work: () throws -> Value)
    throws(CatalogError) -> Value
  {
    do {
      return try work()
    } catch let error as CatalogError {
      throw error
    } catch let error as DatabaseError {
      throw catalogError(error, layout)
    } catch {
      throw CatalogError(.failed, "the ledger failed: \(error)")
    }
  }

  private static func catalogError(_ error: DatabaseError, _ layout: CatalogLayout) -> CatalogError {
    switch error.resultCode {
    case .SQLITE_FULL,
      .SQLITE_IOERR where layout.hasHardlyRoom:
      CatalogError(
        .noSpace, "no space left at \(layout.root)", help: "make room and try again; nothing was lost")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      CatalogError(.locked, "the ledger is in use", help: "try again when the other is done")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      CatalogError(
        .permissionDenied, "no permission to write to the catalog at \(layout.root)",
        help: "check the permissions of the directory and of ledger.sqlite")
    case .SQLITE_CANTOPEN:
      CatalogError(
        .permissionDenied, "the ledger at \(layout.root) cannot be opened",
        help: "it is for those who publish; check its permissions")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: damaged(layout)
    case .SQLITE_IOERR:
      CatalogError(
        .inputOutput, "reading or writing the ledger at \(layout.root) failed",
        help: "check the disk, then run: cartulary verify")
    default:
      CatalogError(.failed, "the ledger failed: \(error.message ?? "no reason given")")
    }
  }
}
