import CartularyModel
import TestSupport
import Testing

@testable import CartularyLedger

@Suite("A ledger in a file of SQLite")
struct SQLiteLedgerTests {
  @Test("does what every ledger does", arguments: LedgerConformance.all)
  func conforms(_ conformance: LedgerConformance) throws {
    try conformance.check(.sqlite())
  }
}

@Suite(
  "A ledger in PostgreSQL", .enabled(if: PostgresServer.isInstalled, "\(PostgresServer.missing)"))
struct PostgresLedgerTests {
  @Test("does what every ledger does", arguments: LedgerConformance.all)
  func conforms(_ conformance: LedgerConformance) throws {
    try conformance.check(.postgres())
  }

  @Test("the tables are those of Docs/SCALE.md, and a server has the columns that copies take")
  func tables() throws {
    let text = try ProjectFiles.text("Docs/SCALE.md")
    for table in PostgresSchema.tables { #expect(text.contains(table), "\(table)") }
    let schema = PostgresServer.newSchema()
    _ = try LedgerHome.postgres(schema)
    for table in LedgerTable.allCases {
      let columns = try PostgresServer.shared().sql(
        """
        SELECT column_name FROM information_schema.columns
        WHERE table_schema = '\(schema)' AND table_name = '\(table.rawValue)' AND column_name <> 'token'
        ORDER BY ordinal_position
        """)
      #expect(columns.split(separator: "\n").map(String.init) == table.columns.map(\.name))
    }
  }

  @Test("a copy of a file has the file's digest, and so has the copy of the copy")
  func copies() throws {
    let (first, second) = (LedgerHome.sqlite(), LedgerHome.sqlite())
    defer { withExtendedLifetime((first, second)) {} }
    let (file, server, last) = (try first.open(), try LedgerHome.postgres().open(), try second.open())
    try file.publish([.sample("a", description: "\\ \t \n \r 'é'"), .sample("b") { $0.audience = staff }])
    try file.publish([.sample("b") { $0.audience = Audience(labels: ["staff", "other"])! }]) {
      $0.permissions.widening = ["b"]
    }
    let digest = try file.copy(into: server)
    #expect(try server.copy(into: last) == digest && last.digest() == digest)
    #expect(try server.publish([.sample("c")]).sequence == 3)
    #expect(try server.isSound)
  }

  @Test("a publication whose connection is cut leaves nothing, and the next goes on")
  func cut() throws {
    let schema = PostgresServer.newSchema()
    let home = try LedgerHome.postgres(schema)
    let ledger = try home.open()
    try ledger.publish([.sample("a")])
    let digest = try ledger.digest()
    let error = #expect(throws: CatalogError.self) {
      _ = try ledger.publish(
        PublicationRequest(records: [.sample("b")]), by: author,
        beforeCommit: { _ in
          // Whoever holds the lock of writers.
          try PostgresServer.shared().sql(
            """
            SELECT pg_terminate_backend(pid, 5000)
            FROM pg_locks, (SELECT hashtextextended('ledger of \(schema)', 0) AS key) AS lock
            WHERE locktype = 'advisory' AND classid::bigint = (key >> 32) & 4294967295
              AND objid::bigint = key & 4294967295
            """)
        })
    }
    #expect(error?.code == .inputOutput)
    #expect(try home.open().digest() == digest)
    #expect(try home.open().publish([.sample("b")]).sequence == 2)
  }

  @Test("history can be added to and not changed, and each role does what it is for")
  func roles() throws {
    let (server, schema) = (try PostgresServer.shared(), PostgresServer.newSchema())
    try LedgerHome.postgres(schema).open().publish([.sample("a")])
    for role in ["reader", "publisher", "owner"] {
      try server.sql("CREATE ROLE \(schema)_a_\(role) LOGIN IN ROLE \(schema)_\(role)")
    }
    func open(_ role: String) throws -> Ledger {
      Ledger(try PostgresLedger(LedgerAddress(server.address(schema, role: "\(schema)_a_\(role)"))))
    }
    #expect(try open("reader").current(id: "a") != nil)
    for refused in [
      { _ = try open("reader").publish([.sample("b")]) },
      { try open("publisher").set("mentions", to: "off", by: "me") },
      {
        _ = try open("publisher").write {
          try ($0 as! PostgresTransaction).connection.run("DELETE FROM revision")
        }
      },
      {
        _ = try open("owner").write {
          try ($0 as! PostgresTransaction).connection.run("UPDATE revision SET record = ''")
        }
      },
    ] {
      let error = #expect(throws: CatalogError.self) { try refused() }
      #expect(error?.code == .permissionDenied)
      #expect(error?.remedies.first?.words?.contains("\(schema)_publisher") == true)
    }
    #expect(try open("publisher").publish([.sample("b")]).sequence == 2)
    try open("owner").set("mentions", to: "off", by: "me")
    // And who has no role is told of them.
    try server.sql("CREATE ROLE \(schema)_stranger LOGIN")
    let stranger = try LedgerAddress(server.address(schema, role: "\(schema)_stranger"))
    let error = #expect(throws: CatalogError.self) { try PostgresLedger(stranger) }
    #expect(error?.code == .permissionDenied)
  }

  @Test("what is not there, not a ledger, or of a later program is told apart")
  func addresses() throws {
    let (server, schema) = (try PostgresServer.shared(), PostgresServer.newSchema())
    func code(_ address: String) throws -> CatalogError.Code? {
      do { _ = try PostgresLedger(LedgerAddress(address)) } catch {
        return error.code
      }
      return nil
    }
    #expect(try code(server.address(schema)) == .missing)
    let address = try LedgerAddress(server.address(schema))
    try PostgresLedger.make(at: address, identity: nil)
    #expect(try code(server.address(schema)) == nil)
    #expect(throws: CatalogError.self) { try PostgresLedger.make(at: address, identity: nil) }
    #expect(try code(server.address(schema, role: "nobody-of-this-name")) == .permissionDenied)
    #expect(try code(server.address(schema, database: "nothing")) == .missing)
    #expect(try code("postgresql://tester@/postgres?host=/nowhere") == .inputOutput)
    #expect(try code("postgresql://127.0.0.1:1/postgres") == .inputOutput)
    #expect(try code(server.address(schema, options: "&nonsense=1")) == .invalidArgument)
    try server.sql("UPDATE format SET version = 99", in: schema)
    #expect(try code(server.address(schema)) == .futureVersion)
  }

  @Test("a statement that the server cuts off is told as such, and nothing is changed")
  func cutOff() throws {
    let (server, schema) = (try PostgresServer.shared(), PostgresServer.newSchema())
    let home = try LedgerHome.postgres(schema)
    try server.sql(
      "CREATE ROLE \(schema)_hasty LOGIN SUPERUSER; ALTER ROLE \(schema)_hasty SET statement_timeout = 50")
    let ledger = Ledger(try PostgresLedger(LedgerAddress(server.address(schema, role: "\(schema)_hasty"))))
    let error = #expect(throws: CatalogError.self) {
      try ledger.write { try ($0 as! PostgresTransaction).connection.run("SELECT pg_sleep(5)") }
    }
    #expect(error?.code == .busy && error?.message.contains("cut the statement off") == true)
    #expect(try ledger.publish([.sample("a")]).sequence == 1)
    #expect(try home.open().recordCount() == 1)
  }
}
