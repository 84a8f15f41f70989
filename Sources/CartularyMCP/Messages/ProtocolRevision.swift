/// Revisions of the Model Context Protocol that are spoken here.
///
/// Until 2025-11-25 a client begins with a handshake; from 2026-07-28 each request says for itself which revision it is
/// in. Most clients in use still shake hands. Source: modelcontextprotocol.io/specification/2026-07-28/basic/versioning.
package enum ProtocolRevision: String, CaseIterable, Sendable {
  case current = "2026-07-28"
  case november2025 = "2025-11-25"
  case june2025 = "2025-06-18"
  case march2025 = "2025-03-26"

  static let names = allCases.map(\.rawValue)

  /// Whether it begins with a handshake.
  package var shakesHands: Bool { self != .current }

  /// Whether results may have `structuredContent` and links to resources.
  var isStructured: Bool { self != .march2025 }

  /// What is answered to a handshake that asks for another.
  static let standardHandshake = november2025
}
