internal import Foundation
internal import GRDB

/// A ledger in a file of SQLite. The schema is told in Docs/INDEX.md.
package struct SQLiteLedger: LedgerStore {
  /// The directory of the catalog, for what errors say.
  private let root: String
  private let database: DatabaseQueue

  /// Opens the ledger at `path` for writing, making or migrating it where that is due.
  ///
  /// - Parameter root: The directory of the catalog, which errors name.
  package init(path: String, of root: String) throws(CatalogError) {
    self.root = root
    database = try Self.translating(root) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      configuration.prepareDatabase { database in
        // A commit is acknowledged only when it is on the disk, and so is the directory without the journal:
        // with FULL a power cut could bring the journal back, and with it the state before.
        try database.execute(sql: "PRAGMA synchronous = EXTRA")
      }
      try Self.make(path, configuration)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try LedgerSchema.migrator.migrate(queue)
      return queue
    }
  }

  /// Makes a ledger where none is. It gets its name when it has all tables: whoever reads it meanwhile, or after this was broken
  /// off, finds none or a whole one.
  private static func make(_ path: String, _ configuration: Configuration) throws {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG || status.st_size > 0 { return }
    let draft = path + "-new"
    // Of a ledger that was begun and never had anything; a journal would be played back into the new one.
    for left in [path, draft] {
      unlink(left)
      unlink(left + "-journal")
    }
    // What it holds is more than any one viewer may see. SQLite gives its journal the same mode.
    let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor >= 0 { close(descriptor) }
    defer { unlink(draft) }
    let queue = try DatabaseQueue(path: draft, configuration: configuration)
    try LedgerSchema.migrator.migrate(queue)
    try queue.close()
    guard rename(draft, path) == 0 else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
    let directory = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw DatabaseError(resultCode: .SQLITE_IOERR) }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw DatabaseError(resultCode: .SQLITE_IOERR) }
  }

  /// Opens a ledger that is there, for reading.
  package init(readingPath path: String, of root: String) throws(CatalogError) {
    self.root = root
    guard FileManager.default.fileExists(atPath: path) else { throw Self.gone(root) }
    database = try Self.translating(root) {
      do {
        return try Self.opened(path, of: root)
      } catch let error as DatabaseError
        where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode)
        && FileManager.default.fileExists(atPath: path + "-journal")
      {
        try Self.rollBack(path, of: root)
        return try Self.opened(path, of: root)
      }
    }
  }

  private static func opened(_ path: String, of root: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    // An empty file is a database to SQLite, and no ledger to anyone.
    let isWhole = try queue.read { try $0.tableExists("revision") && $0.tableExists("setting") }
    guard isWhole else { throw Self.damaged(root) }
    return queue
  }

  /// Undoes what a publication left that was killed within its transaction: SQLite does so for whoever may write, and for
  /// those alone, though they only want to read. It looks itself whether the publication is still under way.
  private static func rollBack(_ path: String, of root: String) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      try queue.close()
    } catch let error as DatabaseError
      where [.SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM].contains(error.resultCode)
    {
      throw CatalogError(
        .permissionDenied,
        "a publication into the catalog at \(root) was interrupted, and this user may not undo what it left",
        facts: .init(path: root), remedy: .recoverAsOwner)
    }
  }

  /// A ledger in memory in which nothing was ever published.
  package static func empty() throws(CatalogError) -> SQLiteLedger {
    let queue = try translating("") {
      let queue = try DatabaseQueue()
      try LedgerSchema.migrator.migrate(queue)
      return queue
    }
    return SQLiteLedger(root: "", queue)
  }

  private init(root: String, _ database: DatabaseQueue) { (self.root, self.database) = (root, database) }

  // MARK: - Access

  package func read<Value>(_ body: (any LedgerTransaction) throws -> Value) throws(CatalogError) -> Value {
    try Self.translating(root) { try database.read { try body(SQLiteTransaction($0)) } }
  }

  package func write<Value>(_ body: (any LedgerWriter) throws -> Value) throws(CatalogError) -> Value {
    try Self.translating(root) { try database.write { try body(SQLiteTransaction($0)) } }
  }

  /// Nothing to do: whoever writes holds the lock of the catalog's directory, and a transaction keeps others away.
  package func exclusively<Value>(_ body: () throws(CatalogError) -> Value) throws(CatalogError) -> Value {
    try body()
  }

  /// Copies the whole ledger as it is at one moment into a new file.
  package func copy(to path: String) throws(CatalogError) {
    try Self.translating(root) {
      var configuration = Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = EXTRA") }
      try database.backup(to: try DatabaseQueue(path: path, configuration: configuration))
    }
  }

  /// The version of SQLite, as it is linked; `nil` if it does not say.
  package static var engineVersion: String? {
    // GRDB keeps the C function to itself.
    let version = try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
    return version ?? nil
  }

  package static func gone(_ root: String) -> CatalogError {
    CatalogError(
      .damaged, "the ledger of the catalog at \(root) is gone", facts: .init(path: root),
      remedy: .restoreLedger)
  }

  package static func damaged(_ root: String) -> CatalogError {
    CatalogError(
      .damaged, "the ledger at \(root) is damaged", facts: .init(path: root), remedy: .restoreLedger)
  }

  private static func translating<Value>(_ root: String, _ work: () throws -> Value)
    throws(CatalogError) -> Value
  {
    do {
      return try work()
    } catch let error as CatalogError {
      throw error
    } catch let error as DatabaseError {
      throw catalogError(error, root)
    } catch {
      throw CatalogError(.failed, "the ledger failed: \(error)")
    }
  }

  private static func catalogError(_ error: DatabaseError, _ root: String) -> CatalogError {
    switch error.resultCode {
    case .SQLITE_FULL,
      .SQLITE_IOERR where FreeSpace.isScarce(at: root):
      CatalogError(
        .noSpace, "no space left at \(root)", facts: .init(path: root),
        help: "make room and try again; nothing was lost")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      CatalogError(.locked, "the ledger is in use", help: "try again when the other is done")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      CatalogError(
        .permissionDenied, "no permission to write to the catalog at \(root)", facts: .init(path: root),
        help: "check the permissions of the directory and of ledger.sqlite")
    case .SQLITE_CANTOPEN:
      CatalogError(
        .permissionDenied, "the ledger at \(root) cannot be opened", facts: .init(path: root),
        help: "it is for those who publish; check its permissions")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: damaged(root)
    case .SQLITE_IOERR:
      CatalogError(
        .inputOutput, "reading or writing the ledger at \(root) failed", facts: .init(path: root),
        remedy: .checkDisk)
    default:
      CatalogError(.failed, "the ledger failed: \(error.message ?? "no reason given")")
    }
  }
}
