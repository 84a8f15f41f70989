internal import CartularyBase
internal import CartularyModel

/// Our records as DCAT-AP 3: the inverse of `DCATRecord`.
enum DCATWriter {
  static let prefixes = [
    "dcat", "dcatap", "dct", "dpv", "eli", "foaf", "gsp", "odrl", "owl", "prov", "rdfs", "skos", "spdx",
    "vcard", "wdrs", "xsd",
  ]

  static let carries =
    LinkedPartsWriter.carriedDescription + [
      "frequency", "distributions", "license", "rights", "access-rights", "provenance.statement",
      "data-dictionary.url", "relations.target", "access.purposes", "access.prohibited-purposes",
      "access.requesters",
      "access.jurisdictions", "access.embargo-until", "access.maximum-months", "access.data-use",
      "access.legal.basis", "access.legal.controller",
    ] + UseTermsWriter.carriedMeasures + EditorialNotes.carries

  /// The dataset, and its catalog record if its date is known.
  static func nodes(of record: PublishedDataset) -> [RDFNode] {
    let dataset = dataset(record.dataset)
    return [dataset] + (record.publication.map { [catalogRecord($0, of: record.dataset)] } ?? [])
  }

  private static func dataset(_ dataset: Dataset) -> RDFNode {
    let forms = dataset.distributions.compactMap { form in
      DCATDistributionWriter.node(form).map { (form, $0) }
    }
    var node = RDFNode(id: OwnAddress.address(of: dataset.id), "dcat:Dataset")
    node.add("dct:title", text: dataset.title)
    node.add("dct:description", text: dataset.description)
    node.add("dct:identifier", texts: dataset.identifiers)
    node.add("skos:altLabel", texts: dataset.aliases)
    node.add("dcat:landingPage", .link(dataset.landingPage))
    node.add("dct:publisher", dataset.publisher.map { LinkedPartsWriter.agent($0, as: .foaf) })
    node.add("dcat:contactPoint", dataset.steward.map { LinkedPartsWriter.agent($0, as: .vcard) })
    node.add("dct:creator", dataset.creators.map { LinkedPartsWriter.agent($0, as: .foaf) })
    node.add("dcat:keyword", texts: dataset.keywords)
    for theme in dataset.themes {
      // DCAT-AP allows only addresses for a theme.
      if let code = AuthorityCodes.themeCode(theme) {
        node.add("dcat:theme", .iri(authority + "data-theme/" + code))
      } else {
        node.add("dct:subject", LinkedPartsWriter.labelled(theme, "skos:Concept", by: "skos:prefLabel"))
      }
    }
    node.add("dct:language", dataset.languages.compactMap(language))
    node.add("dct:temporal", dataset.temporal.flatMap(period))
    node.add("dct:spatial", dataset.spatial.compactMap(place))
    node.add("dct:issued", dataset.issued.map(RDFTerm.date))
    node.add("dct:modified", dataset.modified.map(RDFTerm.date))
    node.add("dcat:version", text: dataset.version)
    node.add(
      "dct:accrualPeriodicity",
      dataset.frequency.map { .listed(authority + "frequency/" + $0.authorityCode, as: "dct:Frequency") })
    node.add(
      "dct:accessRights",
      dataset.accessRights.map {
        .listed(authority + "access-right/" + $0.authorityCode, as: "dct:RightsStatement")
      })
    node.add(
      "dct:license",
      LinkedPartsWriter.licenses(dataset.exportedLicenses(besides: forms.map(\.0)), as: "dct:LicenseDocument")
    )
    node.add("dct:rights", LinkedPartsWriter.labelled(dataset.rights, "dct:RightsStatement"))
    node.add("odrl:hasPolicy", UseTermsWriter.offer(dataset.access, namesCodes: true))
    node.add(
      "dct:provenance", LinkedPartsWriter.labelled(dataset.provenance?.statement, "dct:ProvenanceStatement"))
    if let legal = dataset.access.legal { addLegal(legal, to: &node) }
    node.add("skos:editorialNote", texts: EditorialNotes.texts(of: dataset))
    node.add("wdrs:describedby", .link(dataset.dataDictionary?.url))
    for relation in dataset.exportedRelations {
      node.add(
        relations[relation.kind] ?? "dct:relation", LinkedPartsWriter.target(relation, label: "rdfs:label"))
    }
    node.add(
      "dcat:distribution",
      forms.map { .node($0.1) })
    return node
  }

  /// When the record was published, and with what. It is about the record, not about the data.
  private static func catalogRecord(_ publication: PublishedDataset.Publication, of dataset: Dataset)
    -> RDFNode
  {
    let address = OwnAddress.address(of: dataset.id)
    var node = RDFNode(id: address + "#record", "dcat:CatalogRecord", "prov:Entity")
    node.add("foaf:primaryTopic", .iri(address))
    node.add("dct:modified", .typed(publication.at.description, "xsd:dateTime"))
    node.add("prov:generatedAtTime", .typed(publication.at.description, "xsd:dateTime"))
    node.add("prov:wasGeneratedBy", LinkedPartsWriter.activity(of: publication))
    return node
  }

  // MARK: - Parts

  /// The law that applies, as DCAT-AP names it, and the rest as HealthDCAT-AP does.
  private static func addLegal(_ legal: LegalTerms, to node: inout RDFNode) {
    if legal.regimes.contains(.gdpr) {
      node.add("dcatap:applicableLegislation", .listed(regulation, as: "eli:LegalResource"))
    }
    node.add(
      "dpv:hasLegalBasis", LinkedPartsWriter.labelled(legal.basis, "dpv:LegalBasis", by: "skos:prefLabel"))
    node.add("dpv:hasDataController", legal.controller.map { LinkedPartsWriter.agent($0, as: .foaf) })
  }

  /// The General Data Protection Regulation.
  static let regulation = "http://data.europa.eu/eli/reg/2016/679/oj"

  private static func language(_ tag: String) -> RDFTerm? {
    if let code = LanguageTag.threeLetterCode(of: tag) {
      return .listed(authority + "language/" + code.uppercased(), as: "dct:LinguisticSystem")
    }
    return LinkedPartsWriter.labelled(tag, "dct:LinguisticSystem", by: "skos:notation")
  }

  private static func period(_ coverage: TemporalCoverage) -> RDFTerm? {
    var node = RDFNode("dct:PeriodOfTime")
    node.add("dcat:startDate", coverage.start.map(RDFTerm.date))
    node.add("dcat:endDate", coverage.end.map(RDFTerm.date))
    node.add("rdfs:label", text: coverage.text)
    return node.properties.isEmpty ? nil : .node(node)
  }

  private static func place(_ place: Place) -> RDFTerm? {
    var node = RDFNode("dct:Location")
    node.add("skos:prefLabel", text: place.name)
    node.add("dct:identifier", text: place.code)
    node.add("dcat:bbox", place.box.map { .typed($0.wellKnownText, "gsp:wktLiteral") })
    return node.properties.isEmpty ? nil : .node(node)
  }

  static let authority = "http://publications.europa.eu/resource/authority/"

  /// All others become `dct:relation`.
  private static let relations: [RelationKind: String] = [
    .partOf: "dct:isPartOf", .hasPart: "dct:hasPart", .derivedFrom: "dct:source",
    .versionOf: "dcat:isVersionOf",
    .replaces: "dct:replaces", .replacedBy: "dct:isReplacedBy",
  ]
}

extension UpdateFrequency {
  /// In the EU's table of frequencies.
  fileprivate var authorityCode: String {
    switch self {
    case .continuous: "UPDATE_CONT"
    case .irregular: "IRREG"
    case .semiannual: "ANNUAL_2"
    case .asNeeded: "AS_NEEDED"
    case .static: "NEVER"
    case .hourly, .daily, .weekly, .biweekly, .monthly, .quarterly, .annual, .biennial, .decennial, .unknown:
      rawValue.uppercased()
    }
  }
}

extension AccessRights {
  /// In the EU's table of access rights.
  fileprivate var authorityCode: String { rawValue.uppercased().replacing("-", with: "_") }
}
