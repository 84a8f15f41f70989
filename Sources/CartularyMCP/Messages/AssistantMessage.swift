internal import CartularyManifests
internal import CartularyWire

/// A message of a client, as JSON-RPC 2.0 has it: one object, read by our own strict reader.
struct AssistantMessage {
  /// A string or a whole number; `nil` for a notification.
  let id: JSONValue?
  let method: String
  let params: [String: JSONValue]

  /// Why a message cannot be answered as asked, and its id as far as it is known.
  struct Refusal: Error {
    let id: JSONValue?
    let fault: AssistantFault
  }

  private static let maximumIDByteCount = 256

  /// - Throws: Also for what is answered by nobody, such as a response.
  init(_ bytes: [UInt8]) throws(Refusal) {
    let value: JSONValue
    do throws(JSONValue.Fault) { value = try JSONValue(json: bytes) } catch {
      throw Refusal(
        id: nil,
        fault: AssistantFault(.parseError, "not valid JSON at byte \(error.offset): \(error.message)"))
    }
    if case .array = value { throw Self.invalid(nil, "batches are not taken; send one message at a time") }
    guard case .object(let keys) = value else { throw Self.invalid(nil, "a message is a JSON object") }
    let id = keys["id"]
    if let id {
      guard Self.isID(id) else {
        throw Self.invalid(
          nil, "'id' is a string or a whole number of at most \(Self.maximumIDByteCount) bytes")
      }
    }
    guard keys["jsonrpc"] == "2.0" else { throw Self.invalid(id, "'jsonrpc' is \"2.0\"") }
    guard case .string(let method)? = keys["method"] else {
      throw Self.invalid(id, "a request has 'method', a string")
    }
    switch keys["params"] {
    case nil, .null?: params = [:]
    case .object(let object)?: params = object
    default: throw Refusal(id: id, fault: AssistantFault(.invalidParams, "'params' is an object"))
    }
    (self.id, self.method) = (id, method)
  }

  private static func isID(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): text.utf8.count <= maximumIDByteCount
    case .number(let text): text.utf8.count <= 20 && Int(text) != nil
    case .null, .bool, .array, .object: false
    }
  }

  private static func invalid(_ id: JSONValue?, _ message: String) -> Refusal {
    Refusal(id: id, fault: AssistantFault(.invalidRequest, message))
  }

  // MARK: - What a request says of itself

  /// Since revision 2026-07-28; `nil` in a message of an earlier one.
  var meta: [String: JSONValue]? { params["_meta"]?.object }

  static let revisionKey = "io.modelcontextprotocol/protocolVersion"
  private static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"
  private static let clientKey = "io.modelcontextprotocol/clientInfo"
  static let serverKey = "io.modelcontextprotocol/serverInfo"

  /// Whether the message says its revision itself, as no client does that shakes hands.
  var namesRevision: Bool { meta?[Self.revisionKey] != nil }

  /// - Throws: If it does not say what each request of the current revision must.
  func checkMeta() throws(AssistantFault) {
    guard case .string(let revision)? = meta?[Self.revisionKey] else {
      throw AssistantFault(
        .invalidParams,
        "'params._meta' needs '\(Self.revisionKey)' and '\(Self.capabilitiesKey)', or a session begins with initialize"
      )
    }
    guard revision == ProtocolRevision.current.rawValue else { throw .unsupported(revision) }
    guard case .object? = meta?[Self.capabilitiesKey] else {
      throw AssistantFault(.invalidParams, "'params._meta' needs '\(Self.capabilitiesKey)', an object")
    }
    if let client = meta?[Self.clientKey] {
      guard client["name"]?.string != nil, client["version"]?.string != nil else {
        throw AssistantFault(.invalidParams, "'\(Self.clientKey)' has a name and a version")
      }
    }
  }

  // MARK: - Parameters

  func text(_ key: String) throws(AssistantFault) -> String {
    guard case .string(let text)? = params[key] else {
      throw AssistantFault(.invalidParams, "'\(method)' needs '\(key)', a string")
    }
    return text
  }

  /// Arguments of a tool or prompt; none if they are left out.
  func arguments() throws(AssistantFault) -> [String: JSONValue] {
    switch params["arguments"] {
    case nil, .null?: return [:]
    case .object(let keys)?: return keys
    default: throw AssistantFault(.invalidParams, "'arguments' is an object")
    }
  }

  /// Lists are short, and have one page.
  func checkNoCursor() throws(AssistantFault) {
    if let cursor = params["cursor"], cursor != .null {
      throw AssistantFault(.invalidParams, "this list has one page; leave 'cursor' out")
    }
  }
}
