import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyLedger

@Suite(
  "A catalog whose ledger is in PostgreSQL",
  .enabled(if: PostgresServer.isInstalled, "\(PostgresServer.missing)")
)
struct PostgresCatalogTests {
  private let directory = TemporaryDirectory()
  private let schema = PostgresServer.newSchema()

  private func address() throws -> String { try PostgresServer.shared().address(schema) }

  /// Nothing follows the ledger here: leases last longer than the test.
  private func lastLong() throws {
    try PostgresServer.shared().sql("UPDATE format SET lease = 600000", in: schema)
  }

  /// A node of a new ledger.
  private func node() throws -> DatasetCatalog {
    try CatalogUpkeep.makeLedger(at: address())
    try lastLong()
    #expect(try CatalogUpkeep.makeNode(at: directory.path + "/node", ledger: address()) == 0)
    return try DatasetCatalog.open(at: directory.path + "/node")
  }

  private func ids(_ catalog: DatasetCatalog, _ query: String, as viewer: Viewer = .public) throws -> [String]
  {
    try catalog.search(SearchQuery(query), page: ResultPage(limit: 100), as: viewer).hits.map(\.dataset.id)
      .sorted()
  }

  @Test("is published into, searched, verified, rebuilt and copied like any other")
  func whole() async throws {
    let catalog = try node()
    #expect(try await catalog.publish(library, by: author).sequence == 1)
    let staff = try Viewer(labels: ["staff"])
    #expect(try ids(catalog, "asthma") == ["air-quality", "asthma-children"])
    #expect(try ids(catalog, "asthma", as: staff) == ["air-quality", "asthma-children", "staff-survey"])
    // Who sees fewer records sees them at once.
    var narrowed = library[0]
    narrowed.dataset.audience = Audience(labels: ["staff"])!
    #expect(try await catalog.publish([narrowed], by: author).sequence == 2)
    #expect(try ids(catalog, "asthma") == ["air-quality"])
    #expect(try catalog.history(of: "asthma-children", as: .public).isEmpty)
    #expect(try catalog.history(of: "asthma-children", as: staff).count == 2)
    var request = PublicationRequest()
    request.withdrawals = [.init(id: "air-quality", reason: "wrong")]
    #expect(try await catalog.publish(request, by: author).sequence == 3)
    #expect(try catalog.tombstone(id: "air-quality", as: .public)?.reason == "wrong")

    let path = directory.path + "/node"
    #expect(try CatalogUpkeep.verify(at: path).findings == [])
    try FileManager.default.removeItem(atPath: path + "/shards")
    #expect(try CatalogUpkeep.rebuild(at: path) == 4)
    #expect(try CatalogUpkeep.verify(at: path).findings == [])

    // A backup is a catalog that needs no server, and so is a copy; all say the same.
    #expect(try CatalogUpkeep.backup(from: path, to: directory.path + "/backup") == 4)
    let digest = try CatalogUpkeep.copyLedger(from: address(), to: directory.path + "/copy")
    for name in ["/backup", "/copy"] {
      #expect(try CatalogUpkeep.verify(at: directory.path + name).findings == [])
      #expect(try Ledger(reading: CatalogLayout(root: directory.path + name)).digest() == digest)
      #expect(!FileManager.default.fileExists(atPath: directory.path + name + "/ledger"))
    }
    #expect(digest.publicationCount == 3 && digest.revisionCount == 7)
  }

  @Test("a catalog moves into PostgreSQL and goes on")
  func moved() async throws {
    let old = try await TestCatalog(library)
    let digest = try CatalogUpkeep.copyLedger(from: old.path, to: address())
    try lastLong()
    #expect(try CatalogUpkeep.makeNode(at: directory.path + "/node", ledger: address()) == 5)
    let catalog = try DatasetCatalog.open(at: directory.path + "/node")
    #expect(try ids(catalog, "asthma") == old.ids("asthma").sorted())
    #expect(try CatalogUpkeep.verify(at: catalog.path).findings == [])
    // Nothing is copied over it, and the same again changes nothing.
    let error = #expect(throws: CatalogError.self) {
      try CatalogUpkeep.copyLedger(from: old.path, to: address())
    }
    #expect(error?.code == .exists)
    #expect(try await catalog.publish(library, by: author).sequence == nil)
    #expect(try Ledger(reading: CatalogLayout(root: catalog.path)).digest() == digest)
    #expect(try await catalog.publish([.sample("more")], by: author).sequence == 2)
  }

  @Test("a server that is gone stops publishing and not searching, and nothing is lost")
  func serverGone() async throws {
    let catalog = try node()
    try await catalog.publish(library, by: author)
    let layout = CatalogLayout(root: catalog.path)
    let link = try #require(try layout.ledgerLink())
    try layout.write(LedgerLink(LedgerAddress("postgresql:///postgres?host=/nowhere"), node: link.node))
    let error = await #expect(throws: CatalogError.self) {
      try await catalog.publish([.sample("b")], by: author)
    }
    #expect(error?.code == .inputOutput)
    #expect(try ids(catalog, "asthma") == ["air-quality", "asthma-children"])
    try layout.write(link)
    #expect(try await catalog.publish([.sample("b")], by: author).sequence == 2)
  }

  @Test("another catalog's ledger, and a catalog in the way are refused")
  func refused() async throws {
    let catalog = try node()
    try await catalog.publish(library, by: author)
    let inTheWay = #expect(throws: CatalogError.self) {
      try CatalogUpkeep.makeNode(at: catalog.path, ledger: address())
    }
    #expect(inTheWay?.code == .exists)
    // Two catalogs in one database have a schema each; the ledger of the other is noticed.
    let other = try PostgresServer.shared().address(PostgresServer.newSchema())
    try CatalogUpkeep.makeLedger(at: other)
    let layout = CatalogLayout(root: catalog.path)
    let link = try #require(try layout.ledgerLink())
    try layout.write(LedgerLink(LedgerAddress(other), node: link.node))
    let wrong = await #expect(throws: CatalogError.self) {
      try await catalog.publish([.sample("b")], by: author)
    }
    #expect(wrong?.code == .damaged)
  }

  @Test("a node whose making was broken off is made again, and is the same node")
  func brokenOff() throws {
    try CatalogUpkeep.makeLedger(at: address())
    let layout = CatalogLayout(root: directory.path + "/node")
    let link = LedgerLink(try LedgerAddress(address()), node: CatalogIdentity.random().id)
    try layout.prepare(for: link)
    #expect(throws: CatalogError.self) { try DatasetCatalog.open(at: layout.root) }
    #expect(try CatalogUpkeep.makeNode(at: layout.root, ledger: address()) == 0)
    #expect(try layout.ledgerLink() == link)
    // Also one whose index could not be made, for want of room, say. One that is whole is left as it is.
    try FileManager.default.removeItem(atPath: layout.lease)
    #expect(try CatalogUpkeep.makeNode(at: layout.root, ledger: address()) == 0)
    #expect(try layout.ledgerLink() == link)
    #expect(throws: CatalogError.self) { try CatalogUpkeep.makeNode(at: layout.root, ledger: address()) }
  }
}
