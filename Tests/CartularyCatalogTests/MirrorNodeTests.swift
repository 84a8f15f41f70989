import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyLedger

@Suite("Nodes of a mirror", .enabled(if: PostgresServer.isInstalled, "\(PostgresServer.missing)"))
struct MirrorNodeTests {
  private let directory = TemporaryDirectory()
  private let schema = PostgresServer.newSchema()

  /// A node of a new ledger, and the address of a mirror of it for everyone's records, as a role that may read nothing else.
  private func whole() throws -> (DatasetCatalog, mirror: String) {
    let server = try PostgresServer.shared()
    try CatalogUpkeep.makeLedger(at: server.address(schema))
    try server.sql("UPDATE format SET lease = 3600000", in: schema)
    let mirror = try CatalogUpkeep.makeMirror(of: server.address(schema), for: ["public"])
    let role = PostgresServer.newSchema()
    try server.sql("CREATE ROLE \(role) LOGIN IN ROLE \(mirror.role)")
    let path = directory.path + "/whole"
    _ = try CatalogUpkeep.makeNode(at: path, ledger: server.address(schema))
    return (try DatasetCatalog.open(at: path), mirror.address.replacing("tester@", with: role + "@"))
  }

  private func record(_ id: String, _ description: String, for label: String) -> SourcedDataset {
    .sample(id, title: "Record \(id)", description: description) {
      $0.audience = Audience(labels: [label])!
    }
  }

  private func publish(_ records: [SourcedDataset], in node: DatasetCatalog) async throws {
    _ = try await node.publish(records, by: author, permissions: .all(records))
  }

  /// Which of some words stand in the files of a directory.
  private func words(_ words: [String], inFilesOf path: String) throws -> Set<String> {
    var found: Set<String> = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      guard let data = FileManager.default.contents(atPath: path + "/" + name) else { continue }
      for word in words where data.range(of: Data(word.utf8)) != nil { found.insert(word) }
    }
    return found
  }

  private func words(_ words: [String], in bytes: [UInt8]) -> Set<String> {
    Set(words.filter { Data(bytes).range(of: Data($0.utf8)) != nil })
  }

  @Test("neither their directory nor what the server sends them has anything of what is not for everyone")
  func canaries() async throws {
    let server = try PostgresServer.shared()
    let (whole, mirror) = try whole()
    let (tap, control) = (try PostgresTap(server), try PostgresTap(server))
    defer {
      tap.stop()
      control.stop()
    }
    let secrets = ["canaryalpha", "canarybeta", "canarygamma", "canarydelta", "canaryreason"]
    let path = directory.path + "/mirror"
    func tapped(_ address: String, _ tap: PostgresTap) -> String {
      address.replacing(server.directory, with: tap.directory)
    }
    _ = try CatalogUpkeep.makeNode(at: path, ledger: tapped(mirror, tap))
    _ = try CatalogUpkeep.makeNode(
      at: directory.path + "/control", ledger: tapped(server.address(schema), control))
    let followings = try [path, directory.path + "/control"].map {
      NodeFollowing(try NodeFollower(at: $0)) { _ in }
    }

    try await publish(
      [record("one", "formeropen", for: "public"), record("two", "canaryalpha", for: "staff")], in: whole)
    try await publish(
      [record("three", "canarybeta", for: "staff"), record("four", "open", for: "public")], in: whole)
    // Narrowed, which waits until the mirror has hidden it; widened; what others have changed and withdrawn.
    try NodeFollower(at: path).follow()
    let node = try DatasetCatalog.open(at: path)
    func ids() throws -> [String] {
      try node.search(SearchQuery(""), page: ResultPage(limit: 100), as: .public).hits.map(\.dataset.id)
        .sorted()
    }
    #expect(try ids() == ["four", "one"])
    try await publish([record("one", "canarygamma", for: "staff")], in: whole)
    #expect(try node.dataset(id: "one", as: .public) == nil)
    try await publish(
      [record("two", "nowopen", for: "public"), record("three", "canarydelta", for: "board")], in: whole)
    var request = PublicationRequest()
    request.withdrawals = [.init(id: "three", reason: "canaryreason")]
    _ = try await whole.publish(request, by: author)
    try NodeFollower(at: path).follow()
    #expect(try ids() == ["four", "two"])
    for viewer in [Viewer.public, try Viewer(labels: ["staff", "board"])] {
      #expect(
        try node.dataset(id: "one", as: viewer) == nil && node.tombstone(id: "three", as: viewer) == nil)
      #expect(try node.history(of: "one", as: viewer).isEmpty)
    }
    #expect(words(secrets, in: tap.take()).isEmpty)
    #expect(try words(secrets + ["formeropen"], inFilesOf: path).isEmpty)

    // All again: what was narrowed does not come any more either.
    for following in followings { following.stop() }
    _ = try CatalogUpkeep.rebuild(at: path)
    try NodeFollower(at: path).follow()
    #expect(try CatalogUpkeep.verify(at: path).findings == [])
    #expect(try CatalogUpkeep.backup(from: path, to: directory.path + "/backup") == 2)
    #expect(words(secrets + ["formeropen"], in: tap.take()).isEmpty)
    #expect(try words(secrets + ["formeropen"], inFilesOf: path).isEmpty)
    #expect(try words(secrets + ["formeropen"], inFilesOf: directory.path + "/backup").isEmpty)

    // The search would find it: it does where everything is.
    try NodeFollower(at: directory.path + "/control").follow()
    #expect(words(secrets, in: control.take()) == Set(secrets))
    #expect(try words(secrets, inFilesOf: directory.path + "/control").isSuperset(of: ["canarygamma"]))
  }

  @Test("they answer as a catalog does that never held the rest")
  func worlds() async throws {
    let (whole, mirror) = try whole()
    let world = HiddenWorld(seed: 12)
    let path = directory.path + "/mirror"
    try await publish(world.history[0], in: whole)
    // It has seen what is narrowed later.
    _ = try CatalogUpkeep.makeNode(at: path, ledger: mirror)
    let following = NodeFollowing(try NodeFollower(at: path)) { _ in }
    defer { following.stop() }
    for publication in world.history.dropFirst() { try await publish(publication, in: whole) }
    _ = try await whole.publish(.withdrawing(world.withdrawn), by: author)
    try NodeFollower(at: path).follow()
    let twin = try await TestCatalog(world.visible(to: []))
    let node = try DatasetCatalog.open(at: path)
    var questions = WorldQuestions(
      seed: 12, about: world, fields: FieldTable.all.map(\.name), facets: FieldTable.facets.map(\.name),
      sortKeys: FieldTable.sortKeys)
    var comparison = Comparison()
    for _ in 0..<12 {
      let question = questions.next()
      comparison.countQuery()
      // Whatever labels a viewer holds, there is nothing more.
      for viewer in try [Viewer.public, Viewer(labels: ["vault", "board"])] {
        let (here, there) = (
          LibraryAsking(node, viewer, question), LibraryAsking(twin.catalog, .public, question)
        )
        for surface in LibrarySurfaces.all {
          comparison.compare(
            surface.name, LibrarySurfaces.text(surface, here), LibrarySurfaces.text(surface, there),
            query: question.query, viewer: "mirror")
        }
      }
    }
    let isEqual = comparison.isEqual
    #expect(isEqual, "\(comparison.report)")
  }

  @Test("what changed is told of them as of other nodes, and nothing can be published there")
  func changes() async throws {
    let (whole, mirror) = try whole()
    let path = directory.path + "/mirror"
    _ = try CatalogUpkeep.makeNode(at: path, ledger: mirror)
    let node = try DatasetCatalog.open(at: path)
    let following = NodeFollowing(try NodeFollower(at: path)) { _ in }
    defer { following.stop() }
    func changes(_ catalog: DatasetCatalog, after cursor: ChangeCursor? = nil) throws -> [RecordChange] {
      try NodeFollower(at: catalog.path).follow()
      return try catalog.changes(after: cursor, limit: 100, as: .public)?.changes ?? []
    }
    func told(_ changes: [RecordChange]) -> [String] {
      changes.map { "\($0.isRemoved ? "-" : "+")\($0.id) \($0.cursor)" }
    }
    try await publish(
      [record("one", "a", for: "public"), record("two", "b", for: "public"), record("x", "c", for: "staff")],
      in: whole)
    let first = try changes(whole)
    #expect(try told(changes(node)) == told(first))
    try await publish([record("x", "d", for: "staff")], in: whole)
    try await publish([record("one", "a", for: "staff")], in: whole)
    try await publish([record("two", "e", for: "public")], in: whole)
    let next = try changes(whole, after: first.last?.cursor)
    #expect(next.map(\.isRemoved) == [true, false])
    #expect(try told(changes(node, after: first.last?.cursor)) == told(next))

    let error = await #expect(throws: CatalogError.self) {
      try await publish([record("three", "f", for: "public")], in: node)
    }
    #expect(error?.code == .permissionDenied && error?.message.contains("mirror") == true)
    #expect(try node.dataset(id: "two", as: .public) != nil)
  }
}
