internal import CartularyBase
internal import CartularyModel

// Parts that the vocabularies describe in much the same way: agents, licences, periods.

extension LinkedFields {
  /// The agent that a value names; `nil` for a blank node that the file does not describe.
  func agent(_ value: Value) -> Agent? {
    guard let resource = graph.resource(of: value) else {
      return address(of: value).map { Agent(name: $0, url: $0.lowercased().hasPrefix("http") ? $0 : nil) }
    }
    // A role is about someone: `{"@type": "Role", "creator": {…}}`.
    if resource.types.contains(where: { LinkedFields.localName($0).hasSuffix("Role") }) {
      let inner = [
        "schema:creator", "schema:author", "schema:contributor", "schema:member", "schema:publisher",
      ].lazy
        .compactMap { resource[$0]?.values.first }.first
      if let inner, graph.index(of: inner) != resource.index, let agent = agent(inner) { return agent }
    }
    var fields = LinkedFields(resource, in: graph)
    let email =
      fields.address("foaf:mbox", "vcard:hasEmail", "schema:email", "vcard:email")
      ?? fields.nestedAddress("vcard:hasEmail")
    let url = fields.address("foaf:homepage", "schema:url", "vcard:hasURL", "foaf:page")
    let id = resource.readID.flatMap { $0.contains("://") ? $0 : nil }
    let parts = [
      "schema:givenName", "schema:familyName", "foaf:firstName", "foaf:givenName", "foaf:familyName",
    ]
    .compactMap { fields.text($0) }.joined(separator: " ")
    guard
      let name = Self.label(of: resource, in: graph) ?? SourceNode.nonEmpty(parts)
        ?? fields.text("schema:legalName") ?? email.map(Self.bareEmail) ?? url ?? id
    else {
      return nil
    }
    return Agent(name: name, email: email.map(Self.bareEmail), url: url, identifier: id == name ? nil : id)
  }

  /// `vcard:hasEmail` may hold a resource with the address in `vcard:hasValue`.
  private mutating func nestedAddress(_ name: String) -> String? {
    guard let value = resource[name]?.values.first, let inner = graph.resource(of: value) else { return nil }
    var fields = LinkedFields(inner, in: graph)
    return fields.address("vcard:hasValue")
  }

  private static func bareEmail(_ text: String) -> String {
    text.lowercased().hasPrefix("mailto:") ? String(text.dropFirst(7)) : text
  }

  /// The first agent of some names; others are kept.
  mutating func firstAgent(_ names: [String]) -> Agent? {
    for name in names {
      let values = values(name)
      guard !values.isEmpty else { continue }
      let agents = values.map { agent($0) }
      guard let chosen = agents.firstIndex(where: { $0 != nil }) else {
        keep(name)
        continue
      }
      for (index, value) in values.enumerated() where index != chosen {
        keep(value, of: key(of: [name]) + "[\(index + 1)]")
      }
      return agents[chosen]
    }
    return nil
  }

  /// The licences of the first of some names. One that is not recognised is reported.
  mutating func licenses(_ names: String..., report: inout SourceReport) -> [License] {
    var licenses: [License] = []
    for name in names {
      let values = values(name)
      guard !values.isEmpty else { continue }
      for value in values {
        let spellings = licenseSpellings(value)
        guard let first = spellings.first else {
          keep(value, of: key(of: [name]))
          continue
        }
        let found = LicenseTable.standard.licenses(fromAnyOf: spellings)
        licenses += found
        if found.allSatisfy({ $0.id == License.customID }) {
          report.sayCustomLicense(first, at: value.mark)
        }
      }
      break
    }
    var seen: Set<String> = []
    return licenses.filter { seen.insert($0.id + ($0.text ?? "")).inserted }
  }

  /// The ways in which a licence is named: its address, what the document says it equals, its name, its
  /// text.
  private func licenseSpellings(_ value: Value) -> [String] {
    guard let resource = graph.resource(of: value) else { return [address(of: value)].compactMap { $0 } }
    var fields = LinkedFields(resource, in: graph)
    var spellings: [String] = []
    if let id = resource.readID, !id.hasPrefix("_:") { spellings.append(id) }
    for name in ["skos:exactMatch", "owl:sameAs", "schema:url", "dct:identifier", "schema:identifier"] {
      if let address = fields.address(name) { spellings.append(address) }
    }
    if let label = Self.label(of: resource, in: graph) { spellings.append(label) }
    if let text = fields.text("dcat-us:licenseText", "licenseText", "dct:description") {
      spellings.append(String(text.prefix(1_000)))
    }
    return spellings
  }

  /// The period of `dct:temporal`: periods with two ends, texts, or several of them, which are merged.
  mutating func period(_ name: String, report: inout SourceReport) -> TemporalCoverage? {
    let values = values(name)
    let periods = values.compactMap { period(of: $0, report: &report) }
    guard let first = periods.first else {
      if !values.isEmpty { keep(name) }
      return nil
    }
    guard periods.count > 1 else { return first }
    let texts = periods.map { period in
      period.text ?? [period.start, period.end].map { $0?.description ?? ".." }.joined(separator: "/")
    }
    var whole = TemporalCoverage(text: texts.joined(separator: "; "))
    let starts = periods.compactMap(\.start)
    let ends = periods.compactMap(\.end)
    if starts.count == periods.count { whole.start = starts.min { $0.firstDay < $1.firstDay } }
    if ends.count == periods.count { whole.end = ends.max { $0.lastDay < $1.lastDay } }
    return whole
  }

  private func period(of value: Value, report: inout SourceReport) -> TemporalCoverage? {
    guard let resource = graph.resource(of: value) else {
      return address(of: value).map { TemporalCoverage(writtenOrText: $0) }
    }
    var fields = LinkedFields(resource, in: graph)
    let start = fields.date(
      "dcat:startDate", "schema:startDate", "dcat:start", "time:hasBeginning", report: &report)
    let end = fields.date("dcat:endDate", "schema:endDate", "dcat:end", "time:hasEnd", report: &report)
    if let start, let end, start.firstDay > end.lastDay {
      report.say(
        .unreadableInSource, "the period ends before it starts: '\(start)/\(end)'", at: resource.mark)
      return TemporalCoverage(text: "\(start)/\(end)")
    }
    guard start != nil || end != nil else {
      return Self.label(of: resource, in: graph).map { TemporalCoverage(writtenOrText: $0) }
    }
    return TemporalCoverage(start: start, end: end)
  }

  /// The addresses of pages: anything else is reported and kept.
  mutating func page(_ names: String..., report: inout SourceReport) -> String? {
    for name in names {
      guard let value = values(name).first else { continue }
      if let address = address(of: value), address.lowercased().hasPrefix("http") { return address }
      keep(name)
      report.say(
        .unreadableInSource,
        "'\(key(of: [name]))' is not a web address: '\(value.node.compactText.prefix(80))'",
        at: value.mark)
    }
    return nil
  }

  /// How one dataset relates to others: the ids of records of this file, addresses of others.
  mutating func relations(_ kinds: [(name: String, kind: RelationKind)], in catalog: LinkedCatalog)
    -> [Relation]
  {
    var relations: [Relation] = []
    for (name, kind) in kinds {
      for value in values(name) {
        let title = graph.resource(of: value).flatMap { Self.label(of: $0, in: graph) }
        guard let target = catalog.recordID(of: value) ?? lastingAddress(of: value) ?? title else {
          keep(value, of: key(of: [name]))
          continue
        }
        relations.append(
          Relation(
            kind: kind, target: OwnAddress.target(of: target), title: title == target ? nil : title))
      }
    }
    return relations.distinct()
  }

  /// An address that means something outside this file, or what was written if nothing is described.
  private func lastingAddress(of value: Value) -> String? {
    guard let resource = graph.resource(of: value) else { return address(of: value) }
    if let id = resource.id, id.contains("://") || id.lowercased().hasPrefix("urn:") {
      return resource.readID
    }
    return ["prov:locatedAt", "prov:atLocation", "schema:url", "dcat:landingPage"].lazy
      .compactMap { resource[$0]?.values.first }.compactMap { graph.address(of: $0) }.first
  }

  /// Reports which of some fields that their standard requires are missing.
  func reportMissing(_ fields: [(label: String, names: [String])], report: inout SourceReport) {
    for field in fields where !field.names.contains(where: { resource[$0] != nil }) {
      report.say(.missingInSource, "'\(field.label)' is missing", at: resource.mark)
    }
  }
}
