/// All that a decision on use goes by: a dataset's access terms, its licences, and how openly it is had.
public struct UseTerms: Hashable, Sendable {
  /// The access terms; empty when nothing is stated.
  public var access = AccessTerms()
  /// The licences that count, each once; empty for terms that name none.
  public var licenses: [License] = []
  /// Who may get at the data, as the source states it; `nil` when it does not.
  public var accessRights: AccessRights?
  /// Whether a distribution can be downloaded as it is.
  public var hasDownload = false
  /// Where each licence stands in the record, as `licenses`.
  var licensePaths: [String] = []

  /// Makes terms that state nothing.
  public init() {}

  /// Takes the terms from a record.
  public init(_ dataset: Dataset) {
    access = dataset.access
    accessRights = dataset.accessRights
    hasDownload = dataset.distributions.contains { $0.downloadURL != nil }
    licenses = dataset.effectiveLicenses
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
  }

  func path(ofLicense index: Int) -> String {
    licensePaths.indices.contains(index) ? licensePaths[index] : "license[\(index)]"
  }

  /// A name that equal terms share, in whatever order and spelling they are written, and no others: the
  /// first 32 digits of the SHA-256 of `canonicalText`.
  package var key: String { Self.key(ofCanonicalText: canonicalText) }

  package static func key(ofCanonicalText text: String) -> String {
    String(ContentHash(of: text.utf8).description.prefix(32))
  }
}

extension Dataset {
  package var useTerms: UseTerms { UseTerms(self) }
}
