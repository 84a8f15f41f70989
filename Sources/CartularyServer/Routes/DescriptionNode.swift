internal import CartularyWire

/// JSON whose keys keep their order, as people read it.
indirect enum DescriptionNode: Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([DescriptionNode])
  case object([(key: String, value: DescriptionNode)])

  /// The object with another key at its end.
  func adding(_ key: String, _ value: DescriptionNode?) -> DescriptionNode {
    guard case .object(let entries) = self, let value else { return self }
    return .object(entries + [(key: key, value: value)])
  }

  /// Without a line end after it.
  func json(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return Self.quoted(text)
    case .number(let number): return String(number)
    case .flag(let flag): return flag ? "true" : "false"
    case .list(let items):
      guard !items.isEmpty else { return "[]" }
      return "[\n" + items.map { inner + $0.json(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let entries):
      guard !entries.isEmpty else { return "{}" }
      return "{\n"
        + entries.map { "\(inner)\(Self.quoted($0.key)): \($0.value.json(indent: inner))" }.joined(
          separator: ",\n")
        + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    guard let quoted = try? JSONLine.text(text) else { preconditionFailure("texts always encode") }
    return quoted
  }
}

extension DescriptionNode: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .text(value) }
}

extension DescriptionNode: ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int) { self = .number(value) }
}

extension DescriptionNode: ExpressibleByBooleanLiteral {
  init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension DescriptionNode: ExpressibleByArrayLiteral {
  typealias ArrayLiteralElement = DescriptionNode

  init(arrayLiteral elements: DescriptionNode...) { self = .list(elements) }
}

extension DescriptionNode: ExpressibleByDictionaryLiteral {
  typealias Key = String
  typealias Value = DescriptionNode

  init(dictionaryLiteral elements: (String, DescriptionNode)...) {
    self = .object(elements.map { (key: $0.0, value: $0.1) })
  }
}
