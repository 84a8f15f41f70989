public import DatasetModel
public import QueryLanguage

/// How a search is run and what of it is wanted.
public struct SearchOptions: Sendable {
  /// The most hits of one page. Snippets are cut for each.
  public static let maximumLimit = 100
  /// The furthest page begins here; what lies beyond is reached by a narrower query.
  public static let maximumOffset = 10_000

  /// Hits to leave out, from the best.
  public var offset = 0
  /// Hits to return, 0...100. With 0 there are still a total and facets.
  public var limit = 10
  /// Filters beside the query, such as `sensitivity:public`; always strict. Several of one field are an
  /// OR, as in a query.
  public var filters: [String] = []
  /// `relevance` or a sortable field, with `-` in front to turn it round; a `sort:` of the query goes first.
  public var sort: String?
  /// Facet fields to count; empty for none.
  public var facets: [String] = []
  /// The most values of one facet; values that the query selects come on top.
  public var facetLimit = 10
  /// Only facet values with a word that begins so, in any case; selected values come on top.
  public var facetPrefix = ""
  /// How many of the words that stand side by side a dataset must have; a `match:` of the query goes first.
  public var matching = WordMatching.any
  /// How mistakes in the query are taken. Filters beside the query are always read strictly.
  public var mode = ParseMode.standard
  /// Who asks and what for: makes `usable` a field, a facet and a sort key, and says of each hit whether it may
  /// be used. Nothing of it is stored.
  public var profile: UseProfile?
  /// What belongs to which disease; without it only equal ids match.
  public var diseases: DiseaseTree?
  /// The day for which use is decided; today without one.
  public var useDate: PartialDate?
  /// Whether somebody asks this, rather than a program by itself: it is then counted in the log of queries, where
  /// the catalogue's owner keeps one and this process may write it. Nothing of who asks is kept.
  public var isAsked = false
  /// Bytes of a snippet, about.
  public var snippetByteCount = 240

  public init() {}
}
