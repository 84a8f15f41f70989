internal import CartularyBase
internal import CartularyModel

/// The root of a data package, and how its properties map to ours.
struct DataPackageRecord {
  private let node: SourceNode
  private var fields: SourceFields
  private var unmapped = UnmappedValues()

  init(_ node: SourceNode) {
    self.node = node
    fields = SourceFields(node, ignoring: Self.leftOut)
  }

  /// What JSON-LD needs to read a package, not what it says.
  static let leftOut: Set = ["@context"]

  /// - Returns: `nil` if no id can be derived, which is reported.
  mutating func dataset(_ report: inout SourceReport) -> DocumentRecords.Import? {
    let name = fields.text("name")
    let identifier = fields.text("id")
    let title = fields.text("title")
    let homepage = fields.text("homepage")
    // The name is the package's own slug; other names are used only if it is missing.
    guard
      let id = name.map(DatasetID.slug).flatMap(SourceNode.nonEmpty)
        ?? ImportedID.id(ofFirst: [identifier, name, title, homepage], of: nil)
    else {
      report.sayNameless(at: node.mark)
      return nil
    }
    report.recordID = id
    report.sayMissing(["name", "title", "licenses", "resources"], in: node)

    var dataset = Dataset(
      id: id, title: title ?? name ?? identifier ?? id, description: fields.text("description") ?? "")
    dataset.identifiers = [identifier].compactMap { $0 }
    dataset.landingPage = homepage
    dataset.keywords = fields.texts("keywords", separatedBy: ",")
    dataset.version = fields.text("version")
    dataset.issued = fields.date("created", report: &report)
    dataset.licenses = Self.licenses(of: &fields, &unmapped, &report)
    readCoverage(into: &dataset, &report)
    readContributors(into: &dataset)
    readSources(into: &dataset)
    readResources(into: &dataset, &report)
    unmapped.add(fields.unmapped)
    dataset.unmapped = unmapped.texts
    return .init(dataset: dataset, identifier: identifier ?? name ?? node.compactText)
  }

  /// Each of `licenses`: its id, its address, its title, whichever is known.
  ///
  /// What else is said of one, such as the part of the data that it is for (Camtrap DP's `scope`), is kept with its id.
  ///
  /// - Parameter resource: Its name; `nil` for the licences of the package.
  static func licenses(
    of fields: inout SourceFields, in resource: String? = nil, _ unmapped: inout UnmappedValues,
    _ report: inout SourceReport
  ) -> [License] {
    let source = fields.node
    guard let key = ["licenses", "license"].first(where: { source[$0].map { !$0.isBlank } ?? false }),
      let node = source[key]
    else { return [] }
    fields.take(key)
    let path = [resource.map { _ in "resources" }, key].compactMap(\.self)
    var seen: Set<String> = []
    return node.items.flatMap { item -> [License] in
      let nodes =
        item.entries == nil ? [item] : ["name", "path", "title", "type", "url"].compactMap { item[$0] }
      let licenses = LicenseTable.standard.licenses(fromAnyOf: nodes.map(\.glance))
      // What names another licence, or none, is kept with the unmapped values.
      for node in nodes {
        guard let text = node.glance else { continue }
        let own = LicenseTable.standard.licenses(from: text)
        if own.map(\.id) == licenses.map(\.id), own.first?.id != License.customID || own == licenses {
          node.markAsRead()
        }
      }
      if let text = licenses.first?.text, licenses.first?.id == License.customID {
        report.sayCustomLicense(text, at: item.mark)
      }
      let names = licenses.map { $0.id == License.customID ? $0.text ?? $0.id : $0.id }
      let owner = [resource, names.isEmpty ? nil : names.joined(separator: " and ")].compactMap(\.self)
      for leaf in item.takeUnread() {
        unmapped.add(
          leaf.text, of: owner.joined(separator: "/"), at: (path + leaf.path).joined(separator: "."))
      }
      return licenses
    }
    .filter { seen.insert($0.id + ($0.id == License.customID ? $0.text ?? "" : "")).inserted }
  }

  /// Place and period, as Camtrap DP and other profiles have them: GeoJSON, and `{start, end}`.
  private mutating func readCoverage(into dataset: inout Dataset, _ report: inout SourceReport) {
    if let spatial = node["spatial"], !spatial.isBlank {
      if let place = Place(spatial) {
        _ = fields.value("spatial")
        dataset.spatial = [place]
      } else {
        report.say(.unreadableInSource, "'spatial' does not hold a readable place", at: spatial.mark)
      }
    }
    guard let temporal = node["temporal"], !temporal.isBlank else { return }
    let ends = ["start", "end"].map { temporal[$0]?.glance }
    let coverage =
      temporal.entries == nil
      ? temporal.glance.map { TemporalCoverage(writtenOrText: $0) }
      : TemporalCoverage(writtenFrom: ends[0], to: ends[1])
    guard let coverage else { return }
    _ = fields.value("temporal")
    if temporal.entries == nil { temporal.markAsRead() }
    for key in ["start", "end"] { temporal[key]?.markAsRead() }
    dataset.temporal = coverage
    if coverage.isOnlyText {
      report.say(
        .unreadableInSource, "not a valid period: '\(coverage.text?.prefix(80) ?? "")'", at: temporal.mark)
    }
  }

  // MARK: - People

  /// What contributors with these roles become. Version 1 has `role`, version 2 a list of `roles`.
  private static let creatorRoles: Set = ["author", "creator", "contributor"]
  private static let stewardRoles: Set = [
    "maintainer", "wrangler", "contactperson", "contact", "contactpoint", "datamanager", "datacurator",
    "datasteward", "custodian",
  ]

  private mutating func readContributors(into dataset: inout Dataset) {
    // Before version 1 there was a single author, and maintainers and publishers had their own keys.
    let contributors =
      (fields.value("contributors")?.items ?? []).map { ($0, [String]()) }
      + ["author", "maintainers", "publisher", "publishers"].flatMap { key in
        (fields.value(key)?.items ?? []).map { ($0, [key.hasSuffix("s") ? String(key.dropLast()) : key]) }
      }
    var writable: (agent: Agent, roles: Set<String>)?
    for (index, (contributor, given)) in contributors.enumerated() {
      guard let agent = Self.agent(contributor) else {
        unmapped.add(contributor, at: "contributors.\(index)")
        continue
      }
      // Only looked at, so that the roles themselves stay among the unmapped values.
      let stated = (contributor["roles"]?.items ?? contributor["role"]?.items ?? []).compactMap(\.glance)
      let roles = Set((given + stated).map { FoldedText.code($0).filter { $0 != "-" } })
      var isHeld = false
      if roles.contains("publisher"), dataset.publisher == nil {
        dataset.publisher = agent
        isHeld = true
      }
      if !roles.isDisjoint(with: Self.stewardRoles), dataset.steward == nil {
        dataset.steward = agent
        isHeld = true
      }
      if roles.isEmpty || !roles.isDisjoint(with: Self.creatorRoles) {
        dataset.creators.append(agent)
        isHeld = true
      }
      if writable == nil, agent.email != nil { writable = (agent, roles) }
      if !isHeld { unmapped.add(contributor, at: "contributors.\(index)") }
      let known: Set = [
        "title", "name", "givenName", "familyName", "path", "web", "url", "email", "role", "roles",
      ]
      if isHeld {
        for entry in contributor.entries ?? [] where !known.contains(entry.key) && !entry.value.isBlank {
          unmapped.add(entry.value.compactText, of: agent.name, at: "contributors.\(entry.key)")
        }
      }
    }
    if dataset.steward == nil { dataset.steward = writable?.agent }
  }

  /// `{title, path, email}`, or one text such as `A. Gauger <a@example.org> (https://example.org)`.
  private static func agent(_ node: SourceNode) -> Agent? {
    if let text = node.firstText {
      let name = text.prefix { $0 != "<" && $0 != "(" }
      func between(_ open: Character, _ close: Character) -> String? {
        guard let start = text.firstIndex(of: open) else { return nil }
        return SourceNode.nonEmpty(String(text[text.index(after: start)...].prefix { $0 != close }))
      }
      return SourceNode.nonEmpty(String(name)).map {
        Agent(name: $0, email: between("<", ">"), url: between("(", ")"))
      }
    }
    let parts = ["givenName", "familyName"].compactMap { node[$0]?.firstText }.joined(separator: " ")
    let email = node["email"]?.firstText
    guard
      let name = node["title"]?.firstText ?? node["name"]?.firstText ?? SourceNode.nonEmpty(parts)
        ?? node["organization"]?.firstText ?? email
    else { return nil }
    return Agent(
      name: name, email: email,
      url: ["path", "web", "url"].lazy.compactMap { node[$0]?.firstText }.first)
  }

  // MARK: - Sources and resources

  /// An address is a source that this was derived from; a name alone is provenance in words.
  private mutating func readSources(into dataset: inout Dataset) {
    var names: [String] = []
    for (index, source) in (fields.value("sources")?.items ?? []).enumerated() {
      let title = source["title"]?.firstText ?? source["name"]?.firstText ?? source.firstText
      if let path = source["path"]?.firstText ?? source["web"]?.firstText {
        dataset.relations.append(Relation(kind: .derivedFrom, target: path, title: title))
      } else if let title {
        names.append(title)
      }
      for entry in source.entries ?? [] where !["title", "name", "path", "web"].contains(entry.key) {
        unmapped.add(entry.value, at: "sources.\(index).\(entry.key)")
      }
    }
    if !names.isEmpty {
      dataset.provenance = Provenance(statement: "Sources: " + names.joined(separator: "; "))
    }
  }

  private mutating func readResources(into dataset: inout Dataset, _ report: inout SourceReport) {
    guard let resources = fields.value("resources") else { return }
    var dictionary = DataDictionary()
    for (index, node) in resources.items.enumerated() {
      guard node.entries != nil else {
        report.say(
          .unreadableInSource, "a resource must be a map, found \(node.kindName)", at: node.mark)
        unmapped.add(node, at: "resources.\(index)")
        continue
      }
      var resource = DataPackageResource(node, index: index)
      dataset.distributions += resource.distributions(&unmapped, &report)
      switch resource.schema(&unmapped) {
      case .table(let table): dictionary.tables.append(table)
      case .address(let address):
        if dictionary.url == nil {
          dictionary.url = address
        } else {
          unmapped.add(address, of: node["name"]?.glance ?? "\(index)", at: "resources.schema")
        }
      case nil: break
      }
      resource.keepRest(in: &unmapped)
    }
    if dictionary != DataDictionary() { dataset.dataDictionary = dictionary }
  }
}
