internal import CartularyManifests

/// Why a message is not answered with a result.
struct AssistantFault: Error {
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case internalError = -32603
    case headerMismatch = -32020
    case unsupportedRevision = -32022
  }

  let code: Code
  let message: String
  var data: JSONValue?

  init(_ code: Code, _ message: String, data: JSONValue? = nil) {
    (self.code, self.message, self.data) = (code, message, data)
  }

  /// For every fault of ours: what happened is for the log.
  static let `internal` = AssistantFault(.internalError, "internal error")

  static func unsupported(_ requested: String) -> AssistantFault {
    AssistantFault(
      .unsupportedRevision, "unsupported protocol version",
      data: ["supported": .texts(ProtocolRevision.names), "requested": .string(String(requested.prefix(40)))])
  }

  /// The same for a record that never was and for one that the viewer may not see.
  static let noSuchResource = AssistantFault(
    .invalidParams,
    "no such resource: search_datasets finds ids, resources/templates/list has the forms of addresses")

  var json: JSONValue {
    var keys: [String: JSONValue] = ["code": .int(code.rawValue), "message": .string(message)]
    keys["data"] = data
    return .object(keys)
  }
}
