import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyLedger

@Suite(
  "Nodes of one ledger", .enabled(if: PostgresServer.isInstalled, "\(PostgresServer.missing)"))
struct NodeTests {
  private let directory = TemporaryDirectory()
  private let schema = PostgresServer.newSchema()

  /// A new ledger whose leases last longer than any machine takes for the test, with nodes that have what it has.
  private func nodes(_ names: String...) throws -> [DatasetCatalog] {
    let address = try PostgresServer.shared().address(schema)
    try CatalogUpkeep.makeLedger(at: address)
    try setLease(Self.long)
    return try names.map { name in
      let path = directory.path + "/" + name
      _ = try CatalogUpkeep.makeNode(at: path, ledger: address)
      return try DatasetCatalog.open(at: path)
    }
  }

  private static let long = 3_600_000

  /// What leases last that are given from now on.
  private func setLease(_ milliseconds: Int) throws {
    try PostgresServer.shared().sql("UPDATE format SET lease = \(milliseconds)", in: schema)
  }

  private func follow(_ node: DatasetCatalog) throws { try NodeFollower(at: node.path).follow() }

  private func ids(_ node: DatasetCatalog, _ query: String = "", as labels: String...) throws -> [String] {
    try node.search(SearchQuery(query), page: ResultPage(limit: 100), as: Viewer(labels: labels)).hits
      .map(\.dataset.id).sorted()
  }

  private func narrowed(_ record: SourcedDataset) -> SourcedDataset {
    var record = record
    record.dataset.audience = Audience(labels: ["staff"])!
    return record
  }

  @Test("each publishes, and all have the same index when they have followed")
  func several() async throws {
    let nodes = try nodes("a", "b", "c")
    // Else each publication that narrows waits until the leases of the others have ended.
    let followings = try nodes.map { NodeFollowing(try NodeFollower(at: $0.path)) { _ in } }
    defer { for following in followings { following.stop() } }
    try await nodes[0].publish(library, by: author)
    try await nodes[1].publish([narrowed(library[0])], by: author)
    try await nodes[2].publish([.sample("more", description: "Of the Air quality stations.")], by: author)
    var request = PublicationRequest()
    request.withdrawals = [.init(id: "house_prices", reason: "wrong")]
    #expect(try await nodes[0].publish(request, by: author).sequence == 4)
    for node in nodes {
      try follow(node)
      #expect(try ids(node) == ["air-quality", "more", "trial-records"])
      #expect(try ids(node, "asthma", as: "staff") == ["air-quality", "asthma-children", "staff-survey"])
      #expect(try node.tombstone(id: "house_prices", as: .public)?.reason == "wrong")
      #expect(try CatalogUpkeep.verify(at: node.path).findings == [])
    }
    let status = try CatalogUpkeep.nodes(of: nodes[2].path)
    #expect(status.count == 3 && status.allSatisfy { $0.applied == 4 && $0.behind == 0 })
  }

  @Test("a node that does not hear from its ledger does not answer, and does again when it has caught up")
  func lease() async throws {
    let nodes = try nodes("a", "b")
    try await nodes[0].publish(library, by: author)
    try follow(nodes[1])
    #expect(try ids(nodes[1]).count == 4)
    try setLease(50)
    try follow(nodes[1])
    usleep(100_000)
    for look in [
      { _ = try ids(nodes[1]) }, { _ = try nodes[1].dataset(id: "air-quality", as: .public) },
      { _ = try nodes[1].tombstone(id: "air-quality", as: .public) },
      { _ = try nodes[1].state(for: .public) },
      { _ = try nodes[1].suggest("a", at: 1, as: .public) },
    ] {
      let error = #expect(throws: CatalogError.self) { try look() }
      #expect(error?.code == .busy && error?.remedies == [.follow])
    }
    // What is left of one of another start of the machine is none.
    let text = try String(contentsOfFile: nodes[1].path + "/lease", encoding: .utf8)
    #expect(NodeLease(text: text) != nil && NodeLease(text: "0" + text) == nil)
    // One that has ended is given again only with the whole ledger.
    let ledger = try PostgresLedger(LedgerAddress(PostgresServer.shared().address(schema)))
    #expect(try !NodeFollower(at: nodes[1].path).keep(ledger))
    try setLease(Self.long)
    try follow(nodes[1])
    #expect(try ids(nodes[1]).count == 4)
  }

  @Test("when a publication that narrows has come, no node that follows shows what it hid")
  func narrowing() async throws {
    let nodes = try nodes("a", "b")
    try await nodes[0].publish(library, by: author)
    let following = try NodeFollowing(NodeFollower(at: nodes[1].path)) { _ in }
    defer { following.stop() }
    for record in library.prefix(3) {
      // That it comes at all is as it was acknowledged, and not waited for until the lease ends.
      try await nodes[0].publish([narrowed(record)], by: author)
      // It is out of the public shard, though the new one may not be there yet.
      #expect(try nodes[1].dataset(id: record.dataset.id, as: .public) == nil)
    }
  }

  @Test("a node that is cut off has stopped answering when the publication has come")
  func cutOff() async throws {
    let nodes = try nodes("a", "b")
    try setLease(400)
    try await nodes[0].publish(library, by: author)
    try follow(nodes[1])
    let start = ContinuousClock.now
    // It holds a lease and no longer looks: it is waited for.
    try await nodes[0].publish([narrowed(library[0])], by: author)
    #expect(ContinuousClock.now - start >= .milliseconds(400))
    #expect(throws: CatalogError.self) { try nodes[1].dataset(id: "asthma-children", as: .public) }
    try setLease(Self.long)
    try follow(nodes[1])
    #expect(try nodes[1].dataset(id: "asthma-children", as: .public) == nil)
    #expect(try nodes[1].dataset(id: "asthma-children", as: Viewer(labels: ["staff"])) != nil)
  }

  @Test(
    "what was hidden for a publication that did not come is shown again, also by an index that was made meanwhile"
  )
  func hidings() async throws {
    let nodes = try nodes("a", "b", "c")
    try await nodes[0].publish(library, by: author)
    for node in nodes { try follow(node) }
    let ledger = try PostgresLedger(LedgerAddress(PostgresServer.shared().address(schema)))
    let link = try #require(try CatalogLayout(root: nodes[0].path).ledgerLink())
    let number = try ledger.announce(hiding: [(.public, ["air-quality", "house_prices"])], by: link.node)
    #expect(try ledger.unacknowledgedCount(of: number) == 2)
    // None may renew its lease before it has hidden them.
    #expect(try !NodeFollower(at: nodes[1].path).keep(ledger))
    try follow(nodes[1])
    _ = try CatalogUpkeep.rebuild(at: nodes[2].path)
    try follow(nodes[2])
    #expect(try ledger.unacknowledgedCount(of: number) == 0)
    for node in nodes.dropFirst() { #expect(try ids(node) == ["asthma-children", "trial-records"]) }
    // The publisher died: the next publication, from wherever, gives them back.
    try await nodes[1].publish([.sample("more")], by: author)
    for node in nodes {
      try follow(node)
      #expect(try ids(node).count == 5)
      #expect(try CatalogUpkeep.verify(at: node.path).findings == [])
    }
  }

  @Test("a node that was removed, a copy of a node, and a forked history are refused")
  func refused() async throws {
    let nodes = try nodes("a", "b", "c")
    try await nodes[0].publish(library, by: author)
    for node in nodes { try follow(node) }
    let names = try CatalogUpkeep.nodes(of: nodes[0].path).map(\.name)
    #expect(try ids(nodes[1]).count == 4)
    try setLease(100)
    for node in nodes { try follow(node) }
    #expect(try CatalogUpkeep.removeNode(names[1], of: nodes[0].path) == 1)
    // Nobody waits for it any more, so it has stopped answering.
    #expect(throws: CatalogError.self) { try ids(nodes[1]) }
    let removed = #expect(throws: CatalogError.self) { try follow(nodes[1]) }
    #expect(removed?.code == .refused)
    let publishing = await #expect(throws: CatalogError.self) {
      try await nodes[1].publish([.sample("x")], by: author)
    }
    #expect(publishing?.code == .refused)

    try FileManager.default.copyItem(atPath: nodes[0].path, toPath: directory.path + "/copy")
    let copied = #expect(throws: CatalogError.self) { try NodeFollower(at: directory.path + "/copy") }
    #expect(copied?.code == .damaged)

    // After a failover to a server that had lost the last publication, and has another.
    try PostgresServer.shared().sql("UPDATE publication SET token = gen_random_uuid()", in: schema)
    let forked = #expect(throws: CatalogError.self) { try follow(nodes[2]) }
    #expect(forked?.code == .damaged && forked?.remedies == [.rebuild])
    _ = try CatalogUpkeep.rebuild(at: nodes[2].path)
    try setLease(Self.long)
    try follow(nodes[2])
    #expect(try ids(nodes[2]).count == 4)
  }

  @Test(
    "where the owner has turned leases off, a node answers without one, and does not when they are on again")
  func leaseOff() async throws {
    let nodes = try nodes("a", "b")
    try await nodes[0].publish(library, by: author)
    try await nodes[0].set("lease", to: "off", by: author)
    try follow(nodes[1])
    for node in nodes {
      try FileManager.default.removeItem(atPath: node.path + "/lease")
      #expect(try ids(node).count == 4)
      #expect(NodeFollower.answersWithoutLease(node.path))
    }
    try await nodes[0].set("lease", to: nil, by: author)
    #expect(throws: CatalogError.self) { try ids(nodes[0]) }
    try follow(nodes[1])
    try FileManager.default.removeItem(atPath: nodes[1].path + "/lease")
    #expect(throws: CatalogError.self) { try ids(nodes[1]) }
    // A catalog that is not a node has none, whatever is set.
    let alone = try await TestCatalog(library)
    try await alone.catalog.set("lease", to: "off", by: author)
    #expect(!FileManager.default.fileExists(atPath: alone.path + "/lease-off"))
  }

  @Test("settings hold on every node")
  func settings() async throws {
    let nodes = try nodes("a", "b")
    try await nodes[0].publish(library, by: author)
    try follow(nodes[1])
    try await nodes[0].set("mentions", to: "off", by: author)
    try follow(nodes[1])
    #expect(FileManager.default.fileExists(atPath: nodes[1].path + "/mentions-off"))
    try await nodes[1].set("mentions", to: nil, by: author)
    try follow(nodes[0])
    #expect(!FileManager.default.fileExists(atPath: nodes[0].path + "/mentions-off"))
  }

  @Test("publishers on several nodes at once lose nothing")
  func publishers() async throws {
    let nodes = try nodes("a", "b", "c")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (place, node) in nodes.enumerated() {
        group.addTask {
          for number in 0..<4 { try await node.publish([.sample("r\(place)-\(number)")], by: author) }
        }
      }
      try await group.waitForAll()
    }
    for node in nodes {
      try follow(node)
      #expect(try ids(node).count == 12)
      #expect(try CatalogUpkeep.verify(at: node.path).findings == [])
    }
  }
}
