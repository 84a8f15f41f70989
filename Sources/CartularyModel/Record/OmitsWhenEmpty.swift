/// A list that is left out of JSON when it is empty, and is empty when JSON leaves it out.
///
/// It keeps stored records short and lets a later version add lists without a migration. The two
/// container extensions below are what the compiler's synthesized `Codable` calls for such a property.
@propertyWrapper
/// A list that is left out of JSON when it is empty, and is empty when JSON leaves it out.
///
/// It keeps stored records short and lets a later version add lists without a migration. Records expose such
/// a list as a plain array.
public struct OmitsWhenEmpty<Element: Codable & Hashable & Sendable>: Hashable, Sendable {
  /// The list; empty by default.
  public var wrappedValue: [Element]

  /// Wraps a list.
  public init(wrappedValue: [Element] = []) {
    self.wrappedValue = wrappedValue
  }
}

extension OmitsWhenEmpty: Codable {
  /// Reads a list.
  public init(from decoder: any Decoder) throws {
    wrappedValue = try [Element](from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    try wrappedValue.encode(to: encoder)
  }
}

extension KeyedDecodingContainer {
  package func decode<Element>(_: OmitsWhenEmpty<Element>.Type, forKey key: Key) throws -> OmitsWhenEmpty<
    Element
  > {
    OmitsWhenEmpty(wrappedValue: try decodeIfPresent([Element].self, forKey: key) ?? [])
  }
}

extension KeyedEncodingContainer {
  package mutating func encode<Element>(_ value: OmitsWhenEmpty<Element>, forKey key: Key) throws {
    if !value.wrappedValue.isEmpty { try encode(value.wrappedValue, forKey: key) }
  }
}
