import CartularyIndex
import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Awkward labels and many audiences")
struct AwkwardAudienceTests {
  static let malformed = [
    "", " ", "a/b", "../public", "/etc", ".", "..", "a.b", "a\u{0}b", "public\u{0}",
    String(repeating: "a", count: 10_240),
    "st\u{0430}ff", "\u{FF53}taff", "Staff", "STAFF", "-staff", "staff-", "a b", "a\nb", "a,b",
    "st\u{00E4}ff", "staff\u{200B}",
    "\u{202E}ffats", "*", "$(id)", "audience:public",
  ]

  @Test("what is not a label is refused in one harmless line, and never dropped", arguments: malformed)
  func refused(label: String) throws {
    #expect(Audience(labels: [label]) == nil)
    #expect(Audience(labels: ["public", label]) == nil)
    let error = #expect(throws: CatalogError.self) { try Viewer(labels: ["staff", label]) }
    #expect(error?.code == .invalidArgument)
    #expect((error?.message.utf8.count ?? 0) < 512)
  }

  @Test("a viewer without labels is the public, and one with unknown labels sees no more")
  func noLabels() async throws {
    let test = try await TestCatalog(library)
    #expect(try Viewer(labels: [] as [String]) == .public)
    #expect(try Viewer(labels: ["public", "public"]) == .public)
    let unknown = try Viewer(labels: (0..<500).map { "unknown-\($0)" })
    #expect(try test.ids("", as: unknown) == test.ids("", as: .public))
  }

  @Test("each of fifty labels of one record opens it, and no other does")
  func fiftyLabels() async throws {
    let labels = (0..<50).map { "label-\($0)-\(String(repeating: "x", count: 50))" }
    let test = try await TestCatalog(
      library + [.sample("wide") { $0.audience = Audience(labels: labels)! }])  // well-formed labels
    for label in labels { #expect(try test.ids("id:wide", as: try Viewer(labels: [label])) == ["wide"]) }
    #expect(try test.ids("id:wide", as: try Viewer(labels: ["label-0"])).isEmpty)
    #expect(try test.ids("id:wide", as: try Viewer(labels: labels)) == ["wide"])
    #expect(try test.total("") == library.count - 1)
  }

  @Test("a new shard is seen by a catalog that remembers the others, and a removed one is missed")
  func memoryOfShards() async throws {
    let test = try await TestCatalog(library)
    let layout = CatalogLayout(root: test.path)
    // Long ago, so that the list may be remembered.
    func settle() throws {
      let past = [timeval(tv_sec: 1_000_000_000, tv_usec: 0), timeval(tv_sec: 1_000_000_000, tv_usec: 0)]
      #expect(utimes(layout.shards, past) == 0)
    }
    let shards = PermittedShards(layout)
    let staff = try Viewer(labels: ["staff"])
    try settle()
    #expect(try shards.shards(for: .public).count == 1)
    #expect(try shards.shards(for: staff).count == 2)
    let both = try #require(Audience(labels: ["staff", "board"]))
    _ = try await test.catalog.publish([.sample("new") { $0.audience = both }], by: author)
    #expect(try shards.shards(for: staff).count == 3)
    #expect(try test.ids("id:new", as: staff) == ["new"])
    try settle()
    #expect(try shards.shards(for: staff).count == 3)
    try FileManager.default.removeItem(atPath: layout.shard(ShardKey.key(for: Audience(labels: ["staff"])!)))
    #expect(try shards.shards(for: staff).count == 2)
    #expect(try shards.shards(for: .public).count == 1)
    // Half a shard, as a crash leaves it: nobody's, until it is whole.
    let half = Audience(labels: ["half"])!  // a well-formed label
    try ShardDirectory.create(layout, ShardKey.key(for: half), half, FileModes(settings: CatalogSettings()))
    try settle()
    let halfViewer = try Viewer(labels: ["half"])
    #expect(try shards.shards(for: halfViewer).count == 1)
    _ = try IndexWriter(path: layout.shard(ShardKey.key(for: half)), create: true)
    #expect(try shards.shards(for: halfViewer).count == 2)
  }

  @Test("a pool keeps no more shards open than it may, and answers all the same")
  func boundedPool() async throws {
    let audiences = (0..<12).map { Audience(labels: ["group-\($0)"])! }  // well-formed labels
    let test = try await TestCatalog(
      audiences.enumerated().map { number, audience in
        .sample("r-\(number)", title: "asthma") { $0.audience = audience }
      })
    // Room for six shards: half of what this viewer needs.
    let pool = ReaderPool(fileLimit: 40)
    let layout = CatalogLayout(root: test.path)
    let identity = try layout.shardsIdentity()
    let paths = try PermittedShards(layout).shards(for: Viewer(labels: audiences.flatMap(\.labels))).filter {
      !$0.path.hasSuffix("/public")
    }
    let before = Self.descriptorCount()
    for _ in 0..<5 {
      #expect(try pool.withReader(paths, identity) { try $0.documentCount } == 12)
      for path in paths { #expect(try pool.withReader([path], identity) { try $0.documentCount } == 1) }
    }
    // Other tests open files too, so only far too many would show here: a pool without a bound keeps 24 shards.
    #expect(Self.descriptorCount() - before < 500)
  }

  private static func descriptorCount() -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
  }

  @Test("a record that moves between two shards of a viewer is never seen twice")
  func movingRecord() async throws {
    let records: (String) -> [SourcedDataset] = { label in
      [.sample("mover", title: "asthma") { $0.audience = Audience(labels: [label])! }]  // well-formed labels
    }
    let test = try await TestCatalog(library + records("staff"))
    let viewer = try Viewer(labels: ["staff", "board"])
    let path = test.path
    let publishing = Task {
      for number in 0..<6 {
        let moved = records(number % 2 == 0 ? "board" : "staff")
        _ = try await test.catalog.publish(moved, by: author, permissions: .all(moved))
      }
    }
    var counts: Set<Int> = []
    let end = ContinuousClock.now + .seconds(1.5)
    while ContinuousClock.now < end {
      // Opened again each time, as a program that is started for one search.
      counts.insert(try DatasetCatalog.open(at: path).search("id:mover", as: viewer).total)
      await Task.yield()
    }
    try await publishing.value
    #expect(counts.isSubset(of: [0, 1]), "seen \(counts) times")
    #expect(try test.ids("id:mover", as: viewer) == ["mover"])
  }
}
