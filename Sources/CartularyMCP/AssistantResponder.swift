internal import CartularyBase
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire

/// Answers messages of the Model Context Protocol about one catalog for one viewer, whichever transport carried them.
/// It keeps no state between them and opens no connection; every method reads.
package struct AssistantResponder: Sendable {
  private let catalog: AssistantCatalog
  private let tools: [Tool]
  /// Told what happened when an answer is an internal error, which does not say it.
  private let log: @Sendable (String) -> Void

  /// - Parameter hasConnectorTools: Whether `search` and `fetch` are there for hosts that know only those.
  package init(
    _ catalog: AssistantCatalog, hasConnectorTools: Bool = true,
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    (self.catalog, self.log) = (catalog, log)
    tools = ToolTable.tools(withConnectors: hasConnectorTools)
  }

  /// The reply to one message.
  ///
  /// - Parameter agreed: The revision that a handshake agreed on; `nil` before one.
  package func reply(to bytes: [UInt8], agreed: ProtocolRevision?) -> AssistantReply {
    do throws(AssistantMessage.Refusal) {
      return reply(to: try AssistantMessage(bytes), agreed: agreed)
    } catch {
      return AssistantReply(id: error.id, error.fault, isModern: agreed == nil)
    }
  }

  /// The reply to a message that was too long to be read.
  package static func tooLong(_ byteCount: Int) -> AssistantReply {
    AssistantReply(
      id: nil, AssistantFault(.invalidRequest, "a message has at most \(byteCount >> 10) KiB"),
      isModern: false)
  }

  func reply(to message: AssistantMessage, agreed: ProtocolRevision?) -> AssistantReply {
    guard let id = message.id else { return .none }
    let isModern = message.namesRevision || agreed == nil && !Self.opensHandshake(message.method)
    do {
      guard isModern else { return try handshakeReply(to: message, id, agreed) }
      try message.checkMeta()
      let result = try self.result(of: message, .current)
      return AssistantReply(id: id, result: Self.modern(result), isModern: true)
    } catch let fault as AssistantFault {
      return AssistantReply(id: id, fault, isModern: isModern)
    } catch {
      log("\(error)")
      return AssistantReply(id: id, .internal, isModern: isModern)
    }
  }

  private static func opensHandshake(_ method: String) -> Bool { method == "initialize" || method == "ping" }

  // MARK: - Handshakes

  private func handshakeReply(
    to message: AssistantMessage, _ id: JSONValue, _ agreed: ProtocolRevision?
  ) throws -> AssistantReply {
    switch message.method {
    case "ping": return AssistantReply(id: id, result: JSONBytes([:]), isModern: false)
    case "initialize":
      let asked = ProtocolRevision(rawValue: try message.text("protocolVersion"))
      let revision = asked.flatMap { $0.shakesHands ? $0 : nil } ?? .standardHandshake
      let result: JSONValue = [
        "protocolVersion": .string(revision.rawValue), "capabilities": Self.capabilities,
        "serverInfo": Self.server, "instructions": .string(try instructions()),
      ]
      return AssistantReply(id: id, result: JSONBytes(result), agreed: revision, isModern: false)
    default:
      let result = try self.result(of: message, agreed ?? .march2025)
      return AssistantReply(id: id, result: result.bytes, isModern: false)
    }
  }

  private static let capabilities: JSONValue = [
    "tools": [:], "resources": [:], "prompts": [:], "completions": [:],
  ]

  private static let server: JSONValue = [
    "name": "cartulary", "title": "Cartulary", "version": .string(WireVersion.program),
  ]

  // MARK: - Methods

  /// A result, and how long it may be kept; `nil` for what is never kept.
  private struct Outcome {
    var bytes: JSONBytes
    var keeping: (milliseconds: Int, isPublic: Bool)?

    init(_ keys: [String: JSONValue], keeping: (Int, Bool)? = nil) {
      bytes = JSONBytes(.object(keys))
      self.keeping = keeping
    }

    init(bytes: JSONBytes) { self.bytes = bytes }
  }

  /// What each result says since revision 2026-07-28.
  private static func modern(_ outcome: Outcome) -> JSONBytes {
    var keys: [String: JSONValue] = [
      "resultType": "complete", "_meta": .object([AssistantMessage.serverKey: server]),
    ]
    if let (milliseconds, isPublic) = outcome.keeping {
      keys["ttlMs"] = .int(milliseconds)
      keys["cacheScope"] = isPublic ? "public" : "private"
    }
    var whole = JSONBytes(.object(keys))
    whole.merge(outcome.bytes)
    return whole
  }

  /// An hour, for what is the same for all viewers and states; a minute for the rest.
  private static let long = (3_600_000, true)
  private var short: (Int, Bool) { (60_000, catalog.viewer == .public) }

  private func result(of message: AssistantMessage, _ revision: ProtocolRevision) throws -> Outcome {
    switch message.method {
    case "server/discover" where revision == .current:
      return Outcome(
        [
          "supportedVersions": .texts(ProtocolRevision.names), "capabilities": Self.capabilities,
          "instructions": .string(try instructions()),
        ], keeping: short)
    case "tools/list":
      try message.checkNoCursor()
      return Outcome(["tools": .array(tools.map(\.json))], keeping: Self.long)
    case "tools/call": return try call(message, revision)
    case "resources/list":
      try message.checkNoCursor()
      return Outcome(["resources": ResourceTable.list], keeping: Self.long)
    case "resources/templates/list":
      try message.checkNoCursor()
      return Outcome(["resourceTemplates": ResourceTable.templates], keeping: Self.long)
    case "resources/read":
      return Outcome(["contents": [try ResourceTable.read(try message.text("uri"), catalog)]], keeping: short)
    case "prompts/list":
      try message.checkNoCursor()
      return Outcome(["prompts": .array(AssistantPrompt.all.map(\.json))], keeping: Self.long)
    case "prompts/get":
      let name = try message.text("name")
      guard let prompt = AssistantPrompt.all.first(where: { $0.name == name }) else {
        throw AssistantFault(.invalidParams, "unknown prompt")
      }
      return Outcome(try prompt.result(try message.arguments(), catalog))
    case "completion/complete": return Outcome(try ArgumentCompletion.result(message, catalog))
    default: throw AssistantFault(.methodNotFound, "method not found")
    }
  }

  // MARK: - Tools

  private func call(_ message: AssistantMessage, _ revision: ProtocolRevision) throws -> Outcome {
    let name = try message.text("name")
    guard let tool = tools.first(where: { $0.name == name }) else {
      throw AssistantFault(.invalidParams, "unknown tool")
    }
    let arguments = try message.arguments()
    let content: JSONValue
    var (links, isError): ([String], Bool) = ([], false)
    do {
      let answer = try tool.answer(arguments, catalog)
      let isLinked = revision.isStructured && !tool.isConnector
      (content, links) = answer.finished { isLinked ? ResourceTable.link(to: $0).byteCount + 1 : 0 }
      if !isLinked { links = [] }
    } catch {
      let fault = ProtocolFault(forAssistant: error)
      guard fault.canBeMended else { throw error }
      (content, isError) = (ToolFault.content(fault, arguments), true)
    }
    return Outcome(
      bytes: Self.callResult(
        content, links: links, isError: isError, isStructured: revision.isStructured && !tool.isConnector))
  }

  /// The content stands twice, as text for hosts that read only that. It is written once.
  private static func callResult(
    _ content: JSONValue, links: [String], isError: Bool, isStructured: Bool
  ) -> JSONBytes {
    let json = JSONBytes(content)
    var result = JSONBytes()
    result.write(raw: "{\"content\":[{\"text\":")
    result.write(String(decoding: json.bytes, as: UTF8.self))
    result.write(raw: ",\"type\":\"text\"}")
    for id in links {
      result.write(raw: ",")
      result.write(ResourceTable.link(to: id))
    }
    result.write(raw: "],\"isError\":\(isError)")
    if isStructured {
      result.write(raw: ",\"structuredContent\":")
      result.append(json)
    }
    result.write(raw: "}")
    return result
  }

  // MARK: - Instructions

  /// Counts by publisher and sensitivity of what the viewer can see. A publisher's long name is left to `overview`.
  private func instructions() throws -> String {
    try catalog.fromOneState { _, _ in
      let total = try catalog.ask("count")["total"]?.int ?? 0
      let facets = try catalog.ask("facets", ["fields": ["publisher", "sensitivity"], "limit": 8])["facets"]
      var text = PublishedText()
      let counts = ["publisher", "sensitivity"].map { name -> (String, JSONValue) in
        var values: [String: JSONValue] = [:]
        for value in facets?[name]?["values"]?.array ?? [] {
          guard values.count < (name == "publisher" ? 3 : 8), let word = value["value"]?.string,
            word.utf8.count <= 40
          else { continue }
          values[word] = value["count"] ?? 0
        }
        return (name, text.fit(.object(values)))
      }
      return AssistantGuide.instructions(
        total: total, counts: JSONValue.object(Dictionary(uniqueKeysWithValues: counts)).text)
    }
  }
}
