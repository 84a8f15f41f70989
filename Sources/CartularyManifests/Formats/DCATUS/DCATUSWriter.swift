internal import CartularyBase
internal import CartularyModel

/// Our records as entries of a `data.json`: the inverse of `DCATUSRecord`.
enum DCATUSWriter {
  static func value(_ dataset: Dataset) -> ManifestValue {
    .fields([
      ("@type", .text("dcat:Dataset")),
      // The format itself has no place for the id of a record in its catalog; as linked data it has this one.
      ("@id", .text(OwnAddress.address(of: dataset.id))),
      ("identifier", .text(dataset.identifiers.first ?? OwnAddress.address(of: dataset.id))),
      ("title", .text(dataset.title)),
      ("description", .text(ifAny: dataset.description)),
      ("keyword", .texts(ifAny: dataset.keywords)),
      ("theme", .texts(ifAny: dataset.themes)),
      ("modified", dataset.modified.map { .text($0.description) }),
      ("issued", dataset.issued.map { .text($0.description) }),
      (
        "publisher",
        dataset.publisher.map { .map([("@type", .text("org:Organization")), ("name", .text($0.name))]) }
      ),
      ("contactPoint", dataset.steward.map(contact)),
      ("accessLevel", dataset.accessRights.map { .text($0.accessLevel) }),
      ("rights", .text(ifAny: dataset.rights)),
      ("license", .text(ifAny: dataset.licenses.strictest?.exchangeText)),
      ("landingPage", .text(ifAny: dataset.landingPage)),
      ("language", .texts(ifAny: dataset.languages)),
      ("temporal", .text(ifAny: dataset.temporal?.interval)),
      ("spatial", dataset.spatial.first.flatMap(place)),
      (
        "accrualPeriodicity",
        .text(ifAny: dataset.frequency?.text(or: dataset.frequencyText) ?? dataset.frequencyText)
      ),
      ("describedBy", .text(ifAny: dataset.dataDictionary?.url)),
      (
        "isPartOf",
        dataset.exportedRelations.first { $0.kind == .partOf }.map {
          .text(OwnAddress.address(ofTarget: $0.target))
        }
      ),
      ("distribution", .list(ifAny: dataset.distributions.map(distribution))),
    ])
  }

  private static func contact(_ agent: Agent) -> ManifestValue {
    .fields([
      ("@type", .text("vcard:Contact")), ("fn", .text(agent.name)),
      ("hasEmail", .text(ifAny: agent.email.map { "mailto:" + $0 })),
    ])
  }

  /// A rectangle, otherwise the name.
  private static func place(_ place: Place) -> ManifestValue? {
    guard let box = place.box else { return .text(ifAny: place.name ?? place.code) }
    return .text([box.west, box.south, box.east, box.north].map(BoundingBox.text).joined(separator: ","))
  }

  private static func distribution(_ distribution: Distribution) -> ManifestValue {
    .fields([
      ("@type", .text("dcat:Distribution")),
      ("title", .text(ifAny: distribution.title)),
      ("description", .text(ifAny: distribution.description)),
      ("accessURL", .text(ifAny: distribution.accessURL)),
      ("downloadURL", .text(ifAny: distribution.downloadURL)),
      ("mediaType", .text(ifAny: distribution.mediaType)),
      ("format", .text(ifAny: distribution.format)),
      ("license", .text(ifAny: distribution.licenses.strictest?.exchangeText)),
    ])
  }
}

extension AccessRights {
  /// Of the three that the format has.
  fileprivate var accessLevel: String {
    switch self {
    case .public: "public"
    case .restricted: "restricted public"
    case .nonPublic, .sensitive, .confidential: "non-public"
    }
  }
}
