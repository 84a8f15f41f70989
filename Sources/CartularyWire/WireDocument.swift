/// A whole answer: an object with the wire version in addition to its own keys.
package struct WireDocument<Body: WireObject>: Encodable, Sendable {
  package static var versionKey: String { "version" }

  private let body: Body

  package init(_ body: Body) { self.body = body }

  package func encode(to encoder: any Encoder) throws {
    try body.encode(to: encoder)
    var container = encoder.container(keyedBy: WireKey.self)
    try container.encode(WireVersion.current, forKey: WireKey(Self.versionKey))
  }
}
