import PlainXapian

/// What plain C++ is asked.
struct PlainQuestion {
  var words: String
  var match: plain_match = plain_any_word
  /// Terms of which a document must have one, separated by blanks; `nil` for no filter.
  var filter: String?
  var limit = 10
  var isExact = true
  var facetCount = 0
  var cutsSnippets = false
}

/// A shard, open in plain C++ for as long as this lives.
final class PlainSearcher {
  private let searcher: OpaquePointer

  init(_ path: String) {
    // The call ends the process where it cannot open the shard.
    searcher = plain_open(path)!
  }

  deinit { plain_close(searcher) }

  /// The total that the engine tells when it ranks and counts by itself.
  func rank(_ question: PlainQuestion) -> Int {
    question.withPlain { plain_rank(searcher, $0) }
  }

  /// The total by sets, while the engine ranks alone.
  func rankAndCount(_ question: PlainQuestion) -> Int {
    question.withPlain { plain_rank_and_count(searcher, $0) }
  }

  /// How many have a term of each line.
  func filterAndCount(_ terms: String, facetCount: Int) -> Int {
    plain_filter_and_count(searcher, terms, facetCount)
  }
}

extension PlainQuestion {
  fileprivate func withPlain(_ ask: (UnsafePointer<plain_question>) -> Int) -> Int {
    words.withCString { words in
      func asked(filter: UnsafePointer<CChar>?) -> Int {
        var question = plain_question(
          words: words, match: match, filter: filter, limit: limit, exact: isExact, snippets: cutsSnippets,
          facets: facetCount)
        return ask(&question)
      }
      guard let filter else { return asked(filter: nil) }
      return filter.withCString { asked(filter: $0) }
    }
  }
}
