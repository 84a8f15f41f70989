internal import CPostgres
internal import Foundation

/// A connection to the server of a ledger. For one thread at a time.
final class PostgresConnection {
  let address: LedgerAddress
  private let pointer: OpaquePointer
  /// Names of statements that the server has parsed, by their texts.
  private var prepared: [String: String] = [:]
  private var cursorCount = 0
  /// Whether the ledger has mirrors, for which records are noted as they are shown.
  var hasMirrors = false

  /// How long a statement may take. A server that hangs keeps its connections open, and neither libpq nor the system would
  /// ever give up.
  static let patience = Duration.seconds(600)

  /// At most 24 days.
  func setPatience(_ duration: Duration) { cp_set_patience(pointer, Int32(duration / .milliseconds(1))) }

  /// Connects. Options that count where neither the address nor the environment states another: a connection that is
  /// encrypted with a server whose certificate is trusted (a socket needs none), and an end to waiting.
  ///
  /// - Throws: `CatalogError`: `.systemLimit` without libpq, `.invalidArgument` for an address that cannot be read,
  ///   `.inputOutput`, `.permissionDenied`, `.busy` or `.missing` where no connection is made.
  init(_ address: LedgerAddress, patience: Duration = PostgresConnection.patience) throws(CatalogError) {
    self.address = address
    let stated = try Self.options(of: address)
    guard stated["password"] == nil else { throw LedgerAddress.passwordError }
    var options = ["fallback_application_name": "cartulary", "tcp_user_timeout": "20000"]
    if getenv("PGCONNECT_TIMEOUT") == nil { options["connect_timeout"] = "10" }
    if getenv("PGSSLMODE") == nil { options["sslmode"] = "verify-full" }
    options["client_encoding"] = "UTF8"
    let names = options.keys.sorted()
    var opened: OpaquePointer?
    var message: UnsafeMutablePointer<CChar>?
    let status = Self.withTexts(names) { names in
      Self.withTexts(options.sorted { $0.key < $1.key }.map(\.value)) { values in
        // Every text is there: none was `nil`.
        names.withMemoryRebound(to: UnsafePointer<CChar>.self, capacity: options.count) { names in
          values.withMemoryRebound(to: UnsafePointer<CChar>.self, capacity: options.count) { values in
            cp_connect(address.server, names, values, options.count, &opened, &message)
          }
        }
      }
    }
    guard status == .ok, let opened else {
      throw PostgresError.error(status, state: "", Self.take(message), at: address)
    }
    pointer = opened
    setPatience(patience)
    try prepare()
  }

  deinit { cp_close(pointer) }

  /// The options that an address states, as libpq reads them.
  private static func options(of address: LedgerAddress) throws(CatalogError) -> [String: String] {
    final class Found { var options: [String: String] = [:] }
    let found = Found()
    var message: UnsafeMutablePointer<CChar>?
    let status = cp_read_address(
      address.server,
      { context, keyword, value in
        guard let context else { return }
        Unmanaged<Found>.fromOpaque(context).takeUnretainedValue()
          .options[String(cString: keyword)] = String(cString: value)
      }, Unmanaged.passUnretained(found).toOpaque(), &message)
    guard status == .ok else { throw PostgresError.error(status, state: "", take(message), at: address) }
    return found.options
  }

  /// Whatever a database or a role sets for its connections, statements mean the ledger's own tables, and are read alike.
  private func prepare() throws(CatalogError) {
    guard cp_server_version(pointer) >= 130_000 else {
      throw CatalogError(
        .futureVersion, "the ledger's server at \(address.name) is older than PostgreSQL 13",
        facts: .init(path: address.name), help: "use a later PostgreSQL")
    }
    // Not even tables that are temporary come before: they are looked for last.
    let rows = try run(
      """
      SELECT set_config('search_path', $1 || ', pg_temp', false), set_config('DateStyle', 'ISO', false),
        current_setting('server_encoding')
      """,
      [address.schema])
    guard rows.text(0, 2) == "UTF8" else {
      throw CatalogError(
        .invalidArgument, "the database at \(address.name) does not keep texts as UTF-8",
        facts: .init(field: "ledger"), help: "make one with the encoding UTF8")
    }
  }

  // MARK: - Statements

  /// Runs a statement once. Values stand for `$1`, `$2`, …; `nil` is NULL.
  @discardableResult
  func run(_ sql: String, _ values: [String?] = []) throws(CatalogError) -> PostgresRows {
    var (result, message): (OpaquePointer?, UnsafeMutablePointer<CChar>?) = (nil, nil)
    try checkTexts(values)
    let status = Self.withTexts(values) { cp_run(pointer, sql, $0, values.count, &result, &message) }
    return PostgresRows(try taken(status, result, message))
  }

  /// Runs a statement that is repeated: the server parses it once.
  @discardableResult
  func repeated(_ sql: String, _ values: [String?] = []) throws(CatalogError) -> PostgresRows {
    try checkTexts(values)
    let name = try name(of: sql)
    var (result, message): (OpaquePointer?, UnsafeMutablePointer<CChar>?) = (nil, nil)
    let status = Self.withTexts(values) {
      cp_run_prepared(pointer, name, $0, values.count, &result, &message)
    }
    return PostgresRows(try taken(status, result, message))
  }

  private func name(of sql: String) throws(CatalogError) -> String {
    if let name = prepared[sql] { return name }
    let name = "s\(prepared.count)"
    var message: UnsafeMutablePointer<CChar>?
    let status = cp_prepare(pointer, name, sql, &message)
    guard status == .ok else { throw error(status, message) }
    prepared[sql] = name
    return name
  }

  /// Hands on the rows of a query, of which there may be many. Within a transaction.
  func forEach(_ sql: String, _ values: [String?] = [], _ body: (PostgresRows, Int) throws -> Void) throws {
    cursorCount += 1
    let name = "c\(cursorCount)"
    try run("DECLARE \(name) NO SCROLL CURSOR FOR \(sql)", values)
    while true {
      let rows = try run("FETCH \(Self.fetchCount) FROM \(name)")
      for row in 0..<rows.count { try body(rows, row) }
      guard rows.count == Self.fetchCount else { break }
    }
    try run("CLOSE \(name)")
  }

  /// A record has a megabyte at most.
  private static let fetchCount = 64

  /// Runs `COPY … FROM STDIN` with rows that are handed on one by one.
  func copyIn(_ sql: String, _ rows: (_ take: ([LedgerValue]) throws -> Void) throws -> Void) throws {
    try run(sql)
    var message: UnsafeMutablePointer<CChar>?
    do {
      try rows { row in
        let line = try CopyLine.bytes(row)
        let status = cp_copy_put(pointer, line, line.count, &message)
        guard status == .ok else { throw self.error(status, message) }
      }
    } catch {
      _ = cp_copy_end(pointer, "given up", &message)
      free(message)
      throw error
    }
    let status = cp_copy_end(pointer, nil, &message)
    guard status == .ok else { throw error(status, message) }
  }

  /// Waits for a notification, or until so much time has passed.
  ///
  /// - Returns: Whether one came.
  func wait(_ time: Duration) throws(CatalogError) -> Bool {
    var (count, message): (Int, UnsafeMutablePointer<CChar>?) = (0, nil)
    let status = cp_wait(pointer, Int32(time / .milliseconds(1)), &count, &message)
    guard status == .ok else { throw error(status, message) }
    return count > 0
  }

  // MARK: - Steps

  private func taken(
    _ status: cp_status, _ result: OpaquePointer?, _ message: UnsafeMutablePointer<CChar>?
  ) throws(CatalogError) -> OpaquePointer {
    guard status == .ok, let result else { throw error(status, message) }
    return result
  }

  private func error(_ status: cp_status, _ message: UnsafeMutablePointer<CChar>?) -> CatalogError {
    PostgresError.error(status, state: String(cString: cp_state(pointer)), Self.take(message), at: address)
  }

  private static func take(_ message: UnsafeMutablePointer<CChar>?) -> String {
    defer { free(message) }
    return message.map { String(cString: $0) } ?? "no reason given"
  }

  private func checkTexts(_ values: [String?]) throws(CatalogError) {
    guard !values.contains(where: { $0?.utf8.contains(0) == true }) else { throw PostgresError.holdsNUL }
  }

  /// Lends texts as C has them, each ending with NUL.
  private static func withTexts<Result>(
    _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    var bytes: [CChar] = []
    var places: [Int?] = []
    for text in texts {
      places.append(text == nil ? nil : bytes.count)
      guard let text else { continue }
      bytes.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
      bytes.append(0)
    }
    return bytes.withUnsafeBufferPointer { bytes in
      let pointers = places.map { place in place.flatMap { bytes.baseAddress?.advanced(by: $0) } }
      // Also without texts there is a place to point to.
      return (pointers + [nil]).withUnsafeBufferPointer { body($0.baseAddress!) }
    }
  }
}

/// The rows that a statement gave.
final class PostgresRows {
  private let pointer: OpaquePointer
  let count: Int

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    count = cp_row_count(pointer)
  }

  deinit { cp_result_free(pointer) }

  /// What the statement was, as `COMMIT`.
  var command: String { String(cString: cp_command(pointer)) }

  var isEmpty: Bool { count == 0 }

  /// `nil` for NULL.
  func optional(_ row: Int, _ column: Int) -> String? {
    var byteCount = 0
    guard let value = cp_value(pointer, row, column, &byteCount) else { return nil }
    return String(decoding: UnsafeRawBufferPointer(start: value, count: byteCount), as: UTF8.self)
  }

  /// Empty for NULL, in columns that have none.
  func text(_ row: Int, _ column: Int) -> String { optional(row, column) ?? "" }

  /// 0 for NULL, in columns that have none.
  func integer(_ row: Int, _ column: Int) -> Int { optional(row, column).flatMap { Int($0) } ?? 0 }

  func isTrue(_ row: Int, _ column: Int) -> Bool { optional(row, column) == "t" }

  /// The first column of every row.
  var texts: [String] { (0..<count).map { text($0, 0) } }
}
