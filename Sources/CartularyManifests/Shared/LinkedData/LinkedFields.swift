internal import CartularyBase
internal import CartularyModel

/// The fields of one resource, read leniently, without losing any: the counterpart of `SourceFields` for
/// linked data.
///
/// Names are those of `LinkedNames`. If a method takes several, the first that has a value counts, and
/// the others stay unread.
struct LinkedFields {
  typealias Value = LinkedGraph.Value

  let graph: LinkedGraph
  let resource: LinkedGraph.Resource
  private var read: Set<String> = []
  /// What was left unread in parts of this resource, by path.
  private var leftovers: [String: String] = [:]

  init(_ resource: LinkedGraph.Resource, in graph: LinkedGraph) {
    (self.resource, self.graph) = (resource, graph)
  }

  mutating func values(_ names: String...) -> [Value] { values(names) }

  /// The text of the first value that has one. Of several languages, English counts, or the first; the
  /// others are kept as unmapped.
  mutating func text(_ names: String...) -> String? { text(names) }

  /// The texts of all values, each once: a label if a value is a resource that has one, otherwise its
  /// address.
  mutating func texts(_ names: String...) -> [String] {
    var seen: Set<String> = []
    return values(names).compactMap { label(of: $0) }.filter { seen.insert($0).inserted }
  }

  /// The first value that is text or has an address.
  mutating func address(_ names: String...) -> String? {
    let values = values(names)
    let addresses = values.compactMap { address(of: $0) }
    if addresses.count > 1 || (addresses.isEmpty && !values.isEmpty) { unread(names) }
    return addresses.first
  }

  /// One that cannot be read is reported and kept.
  mutating func date(_ names: String..., report: inout SourceReport) -> PartialDate? {
    guard let value = values(names).first else { return nil }
    let text = label(of: value) ?? ""
    if let date = PartialDate(written: text) { return date }
    unread(names)
    report.say(
      .unreadableInSource, "'\(key(of: names))' is not a valid date: '\(text.prefix(80))'", at: value.mark)
    return nil
  }

  /// Languages as BCP 47 tags, each once. A language may be a resource, known by its address, its code or its
  /// name; anything else is kept.
  mutating func languages(_ name: String) -> [String] {
    var tags: [String] = []
    for value in values(name) {
      let resource = graph.resource(of: value)
      let codes = ["schema:alternateName", "schema:identifier"].compactMap { name in
        resource?[name]?.values.first.flatMap { label(of: $0) }
      }
      let spellings = codes + [address(of: value), label(of: value)].compactMap { $0 }
      guard let tag = spellings.lazy.compactMap({ LanguageTag.tag(for: $0) }).first else {
        keep(value, of: key(of: [name]))
        continue
      }
      if !tags.contains(tag) { tags.append(tag) }
    }
    return tags
  }

  /// Texts with their languages, for the fields in which other languages are used and not only kept.
  mutating func languageTexts(_ names: String...) -> [(text: String, language: String?)] {
    values(names).compactMap { value in label(of: value).map { ($0, value.language) } }
  }

  /// The place of the first of some names that is present, otherwise the resource's.
  func mark(of names: String...) -> SourceMark {
    names.lazy.compactMap { resource[$0]?.values.first?.mark }.first ?? resource.mark
  }

  func has(_ names: String...) -> Bool { names.contains { resource[$0] != nil } }

  /// Keeps names among the unmapped although they were read.
  mutating func keep(_ names: String...) { unread(names) }

  /// Marks names as read elsewhere, or as saying nothing about the data.
  mutating func take(_ names: String...) { read.formUnion(names) }

  /// Keeps one value of a name that was read.
  mutating func keep(_ value: Value, of name: String) { keep(value.node.compactText, as: name) }

  mutating func keep(_ text: String, as path: String) {
    leftovers[path] = leftovers[path].map { $0 + ", " + text } ?? text
  }

  /// Takes over what was left unread in a part.
  mutating func absorb(_ part: LinkedFields, as path: String) {
    for (key, text) in part.unmapped ?? [:] { leftovers[path + "." + key] = text }
  }

  /// The key as it was written.
  func key(of names: [String]) -> String {
    names.lazy.compactMap { resource[$0]?.key }.first ?? names.first ?? ""
  }

  /// What has no field; `nil` if there is nothing. Long texts are cut at the limit of a field.
  var unmapped: [String: String]? {
    var rest = leftovers
    for property in resource.properties where !read.contains(property.name) {
      rest[property.key] = property.values.map { text(of: $0) }.joined(separator: ", ")
    }
    for (key, text) in rest where text.utf8.count > ManifestLimits.cellByteCount {
      rest[key] = String(decoding: text.utf8.prefix(ManifestLimits.cellByteCount - 4), as: UTF8.self) + "…"
    }
    return rest.isEmpty ? nil : rest
  }

  // MARK: - Values

  /// A text, the label of a resource, or an address.
  func label(of value: Value) -> String? {
    // A plain word may by chance be the name of a resource; an address is not.
    if case .text(let text) = value.content, value.address == nil, !text.contains(":") { return text }
    if let label = graph.resource(of: value).flatMap({ Self.label(of: $0, in: graph) }) { return label }
    if case .text(let text) = value.content { return text }
    return address(of: value)
  }

  /// A text, or the address of a resource.
  func address(of value: Value) -> String? { graph.address(of: value) }

  /// What follows the last `:`, `/` or `#`.
  static func localName(_ name: String) -> String {
    name.split { ":/#".contains($0) }.last.map(String.init) ?? name
  }

  /// What a resource is called, in any vocabulary; `nil` if it has no name.
  static func label(of resource: LinkedGraph.Resource, in graph: LinkedGraph) -> String? {
    for name in labelNames {
      let texts = (resource[name]?.values ?? []).compactMap { value -> (text: String, language: String?)? in
        if case .text(let text) = value.content { (text, value.language) } else { nil }
      }
      if let text = preferred(texts)?.text { return text }
    }
    return nil
  }

  /// Of several languages: the one without a tag, English, or the first.
  static func preferred(_ texts: [(text: String, language: String?)]) -> (text: String, language: String?)? {
    texts.first { $0.language == nil } ?? texts.first { $0.language == "en" }
      ?? texts.first { $0.language?.hasPrefix("en-") == true } ?? texts.first
  }

  private static let labelNames = [
    "skos:prefLabel", "rdfs:label", "foaf:name", "schema:name", "dct:title", "vcard:fn", "prov:label",
    "odrs:attributionText", "skos:notation", "schema:value", "schema:alternateName",
    "time:inXSDDate", "time:inXSDDateTime", "time:inXSDDateTimeStamp",
  ]

  private mutating func text(_ names: [String]) -> String? {
    let values = values(names)
    let texts = values.compactMap { value in label(of: value).map { ($0, value.language) } }
    guard let chosen = Self.preferred(texts) else {
      if !values.isEmpty { unread(names) }
      return nil
    }
    var others = texts
    others.removeAll { $0 == chosen }
    for other in others {
      keep(other.0, as: key(of: names) + (other.1.map { "@" + $0 } ?? ""))
    }
    return chosen.text
  }

  private mutating func values(_ names: [String]) -> [Value] {
    for name in names {
      guard let property = resource[name], !property.values.isEmpty else { continue }
      read.insert(name)
      return property.values
    }
    return []
  }

  private mutating func unread(_ names: [String]) {
    if let name = names.first(where: { resource[$0] != nil }) { read.remove(name) }
  }

  private func text(of value: Value) -> String {
    if case .text(let text) = value.content { text } else { value.node.compactText }
  }
}

extension LinkedGraph {
  /// A text, or the address of a resource; `nil` for blank nodes, which have none.
  func address(of value: Value) -> String? {
    switch value.content {
    case .text(let text): value.address ?? text
    case .reference(let address): address.hasPrefix("_:") ? nil : address
    case .resource(let index): address(of: resources[index])
    case .raw: nil
    }
  }

  private func address(of resource: Resource) -> String? {
    if let id = resource.id, !id.hasPrefix("_:") { return id }
    for name in ["schema:url", "schema:contentUrl"] {
      if case .text(let text)? = resource[name]?.values.first?.content { return text }
    }
    return nil
  }
}
