package import HTTPTypes

/// A request as the routes see it: without a connection, so that it can be asked in memory too.
package struct HTTPQuestion: Sendable {
  package let method: String
  /// Path and query as they were sent.
  package let target: String
  package let headers: HTTPFields
  /// The host, and the port if it is not the usual one, that the client asked for; `nil` if it is not known.
  package let authority: String?
  /// The address of the peer; `nil` if it is not known.
  package let peer: String?
  /// What the body holds; `nil` if it was not read, as of all but messages for assistants and the form for
  /// signing in.
  package let body: [UInt8]?

  package init(
    _ method: String, _ target: String, headers: HTTPFields = [:], authority: String? = nil,
    peer: String? = nil, body: [UInt8]? = nil
  ) {
    (self.method, self.target, self.headers, self.authority) = (method, target, headers, authority)
    (self.peer, self.body) = (peer, body)
  }

  /// The same with its body.
  func with(body: [UInt8]?) -> HTTPQuestion {
    HTTPQuestion(method, target, headers: headers, authority: authority, peer: peer, body: body)
  }

  /// The path as it was sent, without the query.
  var path: Substring { target.prefix { $0 != "?" } }

  /// Without its question mark; empty if there is none.
  var query: Substring { target.dropFirst(path.count).dropFirst() }

  var isHead: Bool { method == "HEAD" }

  /// Whether a body follows, or may follow.
  var hasBody: Bool {
    if headers.contains(.transferEncoding) { return true }
    return headers[.contentLength].map { $0 != "0" } ?? false
  }

  /// Whether there is, or may be, a body that was not read.
  var hasUnreadBody: Bool { hasBody && body == nil }

  /// How many bytes the body says that it has; `nil` if it does not say.
  var bodyByteCount: Int? { headers[.contentLength].flatMap { Int($0) } }

  /// Whether the request says, or tries to say, who asks: its answer is for nobody else then.
  var carriesCredential: Bool { headers.contains(.authorization) || carriesTokenInQuery }

  /// Whether a token was put where logs and caches keep it.
  private var carriesTokenInQuery: Bool {
    query.split(separator: "&").contains { pair in
      let key = pair.prefix { $0 != "=" }.lowercased()
      return Self.tokenKeys.contains(key)
    }
  }

  static let tokenKeys: Set<String> = ["access_token", "token", "api_key", "apikey", "key", "authorization"]
}
