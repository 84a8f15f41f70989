package import CartularyBase
package import CartularyModel

/// What a hit shows of its dataset.
package struct DatasetSummary: Codable, Sendable, Hashable {
  package let id: String
  package let title: String
  /// `nil` when none is stated.
  package let publisher: String?
  /// The licence's id; the most restrictive if there are several; `NOASSERTION` when none is stated.
  package let license: String
  package let openness: Openness
  /// The level that counts.
  package let sensitivity: Sensitivity
  @OmitsWhenEmpty package var sharing: [SharingType]
  @OmitsWhenEmpty package var access: [AccessMode]
  @OmitsWhenEmpty package var requires: [Requirement]
  @OmitsWhenEmpty package var formats: [String]
  package let audience: Audience
  package let issued: PartialDate?
  package let modified: PartialDate?
  package let landingPage: String?

  init(_ dataset: Dataset) {
    id = dataset.id
    title = dataset.title
    publisher = dataset.publisher?.name
    let licenses = dataset.effectiveLicenses
    let strictest = licenses.max { $0.openness < $1.openness } ?? .notStated
    license = strictest.id
    openness = strictest.openness
    sensitivity = dataset.effectiveSensitivity.level
    audience = dataset.audience
    issued = dataset.issued
    modified = dataset.modified
    landingPage = dataset.landingPage
    sharing = dataset.sharing
    access = dataset.access.modes
    requires = dataset.access.requirements.map(\.kind)
    formats = dataset.formats
  }

  // For what is answered; a shard stores a `StoredSummaryV1`.
  enum CodingKeys: String, CodingKey {
    case id, title, publisher, license, openness, sensitivity, sharing, access, requires, formats, audience
    case issued, modified
    case landingPage = "landing-page"
  }
}
