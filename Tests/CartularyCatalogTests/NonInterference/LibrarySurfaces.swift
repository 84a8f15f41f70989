import CartularyModel
import CartularyQuery
import TestSupport

@testable import CartularyCatalog

/// One question to one catalog as one viewer. What several surfaces show of one search is searched once.
final class LibraryAsking {
  let catalog: DatasetCatalog
  let viewer: Viewer
  let question: WorldQuestion
  /// Filters that an arrangement without shards puts next to every query; empty for the real one.
  private let filters: [String]
  private lazy var found = Result { try search() }

  init(_ catalog: DatasetCatalog, _ viewer: Viewer, _ question: WorldQuestion, filters: [String] = []) {
    (self.catalog, self.viewer, self.question, self.filters) = (catalog, viewer, question, filters)
  }

  var query: SearchQuery { SearchQuery(question.query, filters: filters) }
  /// Everything, behind the same filters.
  var everything: SearchQuery { SearchQuery(filters: filters) }

  private func search() throws -> SearchAnswer {
    try catalog.search(
      query, facets: .all, page: ResultPage(offset: question.offset, limit: 20), as: viewer)
  }

  func answer() throws -> SearchAnswer { try found.get() }

  /// Whether an arrangement that filters would give out a record; the real one gives out what it finds.
  func isGivenOut(_ audience: Audience) -> Bool {
    filters.isEmpty || audience.isMet(by: Set(viewer.labels))
  }

  func dataset(_ id: String) throws -> Dataset? {
    try catalog.dataset(id: id, as: viewer).flatMap { isGivenOut($0.audience) ? $0 : nil }
  }

  func similar() throws -> [SimilarDataset]? {
    guard try dataset(question.id) != nil else { return nil }
    return try catalog.similar(to: question.id, as: viewer)?.filter { isGivenOut($0.dataset.audience) }
  }

  func suggestions(_ text: String, at offset: Int? = nil) throws -> String {
    String(describing: try catalog.suggest(text, at: offset ?? text.utf8.count, as: viewer, limit: 30))
  }
}

/// Everything that the library tells a viewer: a row a surface.
enum LibrarySurfaces {
  static let all: [Surface<LibraryAsking>] = [
    .init("total") { "\(try $0.answer().total)" },
    .init("matched words") { "\(try $0.answer().matched)" },
    .init("hits") {
      try $0.answer().hits.map { "\($0.dataset) \($0.availability)" }.joined(separator: "\n")
    },
    .init("order") { try $0.answer().hits.map(\.dataset.id).joined(separator: " ") },
    .init("scores") {
      try $0.answer().hits.map { "\($0.dataset.id) \($0.weight.bitPattern)" }.joined(separator: "\n")
    },
    .init("snippets") { try $0.answer().hits.map { $0.title + "\n" + $0.snippet }.joined(separator: "\n") },
    .init("notes", showsRecords: false) { "\(try $0.answer().notes) \(try $0.answer().query)" },
    .init("spelling") { "\(String(describing: try $0.answer().advice?.corrections))" },
    .init("relaxations") { "\(String(describing: try $0.answer().advice?.relaxations))" },
    .init("rewordings") { "\(String(describing: try $0.answer().advice?.rewordings))" },
    .init("suggested filters") { "\(String(describing: try $0.answer().advice?.filters))" },
    .init("facets") {
      try $0.answer().facets.filter { $0.field != "audience" }.map { "\($0)" }.joined(separator: "\n")
    },
    .init("facet audience") { "\(try $0.answer().facets.filter { $0.field == "audience" })" },
    .init("facets by prefix") { asking in
      let wanted = FacetQuery(
        .named([asking.question.facet]), limit: 100, prefix: asking.question.facetPrefix)
      return "\(try asking.catalog.facets(wanted, matching: asking.everything, as: asking.viewer))"
    },
    .init("sorted pages") { asking in
      let page = ResultPage(offset: asking.question.offset, limit: 10, sort: asking.question.sort)
      let answer = try asking.catalog.search(asking.query, page: page, as: asking.viewer)
      return "\(answer.total) \(answer.hits.map(\.dataset.id))"
    },
    .init("lenient reading") { asking in
      var query = asking.query
      query.mode = .lenient
      let answer = try asking.catalog.search(query, page: ResultPage(limit: 3), as: asking.viewer)
      return "\(answer.total) \(answer.hits.map(\.dataset.id)) \(answer.notes)"
    },
    .init("explain") { asking in
      "\(try asking.catalog.explain(asking.query, as: asking.viewer))"
    },
    .init("explain hit") { asking in
      let hit = try asking.catalog.explain(
        hit: asking.question.id, of: asking.query, as: asking.viewer)
      return "\(String(describing: hit))"
    },
    .init("completion") { try $0.suggestions($0.question.query) },
    .init("completion within") { try $0.suggestions($0.question.query, at: $0.question.cursor) },
    .init("completion of a beginning") { try $0.suggestions(String($0.question.query.prefix(3))) },
    .init("completion of values") { try $0.suggestions("\($0.question.facet):\($0.question.facetPrefix)") },
    .init("similar") { asking in
      let similar = try asking.similar()
      return similar?.map { "\($0.dataset.id) \($0.weight.bitPattern) \($0.sharedTerms)" }.joined(
        separator: "\n")
        ?? "none"
    },
    .init("listing") { asking in
      var lines: [String] = []
      try asking.catalog.forEachPage(matching: asking.query, as: asking.viewer) { page in
        lines += page.filter { asking.isGivenOut($0.dataset.audience) }.map {
          "\($0.dataset) \($0.publication?.tool ?? "") \($0.inheritance)"
        }
        return true
      }
      return lines.joined(separator: "\n")
    },
    .init("dataset") { "\(String(describing: try $0.dataset($0.question.id)))" },
    .init("inherited terms", showsRecords: false) { asking in
      guard let dataset = try asking.dataset(asking.question.id) else { return "none" }
      return "\(try asking.catalog.inheritance(of: dataset, as: asking.viewer))"
    },
    .init("usable") { asking in
      var profile = UseProfile()
      (profile.requester.kind, profile.purpose.kinds) = (.academic, [.generalResearch])
      profile.purpose.isCommercial = false
      let answer = try asking.catalog.search(
        asking.query, facets: ["usable"], page: ResultPage(limit: 20, sort: "usable"), as: asking.viewer,
        use: IntendedUse(profile))
      return "\(answer.facets) "
        + answer.hits.map { "\($0.dataset.id) \(String(describing: $0.use))" }.joined(
          separator: "\n")
    },
  ]

  /// What a surface says, an error as its text.
  static func text(_ surface: Surface<LibraryAsking>, _ asking: LibraryAsking) -> String {
    do { return try surface.answer(asking) } catch { return "error: \(error)" }
  }
}
