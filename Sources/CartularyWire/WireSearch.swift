package import CartularyCatalog
internal import CartularyQuery

/// A search's whole answer: the same in every interface.
package struct WireSearch: WireObject {
  private let answer: SearchAnswer
  private let page: WirePage
  private let next: String?
  private let items: [WireHit]
  private let facets: [String: WireFacet]

  /// - Parameters:
  ///   - offset: The number of hits before the first one in the answer.
  ///   - limit: The maximum number of hits requested.
  ///   - fields: The fields of each hit.
  ///   - cursor: Writes the place of the next page.
  package init(
    _ answer: SearchAnswer, offset: Int, limit: Int, fields: [HitField] = HitFields.all,
    cursor: (Int) -> String = { String($0) }
  ) {
    self.answer = answer
    page = WirePage(offset: offset, limit: limit)
    next = Self.next(after: offset + answer.hits.count, answer).map(cursor)
    items = answer.hits.map { WireHit($0, fields: fields) }
    facets = WireFacet.byField(answer.facets)
  }

  /// The cursor of the next page; `nil` on the last page, and beyond the last page that can be requested.
  private static func next(after end: Int, _ answer: SearchAnswer) -> Int? {
    let hasNext = !answer.hits.isEmpty && end < answer.total && end <= ResultPage.maximumOffset
    return hasNext ? end : nil
  }

  package static let name = "search"
  package static let pluralName = "searches"
  package static let summary = "What a query finds: a page of hits, and information about all of them."
  package static let fields: [WireField<WireSearch>] = [
    .init("total", "How many datasets match.") { $0.answer.total },
    .init("exact", "Whether `total` is an exact count rather than an estimate; always true.") { _ in true },
    .init("matched", "How many of them have all the words, and how each word was treated.") {
      WireMatched($0.answer.matched)
    },
    .init("items", "The requested page of hits, best first.") { $0.items },
    .init("facets", "By the name of each requested field.") { $0.facets },
    .init("warnings", "Notes where the interpretation of the query may be unexpected.") {
      $0.answer.notes.map(WireError.init)
    },
    .init(
      "advice", "What to try instead; null if all the words were found and no filter says what they mean."
    ) {
      $0.answer.advice.map(WireAdvice.init)
    },
    .init("page", "Which part of all hits this is.") { $0.page },
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
    .init("offset", "The number of hits before the first one on the page.") { $0.offset },
    .init("limit", "The maximum number of hits on the page, as requested.") { $0.limit },
  ]
}
