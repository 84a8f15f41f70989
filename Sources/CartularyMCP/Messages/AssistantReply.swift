internal import CartularyManifests
internal import CartularyWire

/// What goes back for a message.
package struct AssistantReply: Sendable {
  /// One line of JSON; `nil` for a notification, which nobody answers.
  package let text: String?
  /// The revision that a handshake agreed on.
  package let agreed: ProtocolRevision?
  let fault: AssistantFault.Code?
  /// Whether the message says its revision itself.
  let isModern: Bool

  static let none = AssistantReply(text: nil, agreed: nil, fault: nil, isModern: false)

  private init(text: String?, agreed: ProtocolRevision?, fault: AssistantFault.Code?, isModern: Bool) {
    (self.text, self.agreed, self.fault, self.isModern) = (text, agreed, fault, isModern)
  }

  /// - Parameter result: A JSON object.
  init(id: JSONValue, result: JSONBytes, agreed: ProtocolRevision? = nil, isModern: Bool) {
    var line = JSONBytes()
    line.write(raw: "{\"id\":" + id.text + ",\"jsonrpc\":\"2.0\",\"result\":")
    line.append(result)
    line.write(raw: "}")
    self.init(
      text: String(decoding: line.bytes, as: UTF8.self), agreed: agreed, fault: nil, isModern: isModern)
  }

  /// - Parameter id: Left out where it could not be read.
  init(id: JSONValue?, _ fault: AssistantFault, isModern: Bool) {
    var keys: [String: JSONValue] = ["jsonrpc": "2.0", "error": fault.json]
    keys["id"] = id
    self.init(text: JSONValue.object(keys).text, agreed: nil, fault: fault.code, isModern: isModern)
  }
}
