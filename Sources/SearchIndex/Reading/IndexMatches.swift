/// A whole answer. A value of its own: it outlives the reader it came from.
public struct IndexMatches: Sendable {
  /// How many documents match, whatever the page. Exact.
  public let total: Int
  /// The page that was asked for, best first.
  public let matches: [IndexMatch]
  /// For each slot asked for, how many of all matching documents hold each value: most frequent first,
  /// then in byte order. Exact. An empty list when no match has a value there.
  public let facets: [UInt32: [FacetCount]]
}

/// A document that matches.
public struct IndexMatch: Sendable {
  /// Its BM25 weight, which compares only within one answer.
  public let weight: Double
  /// What the document was written with, or the value that was asked for instead.
  public let payload: [UInt8]
  /// A snippet of each of the document's texts, in their order; empty when none were asked for.
  public let snippets: [String]
}

/// How many matching documents hold a value.
public struct FacetCount: Sendable, Equatable {
  /// One value of the lists in the slot.
  public let value: String
  /// The documents, from 1 up.
  public let count: Int

  public init(value: String, count: Int) {
    self.value = value
    self.count = count
  }
}
