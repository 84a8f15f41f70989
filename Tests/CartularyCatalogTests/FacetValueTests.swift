import CartularyModel
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Values of facets")
struct FacetValueTests {
  /// Spellings that search takes for one, in several fields, some of them twice in one record.
  private static let records: [SourcedDataset] = [
    ("a", "Maçon", ["naïve", "Naive"], ["CSV", "CSV (ZIPPED)"], [Place(name: "United States", code: "US")]),
    ("b", "Mâcon", ["NAIVE"], ["csv"], [Place(name: "usa")]),
    ("c", "MACON", ["naïve"], ["COMMA SEPARATED VALUES", "TIFF (GEOTIFF)"], [Place(code: "US")]),
    ("d", "Maçon", ["lakes"], ["TIFF"], [Place(name: "Leeds", code: "GB"), Place(name: "Côte d’Ivoire")]),
    ("e", "Other", [], [], [Place(name: "Scotland", code: "GB-SCT"), Place(name: "CA")]),
    ("f", "Other", ["\u{200B}"], [], [Place(name: "UNITED  STATES"), Place(code: "CA")]),
  ].map { id, publisher, keywords, formats, places in
    .sample(id) {
      $0.publisher = Agent(name: publisher)
      $0.keywords = keywords
      $0.distributions = formats.map {
        var distribution = Distribution()
        distribution.format = $0
        return distribution
      }
      $0.spatial = places
    }
  }

  @Test("spellings that search takes for one are one value, shown in the commonest")
  func folded() async throws {
    let test = try await TestCatalog(Self.records)
    #expect(try test.counts("publisher") == ["Maçon:4", "Other:2"])
    #expect(try test.counts("keyword") == ["naïve:3", "lakes:1"])
    #expect(try test.counts("format") == ["CSV:3", "TIFF:2"])
    #expect(try test.counts("place").first == "United States:4")
  }

  @Test("choosing a value finds as many records as it counts")
  func exact() async throws {
    let test = try await TestCatalog(Self.records)
    var checked = 0
    for facet in try test.catalog.facets(.all, as: .public) {
      for value in facet.values {
        let clause = "\(facet.field):\"\(value.value)\""
        #expect(try test.total(clause) == value.count, "\(clause)")
        let own = try test.catalog.facets([facet.field], matching: SearchQuery(clause), as: .public)
        #expect(own[0].values.contains { $0.value == value.value && $0.isSelected }, "\(clause)")
        checked += 1
      }
    }
    #expect(checked > 15)
  }

  @Test(
    "a selected value is marked however it is written", arguments: ["place:US", "place:usa", "format:csv"])
  func selected(clause: String) async throws {
    let test = try await TestCatalog(Self.records)
    let field = String(clause.prefix { $0 != ":" })
    let facet = try #require(
      try test.catalog.facets([field], matching: SearchQuery(clause), as: .public).first)
    let chosen = facet.values.filter(\.isSelected)
    let total = try test.total(clause)
    #expect(chosen.count == 1 && chosen.first?.count == total)
  }

  @Test("values that show nothing are not values, and nothing traps on them")
  func invisible() async throws {
    let nothings = ["\u{200B}", "\u{AD}", "\u{FEFF}", "\u{200D}", "\u{FE0F}", "\u{301}", "\u{A8}"]
    let test = try await TestCatalog(
      nothings.enumerated().map { index, nothing in
        .sample("n\(index)") {
          $0.keywords = [nothing]
          $0.themes = [nothing]
          $0.publisher = Agent(name: nothing)
          $0.steward = Agent(name: nothing)
          $0.languages = [nothing]
          $0.spatial = [Place(name: nothing)]
          var distribution = Distribution()
          distribution.format = nothing
          $0.distributions = [distribution]
        }
      })
    for field in FieldTable.all {
      #expect(
        try test.catalog.suggest("\(field.name):", at: field.name.utf8.count + 1, as: .public)
          .suggestions.allSatisfy { $0.text != "\"\"" })
      for nothing in nothings {
        let text = "\(field.name):\"\(nothing)\""
        _ = try? test.total(text)
        _ = try test.catalog.suggest(text, at: text.utf8.count, as: .public)
      }
    }
    for field in ["keyword", "theme", "publisher", "language", "place", "format"] {
      #expect(try test.counts(field) == [])
      #expect(try test.total("has:\(field)") == 0)
    }
    #expect(try test.total("keyword:\"\u{200B}\"") == 0)
  }
}
