/// The contexts that are known without being fetched: what a plain key means in each vocabulary.
///
/// Drawn from the contexts of DCAT-AP 3.0, DCAT-US 3.0, schema.org and Croissant. Nothing is ever fetched,
/// since a context could change what a record says after it was checked.
enum ShippedContexts {
  /// Whether the address of a remote context is one of those.
  static func isKnown(_ address: String) -> Bool {
    let folded = address.lowercased()
    return known.contains { folded.contains($0) }
  }

  /// The prefixes that a remote context declares in addition to the well-known ones.
  static func prefixes(of address: String) -> [String: String] {
    guard address.lowercased().contains("dcat-ap") else { return [:] }
    return [
      "example": "https://data.gov.gr/", "example-ds": "https://data.gov.gr/id/dataset/",
      "example-cat": "https://data.gov.gr/id/catalog/",
      "example-ser": "https://data.gov.gr/id/datasetseries/",
      "example-ag": "https://agencies.gov.gr/id/",
    ]
  }

  private static let known = [
    "schema.org", "mlcommons.org/croissant", "dcat-ap", "data.europa.eu/r5r", "w3.org/ns/dcat", "dcat-us",
    "w3.org/ns/odrl", "w3.org/ns/csvw", "w3id.org/dcat",
  ]

  /// Terms of the DCAT family. A plain `title` is Dublin Core's, never DCAT's own.
  static let dcat: [String: String] = {
    var terms: [String: String] = [:]
    for (prefix, names) in dcatNames {
      for name in names.split(separator: " ") { terms[String(name)] = "\(prefix):\(name)" }
    }
    // The readable keys of DCAT-AP's examples, and the keys of DCAT-US that are not local names.
    let others = [
      "releaseDate": "dct:issued", "modificationDate": "dct:modified", "frequency": "dct:accrualPeriodicity",
      "geographicalCoverage": "dct:spatial", "temporalCoverage": "dct:temporal", "licence": "dct:license",
      "datasetDistribution": "dcat:distribution", "endpointUrl": "dcat:endpointURL",
      "accessUrl": "dcat:accessURL",
      "downloadUrl": "dcat:downloadURL", "previous": "dcat:prev",
      "DatasetMemberOfADatasetSeries": "dcat:Dataset",
      "Catalogue": "dcat:Catalog", "otherIdentifier": "adms:identifier", "label": "rdfs:label",
      "documentation": "foaf:page", "checksumValue": "spdx:checksumValue", "geometry": "locn:geometry",
      "start": "dcat:startDate", "end": "dcat:endDate", "name": "foaf:name", "tel": "vcard:tel",
    ]
    return terms.merging(others) { _, other in other }
  }()

  private static let dcatNames: [(prefix: String, names: String)] = [
    (
      "dct",
      """
      title description identifier issued modified publisher creator license rights accessRights language \
      spatial temporal accrualPeriodicity conformsTo source isPartOf hasPart isVersionOf hasVersion replaces \
      isReplacedBy relation references isReferencedBy requires provenance subject type format created \
      contributor rightsHolder audience LicenseDocument RightsStatement Location PeriodOfTime MediaType Standard \
      ProvenanceStatement
      """
    ),
    (
      "dcat",
      """
      Dataset Distribution Catalog CatalogRecord DataService DatasetSeries Resource dataset distribution service \
      record servesDataset contactPoint keyword theme themeTaxonomy landingPage accessURL downloadURL mediaType \
      byteSize compressFormat packageFormat accessService endpointURL endpointDescription inSeries seriesMember \
      first last prev next previousVersion hasCurrentVersion version bbox centroid startDate endDate \
      spatialResolutionInMeters temporalResolution qualifiedRelation resource
      """
    ),
    ("adms", "versionNotes status sample schemaAgency Identifier"),
    ("foaf", "page homepage mbox primaryTopic firstName givenName Agent Person Document"),
    ("vcard", "fn hasEmail hasURL hasTelephone hasAddress Kind"),
    ("skos", "prefLabel altLabel notation inScheme definition scopeNote Concept exactMatch broadMatch"),
    ("spdx", "checksum algorithm Checksum"),
    ("org", "Organization subOrganizationOf memberOf"),
    (
      "prov", "wasGeneratedBy wasDerivedFrom wasAttributedTo qualifiedAttribution wasUsedBy Activity"
    ),
    ("odrl", "hasPolicy permission prohibition duty obligation Offer Policy Set"),
    ("dcatap", "availability applicableLegislation hvdCategory"),
    (
      "dcat-us",
      """
      accessRestriction useRestriction cuiRestriction restrictionStatus specificRestriction restrictionNote \
      cuiBannerMarking designationIndicator geographicBoundingBox GeographicBoundingBox westBoundingLongitude \
      eastBoundingLongitude northBoundingLatitude southBoundingLatitude describedBy category purpose \
      liabilityStatement supportedSchema AccessRestriction UseRestriction CuiRestriction datasetSeries
      """
    ),
  ]

  /// ODRL's words and DCAT's, for the policies inside schema.org and Croissant records.
  static let croissant: [String: String] = {
    let names =
      """
      recordSet field subField parentField dataType key data examples references repeated isArray arrayShape source \
      extract transform fileObject fileSet containedIn includes excludes column jsonPath fileProperty regex replace \
      separator format annotation citeAs isLiveDataset md5 sdVersion equivalentProperty FileObject FileSet RecordSet \
      Field Enum Split Label
      """
    var terms = ["conformsTo": "dct:conformsTo"]
    for name in names.split(separator: " ") { terms[String(name)] = "cr:\(name)" }
    return terms
  }()

  /// Properties whose value may be a map from language to text, whether or not a context says so.
  static let languageMaps: Set = [
    "dct:title", "dct:description", "dcat:keyword", "rdfs:label", "skos:prefLabel", "skos:altLabel",
    "foaf:name",
    "schema:name", "schema:description", "schema:keywords", "schema:alternateName", "skos:definition",
    "adms:versionNotes",
  ]

  /// Properties whose value is plain JSON, not part of the graph.
  static let rawValues: Set = ["cr:data", "cr:examples", "locn:geometry", "gsp:asGeoJSON"]
}
