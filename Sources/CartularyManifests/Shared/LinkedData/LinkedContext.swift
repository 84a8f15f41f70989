/// What keys mean at one place in a JSON-LD document.
struct LinkedContext {
  /// What a key means.
  struct Meaning {
    /// A name by `LinkedNames`, a keyword such as `@id`, or the key itself if it is not known.
    let name: String
    /// Whether a map below it is one from languages to texts.
    let isLanguageMap: Bool
  }

  /// The language of texts that do not state one.
  private(set) var language: String?
  private var prefixes: [String: String] = [:]
  /// An empty name: the context says that the key means nothing.
  private var terms: [String: String]
  private var languageMapKeys: Set<String> = []
  private var vocabulary: String?
  private var base: String?

  /// - Parameter kind: The vocabulary of plain keys, until the document's own context says otherwise.
  init(_ kind: LinkedKind) {
    switch kind {
    case .dcat, .dcatUS3: terms = ShippedContexts.dcat
    case .schemaOrg: (terms, vocabulary) = ([:], "https://schema.org/")
    case .croissant: (terms, vocabulary) = (ShippedContexts.croissant, "https://schema.org/")
    }
    // As schema.org's context has them; DCAT's writers use them too.
    terms["id"] = "@id"
    terms["type"] = "@type"
  }

  func meaning(of key: String) -> Meaning {
    if key.hasPrefix("@") { return Meaning(name: key, isLanguageMap: false) }
    // DCAT-US 3 writes texts in several languages as `titleMap`.
    if terms[key] == nil, key.hasSuffix("Map"), let name = terms[String(key.dropLast(3))] {
      return Meaning(name: name, isLanguageMap: true)
    }
    let name = Self.corrected(name(of: key))
    return Meaning(
      name: name, isLanguageMap: languageMapKeys.contains(key) || ShippedContexts.languageMaps.contains(name))
  }

  /// The name of a class or property.
  func name(of key: String) -> String {
    if let term = terms[key] { return term.isEmpty ? key : term }
    if key.contains(":") { return LinkedNames.name(of: address(of: key)) }
    if let vocabulary, !key.isEmpty { return LinkedNames.name(of: vocabulary + key) }
    return key
  }

  /// The intended name if Dublin Core and DCAT are confused, as in `dcat:title`.
  private static func corrected(_ name: String) -> String {
    for prefix in ["dcat:", "dct:"] where name.hasPrefix(prefix) {
      guard let meant = ShippedContexts.dcat[String(name.dropFirst(prefix.count))] else { return name }
      return meant.hasPrefix("dcat:") || meant.hasPrefix("dct:") ? meant : name
    }
    return name
  }

  /// The absolute form of an id: prefixes expanded, and a relative one appended to the base.
  func address(of id: String) -> String {
    guard let colon = id.firstIndex(of: ":") else {
      guard let base, !id.isEmpty else { return id }
      return id.hasPrefix("#") || base.hasSuffix("/") || base.hasSuffix("#") ? base + id : base + "/" + id
    }
    let rest = id[id.index(after: colon)...]
    let prefix = String(id[..<colon])
    guard !rest.hasPrefix("//"), prefix != "_",
      let namespace = prefixes[prefix] ?? LinkedNames.namespace(of: prefix)
    else { return id }
    return namespace + rest
  }

  // MARK: - Reading a context

  /// Adds the value of an `@context`. Remote contexts that are not shipped are reported and left out.
  mutating func read(_ node: SourceNode, report: inout SourceReport) {
    read(node, overriding: true, depth: 0, report: &report)
  }

  private mutating func read(
    _ node: SourceNode, overriding: Bool, depth: Int, report: inout SourceReport
  ) {
    switch node.content {
    case .null: break
    case .scalar(let address):
      checkRemote(address, at: node.mark, report: &report)
      prefixes.merge(ShippedContexts.prefixes(of: address)) { declared, _ in declared }
    case .list(let items):
      for item in items { read(item, overriding: overriding, depth: depth, report: &report) }
    case .map(let entries):
      // Namespaces first: a term may use a prefix that is declared later.
      for entry in entries { readNamespace(entry, report: &report) }
      for entry in entries where !entry.key.hasPrefix("@") {
        readTerm(entry, overriding: overriding, depth: depth, report: &report)
      }
    }
  }

  private func checkRemote(_ address: String, at mark: SourceMark, report: inout SourceReport) {
    guard !ShippedContexts.isKnown(address) else { return }
    report.say(
      .unknownContext, "the context '\(address.prefix(80))' is not known, and contexts are never fetched",
      at: mark, length: address.unicodeScalars.count + 2,
      help: "its keys are read with well-known terms and prefixes; write the context into the file")
  }

  private mutating func readNamespace(_ entry: SourceEntry, report: inout SourceReport) {
    switch entry.key {
    case "@vocab": vocabulary = entry.value.text
    case "@base": base = entry.value.text
    case "@language": language = entry.value.text
    case "@import":
      if let address = entry.value.text { checkRemote(address, at: entry.value.mark, report: &report) }
    default:
      let address = entry.value.text ?? entry.value["@id"]?.text
      guard let address, address.contains("://"), let last = address.last, "/#_:=?".contains(last) else {
        return
      }
      prefixes[entry.key] = address
    }
  }

  private mutating func readTerm(
    _ entry: SourceEntry, overriding: Bool, depth: Int, report: inout SourceReport
  ) {
    guard overriding || terms[entry.key] == nil else { return }
    if entry.value.isNull {
      terms[entry.key] = ""
      return
    }
    let target = entry.value.text ?? entry.value["@id"]?.text
    if let target, !target.isEmpty {
      if target.hasPrefix("@") {
        terms[entry.key] = target
      } else if prefixes[entry.key] == nil || entry.value.entries != nil {
        terms[entry.key] = target == entry.key ? LinkedNames.name(of: address(of: target)) : name(of: target)
      }
    }
    let container = entry.value["@container"]?.items.compactMap(\.text) ?? []
    if container.contains("@language") { languageMapKeys.insert(entry.key) }
    // A context that applies to one type only is taken to apply everywhere, unless something else is said: types
    // do not share keys with different meanings in any vocabulary that is read here.
    if let scoped = entry.value["@context"], depth < 4 {
      read(scoped, overriding: false, depth: depth + 1, report: &report)
    }
  }
}
