internal import CartularyModel
internal import HTTPTypes

/// Finds out who asks. Only `Authorization` is read, and the cookie of a session where a page is asked for: a header that
/// says who someone is can be sent by anyone.
struct Credentials: Sendable {
  /// `nil` if there are no keys.
  let keys: KeyRing?
  /// `nil` if no identity provider is trusted.
  let tokens: TokenVerifier?

  /// - Parameter cookie: That of sessions, for a page; `nil` for every other path.
  /// - Returns: The public for a request without a credential.
  /// - Throws: `Problem` 401 for one that is not valid: it is never answered as if it were not there.
  func asker(_ headers: HTTPFields, cookie: SessionCookie? = nil) async throws(Problem) -> Asker {
    let (values, sessions) = (headers[values: .authorization], cookie?.values(in: headers) ?? [])
    guard !values.isEmpty || !sessions.isEmpty else { return .anyone }
    guard values.count + sessions.count == 1 else {
      throw Self.refusal("more than one credential was sent", sessions.isEmpty ? nil : cookie)
    }
    if let cookie, let session = sessions.first {
      if let asker = asker(keys?.key(forSession: session)) { return asker }
      throw Self.refusal("the session is over: its key has expired, or was revoked", cookie)
    }
    let words = values[0].split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, words[0].lowercased() == "bearer" else {
      throw Self.refusal("the credential is not of the form: Authorization: Bearer TOKEN")
    }
    let token = String(words[1])
    if token.hasPrefix("cart_") {
      if let asker = asker(keys?.key(for: token)) { return asker }
    } else if let tokens, let viewer = await tokens.viewer(of: token) {
      return Asker(viewer: viewer, name: "jwt")
    }
    // The same for one that never was, one that has expired and one with a wrong secret.
    throw Self.refusal("the credential is not valid")
  }

  private func asker(_ key: AccessKey?) -> Asker? {
    guard let key, let viewer = Viewer(wellFormedLabels: key.labels) else { return nil }
    return Asker(viewer: viewer, name: key.id)
  }

  /// - Parameter cookie: That of a session that is over, so that the next request goes without it.
  private static func refusal(_ message: String, _ cookie: SessionCookie? = nil) -> Problem {
    var headers: HTTPFields = [.wwwAuthenticate: #"Bearer error="invalid_token""#]
    if let cookie { headers[.setCookie] = cookie.clearing }
    return Problem(
      401, .badCredential, message,
      help: cookie == nil
        ? "ask without a credential for what is public" : "sign in again, or go on as everyone",
      headers: headers)
  }
}
