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
    values(names).compactMap { label(of: $0) }.distinct()
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
      tags.append(tag)
    }
    return tags.distinct()
  }

  /// Texts with their languages, for the fields in which other languages are used and not only kept.
  mutating func languageTexts(_ names: String...) -> [(text: String, language: String?)] {
    values(names).compactMap { value in label(of: value).map { ($0, value.language) } }
  }

  /// The text in the preferred language and then those in others, so that they can be found too; empty if there is none.
  mutating func textInAllLanguages(_ names: String...) -> String {
    let texts = values(names).compactMap { value in label(of: value).map { ($0, value.language) } }
    guard let chosen = Self.preferred(texts) else {
      if !values(names).isEmpty { unread(names) }
      return ""
    }
    return ([chosen.text] + texts.map(\.0)).distinct().joined(separator: "\n\n")
  }

  /// The place of the first of some names that is present, otherwise the resource's.
  func mark(of names: String...) -> SourceMark {
    names.lazy.compactMap { resource[$0]?.values.first?.mark }.first ?? resource.mark
  }

  func has(_ names: String...) -> Bool { names.contains { resource[$0] != nil } }

  /// Keeps names among the unmapped although they were read.
  mutating func keep(_ names: String...) { unread(names) }

  /// Marks names as read elsewhere; what nobody has looked at in them is still kept.
  mutating func take(_ names: String...) { read.formUnion(names) }

  /// Leaves names out with all that their values say: they are about the record and not about the data.
  mutating func leaveOut(_ names: String...) {
    read.formUnion(names)
    for name in names { for value in resource[name]?.values ?? [] { value.node.markAllAsRead() } }
  }

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
    var rest = UnmappedValues()
    rest.add(leftovers)
    var visited: Set<Int> = [resource.index]
    for property in resource.properties {
      if !read.contains(property.name) {
        let text = property.values.map { self.text(of: $0) }.joined(separator: ", ")
        rest.add(text, of: "", at: property.key)
      }
      for value in property.values { keepUnread(of: value, at: [property.key], in: &rest, &visited) }
    }
    return rest.texts
  }

  /// What nobody has looked at in a value and in what it refers to, unless that is a record of its own.
  private func keepUnread(
    of value: Value, at path: [String], in rest: inout UnmappedValues, _ visited: inout Set<Int>
  ) {
    let target = graph.resource(of: value)
    if let target, target.isDataset, !target.isMention { return }
    for leaf in value.node.takeUnread(leavingOut: { LeftOut.covers($0, Self.leftOut) })
    where !leaf.text.hasPrefix("_:") {
      let keys = path + leaf.path.filter { $0 != "@value" }
      let language = value.language.map { "@" + $0 } ?? ""
      rest.add(leaf.text, of: leaf.owner, at: keys.joined(separator: ".") + language)
    }
    guard let target, path.count < ManifestLimits.depth, visited.insert(target.index).inserted else { return }
    for property in target.properties {
      for value in property.values { keepUnread(of: value, at: path + [property.key], in: &rest, &visited) }
    }
  }

  /// What JSON-LD needs to be read, and the names of classes.
  static let leftOut: Set = ["@context", "@type", "@language", "@base", "@vocab", "type"]

  // MARK: - Values

  /// A text, the label of a resource, or an address.
  func label(of value: Value) -> String? {
    // A plain word may by chance be the name of a resource; an address is not.
    if case .text(let text) = value.content, value.address == nil, !text.contains(":") {
      return value.readText
    }
    if let label = graph.resource(of: value).flatMap({ Self.label(of: $0, in: graph) }) { return label }
    return value.readText ?? address(of: value)
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
      let texts = (resource[name]?.values ?? []).filter { if case .text = $0.content { true } else { false } }
      if let chosen = preferred(texts, language: \.language) { return chosen.readText }
    }
    return nil
  }

  /// Of several languages: the one without a tag, English, or the first.
  static func preferred(_ texts: [(text: String, language: String?)]) -> (text: String, language: String?)? {
    preferred(texts, language: \.language)
  }

  private static func preferred<Item>(_ items: [Item], language: (Item) -> String?) -> Item? {
    items.first { language($0) == nil } ?? items.first { language($0) == "en" }
      ?? items.first { language($0)?.hasPrefix("en-") == true } ?? items.first
  }

  private static let labelNames = [
    "skos:prefLabel", "rdfs:label", "foaf:name", "schema:name", "dct:title", "vcard:fn", "prov:label",
    "odrs:attributionText", "skos:notation", "schema:value", "schema:alternateName",
    "time:inXSDDate", "time:inXSDDateTime", "time:inXSDDateTimeStamp",
  ]

  private mutating func text(_ names: [String]) -> String? {
    let values = values(names)
    // Those that are not chosen stay unread, and so end among the unmapped.
    var rest = values
    while let chosen = Self.preferred(rest, language: \.language) {
      if let text = label(of: chosen) { return text }
      rest.removeAll { $0.mark == chosen.mark }
    }
    if !values.isEmpty { unread(names) }
    return nil
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
    value.readText ?? value.node.compactText
  }
}

extension LinkedGraph {
  /// A text, or the address of a resource; `nil` for blank nodes, which have none.
  func address(of value: Value) -> String? {
    switch value.content {
    case .text(let text):
      value.node.markAllAsRead()
      return value.address ?? text
    case .reference(let address):
      guard !address.hasPrefix("_:") else { return nil }
      value.node.markAllAsRead()
      return address
    case .resource(let index): return address(of: resources[index])
    case .raw: return nil
    }
  }

  private func address(of resource: Resource) -> String? {
    if let id = resource.readID, !id.hasPrefix("_:") { return id }
    for name in ["schema:url", "schema:contentUrl"] {
      if let text = resource[name]?.values.first?.readText { return text }
    }
    return nil
  }
}
