import TestSupport
import Testing

@testable import CartularyIndex

@Suite("Searching")
struct SearchTests {
  let directory: TemporaryDirectory
  let reader: IndexReader

  /// Slot 0 holds the id, slot 1 a year, slot 2 a list of themes.
  init() throws {
    directory = TemporaryDirectory()
    func made(_ id: String, _ text: String, year: String?, themes: [String]) throws -> IndexDocument {
      var made = try document(id, text)
      made.set(0, to: id)
      if let year { made.set(1, to: year) }
      made.set(2, toList: themes)
      return made
    }
    try publish(
      [
        made("d", "soil", year: nil, themes: []),
        made("b", "moisture of the soil", year: "1999", themes: ["water", "land"]),
        made("c", "soil carbon", year: "2020", themes: ["land", "land", "é"]),
        made("a", "soil moisture", year: "2010", themes: ["water"]),
      ], at: directory("index"))
    reader = try IndexReader(paths: [directory("index")])
  }

  private static let soil = IndexQuery.term("Zsoil")
  private static let moisture = IndexQuery.term("Zmoistur")

  @Test(
    "each kind of node finds its documents",
    arguments: [
      (.all, "abcd"), (.none, ""), (soil, "abcd"), (moisture, "ab"), (.weighted("Zmoistur", wqf: 3), "ab"),
      (.and([soil, moisture]), "ab"), (.and([soil]), "abcd"), (.and([]), ""), (.and([soil, .none]), ""),
      (.or([moisture, .term("Zcarbon")]), "abc"), (.or([]), ""), (.or([.none, moisture]), "ab"),
      (.andNot(soil, moisture), "cd"), (.filter(soil, moisture), "ab"),
      (.andMaybe(moisture, .term("Zcarbon")), "ab"), (.fixed("Zmoistur", weight: 2), "ab"),
      (.synonym([moisture, .term("Zcarbon")]), "abc"), (.synonym([]), ""), (.scale(0, moisture), "ab"),
      (.phrase(["Zsoil", "Zmoistur"], window: 0), "a"), (.phrase(["Zmoistur", "Zsoil"], window: 4), "b"),
      (.phrase(["Zsoil", "Zcarbon"], window: 2), "c"), (.phrase([], window: 2), ""),
      (.phrase(["Zsoil"], window: 1), "abcd"),
      (.near(["Zmoistur", "Zsoil"], window: 2), "a"), (.near(["Zsoil", "Zmoistur"], window: 4), "ab"),
      (.valueRange(slot: 1, lower: "2010", upper: "2020"), "ac"),
      (.valueRange(slot: 1, lower: "2011", upper: nil), "c"),
      (.valueRange(slot: 1, lower: nil, upper: "2010"), "ab"),
      (.valueRange(slot: 1, lower: nil, upper: nil), "abc"),
      (.valueRange(slot: 1, lower: "2021", upper: "2000"), ""),
      (.valueRange(slot: 9, lower: nil, upper: nil), ""),
      (.wildcard(prefix: "Zmoi", limit: 1), "ab"), (.wildcard(prefix: "Zx", limit: 1), ""),
      (.term(String(repeating: "x", count: 300)), ""),
    ] as [(IndexQuery, String)])
  func nodes(query: IndexQuery, ids: String) throws {
    #expect(try reader.ids(query).joined() == ids)
  }

  @Test(
    "a fixed weight is the same whatever the term weighs, over one index or several, wherever it stands in a tree"
  )
  func fixed() throws {
    try publish([document("e", "moisture moisture"), document("f", "clay")], at: directory("other"))
    for paths in [[directory("index")], [directory("other"), directory("index")]] {
      let reader = try IndexReader(paths: paths)
      func weights(_ query: IndexQuery) throws -> [String: Double] {
        let found = try reader.search(SearchRequest(query: query, limit: 100))
        return Dictionary(zip(found.ids, found.matches.map(\.weight)), uniquingKeysWith: { one, _ in one })
      }
      let fixed = IndexQuery.fixed("Zmoistur", weight: 1024)
      #expect(Set(try weights(fixed).values) == [1024])
      #expect(try weights(fixed).count == reader.frequency(of: "Zmoistur"))
      // The unique term has wdf 0.
      #expect(
        try weights(.fixed("Qd", weight: 3)) == ["d": 3]
          && weights(.scale(2, .fixed("Qd", weight: 3))) == ["d": 6])
      let soil = try weights(Self.soil)
      for query in [
        IndexQuery.or([Self.soil, fixed]),
        .andMaybe(.or([Self.soil, .scale(0, fixed)]), .or([fixed, .fixed("Qd", weight: 3)])),
      ] {
        let found = try weights(query)
        for (id, weight) in soil where id != "d" {
          #expect(abs((found[id] ?? 0) - weight - ("ab".contains(id) ? 1024 : 0)) < 1e-9, "\(id) \(query)")
        }
      }
      #expect(try weights(.filter(Self.soil, fixed)).keys.sorted() == ["a", "b"])
      #expect(try weights(.fixed("Znone", weight: 1)).isEmpty)
    }
    for query in [
      IndexQuery.fixed("", weight: 1), .fixed("Zsoil", weight: -1), .fixed("Zsoil", weight: .infinity),
    ] {
      #expect(code { _ = try reader.ids(query) } == .invalidArgument)
    }
  }

  @Test("values of a list find their documents, the first time and when they are remembered")
  func listed() throws {
    func listed(_ slot: UInt32, _ values: [String]) throws -> IndexQuery {
      .listed(ListedValues(slot: slot, values))
    }
    let (water, land) = (try listed(2, ["water"]), try listed(2, ["land"]))
    let queries: [(IndexQuery, String)] = [
      (water, "ab"), (try listed(2, ["land", "none"]), "bc"), (try listed(2, ["é", "x"]), "c"),
      (try listed(2, ["lan", "landland", ""]), ""), (try listed(2, []), ""), (try listed(9, ["water"]), ""),
      (.filter(Self.moisture, water), "ab"), (.andNot(.all, water), "cd"), (.and([land, water]), "b"),
      (.or([land, .term("Zcarbon"), water]), "abc"),
    ]
    for (query, ids) in queries {
      for _ in 0..<3 { #expect(try reader.ids(query).joined() == ids, "\(query)") }
    }
  }

  @Test("listed values find what an OR of terms finds, in random company")
  func listedAgainstTerms() throws {
    var random = SeededGenerator(seed: 7)
    try publish(
      (0..<300).map { number in
        var made = try document(
          "n\(number)", ["soil", "soil moisture", "carbon"].randomElement(using: &random)!)
        let themes = ["a", "b", "c", "d"].filter { _ in Bool.random(using: &random) }
        made.set(0, to: "n\(number)")
        made.set(2, toList: themes)
        for theme in themes { made.add("T" + theme) }
        return made
      }, at: directory("random"))
    let reader = try IndexReader(paths: [directory("random"), directory("index")])
    for _ in 0..<40 {
      let themes = ["a", "b", "c", "d"].filter { _ in Bool.random(using: &random) }
      let (listed, terms) = (
        IndexQuery.listed(ListedValues(slot: 2, themes)), IndexQuery.or(themes.map { .term("T" + $0) })
      )
      let company: [(IndexQuery) throws -> IndexQuery] = [
        { $0 }, { .filter(Self.soil, $0) }, { .andNot(Self.soil, $0) }, { .or([$0, Self.moisture]) },
        { .and([$0, .or([Self.moisture, .term("Zcarbon")])]) }, { .filter(.all, .or([$0, .term("Ta")])) },
        { .and([.andNot(.all, $0), .listed(ListedValues(slot: 2, ["a"]))]) },
      ]
      for place in company {
        let expected = try reader.ids(try place(terms)).sorted()
        for _ in 0..<3 { #expect(try reader.ids(try place(listed)).sorted() == expected) }
      }
    }
  }

  @Test("what is remembered of listed values is of one state of the index")
  func listedAfterChange() throws {
    let water = IndexQuery.listed(ListedValues(slot: 2, ["water"]))
    let state = reader.state
    for _ in 0..<3 { #expect(try reader.ids(water) == ["a", "b"]) }
    #expect(try !reader.reopen() && reader.state === state)
    var wet = try document("c", "soil carbon")
    wet.set(0, to: "c")
    wet.set(2, toList: ["air", "water"])
    try publish([wet], at: directory("index"))
    #expect(try reader.reopen() && reader.state !== state)
    for _ in 0..<3 { #expect(try reader.ids(water) == ["a", "b", "c"]) }
  }

  @Test("a match brings a value instead of its record, and the same otherwise")
  func values() throws {
    var request = SearchRequest(query: Self.soil, limit: 3)
    request.order = [.value(slot: 0, descending: true)]
    let records = try reader.search(request)
    request.content = .value(slot: 0)
    let values = try reader.search(request)
    #expect(values.ids == ["d", "c", "b"] && values.ids == records.ids && values.total == 4)
    #expect(values.matches.map(\.weight) == records.matches.map(\.weight))
    request.content = .value(slot: 1)
    #expect(try reader.search(request).ids == ["", "2020", "1999"])
  }

  @Test("a wildcard that means more terms than its limit is a bad query")
  func wildcardLimit() throws {
    #expect(code { _ = try reader.ids(.wildcard(prefix: "Z", limit: 3)) } == .badQuery)
    #expect(try reader.ids(.wildcard(prefix: "Z", limit: 5)) == ["a", "b", "c", "d"])
  }

  @Test(
    "what makes no sense is an invalid argument",
    arguments: [
      .term(""), .weighted("Zsoil", wqf: -1), .scale(-1, soil), .scale(.nan, soil), .scale(.infinity, soil),
      .phrase(["Zsoil", ""], window: 2), .wildcard(prefix: "", limit: 10), .wildcard(prefix: "Z", limit: 0),
      (1...IndexQuery.maximumDepth).reduce(soil) { inner, _ in .and([inner]) },
    ] as [IndexQuery])
  func refused(query: IndexQuery) throws {
    #expect(code { _ = try reader.ids(query) } == .invalidArgument)
    #expect(query.description.hasPrefix("refused: "))
  }

  @Test("a query as deep as may be is run, and one with a thousand parts")
  func deepAndWide() throws {
    #expect(
      try reader.ids((1..<IndexQuery.maximumDepth).reduce(Self.soil) { inner, _ in .and([inner]) }).count == 4
    )
    #expect(try reader.ids(.or((0..<1000).map { .term("Zword\($0)") } + [Self.moisture])) == ["a", "b"])
  }

  @Test("a query prints as Xapian explains it")
  func description() {
    let query = IndexQuery.filter(.or([Self.soil, .scale(0.5, Self.moisture)]), .term("XF"))
    #expect(query.description == "Query(((Zsoil OR 0.5 * Zmoistur) FILTER XF))")
    #expect(IndexQuery.all.description == "Query(<alldocuments>)")
    #expect(IndexQuery.none.description == "Query()")
  }

  @Test("weights: a filter adds none, a scale multiplies, a wildcard has none")
  func weights() throws {
    func weight(_ query: IndexQuery) throws -> Double {
      var request = SearchRequest(query: .filter(query, .term("Qa")), limit: 1)
      request.weighting = BM25(k1: 2, b: 0)
      return try reader.search(request).matches[0].weight
    }
    let plain = try weight(Self.moisture)
    #expect(plain > 0)
    #expect(try weight(.scale(2, Self.moisture)) == 2 * plain)
    #expect(try weight(.and([Self.moisture, .wildcard(prefix: "Zsoi", limit: 9)])) == plain)
    #expect(try weight(.wildcard(prefix: "Zmoi", limit: 9)) == 0)
  }

  @Test(
    "matches come in the order asked for; those without a value last",
    arguments: [
      ([.value(slot: 0, descending: false)], "abcd"), ([.value(slot: 0, descending: true)], "dcba"),
      ([.value(slot: 1, descending: false)], "bacd"), ([.value(slot: 1, descending: true)], "cabd"),
      ([.relevance, .value(slot: 0, descending: true)], "dcba"),
      ([.relevance, .value(slot: 1, descending: false)], "bacd"),
      ([.value(slot: 7, descending: false), .value(slot: 0, descending: true), .relevance], "dcba"),
    ] as [([SortKey], String)])
  func order(keys: [SortKey], ids: String) throws {
    // All weigh the same, so what follows the weight decides.
    #expect(try reader.ids(.all, order: keys).joined() == ids)
  }

  @Test("relevance first puts the best first, relevance last breaks ties")
  func relevance() throws {
    let query = IndexQuery.andMaybe(.all, Self.moisture)
    #expect(
      try reader.ids(query, order: [.relevance, .value(slot: 0, descending: true)]).joined().hasSuffix("dc"))
    #expect(
      try reader.ids(query, order: [.value(slot: 7, descending: false), .relevance]).prefix(2).sorted() == [
        "a", "b",
      ])
    #expect(try reader.ids(query, order: []).prefix(2).sorted() == ["a", "b"])
    let between: [SortKey] = [
      .value(slot: 0, descending: false), .relevance, .value(slot: 1, descending: false),
    ]
    #expect(code { _ = try reader.ids(query, order: between) } == .invalidArgument)
    #expect(code { _ = try reader.ids(query, order: [.relevance, .relevance]) } == .invalidArgument)
  }

  @Test("pages join into the whole, and each knows the exact total")
  func pages() throws {
    func page(_ offset: Int, _ limit: Int) throws -> IndexMatches {
      var request = SearchRequest(query: .all, offset: offset, limit: limit)
      request.order = [.value(slot: 0, descending: false)]
      return try reader.search(request)
    }
    #expect(try (0..<4).flatMap { try page($0, 1).ids } == ["a", "b", "c", "d"])
    for (offset, limit) in [(0, 0), (0, 2), (3, 2), (9, 2), (.max, .max)] {
      #expect(try page(offset, limit).total == 4)
    }
    #expect(try page(9, 2).ids == [])
    #expect(code { _ = try page(-1, 2) } == .invalidArgument)
    #expect(code { _ = try page(0, -2) } == .invalidArgument)
  }

  @Test("facets count every match once for each of its values, most frequent first")
  func facets() throws {
    var request = SearchRequest(query: Self.soil, limit: 1)
    request.facets = [2, 2, 5]
    let answer = try reader.search(request)
    #expect(
      answer.facets == [
        2: [
          FacetCount(value: "land", count: 2), FacetCount(value: "water", count: 2),
          FacetCount(value: "é", count: 1),
        ],
        5: [],
      ])
    #expect(answer.matches.count == 1)
    request.query = Self.moisture
    #expect(
      try reader.search(request).facets[2] == [
        FacetCount(value: "water", count: 2), FacetCount(value: "land", count: 1),
      ])
  }

  @Test("facet values may be empty, long, or hold NULs; a slot that is not a list is damage, not a count")
  func awkwardFacets() throws {
    let values = ["", "\0", String(repeating: "long", count: 100_000), "🙂", "e\u{301}", "é"]
    var awkward = IndexDocument(uniqueTerm: "Qa")
    awkward.set(2, toList: values)
    awkward.set(3, to: "plain")
    try publish([awkward], at: directory("awkward"))
    let reader = try IndexReader(paths: [directory("awkward")])
    var request = SearchRequest(query: .all, limit: 0)
    request.facets = [2]
    let counted = try reader.search(request).facets[2] ?? []
    #expect(
      counted.map { Array($0.value.utf8) }
        == values.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
    request.facets = [3]
    #expect(code { _ = try reader.search(request) } == .corrupt)
  }

  @Test("facets and totals are counted over several indexes and many documents")
  func facetsOfMany() throws {
    for shard in 0..<3 {
      try publish(
        (0..<400).map { number in
          var document = IndexDocument(uniqueTerm: "Q\(shard)-\(number)")
          document.set(2, toList: number.isMultiple(of: 2) ? ["even", "all"] : ["all"])
          return document
        }, at: directory("shard\(shard)"))
    }
    let reader = try IndexReader(paths: (0..<3).map { directory("shard\($0)") })
    var request = SearchRequest(query: .all, limit: 1)
    request.facets = [2]
    let answer = try reader.search(request)
    #expect(answer.total == 1200)
    #expect(
      answer.facets[2] == [FacetCount(value: "all", count: 1200), FacetCount(value: "even", count: 600)])
  }

  @Test("snippets come with the matches, one a text")
  func snippets() throws {
    var request = SearchRequest(query: .term("Qa"), limit: 1)
    request.snippets = SnippetStyle(startMarker: "[", endMarker: "]", highlight: ["moistur"])
    #expect(try reader.search(request).matches[0].snippets == ["soil [moisture]"])
    request.languages = ["none"]
    #expect(try reader.search(request).matches[0].snippets == ["soil moisture"])
    request.languages = ["klingon"]
    #expect(code { _ = try reader.search(request) } == .invalidArgument)
  }
}
