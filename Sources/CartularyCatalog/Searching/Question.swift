internal import CartularyQuery

/// What a person asks: a query, and filters in addition to it.
struct Question {
  /// The query as it was typed.
  let text: String
  let query: Query
  let filters: FilterSet
  /// How many of its bare words a dataset must have.
  let matching: WordMatching

  /// Query and filters as one.
  var whole: Query {
    let parts = [query.root].compactMap { $0 } + filters.nodes
    return Query(
      root: parts.isEmpty ? nil : Node(.and(parts)), sort: query.sort, matching: query.matching,
      notes: query.notes + filters.notes)
  }
}
