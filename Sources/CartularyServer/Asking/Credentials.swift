internal import CartularyModel
internal import HTTPTypes

/// Finds out who asks. Only `Authorization` is read: a header that says who someone is can be sent by anyone.
struct Credentials: Sendable {
  /// `nil` if there are no keys.
  let keys: KeyRing?
  /// `nil` if no identity provider is trusted.
  let tokens: TokenVerifier?

  /// - Returns: The public for a request without a credential.
  /// - Throws: `Problem` 401 for one that is not valid: it is never answered as if it were not there.
  func asker(_ headers: HTTPFields) async throws(Problem) -> Asker {
    let values = headers[values: .authorization]
    guard !values.isEmpty else { return .anyone }
    guard values.count == 1 else { throw Self.refusal("more than one credential was sent") }
    let words = values[0].split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, words[0].lowercased() == "bearer" else {
      throw Self.refusal("the credential is not of the form: Authorization: Bearer TOKEN")
    }
    let token = String(words[1])
    if token.hasPrefix("cart_") {
      if let key = keys?.key(for: token), let viewer = Viewer(wellFormedLabels: key.labels) {
        return Asker(viewer: viewer, name: key.id)
      }
    } else if let tokens, let viewer = await tokens.viewer(of: token) {
      return Asker(viewer: viewer, name: "jwt")
    }
    // The same for one that never was, one that has expired and one with a wrong secret.
    throw Self.refusal("the credential is not valid")
  }

  private static func refusal(_ message: String) -> Problem {
    Problem(
      401, .badCredential, message, help: "ask without a credential for what is public",
      headers: [.wwwAuthenticate: #"Bearer error="invalid_token""#])
  }
}
