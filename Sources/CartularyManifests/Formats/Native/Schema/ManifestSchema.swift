internal import CartularyBase
internal import CartularyModel

/// The JSON Schema of the native manifest, made from its tables of keys.
///
/// It accepts what the reader accepts, except for what no schema can express: days that no month has, periods that
/// end before they start, labels and ids across files, and the policy of the checker.
///
/// Where a key takes several shapes, the type of the value chooses one (`if`, `then`): a validator then says what is
/// wrong with the value, and not only that it matches none of the shapes.
package enum ManifestSchema {
  /// How manifests name the schema for editors: a file beside them that holds `json()`.
  package static let fileName = "manifest.schema.json"

  /// The schema as JSON (draft 2020-12), ending in a line feed.
  package static func json() -> String {
    var vocabularies: [(name: String, value: ManifestValue)] = []
    let record = object(NativeKeys.dataset.outlines(), &vocabularies)
    let root: [(String, ManifestValue)] =
      [
        ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        ("title", .text("Cartulary manifest, format version \(NativeKeys.formatVersion)")),
        ("description", .text("One dataset, or a list of datasets.")),
        ("type", .list([.text("object"), .text("array")])),
      ] + branch("array", then: .map([("items", reference("dataset"))]), else: reference("dataset")) + [
        (
          "$defs",
          .map(
            [
              ("dataset", record), ("text", text), ("date", date), ("label", label),
            ] + vocabularies.map { ($0.name, $0.value) })
        )
      ]
    return JSONEmitter.document(.map(root))
  }

  // MARK: - Shapes

  private static func object(
    _ keys: [KeyOutline], _ vocabularies: inout [(name: String, value: ManifestValue)]
  ) -> ManifestValue {
    var properties: [(String, ManifestValue)] = []
    for key in keys {
      var shape = schema(key.shape, &vocabularies)
      // A key without a value is only a warning to the checker.
      if !key.isRequired, !key.needsValue {
        shape = .map([("if", .map([("not", type("null"))])), ("then", shape)])
      }
      for name in [key.name] + key.aliases { properties.append((name, shape)) }
    }
    var object: [(String, ManifestValue)] = [
      ("type", .text("object")), ("properties", .map(properties)),
      ("additionalProperties", .number("false")),
    ]
    let required = keys.filter(\.isRequired).map { ManifestValue.text($0.name) }
    if !required.isEmpty { object.append(("required", .list(required))) }
    let doubles = keys.filter { !$0.aliases.isEmpty }
    if let key = doubles.first {
      let both = ([key.name] + key.aliases).map(ManifestValue.text)
      object.append(("not", .map([("required", .list(both))])))
    }
    return .map(object)
  }

  private static func schema(
    _ shape: ManifestShape, _ vocabularies: inout [(name: String, value: ManifestValue)]
  ) -> ManifestValue {
    switch shape {
    case .text: return reference("text")
    case .texts: return oneOrMany(reference("text"))
    case .date: return reference("date")
    case .labels:
      return .map(
        branch(
          "array", then: .map([("items", reference("label")), ("minItems", .number("1"))]),
          else: reference("label")))
    case .integer: return scalar(#"^\s*\d+\s*$"#, numbers: (0, nil))
    case .pattern(let pattern):
      if pattern == TemporalCoverage.pattern { return scalar(pattern, numbers: years) }
      return scalar(pattern, numbers: pattern.contains("1") && pattern.count < 12 ? (1, 1) : nil)
    case .numbers(let count):
      let number = ManifestValue.map([
        ("type", .list([.text("number"), .text("string")])),
        ("pattern", .text(#"^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$"#)),
      ])
      guard count > 1 else { return number }
      return .map([
        ("type", .text("array")), ("items", number), ("minItems", .number("\(count)")),
        ("maxItems", .number("\(count)")),
      ])
    case .code(let noun, let codes): return vocabulary(noun, codes, &vocabularies)
    case .codes(let noun, let codes): return oneOrMany(vocabulary(noun, codes, &vocabularies))
    case .map(let keys, let shorthand): return map(keys, shorthand, &vocabularies)
    case .maps(let keys, let shorthand): return oneOrMany(map(keys, shorthand, &vocabularies))
    case .textMap:
      return .map([("type", .text("object")), ("additionalProperties", nullableText)])
    case .anyMap: return type("object")
    case .either(let shapes): return either(shapes, &vocabularies)
    }
  }

  private static func map(
    _ keys: [KeyOutline], _ shorthand: ManifestShape?,
    _ vocabularies: inout [(name: String, value: ManifestValue)]
  ) -> ManifestValue {
    let map = object(keys, &vocabularies)
    return shorthand.map { .map(branch("object", then: map, else: schema($0, &vocabularies))) } ?? map
  }

  /// A map or something else; or texts of several patterns.
  private static func either(
    _ shapes: [ManifestShape], _ vocabularies: inout [(name: String, value: ManifestValue)]
  ) -> ManifestValue {
    if let index = shapes.firstIndex(where: \.isObject) {
      let rest = shapes.indices.filter { $0 != index }.map { shapes[$0] }
      precondition(rest.count == 1, "a key that takes a map takes one other shape")
      return .map(
        branch("object", then: schema(shapes[index], &vocabularies), else: schema(rest[0], &vocabularies)))
    }
    let patterns = shapes.map { shape in
      switch shape {
      case .date: PartialDate.pattern
      case .pattern(let pattern): pattern
      default: preconditionFailure("other shapes differ in their type")
      }
    }
    return scalar(patterns.map { "(?:\($0))" }.joined(separator: "|"), numbers: years)
  }

  // MARK: - Parts

  private static func reference(_ name: String) -> ManifestValue {
    .map([("$ref", .text("#/$defs/\(name)"))])
  }

  private static func type(_ name: String) -> ManifestValue { .map([("type", .text(name))]) }

  /// One schema for values of a type, another for all others.
  private static func branch(
    _ name: String, then: ManifestValue, else other: ManifestValue
  ) -> [(String, ManifestValue)] {
    [("if", type(name)), ("then", then), ("else", other)]
  }

  private static func oneOrMany(_ value: ManifestValue) -> ManifestValue {
    .map(branch("array", then: .map([("items", value)]), else: value))
  }

  /// Text of a pattern, or a whole number within limits: YAML reads `2019` as a number.
  private static func scalar(_ pattern: String, numbers: (least: Int, most: Int?)?) -> ManifestValue {
    guard let numbers else { return .map([("type", .text("string")), ("pattern", .text(pattern))]) }
    return .fields([
      ("type", .list([.text("string"), .text("integer")])), ("pattern", .text(pattern)),
      ("minimum", .number(String(numbers.least))), ("maximum", numbers.most.map { .number(String($0)) }),
    ])
  }

  private static let years: (Int, Int?) = (1_000, 9_999)

  /// Scalars are text unless a key requires something else.
  private static let text: ManifestValue = .map([
    ("type", .list(["string", "number", "boolean"].map(ManifestValue.text))), ("pattern", .text(#"\S"#)),
  ])

  private static let nullableText: ManifestValue = .map([
    ("type", .list(["string", "number", "boolean", "null"].map(ManifestValue.text))),
    ("pattern", .text(#"\S"#)),
  ])

  private static let date = scalar(PartialDate.pattern, numbers: years)

  private static let label: ManifestValue = .map([
    ("type", .text("string")), ("pattern", .text(Audience.labelPattern)),
  ])

  /// The codes with their definitions, for editors, and then their other spellings.
  private static func vocabulary(
    _ noun: String, _ codes: [ManifestCode], _ vocabularies: inout [(name: String, value: ManifestValue)]
  ) -> ManifestValue {
    let name = FoldedText.code(noun)
    if !vocabularies.contains(where: { $0.name == name }) {
      let spellings = codes.flatMap { [$0.code] + $0.aliases }.map(loosePattern)
      let known = ManifestValue.map([
        ("type", .text("string")),
        ("pattern", .text("^\\s*(?:" + spellings.joined(separator: "|") + ")[\\s_-]*$")),
      ])
      // A value in no spelling of a code is told the codes.
      let list = ManifestValue.map([
        ("enum", .list(codes.map { .text($0.code) })),
        ("enumDescriptions", .list(codes.map { .text($0.definition) })),
      ])
      vocabularies.append((name, .map([("if", known), ("else", list)])))
    }
    return reference(name)
  }

  /// Any case, and runs of spaces, `_` or `-` in place of a hyphen.
  private static func loosePattern(_ code: String) -> String {
    code.map { character in
      if character == "-" { return "[\\s_-]+" }
      if character.isLetter { return "[\(character.uppercased())\(character)]" }
      return character.isNumber || character == ":" || character == "/" ? String(character) : "\\\(character)"
    }.joined()
  }
}

extension ManifestShape {
  fileprivate var isObject: Bool {
    switch self {
    case .map, .textMap, .anyMap: true
    default: false
    }
  }
}
