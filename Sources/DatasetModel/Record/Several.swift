/// A list that is left out of JSON when it is empty, and is empty when JSON leaves it out.
///
/// It keeps stored records short and lets a later version add lists without a migration. The two
/// container extensions below are what the compiler's synthesized `Codable` calls for such a property.
@propertyWrapper
public struct Several<Element: Codable & Hashable & Sendable>: Hashable, Sendable {
  public var wrappedValue: [Element]

  public init(wrappedValue: [Element] = []) {
    self.wrappedValue = wrappedValue
  }
}

extension Several: Codable {
  public init(from decoder: any Decoder) throws {
    wrappedValue = try [Element](from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    try wrappedValue.encode(to: encoder)
  }
}

extension KeyedDecodingContainer {
  public func decode<Element>(_: Several<Element>.Type, forKey key: Key) throws -> Several<Element> {
    Several(wrappedValue: try decodeIfPresent([Element].self, forKey: key) ?? [])
  }
}

extension KeyedEncodingContainer {
  public mutating func encode<Element>(_ value: Several<Element>, forKey key: Key) throws {
    if !value.wrappedValue.isEmpty { try encode(value.wrappedValue, forKey: key) }
  }
}
