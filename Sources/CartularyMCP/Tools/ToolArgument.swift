internal import CartularyBase
internal import CartularyCatalog
internal import CartularyManifests
internal import CartularyWire

/// An argument of a tool: what its schema says, and what is checked.
struct ToolArgument: Sendable {
  enum Kind: Sendable {
    case text
    case texts(ClosedRange<Int>)
    case number(ClosedRange<Int>, standard: Int)
    /// Some of a list.
    case choices([String])
    /// Who asks and what for: the name of a profile, or an object.
    case profile
  }

  let name: String
  let kind: Kind
  let isRequired: Bool
  /// A sentence for the model.
  let help: String

  init(_ name: String, _ kind: Kind, isRequired: Bool = false, _ help: String) {
    (self.name, self.kind, self.isRequired, self.help) = (name, kind, isRequired, help)
  }

  /// As JSON Schema.
  var schema: JSONValue {
    let description: JSONValue = .string(help)
    switch kind {
    case .text: return ["type": "string", "description": description]
    case .texts(let range):
      return [
        "type": "array", "items": OutputSchema.text, "minItems": .int(range.lowerBound),
        "maxItems": .int(range.upperBound), "description": description,
      ]
    case .number(let range, let standard):
      return [
        "type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound),
        "default": .int(standard), "description": description,
      ]
    case .choices(let names):
      return [
        "type": "array", "items": ["type": "string", "enum": .texts(names)], "description": description,
      ]
    case .profile:
      return [
        "anyOf": [["type": "string", "enum": .texts(StandardProfiles.names)], ["type": "object"]],
        "description": description,
      ]
    }
  }

  /// - Throws: `ProtocolFault` for what the schema does not allow.
  func check(_ value: JSONValue) throws(ProtocolFault) {
    switch (kind, value) {
    case (.text, .string), (.profile, .string), (.profile, .object): return
    case (.number(let range, _), .number):
      guard let number = Self.whole(value) else { break }
      guard range.contains(number) else {
        throw ProtocolFault(
          .invalidArgument, "'\(name)' is \(range.lowerBound) to \(range.upperBound), not \(number)")
      }
      return
    case (.texts(let range), .array(let items)):
      guard items.allSatisfy({ $0.string != nil }) else { break }
      guard range.contains(items.count) else {
        throw ProtocolFault(
          .invalidArgument,
          "'\(name)' has \(range.lowerBound) to \(range.upperBound) items, not \(items.count)")
      }
      return
    case (.choices(let names), .array(let items)):
      for item in items {
        guard let text = item.string else { throw fault }
        guard names.contains(text) else {
          var fault = ProtocolFault(
            .invalidArgument,
            "'\(name)' has no '\(text.prefix(80))'; it takes " + names.joined(separator: ", "))
          fault.suggest = NearMiss.closest(to: text, among: names)
          throw fault
        }
      }
      return
    default: break
    }
    throw fault
  }

  /// A whole number; some clients write 8 as 8.0.
  static func whole(_ value: JSONValue) -> Int? {
    guard case .number(let text) = value else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }

  private var fault: ProtocolFault {
    let kind =
      switch kind {
      case .text: "a string"
      case .texts, .choices: "a list of strings"
      case .number: "a whole number"
      case .profile: "the name of a profile, or an object"
      }
    return ProtocolFault(.badRequest, "'\(name)' is \(kind)")
  }
}

/// The checked arguments of a call.
struct ToolArguments {
  private let values: [String: JSONValue]
  private let known: [ToolArgument]

  /// - Throws: `ProtocolFault` for an argument that is unknown, missing or of the wrong form.
  init(_ given: [String: JSONValue], of tool: String, _ known: [ToolArgument]) throws(ProtocolFault) {
    // A null is what some clients send for what is left out.
    values = given.filter { $0.value != .null }
    self.known = known
    let names = known.map(\.name)
    if let unknown = values.keys.filter({ !names.contains($0) }).min() {
      var fault = ProtocolFault(
        .unknownKey, "'\(tool)' does not take '\(unknown.prefix(80))'",
        help: names.isEmpty ? "it takes no arguments" : "it takes " + names.joined(separator: ", "))
      fault.suggest = NearMiss.closest(to: unknown, among: names)
      throw fault
    }
    for argument in known {
      if let value = values[argument.name] {
        try argument.check(value)
      } else if argument.isRequired {
        throw ProtocolFault(.badRequest, "'\(tool)' needs '\(argument.name)'", help: argument.help)
      }
    }
  }

  subscript(name: String) -> JSONValue { values[name] ?? .null }

  func text(_ name: String) -> String? { values[name]?.string }

  func requiredText(_ name: String) -> String {
    guard let text = text(name) else {
      preconditionFailure("'\(name)' is a required text, which has been checked")
    }
    return text
  }

  /// Without repetitions, in the order given.
  func texts(_ name: String) -> [String]? {
    values[name]?.array.map { $0.compactMap(\.string).distinct() }
  }

  func number(_ name: String) -> Int {
    guard case .number(_, let standard)? = known.first(where: { $0.name == name })?.kind else {
      preconditionFailure("'\(name)' is a number in the table of the tool")
    }
    return values[name].flatMap(ToolArgument.whole) ?? standard
  }

  /// What a cursor belongs to: everything but itself.
  var question: [String] {
    values.filter { $0.key != "cursor" }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }
  }
}
