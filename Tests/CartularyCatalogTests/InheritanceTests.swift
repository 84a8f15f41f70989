import CartularyBase
import CartularyIndex
import CartularyManifests
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyLedger

@Suite("Terms of programmes in a catalog")
struct InheritanceTests {
  private static let staff = Audience(labels: ["staff"])!  // a well-formed label
  private static let day = CalendarDate("2026-06-01")!  // a day that exists

  /// Two programmes, one of them only for staff, and records of both.
  private static func programme(
    _ id: String = "programme", _ requirement: Requirement = .agreement, audience: Audience = .public
  ) -> SourcedDataset {
    .sample(id) {
      $0.access.requirements = [AccessRequirement(kind: requirement)]
      $0.access.requirements[0].name = "canaryform"
      $0.access.purposes = [.generalResearch]
      $0.access.modes = [.onRequest]
      $0.audience = audience
    }
  }

  private static func part(_ id: String, of whole: String, audience: Audience = .public) -> SourcedDataset {
    .sample(id) {
      $0.relations = [Relation(kind: .partOf, target: whole)]
      $0.audience = audience
    }
  }

  private static let records = [
    programme(), part("one", of: "programme"), part("two", of: "one"),
    part("inner", of: "programme", audience: staff), programme("secret", .training, audience: staff),
    part("outer", of: "secret"), part("insider", of: "secret", audience: staff),
  ]

  private static let researcher: UseProfile = {
    var profile = UseProfile()
    (profile.requester.kind, profile.purpose.kinds) = (.academic, [.generalResearch])
    profile.purpose.isCommercial = false
    return profile
  }()

  /// Counts, filters and facets against deciding each record, and the index against the ledger.
  private func expectConsistent(_ test: TestCatalog, _ comment: Comment? = nil) throws {
    #expect(try CatalogUpkeep.verify(at: test.path).findings == [], comment)
    for viewer in [Viewer.public, try Viewer(labels: ["staff"])] {
      var expected: [UseOutcome: [String]] = [:]
      var required: [String] = []
      try test.catalog.forEachPage(as: viewer) { page in
        for record in page {
          let terms = try test.catalog.useTerms(of: record.dataset, as: viewer)
          #expect(terms == record.dataset.useTerms(inheriting: record.inheritance))
          let outcome = UseDecision.decide(terms, for: Self.researcher, on: Self.day).outcome
          expected[outcome, default: []].append(record.dataset.id)
          let asked = record.standingAlone.dataset.access.requirements
          if asked.contains(where: { $0.kind == .agreement }) { required.append(record.dataset.id) }
        }
        return true
      }
      for outcome in UseOutcome.allCases {
        let answer = try test.catalog.search(
          SearchQuery("usable:\(outcome.rawValue)"), page: ResultPage(limit: 100), as: viewer,
          use: IntendedUse(Self.researcher, on: Self.day))
        #expect(answer.hits.map(\.dataset.id).sorted() == expected[outcome, default: []].sorted(), comment)
      }
      #expect(try test.ids("requires:agreement", as: viewer).sorted() == required.sorted(), comment)
    }
  }

  /// Ids of records that are found by what only the programme says.
  private func found(_ test: TestCatalog, as viewer: Viewer = .public) throws -> [String] {
    try test.ids("canaryform", as: viewer).sorted()
  }

  @Test("records are found, counted and decided by what they take over")
  func taken() async throws {
    let test = try await TestCatalog(Self.records)
    #expect(try found(test) == ["one", "programme", "two"])
    #expect(try test.counts("requires") == ["agreement:3"])
    let staff = try Viewer(labels: ["staff"])
    #expect(
      try found(test, as: staff) == ["inner", "insider", "one", "programme", "secret", "two"])
    // For staff too, nothing comes from a programme that not everyone sees.
    let outer = try #require(try test.catalog.dataset(id: "outer", as: staff))
    #expect(try test.catalog.inheritance(of: outer, as: staff).programmes.isEmpty)
    #expect(
      try test.catalog.inheritance(of: outer, as: staff) == test.catalog.inheritance(of: outer, as: .public))
    try expectConsistent(test)
    // A rebuilt catalog says the same.
    _ = try CatalogUpkeep.rebuild(at: test.path)
    try expectConsistent(test)
    #expect(try found(test) == ["one", "programme", "two"])
  }

  @Test(
    "records follow a programme that changes, narrows, goes, comes back or is replaced, in its publication")
  func following() async throws {
    let test = try await TestCatalog(Self.records)
    try await test.catalog.publish([Self.programme("programme", .training)], by: author)
    #expect(try test.counts("requires") == ["training:3"])
    try expectConsistent(test, "changed")

    try await test.catalog.publish([Self.programme(audience: Self.staff)], by: author)
    #expect(try found(test) == [])
    #expect(try test.ids("") == ["one", "outer", "two"])
    // Only what staff alone see still takes them.
    #expect(try found(test, as: Viewer(labels: ["staff"])).contains("inner"))
    try expectConsistent(test, "narrowed")

    try await test.catalog.publish(
      [Self.programme()], by: author, permissions: PublicationPermissions(widening: ["programme"]))
    #expect(try found(test) == ["one", "programme", "two"])
    try expectConsistent(test, "widened")

    try await test.catalog.publish(.withdrawing(["programme"]), by: author)
    #expect(try found(test) == [])
    try expectConsistent(test, "withdrawn")

    var restoring = PublicationRequest()
    restoring.restoration = .init(id: "programme", number: 1, as: .public)
    try await test.catalog.publish(restoring, by: author)
    #expect(try found(test) == ["one", "programme", "two"])
    try expectConsistent(test, "restored")

    var renamed = Self.programme("renamed", .fee)
    renamed.dataset.relations = [Relation(kind: .replaces, target: "programme")]
    var request = PublicationRequest(records: [renamed])
    request.withdrawals = [.init(id: "programme", reason: "renamed")]
    try await test.catalog.publish(request, by: author)
    #expect(try test.ids("requires:fee").sorted() == ["one", "renamed", "two"])
    try expectConsistent(test, "renamed")

    // Under the name that they still have, they follow the new one.
    renamed.dataset.access.requirements[0].kind = .nda
    try await test.catalog.publish([renamed], by: author)
    #expect(try test.ids("requires:nda").sorted() == ["one", "renamed", "two"])
    renamed.dataset.relations = []
    try await test.catalog.publish([renamed], by: author)
    #expect(try test.ids("requires:nda") == ["renamed"])
    try expectConsistent(test, "no longer the successor")
  }

  @Test("records follow a programme that is pruned, from whatever folder they came")
  func pruning() async throws {
    var records = Self.records
    for index in records.indices {
      records[index].origin.location = (index == 0 ? "/programmes/" : "/parts/") + records[index].dataset.id
    }
    let test = try await TestCatalog(records)
    var request = PublicationRequest()
    request.pruning = .init(locations: ["/programmes"])
    request.permissions.deletions = 1
    try await test.catalog.publish(request, by: author)
    #expect(try found(test) == [])
    try expectConsistent(test, "pruned")
    try await test.catalog.publish([records[0]], by: author)
    #expect(try found(test) == ["one", "programme", "two"])
    try expectConsistent(test, "published again")
  }

  @Test("a record follows when a link of its chain is added, and when a chain that was too long gets shorter")
  func links() async throws {
    let chain =
      [Self.programme()] + (1...9).map { Self.part("p\($0)", of: $0 == 1 ? "programme" : "p\($0 - 1)") }
    let test = try await TestCatalog(chain.shuffled())
    #expect(try found(test).count == 9)
    try expectConsistent(test, "nine links")
    // The first link goes, and its part becomes the programme.
    var first = Self.programme("p1")
    first.dataset.relations = []
    try await test.catalog.publish([first], by: author)
    #expect(try found(test).count == 10)
    try expectConsistent(test, "eight links")
    // A circle gives nothing to anyone on it.
    first.dataset.relations = [Relation(kind: .partOf, target: "p9")]
    try await test.catalog.publish([first], by: author)
    #expect(try found(test) == ["p1", "programme"])
    try expectConsistent(test, "circle")
  }

  @Test("what a programme says is out of every index before the ledger says that fewer people see it")
  func hiding() async throws {
    let test = try await TestCatalog(Self.records)
    let layout = CatalogLayout(root: test.path)
    let ledger = try Ledger(layout)
    let updater = try ShardUpdater(layout: layout, ledger: ledger)
    struct Stop: Error {}
    let request = PublicationRequest(records: [Self.programme(audience: Self.staff)])
    #expect(throws: CatalogError.self) {
      _ = try ledger.publish(
        request, by: author,
        beforeCommit: { plan in
          try updater.hide(plan)
          throw Stop()
        })
    }
    #expect(try found(test) == [])
    #expect(try test.ids("") == ["outer"])
    // It never counted: all come back.
    let residues = try updater.bringUpToDate()
    #expect(Residues(layout, ledger).remove(from: residues))
    #expect(try found(test) == ["one", "programme", "two"])
    try expectConsistent(test)
  }

  @Test("what happens to a programme that others may not see changes no byte of what they read")
  func hiddenProgramme() async throws {
    let test = try await TestCatalog(Self.records)
    let shard = CatalogLayout(root: test.path).shard(ShardKey.key(for: .public))
    func files() throws -> [String: Data] {
      let names = try FileManager.default.contentsOfDirectory(atPath: shard)
      return try Dictionary(
        uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: shard + "/" + $0))) }
      )
    }
    let before = try files()
    try await test.catalog.publish([Self.programme("secret", .nda, audience: Self.staff)], by: author)
    try await test.catalog.publish(.withdrawing(["secret"]), by: author)
    #expect(try files() == before)
    try expectConsistent(test)
  }

  @Test(
    "a programme is followed by an address or DOI as by its id, in any spelling, and only if one record has it"
  )
  func addresses() async throws {
    func named(_ id: String, _ identifiers: [String], audience: Audience = .public) -> SourcedDataset {
      var record = Self.programme(id, audience: audience)
      record.dataset.identifiers = identifiers
      return record
    }
    let test = try await TestCatalog([
      named("programme", ["doi:10.5072/Whole", "https://www.lake.example/programme/"]),
      Self.part("one", of: "https://dx.doi.org/10.5072/WHOLE"),
      Self.part("two", of: "http://lake.example/programme"),
      Self.part("three", of: "https://lake.example/"), Self.part("four", of: "one"),
    ])
    #expect(try found(test) == ["four", "one", "programme", "two"])
    try expectConsistent(test)
    // Who may not be seen by all who see the part neither gives terms nor takes them away.
    try await test.catalog.publish(
      [named("secret", ["10.5072/whole"], audience: Self.staff)], by: author)
    #expect(try found(test) == ["four", "one", "programme", "two"])
    try expectConsistent(test, "a hidden record has the same DOI")
    let twin = named("twin", ["https://doi.org/10.5072/whole"])
    try await test.catalog.publish([twin], by: author)
    #expect(try found(test) == ["programme", "twin", "two"])
    try expectConsistent(test, "two records have the DOI")
    try await test.catalog.publish(.withdrawing(["twin"]), by: author)
    #expect(try found(test) == ["four", "one", "programme", "two"])
    try expectConsistent(test, "one has it again")
    try await test.catalog.publish([named("programme", ["doi:10.5072/other"])], by: author)
    #expect(try found(test) == ["programme"])
    try expectConsistent(test, "none has it")
    // A part with the address of the whole does not belong to itself.
    var self0 = Self.part("one", of: "https://lake.example/programme")
    self0.dataset.identifiers = ["https://lake.example/programme"]
    try await test.catalog.publish([self0], by: author)
    let one = try #require(try test.catalog.dataset(id: "one", as: .public))
    #expect(try test.catalog.inheritance(of: one, as: .public) == .none)
    try expectConsistent(test, "its own address")
  }

  @Test("whoever publishes is told of programmes that give nothing")
  func notes() async throws {
    let test = try await TestCatalog(Self.records)
    let plan = try test.catalog.plan(
      PublicationRequest(records: [
        Self.part("outer", of: "secret"), Self.part("new", of: "secret"), Self.part("loop", of: "pool"),
        Self.part("pool", of: "loop"), Self.part("lone", of: "nowhere"),
      ]))
    let notes = plan.notes.filter { $0.kind == .programme }
    #expect(notes.map(\.ids) == [["new"], ["loop"], ["pool"]])
    #expect(notes[0].message.contains("fewer people see secret"))
    #expect(notes[1].message.contains("lead back"))
  }
}
