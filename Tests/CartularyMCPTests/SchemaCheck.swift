import CartularyManifests
import CartularyWire

@testable import CartularyMCP

/// Checks a value against the parts of JSON Schema that our schemas use. Others are a fault, so that none is passed over.
enum SchemaCheck {
  private static let known: Set<String> = [
    "type", "properties", "required", "items", "additionalProperties", "anyOf", "description",
  ]

  static func faults(of value: JSONValue, _ schema: JSONValue, _ path: String = "$") -> [String] {
    let keys = schema.object ?? [:]
    var faults = keys.keys.filter { !known.contains($0) }.map { "\(path): unknown keyword \($0)" }
    if let any = keys["anyOf"]?.array {
      if any.allSatisfy({ !Self.faults(of: value, $0, path).isEmpty }) {
        faults.append("\(path): none of anyOf")
      }
      return faults
    }
    let types = keys["type"]?.array?.compactMap(\.string) ?? [keys["type"]?.string ?? ""]
    guard types.contains(where: { has(value, $0) }) else {
      return faults + ["\(path): \(value.text.prefix(60)) is not \(types)"]
    }
    switch value {
    case .array(let items):
      for (index, item) in items.enumerated() {
        if let schema = keys["items"] { faults += Self.faults(of: item, schema, "\(path)[\(index)]") }
      }
    case .object(let entries):
      for name in keys["required"]?.array?.compactMap(\.string) ?? [] where entries[name] == nil {
        faults.append("\(path): lacks \(name)")
      }
      for (name, entry) in entries {
        if let schema = keys["properties"]?[name] ?? keys["additionalProperties"] {
          faults += Self.faults(of: entry, schema, path + "." + name)
        }
      }
    default: break
    }
    return faults
  }

  private static func has(_ value: JSONValue, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"),
      (.number, "number"):
      true
    case (.number(let text), "integer"): Int(text) != nil
    default: false
    }
  }
}
