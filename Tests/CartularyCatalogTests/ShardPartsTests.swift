import CartularyBase
import CartularyIndex
import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Shards made of parts")
struct ShardPartsTests {
  private static let small = ShardParts.Sizes(leastCount: 1, commitCount: 2, mostCount: 3, mergeCount: 2)
  private static let never = ShardParts.Sizes(leastCount: .max)

  /// Records of two audiences, one of which takes terms from another and one of which hides a variable.
  private static let records: [SourcedDataset] = {
    var records = (0..<20).map { number in
      SourcedDataset.sample(
        "station-\(number)", title: "River level \(number)",
        description: "Levels of river \(number % 3), hourly."
      ) {
        $0.keywords = ["river", "level\(number % 5)"]
        if number % 7 == 0 { $0.audience = Audience(labels: ["staff"])! }  // a well-formed label
      }
    }
    var hidden = Variable(name: "home_address")
    hidden.audience = Audience(labels: ["staff"])
    records[1].dataset.dataDictionary = DataDictionary(
      tables: [DataTable(name: "t", variables: [Variable(name: "level"), hidden])])
    return records
  }()

  private static func layout(_ test: TestCatalog) -> CatalogLayout { CatalogLayout(root: test.path) }

  /// Publishes into the ledger alone, and brings the shards up to it.
  private static func publish(
    _ request: PublicationRequest, _ test: TestCatalog, _ sizes: ShardParts.Sizes
  ) throws {
    let session = try WriteSession.open(layout(test), patience: .seconds(1))
    let updater = try ShardUpdater(layout: session.layout, ledger: session.ledger, sizes: sizes)
    _ = try session.ledger.publish(request, by: author, beforeCommit: updater.hide)
    var progress: [Int] = []
    try updater.bringUpToDate(progress: { done, _ in progress.append(done) })
    #expect(progress == Array(1..<(progress.count + 1)))
  }

  private static let queries = [
    "", "river", "level1", "levle2", "\"river level\"", "id:station-4", "riv*",
    "audience:pub*", "river audience:pub*",
  ]

  private static func answers(_ test: TestCatalog) throws -> [String] {
    try [Viewer.public, Viewer(labels: ["staff"])].flatMap { viewer in
      try queries.map { query in
        let answer = try test.catalog.search(
          SearchQuery(query), facets: .all, page: ResultPage(limit: 100), as: viewer)
        let hits = answer.hits.map { "\($0.dataset.id) \($0.weight.bitPattern) \($0.title) \($0.snippet)" }
        return "\(query): \(answer.total) \(hits) \(answer.facets)"
      }
    }
  }

  @Test("they hold and answer the same as shards made in one transaction")
  func same() async throws {
    let parts = try await TestCatalog()
    let whole = try await TestCatalog()
    for (test, sizes) in [(parts, Self.small), (whole, Self.never)] {
      try Self.publish(PublicationRequest(records: Self.records), test, sizes)
    }
    #expect(try Self.answers(parts) == Self.answers(whole))
    #expect(try CatalogUpkeep.verify(at: parts.path).findings == [])
    #expect(!FileManager.default.fileExists(atPath: Self.layout(parts).parts.shards))
  }

  @Test("changes, additions, narrowings and returns of withdrawn records go into a shard that is there")
  func changes() async throws {
    var changed = Self.records
    for number in [2, 9, 19] { changed[number].dataset.title = "Snow depth \(number)" }
    changed[3].dataset.audience = Audience(labels: ["staff"])!  // a well-formed label
    changed.append(.sample("ab-new", title: "River bed", description: "Before all others."))
    var withdrawal = PublicationRequest()
    withdrawal.withdrawals = [
      .init(id: "station-5", reason: "wrong"), .init(id: "station-6", reason: "wrong"),
    ]
    var second = PublicationRequest(records: changed.filter { $0.dataset.id != "station-6" })
    second.permissions = .all(changed)
    second.permissions.restoring = ["station-5"]
    let parts = try await TestCatalog(Self.records)
    let whole = try await TestCatalog(Self.records)
    for (test, sizes) in [(parts, Self.small), (whole, Self.never)] {
      // It was open, and in use, all the time.
      #expect(try test.total("river") == 17)
      try Self.publish(withdrawal, test, sizes)
      try Self.publish(second, test, sizes)
    }
    #expect(try Self.answers(parts) == Self.answers(whole))
    #expect(try parts.total("snow") == 3 && parts.catalog.tombstone(id: "station-5", as: .public) == nil)
    #expect(try parts.catalog.tombstone(id: "station-6", as: .public)?.reason == "wrong")
    let findings = try CatalogUpkeep.verify(at: parts.path).findings
    #expect(findings.allSatisfy { $0.kind == .residue }, "\(findings)")
    // Those of the next publication remove it.
    try await parts.catalog.publish([.sample("one-more", title: "One more")], by: author)
    #expect(try CatalogUpkeep.verify(at: parts.path).findings == [])
  }

  @Test("what a crash leaves of them goes with the next publication, and nobody sees it before")
  func leftovers() async throws {
    let test = try await TestCatalog(Self.records)
    let before = try Self.answers(test)
    let layout = Self.layout(test)
    try FileManager.default.createDirectory(
      atPath: layout.parts.shards, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: layout.shard("public"), toPath: layout.parts.shards + "/part-0")
    // A shard of which the crash left a directory, and a public one that was never put in place.
    #expect(try Self.answers(test) == before)
    let ledger = try Ledger(layout)
    let more = SourcedDataset.sample("board-only", title: "Minutes") {
      $0.audience = Audience(labels: ["board"])!  // a well-formed label
    }
    _ = try ledger.publish(PublicationRequest(records: [more]), by: author)
    try FileManager.default.createDirectory(
      atPath: layout.shard(ShardKey.key(for: more.dataset.audience)), withIntermediateDirectories: true)
    try Self.publish(PublicationRequest(), test, Self.small)
    #expect(!FileManager.default.fileExists(atPath: layout.parts.shards))
    #expect(try CatalogUpkeep.verify(at: test.path).findings == [])
    #expect(try test.total("minutes", as: Viewer(labels: ["board"])) == 1)
  }

  @Test("a record's bytes in the ledger are those in its shard, unless a variable is hidden")
  func bytes() async throws {
    let test = try await TestCatalog(Self.records + library)
    let ledger = try Ledger(reading: Self.layout(test))
    let reader = try IndexReader(paths: [Self.layout(test).shard("public")])
    for record in try ledger.current(ids: ledger.currentIDs(audience: .public)) {
      let id = record.dataset.id
      let payload = try #require(try reader.payload(uniqueTerm: TermPrefix.uniqueTerm(id)))
      let stored = String(decoding: payload, as: UTF8.self)
      #expect(stored.hasSuffix(record.json) == (id != "station-1"), "\(id)")
      #expect(!stored.contains("home_address"))
    }
  }

  @Test("a full disk leaves the shard as it was, and the next publication completes it")
  func failure() async throws {
    let test = try await TestCatalog(Self.records)
    let layout = Self.layout(test)
    let before = try Self.answers(test)
    var changed = Self.records[0]
    changed.dataset.title = "Snow"
    _ = try Ledger(layout).publish(PublicationRequest(records: [changed]), by: author)
    // A file where the parts are to be: whatever goes wrong while they are written.
    try Data().write(to: URL(fileURLWithPath: layout.parts.shards))
    let ledger = try Ledger(layout)
    #expect(throws: CatalogError.self) {
      try ShardUpdater(layout: layout, ledger: ledger, sizes: Self.small).bringUpToDate()
    }
    #expect(try Self.answers(test) == before)
    try await test.catalog.publish([.sample("one-more", title: "One more")], by: author)
    #expect(try CatalogUpkeep.verify(at: test.path).findings == [])
  }

  @Test("the lists of terms are in few pieces, so that searches need not go from one small piece to the next")
  func pieces() async throws {
    let records = (0..<300).map { number in
      SourcedDataset.sample(
        "station-\(number)", title: "River level of station \(number)",
        description: "Hourly levels of river \(number % 3), quality checked, by year and by gauge.")
    }
    var sizes: [Int] = []
    for parts in [ShardParts.Sizes(leastCount: 1, commitCount: 10), .init(leastCount: .max)] {
      let test = try await TestCatalog()
      try Self.publish(PublicationRequest(records: records), test, parts)
      let lists = Self.layout(test).shard("public") + "/postlist.glass"
      sizes.append(try #require(FileManager.default.attributesOfItem(atPath: lists)[.size] as? Int))
    }
    // In parts of 10 they take three times the room.
    #expect(Double(sizes[0]) < 1.5 * Double(sizes[1]), "\(sizes)")
  }
}
