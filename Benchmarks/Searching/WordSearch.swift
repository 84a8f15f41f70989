import Cartulary
import PlainXapian

/// A kind of search with words, as each side knows it.
struct WordSearch {
  let name: String
  let match: plain_match
  /// In the query language; empty for none.
  var filters: [String] = []
  var facets: [String] = []
  /// What `peers.py` calls it.
  let peerName: String

  static let all = [
    WordSearch(name: "all-words", match: plain_all_words, peerName: "all"),
    WordSearch(name: "any-word", match: plain_any_word, peerName: "any"),
    WordSearch(name: "any-word-filtered", match: plain_any_word, filters: levels, peerName: "filtered"),
    WordSearch(
      name: "any-word-six-facets", match: plain_any_word, filters: levels,
      facets: ["theme", "sensitivity", "license", "sharing", "format", "publisher"], peerName: "facets"),
  ]

  private static let levels = ["sensitivity:public,internal"]
  /// The same filter as terms of a shard.
  private static let levelTerms = "XSEpublic XSEinternal"

  /// How many records a catalog finds.
  func total(in catalog: DatasetCatalog, _ words: String) throws -> Int {
    let matching: WordMatching = match == plain_all_words ? .all : .any
    let query = SearchQuery(words, filters: filters, matching: matching)
    return try catalog.search(query, facets: FacetQuery(.named(facets)), as: .public).total
  }

  /// The same for plain C++.
  func question(_ words: String, isExact: Bool = true) -> PlainQuestion {
    PlainQuestion(
      words: words, match: match, filter: filters.isEmpty ? nil : Self.levelTerms, isExact: isExact,
      facetCount: facets.count)
  }
}
