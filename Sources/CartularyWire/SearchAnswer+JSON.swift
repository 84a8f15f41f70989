public import CartularyCatalog

extension SearchAnswer {
  /// The answer as the commands and the protocol write it: one line of JSON, with sorted keys, as Docs/JSON.md
  /// describes it under `search`.
  ///
  /// - Parameter page: The page that was asked for; the answer itself does not know it.
  /// - Throws: `EncodingError` if a number is not finite.
  public func json(of page: ResultPage = ResultPage()) throws -> String {
    try JSONLine.document(WireSearch(self, offset: page.offset, limit: page.limit))
  }
}
