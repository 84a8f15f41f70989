import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Ledgers in PostgreSQL and nodes, from the command line")
struct ScaleCommandTests {
  @Test(
    "a steward's way: make, publish, follow, search, compare, and back",
    .enabled(if: PostgresServer.isInstalled, "\(PostgresServer.missing)"))
  func way() async throws {
    let directory = TemporaryDirectory()
    let schema = PostgresServer.newSchema()
    let address = try PostgresServer.shared().address(schema)
    let (one, two) = (directory.path + "/one", directory.path + "/two")
    #expect(await shell("ledger", "init", address).exit == .done)
    // As long as any machine may take.
    try PostgresServer.shared().sql("UPDATE format SET lease = 3600000", in: schema)
    let again = await shell("ledger", "init", address)
    #expect(again.exit == .cannotCreate && again.errors.contains("?schema=name"))
    // How a node divides its index is its own.
    for (node, partitions) in [(one, "1"), (two, "3")] {
      let made = await shell(
        "node", "init", "--ledger", address, "--catalog", node, "--partitions", partitions)
      #expect(made.exit == .done, "\(made.errors)")
    }
    let published = await shell("publish", ProjectFiles.path("catalog-samples"), "--catalog", one)
    #expect(published.exit == .done, "\(published.errors)")
    #expect(await shell("node", "follow", "--once", "--catalog", two).exit == .done)
    let (first, second) = (
      await shell("search", "wildfire", "--json", "--catalog", one),
      await shell("search", "wildfire", "--json", "--catalog", two)
    )
    #expect(first.exit == .done && first.output.contains("wildfire"))
    // The same bytes, but for the time that it took.
    func stable(_ text: String) -> String { text.replacing(#/"(took|elapsed)[^,}]*/#, with: "") }
    #expect(stable(first.output) == stable(second.output))
    #expect(await shell("verify", "--catalog", two).output.hasSuffix(" in 3 partitions\n"))
    let status = await shell("node", "status", "--catalog", one)
    #expect(
      status.lines.count == 2 && status.lines.allSatisfy { $0.contains("\t1\t0\t") }, "\(status.output)")
    let copied = await shell("ledger", "copy", address, directory.path + "/copy", "--partitions", "2")
    #expect(copied.exit == .done && copied.output.contains("and found them equal"))
    #expect(
      await shell("verify", "--catalog", directory.path + "/copy").output.hasSuffix(" in 2 partitions\n"))
    try FileManager.default.removeItem(atPath: two + "/lease")
    let mute = await shell("search", "wildfire", "--catalog", two)
    #expect(mute.exit == .locked && mute.output.isEmpty)
    #expect(mute.errors.contains("cartulary node follow --catalog \(two)"))
    // Whoever goes without leases is told what that means, until they are back.
    let leaseOff = "answers also when it does not hear from its ledger"
    #expect(await !shell("doctor", "--catalog", one).output.contains(leaseOff))
    #expect(await shell("settings", "lease", "off", "--catalog", one).exit == .done)
    #expect(await shell("node", "follow", "--once", "--catalog", one).exit == .done)
    #expect(await shell("doctor", "--catalog", one).output.contains(leaseOff))
    #expect(await shell("settings", "lease", "--unset", "--catalog", one).exit == .done)
    #expect(await shell("node", "follow", "--once", "--catalog", one).exit == .done)
    #expect(await !shell("doctor", "--catalog", one).output.contains(leaseOff))
    let name = String(status.lines[1].prefix { $0 != "\t" })
    try PostgresServer.shared().sql("UPDATE format SET lease = 100", in: schema)
    #expect(await shell("node", "remove", name, "--catalog", one).exit == .done)
    #expect(await shell("node", "remove", name, "--catalog", one).exit == .negativeAnswer)
  }

  @Test(
    "a mirror is made, told of with what its nodes need, and followed by one who may read nothing else",
    .enabled(if: PostgresServer.isInstalled, "\(PostgresServer.missing)"))
  func mirror() async throws {
    let (directory, schema) = (TemporaryDirectory(), PostgresServer.newSchema())
    let server = try PostgresServer.shared()
    let (whole, node) = (directory.path + "/whole", directory.path + "/mirror")
    #expect(await shell("ledger", "init", server.address(schema)).exit == .done)
    try server.sql("UPDATE format SET lease = 3600000", in: schema)
    let made = await shell("ledger", "mirror", server.address(schema), "--audience", "public")
    let role = schema + "_for_public_reader"
    #expect(made.exit == .done && made.errors.contains("GRANT \(role) TO"))
    #expect(
      await shell("ledger", "mirror", server.address(schema), "--audience", "public").exit == .cannotCreate)
    let label = await shell("ledger", "mirror", server.address(schema), "--audience", "not a label")
    #expect(label.exit == .usage && label.errors.contains("is 'public'"))
    try server.sql("CREATE ROLE \(schema)_site LOGIN IN ROLE \(role)")
    let address = String(made.lines[0]).replacing("tester@", with: "\(schema)_site@")
    _ = await shell("node", "init", "--ledger", server.address(schema), "--catalog", whole)
    #expect(await shell("publish", ProjectFiles.path("catalog-samples"), "--catalog", whole).exit == .done)
    #expect(await shell("node", "init", "--ledger", address, "--catalog", node).exit == .done)
    #expect(await shell("verify", "--catalog", node).exit == .done)
    let (shown, all) = (await shell("count", "--catalog", node), await shell("count", "--catalog", whole))
    #expect(shown.output == all.output && shown.exit == .done)
    let every = await shell("count", "--as", "staff", "--catalog", node)
    #expect(every.output == shown.output)
    let refused = await shell("publish", ProjectFiles.path("catalog-samples"), "--catalog", node)
    #expect(
      refused.exit == .permissionDenied && refused.errors.contains("publish and set on a node of the whole"))
    let status = await shell("node", "status", "--catalog", whole)
    #expect(status.output.contains("(mirror for public)"))
  }

  @Test(
    "an address that is wrong is told with what to do, and a catalog of its own is not a node",
    .enabled(if: PostgresServer.isInstalled, "\(PostgresServer.missing)"))
  func wrong() async throws {
    let directory = TemporaryDirectory()
    let server = try PostgresServer.shared()
    let schema = PostgresServer.newSchema()
    for (address, exit, words) in [
      ("index", ShellExit.usage, "postgresql://host/database"),
      ("postgresql://me:canary@db/x", .usage, "pgpass"),
      (server.address(schema), .indexUnusable, "cartulary ledger init"),
      (server.address(schema, database: "nothing"), .indexUnusable, "make the database first"),
      (
        server.address(schema, role: "nobody-of-this-name"), .permissionDenied,
        "postgresql://role@host/database"
      ),
      ("postgresql:///x?host=/nowhere", .inputOutput, "cannot be reached"),
    ] {
      let run = await shell("node", "init", "--ledger", address, "--catalog", directory.path + "/node")
      #expect(run.exit == exit && run.errors.contains(words), "\(address): \(run.errors)")
      #expect(!run.errors.contains("canary"))
    }
    #expect(!FileManager.default.fileExists(atPath: directory.path + "/node/format"))
    let path = await SampleCatalog.path.value
    for command in ["follow", "status"] {
      #expect(await shell("node", command, "--catalog", path).exit == .usage)
    }
  }

  @Test("the program is not linked with libpq: it is loaded when a ledger is in PostgreSQL")
  func linking() throws {
    let linked = try ProcessTests.run("cartulary", [], shell: #"ldd "$0""#).output
    #expect(linked.contains("libxapian") && !linked.contains("libpq"))
  }
}
