/// Writes resources as JSON-LD.
struct JSONLDWriter {
  /// The namespace whose names are written without a prefix, such as `schema`; `nil` if there is none.
  var vocabulary: String?
  /// Names that a context writes differently: `conformsTo` for `dct:conformsTo`.
  var aliases: [String: String] = [:]

  func value(_ node: RDFNode) -> ManifestValue { .map(entries(of: node)) }

  func entries(of node: RDFNode) -> [(String, ManifestValue)] {
    var entries: [(String, ManifestValue)] = []
    if let id = node.id { entries.append(("@id", .text(id))) }
    if !node.types.isEmpty { entries.append(("@type", Self.one(node.types.map { .text(name($0)) }))) }
    for property in node.properties {
      entries.append((name(property.name), Self.one(property.values.map(value))))
    }
    return entries
  }

  private func value(_ term: RDFTerm) -> ManifestValue {
    switch term {
    case .text(let text): .text(text)
    case .typed(let text, let type): .map([("@type", .text(type)), ("@value", .text(text))])
    case .iri(let address): .map([("@id", .text(address))])
    case .node(let node): value(node)
    case .json(let value): value
    }
  }

  private func name(_ name: String) -> String {
    if let alias = aliases[name] { return alias }
    guard let vocabulary, name.hasPrefix(vocabulary + ":") else { return name }
    return String(name.dropFirst(vocabulary.count + 1))
  }

  private static func one(_ values: [ManifestValue]) -> ManifestValue {
    values.count == 1 ? values[0] : .list(values)
  }
}

/// The prefixes of a document.
enum LinkedPrefixes {
  /// In the order of their names, each with its namespace.
  static func table(_ prefixes: [String]) -> [(prefix: String, namespace: String)] {
    prefixes.sorted().map { prefix in
      guard let namespace = LinkedNames.namespace(of: prefix) else {
        preconditionFailure("the table of namespaces has no \(prefix)")
      }
      return (prefix, namespace)
    }
  }

  static func context(_ prefixes: [String]) -> [(String, ManifestValue)] {
    table(prefixes).map { ($0.prefix, .text($0.namespace)) }
  }

  /// A JSON-LD document whose records are the items of its `@graph`.
  static func frame(context: [(String, ManifestValue)]) -> ExportFrame {
    let text = ExportJSON.text(.map(context))
    return ExportFrame(
      head: "{\n\"@context\": \(text),\n\"@graph\": [\n", separator: ",\n", tail: "\n]\n}\n")
  }
}
