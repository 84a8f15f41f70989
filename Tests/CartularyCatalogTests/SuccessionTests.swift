import CartularyBase
import CartularyLedger
import CartularyModel
import CartularyQuery
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Versions and successors")
struct SuccessionTests {
  private func sample(
    _ id: String, title: String = "Hedge survey", _ relations: [(RelationKind, String)] = [],
    keywords: [String] = [],
    audience: String = "public"
  ) -> SourcedDataset {
    .sample(id, title: title, description: "Hedges of a county.") {
      $0.relations = relations.map { Relation(kind: $0.0, target: $0.1) }
      $0.keywords = keywords
      $0.audience = Audience(labels: [audience])!
    }
  }

  @Test("of equals the highest version comes first, as its field or its title says it")
  func versions() async throws {
    func version(_ id: String, _ title: String, _ version: String?) -> SourcedDataset {
      .sample(id, title: title, description: "Daily sea surface temperature on a grid.") {
        $0.version = version
      }
    }
    let titled = try await TestCatalog(
      ["1", "2", "10", "4.1"].map { version("v\($0)", "Sea surface temperature, version \($0)", nil) })
    #expect(try titled.ids("sea surface temperature") == ["v10", "v4.1", "v2", "v1"])
    let stated = try await TestCatalog(
      ["1.0", "v2", "10", "4.1-beta", "4.1"].map { (number: String) in
        version("v\(number)", "Sea surface temperature", number)
      }
        + [version("none", "Sea surface temperature", nil)])
    #expect(try stated.ids("sea surface temperature") == ["v10", "v4.1", "v4.1-beta", "vv2", "none", "v1.0"])
  }

  @Test("a replaced record stands after its successor and says so, whichever of the two states it")
  func marked() async throws {
    for relations in [([(RelationKind.replacedBy, "b-new")], []), ([], [(RelationKind.replaces, "a-old")])] {
      let test = try await TestCatalog([
        sample("a-old", relations.0, keywords: ["hedge", "hedges"]), sample("b-new", relations.1),
        sample("c-other"),
      ])
      let hits = try test.catalog.search("hedges", as: .public).hits
      let ids = hits.map(\.dataset.id)
      #expect(try #require(ids.firstIndex(of: "b-new")) < #require(ids.firstIndex(of: "a-old")))
      #expect(hits.map(\.replacedBy).filter { $0 != nil } == ["b-new"])
      #expect(hits.first { $0.dataset.id == "a-old" }?.replacedBy == "b-new")
      // Who asks for it by name gets it first, and who sorts gets what was asked for.
      #expect(try test.ids("a-old").first == "a-old")
      #expect(try test.ids("hedges sort:-title").count == 3)
    }
  }

  @Test("chains, circles and pages: each record comes once, none before what replaces it")
  func chains() async throws {
    let loud = ["hedge", "hedges"]
    let test = try await TestCatalog(
      [
        sample("v1", [(.replacedBy, "v2")], keywords: loud),
        sample("v2", [(.replacedBy, "v3")], keywords: loud),
        sample("v3"), sample("x1", [(.replacedBy, "x2")]), sample("x2", [(.replacedBy, "x1")]),
        sample("self", [(.replaces, "self")]), sample("gone", [(.replacedBy, "https://a.example/elsewhere")]),
      ] + (0..<6).map { sample("other\($0)", keywords: $0 < 3 ? ["hedges"] : []) })
    let all = try test.ids("hedges")
    #expect(all.count == 13 && Set(all).count == 13)
    let places = ["v3", "v2", "v1"].compactMap(all.firstIndex)
    #expect(places.count == 3 && places == places.sorted())
    for size in [1, 2, 3, 5] {
      var paged: [String] = []
      for offset in stride(from: 0, to: 13, by: size) {
        let page = ResultPage(offset: offset, limit: size)
        let answer = try test.catalog.search("hedges", facets: ["keyword"], page: page, as: .public)
        paged += answer.hits.map(\.dataset.id)
        #expect(
          answer.total == 13 && answer.facets[0].values.contains { $0.value == "hedges" && $0.count == 5 })
      }
      #expect(paged == all, "pages of \(size)")
    }
    let gone = try test.catalog.search("gone", as: .public).hits.first
    #expect(gone?.replacedBy == "https://a.example/elsewhere")
  }

  @Test("what a hidden record replaces shows nowhere")
  func hidden() async throws {
    let old = sample("a-old", keywords: ["hedges"])
    let with = try await TestCatalog([
      old, sample("b-new", [(.replaces, "a-old")], audience: "staff"), sample("c"),
    ])
    let without = try await TestCatalog([old, sample("c")])
    for test in [with, without] {
      let hits = try test.catalog.search("hedges", as: .public).hits
      #expect(hits.map(\.dataset.id) == ["a-old", "c"] && hits.allSatisfy { $0.replacedBy == nil })
    }
    #expect(try with.ids("hedges", as: Viewer(labels: ["staff"])).prefix(2).contains("b-new"))
  }

  @Test("a record may be named as replaced by its identifier or its page")
  func byIdentifier() async throws {
    let test = try await TestCatalog([
      .sample("a-old", title: "Hedges, hedges") { $0.identifiers = ["10.5072/hedges.1"] },
      .sample("b-new", title: "Hedges, and what grows in them", description: "Hedges.") {
        $0.relations = [Relation(kind: .replaces, target: "https://doi.org/10.5072/HEDGES.1")]
      },
    ])
    #expect(try test.ids("hedges") == ["b-new", "a-old"])
  }

  @Test("similar datasets share words, not stems, and an abbreviation of capitals is not corrected")
  func words() async throws {
    let test = try await TestCatalog([
      .sample(
        "a", title: "Characteristics of housing", description: "Qualities and characteristics of houses."),
      .sample("b", title: "Characteristic houses", description: "Their qualities."),
      .sample("c", title: "FDA approvals and IABC", description: "Ones that were approved."),
      .sample("d", title: "Others", description: "Nothing of it."),
    ])
    let shared = try #require(try test.catalog.similar(to: "a", as: .public)?.first).sharedTerms
    #expect(shared.contains("characteristics") && !shared.contains("characterist"))
    for query in ["NDA", "IRB", "phones", "XDA"] {
      #expect(try test.catalog.search(SearchQuery(query), as: .public).advice?.corrections == [], "\(query)")
    }
    #expect(
      try test.catalog.search("+aprovals", as: .public).advice?.corrections.first?.replacement == "approvals")
  }
}
