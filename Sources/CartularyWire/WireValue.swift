/// A value of the wire that can describe its JSON type.
package protocol WireValue: Encodable, Sendable {
  /// The type as written in Docs/JSON.md: `string`, `list of integers`.
  static var typeName: String { get }
  static var pluralTypeName: String { get }
}

extension String: WireValue {
  package static var typeName: String { "string" }
  package static var pluralTypeName: String { "strings" }
}

extension Int: WireValue {
  package static var typeName: String { "integer" }
  package static var pluralTypeName: String { "integers" }
}

extension Double: WireValue {
  package static var typeName: String { "number" }
  package static var pluralTypeName: String { "numbers" }
}

extension Bool: WireValue {
  package static var typeName: String { "boolean" }
  package static var pluralTypeName: String { "booleans" }
}

/// `null` if nothing is stated; the key is always present.
extension Optional: WireValue where Wrapped: WireValue {
  package static var typeName: String { Wrapped.typeName + " or null" }
  package static var pluralTypeName: String { Wrapped.pluralTypeName + " or nulls" }
}

extension Array: WireValue where Element: WireValue {
  package static var typeName: String { "list of " + Element.pluralTypeName }
  package static var pluralTypeName: String { "lists of " + Element.pluralTypeName }
}

/// An object whose keys are data.
extension Dictionary: WireValue where Key == String, Value: WireValue {
  package static var typeName: String { "map to " + Value.pluralTypeName }
  package static var pluralTypeName: String { "maps to " + Value.pluralTypeName }
}
