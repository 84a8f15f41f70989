/// JSON of any shape, as one line of a conversation between programs holds it: read strictly, within limits on
/// depth and size, so that no input can harm the reader.
package indirect enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// As it was written: `1e400` and `12345678901234567890` are kept exactly.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// What is wrong with a text that is not JSON.
  package struct Fault: Error {
    package let message: String
    /// In bytes, from 0.
    package let offset: Int
    package let help: String?
  }

  /// Reads one value, and nothing after it.
  ///
  /// - Throws: `Fault` for what RFC 8259 does not allow, for bytes that are not UTF-8, for equal keys in one object,
  ///   and if the limits of `ManifestLimits` are exceeded.
  package init(json bytes: [UInt8]) throws(Fault) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Fault(message: "bytes that are not valid UTF-8", offset: 0, help: nil)
    }
    var reader = JSONReader(bytes)
    do throws(JSONReader.Fault) {
      self.init(try reader.document(), in: bytes)
    } catch {
      throw Fault(message: error.message, offset: error.offset, help: error.help)
    }
  }

  /// - Parameter bytes: What the node was read from. Its scalars are text, and the first character of each gives
  ///   its type.
  private init(_ node: SourceNode, in bytes: [UInt8]) {
    switch node.content {
    case .null: self = .null
    case .list(let items): self = .array(items.map { JSONValue($0, in: bytes) })
    case .map(let entries):
      self = .object(
        Dictionary(uniqueKeysWithValues: entries.map { ($0.key, JSONValue($0.value, in: bytes)) }))
    case .scalar(let text):
      guard case .offset(let offset) = node.mark else {
        preconditionFailure("the reader of JSON marks by offset")
      }
      switch bytes[offset] {
      case UInt8(ascii: "\""): self = .string(text)
      case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .bool(text == "true")
      default: self = .number(text)
      }
    }
  }
}
