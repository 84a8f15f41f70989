internal import HTTPTypes

/// The headers of every answer: who may keep it, who may read it, and what a browser may do with it.
enum CommonHeaders {
  static func add(to answer: inout HTTPAnswer, _ exchange: Exchange, _ question: HTTPQuestion) {
    answer.headers[.xContentTypeOptions] = "nosniff"
    answer.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    answer.headers[referrerPolicy] = "same-origin"
    answer.headers[openerPolicy] = "same-origin"
    answer.headers[robots] = "noindex, follow"
    // On anonymous answers too: else a cache keeps one for those who sign in.
    answer.headers[.vary] = "Accept, Authorization"
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

  private static let referrerPolicy = HTTPField.Name("Referrer-Policy")!  // a valid name
  private static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!  // a valid name
  private static let robots = HTTPField.Name("X-Robots-Tag")!  // a valid name
}
