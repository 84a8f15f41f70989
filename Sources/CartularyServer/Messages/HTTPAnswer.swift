package import HTTPTypes

/// An answer as the routes make it: whole, or in pieces that are made while they are sent.
package struct HTTPAnswer: Sendable {
  package enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// Pieces in their order; `nil` after the last one. It blocks, so it is called on a thread that may wait.
    case pieces(@Sendable () -> (@Sendable () throws -> [UInt8]?))
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

  /// The number of bytes, if it is known.
  package var byteCount: Int? {
    switch body {
    case .none: 0
    case .bytes(let bytes): bytes.count
    case .pieces: nil
    }
  }

  static let json = "application/json"
  static let problem = "application/problem+json"
}
