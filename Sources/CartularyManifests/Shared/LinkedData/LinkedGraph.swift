/// The resources of a JSON-LD document, whether they were nested or listed next to each other.
///
/// A resource that is described in several places is merged into one. Values that refer to a
/// resource are followed with `resource(of:)`: one step at a time, so that a cycle ends where the reader
/// stops asking.
struct LinkedGraph {
  struct Resource {
    /// Where it is among the resources.
    let index: Int
    /// Its absolute address, or `_:name` within the document; `nil` if it has none.
    let id: String?
    fileprivate(set) var types: Set<String> = []
    /// One for each name, in the order of the document.
    fileprivate(set) var properties: [Property] = []
    /// Where it is described first.
    fileprivate(set) var mark: SourceMark
    /// Whether it appears only in a reference from another resource, as the whole that it is a part of.
    fileprivate(set) var isMention: Bool

    fileprivate var places: [String: Int] = [:]
    /// Where its `@id` is written, so that it can be counted as read; empty if it has none.
    fileprivate var idNodes: [SourceNode] = []

    /// The address, counted as read.
    var readID: String? {
      for node in idNodes { node.markAsRead() }
      return id
    }

    subscript(_ name: String) -> Property? { places[name].map { properties[$0] } }
  }

  struct Property {
    /// By `LinkedNames`.
    let name: String
    /// As it was written first.
    let key: String
    let keyMark: SourceMark
    fileprivate(set) var values: [Value]
  }

  struct Value {
    enum Content {
      case text(String)
      /// A statement that it is an address.
      case reference(String)
      case resource(Int)
      /// Plain JSON.
      case raw
    }

    let content: Content
    /// The language of a text, if it is known.
    var language: String?
    /// A text as an absolute address, if that differs.
    var address: String?
    let node: SourceNode

    var mark: SourceMark { node.mark }

    /// A text or an address, not counted as read.
    var glance: String? {
      switch content {
      case .text(let text): address ?? text
      case .reference(let address): address
      case .resource, .raw: nil
      }
    }

    /// A text, counted as read; `nil` for anything else.
    var readText: String? {
      guard case .text(let text) = content else { return nil }
      node.markAllAsRead()
      return text
    }
  }

  private(set) var resources: [Resource] = []
  private var indexByID: [String: Int] = [:]
  private let kind: LinkedKind

  /// - Parameter root: The root of the document: a resource, a list of them, or a map with an `@graph`.
  init(_ root: SourceNode, kind: LinkedKind, report: inout SourceReport) {
    self.kind = kind
    let context = LinkedContext(kind)
    for item in root.items { addTop(item, context, &report) }
    reportUnknownReferences(&report)
  }

  /// The resource that a value is or refers to; `nil` if the document does not describe one.
  func resource(of value: Value) -> Resource? { index(of: value).map { resources[$0] } }

  func index(of value: Value) -> Int? {
    switch value.content {
    case .resource(let index): index
    case .reference(let address): indexByID[address]
    case .text(let text): indexByID[value.address ?? text]
    case .raw: nil
    }
  }

  func resource(named id: String) -> Resource? { indexByID[id].map { resources[$0] } }

  /// A document of one resource that states no type is taken for a dataset, with a warning.
  mutating func takeUntypedRootAsDataset(_ report: inout SourceReport) {
    guard let first = resources.first, first.types.isEmpty, !resources.contains(where: \.isDataset),
      ["dct:title", "schema:name", "dct:identifier"].contains(where: { first[$0] != nil })
    else { return }
    report.say(.missingInSource, "'@type' is missing; read as a dataset", at: first.mark)
    resources[0].types = ["dcat:Dataset"]
  }

  // MARK: - Building

  /// Properties that lead from a dataset to another that it only mentions.
  private static let mentions: Set = [
    "dct:isPartOf", "dct:source", "dct:relation", "dct:isVersionOf", "dct:hasVersion", "dct:replaces",
    "dct:isReplacedBy", "dct:references", "dct:isReferencedBy", "dct:requires", "dcat:inSeries", "dcat:prev",
    "dcat:next", "dcat:previousVersion", "dcat:hasCurrentVersion", "prov:wasDerivedFrom",
    "prov:wasGeneratedBy",
    "dcat:qualifiedRelation", "schema:isPartOf", "schema:isBasedOn", "schema:citation", "schema:sameAs",
    "schema:subjectOf", "schema:about", "schema:mentions", "schema:exampleOfWork", "schema:isBasedOnUrl",
  ]

  /// Properties below which a resource without a type is a dataset.
  private static let listings: Set = [
    "dcat:dataset", "dcat:servesDataset", "dcat:seriesMember", "schema:dataset",
  ]

  private mutating func addTop(_ node: SourceNode, _ context: LinkedContext, _ report: inout SourceReport) {
    guard let entries = node.entries else {
      report.say(
        .wrongType, "a resource must be a map, found \(node.kindName)", at: node.mark,
        help: "JSON-LD describes each resource as a map with '@id' and '@type'")
      return
    }
    // A root that only holds a graph is not a resource.
    if entries.allSatisfy({ ["@context", "@graph", "@id"].contains($0.key) }), node["@graph"] != nil {
      var context = context
      if let inner = node["@context"] { context.read(inner, report: &report) }
      for item in node["@graph"]?.items ?? [] { addTop(item, context, &report) }
    } else {
      _ = add(entries, at: node.mark, context, below: nil, &report)
    }
  }

  /// Adds a resource and what is nested in it.
  private mutating func add(
    _ entries: [SourceEntry], at mark: SourceMark, _ outer: LinkedContext, below property: String?,
    _ report: inout SourceReport
  ) -> Int {
    var context = outer
    if let inner = entries.first(where: { $0.key == "@context" }) {
      context.read(inner.value, report: &report)
    }
    let meanings = entries.map { context.meaning(of: $0.key) }
    var id: String?
    var types: Set<String> = []
    for (entry, meaning) in zip(entries, meanings) {
      if meaning.name == "@id" {
        id = entry.value.glance.flatMap(SourceNode.nonEmpty).map(context.address)
        if id == nil, !entry.value.isBlank {
          report.say(
            .unreadableInSource, "an '@id' must be text, found \(entry.value.kindName)", at: entry.value.mark)
        }
      } else if meaning.name == "@type" {
        for item in entry.value.items {
          if let text = item.glance {
            types.insert(context.name(of: text))
          } else if !item.isNull {
            report.say(.unreadableInSource, "an '@type' must be text, found \(item.kindName)", at: item.mark)
          }
        }
      }
    }
    if types.isEmpty, let property, Self.listings.contains(property),
      entries.contains(where: { $0.key != "@id" })
    {
      types = ["dcat:Dataset"]
    }
    let isMention = property.map(Self.mentions.contains) ?? false
    let index: Int
    if let id, let known = indexByID[id] {
      index = known
      if resources[index].properties.isEmpty { resources[index].mark = mark }
      resources[index].isMention = resources[index].isMention && isMention
    } else {
      index = resources.count
      resources.append(Resource(index: index, id: id, mark: mark, isMention: isMention))
      if let id { indexByID[id] = index }
    }
    resources[index].types.formUnion(types)
    resources[index].idNodes += zip(entries, meanings).filter { $1.name == "@id" }.map(\.0.value)
    for (entry, meaning) in zip(entries, meanings) {
      switch meaning.name {
      case "@id", "@type", "@context": continue
      case "@graph", "@included":
        for item in entry.value.items { addTop(item, context, &report) }
      case let name where name.hasPrefix("@"):
        // Keywords that we do not follow, such as `@reverse`, are kept as they are.
        guard !entry.value.isBlank, name != "@language", name != "@base" else { continue }
        let value = Value(content: .raw, node: entry.value)
        merge(
          Property(name: name, key: entry.key, keyMark: entry.keyMark, values: [value]), into: index, &report)
      default:
        var values: [Value] = []
        collect(entry.value, meaning, context, into: &values, &report)
        guard !values.isEmpty else { continue }
        merge(
          Property(name: meaning.name, key: entry.key, keyMark: entry.keyMark, values: values), into: index,
          &report)
      }
    }
    return index
  }

  /// The values of one key, with lists and sets flattened.
  private mutating func collect(
    _ node: SourceNode, _ meaning: LinkedContext.Meaning, _ context: LinkedContext,
    into values: inout [Value],
    _ report: inout SourceReport
  ) {
    if ShippedContexts.rawValues.contains(meaning.name), node.glance == nil {
      if !node.isBlank, node["@value"] == nil {
        values.append(Value(content: .raw, node: node))
        return
      }
    }
    switch node.content {
    case .null: return
    case .scalar(let text):
      guard let text = SourceNode.nonEmpty(text) else { return }
      values.append(value(text, language: context.language, context, node))
    case .list(let items):
      for item in items { collect(item, meaning, context, into: &values, &report) }
    case .map(let entries):
      if let literal = node["@value"] {
        guard let text = literal.glance.flatMap(SourceNode.nonEmpty) else { return }
        values.append(value(text, language: node["@language"]?.glance, context, node))
      } else if let inner = node["@list"] ?? node["@set"] {
        collect(inner, meaning, context, into: &values, &report)
      } else if meaning.isLanguageMap, Self.isLanguageMap(entries) {
        for entry in entries {
          for item in entry.value.items {
            guard let text = item.glance.flatMap(SourceNode.nonEmpty) else { continue }
            let language = entry.key == "@none" ? nil : entry.key.lowercased()
            values.append(Value(content: .text(text), language: language, node: item))
          }
        }
      } else if node["coordinates"] != nil {
        values.append(Value(content: .raw, node: node))
      } else if entries.count == 1, let id = node["@id"]?.glance.flatMap(SourceNode.nonEmpty) {
        values.append(Value(content: .reference(context.address(of: id)), node: node))
      } else if !entries.isEmpty {
        let index = add(entries, at: node.mark, context, below: meaning.name, &report)
        values.append(Value(content: .resource(index), node: node))
      }
    }
  }

  private func value(
    _ text: String, language: String?, _ context: LinkedContext, _ node: SourceNode
  ) -> Value {
    var address: String?
    if text.utf8.count <= 2_000, text.contains(":"), !text.contains(" ") {
      let absolute = context.address(of: text)
      if absolute != text { address = absolute }
    }
    return Value(content: .text(text), language: language?.lowercased(), address: address, node: node)
  }

  /// `{"en": "Bees", "pt-br": ["Abelhas"], "@none": "…"}`
  private static func isLanguageMap(_ entries: [SourceEntry]) -> Bool {
    !entries.isEmpty
      && entries.allSatisfy { entry in
        let head = entry.key.prefix { $0 != "-" }
        let isTag = (2...3).contains(head.utf8.count) && head.utf8.allSatisfy { (0x41...0x7A).contains($0) }
        return (isTag || entry.key == "@none") && entry.value.items.allSatisfy { $0.entries == nil }
      }
  }

  /// Properties whose first value counts, so that a second one is worth a warning.
  private static let single: Set = ["dct:title", "dct:description", "schema:name", "schema:description"]

  private mutating func merge(_ property: Property, into index: Int, _ report: inout SourceReport) {
    guard let known = resources[index].places[property.name] else {
      resources[index].places[property.name] = resources[index].properties.count
      resources[index].properties.append(property)
      return
    }
    let present = resources[index].properties[known].values
    // Equal texts once; beyond a hundred, comparing would cost more than it is worth.
    let texts = present.count <= 100 ? present.compactMap(Self.comparable) : []
    let added = property.values.filter { value in
      guard let text = Self.comparable(value) else { return true }
      return !texts.contains { $0 == text }
    }
    if Self.single.contains(property.name), let id = resources[index].id,
      let other = added.first(where: { value in present.contains { $0.language == value.language } })
    {
      report.say(
        .conflictingValues, "'\(property.key)' of '\(id.prefix(80))' is stated again with a different value",
        at: other.mark,
        help: "the first counts")
    }
    resources[index].properties[known].values += added
  }

  private static func comparable(_ value: Value) -> (String, String)? {
    switch value.content {
    case .text(let text): (text, value.language ?? "")
    case .reference(let address): (address, "@id")
    case .resource, .raw: nil
    }
  }

  /// A blank node has no meaning outside the file, so a reference to one that is not there says nothing.
  private func reportUnknownReferences(_ report: inout SourceReport) {
    var reported: Set<String> = []
    for resource in resources {
      for property in resource.properties {
        for value in property.values {
          guard case .reference(let id) = value.content, id.hasPrefix("_:"), indexByID[id] == nil,
            reported.insert(id).inserted
          else { continue }
          report.say(
            .unknownReference, "nothing in the file is called '\(id.prefix(80))'", at: value.mark,
            help: "names that begin with '_:' hold within one file: describe it here, or give it an address")
        }
      }
    }
  }
}
