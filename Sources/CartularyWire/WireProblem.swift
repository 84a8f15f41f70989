/// A message about a request over HTTP: an `error` with the keys of RFC 9457.
package struct WireProblem: WireObject {
  private let status: Int
  private let title: String
  private let error: WireError

  /// - Parameter title: The reason phrase of the status.
  package init(status: Int, title: String, _ error: WireError) {
    (self.status, self.title, self.error) = (status, title, error)
  }

  package static let name = "problem"
  package static let summary = "Why a request over HTTP was not answered, as RFC 9457 describes it."
  package static let fields: [WireField<WireProblem>] = [
    .init("type", "Always `about:blank`: `code` says what happened.") { _ in "about:blank" },
    .init("title", "The meaning of the status.") { $0.title },
    .init("status", "The HTTP status.") { $0.status },
    .init("detail", "One line for people.") { $0.error.message },
    .init("code", "A code of the protocol or of HTTP, or, for a query, of the query language.") {
      $0.error.code
    },
    .init("range", "A half-open range of two offsets, in UTF-8 bytes of the query or of the address's query.")
    {
      $0.error.range.map { [$0.lowerBound, $0.upperBound] }
    },
    .init("suggest", "Possible replacements, best first.") { $0.error.suggestions },
    .init("help", "What to do.") { $0.error.help },
  ]
}
