internal import CPostgres

/// What an error of libpq or of the server means for a catalog.
enum PostgresError {
  static func error(
    _ status: cp_status, state: String, _ message: String, at address: LedgerAddress
  ) -> CatalogError {
    let line = message.split(separator: "\n").first.map(String.init) ?? message
    let facts = CatalogError.Facts(path: address.name)
    return switch status {
    case .ok: preconditionFailure("success is not an error")
    case .no_library:
      CatalogError(
        .systemLimit, "the ledger is in PostgreSQL, and this system has no libpq: \(line)", facts: facts,
        help: "install it: Debian's package is libpq5")
    case .bad_address:
      CatalogError(
        .invalidArgument, "the address of the ledger cannot be read: \(line)", facts: .init(field: "ledger"),
        help: "write it as postgresql://host/database")
    case .unreachable: unreachable(message, line, address)
    case .gone: gone(address)
    case .silent:
      CatalogError(
        .inputOutput, "the ledger's server at \(address.name) does not answer, and was given up",
        facts: facts,
        help: "look after the server and try again; nothing was changed")
    case .refused: refused(state, line, address)
    case .out_of_memory:
      CatalogError(.systemLimit, "not enough memory for the ledger's server", remedy: .raiseProcessLimits)
    }
  }

  static func gone(_ address: LedgerAddress) -> CatalogError {
    CatalogError(
      .inputOutput, "the connection to the ledger's server at \(address.name) was lost",
      facts: .init(path: address.name), help: "try again; nothing was changed")
  }

  /// Of a connection that was lost while a transaction ended: whether it counts is not known here.
  static func unknownOutcome(_ address: LedgerAddress) -> CatalogError {
    CatalogError(
      .inputOutput,
      "the connection to the ledger's server at \(address.name) was lost at the end: it may be published or not",
      facts: .init(path: address.name), help: "do it again; what was published already changes nothing")
  }

  static func isMirror(_ address: LedgerAddress) -> CatalogError {
    CatalogError(
      .permissionDenied, "the ledger at \(address.name) is a mirror, which is not written to",
      facts: .init(path: address.name), help: "publish and set on a node of the whole ledger")
  }

  /// What a mirror's triggers say to one who does not know of mirrors.
  static let mirrorState = "CY001"

  static let holdsNUL = CatalogError(
    .invalidArgument, "a text holds the character U+0000, which PostgreSQL does not take",
    help: "take it out of the record")

  // MARK: - Without a connection

  /// The server says why only in words, as there is no statement yet to which a code would belong.
  private static func unreachable(_ message: String, _ line: String, _ address: LedgerAddress) -> CatalogError
  {
    let facts = CatalogError.Facts(path: address.name)
    func says(_ words: String...) -> Bool { words.contains { message.contains($0) } }
    if says("password", "authentication failed", "pg_hba.conf") || says("role ") && says("does not exist") {
      return CatalogError(
        .permissionDenied, "the ledger's server does not let this user in: \(line)", facts: facts,
        help:
          "name the role in the address, as in postgresql://role@host/database, and put its password into "
          + "~/.pgpass or the file that PGPASSFILE names, which nobody else may read")
    }
    if says("database ") && says("does not exist") {
      return CatalogError(
        .missing, "the ledger's database is not there: \(line)", facts: facts,
        help: "make the database first, or correct the address")
    }
    if says("SSL", "certificate", "TLS") {
      return CatalogError(
        .permissionDenied, "the connection to the ledger's server would not be safe: \(line)", facts: facts,
        help: (says("certificate verify failed")
          ? "its certificate is of another authority or has expired; " : "")
          + "name the file of its certificate authority: sslrootcert in the address, or PGSSLROOTCERT; only on a "
          + "network that nobody else can reach, sslmode=disable in the address does without")
    }
    if says("starting up", "shutting down", "too many clients", "too many connections", "connection slots") {
      return CatalogError(
        .busy, "the ledger's server takes no connections now: \(line)", facts: facts, help: "try again")
    }
    return CatalogError(
      .inputOutput, "the ledger's server cannot be reached: \(line)", facts: facts,
      help: "check the address, and that the server runs; nothing was changed")
  }

  // MARK: - Statements

  private static func refused(_ state: String, _ line: String, _ address: LedgerAddress) -> CatalogError {
    let facts = CatalogError.Facts(path: address.name)
    return switch state {
    case "55P03":
      CatalogError(
        .locked, "the ledger is being written by another", help: "try again when the other is done")
    case "40001", "40P01": CatalogError(.locked, "the ledger is in use", help: "try again")
    case "42501" where address.isMirror: isMirror(address)
    case mirrorState:
      CatalogError(.busy, "the ledger has got a mirror meanwhile", help: "try again; nothing was changed")
    case "42501":
      CatalogError(
        .permissionDenied, "the ledger does not let this role do that: \(line)", facts: facts,
        help:
          "its owner grants roles: \(address.schema)_reader reads, \(address.schema)_publisher publishes, "
          + "\(address.schema)_owner sets settings")
    case "25006":
      CatalogError(
        .inputOutput, "the ledger's server at \(address.name) only reads: it follows another", facts: facts,
        help: "name all servers in the address, with target_session_attrs=read-write")
    case "53100":
      CatalogError(
        .noSpace, "no space left at the ledger's server", facts: facts,
        help: "make room there and try again; nothing was lost")
    case "53000", "53200":
      CatalogError(
        .busy, "the ledger's server lacks the means for this: \(line)", facts: facts, help: "try again")
    case "53300": CatalogError(.busy, "the ledger's server has too many connections", help: "try again")
    case "57014":
      CatalogError(
        .busy, "the ledger's server cut the statement off: \(line)", facts: facts,
        help: "try again, or raise its statement_timeout; nothing was changed")
    case "57P01", "57P02", "57P03", "57P04", "57P05", "08000", "08003", "08006": gone(address)
    case "22021", "22P05": holdsNUL
    case "54000":
      CatalogError(
        .invalidArgument, "a record names more labels in its audience than PostgreSQL can sort by",
        help: "name fewer labels")
    case "42P01", "3F000", "42703":
      CatalogError(
        .damaged, "the ledger at \(address.name) lacks a table: \(line)", facts: facts, remedy: .restoreLedger
      )
    case "XX001", "XX002":
      CatalogError(
        .damaged, "the ledger at \(address.name) is damaged: \(line)", facts: facts, remedy: .restoreLedger)
    default:
      CatalogError(.failed, "the ledger failed: \(line) (\(state.isEmpty ? "no code" : state))", facts: facts)
    }
  }
}
