internal import CartularyLedger

/// Which hits of an answer are wanted, in which order, and how much is shown of each.
public struct ResultPage: Sendable, Equatable {
  /// The most hits of one page. Snippets are cut for each: ten thousand take a second or two.
  public static let maximumLimit = 10_000
  /// The most datasets where each costs a look at its record or its words, as in `similar`.
  package static let maximumSampleCount = 100
  /// The furthest page begins here; what lies beyond is reached by a narrower query.
  public static let maximumOffset = 10_000

  /// Hits to leave out, from the best, 0...10,000.
  public var offset: Int
  /// Hits to return, 0...10,000. With 0 there are still a total and facets.
  public var limit: Int
  /// `relevance` or a sortable field, with `-` in front to turn it round; `nil` for relevance. A `sort:` of the
  /// query goes first.
  public var sort: String?
  /// Bytes of a snippet in UTF-8, about.
  public var snippetByteCount: Int

  /// Makes a page; the ten best hits by default. Limits are checked by the search.
  public init(offset: Int = 0, limit: Int = 10, sort: String? = nil, snippetByteCount: Int = 240) {
    (self.offset, self.limit, self.sort) = (offset, limit, sort)
    self.snippetByteCount = snippetByteCount
  }

  /// No hits: for who wants the total and facets alone.
  public static let empty = ResultPage(limit: 0)
}

extension ResultPage {
  /// - Throws: `CatalogError` with code `.invalidArgument` for a page beyond the limits.
  func check() throws(CatalogError) {
    guard (0...Self.maximumLimit).contains(limit) else {
      throw CatalogError(
        .invalidArgument, "a page has 0 to \(Self.maximumLimit) hits, not \(limit)",
        facts: .init(value: "\(limit)", limit: Self.maximumLimit))
    }
    guard (0...Self.maximumOffset).contains(offset) else {
      throw CatalogError(
        .invalidArgument, "a page begins at 0 to \(Self.maximumOffset), not \(offset)",
        facts: .init(value: "\(offset)", limit: Self.maximumOffset), help: "narrow the query instead")
    }
  }
}
