/// How large a query may be.
///
/// Limits before the search, not a deadline on it, guard the engine: measured on Xapian 1.4.22, no deadline
/// stops a wildcard while it expands or a long OR, and deep trees overflow the stack.
package struct QueryLimits: Sendable, Equatable {
  /// The most bytes of UTF-8. The longest dataset titles seen are near 500 bytes, and a megabyte of words
  /// kept the engine busy for over 90 s.
  package var byteCount: Int
  /// The most words, phrases and values in all. An OR of 100 terms costs 1 ms, of 1,000 already 19 ms, and
  /// the growth is worse than quadratic.
  package var clauses: Int
  /// The deepest nesting of brackets. People nest three deep; the engine overflows a 512 KiB stack near
  /// 2,000.
  package var depth: Int
  /// The fewest letters and digits before a `*`. One letter expands to a large part of all terms: 3.2 s for
  /// `a*`.
  package var minimumPrefixLength: Int
  /// The most notes that one query yields. A page of stray operators needs no thousand notes.
  package var noteCount: Int

  package init(
    byteCount: Int = 4096, clauses: Int = 128, depth: Int = 16, minimumPrefixLength: Int = 2,
    noteCount: Int = 16
  ) {
    self.byteCount = byteCount
    self.clauses = clauses
    self.depth = depth
    self.minimumPrefixLength = minimumPrefixLength
    self.noteCount = noteCount
  }

  /// The limits that the catalog uses.
  package static let standard = QueryLimits()
}
