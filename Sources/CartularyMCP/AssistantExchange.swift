internal import CartularyManifests
internal import CartularyWire
internal import Foundation

/// One exchange over HTTP: a message in the body of a POST, its reply in the body of the answer.
///
/// The status goes by the revision of the request: since 2026-07-28 faults of the request itself are 400 and an unknown
/// method is 404, but clients that shake hands end their session on any status that is not a success.
package struct AssistantExchange: Sendable {
  /// What the request says in its headers; `nil` for those that were not sent.
  package struct Headers: Sendable {
    package var revision: String?
    package var method: String?
    package var name: String?

    package init(revision: String? = nil, method: String? = nil, name: String? = nil) {
      (self.revision, self.method, self.name) = (revision, method, name)
    }
  }

  package struct Answer: Sendable {
    package let status: Int
    /// JSON; `nil` for an answer without a body.
    package let text: String?
  }

  private let responder: AssistantResponder

  package init(_ responder: AssistantResponder) { self.responder = responder }

  package func answer(_ body: [UInt8], _ headers: Headers) -> Answer {
    let message: AssistantMessage
    do throws(AssistantMessage.Refusal) { message = try AssistantMessage(body) } catch {
      return Answer(status: 400, text: AssistantReply(id: error.id, error.fault, isModern: true).text)
    }
    guard let id = message.id else { return Answer(status: 202, text: nil) }
    let stated = headers.revision.flatMap(ProtocolRevision.init)
    let isModern = message.namesRevision || headers.revision != nil && stated?.shakesHands != true
    guard isModern else {
      // A client older than the header does not send it.
      let reply = responder.reply(
        to: message, agreed: message.method == "initialize" ? nil : stated ?? .march2025)
      return Answer(status: 200, text: reply.text)
    }
    do throws(AssistantFault) {
      try Self.check(headers, message)
    } catch {
      return Answer(status: 400, text: AssistantReply(id: id, error, isModern: true).text)
    }
    let reply = responder.reply(to: message, agreed: nil)
    return Answer(status: reply.fault == .methodNotFound ? 404 : 200, text: reply.text)
  }

  // MARK: - Headers

  /// Headers repeat what the body says, for those who stand between; a request on which they differ is refused.
  ///
  /// - Throws: Also if the body does not say what each request must.
  private static func check(_ headers: Headers, _ message: AssistantMessage) throws(AssistantFault) {
    guard let revision = message.meta?[AssistantMessage.revisionKey]?.string else {
      // A revision that nobody knows is told before what it may have left out.
      if let stated = headers.revision, ProtocolRevision(rawValue: stated) == nil {
        throw .unsupported(stated)
      }
      try message.checkMeta()
      return
    }
    try compare("MCP-Protocol-Version", headers.revision, revision)
    try message.checkMeta()
    try compare("Mcp-Method", headers.method, message.method)
    guard let key = namedBy[message.method] else { return }
    let name = try headers.name.map { header throws(AssistantFault) in try decoded(header) }
    // What the body lacks is told as such.
    guard let body = message.params[key]?.string else { return }
    try compare("Mcp-Name", name, body)
  }

  /// The parameter that `Mcp-Name` repeats.
  private static let namedBy = ["tools/call": "name", "prompts/get": "name", "resources/read": "uri"]

  private static func compare(_ header: String, _ value: String?, _ body: String) throws(AssistantFault) {
    guard value != body else { return }
    throw AssistantFault(
      .headerMismatch,
      value == nil
        ? "header mismatch: \(header) is missing" : "header mismatch: \(header) differs from the body")
  }

  /// A value as it was before it was made fit for a header: `=?base64?…?=` holds UTF-8.
  private static func decoded(_ header: String) throws(AssistantFault) -> String {
    guard header.hasPrefix("=?base64?"), header.hasSuffix("?="), header.utf8.count >= 11 else {
      return header
    }
    guard let bytes = Data(base64Encoded: String(header.dropFirst(9).dropLast(2))),
      let text = String(validating: bytes, as: UTF8.self)
    else { throw AssistantFault(.headerMismatch, "header mismatch: Mcp-Name is not valid base64") }
    return text
  }
}
