internal import CartularyBase
internal import Foundation

/// A ledger in PostgreSQL. The schema is told in Docs/SCALE.md.
///
/// Writers wait for each other at an advisory lock of the database, so that numbers have no gaps and each sees what the one
/// before has written; readers wait for nobody.
package final class PostgresLedger: LedgerStore {
  package let address: LedgerAddress
  let session: Session

  /// The connection, for one thread at a time.
  final class Session: @unchecked Sendable {
    private let lock = NSLock()
    /// Used only while the lock is held, as is the next: hence the class may be shared.
    private let connection: PostgresConnection
    /// Whether `exclusively` has the lock of the database, so that a transaction need not take it.
    var isExclusive = false

    init(_ connection: PostgresConnection) { self.connection = connection }

    func withLock<Value>(_ work: (Session, PostgresConnection) throws(CatalogError) -> Value)
      throws(CatalogError)
      -> Value
    {
      lock.lock()
      defer { lock.unlock() }
      return try work(self, connection)
    }
  }

  /// Connects to a ledger that is there.
  ///
  /// - Throws: `CatalogError`, with code `.missing` without a ledger at the address, `.futureVersion` for one of a later
  ///   program, and as `PostgresConnection` does.
  ///
  /// - Parameter patience: How long a statement may take before the server is given up.
  package init(_ address: LedgerAddress, patience: Duration? = nil) throws(CatalogError) {
    self.address = address
    let connection = try PostgresConnection(address, patience: patience ?? PostgresConnection.patience)
    try Self.check(connection)
    session = Session(connection)
  }

  private static func check(_ connection: PostgresConnection) throws(CatalogError) {
    let address = connection.address
    let found = try connection.run(
      """
      SELECT to_regclass(quote_ident(nspname) || '.format') IS NOT NULL,
        has_schema_privilege(quote_ident(nspname), 'USAGE'),
        to_regclass(quote_ident(nspname) || '.shown') IS NOT NULL
      FROM pg_namespace WHERE nspname = $1
      """,
      [address.schema])
    if !found.isEmpty, !found.isTrue(0, 1) {
      throw CatalogError(
        .permissionDenied, "this role may not read the ledger at \(address.name)",
        facts: .init(path: address.name),
        help: "its owner grants roles: "
          + (address.isMirror
            ? address.schema + "_reader"
            : PostgresSchema.roles(of: address.schema).joined(separator: ", ")))
    }
    guard !found.isEmpty, found.isTrue(0, 0) else {
      throw CatalogError(
        .missing, "no ledger at \(address.name)", facts: .init(path: address.name), remedy: .makeLedger)
    }
    connection.hasMirrors = found.isTrue(0, 2)
    let version = try connection.run("SELECT max(version) FROM format").integer(0, 0)
    guard version <= PostgresSchema.version else {
      throw CatalogError(
        .futureVersion,
        "the ledger at \(address.name) has version \(version); this program works with \(PostgresSchema.version)",
        facts: .init(path: address.name, version: version), remedy: .useNewerProgram)
    }
  }

  /// Makes an empty ledger, with its tables and roles, in one transaction.
  ///
  /// - Parameter identity: The catalog that it belongs to; `nil` for one into which another is copied.
  /// - Throws: `CatalogError` with code `.exists` when there is one at the address already.
  package static func make(at address: LedgerAddress, identity: String?) throws(CatalogError) {
    guard !address.isMirror else {
      throw CatalogError(
        .invalidArgument, "the schema is named as those of mirrors are", facts: .init(field: "ledger"),
        help: "name another: ?schema=name at the end of the address")
    }
    let connection = try PostgresConnection(address)
    do {
      try check(connection)
    } catch  where error.code == .missing {
      return try transaction(connection, "READ COMMITTED READ WRITE") {
        try takeLock(connection, "pg_advisory_xact_lock")
        try PostgresSchema.make(connection)
        guard let identity else { return }
        try PostgresTransaction(connection).appendSetting(
          at: Timestamp.now.description, author: "", name: LedgerMark.catalog, value: identity)
      }
    }
    throw CatalogError(
      .exists, "there is a ledger at \(address.name) already", facts: .init(path: address.name),
      help: "name another database, or a schema of its own: ?schema=name at the end of the address")
  }

  // MARK: - Access

  package func read<Value>(_ body: (any LedgerTransaction) throws -> Value) throws(CatalogError) -> Value {
    try session.withLock { (_, connection) throws(CatalogError) in
      try Self.transaction(connection, "REPEATABLE READ READ ONLY") {
        try body(PostgresTransaction(connection))
      }
    }
  }

  package func write<Value>(_ body: (any LedgerWriter) throws -> Value) throws(CatalogError) -> Value {
    guard !address.isMirror else { throw PostgresError.isMirror(address) }
    return try session.withLock { (session, connection) throws(CatalogError) in
      let isExclusive = session.isExclusive
      // Each statement sees what was committed before it: the lock is waited for within the transaction.
      return try Self.transaction(connection, "READ COMMITTED READ WRITE") {
        if !isExclusive { try Self.takeLock(connection, "pg_advisory_xact_lock") }
        // A commit is acknowledged only when it is on the disk, whatever the role or the database has set.
        try connection.run(
          """
          SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'
          """)
        let value = try body(PostgresTransaction(connection))
        // Heard when it is committed.
        try connection.run("SELECT pg_notify($1, '')", [self.address.channel])
        return value
      }
    }
  }

  package func exclusively<Value>(_ body: () throws(CatalogError) -> Value) throws(CatalogError) -> Value {
    try session.withLock { (session, connection) throws(CatalogError) in
      try Self.takeLock(connection, "pg_advisory_lock")
      session.isExclusive = true
    }
    defer {
      // A connection that is lost holds no lock.
      try? session.withLock { (session, connection) throws(CatalogError) in
        session.isExclusive = false
        try connection.run("SELECT pg_advisory_unlock(\(Self.lockKey))", [self.address.schema])
      }
    }
    return try body()
  }

  /// Locks are the database's, a ledger the schema's.
  private static let lockKey = "hashtextextended('ledger of ' || $1, 0)"

  static func takeLock(_ connection: PostgresConnection, _ function: String) throws(CatalogError) {
    try connection.run("SELECT set_config('lock_timeout', '5s', false)")
    let result: Result<PostgresRows, CatalogError>
    do {
      result = .success(try connection.run("SELECT \(function)(\(lockKey))", [connection.address.schema]))
    } catch {
      result = .failure(error)
    }
    // Refused within a transaction, it says nothing more: then the setting goes with the transaction.
    _ = try? connection.run("SELECT set_config('lock_timeout', '0', false)")
    _ = try result.get()
  }

  static func transaction<Value>(
    _ connection: PostgresConnection, _ mode: String, _ work: () throws -> Value
  ) throws(CatalogError) -> Value {
    try connection.run("BEGIN ISOLATION LEVEL \(mode)")
    let value: Value
    do {
      value = try work()
    } catch {
      _ = try? connection.run("ROLLBACK")
      throw error as? CatalogError ?? CatalogError(.failed, "the ledger failed: \(error)")
    }
    let end: PostgresRows
    do {
      end = try connection.run("COMMIT")
    } catch  where error.code == .inputOutput && mode.hasSuffix("WRITE") {
      throw PostgresError.unknownOutcome(connection.address)
    }
    guard end.command == "COMMIT" else {
      throw CatalogError(.failed, "the ledger failed: a statement was refused before the end")
    }
    return value
  }
}
