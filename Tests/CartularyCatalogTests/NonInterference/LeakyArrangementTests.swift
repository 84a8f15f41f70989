import CartularyIndex
import CartularyLedger
import CartularyModel
import TestSupport
import Testing

@testable import CartularyCatalog

/// The usual way to hide records, kept here to show that the comparison can fail: one shard that holds everything,
/// and a filter on the audience next to every query, which the engine runs as OP_FILTER. Records that come by id are
/// held back too.
private struct LeakyArrangement {
  let directory = TemporaryDirectory()
  let catalog: DatasetCatalog

  init(_ records: [Dataset]) throws {
    catalog = try DatasetCatalog.open(at: directory.path + "/index", creating: true)
    let layout = CatalogLayout(root: catalog.path)
    let key = ShardKey.key(for: .public)
    try ShardDirectory.create(layout, key, .public, FileModes(settings: CatalogSettings()))
    let indexer = try DatasetIndexer()
    let writer = try IndexWriter(path: layout.shard(key), create: true)
    try writer.begin()
    for record in records { try writer.replace(try indexer.document(for: record, inheriting: .none)) }
    try writer.setMetadata(ShardMetadata.seal, to: CatalogLayout.seal(.public, try layout.identity()))
    try writer.commit()
  }

  static func filters(for viewer: Viewer) -> [String] { ["audience:" + viewer.labels.joined(separator: ",")] }
}

@Suite("One shard with filters tells of what is hidden")
struct LeakyArrangementTests {
  @Test("the comparison finds its leaks in scores, spelling, completion, similar and facet values")
  func leaks() throws {
    let world = HiddenWorld(seed: 11)
    let whole = try LeakyArrangement(world.current.map(\.dataset))
    var comparison = Comparison()
    for labels in [[], ["staff"]] {
      let viewer = try Viewer(labels: labels)
      let twin = try LeakyArrangement(world.visible(to: labels).map(\.dataset))
      var questions = WorldQuestions(
        seed: 11, about: world, fields: FieldTable.all.map(\.name), facets: FieldTable.facets.map(\.name),
        sortKeys: FieldTable.sortKeys)
      for _ in 0..<60 {
        comparison.countQuery()
        comparison.compare(
          questions.next(), as: viewer, whole.catalog, twin.catalog,
          filters: LeakyArrangement.filters(for: viewer))
      }
    }
    print("one shard with filters: \(comparison.summary): \(comparison.detected)")
    for surface in [
      "scores", "spelling", "completion", "completion of values", "similar", "facets", "facet audience",
      "explain",
      "relaxations",
    ] {
      let isFound = comparison.hasLeak(on: surface)
      #expect(isFound, "no leak found in \(surface)")
    }
  }

  @Test("it gives out no hidden record: what leaks is not found by looking for records")
  func givesOutNothing() throws {
    let world = HiddenWorld(seed: 12)
    let whole = try LeakyArrangement(world.current.map(\.dataset))
    let everything = SearchQuery(filters: LeakyArrangement.filters(for: .public))
    let answer = try whole.catalog.search(everything, page: ResultPage(limit: 100), as: .public)
    #expect(answer.total == world.visible(to: []).count)
    #expect(answer.hits.allSatisfy { $0.dataset.audience.isPublic })
  }
}
