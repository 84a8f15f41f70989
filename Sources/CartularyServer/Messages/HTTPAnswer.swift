package import HTTPTypes

/// An answer as the routes make it, whole but for very large ones.
package struct HTTPAnswer: Sendable {
  package enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// A piece at a time, as the client takes them; `nil` after the last. Where it throws, the client sees a body that
    /// does not end.
    case stream(@Sendable () async throws -> [UInt8]?)
  }

  package var status: Int
  package var headers: HTTPFields
  package var body: Body

  package init(_ status: Int, _ headers: HTTPFields = [:], _ body: Body = .none) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }

  init(_ status: Int, text: String, type: String) {
    self.init(status, [.contentType: type], .bytes(Array(text.utf8)))
  }

  /// Of what is known before it is sent.
  package var byteCount: Int { if case .bytes(let bytes) = body { bytes.count } else { 0 } }

  var isStream: Bool { if case .stream = body { true } else { false } }

  static let json = "application/json"
  static let html = "text/html"
  static let problem = "application/problem+json"
}
