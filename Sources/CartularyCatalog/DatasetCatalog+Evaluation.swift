internal import CartularyIndex
internal import CartularyLedger
package import CartularyModel
internal import CartularyQuery

/// How a judged query fared.
package struct Evaluation: Sendable {
  package let query: JudgedQuery
  /// Ids of the first hundred hits, best first.
  package let ids: [String]
  /// How many datasets match.
  package let total: Int
  package let measures: RankingMeasures
  /// Reading the query, planning and matching it; without what is shown of the hits.
  package let duration: Duration
  /// Why nothing was searched: a `QueryError`, or a `CatalogError` for what is too broad; `nil` if it was searched.
  package let fault: (any Error)?

  /// Whether none of what should be found is among the first ten.
  package var hasFailed: Bool { measures.ndcg10 == 0 }
}

extension DatasetCatalog {
  /// The most hits of a query that count.
  private static let evaluatedCount = 100

  /// Runs judged queries for a viewer and measures what they find.
  ///
  /// A query that cannot be read finds nothing. What the viewer may not see counts as not found.
  ///
  /// - Parameter without: Parts of the ranking to leave out, to see what they are worth.
  package func evaluate(
    _ queries: [JudgedQuery], as viewer: Viewer, without: Set<RankingPart> = []
  ) throws -> [Evaluation] {
    try queries.map { query in
      do {
        return try evaluate(query, as: viewer, without)
      } catch let error where Self.isOfQuery(error) {
        return Evaluation(
          query: query, ids: [], total: 0, measures: RankingMeasures(), duration: .zero, fault: error)
      }
    }
  }

  /// Whether the query is at fault rather than the catalog: the others can be asked all the same.
  static func isOfQuery(_ error: any Error) -> Bool {
    switch error {
    case is QueryError: true
    case let error as CatalogError: [.invalidArgument, .queryTooBroad].contains(error.code)
    default: false
    }
  }

  private func evaluate(
    _ query: JudgedQuery, as viewer: Viewer, _ without: Set<RankingPart>
  ) throws -> Evaluation {
    let clock = ContinuousClock()
    let start = clock.now
    let found = try matches(of: query.text, limit: Self.evaluatedCount, as: viewer, without)
    let duration = start.duration(to: clock.now)
    return Evaluation(
      query: query, ids: found.ids, total: found.total, measures: RankingMeasures(ids: found.ids, for: query),
      duration: duration, fault: nil)
  }

  /// Ids of the first hits of a query, best first.
  func ids(foundBy text: String, as viewer: Viewer, limit: Int) throws -> [String] {
    try matches(of: text, limit: limit, as: viewer).ids
  }

  private func matches(
    of text: String, limit: Int, as viewer: Viewer, _ without: Set<RankingPart> = []
  ) throws -> (ids: [String], total: Int) {
    let question = try question(SearchQuery(text), as: viewer)
    return try withSession(viewer) { session in
      let session = session.leavingOut(without)
      let plan = try session.plan(for: question)
      let completeCount = try plan.complete.map(session.count)
      var request = SearchRequest(
        query: session.ranked(plan, completeCount: completeCount), limit: limit)
      request.order = try SortOrder(
        question.whole.sort, option: nil, byQuality: !without.contains(.quality)
      ).keys
      request.weighting = Scoring.weighting
      request.content = .value(slot: Slot.id)
      let found = try session.page(request, session.priors(for: plan), usableFirst: nil)
      return (
        found.map { String(decoding: $0.payload, as: UTF8.self) }, try session.count(plan.query)
      )
    }
  }
}
