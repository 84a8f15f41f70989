import CartularyIndex
import CartularyLedger
import CartularyModel
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Mentions of records by others")
struct MentionTests {
  @Test(
    "a name is written as a name",
    arguments: [
      ("ImageNet", "Pictures, as of ImageNet.", true), ("ImageNet", "as of imagenet", false),
      ("ImageNet", "ImageNet's pictures", true), ("ImageNet", "TinyImageNet", false),
      ("ImageNet", "ImageNets", false), ("ImageNet", "“ImageNet”", true),
      ("ImageNet", "(ImageNet-1k)", true), ("MODIS Terra", "the MODIS\n  Terra mission", true),
      // A capital at the beginning of a sentence makes no name.
      ("Adult", "Of the Adult data", true), ("Adult", "Data. Adult persons", false),
      ("Adult", "Adult persons", false), ("Adult", "Data: (Adult persons)", false),
      ("iris", "of the iris data", false), ("The", "in The data", false), ("A1", "see A1", false),
      ("2020", "in 2020", false), ("covid19", "of covid19", true), ("Don", "I Don't know", false),
    ])
  func said(name: String, text: String, isSaid: Bool) {
    #expect((MentionName(name).map(MentionText(text).says) ?? false) == isSaid)
  }

  @Test(
    "stretches of a text that may be names are as many whatever names there are, and as long as a name is")
  func stretches() {
    func stretches(_ text: String, from first: String? = nil) -> [String] {
      let text = MentionText(text)
      var found: [String] = []
      text.forEachStretch(beginning: { key, _ in first.map { NameKey($0.unicodeScalars) == key } ?? true }) {
        key, stretch in
        #expect(key == NameKey(text.string(stretch).unicodeScalars))
        found.append(text.string(stretch))
      }
      return found
    }
    let ends = ["", " (of", " (of A2", " (of A2's"]
    #expect(
      stretches("in a  SunSet (of A2's)")
        == ["in a SunSet", "a SunSet", "SunSet"].flatMap { beginning in ends.map { beginning + $0 } }
        + ["of A2", "of A2's", "A2's"])
    #expect(stretches("in a  SunSet (of A2's)", from: "of") == ["of A2", "of A2's"])
    #expect(stretches(String(repeating: "in lower case ", count: 100)).isEmpty)
    let long = stretches(String(repeating: "Ab ", count: 1_000))
    #expect(long.count < 1_000 * 34 && long.allSatisfy { $0.utf8.count <= 100 })
    #expect(stretches(String(repeating: "A", count: 101)).isEmpty)
  }

  @Test("names that differ in one sign, or in their length alone, have keys of their own")
  func keys() {
    let names = (0..<2_000).map { "Set \($0)" } + ["", "\0", "\0\0", "ab", "ba", "Set 1 ", "set 1"]
    #expect(Set(names.map { NameKey($0.unicodeScalars) }).count == names.count)
  }

  /// Records that mention each other, of some publishers and for some people.
  static func records(_ count: Int, _ generator: inout SeededGenerator) -> [SourcedDataset] {
    (0..<count).map { number in
      var said = (0..<3).map { _ in "Set\(Int.random(in: 0..<30, using: &generator))X" }
      if number % 4 == 0 { said.append("Plain") }
      return SourcedDataset.sample(
        "r\(number)", title: number % 9 == 0 ? "Plain" : "Set\(number % 30)X",
        description: "Rain and wind, as in \(said.joined(separator: " and in ")) of old.\(number)"
      ) {
        if number % 3 > 0 { $0.publisher = Agent(name: "Office \(Int.random(in: 0..<5, using: &generator))") }
        if number % 5 == 0 { $0.aliases = ["Other-\(number % 7)"] }
        if number % 6 == 1 { $0.keywords = ["Other-\(number % 7)"] }
        let audience = [["public"], ["public"], ["staff"], ["staff", "board"]][
          Int.random(in: 0..<4, using: &generator)]
        $0.audience = Audience(labels: audience) ?? .public
      }
    }
  }

  @Test(
    "what is kept up publication by publication is what a new index has, and what is found by the index is the same",
    arguments: [1, 2, 3] as [UInt64])
  func keptUp(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let test = try await TestCatalog()
    for _ in 0..<5 {
      var request = PublicationRequest(
        records: Array(Self.records(60, &generator).shuffled(using: &generator).prefix(20)))
      request.permissions = .all(request.records)
      let known = try test.catalog.readingLedger().currentIDs()
      let published = Set(request.records.map(\.dataset.id))
      request.withdrawals = known.filter { !published.contains($0) }.shuffled(using: &generator).prefix(3)
        .map { .init(id: $0, reason: "gone") }
      request.permissions.restoring = published
      _ = try await test.catalog.publish(request, by: author)
      // Every document is compared with one whose mentions are counted from the ledger alone.
      let report = try CatalogUpkeep.verify(at: test.path)
      #expect(report.isSound, "seed \(seed): \(report.findings.prefix(3))")
    }
    let ledger = try test.catalog.readingLedger()
    let layout = CatalogLayout(root: test.path)
    let table = try MentionTable(ledger)
    #expect(table.counts.values.contains { $0 > 1 })
    let ids = try ledger.currentIDs()
    let records = try ledger.currentTexts(ids: ids)
    for changedCount in [0, 9, ids.count] {
      let changed = Set(ids.shuffled(using: &generator).prefix(changedCount))
      let counter = try MentionCounter(for: records, layout, ledger, changed: changed)
      for record in records {
        #expect(try counter.count(for: record) == table.counts[record.id] ?? 0, "seed \(seed): \(record.id)")
      }
    }
    let before = try Self.answers(test.catalog)
    _ = try CatalogUpkeep.rebuild(at: test.path)
    #expect(try before == Self.answers(DatasetCatalog.open(at: test.path)))
  }

  private static func answers(_ catalog: DatasetCatalog) throws -> [String] {
    try [Viewer.public, Viewer(labels: ["staff"]), Viewer(labels: ["board"])].flatMap { viewer in
      try ["rain wind", "wind old", "Set3X rain", "office rain wind"].map { query in
        try catalog.search(SearchQuery(query), page: ResultPage(limit: 60), as: viewer).hits.map {
          "\($0.dataset.id) \($0.weight.bitPattern)"
        }.joined(separator: "\n")
      }
    }
  }

  /// A record that two publishers mention, one that its own publisher mentions, and one whose name many have.
  private static let few: [SourcedDataset] =
    [
      .sample(
        "named", title: "RainSet", description: "Rain gauges of the coast, hourly and daily, and of the land."
      ) {
        $0.publisher = Agent(name: "Office")
      },
      .sample("quiet", title: "Coastal", description: "Rain gauges of the coast, hourly."),
      .sample("first", title: "Wind", description: "After RainSet, and after ManySet.") {
        $0.publisher = Agent(name: "Institute")
      },
      .sample("second", title: "Snow", description: "After RainSet, too.") {
        $0.publisher = Agent(name: "Agency")
      },
      .sample("third", title: "Hail", description: "Of the Agency, after RainSet.") {
        $0.publisher = Agent(name: "AGENCY")
      },
      .sample("own", title: "Fog", description: "After RainSet.") { $0.publisher = Agent(name: "Office") },
    ]
    + (1...2).map { .sample("twin\($0)", title: "TwinSet", description: "Of a twin \($0).") }
    + (0..<4).map { .sample("many\($0)", title: "ManySet", description: "Something else \($0).") }

  private func mentions(_ id: String, _ query: String, in test: TestCatalog, as viewer: Viewer = .public)
    throws
    -> Int?
  {
    try test.catalog.explain(hit: id, of: SearchQuery(query), as: viewer)?.mentionCount
  }

  @Test(
    "other publishers count, each once; a name of many counts for none; one word is not ranked by mentions")
  func counted() async throws {
    let test = try await TestCatalog(Self.few)
    #expect(try test.ids("gauges coast").first == "named")
    #expect(try mentions("named", "rain gauges", in: test) == 2)
    #expect(try mentions("quiet", "rain gauges", in: test) == 0)
    // Two that are called the same do not mention each other.
    #expect(try mentions("twin1", "twin gauges", in: test) == 0)
    #expect(try mentions("many1", "manyset something", in: test) == 0)
    #expect(try mentions("named", "rain", in: test) == 0 && mentions("named", "the rain", in: test) == 0)
    let hit = try test.catalog.search("rain gauges", as: .public).hits[0]
    let explained = try test.catalog.explain(hit: "named", of: "rain gauges", as: .public)
    #expect(explained?.weight == hit.weight)
    #expect(explained.map { $0.mentionFactor > 1.43 && $0.mentionFactor < 1.45 } == true)
    // Its name as a whole comes first, mentioned or not.
    #expect(try test.ids("Coastal").first == "quiet")
  }

  @Test("without mentions, as an owner may set it, the words alone count")
  func setOff() async throws {
    let test = try await TestCatalog(Self.few)
    let judged = [JudgedQuery(text: "gauges coast", grades: ["quiet": 1])]
    #expect(try test.catalog.evaluate(judged, as: .public, without: [.mentions])[0].ids.first == "quiet")
    try await test.catalog.set("mentions", to: "off", by: author)
    #expect(try test.ids("gauges coast").first == "quiet")
    #expect(try mentions("named", "rain gauges", in: test) == 0)
    _ = try CatalogUpkeep.rebuild(at: test.path)
    #expect(try test.ids("gauges coast").first == "quiet")
    try await test.catalog.set("mentions", to: nil, by: author)
    #expect(try test.ids("gauges coast").first == "named")
    await #expect(throws: CatalogError.self) { try await test.catalog.set("mentions", to: "on", by: author) }
  }

  @Test("a record counts where everyone sees it who sees the other: two worlds across audiences")
  func audiences() async throws {
    func record(_ id: String, _ text: String, _ labels: [String]) -> SourcedDataset {
      .sample(id, title: id.uppercased() + "-Set", description: "Rain gauges. " + text) {
        $0.audience = Audience(labels: labels) ?? .public
        $0.publisher = Agent(name: "Office of " + id)
      }
    }
    let open = record("open", "As STAFF-Set and BOTH-Set.", ["public"])
    let staff = record("staff", "As OPEN-Set and BOTH-Set.", ["staff"])
    let both = record("both", "As OPEN-Set and STAFF-Set.", ["staff", "board"])
    let whole = try await TestCatalog([open, staff, both])
    let staffViewer = try Viewer(labels: ["staff"])
    // What fewer people see never counts for what more see.
    #expect(try mentions("open", "rain gauges", in: whole, as: staffViewer) == 0)
    #expect(try mentions("staff", "rain gauges", in: whole, as: staffViewer) == 2)
    #expect(try mentions("both", "rain gauges", in: whole, as: staffViewer) == 1)
    // A record that comes to be seen by more counts for more, and stops counting when it is narrowed again.
    var widened = staff
    widened.dataset.audience = .public
    _ = try await whole.catalog.publish([widened], by: author, permissions: .all([widened]))
    #expect(try mentions("open", "rain gauges", in: whole) == 1)
    _ = try await whole.catalog.publish([staff], by: author, permissions: .all([staff]))
    #expect(try mentions("open", "rain gauges", in: whole) == 0)
    #expect(try CatalogUpkeep.verify(at: whole.path).isSound)
  }

  @Test("the first page with mentions is that of all hits in order, on every page, whoever asks for how many")
  func pages() async throws {
    var generator = SeededGenerator(seed: 5)
    let records = (0..<700).map { number in
      SourcedDataset.sample(
        "p\(number)", title: "Thing\(number)Q",
        description: (0..<Int.random(in: 1...5, using: &generator)).map { _ in "rain wind hail" }.joined(
          separator: " far ")
          + (0..<3).map { _ in " Thing\(Int.random(in: 0..<(1 + number), using: &generator) / 2)Q" }.joined())
    }
    let test = try await TestCatalog(records)
    let all = try test.catalog.search("rain wind", page: ResultPage(limit: 700), as: .public).hits
    #expect(all.count == 700)
    // Within the first 500 by weight; what comes behind is in the order of its words.
    #expect(zip(all[..<500], all[1..<500]).allSatisfy { $0.weight >= $1.weight })
    #expect(zip(all[500...], all[501...]).allSatisfy { $0.weight >= $1.weight })
    for (offset, limit) in [(0, 1), (0, 10), (7, 13), (440, 50), (490, 30), (600, 100)] {
      let page = try test.catalog.search(
        "rain wind", page: ResultPage(offset: offset, limit: limit), as: .public
      ).hits
      #expect(page.map(\.dataset.id) == all[offset..<(offset + limit)].map(\.dataset.id))
      #expect(page.map(\.weight) == all[offset..<(offset + limit)].map(\.weight))
    }
  }
}
