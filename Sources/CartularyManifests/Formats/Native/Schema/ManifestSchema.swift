internal import CartularyBase
internal import CartularyModel

/// The JSON Schema of the native manifest, made from its tables of keys.
///
/// It accepts what the reader accepts, except for what no schema can express: days that no month has, periods that
/// end before they start, labels and ids across files, and the policy of the checker.
package enum ManifestSchema {
  /// How manifests name the schema for editors: a file beside them that holds `json()`.
  package static let fileName = "manifest.schema.json"

  /// The schema as JSON (draft 2020-12), ending in a line feed.
  package static func json() -> String {
    var vocabularies: [(name: String, value: ManifestValue)] = []
    let record = object(NativeKeys.dataset.outlines(), &vocabularies)
    let root: [(String, ManifestValue)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("Cartulary manifest, format version \(NativeKeys.formatVersion)")),
      ("description", .text("One dataset, or a list of datasets.")),
      (
        "anyOf",
        .list([
          reference("dataset"), .map([("type", .text("array")), ("items", reference("dataset"))]),
        ])
      ),
      (
        "$defs",
        .map(
          [
            ("dataset", record), ("text", text), ("date", date), ("label", label),
          ] + vocabularies.map { ($0.name, $0.value) })
      ),
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
        shape = .map([("anyOf", .list([shape, .map([("type", .text("null"))])]))])
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
      return either([
        reference("label"),
        .map([("type", .text("array")), ("items", reference("label")), ("minItems", .number("1"))]),
      ])
    case .integer:
      return either([
        .map([("type", .text("integer")), ("minimum", .number("0"))]),
        .map([("type", .text("string")), ("pattern", .text(#"^\s*\d+\s*$"#))]),
      ])
    case .pattern(let pattern):
      let years = ManifestValue.map([
        ("type", .text("integer")), ("minimum", .number("1000")), ("maximum", .number("9999")),
      ])
      let text = ManifestValue.map([("type", .text("string")), ("pattern", .text(pattern))])
      if pattern == TemporalCoverage.pattern { return either([text, years]) }
      return pattern.contains("1") && pattern.count < 12
        ? either([text, .map([("const", .number("1"))])]) : text
    case .numbers(let count):
      let number = either([
        .map([("type", .text("number"))]),
        .map([("type", .text("string")), ("pattern", .text(#"^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$"#))]),
      ])
      guard count > 1 else { return number }
      return .map([
        ("type", .text("array")), ("items", number), ("minItems", .number("\(count)")),
        ("maxItems", .number("\(count)")),
      ])
    case .code(let noun, let codes): return vocabulary(noun, codes, &vocabularies)
    case .codes(let noun, let codes): return oneOrMany(vocabulary(noun, codes, &vocabularies))
    case .map(let keys, let shorthand):
      let map = object(keys, &vocabularies)
      return shorthand.map { either([schema($0, &vocabularies), map]) } ?? map
    case .maps(let keys, let shorthand):
      let map = object(keys, &vocabularies)
      return oneOrMany(shorthand.map { either([schema($0, &vocabularies), map]) } ?? map)
    case .textMap:
      return .map([("type", .text("object")), ("additionalProperties", nullableText)])
    case .either(let shapes): return either(shapes.map { schema($0, &vocabularies) })
    }
  }

  // MARK: - Parts

  private static func reference(_ name: String) -> ManifestValue {
    .map([("$ref", .text("#/$defs/\(name)"))])
  }

  private static func either(_ values: [ManifestValue]) -> ManifestValue { .map([("anyOf", .list(values))]) }

  private static func oneOrMany(_ value: ManifestValue) -> ManifestValue {
    either([value, .map([("type", .text("array")), ("items", value)])])
  }

  /// Scalars are text unless a key requires something else.
  private static let text: ManifestValue = either([
    .map([("type", .text("string")), ("pattern", .text(#"\S"#))]),
    .map([("type", .list([.text("number"), .text("boolean")]))]),
  ])

  private static let nullableText: ManifestValue = either([
    reference("text"), .map([("type", .text("null"))]),
  ])

  private static let date: ManifestValue = either([
    .map([("type", .text("string")), ("pattern", .text(PartialDate.pattern))]),
    .map([("type", .text("integer")), ("minimum", .number("1000")), ("maximum", .number("9999"))]),
  ])

  private static let label: ManifestValue = .map([
    ("type", .text("string")), ("pattern", .text(Audience.labelPattern)),
  ])

  /// The codes with their definitions, for editors, and then their other spellings.
  private static func vocabulary(
    _ noun: String, _ codes: [ManifestCode], _ vocabularies: inout [(name: String, value: ManifestValue)]
  ) -> ManifestValue {
    let name = FoldedText.code(noun)
    if !vocabularies.contains(where: { $0.name == name }) {
      let constants = codes.map { code in
        ManifestValue.map([("const", .text(code.code)), ("description", .text(code.definition))])
      }
      let spellings = codes.flatMap { [$0.code] + $0.aliases }.map(loosePattern)
      let others = ManifestValue.map([
        ("description", .text("The same codes in other spellings.")), ("type", .text("string")),
        ("pattern", .text("^\\s*(?:" + spellings.joined(separator: "|") + ")[\\s_-]*$")),
      ])
      vocabularies.append((name, either([.map([("oneOf", .list(constants))]), others])))
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
