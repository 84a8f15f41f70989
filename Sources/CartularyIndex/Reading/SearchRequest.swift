/// What to search, and what to bring back.
package struct SearchRequest: Sendable {
  /// Which documents match, and what they weigh.
  package var query: IndexQuery
  /// How many of the best matches to leave out, from 0 up.
  package var offset: Int
  /// The most matches to return; 0 is good for totals and facets alone.
  package var limit: Int
  /// What comes first, and what breaks its ties. Empty is `[.relevance]`.
  ///
  /// `.relevance` can be the first or the last key only. Give a value that no two documents share as the
  /// last key: matches that all keys leave equal come in an order that depends on how they were written.
  package var order: [SortKey] = [.relevance]
  /// How the parts of the query weigh.
  package var weighting = BM25()
  /// The slots to count the values of, over all matches. Each was written by `set(_:toList:)`.
  package var facets: [UInt32] = []
  /// What a match brings as its payload.
  package var content: MatchContent = .record
  /// How to make snippets, of records; `nil` makes none.
  package var snippets: SnippetStyle?
  /// The languages whose stemmers find what to highlight in snippets; the first also parts texts into words.
  package var languages = ["english"]

  /// Whether the engine itself looks for what weighs nothing, so that its answer can be compared with that of sets.
  var isForComparison = false

  package init(query: IndexQuery, offset: Int = 0, limit: Int) {
    self.query = query
    self.offset = offset
    self.limit = limit
  }
}

/// What to bring of each match.
package enum MatchContent: Sendable, Equatable {
  /// What the document was written with.
  case record
  /// The single value in a slot, as UTF-8: for a long list of ids, without reading and unpacking a record for each.
  case value(slot: UInt32)
  /// Nothing, where its weight alone counts.
  case nothing
}

/// Something to sort matches by.
package enum SortKey: Sendable, Hashable {
  /// The weight, greatest first.
  case relevance
  /// The single value in a slot, bytewise. Documents without one come last, whichever way it runs.
  case value(slot: UInt32, descending: Bool)
}

/// The parameters of BM25, with Xapian's defaults. Source: `Xapian::BM25Weight`.
package struct BM25: Sendable, Equatable {
  /// How much wdf matters, from 0 up: at 0 not at all, and the greater, the later it levels off.
  package var k1: Double
  /// How much the length of the query counts against long documents, from 0 up.
  package var k2: Double
  /// How much the wqf of a term matters, from 0 up.
  package var k3: Double
  /// How much the length of a document discounts its wdf, 0...1.
  package var b: Double
  /// Documents shorter than this part of the mean length count as having it.
  package var minimumNormalizedLength: Double

  package init(
    k1: Double = 1, k2: Double = 0, k3: Double = 1, b: Double = 0.5, minimumNormalizedLength: Double = 0.5
  ) {
    self.k1 = k1
    self.k2 = k2
    self.k3 = k3
    self.b = b
    self.minimumNormalizedLength = minimumNormalizedLength
  }
}
