internal import CartularyQuery

/// What a person asks: a query, and filters in addition to it.
struct Question {
  /// The query as it was typed.
  let text: String
  private(set) var query: Query
  let filters: FilterSet
  /// How many of its bare words a dataset must have.
  let matching: WordMatching
  /// How it was read.
  let mode: ParseMode

  /// Query and filters as one.
  var whole: Query {
    let parts = [query.root].compactMap { $0 } + filters.nodes
    return Query(
      root: parts.isEmpty ? nil : Node(.and(parts)), sort: query.sort, matching: query.matching,
      notes: query.notes + filters.notes)
  }

  /// The same with the words of some of the query's clauses in their place, and with a note on each.
  func takingAsWords(_ given: [(clause: Int, note: QueryDiagnostic)]) -> Question {
    let words = Dictionary(uniqueKeysWithValues: given.map { ($0.clause, $0.note) })
    let clauses = SearchSession.clauses(of: query).enumerated().flatMap { index, clause in
      words[index] == nil ? [clause] : clause.asWords ?? [clause]
    }
    var loose = self
    loose.query = Query(
      root: Node(.and(clauses)), sort: query.sort, matching: query.matching,
      notes: (query.notes + given.map(\.note)).sorted { $0.range.lowerBound < $1.range.lowerBound })
    return loose
  }
}
