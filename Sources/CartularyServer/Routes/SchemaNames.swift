internal import CartularyWire

/// Reads the names of types, as Docs/JSON.md has them, as schemas: `list of [hits](#hit)`, `string or null`.
enum SchemaNames {
  /// The name of a shape as a key of a schema: `field-value`.
  static func key(_ name: String) -> String { name.replacing(" ", with: "-") }

  static func schema(_ type: String) -> DescriptionNode {
    if type.hasSuffix(", or absent") { return schema(String(type.dropLast(11))) }
    // Of a list that may be null, the end speaks of the list; of a list of what may be null, the end is a plural.
    if type.hasSuffix(" or null") { return orNull(type.dropLast(8)) }
    for prefix in ["list of ", "lists of "] where type.hasPrefix(prefix) {
      return ["type": "array", "items": schema(String(type.dropFirst(prefix.count)))]
    }
    for prefix in ["map to ", "maps to "] where type.hasPrefix(prefix) {
      return ["type": "object", "additionalProperties": schema(String(type.dropFirst(prefix.count)))]
    }
    if type.hasSuffix(" or nulls") { return orNull(type.dropLast(9)) }
    if type.hasPrefix("["), let start = type.firstIndex(of: "#"), type.hasSuffix(")") {
      return ["$ref": .text("#/components/schemas/" + type[type.index(after: start)...].dropLast())]
    }
    guard let simple = simple[type] else { preconditionFailure("no schema for the type '\(type)'") }
    return ["type": .text(simple)]
  }

  private static func orNull(_ type: Substring) -> DescriptionNode {
    ["anyOf": [schema(String(type)), ["type": "null"]]]
  }

  private static let simple = [
    "string": "string", "strings": "string", "integer": "integer", "integers": "integer", "number": "number",
    "numbers": "number", "boolean": "boolean", "booleans": "boolean", "record": "object", "records": "object",
    "object": "object", "objects": "object",
  ]
}
