package import HTTPTypes

/// An answer as the routes make it, whole.
package struct HTTPAnswer: Sendable {
  package enum Body: Sendable {
    case none
    case bytes([UInt8])
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

  package var byteCount: Int { if case .bytes(let bytes) = body { bytes.count } else { 0 } }

  static let json = "application/json"
  static let problem = "application/problem+json"
}
