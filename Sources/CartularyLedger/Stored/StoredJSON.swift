package import Foundation

/// The JSON of everything that is stored: keys sorted and no slash escaped, so that equal values have equal bytes and
/// equal hashes.
package enum StoredJSON {
  package static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  package static func decode<Value: Decodable>(_: Value.Type, from data: Data) throws -> Value {
    try JSONDecoder().decode(Value.self, from: data)
  }
}
