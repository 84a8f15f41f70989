/// An object of the wire. One table of fields both writes and describes it, so that Docs/JSON.md and the output cannot
/// differ in their keys.
package protocol WireObject: WireValue {
  /// Its name in Docs/JSON.md, in lower case: `hit`.
  static var name: String { get }
  static var pluralName: String { get }
  /// One or two sentences for the page.
  static var summary: String { get }
  /// In the order of the page; the encoder sorts keys alphabetically.
  static var fields: [WireField<Self>] { get }
}

extension WireObject {
  package static var pluralName: String { name + "s" }
  package static var typeName: String { "[\(name)](#\(WireShape.anchor(name)))" }
  package static var pluralTypeName: String { "[\(pluralName)](#\(WireShape.anchor(name)))" }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: WireKey.self)
    for field in Self.fields { try field.write(self, &container) }
  }
}

/// One key of an object: its name, its contents and how it is written.
package struct WireField<Object>: Sendable {
  package let name: String
  /// As written in Docs/JSON.md.
  package let type: String
  /// A sentence for the page.
  package let help: String
  let write: @Sendable (Object, inout KeyedEncodingContainer<WireKey>) throws -> Void

  /// A key that is always present, as `null` if the value is `nil`.
  package init<Value: WireValue>(
    _ name: String, _ help: String, _ value: @escaping @Sendable (Object) -> Value
  ) {
    (self.name, self.help, type) = (name, help, Value.typeName)
    write = { object, container in try container.encode(value(object), forKey: WireKey(name)) }
  }

  /// A key that is present only if it was requested.
  package static func whereAsked<Value: WireValue>(
    _ name: String, _ help: String, _ value: @escaping @Sendable (Object) -> Value?
  ) -> WireField {
    WireField(name, Value.typeName + ", or absent", help) { object, container in
      try container.encodeIfPresent(value(object), forKey: WireKey(name))
    }
  }

  private init(
    _ name: String, _ type: String, _ help: String,
    write: @escaping @Sendable (Object, inout KeyedEncodingContainer<WireKey>) throws -> Void
  ) {
    (self.name, self.type, self.help, self.write) = (name, type, help, write)
  }
}

/// A coding key from a string.
package struct WireKey: CodingKey {
  package let stringValue: String
  package var intValue: Int? { nil }

  package init(_ text: String) { stringValue = text }
  package init(stringValue: String) { self.init(stringValue) }
  package init?(intValue: Int) { nil }
}
