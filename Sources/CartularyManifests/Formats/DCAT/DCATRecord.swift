internal import CartularyBase
internal import CartularyModel

/// Maps the properties of a `dcat:Dataset` to ours; DCAT-US 3 adds some of its own.
struct DCATRecord {
  let catalog: LinkedCatalog

  func read(_ fields: inout LinkedFields, into dataset: inout Dataset, _ report: inout SourceReport) {
    readNames(&fields, into: &dataset, &report)
    dataset.landingPage = fields.page("dcat:landingPage", report: &report)
    dataset.publisher = fields.firstAgent(["dct:publisher", "dc:publisher"])
    dataset.steward = fields.firstAgent(["dcat:contactPoint"])
    dataset.creators = fields.values("dct:creator").compactMap { fields.agent($0) }
    dataset.keywords = fields.texts("dcat:keyword")
    dataset.themes = themes(&fields)
    dataset.languages = fields.languages("dct:language")
    dataset.temporal = fields.period("dct:temporal", report: &report)
    dataset.spatial = fields.places("dct:spatial", "dcat-us:geographicBoundingBox", report: &report)
    dataset.issued = fields.date("dct:issued", "dct:created", report: &report)
    dataset.modified = fields.date("dct:modified", report: &report)
    dataset.version = fields.text("dcat:version", "owl:versionInfo", "dct:version")
    if let frequency = fields.address("dct:accrualPeriodicity") {
      dataset.frequency = UpdateFrequency(text: frequency)
      dataset.frequencyText = AuthorityCodes.code(of: frequency)
    }
    dataset.licenses = fields.licenses("dct:license", report: &report)
    readAccess(&fields, into: &dataset, &report)
    dataset.distributions = distributions(&fields, into: &dataset.access, &report)
    readServices(of: fields, into: &dataset, &report)
    // A record of ours would say so itself, if the format could carry it.
    if fields.resource.id.flatMap(OwnAddress.id) == nil, dataset.accessRights == .public,
      dataset.distributions.contains(where: \.isDownload)
    {
      dataset.access.modes.insert(.openDownload, at: 0)
    }
    if let provenance = fields.text("dct:provenance") {
      dataset.provenance = Provenance(statement: provenance)
    }
    readLegal(&fields, into: &dataset)
    fields.readEditorialNotes(into: &dataset)
    dataset.relations = fields.relations(Self.relations, in: catalog)
    readDictionary(&fields, into: &dataset)
    // References to datasets of this file are relations; all others are literature.
    for name in ["dct:isReferencedBy", "dct:references"] {
      for value in fields.values(name) {
        if let target = catalog.recordID(of: value) {
          dataset.relations.append(Relation(kind: .related, target: target))
        } else {
          fields.keep(name)
        }
      }
    }
  }

  static let relations: [(name: String, kind: RelationKind)] = [
    ("dct:isPartOf", .partOf), ("dcat:inSeries", .partOf), ("dct:hasPart", .hasPart),
    ("dcat:seriesMember", .hasPart), ("dct:source", .derivedFrom), ("prov:wasDerivedFrom", .derivedFrom),
    ("dct:isVersionOf", .versionOf), ("dcat:isVersionOf", .versionOf), ("dct:replaces", .replaces),
    ("dcat:previousVersion", .replaces), ("dct:isReplacedBy", .replacedBy), ("dct:hasVersion", .related),
    ("dcat:hasVersion", .related), ("dcat:hasCurrentVersion", .related), ("dct:relation", .related),
    ("dcat:prev", .related), ("dcat:next", .related),
  ]

  // MARK: - Fields

  private func readNames(
    _ fields: inout LinkedFields, into dataset: inout Dataset, _ report: inout SourceReport
  ) {
    let titles = fields.languageTexts("dct:title", "dc:title", "rdfs:label", "foaf:name")
    if let title = LinkedFields.preferred(titles)?.text {
      dataset.title = title
      // In another language it is another name for the same thing.
      for other in titles where other.text != title && !dataset.aliases.contains(other.text) {
        dataset.aliases.append(other.text)
      }
    }
    dataset.description = fields.textInAllLanguages("dct:description", "dc:description", "prov:value")
    for value in fields.values("skos:altLabel") {
      if let label = fields.label(of: value), !dataset.aliases.contains(label) {
        dataset.aliases.append(label)
      }
    }
    let identifiers = fields.values("dct:identifier")
    if let first = identifiers.first, !LinkedIdentity(of: fields.resource, in: fields.graph).isStated {
      fields.keep("dct:identifier")
      report.say(
        .unreadableInSource, "the identifier has neither a text nor an '@id'", at: first.mark,
        help: "write the identifier as text, or give it an '@id' or a notation")
    }
    fields.take("adms:identifier", "owl:sameAs", "dc:identifier", "dcat:servesDataset")
  }

  private func themes(_ fields: inout LinkedFields) -> [String] {
    var themes: [String] = []
    for name in ["dcat:theme", "dct:subject", "dcat-us:category", "dcatap:hvdCategory"] {
      for value in fields.values(name) {
        let address = fields.address(of: value)
        let label = fields.label(of: value)
        let isLabelled = label != address
        let theme =
          address.flatMap(AuthorityCodes.theme) ?? (isLabelled || name == "dcat:theme" ? label : nil)
        if let theme, isLabelled || name == "dcat:theme" || !theme.contains("://") {
          themes.append(theme)
        } else {
          fields.keep(value, of: fields.key(of: [name]))
        }
      }
    }
    return themes.distinct()
  }

  private func readAccess(
    _ fields: inout LinkedFields, into dataset: inout Dataset, _ report: inout SourceReport
  ) {
    dataset.rights = fields.text("dct:rights")
    for value in fields.values("dct:accessRights") {
      let spellings = [fields.address(of: value), fields.label(of: value)].compactMap { $0 }
      if let rights = spellings.lazy.compactMap(AuthorityCodes.accessRights).first {
        dataset.accessRights = [dataset.accessRights, rights].compactMap(\.self).strictest
      } else if let text = fields.label(of: value), !text.contains("://") {
        dataset.rights = [dataset.rights, text].compactMap { $0 }.joined(separator: "; ")
      } else {
        fields.keep(value, of: fields.key(of: ["dct:accessRights"]))
        // The EU's table has it for "no more than usual".
        guard spellings.first.map(AuthorityCodes.code) != "NORMAL" else { continue }
        report.say(
          .unreadableInSource, "access rights '\(value.node.compactText.prefix(80))' are not known",
          at: value.mark)
      }
    }
    for name in ["odrl:hasPolicy", "dct:usageInfo"] {
      let rest = UseTerms.read(fields.values(name), in: fields.graph, into: &dataset.access, report: &report)
      for value in rest { fields.keep(value, of: fields.key(of: [name])) }
    }
  }

  private func readDictionary(_ fields: inout LinkedFields, into dataset: inout Dataset) {
    guard let value = fields.values("dcat-us:describedBy", "wdrs:describedby").first else { return }
    var url = fields.address(of: value)
    if let resource = fields.graph.resource(of: value) {
      var inner = LinkedFields(resource, in: fields.graph)
      url = inner.address("dcat:downloadURL", "dcat:accessURL") ?? url
    }
    if let url {
      dataset.dataDictionary = DataDictionary(url: url)
    } else {
      fields.keep("dcat-us:describedBy")
    }
  }

  // MARK: - Distributions

  private func distributions(
    _ fields: inout LinkedFields, into access: inout AccessTerms, _ report: inout SourceReport
  ) -> [Distribution] {
    var distributions: [Distribution] = []
    // Some only point back to their dataset.
    for resource in catalog.distributions(pointingTo: fields.resource) {
      var part = LinkedFields(resource, in: fields.graph)
      distributions.append(DCATDistribution.read(&part, into: &access, &report))
      part.leaveOut("dcat:isDistributionOf")
      if catalog.claim(resource) { fields.absorb(part, as: "dcat:isDistributionOf") }
    }
    for (index, value) in fields.values("dcat:distribution", "adms:sample").enumerated() {
      let path = fields.key(of: ["dcat:distribution"]) + "[\(index + 1)]"
      guard let resource = fields.graph.resource(of: value) else {
        // An address of something that is described elsewhere.
        if let address = fields.address(of: value) { fields.keep(address, as: path) }
        continue
      }
      var part = LinkedFields(resource, in: fields.graph)
      distributions.append(DCATDistribution.read(&part, into: &access, &report))
      if catalog.claim(resource) { fields.absorb(part, as: path) }
    }
    return distributions
  }

  /// A service that serves the dataset is a distribution of it.
  private func readServices(
    of fields: LinkedFields, into dataset: inout Dataset, _ report: inout SourceReport
  ) {
    for service in catalog.services(of: fields.resource) {
      var part = LinkedFields(service, in: fields.graph)
      var distribution = Distribution()
      distribution.title = part.text("dct:title")
      distribution.description = part.text("dct:description")
      distribution.accessURL = part.address("dcat:endpointURL") ?? part.address("dcat:landingPage")
      distribution.licenses = part.licenses("dct:license", report: &report)
      distribution.rights = part.text("dct:rights")
      dataset.distributions.append(distribution)
      if !dataset.access.modes.contains(.api) { dataset.access.modes.append(.api) }
    }
  }

  // MARK: - Law

  private func readLegal(_ fields: inout LinkedFields, into dataset: inout Dataset) {
    var legal = LegalTerms()
    for value in fields.values("dcatap:applicableLegislation") {
      if fields.address(of: value) == DCATWriter.regulation {
        legal.regimes = [.gdpr]
      } else {
        fields.keep(value, of: fields.key(of: ["dcatap:applicableLegislation"]))
      }
    }
    legal.basis = fields.text("dpv:hasLegalBasis")
    legal.controller = fields.firstAgent(["dpv:hasDataController"])
    if legal != LegalTerms() { dataset.access.legal = legal }
  }
}
