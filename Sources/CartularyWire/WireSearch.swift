package import CartularyCatalog
internal import CartularyQuery

/// A search's whole answer: the same in every front.
package struct WireSearch: WireObject {
  private let answer: SearchAnswer
  private let page: WirePage
  private let next: String?
  private let items: [WireHit]
  private let facets: [String: WireFacet]

  /// - Parameters:
  ///   - offset: Hits before the first of the answer.
  ///   - limit: The maximum number of hits requested.
  ///   - fields: The fields of each hit.
  package init(_ answer: SearchAnswer, offset: Int, limit: Int, fields: [HitField] = HitFields.all) {
    self.answer = answer
    page = WirePage(offset: offset, limit: limit)
    next = Self.next(after: offset + answer.hits.count, answer)
    items = answer.hits.map { WireHit($0, fields: fields) }
    facets = WireFacet.byField(answer.facets)
  }

  /// The cursor of the next page; `nil` on the last, and beyond what can be paged to.
  private static func next(after end: Int, _ answer: SearchAnswer) -> String? {
    let hasNext = !answer.hits.isEmpty && end < answer.total && end <= ResultPage.maximumOffset
    return hasNext ? String(end) : nil
  }

  package static let name = "search"
  package static let pluralName = "searches"
  package static let summary = "What a query finds: a page of hits, and all that is known of the whole."
  package static let fields: [WireField<WireSearch>] = [
    .init("total", "How many datasets match.") { $0.answer.total },
    .init("exact", "Whether `total` is counted and not estimated, which it always is.") { _ in true },
    .init("matched", "How many of them have all the words, and what became of the words.") {
      WireMatched($0.answer.matched)
    },
    .init("items", "The page asked for, best first.") { $0.items },
    .init("facets", "By the name of each field that was asked for.") { $0.facets },
    .init("warnings", "Where the reading of the query may surprise.") {
      $0.answer.notes.map(WireError.init)
    },
    .init("advice", "What to try instead; null where all the words were found.") {
      $0.answer.advice.map(WireAdvice.init)
    },
    .init("page", "Which part of the whole this is.") { $0.page },
    .init("next", "The `cursor` of the next page; null on the last.") { $0.next },
  ]
}

/// Which part of all hits a page holds.
package struct WirePage: WireObject {
  let offset: Int
  let limit: Int

  package static let name = "page"
  package static let summary = "Which hits an answer holds."
  package static let fields: [WireField<WirePage>] = [
    .init("offset", "Hits before the first of the page.") { $0.offset },
    .init("limit", "The most hits of the page, as asked for.") { $0.limit },
  ]
}
