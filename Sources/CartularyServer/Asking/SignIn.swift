internal import HTTPTypes

/// Reads what the form of `/sign-in` sends: a key that begins a session, or the wish to end it.
struct SignIn: Sendable {
  let keys: KeyRing
  let cookie: SessionCookie
  let base: BaseAddress

  static let path = "/sign-in"

  /// What the form holds: a key has 57 characters.
  static let maximumByteCount = 16 << 10

  enum Outcome: Equatable {
    /// Go on with this value of `Set-Cookie`.
    case begun(String), ended(String)
    /// The same for a key that never was, one that has expired and one with a wrong secret.
    case refused
    /// The key is valid, and of a file that was written before there were sessions.
    case tooOld
  }

  /// - Throws: `Problem` for a body that this form does not send, or that the page of another site does.
  func outcome(of question: HTTPQuestion) throws(Problem) -> Outcome {
    try check(question)
    guard let body = question.body, body.count <= Self.maximumByteCount else {
      throw Problem(413, .tooLarge, "the form has at most \(Self.maximumByteCount >> 10) KiB")
    }
    guard let text = String(validating: body, as: UTF8.self), let pairs = try? QueryString(text).pairs,
      pairs.count == 1, let value = pairs[0].value
    else { throw Problem(400, .badRequest, "the form has one field, 'key' or 'out'") }
    switch pairs[0].key {
    case "out": return .ended(cookie.clearing)
    case "key":
      let token = String(value.filter { !$0.isWhitespace })
      guard let key = keys.key(for: token) else { return .refused }
      guard key.sessionDigest != nil else { return .tooOld }
      return .begun(cookie.setting(AccessKey.session(of: token, key.id)))
    default: throw Problem(400, .badRequest, "the form has one field, 'key' or 'out'")
    }
  }

  /// A key is pasted where nobody can read along, and from our own page.
  private func check(_ question: HTTPQuestion) throws(Problem) {
    guard isSafe(question) else {
      throw Problem(
        403, .insecure, "a key is not taken over a connection that others can read",
        help: "the server's owner names an address with https by --base-url")
    }
    guard isOwn(question) else {
      throw Problem(403, .foreignOrigin, "pages of other sites may not sign anyone in or out")
    }
    let type = question.headers[.contentType]?.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    guard type == Self.formType else {
      throw Problem(415, .badType, "the form is \(Self.formType)", suggest: [Self.formType])
    }
  }

  private static let formType = "application/x-www-form-urlencoded"

  /// Whether a key may be typed here: over TLS, or on this machine itself.
  func isSafe(_ question: HTTPQuestion) -> Bool {
    let origin = origin(question)
    return origin.hasPrefix("https://") || Self.isLoopback(origin.dropFirst("http://".utf8.count))
  }

  /// Whether a browser says, or lets us conclude, that our own page sent the form. One that says neither may have been
  /// made to send it by another site.
  private func isOwn(_ question: HTTPQuestion) -> Bool {
    let (sites, origins) = (
      question.headers[values: Self.fetchSite], question.headers[values: .origin]
    )
    guard !sites.isEmpty || !origins.isEmpty else { return false }
    let own = origin(question)
    return sites.allSatisfy { $0 == "same-origin" } && origins.allSatisfy { $0.lowercased() == own }
  }

  /// Where the browser is: what the server's owner says, else what the browser does, without TLS.
  private func origin(_ question: HTTPQuestion) -> String {
    base.origin.isEmpty ? "http://" + (question.authority?.lowercased() ?? "") : base.origin
  }

  private static func isLoopback(_ host: Substring) -> Bool {
    if host.hasPrefix("[") { return host.prefix { $0 != "]" } == "[::1" }
    let name = host.prefix { $0 != ":" }
    if name == "localhost" || name.hasSuffix(".localhost") { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!  // a valid name
}
