public import DatasetModel

/// What a hit shows of its dataset.
public struct DatasetSummary: Codable, Sendable, Hashable {
  public let id: String
  public let title: String
  /// `nil` where none is stated.
  public let publisher: String?
  /// The licence's id; the most restrictive where there are several; `NOASSERTION` where none is stated.
  public let license: String
  public let openness: Openness
  /// The level that counts.
  public let sensitivity: Sensitivity
  @Several public var sharing: [SharingType]
  @Several public var access: [AccessMode]
  @Several public var requires: [Requirement]
  @Several public var formats: [String]
  public let audience: Audience
  public let issued: PartialDate?
  public let modified: PartialDate?
  public let landingPage: String?

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

  enum CodingKeys: String, CodingKey {
    case id, title, publisher, license, openness, sensitivity, sharing, access, requires, formats, audience
    case issued, modified
    case landingPage = "landing-page"
  }
}
