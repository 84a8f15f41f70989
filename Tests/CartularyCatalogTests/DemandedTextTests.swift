import CartularyBase
import CartularyLedger
import CartularyModel
import CartularyQuery
import TestSupport
import Testing

@testable import CartularyCatalog

/// What is demanded in quotes or with a `*` and is nowhere: its words are searched, and that is said.
@Suite("Demands that nothing meets")
struct DemandedTextTests {
  static let shared = Task {
    try await TestCatalog(
      library + [
        .sample("persons", title: "SYSU-MM01-C*", description: "Persons by day and by night."),
        .sample("days", title: "Days", description: "Quality by day, of the air and of the water."),
      ])
  }

  @Test(
    "the words of what nothing has are searched, and a note says so",
    arguments: [
      // query, what is among the hits, what the notes are about
      (#""stations air""#, "air-quality", [#""stations air""#]),
      (#"asthma "hospital visits children""#, "asthma-children", [#""hospital visits children""#]),
      // Each by itself is there, and both are in no dataset.
      (#""air quality" "clinical trial""#, "air-quality", [#""air quality""#, #""clinical trial""#]),
      ("asthma stationz*", "asthma-children", ["stationz*"]),
      (#""zz qq" OR "children hospitals""#, "asthma-children", [#""zz qq" OR "children hospitals""#]),
      (#""zz stations" license:CC0-1.0"#, "air-quality", [#""zz stations""#]),
      (#""zz asthma" -children"#, "air-quality", [#""zz asthma""#]),
    ])
  func words(query: String, id: String, texts: [String]) async throws {
    let test = try await Self.shared.value
    let answer = try test.catalog.search(SearchQuery(query), as: .public)
    #expect(answer.hits.contains { $0.dataset.id == id })
    #expect(answer.notes.map(\.code) == texts.map { _ in .demandTakenAsWords })
    for (note, text) in zip(answer.notes, texts) {
      #expect(String(decoding: Array(query.utf8)[note.range], as: UTF8.self) == text)
    }
    let explained = try test.catalog.explain(SearchQuery(query), as: .public)
    #expect(explained.total == answer.total && explained.canonical == answer.canonicalQuery)
  }

  @Test(
    "what is met, what says that it must be, and filters hold",
    arguments: [
      (#""air quality""#, 1), ("stat*", 1), (#"+"stations air""#, 0), (#""stations air" AND +zzz"#, 0),
      (#""stations air" license:MIT"#, 0), (#"keyword:"zz qq""#, 0), (#"in:title "zz asthma""#, 0),
      (#""zz qq""#, 0),
    ])
  func held(query: String, total: Int) async throws {
    let test = try await Self.shared.value
    let answer = try test.catalog.search(SearchQuery(query), as: .public)
    #expect(answer.total == total && answer.notes.isEmpty)
  }

  @Test("a query that is read strictly holds as a whole")
  func strict() async throws {
    let query = SearchQuery(#"asthma "stations air""#, mode: .strict)
    #expect(try await Self.shared.value.catalog.search(query, as: .public).total == 0)
  }

  @Test("what is in a record that the viewer may not see is missing, as if it were not there")
  func hidden() async throws {
    let test = try await Self.shared.value
    let query = SearchQuery(#""survey on asthma""#)
    let open = try test.catalog.search(query, as: .public)
    #expect(open.notes.count == 1 && open.total == 2)
    let staff = try test.catalog.search(query, as: Viewer(labels: ["staff"]))
    #expect(staff.notes.isEmpty && staff.hits.map(\.dataset.id) == ["staff-survey"])
  }

  @Test("a star with too many endings counts for nothing, and says so")
  func tooBroad() async throws {
    let many = (0...QueryPlanner.expansionLimit).map { "pa\($0)" }.joined(separator: " ")
    let test = try await TestCatalog([
      .sample("many", title: "Many", description: many),
      .sample("one", title: "Water by pa", description: ""),
    ])
    let answer = try test.catalog.search("water pa*", as: .public)
    #expect(answer.hits.first?.dataset.id == "one")
    #expect(
      answer.notes.map(\.message) == ["pa* has too many endings, so its words are searched as they are"])
  }

  @Test("an exact title with signs of the language in it is found, also by an evaluation")
  func exactTitle() async throws {
    let test = try await Self.shared.value
    for title in ["SYSU-MM01-C*", "sysu-mm01-c*", #""SYSU-MM01-C*""#] {
      #expect(try test.ids(title).first == "persons")
    }
    let judged = JudgedQuery(text: "SYSU-MM01-C*", grades: ["persons": 1], reason: "")
    #expect(try test.catalog.evaluate([judged], as: .public)[0].measures.ndcg10 == 1)
  }
}
