internal import CartularyBase
internal import CartularyModel

/// Our records as packages of CKAN: the inverse of `CKANPackage` and `CKANResource`.
///
/// Values for which CKAN has no field go into extras under the names that its DCAT extension uses.
enum CKANWriter {
  static func value(_ dataset: Dataset, _ more: CKANNativeExtras) -> ManifestValue {
    .fields([
      ("name", .text(name(dataset.id))),
      ("title", .text(dataset.title)),
      ("notes", .text(ifAny: dataset.description)),
      ("state", .text("active")),
      ("type", .text("dataset")),
      ("private", .bool(false)),
      ("url", .text(ifAny: dataset.landingPage)),
      ("version", .text(ifAny: dataset.version)),
      ("author", .text(ifAny: dataset.creators.first?.name)),
      ("author_email", .text(ifAny: dataset.creators.first?.email)),
      ("maintainer", .text(ifAny: dataset.steward?.name)),
      ("maintainer_email", .text(ifAny: dataset.steward?.email)),
      // Readers of CKAN always expect it; this is the entry for "not specified" in CKAN's own list.
      ("license_id", .text(dataset.licenses.strictest.flatMap(licenseID) ?? "notspecified")),
      ("license_title", .text(ifAny: dataset.licenses.strictest?.exchangeText)),
      ("tags", .list(ifAny: dataset.keywords.map { .map([("name", .text($0))]) })),
      (
        "groups",
        .list(
          ifAny: dataset.themes.map {
            .fields([("name", .text(ifAny: name(DatasetID.slug($0)))), ("title", .text($0))])
          })
      ),
      ("resources", .list(dataset.distributions.map(resource))),
      (
        "extras",
        .list(
          (extras(dataset) + more.entries(dataset)).map {
            .map([("key", .text($0.key)), ("value", .text($0.value))])
          })
      ),
    ])
  }

  /// CKAN's names consist of 2 to 100 lower-case letters, digits, `-` and `_`.
  private static func name(_ id: String) -> String {
    let name = id.replacing(".", with: "-").prefix(100)
    return name.isEmpty ? "" : name.count < 2 ? name + "-" : String(name)
  }

  /// The id in CKAN's list of licences, if our licence is in it.
  private static func licenseID(_ license: License) -> String? {
    let candidates = [license.id, license.id.lowercased()]
    return candidates.first {
      let read = LicenseTable.standard.licenses(from: $0)
      return read.map(\.id) == [license.id] && read[0].openness == license.openness
    }
  }

  private static func extras(_ dataset: Dataset) -> [(key: String, value: String)] {
    let places = dataset.spatial
    let fields: [(String, String?)] = [
      ("uri", OwnAddress.address(of: dataset.id)),
      ("identifier", dataset.identifiers.first),
      ("alternate_identifier", list(Array(dataset.identifiers.dropFirst()))),
      ("publisher_name", dataset.publisher?.name),
      ("publisher_email", dataset.publisher?.email),
      ("publisher_url", dataset.publisher?.url),
      ("publisher_uri", dataset.publisher?.identifier),
      ("language", list(dataset.languages)),
      ("temporal_start", dataset.temporal?.start?.description),
      ("temporal_end", dataset.temporal?.end?.description),
      ("temporal", dataset.temporal?.isOnlyText == true ? dataset.temporal?.text : nil),
      ("spatial", places.lazy.compactMap(\.box).first?.wellKnownText),
      ("spatial_text", places.lazy.compactMap(\.name).first),
      ("issued", dataset.issued?.description),
      ("modified", dataset.modified?.description),
      ("frequency", dataset.frequency?.text(or: dataset.frequencyText) ?? dataset.frequencyText),
      ("rights", dataset.rights),
      ("access_rights", dataset.accessRights?.rawValue),
      ("provenance", dataset.provenance?.statement),
    ]
    return fields.compactMap { key, value in value.flatMap { $0.isEmpty ? nil : (key, $0) } }
  }

  /// A list within one text, as extras hold it; `nil` if there are no items.
  private static func list(_ texts: [String]) -> String? {
    texts.isEmpty ? nil : JSONEmitter.line(.list(texts.map(ManifestValue.text)))
  }

  private static func resource(_ distribution: Distribution) -> ManifestValue {
    let parts = distribution.checksum?.split(separator: ":", maxSplits: 1).map(String.init) ?? []
    return .fields([
      ("name", .text(ifAny: distribution.title)),
      ("description", .text(ifAny: distribution.description)),
      ("url", .text(distribution.accessURL ?? distribution.downloadURL ?? "")),
      ("access_url", .text(ifAny: distribution.accessURL)),
      ("download_url", .text(ifAny: distribution.downloadURL)),
      ("format", .text(ifAny: distribution.format)),
      ("mimetype", .text(ifAny: distribution.mediaType)),
      ("size", distribution.byteCount.map { .number(String($0)) }),
      ("hash", .text(ifAny: parts.last)),
      ("hash_algorithm", parts.count == 2 ? .text(parts[0]) : nil),
      ("license", .text(ifAny: distribution.licenses.strictest?.exchangeText)),
      ("rights", .text(ifAny: distribution.rights)),
    ])
  }
}
