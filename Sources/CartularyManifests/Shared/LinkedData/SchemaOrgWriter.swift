internal import CartularyBase
internal import CartularyModel

/// Our records as schema.org's Dataset: the inverse of `SchemaOrgRecord`; Croissant's records have the same.
enum SchemaOrgWriter {
  static let prefixes = ["dct", "odrl", "owl", "prov", "rdfs", "skos", "spdx", "xsd"]

  /// Except for distributions and variables.
  static let carries =
    LinkedPartsWriter.carriedDescription + [
      "license", "rights", "access-rights", "access.note", "access.purposes", "access.prohibited-purposes",
      "access.requesters", "access.jurisdictions", "access.embargo-until", "access.maximum-months",
      "access.data-use",
    ] + UseTermsWriter.carriedMeasures + EditorialNotes.carries

  static let carriedForms = [
    "title", "description", "access-url", "download-url", "media-type", "bytes", "license",
  ].map { "distributions." + $0 }

  /// From a dictionary of one table.
  static let carriedVariables = ["name", "description", "unit", "minimum", "maximum"].map {
    "data-dictionary.tables.variables." + $0
  }

  /// All but distributions and variables.
  ///
  /// - Parameter forms: The distributions that the document has.
  static func node(_ record: PublishedDataset, forms: [Distribution]) -> RDFNode {
    let dataset = record.dataset
    var node = RDFNode(id: OwnAddress.address(of: dataset.id), "schema:Dataset")
    node.add("schema:name", text: dataset.title)
    node.add("schema:description", text: dataset.description)
    node.add("schema:identifier", texts: dataset.identifiers)
    node.add("schema:alternateName", texts: dataset.aliases)
    node.add("schema:url", text: dataset.landingPage)
    node.add("schema:publisher", dataset.publisher.map { LinkedPartsWriter.agent($0, as: .organization) })
    node.add("schema:maintainer", dataset.steward.map { LinkedPartsWriter.agent($0, as: .organization) })
    node.add("schema:creator", dataset.creators.map { LinkedPartsWriter.agent($0, as: .organization) })
    node.add("schema:keywords", texts: dataset.keywords)
    node.add("schema:about", texts: dataset.themes)
    node.add("schema:inLanguage", texts: dataset.languages)
    node.add("schema:temporalCoverage", text: dataset.temporal?.interval)
    node.add("schema:spatialCoverage", dataset.spatial.compactMap(place))
    node.add("schema:datePublished", text: dataset.issued?.description)
    node.add("schema:dateModified", text: dataset.modified?.description)
    node.add("schema:version", text: dataset.version)
    node.add("schema:license", LinkedPartsWriter.licenses(dataset.exportedLicenses(besides: forms), as: nil))
    addTerms(of: dataset, to: &node)
    node.add("skos:editorialNote", texts: EditorialNotes.texts(of: dataset))
    for relation in dataset.exportedRelations {
      guard let name = relations[relation.kind] else { continue }
      node.add(name, LinkedPartsWriter.target(relation, label: "schema:name"))
    }
    if let publication = record.publication { node.add("schema:subjectOf", subject(publication)) }
    return node
  }

  /// Columns as what was measured; tables are not distinguished.
  static func variables(of dataset: Dataset) -> [RDFTerm] {
    (dataset.dataDictionary?.variables ?? []).map { variable in
      var node = RDFNode("schema:PropertyValue")
      node.add("schema:name", text: variable.name)
      node.add("schema:description", text: variable.description)
      node.add("schema:unitText", text: variable.unit)
      node.add("schema:minValue", text: variable.minimum)
      node.add("schema:maxValue", text: variable.maximum)
      return .node(node)
    }
  }

  static func distribution(_ distribution: Distribution) -> RDFNode {
    var node = RDFNode("schema:DataDownload")
    node.add("schema:name", text: distribution.title)
    node.add("schema:description", text: distribution.description)
    node.add("schema:contentUrl", text: distribution.downloadURL)
    node.add("schema:url", text: distribution.accessURL)
    node.add("schema:encodingFormat", text: distribution.mediaType ?? distribution.format)
    node.add("schema:contentSize", text: distribution.byteCount.map { "\($0) B" })
    if let checksum = distribution.checksum, checksum.hasPrefix("sha256:") {
      node.add("schema:sha256", text: String(checksum.dropFirst("sha256:".count)))
    }
    node.add("schema:license", LinkedPartsWriter.licenses(distribution.licenses, as: nil))
    return node
  }

  // MARK: - Parts

  private static func addTerms(of dataset: Dataset, to node: inout RDFNode) {
    node.add("schema:usageInfo", UseTermsWriter.dataUse(dataset.access))
    node.add("schema:usageInfo", UseTermsWriter.offer(dataset.access, namesCodes: false))
    node.add("schema:usageInfo", text: dataset.rights)
    node.add("schema:conditionsOfAccess", text: dataset.accessRights?.rawValue)
    node.add("schema:conditionsOfAccess", text: dataset.access.note)
    if let fee = dataset.access.fee {
      node.add("schema:isAccessibleForFree", text: fee.kind == .free ? "true" : "false")
    }
  }

  private static func place(_ place: Place) -> RDFTerm? {
    var node = RDFNode("schema:Place")
    node.add("schema:name", text: place.name)
    node.add("schema:identifier", text: place.code)
    if let box = place.box {
      var shape = RDFNode("schema:GeoShape")
      let sides = [box.south, box.west, box.north, box.east].map(BoundingBox.text)
      shape.add("schema:box", text: sides.joined(separator: " "))
      node.add("schema:geo", .node(shape))
    }
    return node.properties.isEmpty ? nil : .node(node)
  }

  /// Where the record itself comes from.
  private static func subject(_ publication: PublishedDataset.Publication) -> RDFTerm {
    var node = RDFNode("schema:CreativeWork", "prov:Entity")
    node.add("prov:generatedAtTime", .typed(publication.at.description, "xsd:dateTime"))
    node.add("prov:wasGeneratedBy", LinkedPartsWriter.activity(of: publication))
    return .node(node)
  }

  private static let relations: [RelationKind: String] = [
    .partOf: "schema:isPartOf", .hasPart: "schema:hasPart", .derivedFrom: "schema:isBasedOn",
  ]
}

extension TemporalCoverage {
  /// An interval of ISO 8601 with `..` for an open end, or what the source wrote if there are no dates.
  var interval: String? {
    guard start != nil || end != nil else { return text }
    return [start, end].map { $0?.description ?? ".." }.joined(separator: "/")
  }
}
