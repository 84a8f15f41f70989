internal import CartularyBase
internal import CartularyModel

/// What a hit shows of its dataset, as a shard stores it: the first form of it, and so far the only one.
///
/// Its keys are written here and nowhere else, apart from what a hit is called in Swift and on the wire. Lists and values
/// that are not there are left out.
struct StoredSummaryV1: Codable {
  let id: String
  let title: String
  let publisher: String?
  let license: String
  let openness: Openness
  let sensitivity: Sensitivity
  let sharing: [SharingType]?
  let access: [AccessMode]?
  let requires: [Requirement]?
  let formats: [String]?
  let audience: Audience
  let issued: PartialDate?
  let modified: PartialDate?
  let landingPage: String?

  private enum CodingKeys: String, CodingKey {
    case id, title, publisher, license, openness, sensitivity, sharing, access, requires, formats, audience
    case issued, modified
    case landingPage = "landing-page"
  }

  init(_ value: DatasetSummary) {
    (id, title, publisher, license) = (value.id, value.title, value.publisher, value.license)
    (openness, sensitivity) = (value.openness, value.sensitivity)
    sharing = value.sharing.isEmpty ? nil : value.sharing
    access = value.access.isEmpty ? nil : value.access
    requires = value.requires.isEmpty ? nil : value.requires
    formats = value.formats.isEmpty ? nil : value.formats
    audience = value.audience
    (issued, modified, landingPage) = (value.issued, value.modified, value.landingPage)
  }
}

extension DatasetSummary {
  init(_ stored: StoredSummaryV1) {
    id = stored.id
    title = stored.title
    publisher = stored.publisher
    license = stored.license
    openness = stored.openness
    sensitivity = stored.sensitivity
    audience = stored.audience
    issued = stored.issued
    modified = stored.modified
    landingPage = stored.landingPage
    sharing = stored.sharing ?? []
    access = stored.access ?? []
    requires = stored.requires ?? []
    formats = stored.formats ?? []
  }
}
