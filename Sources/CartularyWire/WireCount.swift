package import CartularyCatalog
internal import CartularyQuery

/// How many datasets a query finds.
package struct WireCount: WireObject {
  private let answer: SearchAnswer?

  /// - Parameter answer: `nil` for a line of a batch that could not be read as a query.
  package init(_ answer: SearchAnswer?) { self.answer = answer }

  package static let name = "count"
  package static let summary = "How many datasets a query finds."
  package static let fields: [WireField<WireCount>] = [
    .init("total", "How many datasets match; null for a line of a batch that cannot be read as a query.") {
      $0.answer?.total
    },
    .init("exact", "Whether `total` is an exact count rather than an estimate; always true.") { _ in true },
    .init("matched", "How many of them have all the words, and how each word was treated.") {
      $0.answer.map { WireMatched($0.matched) }
    },
    .init("warnings", "Notes where the interpretation of the query may be unexpected.") {
      ($0.answer?.notes ?? []).map(WireError.init)
    },
  ]
}
