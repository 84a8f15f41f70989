/// All that a decision on use goes by: a dataset's access terms, its licences, how openly it is had, and the terms of
/// its programmes.
public struct UseTerms: Hashable, Sendable {
  /// The access terms; empty when nothing is stated.
  public var access = AccessTerms()
  /// The licences that count, each once; empty for terms that name none.
  public var licenses: [License] = []
  /// Who may get at the data, as the source states it; `nil` when it does not.
  public var accessRights: AccessRights?
  /// Whether a distribution can be downloaded as it is.
  public var hasDownload = false
  /// Whether a distribution has any address at all.
  public var hasAddress = false
  /// How the data is shared with researchers, as the source states it, in the vocabulary's order; empty when it
  /// does not.
  public var sharing: [SharingType] = []
  /// Who holds the data, by name, where sharing is limited to them or their partners; `nil` otherwise, and when
  /// nobody is named.
  public var holder: String?
  /// The level of data that is stated to be open to everyone as well; `nil` if the statements agree.
  public var contradictedLevel: Sensitivity?
  /// What the texts of the licences say besides their ids.
  package var licenseTextTerms: Set<LicenseTextTerm> = []
  /// The records whose terms hold where these state nothing, the first that counts first; empty if there are none.
  public var programmes: [ProgrammeTerms] = []
  /// Where each licence stands in the record, as `licenses`.
  var licensePaths: [String] = []
  /// The first address in the text of each licence that has one, by its id. No answer depends on it.
  var licenseAddresses: [String: String] = [:]

  /// Makes terms that state nothing.
  public init() {}

  /// Takes the terms that a record states. What it takes over from programmes is for `programmes`.
  public init(_ dataset: Dataset) {
    access = dataset.access
    accessRights = dataset.accessRights
    hasDownload = dataset.distributions.contains(where: \.isDownload)
    hasAddress = dataset.distributions.contains { ($0.downloadURL ?? $0.accessURL) != nil }
    sharing = SharingType.allCases.filter(dataset.sharing.contains)
    if isSharingLimited { holder = (dataset.steward ?? dataset.publisher)?.name }
    contradictedLevel = dataset.contradictedLevel
    licenses = dataset.effectiveLicenses
    licenseTextTerms = LicenseTextTerm.terms(
      of: dataset.licenses + dataset.distributions.flatMap(\.licenses))
    var places: [String: String] = [:]
    for (index, license) in dataset.licenses.enumerated() where places[license.id] == nil {
      places[license.id] = "license[\(index)]"
    }
    for (index, distribution) in dataset.distributions.enumerated() {
      for (number, license) in distribution.licenses.enumerated() where places[license.id] == nil {
        places[license.id] = "distributions[\(index)].license[\(number)]"
      }
    }
    licensePaths = licenses.map { places[$0.id] ?? "license" }
    for license in licenses where license.openness == .custom {
      licenseAddresses[license.id] = license.text.flatMap { LicenseAddress.first(in: $0) }
    }
  }

  /// Whether something is stated to keep the data from being open to all: its rights, or a level that contradicts it.
  var isWithheld: Bool { hasRestrictedRights || contradictedLevel != nil }

  /// Whether the access rights are other than public.
  var hasRestrictedRights: Bool { accessRights.map { $0 != .public } ?? false }

  /// The reason of a record whose level contradicts how openly its data is had; `nil` for others.
  var levelContradiction: UseReason? {
    contradictedLevel.map {
      UseReason(
        .unanswered, "access-contradiction", $0.rawValue, at: "sensitivity",
        "the data is \($0.rawValue), and is stated to be open to everyone")
    }
  }

  /// Whether the data stays with its holder or their partners, as far as sharing is stated.
  var isSharingLimited: Bool {
    !sharing.isEmpty && sharing.allSatisfy { $0 == .internal || $0 == .closedTrustedPartnership }
  }

  /// Whether anything besides sharing names a way to the data or permits its use.
  var opensAWay: Bool {
    access.modes.contains { $0 != .notReleased } || access.url != nil || accessRights == .public
      || access.statedOpen != nil || licenses.contains { $0.openness == .open }
  }

  /// Whether only the holder's own people use the data.
  var isKeptInside: Bool { sharing == [.internal] && !opensAWay }

  func path(ofLicense index: Int) -> String {
    licensePaths.indices.contains(index) ? licensePaths[index] : "license[\(index)]"
  }

  func address(ofLicense license: License) -> String? { licenseAddresses[license.id] }

  /// A name that equal terms share, in whatever order and spelling they are written, and no others: the
  /// first 32 digits of the SHA-256 of `canonicalText`.
  package var key: String { Self.key(ofCanonicalText: canonicalText) }

  package static func key(ofCanonicalText text: String) -> String {
    String(ContentHash(of: text.utf8).description.prefix(32))
  }
}

extension Dataset {
  /// What the record itself states.
  package var useTerms: UseTerms { UseTerms(self) }
}
