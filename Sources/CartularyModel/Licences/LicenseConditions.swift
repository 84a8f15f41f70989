/// What a licence binds whoever uses the data to.
package enum LicenseDuty: String, CaseIterable, Sendable {
  /// The source has to be named, or its holder asks for it.
  case attribution
  /// What is made from the data carries the same licence.
  case shareAlike = "share-alike"
  /// Nobody may suggest that the source stands behind them.
  case noEndorsement = "no-endorsement"
  /// Changed data may not be passed off as the original.
  case marksChanges = "mark-changes"

  /// Those of licences whose ids tell nothing of them, or less than all.
  fileprivate static let byID: [String: Set<LicenseDuty>] = [
    "LicenseRef-NOAA-NODD": [.attribution, .noEndorsement, .marksChanges],
    "LicenseRef-public-domain-attribution-requested": [.attribution],
  ]
}

/// What a licence asks, as far as its class and id tell.
package struct LicenseConditions: Hashable, Sendable {
  package let isNonCommercial: Bool
  package let isNoDerivatives: Bool
  /// What it binds to. A licence that binds to anything never gives a plain "allowed".
  package let duties: Set<LicenseDuty>
  /// Terms of its own, which have to be read.
  package let isCustom: Bool

  package var isShareAlike: Bool { duties.contains(.shareAlike) }
  package var asksForAttribution: Bool { duties.contains(.attribution) }

  /// An id with `NC`, `ND`, `SA` or `BY` in it asks for what it says; the class says it where the id does not.
  package init(_ license: License) {
    let parts = Set(license.id.uppercased().split { !($0.isLetter || $0.isNumber) }.map(String.init))
    isNonCommercial = license.openness == .nonCommercial || parts.contains("NC")
    isNoDerivatives = license.openness == .noDerivatives || parts.contains("ND")
    isCustom = license.openness == .custom
    var duties = LicenseDuty.byID[license.id] ?? []
    if license.openness == .shareAlike || parts.contains("SA") { duties.insert(.shareAlike) }
    // A doubt counts: what is not known to ask for nothing asks for attribution.
    if license.openness < .custom, !Self.isFree(license.id), !Self.isPublicDomain(parts, license.id) {
      duties.insert(.attribution)
    }
    self.duties = duties
  }

  /// Dedications and licences that ask for nothing.
  private static func isFree(_ id: String) -> Bool {
    [
      "CC0-1.0", "PDDL-1.0", "CC-PDDC", "Unlicense", "0BSD", "MIT-0", "DL-DE-ZERO-2.0", "WTFPL",
      "LicenseRef-no-restrictions-stated",
    ].contains(id)
  }

  private static func isPublicDomain(_ parts: Set<String>, _ id: String) -> Bool {
    parts.isSuperset(of: ["PUBLIC", "DOMAIN"]) || parts.contains("CC0") || parts.contains("PDDL")
      || id.hasSuffix("CC-PDM-1.0")
  }
}
