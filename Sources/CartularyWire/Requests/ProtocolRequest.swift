package import CartularyManifests

/// What a program asks: a command with its keys, as one line of the protocol or as the parameters of an address.
package struct ProtocolRequest: Sendable {
  /// As JSON text, to be returned unchanged; `null` if the request has no id.
  package let id: String
  package let command: String
  package let keys: [String: JSONValue]

  /// A request that cannot be run, with the id that the answer must have.
  package struct Refusal: Error {
    package let id: String
    package let fault: ProtocolFault
  }

  /// An id names one request, and is returned with the answer.
  private static let maximumIDByteCount = 256

  /// A request that did not come as a line.
  package init(_ command: String, _ keys: [String: JSONValue]) {
    (id, self.command, self.keys) = ("null", command, keys)
  }

  package init(line: [UInt8]) throws(Refusal) {
    let value: JSONValue
    do throws(JSONValue.Fault) { value = try JSONValue(json: line) } catch {
      throw Refusal(id: "null", fault: ProtocolFault(error))
    }
    guard case .object(let keys) = value else {
      throw Refusal(id: "null", fault: ProtocolFault(.badRequest, "a request is a JSON object"))
    }
    guard let id = Self.text(ofID: keys["id"] ?? .null), id.utf8.count <= Self.maximumIDByteCount else {
      throw Refusal(
        id: "null",
        fault: ProtocolFault(
          .badRequest, "an id is a string or a number of at most \(Self.maximumIDByteCount) bytes"))
    }
    guard case .string(let command)? = keys["cmd"] else {
      throw Refusal(
        id: id,
        fault: ProtocolFault(.badRequest, "a request has 'cmd', a string", help: "hello lists the commands"))
    }
    (self.id, self.command, self.keys) = (id, command, keys)
  }

  /// An id as JSON text; `nil` for a value that cannot be an id.
  private static func text(ofID value: JSONValue) -> String? {
    switch value {
    case .null: "null"
    case .number(let text): text
    case .string(let text): try? JSONLine.text(text)
    case .bool, .array, .object: nil
    }
  }

  // MARK: - Keys

  /// Keys that every request can have.
  private static let commonKeys: Set<String> = ["id", "cmd", "v"]

  /// Rejects unknown keys: otherwise their meaning would be silently ignored, and a search without its query finds the
  /// whole catalog.
  ///
  /// - Throws: Also for a `v` that is not the protocol's version.
  package func check(against command: ProtocolCommand) throws(ProtocolFault) {
    if let version = try number("v"), version != ProtocolCommand.version {
      var fault = ProtocolFault(.invalidArgument, "version \(version) of the protocol is not supported")
      fault.suggest = [String(ProtocolCommand.version)]
      throw fault
    }
    let known = Self.commonKeys.union(command.keyNames)
    // Sorted, so that the same request always gets an error about the same key.
    if let unknown = keys.keys.filter({ !known.contains($0) }).min() {
      throw ProtocolFault.unknownKey(unknown, of: command)
    }
  }

  /// - Returns: `nil` if the key is absent or `null`, as in every function here.
  package func text(_ key: String) throws(ProtocolFault) -> String? {
    switch keys[key] {
    case nil, .null: return nil
    case .string(let text): return text
    default: throw Self.fault(key, "a string")
    }
  }

  package func requiredText(_ key: String) throws(ProtocolFault) -> String {
    guard let text = try text(key) else { throw Self.fault(key, "a string, and '\(command)' needs it") }
    return text
  }

  package func texts(_ key: String) throws(ProtocolFault) -> [String]? {
    switch keys[key] {
    case nil, .null: return nil
    case .string(let text): return [text]
    case .array(let items):
      var texts: [String] = []
      for item in items {
        guard case .string(let text) = item else { throw Self.fault(key, "a list of strings") }
        texts.append(text)
      }
      return texts
    default: throw Self.fault(key, "a list of strings")
    }
  }

  package func number(_ key: String) throws(ProtocolFault) -> Int? {
    switch keys[key] {
    case nil, .null: return nil
    case .number(let text):
      guard let number = Int(text) else { throw Self.fault(key, "a whole number") }
      return number
    default: throw Self.fault(key, "a whole number")
    }
  }

  /// Whether the key is present and `true`.
  package func isTrue(_ key: String) -> Bool { keys[key] == .bool(true) }

  /// An id of another request, as JSON text.
  package func id(_ key: String) throws(ProtocolFault) -> String {
    guard let value = keys[key], value != .null, let text = Self.text(ofID: value) else {
      throw Self.fault(key, "the id of a request")
    }
    return text
  }

  /// A value of any shape as JSON text.
  package func object(_ key: String) -> String? {
    guard let value = keys[key], case .object = value else { return nil }
    return value.text
  }

  private static func fault(_ key: String, _ kind: String) -> ProtocolFault {
    ProtocolFault(.badRequest, "'\(key)' is \(kind)")
  }
}
