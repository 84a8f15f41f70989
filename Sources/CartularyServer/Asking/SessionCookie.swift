internal import HTTPTypes

/// The cookie of a person who signed in. Only pages read it; what programs ask is answered by `Authorization` alone.
///
/// It holds the secret of a session, which is checked against the file of keys at each request: the server keeps nothing,
/// a key that is revoked ends its sessions, and no other path takes the secret.
struct SessionCookie: Sendable, Equatable {
  let name: String
  private let path: String

  init(_ base: BaseAddress) {
    // A prefix that browsers keep to: set by this host itself over a safe connection. A cookie of the whole host would go
    // to whatever else it has beside us, so below a folder it is the folder's.
    name = base.path.isEmpty ? "__Host-cartulary" : "__Secure-cartulary"
    path = base.path.isEmpty ? "/" : base.path
  }

  /// The value of `Set-Cookie` that begins a session, which ends with the browser.
  func setting(_ session: String) -> String { "\(name)=\(session)\(attributes)" }

  /// The value of `Set-Cookie` that ends it.
  var clearing: String { "\(name)=; Max-Age=0\(attributes)" }

  /// Browsers take `Secure` from this machine itself without TLS; from any other address they then refuse the cookie,
  /// rather than send it in the open.
  private var attributes: String { "; Path=\(path); Secure; HttpOnly; SameSite=Strict" }

  /// What a request has under this name; other cookies of the host are not looked at.
  func values(in headers: HTTPFields) -> [String] {
    headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap { pair in
      let pair = pair.drop { $0 == " " || $0 == "\t" }
      guard pair.hasPrefix(name + "=") else { return nil }
      return String(pair.dropFirst(name.utf8.count + 1)).trimmingTrailingBlanks
    }
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    var text = self[...]
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
