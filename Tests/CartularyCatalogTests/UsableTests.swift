import CartularyBase
import CartularyLedger
import CartularyManifests
import CartularyModel
import CartularyQuery
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("What a profile may use")
struct UsableTests {
  private static let day = CalendarDate("2026-06-01")!  // a day that exists

  private static let page = ResultPage(limit: 100)

  private static func use(_ profile: UseProfile) -> IntendedUse { IntendedUse(profile, on: day) }

  /// Records whose terms differ, several with equal ones.
  private static let records: [SourcedDataset] = (0..<60).map { number in
    .sample("record-\(number < 10 ? "0" : "")\(number)", title: "Water record \(number % 7)") {
      let licenses = ["CC0-1.0", "CC-BY-4.0", "CC-BY-NC-4.0", "", "own terms"]
      $0.licenses = LicenseTable.standard.licenses(from: licenses[number % 5])
      $0.accessRights = number % 3 == 0 ? .public : nil
      if number % 4 == 1 { $0.access.dataUse = ["HMB", "NPU"] }
      if number % 6 == 2 { $0.access.modes = [.onRequest] }
      if number % 11 == 3 { $0.access.requesters = [.academic] }
      if number % 2 == 0 { $0.access.requirements = [AccessRequirement(kind: .agreement)] }
      if number % 13 == 5 { $0.access.embargoUntil = PartialDate("2026-06-02") }
    }
  }

  /// Outcomes of every record, one by one.
  private func outcomes(_ records: [Dataset], _ profile: UseProfile) -> [String: UseOutcome] {
    Dictionary(
      uniqueKeysWithValues: records.map {
        ($0.id, UseDecision.decide($0.useTerms, for: profile, on: Self.day).outcome)
      })
  }

  /// The same with what records take over from programmes.
  private func outcomes(
    _ records: [Dataset], _ profile: UseProfile, in catalog: DatasetCatalog
  ) throws -> [String: UseOutcome] {
    Dictionary(
      uniqueKeysWithValues: try records.map {
        let terms = try catalog.useTerms(of: $0, as: .public)
        return ($0.id, UseDecision.decide(terms, for: profile, on: Self.day).outcome)
      })
  }

  private func expectAlike(_ test: TestCatalog, _ records: [Dataset], _ profile: UseProfile) throws {
    let expected = try outcomes(records, profile, in: test.catalog)
    let name = profile.name ?? ""
    let facet = try test.catalog.facets(["usable"], as: .public, use: Self.use(profile))
    let counts = Dictionary(uniqueKeysWithValues: facet[0].values.map { ($0.value, $0.count) })
    for outcome in UseOutcome.allCases {
      let wanted = expected.count { $0.value == outcome }
      #expect(counts[outcome.rawValue, default: 0] == wanted, "\(name) \(outcome)")
      let answer = try test.catalog.search(
        "usable:\(outcome.rawValue)", page: Self.page, as: .public, use: Self.use(profile))
      #expect(answer.total == wanted, "\(name) \(outcome)")
      for hit in answer.hits {
        #expect(
          hit.use?.outcome == outcome && expected[hit.dataset.id] == outcome, "\(name) \(hit.dataset.id)")
      }
    }
  }

  @Test("counts, filters and hits equal deciding every record, for each standard profile")
  func counts() async throws {
    let test = try await TestCatalog(Self.records)
    for profile in StandardProfiles.all {
      try expectAlike(test, Self.records.map(\.dataset), profile)
    }
  }

  @Test("the same over the samples")
  func samples() async throws {
    let batch = ManifestReader().read(paths: [ProjectFiles.path("catalog-samples")])
    let test = try await TestCatalog(batch.records)
    let visible = batch.records.map(\.dataset).filter(\.audience.isPublic)
    for profile in StandardProfiles.all { try expectAlike(test, visible, profile) }
  }

  @Test(
    "the same over real catalogs",
    .enabled(if: ProjectFiles.realData("us-dcat") != nil, "the real records are not next to the project"))
  func realData() async throws {
    let path = try #require(ProjectFiles.realData("us-dcat"))
    let batch = ManifestReader(checksPolicy: false).read(paths: [path])
    let records = ProjectFiles.every(of: batch.records, atMost: 500)
    let test = try await TestCatalog(records)
    let datasets = records.map(\.dataset)
    print("real records: \(datasets.count), distinct terms: \(Set(datasets.map(\.useTerms.key)).count)")
    for profile in StandardProfiles.all { try expectAlike(test, datasets, profile) }
  }

  @Test("a query, a filter next to it and other facets go together with usable")
  func together() async throws {
    let test = try await TestCatalog(Self.records)
    let profile = try #require(StandardProfiles.named("commercial-ai"))
    let expected = outcomes(Self.records.map(\.dataset), profile)
    let denied = Self.records.map(\.dataset).filter { expected[$0.id] == .denied }
    let answer = try test.catalog.search(
      SearchQuery("water", filters: ["usable:denied"]), facets: ["usable", "openness"], as: .public,
      use: Self.use(profile))
    #expect(answer.total == denied.count && !denied.isEmpty)
    // Its own filter is left out of its counts, and counts for others.
    #expect(answer.facets[0].values.reduce(0) { $0 + $1.count } == Self.records.count)
    #expect(answer.facets[0].values.first { $0.value == "denied" }?.isSelected == true)
    #expect(answer.facets[1].values.reduce(0) { $0 + $1.count } == denied.count)
    let either = try test.catalog.search(
      "usable:denied,unknown -usable:unknown", as: .public, use: Self.use(profile))
    #expect(either.total == denied.count)
  }

  @Test("sort:usable puts what is nearest to use first, pages join, and ties are as usual")
  func sorting() async throws {
    let test = try await TestCatalog(Self.records)
    for profile in StandardProfiles.all {
      let expected = outcomes(Self.records.map(\.dataset), profile)
      let whole = try test.catalog.search(
        "water sort:usable", page: Self.page, as: .public, use: Self.use(profile)
      ).hits
      #expect(whole.count == Self.records.count)
      #expect(whole.map { expected[$0.dataset.id]! } == whole.map { expected[$0.dataset.id]! }.sorted())
      for outcome in UseOutcome.allCases {
        let plain = try test.catalog.search(
          "water usable:\(outcome.rawValue)", page: Self.page, as: .public, use: Self.use(profile))
        #expect(
          whole.map(\.dataset.id).filter { expected[$0] == outcome } == plain.hits.map(\.dataset.id))
      }
      var joined: [String] = []
      for offset in stride(from: 0, to: 63, by: 7) {
        let page = ResultPage(offset: offset, limit: 7, sort: "usable")
        let answer = try test.catalog.search("water", page: page, as: .public, use: Self.use(profile))
        joined += answer.hits.map(\.dataset.id)
      }
      #expect(joined == whole.map(\.dataset.id))
      let turned = try test.catalog.search(
        "sort:-usable,title", page: Self.page, as: .public, use: Self.use(profile)
      ).hits
      #expect(
        turned.map { expected[$0.dataset.id]! } == turned.map { expected[$0.dataset.id]! }.sorted(by: >))
    }
  }

  @Test(
    "without a profile usable is an error that says what is missing",
    arguments: ["usable:allowed", "-usable:denied", "water usable:unknown", "sort:usable", "may-use:allowed"])
  func withoutProfile(query: String) async throws {
    let test = try await TestCatalog(Self.records)
    let error = #expect(throws: CatalogError.self) {
      try test.catalog.search(SearchQuery(query), as: .public)
    }
    #expect(error?.code == .invalidArgument && error?.remedies == [.nameProfile])
    #expect(throws: CatalogError.self) { try test.catalog.facets(["usable"], as: .public) }
    #expect(try !test.catalog.facets(as: .public).contains { $0.field == "usable" })
    #expect(throws: QueryError.self) { try test.catalog.search("usable:perhaps", as: .public) }
    #expect(throws: QueryError.self) { try test.catalog.search("has:usable", as: .public) }
    #expect(
      try test.catalog.suggest("usable:al", at: 9, as: .public).suggestions.map(\.text).contains("allowed"))
  }

  @Test("an embargo ends by itself, and nothing is stored for a profile")
  func embargo() async throws {
    let test = try await TestCatalog([
      .sample("a") {
        $0.licenses = LicenseTable.standard.licenses(from: "CC0-1.0")
        $0.accessRights = .public
        $0.access.embargoUntil = PartialDate("2026-06-02")
      }
    ])
    let profile = try #require(StandardProfiles.named("eu-researcher"))
    func outcome(on day: String) throws -> UseOutcome? {
      let use = IntendedUse(profile, on: CalendarDate(day))
      return try test.catalog.search("", as: .public, use: use).hits.first?.use?.outcome
    }
    #expect(try outcome(on: "2026-06-01") == .denied)
    #expect(try outcome(on: "2026-06-02") == .allowed)
    #expect(try outcome(on: "2026-06-01") == .denied)
  }

  @Test("a report counts every record once for each profile, and names what blocks")
  func reach() async throws {
    let test = try await TestCatalog(Self.records)
    let reports = try test.catalog.reach(of: StandardProfiles.all.map(Self.use), as: .public)
    #expect(reports.count == 6)
    for report in reports {
      let expected = outcomes(Self.records.map(\.dataset), report.profile)
      for (outcome, count) in report.outcomes { #expect(count == expected.count { $0.value == outcome }) }
      #expect(report.blocking.allSatisfy { $0.kind != .owed && $0.count > 0 })
    }
  }

  @Test("the version for public use of a dataset is found from both sides, and only by who may see it")
  func twins() async throws {
    let test = try await TestCatalog([
      .sample("full") { $0.relations = [Relation(kind: .restrictedVersionOf, target: "named")] },
      .sample("open") { $0.relations = [Relation(kind: .publicVersionOf, target: "full")] },
      .sample("named"),
      .sample("hidden") {
        $0.relations = [Relation(kind: .publicVersionOf, target: "full")]
        $0.audience = Audience(labels: ["staff"])!  // a well-formed label
      },
    ])
    let full = try #require(try test.catalog.dataset(id: "full", as: .public))
    #expect(try test.catalog.publicVersions(of: full, as: .public).map(\.id) == ["named", "open"])
    let staff = try Viewer(labels: ["staff"])
    #expect(try test.catalog.publicVersions(of: full, as: staff).map(\.id) == ["hidden", "named", "open"])
  }
}
