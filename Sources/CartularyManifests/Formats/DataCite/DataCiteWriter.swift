internal import CartularyBase
internal import CartularyModel

/// Our records as attributes of a DOI: the inverse of `DataCiteRecord`.
enum DataCiteWriter {
  static func attributes(_ dataset: Dataset) -> ManifestValue {
    let doi = dataset.identifiers.lazy.compactMap { DOI.bare(in: $0) }.first
    return .fields([
      ("doi", .text(ifAny: doi)),
      ("alternateIdentifiers", .list(alternates(dataset, besides: doi))),
      ("titles", .list(titles(dataset))),
      ("creators", .list(ifAny: dataset.creators.map { person($0) })),
      ("publisher", dataset.publisher.map(publisher)),
      ("publicationYear", dataset.issued.map { .number(String($0.year)) }),
      ("types", .map([("resourceTypeGeneral", .text("Dataset"))])),
      ("subjects", .list(ifAny: dataset.keywords.map { .map([("subject", .text($0))]) })),
      ("contributors", dataset.steward.map { .list([person($0, as: "ContactPerson")]) }),
      ("dates", .list(ifAny: dates(dataset))),
      ("language", .text(ifAny: dataset.languages.first)),
      ("url", .text(ifAny: dataset.landingPage)),
      ("version", .text(ifAny: dataset.version)),
      ("rightsList", .list(ifAny: rights(dataset))),
      ("descriptions", .list(ifAny: descriptions(dataset))),
      ("geoLocations", .list(ifAny: dataset.spatial.compactMap(place))),
      ("formats", .texts(ifAny: formats(dataset))),
      ("contentUrl", .texts(ifAny: dataset.distributions.compactMap(\.downloadURL))),
      ("relatedIdentifiers", .list(ifAny: related(dataset))),
      ("schemaVersion", .text("http://datacite.org/schema/kernel-4")),
    ])
  }

  // MARK: - Names

  private static func alternates(_ dataset: Dataset, besides doi: String?) -> [ManifestValue] {
    let others = dataset.identifiers.filter { doi == nil || DOI.bare(in: $0) != doi }
    return ([OwnAddress.address(of: dataset.id)] + others).map { text in
      let type = DOI.bare(in: text) != nil ? "DOI" : text.hasPrefix("urn:") ? "URN" : "Other"
      return .map([("alternateIdentifier", .text(text)), ("alternateIdentifierType", .text(type))])
    }
  }

  private static func titles(_ dataset: Dataset) -> [ManifestValue] {
    [.map([("title", .text(dataset.title))])]
      + dataset.aliases.map { .map([("title", .text($0)), ("titleType", .text("AlternativeTitle"))]) }
  }

  private static func descriptions(_ dataset: Dataset) -> [ManifestValue] {
    let texts = [(dataset.description, "Abstract"), (dataset.provenance?.statement ?? "", "Methods")]
    // Its vocabulary has no type for them.
    let limits = dataset.limits.map { (CodedText.text($0.kind, $0.text), "Other") }
    return (texts + limits).compactMap { text, type in
      text.isEmpty ? nil : .map([("description", .text(text)), ("descriptionType", .text(type))])
    }
  }

  private static func person(_ agent: Agent, as type: String? = nil) -> ManifestValue {
    .fields([
      ("name", .text(agent.name)),
      (
        "nameIdentifiers",
        agent.identifier.map { .list([.map([("nameIdentifier", .text($0))])]) }
      ),
      ("contributorType", .text(ifAny: type)),
    ])
  }

  private static func publisher(_ agent: Agent) -> ManifestValue {
    .fields([("name", .text(agent.name)), ("publisherIdentifier", .text(ifAny: agent.identifier))])
  }

  // MARK: - When, where, on what terms

  private static func dates(_ dataset: Dataset) -> [ManifestValue] {
    let dates: [(String, String?)] = [
      ("Issued", dataset.issued?.description), ("Updated", dataset.modified?.description),
      ("Coverage", dataset.temporal?.interval),
      // As its documentation asks for the end of an embargo.
      ("Available", dataset.access.embargoUntil?.description),
    ]
    return dates.compactMap { type, date in
      date.map { .map([("date", .text($0)), ("dateType", .text(type))]) }
    }
  }

  private static func place(_ place: Place) -> ManifestValue? {
    guard place.name != nil || place.box != nil else { return nil }
    return .fields([
      ("geoLocationPlace", .text(ifAny: place.name)),
      (
        "geoLocationBox",
        place.box.map { box in
          .map([
            ("westBoundLongitude", .number(BoundingBox.text(box.west))),
            ("southBoundLatitude", .number(BoundingBox.text(box.south))),
            ("eastBoundLongitude", .number(BoundingBox.text(box.east))),
            ("northBoundLatitude", .number(BoundingBox.text(box.north))),
          ])
        }
      ),
    ])
  }

  private static func rights(_ dataset: Dataset) -> [ManifestValue] {
    let licenses: [ManifestValue] = dataset.exportedLicenses(besides: []).compactMap { license in
      guard let text = license.exchangeText else { return nil }
      return text.hasPrefix("http")
        ? .map([
          ("rightsUri", .text(text)), ("rightsIdentifier", .text(license.id)),
          ("rightsIdentifierScheme", .text("SPDX")),
        ]) : .map([("rightsIdentifier", .text(text))])
    }
    let access = dataset.accessRights.map { ManifestValue.map([("rightsUri", .text($0.repositoryTerm))]) }
    let statement = ManifestValue.text(ifAny: dataset.rights).map { ManifestValue.map([("rights", $0)]) }
    return licenses + [access, statement].compactMap(\.self)
  }

  /// One for each distribution, so that they can be matched; empty if any distribution has none.
  private static func formats(_ dataset: Dataset) -> [String] {
    let formats = dataset.distributions.compactMap { $0.mediaType ?? $0.format }
    return formats.count == dataset.distributions.count ? formats : []
  }

  private static func related(_ dataset: Dataset) -> [ManifestValue] {
    let dictionary = dataset.dataDictionary?.url.map { ("HasMetadata", $0) }
    let relations = dataset.exportedRelations.compactMap { relation in
      relationTypes[relation.kind].map { ($0, OwnAddress.address(ofTarget: relation.target)) }
    }
    return (relations + [dictionary].compactMap(\.self)).map { type, target in
      let kind = DOI.bare(in: target) != nil ? "DOI" : target.hasPrefix("urn:") ? "URN" : "URL"
      return .map([
        ("relatedIdentifier", .text(target)), ("relatedIdentifierType", .text(kind)),
        ("relationType", .text(type)),
      ])
    }
  }

  private static let relationTypes: [RelationKind: String] = [
    .partOf: "IsPartOf", .hasPart: "HasPart", .derivedFrom: "IsDerivedFrom", .sourceOf: "IsSourceOf",
    .versionOf: "IsVersionOf", .replaces: "Obsoletes", .replacedBy: "IsObsoletedBy",
    .related: "IsVariantFormOf",
  ]
}

extension AccessRights {
  /// In the words of OpenAIRE, which repositories use.
  fileprivate var repositoryTerm: String {
    switch self {
    case .public: "info:eu-repo/semantics/openAccess"
    case .restricted: "info:eu-repo/semantics/restrictedAccess"
    case .nonPublic, .sensitive, .confidential: "info:eu-repo/semantics/closedAccess"
    }
  }
}
