package import CartularyModel
package import CartularyQuery

/// How a search is run and what of it is wanted.
package struct SearchOptions: Sendable {
  /// The most hits of one page. Snippets are cut for each.
  package static let maximumLimit = 100
  /// The furthest page begins here; what lies beyond is reached by a narrower query.
  package static let maximumOffset = 10_000

  /// Hits to leave out, from the best.
  package var offset = 0
  /// Hits to return, 0...100. With 0 there are still a total and facets.
  package var limit = 10
  /// Filters beside the query, such as `sensitivity:public`; always strict. Several of one field are an
  /// OR, as in a query.
  package var filters: [String] = []
  /// `relevance` or a sortable field, with `-` in front to turn it round; a `sort:` of the query goes first.
  package var sort: String?
  /// Facet fields to count; empty for none.
  package var facets: [String] = []
  /// The most values of one facet; values that the query selects come on top.
  package var facetLimit = 10
  /// Only facet values with a word that begins so, in any case; selected values come on top.
  package var facetPrefix = ""
  /// How many of the words that stand side by side a dataset must have; a `match:` of the query goes first.
  package var matching = WordMatching.any
  /// How mistakes in the query are taken. Filters beside the query are always read strictly.
  package var mode = ParseMode.standard
  /// Who asks and what for: makes `usable` a field, a facet and a sort key, and says of each hit whether it may
  /// be used. Nothing of it is stored.
  package var profile: UseProfile?
  /// What belongs to which disease; without it only equal ids match.
  package var diseases: DiseaseTree?
  /// The day for which use is decided; today without one.
  package var useDate: PartialDate?
  /// Whether somebody asks this, rather than a program by itself: it is then counted in the log of queries, where
  /// the catalog's owner keeps one and this process may write it. Nothing of who asks is kept.
  package var isAsked = false
  /// Bytes of a snippet, about.
  package var snippetByteCount = 240

  package init() {}
}
