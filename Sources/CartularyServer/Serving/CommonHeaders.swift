internal import HTTPTypes

/// The headers of every answer: who may keep it, who may read it, and what a browser may do with it.
enum CommonHeaders {
  /// - Parameter embedOrigins: Sites that may show the frame.
  static func add(
    to answer: inout HTTPAnswer, _ exchange: Exchange, _ question: HTTPQuestion, _ embedOrigins: [EmbedOrigin]
  ) {
    answer.headers[.xContentTypeOptions] = "nosniff"
    let isFrame = exchange.route.map { if case .view(.embed) = $0.kind { true } else { false } } ?? false
    let isView = exchange.route.map { if case .view = $0.kind { true } else { false } } ?? false
    // 304 too: a browser gives its headers to the page that it has kept.
    let isPage =
      answer.headers[.contentType]?.hasPrefix(HTTPAnswer.html) == true || isView && answer.status == 304
    answer.headers[.contentSecurityPolicy] =
      isPage ? pagePolicy(isFrame ? embedOrigins : []) : "default-src 'none'; frame-ancestors 'none'"
    answer.headers[referrerPolicy] = "same-origin"
    // What opens a frame is another site's page.
    if !isFrame { answer.headers[openerPolicy] = "same-origin" }
    // A page says itself whether it is one of endlessly many.
    if !isPage, !(isView && answer.status == 308) { answer.headers[robots] = "noindex, follow" }
    // On anonymous answers too: else a cache keeps one for those who sign in.
    answer.headers[.vary] = "Accept, Authorization" + (exchange.readsSession ? ", Cookie" : "")
    if exchange.carriesCredential {
      // `public`, `must-revalidate` and `s-maxage` would each lift the ban on keeping it. Source: RFC 9111, section 3.5.
      answer.headers[.cacheControl] = "private, no-store"
      answer.headers[.eTag] = nil
    } else {
      // Whether or not `Origin` was sent: a cache may answer another page with it.
      if question.path != AssistantAnswer.path { answer.headers[.accessControlAllowOrigin] = "*" }
      if question.method == "OPTIONS", answer.status == 204, question.path != AssistantAnswer.path {
        answer.headers[.accessControlAllowMethods] = "GET, HEAD"
        answer.headers[.accessControlAllowHeaders] = "Content-Type"
        answer.headers[.accessControlMaxAge] = "86400"
      }
      if answer.headers[.cacheControl] == nil { answer.headers[.cacheControl] = "no-store" }
    }
    // Hummingbird would read the rest of a body without limit after an early answer.
    if question.hasUnreadBody { answer.headers[.connection] = "close" }
  }

  /// Nothing runs, loads or is sent but what the pages bring. Suggestions and filters that apply at once ask this server.
  ///
  /// - Parameter ancestors: Sites whose pages may show it in a frame.
  private static func pagePolicy(_ ancestors: [EmbedOrigin]) -> String {
    let ancestors = ancestors.isEmpty ? "'none'" : ancestors.map(\.text).joined(separator: " ")
    return
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors \(ancestors); require-trusted-types-for 'script'"
  }

  private static let referrerPolicy = HTTPField.Name("Referrer-Policy")!  // a valid name
  private static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!  // a valid name
  static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!  // a valid name
  static let robots = HTTPField.Name("X-Robots-Tag")!  // a valid name
}
