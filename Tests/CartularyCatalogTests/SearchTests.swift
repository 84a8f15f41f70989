import CartularyBase
import CartularyLedger
import CartularyModel
import CartularyQuery
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Searching")
struct CatalogSearchTests {
  @Test(
    "a query finds what a person would expect",
    arguments: [
      ("asthma", ["asthma-children", "air-quality"]),
      ("Asthma CHILDREN", ["asthma-children", "air-quality"]),
      ("asthma AND children", ["asthma-children"]),
      ("asthma children match:all", ["asthma-children"]),
      ("asthma +children", ["asthma-children"]),
      ("hourly children license:CC0-1.0", ["air-quality"]),
      ("(asthma children) OR trial", ["asthma-children", "trial-records"]),
      ("asthma -children", ["air-quality"]),
      ("asthma NOT children", ["air-quality"]),
      ("trial OR housing", ["house_prices", "trial-records"]),
      ("\"air quality\"", ["air-quality"]),
      // Nothing has it, so its words are searched.
      ("\"quality air\"", ["air-quality"]),
      ("asth*", ["air-quality", "asthma-children"]),
      ("title:asthma", ["asthma-children"]),
      ("license:CC-BY-4.0", ["asthma-children"]),
      ("licence:cc0-1.0,cc-by-4.0", ["air-quality", "asthma-children"]),
      ("license:CC0-1.0 license:CC-BY-4.0", ["air-quality", "asthma-children"]),
      ("sharing:open-data license:CC0-1.0", ["air-quality"]),
      ("-sharing:open-data", ["house_prices", "trial-records"]),
      ("sensitivity:>=controlled", ["asthma-children", "trial-records"]),
      ("sensitivity:<=internal", ["air-quality"]),
      ("sensitivity:unspecified", ["house_prices"]),
      ("publisher:\"Health Office\"", ["asthma-children", "trial-records"]),
      ("publisher:office", ["air-quality", "asthma-children", "trial-records"]),
      ("keyword:\"child health\"", ["asthma-children"]),
      ("format:csv", ["air-quality"]),
      ("requires:agreement", ["trial-records"]),
      ("id:trial-records", ["trial-records"]),
      ("modified:2024", ["asthma-children", "trial-records"]),
      ("modified:>=2024-05", ["asthma-children"]),
      ("modified:2020..2023", ["air-quality", "house_prices"]),
      ("before:2021", ["house_prices"]),
      ("covers:2019..2020", ["air-quality", "asthma-children"]),
      ("covers:2005", []),
      ("covers:2024..2018", []),
      ("has:covers", ["air-quality", "asthma-children"]),
      ("title:stat*", ["air-quality"]),
      ("title:mention*", []),
      ("description:\"air quality\"", ["air-quality"]),
      ("asthma & children match:all", ["asthma-children"]),
      ("asthma , / – . children match:all", ["asthma-children"]),
      ("license:CC0-1.0 OR license:CC-BY-4.0", ["air-quality", "asthma-children"]),
      ("has:format", ["air-quality"]),
      ("no:license", ["house_prices", "trial-records"]),
      ("is:open", ["air-quality", "asthma-children"]),
      ("is:restricted", ["trial-records"]),
      ("10.5072/asthma.1", ["asthma-children"]),
      ("https://doi.org/10.5072/asthma.1", ["asthma-children"]),
      ("House prices: quarterly, 50% sample", ["house_prices"]),
      ("house-prices", ["house_prices"]),
      ("cafe quebec", ["house_prices"]),
      ("hpq", ["house_prices"]),
      ("", ["air-quality", "asthma-children", "house_prices", "trial-records"]),
      ("*", ["air-quality", "asthma-children", "house_prices", "trial-records"]),
      ("secretword", []),
      ("!!!", []),
      ("🜁", []),
    ])
  func finds(query: String, ids: [String]) async throws {
    let test = try await Self.shared.value
    let found = try test.ids(query)
    #expect(found.sorted() == ids.sorted(), "\(query)")
    #expect(try test.total(query) == ids.count)
  }

  /// One catalog for all rows: nothing here writes.
  static let shared = Task { try await TestCatalog(library) }

  @Test(
    "one name in four spellings is one name",
    arguments: ["house_prices", "housePrices", "house-prices", "house prices"])
  func spellings(name: String) async throws {
    let spelt = ["house_prices", "housePrices", "house-prices", "house prices"]
    let test = try await TestCatalog(
      spelt.enumerated().map { .sample("r\($0.offset)", title: "\($0.element) by district") } + [
        .sample("other", title: "House of prices")
      ])
    #expect(Set(try test.ids(name)).isSuperset(of: ["r0", "r1", "r2", "r3"]))
    #expect(Set(try test.ids("\"\(name)\"")) == ["r0", "r1", "r2", "r3"])
  }

  @Test("a pasted name finds its dataset first, whatever its signs would mean")
  func pasted() async throws {
    let titles = [
      "Children 6 Months -17 Years", "(TBESC)-II Part A: Comparison OR not", "\"Quoted\" 50% / sample?",
      "AND NOT (open",
      "license:none of these", "a:b:c d", "Sea Levels Online: Sea Level…",
    ]
    let test = try await TestCatalog(
      titles.enumerated().map { SourcedDataset.sample("t\($0.offset)", title: $0.element) } + [
        .sample("x", title: "children years months sea level part")
      ])
    for (index, title) in titles.enumerated() where !title.hasPrefix("license:") {
      #expect(try test.ids(title).first == "t\(index)", "\(title)")
    }
    let filtered = SearchQuery(titles[0], filters: ["has:keyword"])
    #expect(try test.catalog.search(filtered, as: .public).total == 0)
  }

  @Test(
    "rectangles meet, across the antimeridian too",
    arguments: [
      ("bbox:0,0,10,10", ["africa"]), ("bbox:170,-20,180,-10", ["fiji"]),
      ("bbox:-180,-20,-179,-15", ["fiji"]),
      ("bbox:175,-18,-175,-17", ["fiji"]), ("bbox:-10,-40,60,40", ["africa", "many"]),
      ("bbox:100,50,110,60", []),
      ("bbox:10,10,10,10", ["africa"]), ("bbox:50,0,51,1", ["many"]),
      ("has:bbox", ["africa", "fiji", "many"]),
    ])
  func boxes(query: String, ids: [String]) async throws {
    func place(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Place {
      Place(box: BoundingBox(west: west, south: south, east: east, north: north))
    }
    let test = try await TestCatalog([
      .sample("africa") { $0.spatial = [place(-5, -5, 10, 10)] },
      .sample("fiji") { $0.spatial = [place(176, -21, -178, -12)] },
      .sample("many") { $0.spatial = (0..<9).map { place(Double(40 + $0 * 2), 0, Double(41 + $0 * 2), 1) } },
      .sample("nowhere") { $0.spatial = [Place(name: "Nowhere")] },
    ])
    #expect(try test.ids(query) == ids)
  }

  @Test("a half-typed query goes on with fields, words, titles, keywords and publishers")
  func suggestions() async throws {
    let test = try await Self.shared.value
    func texts(_ text: String) throws -> [String] {
      try test.catalog.suggest(text, at: text.utf8.count, as: .public, limit: 20).suggestions.map(\.text)
    }
    #expect(try texts("sens") == ["sensitivity:"])
    let asthma = try texts("asth")
    #expect(
      asthma.contains("asthma") && asthma.contains("\"Asthma in children\"")
        && asthma.contains("keyword:asthma"))
    #expect(try texts("asthma heal").contains("publisher:\"health office\""))
    #expect(try texts("sharing:o") == ["open-data"])
    #expect(try texts("license:CC-BY-4").first == "CC-BY-4.0")
    #expect(try texts("publisher:env") == ["\"environment office\""])
    #expect(try texts("publisher:hid").isEmpty && texts("secretw").isEmpty)
    #expect(try texts("sort:mod") == ["modified"])
    #expect(try texts("is:o") == ["open"])
  }

  @Test("like datasets share telling words, and never are the dataset itself or hidden")
  func similar() async throws {
    let test = try await Self.shared.value
    let similar = try #require(try test.catalog.similar(to: "asthma-children", as: .public))
    #expect(similar.map(\.dataset.id).contains("air-quality"))
    #expect(similar.allSatisfy { $0.dataset.id != "asthma-children" && $0.dataset.id != "staff-survey" })
    #expect(similar.first { $0.dataset.id == "air-quality" }?.sharedTerms.contains("asthma") == true)
    #expect(try test.catalog.similar(to: "staff-survey", as: .public) == nil)
  }

  @Test("nothing found says what would help, from the viewer's own records only")
  func advice() async throws {
    let test = try await Self.shared.value
    let misspelt = try #require(try test.catalog.search("+asthmo children", as: .public).advice)
    #expect(misspelt.corrections.map(\.query) == ["+asthma children"])
    #expect(misspelt.corrections.map(\.count) == [2])
    let narrow = try #require(
      try test.catalog.search("asthma license:CC0-1.0 format:pdf", as: .public).advice)
    #expect(narrow.relaxations.map(\.clause) == ["format:pdf"])
    #expect(try test.catalog.search("secretwurd", as: .public).advice?.corrections.isEmpty == true)
    #expect(try test.catalog.search("asthma", as: .public).advice == nil)
  }

  @Test("a word that no record has brings the one most like it, says so, and not where it is demanded")
  func spelling() async throws {
    let test = try await Self.shared.value
    let answer = try test.catalog.search("asthmo children", as: .public)
    #expect(answer.hits.map(\.dataset.id) == ["asthma-children", "air-quality"])
    #expect(answer.matched.corrections == [.init(word: "asthmo", replacement: "asthma")])
    #expect(
      answer.matched.sentence?.hasPrefix("no dataset has 'asthmo', 'asthma' counts for it; ") == true)
    #expect(try test.catalog.explain("asthmo", as: .public).clauses[0].expansion == ["asthmo", "asthma"])
    // Demanded, too far from any, half typed, known: as it is.
    for query in ["+asthmo", "ashma2", "asth", "asthma", "secretwurd"] {
      #expect(
        try test.catalog.search(SearchQuery(query), as: .public).matched.corrections.isEmpty, "\(query)")
    }
  }

  @Test("an explanation counts each clause, says what a beginning means, and why a hit is one")
  func explanations() async throws {
    let test = try await Self.shared.value
    let explanation = try test.catalog.explain("asth* sharing:open-data", as: .public)
    #expect(explanation.clauses.map(\.count) == [2, 2])
    #expect(explanation.clauses[0].expansion == ["asthma"])
    #expect(explanation.total == 2 && explanation.engineQuery.hasPrefix("Query("))
    let hit = try #require(try test.catalog.explain(hit: "asthma-children", of: "asthma visits", as: .public))
    #expect(hit.words.map(\.word) == ["asthma", "visits"])
    #expect(hit.words[0].fields == ["title", "description", "keyword"])
    #expect(hit.words[1].fields == ["description"])
    #expect(hit.words.allSatisfy { $0.weight > 0 && $0.weight < hit.weight })
    #expect(try test.catalog.explain(hit: "trial-records", of: "asthma", as: .public) == nil)
    #expect(try test.catalog.explain(hit: "staff-survey", of: "asthma", as: .public) == nil)
  }

  @Test("a word of the title outranks one of the description")
  func ranking() async throws {
    let test = try await Self.shared.value
    #expect(try test.ids("asthma") == ["asthma-children", "air-quality"])
  }

  @Test(
    "a filter that cannot be read is an error with a suggestion, never a text search",
    arguments: [
      ("sensitivty:public", "Q102", "sensitivity"), ("licens:CC0-1.0", "Q102", "license"),
      ("sensitivity:publik", "Q103", "public"), ("sharing:opendata", "Q103", "open-data"),
      ("license:CC-BY-4.1", "Q103", "CC-BY-4.0"), ("requires:agrement", "Q103", "agreement"),
    ])
  func misspelt(query: String, code: String, suggestion: String) async throws {
    let test = try await Self.shared.value
    let error = try #require(throws: QueryError.self) { try test.ids(query) }
    #expect(error.code.rawValue == code)
    #expect(error.diagnostic.suggestions.first == suggestion)
    #expect(DiagnosticRenderer.render(error.diagnostic).contains("^"))
  }

  @Test("matched words are marked in title and snippet")
  func marks() async throws {
    let test = try await Self.shared.value
    let hit = try #require(try test.catalog.search("children asthma", as: .public).hits.first)
    let (start, end) = (String(Hit.Marker.start), String(Hit.Marker.end))
    #expect(hit.title == "\(start)Asthma\(end) in \(start)children\(end)")
    #expect(hit.snippet.contains("\(start)children\(end) with \(start)asthma\(end)"))
  }

  @Test("results are sorted by what was asked, and equals by quality")
  func sorting() async throws {
    let test = try await Self.shared.value
    #expect(
      try test.ids("*", sort: "modified") == [
        "asthma-children", "trial-records", "air-quality", "house_prices",
      ])
    #expect(
      try test.ids("sort:-modified") == ["house_prices", "air-quality", "trial-records", "asthma-children"])
    #expect(
      try test.ids("*", sort: "title") == ["air-quality", "asthma-children", "trial-records", "house_prices"])
    #expect(
      try test.ids("*") == ["asthma-children", "trial-records", "air-quality", "house_prices"],
      "of equals in relevance the freshest")
    #expect(throws: CatalogError.self) { try test.ids("*", sort: "colour") }
  }

  @Test("pages join into the whole")
  func paging() async throws {
    let records = (0..<57).map { SourcedDataset.sample("r\($0)", title: "water \($0 % 7)") }
    let test = try await TestCatalog(records)
    let whole = try test.ids("water")
    var pages: [String] = []
    for offset in stride(from: 0, to: 60, by: 10) {
      let answer = try test.catalog.search("water", page: ResultPage(offset: offset), as: .public)
      #expect(answer.total == 57)
      pages += answer.hits.map(\.dataset.id)
    }
    #expect(pages == whole)
    #expect(Set(whole).count == 57)
  }

  @Test("a page beyond the limits is refused in words")
  func limits() async throws {
    let test = try await Self.shared.value
    for page in [
      ResultPage(limit: 10_001), ResultPage(limit: -1), ResultPage(offset: -1), ResultPage(offset: 10_001),
    ] {
      let error = #expect(throws: CatalogError.self) {
        try test.catalog.search("", page: page, as: .public)
      }
      #expect(error?.code == .invalidArgument, "\(page)")
    }
    #expect(try test.catalog.search("", page: ResultPage(offset: 10_000, limit: 0), as: .public).hits.isEmpty)
  }

  @Test(
    "no query harms: a megabyte, many operators, deep brackets, NUL, bidi",
    arguments: [
      String(repeating: "a", count: 1 << 20), String(repeating: "a ", count: 1 << 19),
      String(repeating: "OR ", count: 2_000),
      String(repeating: "(", count: 1_000), "\u{0}\u{202E}\u{FFFD}", "AND", "\"", "-", "+", ":", "a:b:c",
      "((", "))", "NOT NOT NOT",
      "title:", "*:*", "a*", "**", "[2020 TO", "sensitivity:>=", "https://", "doi:",
    ])
  func awkward(query: String) async throws {
    let test = try await Self.shared.value
    do {
      _ = try test.ids(query)
    } catch let error as QueryError {
      #expect(!DiagnosticRenderer.render(error.diagnostic).isEmpty)
    }
  }

  @Test("filters next to the query are each read alone, and none loosens another")
  func filters() async throws {
    let test = try await Self.shared.value
    func ids(_ filters: String...) throws -> [String] {
      try test.catalog.search(SearchQuery(filters: filters), as: .public).hits.map(\.dataset.id)
    }
    #expect(
      try ids("sharing:open-data", "license:CC0-1.0 OR sensitivity:highly-restricted") == ["air-quality"])
    #expect(try ids("license:CC0-1.0", "license:CC-BY-4.0") == ["asthma-children", "air-quality"])
    #expect(try ids("sensitivity:>=controlled", "sensitivity:<=controlled") == ["asthma-children"])
    for filter in ["foo", "sort:title", "in:title asthma", "asthma license:MIT", ""] {
      #expect(throws: (any Error).self, "\(filter)") { try ids(filter) }
    }
  }

  @Test("brackets as deep as may be are run")
  func deepBrackets() async throws {
    let test = try await Self.shared.value
    let query = (0..<15).reduce("asthma") { inner, _ in "a OR b c -d sharing:open-data (\(inner))" }
    _ = try test.total(query)
  }

  @Test("a beginning with too many endings says so")
  func broadPrefix() async throws {
    let words = (0..<1_100).map { "water\(String($0, radix: 36))" }
    let records = stride(from: 0, to: 1_100, by: 100).map { start in
      SourcedDataset.sample("w\(start)", description: words[start..<(start + 100)].joined(separator: " "))
    }
    let test = try await TestCatalog(records)
    let answer = try test.catalog.search("water*", as: .public)
    #expect(answer.notes.map(\.code) == [.demandTakenAsWords])
    let error = try #require(throws: CatalogError.self) {
      try test.catalog.search(SearchQuery("water*", mode: .strict), as: .public)
    }
    #expect(error.code == .queryTooBroad)
  }
}

@Suite("Facets")
struct FacetTests {
  @Test("values are counted exactly, multi-valued fields too")
  func counts() async throws {
    let test = try await CatalogSearchTests.shared.value
    #expect(
      try test.counts("sharing") == [
        "open-data:2", "closed-trusted-partnership:1", "intermediated-data-sharing:1",
      ])
    #expect(try test.counts("license") == ["NOASSERTION:2", "CC-BY-4.0:1", "CC0-1.0:1"])
    #expect(try test.counts("sharing", "asthma -children") == ["open-data:1"])
  }

  @Test("a field's own filter is left out of its counts, and others' are not")
  func ownFilter() async throws {
    let test = try await CatalogSearchTests.shared.value
    #expect(try test.counts("license", "license:CC0-1.0") == ["NOASSERTION:2", "CC-BY-4.0:1", "CC0-1.0:1"])
    #expect(try test.counts("license", "license:CC0-1.0 sharing:open-data") == ["CC-BY-4.0:1", "CC0-1.0:1"])
    #expect(try test.counts("sharing", "license:CC0-1.0") == ["open-data:1"])
    #expect(
      try test.counts("sensitivity", "sensitivity:>=controlled") == [
        "controlled:1", "highly-restricted:1", "public:1", "unspecified:1",
      ])
  }

  @Test("selected values are always listed, and what is cut off is counted")
  func selected() async throws {
    let test = try await CatalogSearchTests.shared.value
    let wanted = FacetQuery(.named(["license"]), limit: 1)
    let facet = try #require(
      try test.catalog.facets(wanted, matching: "license:CC0-1.0,MIT", as: .public).first)
    #expect(facet.values.map(\.value) == ["NOASSERTION", "CC0-1.0", "MIT"])
    #expect(facet.values.map(\.isSelected) == [false, true, true])
    #expect(facet.values.map(\.count) == [2, 1, 0])
    #expect(facet.remainingCount == 1)
  }

  @Test("an OR of one field leaves itself out of the counts, and only whole values are selected")
  func orAndBeginnings() async throws {
    let test = try await CatalogSearchTests.shared.value
    #expect(
      try test.counts("license", "license:CC0-1.0 OR license:CC-BY-4.0") == [
        "NOASSERTION:2", "CC-BY-4.0:1", "CC0-1.0:1",
      ])
    #expect(try test.counts("keyword", "keyword:zz*").contains("zz:0") == false)
    #expect(try test.counts("publisher", "publisher:board").contains("board:0") == false)
  }

  @Test("a facet named twice is counted once, and its values can be looked through by a beginning")
  func twiceAndPrefix() async throws {
    let test = try await CatalogSearchTests.shared.value
    #expect(try test.catalog.facets(["keyword", "tags", "keyword"], as: .public).map(\.field) == ["keyword"])
    let facet = try test.catalog.facets(FacetQuery(.named(["keyword"]), prefix: "HEA"), as: .public)
    #expect(facet[0].values.map(\.value) == ["child health"])
  }

  @Test("an unknown facet is an error")
  func unknown() async throws {
    let test = try await CatalogSearchTests.shared.value
    #expect(throws: CatalogError.self) { try test.counts("title") }
  }

  @Test("counts equal a count by hand over all records, for many filters")
  func bruteForce() async throws {
    var generator = SeededGenerator(seed: 20_261_121)
    let formats = ["CSV", "JSON", "XML", "PDF"]
    let records = (0..<200).map { number in
      SourcedDataset.sample("r\(number)", title: "record \(number)") { dataset in
        dataset.sharing = SharingType.allCases.filter { _ in Bool.random(using: &generator) }
        dataset.sensitivity = Sensitivity.allCases.randomElement(using: &generator)!  // never empty
        dataset.distributions = formats.filter { _ in Bool.random(using: &generator) }.map { format in
          var distribution = Distribution()
          distribution.format = format
          return distribution
        }
      }
    }
    let test = try await TestCatalog(records)
    for _ in 0..<200 {
      let level = Sensitivity.allCases.randomElement(using: &generator)!  // never empty
      let format = formats.randomElement(using: &generator)!  // never empty
      let matching = records.map(\.dataset).filter { $0.sensitivity == level && $0.formats.contains(format) }
      var expected: [String: Int] = [:]
      for dataset in matching { for type in dataset.sharing { expected[type.rawValue, default: 0] += 1 } }
      let facet = try test.catalog.facets(
        ["sharing"], matching: "sensitivity:\(level.rawValue) format:\(format)", as: .public)
      let found = Dictionary(uniqueKeysWithValues: facet[0].values.map { ($0.value, $0.count) })
      #expect(found == expected, "seed 20261121, \(level) \(format)")
    }
  }
}
