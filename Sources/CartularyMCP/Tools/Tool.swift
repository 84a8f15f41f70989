internal import CartularyManifests
internal import CartularyWire

/// One tool: a row of the table used for listing, calling and Docs/ASSISTANTS.md.
struct Tool: Sendable {
  let name: String
  let title: String
  /// What it is for, two examples, and when another is better.
  let description: String
  let arguments: [ToolArgument]
  let form: Form

  enum Form: Sendable {
    /// An answer with a schema.
    case structured(
      _ keys: [String: JSONValue], @Sendable (AssistantCatalog, ToolArguments) throws -> ToolAnswer)
    /// Text alone, for hosts that know two tools by name.
    case connector(@Sendable (AssistantCatalog, ToolArguments) throws -> ToolAnswer)
  }

  var isConnector: Bool { if case .connector = form { true } else { false } }

  /// An entry of `tools/list`.
  var json: JSONValue {
    var entry: [String: JSONValue] = [
      "name": .string(name), "title": .string(title), "description": .string(description),
      "inputSchema": [
        "type": "object",
        "properties": .object(Dictionary(uniqueKeysWithValues: arguments.map { ($0.name, $0.schema) })),
        "required": .texts(arguments.filter(\.isRequired).map(\.name)), "additionalProperties": false,
      ],
      "annotations": [
        "title": .string(title), "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true,
        "openWorldHint": false,
      ],
    ]
    if case .structured(let keys, _) = form {
      entry["outputSchema"] = OutputSchema.object(keys.merging(ToolAnswer.cutKeys) { own, _ in own })
    }
    return .object(entry)
  }

  func answer(_ given: [String: JSONValue], _ catalog: AssistantCatalog) throws -> ToolAnswer {
    let arguments = try ToolArguments(given, of: name, arguments)
    switch form {
    case .structured(_, let answer), .connector(let answer): return try answer(catalog, arguments)
    }
  }
}

/// Keys of an answer with a list that may have more pages.
extension Tool {
  static func paged(_ key: String, _ item: JSONValue, _ others: [String: JSONValue]) -> [String: JSONValue] {
    others.merging([
      key: OutputSchema.list(item), "returned": OutputSchema.number,
      "next_cursor": OutputSchema.nullable(OutputSchema.text),
    ]) { own, _ in own }
  }
}
