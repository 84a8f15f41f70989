public import CartularyQuery

/// What is asked: a query, filters in addition to it, and how both are taken.
///
/// A string literal is a query without filters: `catalog.search("asthma", as: .public)`. Text that a person typed is
/// `SearchQuery(text)`; which page of the answer is wanted says `ResultPage`, and what the data is wanted for says
/// `IntendedUse`.
public struct SearchQuery: Sendable {
  /// A query as Docs/QUERY.md describes; empty or `*` matches everything.
  public var text: String
  /// Filters beside the query, such as `sensitivity:public`; always read strictly. Several of one field are
  /// an OR, as in a query. Empty for none.
  public var filters: [String]
  /// How many of the words that are next to each other a dataset must have; a `match:` of the query goes first.
  public var matching: WordMatching
  /// How mistakes in the query are taken.
  public var mode: ParseMode
  /// Whether somebody asks this, rather than a program by itself: its first page is then counted in the log of
  /// queries, where the catalog's owner keeps one and this process may write it. Nothing of who asks is kept.
  public var isAsked: Bool

  /// Makes a query; without text and filters it matches everything. Faults are found by the search.
  public init(
    _ text: String = "", filters: [String] = [], matching: WordMatching = .any, mode: ParseMode = .standard,
    isAsked: Bool = false
  ) {
    (self.text, self.filters, self.matching) = (text, filters, matching)
    (self.mode, self.isAsked) = (mode, isAsked)
  }
}

extension SearchQuery: ExpressibleByStringInterpolation {
  /// A query without filters.
  public init(stringLiteral text: String) { self.init(text) }
}
