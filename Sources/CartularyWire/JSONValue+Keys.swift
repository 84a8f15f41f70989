package import CartularyManifests

extension JSONValue {
  /// `nil` for what is not an object, as in all of these.
  package subscript(key: String) -> JSONValue? {
    if case .object(let keys) = self { keys[key] } else { nil }
  }

  package var object: [String: JSONValue]? { if case .object(let keys) = self { keys } else { nil } }

  package var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  package var string: String? { if case .string(let text) = self { text } else { nil } }

  package var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }
}
