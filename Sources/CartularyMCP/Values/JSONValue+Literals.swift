package import CartularyManifests
internal import CartularyWire

// Answers and schemas are written as they look.

extension JSONValue: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self = .number(String(value)) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }
}

extension JSONValue {
  static func int(_ number: Int) -> JSONValue { .number(String(number)) }

  static func texts(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map { .string($0) }) }

  /// The object with these keys alone, those that it lacks as `null`.
  func picking(_ names: [String]) -> JSONValue {
    let keys = object ?? [:]
    return .object(Dictionary(uniqueKeysWithValues: names.map { ($0, keys[$0] ?? .null) }))
  }
}
