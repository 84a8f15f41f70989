import CartularyBase
import CartularyIndex
import CartularyLedger
import CartularyModel
import Foundation
import GRDB
import LedgerTestSupport
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Looking after a catalog")
struct UpkeepTests {
  private func answers(_ path: String) throws -> String {
    let catalog = try DatasetCatalog.open(at: path)
    return try [Viewer.public, Viewer(labels: ["staff"])].map { viewer in
      try ["", "asthma", "publisher:health", "asthm*"].map { query in
        let answer = try catalog.search(SearchQuery(query), as: viewer)
        return
          "\(answer.total) \(answer.hits.map { "\($0.dataset.id) \($0.weight.bitPattern) \($0.snippet)" })"
      }.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  @Test("rebuilding, compacting and backing up change no answer")
  func sameAnswers() async throws {
    let test = try await TestCatalog(library)
    var request = PublicationRequest()
    request.withdrawals = [.init(id: "house_prices", reason: "superseded by a better one")]
    try await test.catalog.publish(request, by: author)
    let before = try answers(test.path)
    #expect(try CatalogUpkeep.rebuild(at: test.path) == 4)
    #expect(try answers(test.path) == before)
    // A catalog that was open all the time sees the new index.
    #expect(try test.total("asthma") == 2)
    try CatalogUpkeep.compact(at: test.path)
    #expect(try answers(test.path) == before)
    let backup = test.directory.path + "/backup"
    #expect(try CatalogUpkeep.backup(from: test.path, to: backup + "/") == 4)
    #expect(try answers(backup) == before)
    for path in [test.path, backup] {
      let report = try CatalogUpkeep.verify(at: path)
      #expect(report.isSound, "\(report.findings)")
      #expect(report.recordCount == 4 && report.revisionCount == 6 && report.shardCount == 2)
      #expect(
        try DatasetCatalog.open(at: path).tombstone(id: "house_prices", as: .public)?.reason.contains(
          "better")
          == true)
    }
    let again = #expect(throws: CatalogError.self) { try CatalogUpkeep.backup(from: test.path, to: backup) }
    #expect(again?.code == .exists)
  }

  @Test("verify finds what differs: content, place, surplus, absence, withdrawals, and work that is behind")
  func differences() async throws {
    let test = try await TestCatalog(library)
    let layout = CatalogLayout(root: test.path)
    let ledger = try Ledger(layout)
    func findings() throws -> [String] {
      try CatalogUpkeep.verify(at: test.path).findings.map {
        "\($0.kind.rawValue) \($0.id ?? "-") \($0.message)"
      }
    }
    #expect(try findings() == [])
    // The ledger goes on, the index does not.
    var changed = library[0]
    changed.dataset.title = "Asthma in the young"
    _ = try ledger.publish(PublicationRequest(records: [changed]), by: author)
    #expect(try findings() == ["behind - the shard for public lacks the last changes of 1 records"])
    try await test.catalog.publish([changed], by: author)
    #expect(try findings() == [])
    // Behind everyone's back, the shard gets a stranger, another content and a hole.
    let indexer = try DatasetIndexer()
    try TestShard.write(at: layout.shard("public")) { writer in
      try writer.replace(try indexer.document(for: library[4].dataset, inheriting: .none))
      try writer.replace(try indexer.document(for: library[0].dataset, inheriting: .none))
      try writer.delete(uniqueTerm: TermPrefix.uniqueTerm("air-quality"))
      try writer.setMetadata(StoredWithdrawalV1.key("never-was"), to: "{}")
    }
    #expect(
      try findings() == [
        "index staff-survey the shard for public holds a record that is not its own",
        "index air-quality the shard for public lacks the record",
        "index asthma-children the shard for public holds another content",
        "index never-was the shard for public knows a withdrawal that never was",
      ])
    _ = try CatalogUpkeep.rebuild(at: test.path)
    #expect(try findings() == [])
    // The ledger says two things of one audience.
    let file = try LedgerFile(layout.ledger)
    try file.setCurrentAudience(of: "air-quality", to: "board")
    #expect(try findings() == ["ledger air-quality the current state is not the last revision"])
    try file.setCurrentAudience(of: "air-quality", to: "public")
    // A revision goes missing.
    try file.deleteRevision(1, of: "asthma-children")
    #expect(try findings().contains { $0.contains("ledger asthma-children revision 1 is missing") })
  }

  @Test("what the ledger notes of names is compared with the records, and noted again by a rebuild")
  func references() async throws {
    var whole = SourcedDataset.sample("whole")
    whole.dataset.identifiers = ["doi:10.5072/whole"]
    var part = SourcedDataset.sample("part")
    part.dataset.relations = [Relation(kind: .partOf, target: "whole")]
    let test = try await TestCatalog([whole, part, .sample("alone")])
    func findings() throws -> [String] {
      try CatalogUpkeep.verify(at: test.path).findings.map { "\($0.kind) \($0.id ?? "-")" }
    }
    #expect(try findings() == [])
    let file = try LedgerFile(CatalogLayout(root: test.path).ledger)
    try file.misnoteReferences(of: "part", as: nil)
    try file.misnoteReferences(of: "alone", as: "whole")
    try file.misnoteReferences(of: "nobody", as: "whole")
    #expect(try findings() == ["index alone", "index nobody", "index part"])
    _ = try CatalogUpkeep.rebuild(at: test.path)
    #expect(try findings() == [])
  }

  @Test("a record that moved is forgotten by its old shard, and a withdrawn one remembered by its last")
  func tombstones() async throws {
    let test = try await TestCatalog(library)
    let staff = try Viewer(labels: ["staff"])
    let (narrow, gone) = (library[0].dataset.id, "staff-survey")
    var record = library[0]
    record.dataset.audience = Audience(labels: ["staff"])!  // a well-formed label
    try await test.catalog.publish([record], by: author)
    var request = PublicationRequest()
    request.withdrawals = [.init(id: gone, reason: "wrong")]
    try await test.catalog.publish(request, by: author)
    #expect(try test.catalog.tombstone(id: narrow, as: .public) == nil)
    #expect(try test.catalog.tombstone(id: gone, as: .public) == nil)
    #expect(try test.catalog.tombstone(id: gone, as: staff)?.reason == "wrong")
    #expect(try test.catalog.dataset(id: gone, as: staff) == nil)
    // Published again by name, nothing of the withdrawal is left.
    let again = try await test.catalog.publish([library[4]], by: author)
    #expect(again.plan.withheldIDs == [gone] && again.sequence == nil)
    try await test.catalog.publish([library[4]], by: author, permissions: .init(restoring: [gone]))
    #expect(try test.catalog.tombstone(id: gone, as: staff) == nil)
    #expect(try CatalogUpkeep.verify(at: test.path).isSound)
  }

  @Test("a catalog of the first format is refused with what to do, and migrated with its history")
  func migration() async throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/index"
    let sql = try ProjectFiles.text("Tests/CartularyCatalogTests/Fixtures/format-1.sql")
    try directory.write("cartulary 1\n", to: "index/format")
    try FileManager.default.createDirectory(atPath: path + "/shards", withIntermediateDirectories: true)
    let file = try LedgerFile(path + "/ledger.sqlite")
    try file.load(dump: sql)
    try file.close()
    let refused = #expect(throws: CatalogError.self) { try DatasetCatalog.open(at: path) }
    #expect(refused?.code == .pastVersion && refused?.remedies == [.migrate])
    #expect(try CatalogUpkeep.migrate(at: path) == 1)
    #expect(try CatalogUpkeep.migrate(at: path) == CatalogUpkeep.formatVersion)
    let catalog = try DatasetCatalog.open(at: path)
    #expect(try catalog.search("", as: .public).hits.map(\.dataset.id) == ["open-air"])
    #expect(try catalog.search("", as: try Viewer(labels: ["staff"])).total == 2)
    let revisions = try catalog.history(of: "open-air", as: .public)
    #expect(revisions.map(\.title) == ["Air: hourly readings", "Air: readings by the hour"])
    #expect(revisions[1].differences.map(\.path) == ["title"])
    #expect(try CatalogUpkeep.verify(at: path).isSound)
    // And is published into as any other.
    try await catalog.publish(library, by: author)
    #expect(try CatalogUpkeep.verify(at: path).isSound)
  }

  @Test("a shard of a later format stops writing, and says what to do")
  func laterShard() async throws {
    let test = try await TestCatalog(library)
    let shard = CatalogLayout(root: test.path).shard("public")
    try TestShard.write(at: shard) { try $0.setMetadata(ShardMetadata.format, to: "99") }
    let error = await #expect(throws: CatalogError.self) {
      try await test.catalog.publish([library[0]], by: author)
    }
    #expect(error?.code == .futureVersion && error?.remedies == [.useNewerProgramOrRebuild])
    _ = try CatalogUpkeep.rebuild(at: test.path)
    try await test.catalog.publish([library[0]], by: author)
  }

  @Test("who can see what, and every change of it, is there to audit")
  func audit() async throws {
    let test = try await TestCatalog(library)
    var record = library[0]
    for labels in [["staff"], ["board", "staff"], ["public"]] {
      record.dataset.audience = Audience(labels: labels)!  // well-formed labels
      try await test.catalog.publish(
        [record], by: PublicationAuthor(name: "who", tool: "t"),
        permissions: .init(widening: [record.dataset.id]))
    }
    let report = try test.catalog.audit()
    #expect(report.labels.map { "\($0.label) \($0.count)" } == ["public 4", "staff 1"])
    #expect(
      report.labels[0].bySensitivity.map { "\($0.level.rawValue) \($0.count)" } == [
        "public 1", "controlled 1", "highly-restricted 1", "unspecified 1",
      ])
    #expect(
      report.changes.map { "\($0.from?.labels ?? []) \($0.to?.labels ?? []) \($0.isWidening)" } == [
        #"["board", "staff"] ["public"] true"#, #"["staff"] ["board", "staff"] true"#,
        #"["public"] ["staff"] false"#,
      ])
    #expect(report.widenings.allSatisfy { $0.author == "who" && $0.id == "asthma-children" })
    #expect(try test.catalog.audit(since: CalendarDate("9999-01-01")).changes == [])
  }

  @Test("a setting narrows records that name no audience and are more than internal, and says so")
  func narrowByDefault() async throws {
    let test = try await TestCatalog()
    try await test.catalog.set("narrow-by-default", to: "stewards,staff", by: author)
    var silent = library[2]  // Highly restricted.
    silent.statesAudience = false
    var open = library[1]  // Public.
    open.statesAudience = false
    let report = try await test.catalog.publish([silent, open, library[0]], by: author)
    #expect(report.plan.notes.map(\.kind) == [.narrowed])
    #expect(try test.ids("").sorted() == ["air-quality", "asthma-children"])
    #expect(try test.ids("", as: try Viewer(labels: ["stewards"])).contains("trial-records"))
    // The same again changes nothing.
    #expect(try await test.catalog.publish([silent], by: author).sequence == nil)
    for (name, value) in [
      ("narrow-by-default", "public"), ("narrow-by-default", "A/b"), ("group.public", "root"),
      ("group.staff", "no-such-group-here"), ("colour", "red"),
    ] {
      let error = await #expect(throws: CatalogError.self) {
        try await test.catalog.set(name, to: value, by: author)
      }
      #expect(error?.code == .invalidArgument, "\(name) \(value)")
    }
  }

  private func mode(_ path: String) throws -> String {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return String((attributes[.posixPermissions] as? Int ?? 0) & 0o777, radix: 8)
  }

  @Test("shards and ledger carry file modes")
  func modes() async throws {
    let test = try await TestCatalog(library)
    let layout = CatalogLayout(root: test.path)
    let staff = layout.shard(ShardKey.key(for: Audience(labels: ["staff"])!))  // a well-formed label
    #expect(try mode(layout.shard("public")) == "755")
    #expect(try mode(staff) == "700")
    #expect(try mode(layout.ledger) == "600")
  }

  @Test(
    "shards and ledger are given to the group that the owner names",
    .enabled(if: TestMachine.isRoot, "only root gives files to other groups"))
  func groups() async throws {
    let test = try await TestCatalog(library)
    let layout = CatalogLayout(root: test.path)
    let staff = layout.shard(ShardKey.key(for: Audience(labels: ["staff"])!))  // a well-formed label
    try await test.catalog.set("group.staff", to: "daemon", by: author)
    try await test.catalog.set("ledger-group", to: "daemon", by: author)
    // The same group publishes, so it may write.
    #expect(try mode(staff) == "770")
    #expect(try mode(layout.ledger) == "660")
    let group = try FileManager.default.attributesOfItem(atPath: staff)[.groupOwnerAccountName] as? String
    #expect(group == "daemon")
    // Made again, they carry them too.
    _ = try CatalogUpkeep.rebuild(at: test.path)
    #expect(try mode(staff) == "770" && mode(layout.shards) == "775")
    try await test.catalog.set("ledger-group", to: nil, by: author)
    #expect(try mode(staff) == "750" && mode(layout.shards) == "755")
    try await test.catalog.set("group.staff", to: nil, by: author)
    #expect(try mode(staff) == "700")
  }

  @Test("history tells a viewer of the revisions that they may see, and nothing of the others")
  func history() async throws {
    let test = try await TestCatalog()
    func publish(_ title: String, _ labels: [String]) async throws {
      try await test.catalog.publish(
        [.sample("r", title: title) { $0.audience = Audience(labels: labels)! }], by: author,
        permissions: .init(widening: ["r"]))
    }
    try await publish("First, for staff", ["staff"])
    try await publish("Second, for all", ["public"])
    try await publish("Third, for staff", ["staff"])
    let (all, staff) = (Viewer.public, try Viewer(labels: ["staff"]))
    // Who may not see it now is told nothing of what they could see before.
    #expect(try test.catalog.history(of: "r", as: all).isEmpty)
    #expect(try test.catalog.history(of: "r", as: staff).map(\.number) == [1, 2, 3])
    #expect(try test.catalog.history(of: "nothing", as: staff).isEmpty)
    var request = PublicationRequest()
    request.restoration = .init(id: "r", number: 2, as: staff)
    request.permissions.widening = ["r"]
    try await test.catalog.publish(request, by: author)
    #expect(try test.catalog.dataset(id: "r", as: all)?.title == "Second, for all")
    // To the public it never was anything else.
    #expect(
      try test.catalog.history(of: "r", as: all).map { "\($0.number) \($0.title) \($0.differences)" }
        == ["1 Second, for all []"])
    request.restoration = .init(id: "r", number: 7, as: all)
    let missing = #expect(throws: CatalogError.self) { try test.catalog.plan(request) }
    #expect(missing?.remedies == [.advice("it has revisions 1 to 1")])
  }
}
