public import CartularyBase
public import CartularyModel

/// What a hit shows of its dataset.
public struct DatasetSummary: Codable, Sendable, Hashable {
  /// The record's id, unique in its catalog.
  public let id: String
  /// The title as the source states it, never empty.
  public let title: String
  /// The publisher's name; `nil` when none is stated.
  public let publisher: String?
  /// The licence's id; the most restrictive one when there are several; `NOASSERTION` when none is stated.
  public let license: String
  /// The most restrictive class among the licences; `none` when none is stated.
  public let openness: Openness
  /// The level that counts: `EffectiveSensitivity.level`.
  public let sensitivity: Sensitivity
  /// How the data is shared; empty when it is not stated.
  @OmitsWhenEmpty public var sharing: [SharingType]
  /// The ways to the data; empty when none is stated.
  @OmitsWhenEmpty public var access: [AccessMode]
  /// The kinds of requirement, each once; empty when nothing is asked.
  @OmitsWhenEmpty public var requires: [Requirement]
  /// Short names of the formats, such as `CSV`, each once; empty when none is stated.
  @OmitsWhenEmpty public var formats: [String]
  /// Who may see the record.
  public let audience: Audience
  /// When it was first published; `nil` when it is not stated.
  public let issued: PartialDate?
  /// When it last changed; `nil` when it is not stated.
  public let modified: PartialDate?
  /// The address of a page about it; `nil` when none is stated.
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

  // For what is answered; a shard stores a `StoredSummaryV1`.
  enum CodingKeys: String, CodingKey {
    case id
    case title
    case publisher
    case license
    case openness
    case sensitivity
    case sharing
    case access
    case requires
    case formats
    case audience
    case issued
    case modified
    case landingPage = "landing-page"
  }
}
