import CartularyBase
import CartularyIndex
import CartularyLedger
import CartularyModel
import CartularyQuery
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Names come first")
struct NamesFirstTests {
  /// One record of each kind of name, and for each another that says it louder.
  static let named: [(id: String, change: @Sendable (inout Dataset) -> Void, queries: [String])] = [
    ("alpha", { $0.title = "One" }, ["alpha", "Alpha", "\"alpha\""]),
    (
      "owner", { $0.identifiers = ["https://doi.org/10.5072/ABC.1"] },
      [
        "10.5072/abc.1", "doi:10.5072/ABC.1", "DOI: 10.5072/ABC.1", "DOI 10.5072/ABC.1",
        "doi:  10.5072/abc.1",
        "https://doi.org/10.5072/ABC.1", "http://dx.doi.org/10.5072/abc.1", "doi.org/10.5072/ABC.1",
        "https://doi.org/10.5072%2FABC.1", "<10.5072/ABC.1>", "urn:doi:10.5072/ABC.1",
      ]
    ),
    (
      "ark", { $0.identifiers = ["ark:/12345/x9"] },
      ["ark:/12345/x9", "ark:12345/x9", "https://n2t.net/ark:/12345/x9"]
    ),
    (
      "page", { $0.landingPage = "https://www.example.org/data/wood-stock/" },
      [
        "https://www.example.org/data/wood-stock/", "http://www.example.org/data/wood-stock",
        "example.org/data/wood-stock",
      ]
    ),
    (
      "accession", { $0.identifiers = ["geo:GSE12345", "https://a.example/view?acc=PRJNA777"] },
      ["GSE12345", "gse12345", "geo:GSE12345", "GEO: GSE12345", "PRJNA777"]
    ),
    (
      "bucket",
      {
        var distribution = Distribution()
        distribution.accessURL = "arn:aws:s3:::wide-field-images"
        $0.distributions = [distribution]
      },
      ["arn:aws:s3:::wide-field-images", "wide-field-images"]
    ),
    ("ablvis1b.v1", { $0.title = "Visible images" }, ["ablvis1b.v1", "ABLVIS1B.v1", "ABLVIS1B.V1"]),
    (
      "metop", { $0.identifiers = ["EO:EUM:CM:METOP:ASCSZR02"] },
      ["EO:EUM:CM:METOP:ASCSZR02", "eo:eum:cm:metop:ascszr02"]
    ),
    (
      "bridge", { $0.title = "HES:Civil Registration (Deaths) bridge" },
      ["HES:Civil Registration (Deaths) bridge", "hes:civil registration (deaths) bridge"]
    ),
    (
      "superseded", { $0.title = "Bus stops **SUPERSEDED**" },
      ["Bus stops **SUPERSEDED**", "bus stops **superseded**"]
    ),
    ("under_score-id.2", { $0.title = "Something" }, ["under_score-id.2", "under score id 2"]),
    ("minus", { $0.title = "Height at -160 m" }, ["Height at -160 m", "height at -160 M"]),
    (
      "hump", { $0.title = "MethaneAIR L3 AND (PFHpA)" },
      ["MethaneAIR L3 AND (PFHpA)", "METHANEAIR L3 AND (PFHPA)", "methaneair l3 and (pfhpa)"]
    ),
    ("called", { $0.aliases = ["Both, OR none"] }, ["Both, OR none", "both, or none"]),
  ]

  private static func records() -> [SourcedDataset] {
    named.flatMap { id, change, queries -> [SourcedDataset] in
      let loud = queries.joined(separator: ", ")
      return [
        .sample(id, title: "Record \(id.count)", description: "It is what it is.", change),
        .sample("loud-\(DatasetID.slug(id))", title: "About others", description: loud + ". " + loud) {
          $0.keywords = queries
          $0.aliases = ["About \(loud)"]
        },
      ]
    }
  }

  static let catalog = Task { try await TestCatalog(records()) }

  @Test("whoever has the name comes before whoever says it, in each spelling", arguments: named.map(\.id))
  func first(id: String) async throws {
    let test = try await Self.catalog.value
    for query in try #require(Self.named.first { $0.id == id }).queries {
      #expect(try test.ids(query).first == id, "\(query)")
    }
  }

  @Test(
    "no sum of words passes a name, however rare and many they are, and a name's weight is that of its tier")
  func aboveAllWords() async throws {
    let words = (0..<120).map { "word\($0)" }.joined(separator: " ")
    let test = try await TestCatalog([
      .sample("named", title: "Other") { $0.aliases = [words] },
      .sample("loud", title: words + " again") { $0.keywords = [words] },
    ])
    #expect(try test.ids(words) == ["named", "loud"])
    let weight = try #require(
      try test.catalog.explain(hit: "named", of: SearchQuery(words), as: .public)?.weight)
    #expect(weight >= NameTier.aliasWords.weight)
    // The bound of any sum: k1 + 1 for each word, times the logarithm of all documents there can be, three times over.
    #expect(Scoring.nameWeight > 128 * (Scoring.k1 + 1) * 22.2 * 3)
    let tiers = NameTier.allCases
    for (index, tier) in tiers.enumerated() {
      #expect(tier.weight > tiers[..<index].reduce(0) { $0 + $1.weight })
    }
  }

  @Test("an id comes before an id that has it in it, and what is written so before what differs in case")
  func closest() async throws {
    let test = try await TestCatalog([
      .sample("gamma-alpha", title: "Gamma alpha"), .sample("alpha", title: "First"),
      .sample("b", title: "Alpha"), .sample("c", title: "ALPHA"),
    ])
    #expect(try test.ids("alpha").first == "alpha")
    #expect(try test.ids("Alpha").prefix(2) == ["b", "alpha"])
    #expect(try test.ids("ALPHA").first == "c")
    #expect(try test.ids("gamma alpha").first == "gamma-alpha")
  }

  @Test("filters beside the query hold, what is excluded is not named, and a field is a field")
  func filters() async throws {
    let test = try await TestCatalog([
      .sample("water", title: "license:CC0-1.0") { $0.keywords = ["rain"] },
      .sample("other", title: "Other") { $0.licenses = LicenseTable.standard.licenses(from: "CC0-1.0") },
    ])
    #expect(try test.catalog.search(SearchQuery("water", filters: ["keyword:snow"]), as: .public).total == 0)
    #expect(try test.ids("-rain") == ["other"] && test.ids("NOT rain") == ["other"])
    #expect(try test.ids("license:CC0-1.0").contains("other"))
    #expect(throws: QueryError.self) { try test.ids("licens:CC0-1.0") }
    #expect(throws: QueryError.self) { try test.ids("license:CC0-1.O") }
  }

  @Test("a text before a colon within a name is text, and one that stands in none is a misspelt field")
  func partsOfNames() async throws {
    let test = try await Self.catalog.value
    let answer = try test.catalog.search("HES:Civil deaths", as: .public)
    #expect(
      answer.hits.contains { $0.dataset.id == "bridge" } && answer.notes.map(\.code) == [.nameTakenAsText])
    #expect(throws: QueryError.self) { try test.ids("HES:Criminal deaths") }
    #expect(throws: QueryError.self) {
      try test.catalog.search(SearchQuery("HES:Civil deaths", mode: .strict), as: .public)
    }
    // What a name excludes as a query, it excludes where it is none.
    let asthma = try await TestCatalog([.sample("asthma-children", title: "Asthma in children")])
    #expect(
      try asthma.ids("asthma -children").isEmpty && asthma.ids("asthma children") == ["asthma-children"])
  }

  @Test("a near miss of a field is text only where the viewer may see the name that it stands in")
  func hiddenNames() async throws {
    let test = try await TestCatalog([
      .sample("hidden", title: "HES:Civil Registration") { $0.audience = Audience(labels: ["staff"])! }
    ])
    #expect(throws: QueryError.self) { try test.ids("HES:Civil Registration") }
    #expect(try test.ids("HES:Civil Registration", as: Viewer(labels: ["staff"])).first == "hidden")
  }

  @Test(
    "spellings of identifiers that mean the same are one",
    arguments: [
      ("DOI: 10.5072/A", "10.5072/a"), ("https://www.a.org/b/", "a.org/b"),
      ("http://a.org/b?c=D", "a.org/b?c=d"),
      ("urn:uuid:AB", "ab"), ("hdl:1/2", "1/2"), ("https://identifiers.org/geo:GSE1", "geo:gse1"),
      ("a: b", "a:b"),
      ("///", "///"), ("", ""), ("two words: x", "two words: x"),
    ])
  func spellings(text: String, canonical: String) {
    #expect(IdentifierSpelling.canonical(text) == canonical)
    #expect(IdentifierSpelling.canonical(canonical) == canonical)
  }

  @Test(
    "codes within identifiers are telling parts, never plain words",
    arguments: [
      ("https://data.cdc.gov/api/views/9bhg-hcku", ["9bhg-hcku"]), ("geo:GSE12345", ["gse12345"]),
      ("https://a.example/acc.cgi?acc=GSE1234", ["acc.cgi", "gse1234"]), ("https://a.example/data", []),
      ("10.5072/abc12", ["abc12"]), ("plain", []), ("https://a.example/2024", []),
    ])
  func codes(identifier: String, codes: [String]) {
    #expect(IdentifierSpelling.codes(in: identifier) == codes)
  }
}
