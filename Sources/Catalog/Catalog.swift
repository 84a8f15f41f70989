public import DatasetModel
internal import Foundation
internal import QueryLanguage
internal import SearchIndex

/// A catalogue of datasets in a directory: published into, searched, filtered, counted.
///
/// Any number of processes may read while one writes. Every reading method takes a viewer, and answers
/// exactly as a catalogue would that never held what the viewer may not see.
public final class Catalog: Sendable {
  /// The directory.
  public let path: String
  private let layout: CatalogLayout
  private let pool = ReaderPool()
  private let publisher: Publisher
  private let parser = QueryParser(schema: FieldTable.schema)

  private init(_ layout: CatalogLayout) {
    path = layout.root
    self.layout = layout
    publisher = Publisher(layout)
  }

  /// Opens a catalogue.
  ///
  /// - Parameters:
  ///   - path: Its directory.
  ///   - creating: Whether to make it where there is none. A directory that holds something else is never
  ///     made a catalogue.
  /// - Throws: `CatalogError` with code `.missing`, `.notACatalog`, `.futureVersion`, `.permissionDenied`,
  ///   `.noSpace` or `.inputOutput`.
  public static func open(at path: String, creating: Bool = false) throws(CatalogError) -> Catalog {
    let layout = CatalogLayout(root: path)
    if creating { try layout.create() } else { try layout.check() }
    return Catalog(layout)
  }

  // MARK: - Publishing

  /// Publishes records: all of them or none, durable when the call returns.
  ///
  /// A record with a known id becomes its new revision; one that equals its current revision changes
  /// nothing. What an interrupted publication left behind in the index is completed first.
  ///
  /// - Throws: `CatalogError`, with code `.locked` when another process is publishing.
  public func publish(_ records: [SourcedDataset], by author: PublicationAuthor) async throws
    -> PublicationReport
  {
    try await publisher.publish(records, by: author)
  }

  // MARK: - Reading

  /// Searches the records that a viewer may see.
  ///
  /// - Parameter text: A query as Docs/QUERY.md describes; empty or `*` matches everything.
  /// - Throws: `QueryError` for a fault in the query, with its place; `CatalogError` for all else.
  public func search(
    _ text: String, as viewer: Viewer, options: SearchOptions = SearchOptions()
  ) throws -> SearchAnswer {
    let facets = try facetFields(options.facets)
    guard (0...SearchOptions.maximumLimit).contains(options.limit) else {
      throw CatalogError(
        .invalidArgument, "a page has 0 to \(SearchOptions.maximumLimit) hits, not \(options.limit)")
    }
    guard (0...SearchOptions.maximumOffset).contains(options.offset) else {
      throw CatalogError(
        .invalidArgument, "a page begins at 0 to \(SearchOptions.maximumOffset), not \(options.offset)",
        help: "narrow the query instead")
    }
    let query = try parse(text, options)
    let order = try SortOrder(query.sort, option: options.sort)
    return try withReader(viewer) { reader in
      let analyzer = try TextAnalyzer()
      let planner = QueryPlanner(analyzer: analyzer, today: Timestamp.today()) {
        try reader.frequency(of: $0)
      }
      let plan = try SearchPlan(query, text: text, planner: planner)
      var request = SearchRequest(query: plan.query, offset: options.offset, limit: options.limit)
      request.order = order.keys
      request.weighting = Scoring.weighting
      request.facets = facets.filter { plan.withoutOwnFilter[$0.name] == nil }.compactMap(\.slot)
      request.snippets = SnippetStyle(
        byteCount: options.snippetByteCount, startMarker: String(Hit.Marker.start),
        endMarker: String(Hit.Marker.end),
        highlight: plan.stems, prefixes: plan.prefixes)
      let found = try reader.search(request)
      let hits = try found.matches.map { match in
        Hit(
          dataset: try StoredDataset(bytes: match.payload).decodedSummary(), weight: match.weight,
          title: match.snippets.first ?? "", snippet: match.snippets.last ?? "")
      }
      let counted = try facets.map { field in
        FacetCounting.facet(
          field, counts: try Self.counts(of: field, plan, found, reader),
          selected: plan.selected[field.name] ?? [],
          limit: options.facetLimit)
      }
      return SearchAnswer(
        query: query, text: text, total: found.total, hits: hits, facets: counted, notes: query.notes)
    }
  }

  /// The record with an id; `nil` where there is none that the viewer may see.
  public func dataset(id: String, as viewer: Viewer) throws -> Dataset? {
    guard DatasetID.isWellFormed(id) else { return nil }
    return try withReader(viewer) { reader in
      guard let payload = try reader.payload(uniqueTerm: DatasetIndexer.uniqueTerm(id)) else { return nil }
      return try StoredDataset(bytes: payload).decodedRecord()
    }
  }

  /// The counts of some facet fields among what matches a query.
  ///
  /// - Parameter fields: Names of facet fields; all of them when empty.
  public func facets(
    _ fields: [String] = [], matching text: String = "", as viewer: Viewer,
    options: SearchOptions = SearchOptions()
  ) throws -> [Facet] {
    var options = options
    options.limit = 0
    options.facets = fields.isEmpty ? FieldTable.facets.map(\.name) : fields
    return try search(text, as: viewer, options: options).facets
  }

  // MARK: - Steps

  /// The one way to the shards: those that the viewer may see, and no others.
  private func withReader<Result>(_ viewer: Viewer, _ work: (IndexReader) throws -> Result) throws -> Result {
    let paths = ShardDirectory.permitted(layout, for: viewer).map { layout.shard($0.key) }
    return try pool.withReader(paths, work)
  }

  private func parse(_ text: String, _ options: SearchOptions) throws(QueryError) -> Query {
    var query = try parser.parse(text, mode: options.mode)
    guard !options.filters.isEmpty else { return query }
    let filter = try parser.parse(options.filters.joined(separator: " "), mode: .strict)
    let parts = [query.root, filter.root].compactMap { $0 }
    query.root = parts.isEmpty ? nil : Node(.and(parts))
    return query
  }

  private func facetFields(_ names: [String]) throws(CatalogError) -> [CatalogField] {
    var fields: [CatalogField] = []
    for name in names {
      guard let field = FieldTable.field(named: name), field.isFacet else {
        throw CatalogError(
          .invalidArgument, "no facet '\(name.prefix(80))'",
          help: "facets are " + FieldTable.facets.map(\.name).joined(separator: ", "))
      }
      fields.append(field)
    }
    return fields
  }

  private static func counts(
    of field: CatalogField, _ plan: SearchPlan, _ found: IndexMatches, _ reader: IndexReader
  ) throws -> [FacetCount] {
    guard let slot = field.slot else { return [] }
    guard let query = plan.withoutOwnFilter[field.name] else { return found.facets[slot] ?? [] }
    var request = SearchRequest(query: query, limit: 0)
    request.facets = [slot]
    return try reader.search(request).facets[slot] ?? []
  }
}
