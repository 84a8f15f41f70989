internal import CartularyManifests
internal import CartularyWire

/// Completes arguments of prompts and addresses: ids from those that the viewer may see, and names of profiles.
enum ArgumentCompletion {
  private static let maximumCount = 100

  /// The result of `completion/complete`.
  static func result(_ message: AssistantMessage, _ catalog: AssistantCatalog) throws -> [String: JSONValue] {
    guard let reference = message.params["ref"]?.object, let argument = message.params["argument"]?.object,
      let name = argument["name"]?.string, let value = argument["value"]?.string
    else {
      throw AssistantFault(.invalidParams, "completion needs 'ref' and 'argument' with a name and a value")
    }
    switch (reference["type"]?.string, reference["name"]?.string, reference["uri"]?.string) {
    case ("ref/prompt", let prompt?, _):
      guard let prompt = AssistantPrompt.all.first(where: { $0.name == prompt }) else {
        throw AssistantFault(.invalidParams, "unknown prompt")
      }
      guard prompt.arguments.contains(where: { $0.name == name }) else {
        throw AssistantFault(.invalidParams, "the prompt has no such argument")
      }
    case ("ref/resource", _, let uri?):
      guard uri == ResourceTable.recordTemplate || uri == ResourceTable.recordTemplate + ".md", name == "id"
      else {
        throw AssistantFault(.invalidParams, "unknown template or argument")
      }
    default: throw AssistantFault(.invalidParams, "'ref' is a prompt or a resource template")
    }
    switch name {
    case "id": return try ids(value, catalog)
    case "profile": return completion(StandardProfiles.names.filter { $0.hasPrefix(value) }, remaining: 0)
    default: return completion([], remaining: 0)
    }
  }

  private static func ids(_ prefix: String, _ catalog: AssistantCatalog) throws -> [String: JSONValue] {
    // What an id cannot contain would be read as more of a query.
    guard prefix.utf8.count <= 200,
      prefix.unicodeScalars.allSatisfy({
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0))
      })
    else { return completion([], remaining: 0) }
    let found = try catalog.ask(
      "values", ["field": "id", "prefix": .string(prefix), "limit": .int(maximumCount + 1)])
    let values = (found["values"]?.array ?? []).compactMap { $0["value"]?.string }
    return completion(Array(values.prefix(maximumCount)), remaining: max(0, values.count - maximumCount))
  }

  private static func completion(_ values: [String], remaining: Int) -> [String: JSONValue] {
    ["completion": ["values": .texts(values), "hasMore": .bool(remaining > 0)]]
  }
}
