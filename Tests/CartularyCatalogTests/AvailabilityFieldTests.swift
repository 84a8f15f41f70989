import CartularyBase
import CartularyLedger
import CartularyManifests
import CartularyModel
import CartularyQuery
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("How the data can be had, as a field")
struct AvailabilityFieldTests {
  /// Records that differ in all that availability goes by, dates among them.
  private static let records: [SourcedDataset] = (0..<120).map { number in
    .sample("record-\(1_000 + number)", title: "Water record \(number % 7)") {
      let modes = AccessMode.allCases
      if number % 3 > 0 { $0.access.modes = [modes[number % modes.count]] }
      if number % 5 == 1 { $0.accessRights = AccessRights.allCases[number % AccessRights.allCases.count] }
      if number % 4 == 1 { $0.access.requirements = [AccessRequirement(kind: .agreement)] }
      let dates = ["2026-06-02", "2026-06", "2026", "2027-01-31"]
      if number % 6 == 1 { $0.access.embargoUntil = PartialDate(dates[number / 6 % dates.count]) }
      if number % 7 == 2 { $0.access.eraseBy = PartialDate(dates[number / 7 % dates.count]) }
      if number % 11 == 3, let span = TimeSpan("18 months") {
        var embargo = RelativeEmbargo(after: span, event: "study completion")
        if number % 2 == 0 { embargo.date = PartialDate("2025-01") }
        $0.access.embargo = embargo
      }
    }
  }
  private static let days = [
    "2000-01-01", "2026-06-01", "2026-06-02", "2026-07-01", "2026-08-01", "2027-02-01",
  ]

  private func expectAlike(_ test: TestCatalog, _ records: [Dataset], on day: CalendarDate) throws {
    let profile = try #require(StandardProfiles.named("eu-researcher"))
    let use = IntendedUse(profile, on: day)
    let expected = Dictionary(
      uniqueKeysWithValues: try records.map {
        let inheritance = try test.catalog.inheritance(of: $0, as: .public)
        return ($0.id, DataAvailability(of: $0, inheriting: inheritance, on: day).kind)
      })
    let facet = try test.catalog.facets(["availability"], as: .public, use: use)[0]
    let counts = Dictionary(uniqueKeysWithValues: facet.values.map { ($0.value, $0.count) })
    for kind in Availability.allCases {
      let wanted = Set(expected.filter { $0.value == kind }.keys)
      #expect(counts[kind.rawValue, default: 0] == wanted.count, "\(kind) on \(day)")
      let answer = try test.catalog.search(
        SearchQuery("availability:\(kind.rawValue)"), page: ResultPage(limit: 1_000), as: .public, use: use)
      #expect(Set(answer.hits.map(\.dataset.id)) == wanted, "\(kind) on \(day)")
      #expect(answer.hits.allSatisfy { $0.availability == kind })
      let others = try test.catalog.search(
        SearchQuery("-availability:\(kind.rawValue)"), facets: ["availability"], page: .empty, as: .public,
        use: use)
      #expect(others.total == records.count - wanted.count)
    }
    let easy = try test.catalog.search("availability:<=registration", page: .empty, as: .public, use: use)
    #expect(easy.total == expected.count { $0.value <= .registration })
  }

  @Test("counts, filters and hits equal deciding every record, on each day", arguments: days)
  func counts(day: String) async throws {
    let test = try await TestCatalog(Self.records)
    let day = try #require(CalendarDate(day))
    try expectAlike(test, Self.records.map(\.dataset), on: day)
  }

  @Test("the same over the samples, today")
  func samples() async throws {
    let batch = ManifestReader().read(paths: [ProjectFiles.path("catalog-samples")])
    let test = try await TestCatalog(batch.records)
    let visible = batch.records.map(\.dataset).filter(\.audience.isPublic)
    try expectAlike(test, visible, on: .today)
    let plain = try test.catalog.facets(["availability"], as: .public)[0]
    #expect(plain.values.reduce(0) { $0 + $1.count } == visible.count)
    // Completion counts what the filter finds.
    for suggestion in try test.catalog.suggest("availability:", at: 13, as: .public).suggestions {
      let query = SearchQuery("availability:" + suggestion.text)
      #expect(try test.catalog.search(query, as: .public).total == suggestion.count, "\(suggestion.text)")
    }
  }

  @Test("its own filter is left out of its counts, and values that no record has can be chosen")
  func ownFilter() async throws {
    let test = try await TestCatalog(Self.records)
    let answer = try test.catalog.search(
      "water availability:api,secure-environment", facets: ["availability", "access"], as: .public)
    #expect(answer.facets[0].values.reduce(0) { $0 + $1.count } == Self.records.count)
    #expect(
      answer.facets[0].values.filter(\.isSelected).map(\.value).sorted() == ["api", "secure-environment"])
    #expect(answer.facets[1].values.allSatisfy { $0.count <= answer.total })
    let none = try await TestCatalog([.sample("a")])
    let empty = try none.catalog.search("availability:api", facets: ["availability"], as: .public)
    #expect(empty.total == 0 && empty.facets[0].values.contains { $0.value == "api" && $0.count == 0 })
  }

  @Test(
    "a value that there is not, and whether it is stated at all, are errors",
    arguments: ["availability:perhaps", "has:availability", "no:availability", "availability:<=not-stated"])
  func faults(query: String) async throws {
    let test = try await TestCatalog(Self.records)
    #expect(throws: QueryError.self) { try test.catalog.search(SearchQuery(query), as: .public) }
  }
}

@Suite("Terms that are filters")
struct TermFilterTests {
  private static let records: [SourcedDataset] = [
    .sample("quick") {
      $0.access.leadTime = "about 2 weeks"
      $0.access.effort = TimeSpan("3 days")
      $0.access.fee = FeeTerms(kind: .free)
      $0.access.agreement = AgreementTerms(kind: .standard)
    },
    .sample("slow") {
      $0.access.leadTime = "6 to 8 months"
      $0.access.effort = TimeSpan("P2M")
      $0.access.fee = FeeTerms(kind: .reduced)
      $0.access.intermediary = Agent(name: "Data Trust")
      $0.access.agreement = AgreementTerms(kind: .negotiated)
    },
    .sample("vague") {
      $0.access.leadTime = "it depends"
      $0.access.requirements = [AccessRequirement(kind: .fee)]
      $0.granularity = ["census tract"]
      $0.limits = [DataLimit(kind: .bias, text: "Phones only.")]
      $0.frequency = .monthly
    },
    .sample("silent"),
  ]

  @Test(
    "each finds what states it",
    arguments: [
      ("fee:free", ["quick"]), ("fee:reduced", ["slow"]), ("fee:paid", ["vague"]),
      ("fee:not-stated", ["silent"]), ("has:fee", ["quick", "slow", "vague"]), ("no:fee", ["silent"]),
      ("agreement:standard", ["quick"]), ("agreement:negotiated", ["slow"]), ("agreement:adaptable", []),
      ("intermediary:\"data trust\"", ["slow"]), ("intermediary:trust", ["slow"]),
      ("granularity:\"census tract\"", ["vague"]), ("granularity:tract", ["vague"]),
      ("limits:bias", ["vague"]), ("frequency:monthly", ["vague"]),
      ("lead-time:14", ["quick"]), ("lead-time:<=30", ["quick"]), ("lead-time:>30", ["slow"]),
      ("lead-time:>14", ["slow"]), ("lead-time:10..300", ["quick", "slow"]), ("effort:<14", ["quick"]),
      ("has:lead-time", ["quick", "slow", "vague"]), ("effort:0.5..3.5", ["quick"]), ("effort:3.5", []),
    ])
  func filters(query: String, ids: [String]) async throws {
    let test = try await TestCatalog(Self.records)
    #expect(try test.ids(query).sorted() == ids)
  }

  @Test("each is a facet whose counts its filter finds")
  func facets() async throws {
    let test = try await TestCatalog(Self.records)
    for name in ["fee", "agreement", "intermediary", "granularity", "limits", "frequency"] {
      let facet = try test.catalog.facets(FacetQuery(.named([name])), as: .public)[0]
      #expect(!facet.values.isEmpty)
      for value in facet.values {
        let clause = FieldClause(field: name, match: .values([FieldValue(text: value.value)]))
        #expect(try test.ids(clause.canonicalText).count == value.count, "\(clause.canonicalText)")
      }
    }
  }

  @Test("the shortest comes first, or last, and what has no length behind them")
  func sorting() async throws {
    let test = try await TestCatalog(Self.records)
    for key in ["lead-time", "effort"] {
      #expect(try test.ids("sort:\(key)") == ["quick", "slow", "silent", "vague"])
      #expect(try test.ids("sort:-\(key)") == ["slow", "quick", "silent", "vague"])
    }
  }
}
