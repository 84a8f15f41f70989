/// A whole answer. A value of its own: it outlives the reader it came from.
package struct IndexMatches: Sendable {
  /// How many documents match, whatever the page. Exact.
  package let total: Int
  /// The page that was asked for, best first.
  package let matches: [IndexMatch]
  /// For each slot asked for, how many of all matching documents hold each value: most frequent first,
  /// then in byte order. Exact. An empty list when no match has a value there.
  package let facets: [UInt32: [FacetCount]]
}

/// A document that matches.
package struct IndexMatch: Sendable {
  /// Its BM25 weight, which compares only within one answer.
  package let weight: Double
  /// What the document was written with, or the value that was asked for instead.
  package let payload: [UInt8]
  /// A snippet of each of the document's texts, in their order; empty when none were asked for.
  package let snippets: [String]
}

/// How many matching documents hold a value.
package struct FacetCount: Sendable, Equatable {
  /// One value of the lists in the slot.
  package let value: String
  /// The documents, from 1 up.
  package let count: Int

  package init(value: String, count: Int) {
    self.value = value
    self.count = count
  }
}
