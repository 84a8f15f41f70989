internal import CartularyManifests
internal import CartularyWire

/// Describes answers as JSON Schema, from the tables that write them.
enum OutputSchema {
  /// The schema of a type as Docs/JSON.md names it: `list of [steps](#step)`, `string or null`.
  static func type(_ name: String) -> JSONValue {
    if name.hasSuffix(", or absent") { return type(String(name.dropLast(11))) }
    for prefix in ["list of ", "lists of "] where name.hasPrefix(prefix) {
      return ["type": "array", "items": type(String(name.dropFirst(prefix.count)))]
    }
    for prefix in ["map to ", "maps to "] where name.hasPrefix(prefix) {
      return ["type": "object", "additionalProperties": type(String(name.dropFirst(prefix.count)))]
    }
    for suffix in [" or null", " or nulls"] where name.hasSuffix(suffix) {
      return nullable(type(String(name.dropLast(suffix.count))))
    }
    if name.hasPrefix("["), let start = name.firstIndex(of: "#"), name.hasSuffix(")") {
      let anchor = name[name.index(after: start)...].dropLast()
      guard let shape = WireShapes.named(String(anchor).replacing("-", with: " ")) else {
        preconditionFailure("no shape is called '\(anchor)'")
      }
      return shape.schema
    }
    guard let simple = simple[name] else { preconditionFailure("no schema for the type '\(name)'") }
    return ["type": .string(simple)]
  }

  /// An object with these keys, all of them always there.
  static func object(_ keys: [String: JSONValue]) -> JSONValue {
    ["type": "object", "properties": .object(keys), "required": .texts(keys.keys.sorted())]
  }

  static func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

  static func nullable(_ schema: JSONValue) -> JSONValue {
    guard let type = schema["type"]?.string, var keys = schema.object else {
      return ["anyOf": [schema, ["type": "null"]]]
    }
    keys["type"] = [.string(type), "null"]
    return .object(keys)
  }

  static let text: JSONValue = ["type": "string"]
  static let number: JSONValue = ["type": "integer"]
  static let flag: JSONValue = ["type": "boolean"]
  /// A part of a record, with the keys of a manifest.
  static let record: JSONValue = ["type": "object"]

  private static let simple = [
    "string": "string", "strings": "string", "integer": "integer", "integers": "integer", "number": "number",
    "numbers": "number", "boolean": "boolean", "booleans": "boolean", "record": "object", "records": "object",
    "object": "object", "objects": "object",
  ]
}

extension WireShape {
  fileprivate var schema: JSONValue { schema(of: keys.map(\.name)) }

  /// The schema of an object that has some of the keys.
  func schema(of names: [String]) -> JSONValue {
    let always = keys.filter { names.contains($0.name) && !$0.type.hasSuffix(", or absent") }
    return [
      "type": "object",
      "properties": .object(
        Dictionary(
          uniqueKeysWithValues: keys.filter { names.contains($0.name) }.map {
            ($0.name, OutputSchema.type($0.type))
          })),
      "required": .texts(always.map(\.name)),
    ]
  }
}
