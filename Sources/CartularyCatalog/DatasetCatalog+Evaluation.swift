internal import CartularyIndex
package import CartularyModel
package import CartularyQuery

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
  /// Why nothing was searched; `nil` if it was searched.
  package let fault: QueryError?

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
      } catch let error as QueryError {
        return Evaluation(
          query: query, ids: [], total: 0, measures: RankingMeasures(), duration: .zero, fault: error)
      }
    }
  }

  private func evaluate(
    _ query: JudgedQuery, as viewer: Viewer, _ without: Set<RankingPart>
  ) throws -> Evaluation {
    try withSession(viewer) { session in
      let clock = ContinuousClock()
      let start = clock.now
      let found = try matches(of: query.text, limit: Self.evaluatedCount, session, without)
      let duration = start.duration(to: clock.now)
      let ids = Self.ids(of: found)
      return Evaluation(
        query: query, ids: ids, total: found.total, measures: RankingMeasures(ids: ids, for: query),
        duration: duration, fault: nil)
    }
  }

  /// Ids of the first hits of a query, best first.
  func ids(foundBy text: String, as viewer: Viewer, limit: Int) throws -> [String] {
    try withSession(viewer) { session in
      Self.ids(of: try matches(of: text, limit: limit, session))
    }
  }

  private func matches(
    of text: String, limit: Int, _ session: SearchSession,
    _ without: Set<RankingPart> = []
  ) throws -> IndexMatches {
    let question = try parse(SearchQuery(text))
    var planner = session.planner
    planner.without = without
    let plan = try SearchPlan(question, planner: planner)
    let ranked = session.ranked(plan, completeCount: try plan.complete.map(session.count))
    var request = SearchRequest(query: ranked, limit: limit)
    request.order = try SortOrder(
      question.whole.sort, option: nil, byQuality: !without.contains(.quality)
    ).keys
    request.weighting = Scoring.weighting
    request.content = .value(slot: Slot.id)
    return try session.reader.search(request)
  }

  private static func ids(of found: IndexMatches) -> [String] {
    found.matches.map { String(decoding: $0.payload, as: UTF8.self) }
  }
}
