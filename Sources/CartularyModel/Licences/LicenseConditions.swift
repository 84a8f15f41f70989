/// What a licence asks, as far as its class and id tell.
package struct LicenseConditions: Hashable, Sendable {
  package let isNonCommercial: Bool
  package let isNoDerivatives: Bool
  package let isShareAlike: Bool
  package let asksForAttribution: Bool
  /// Terms of its own, which have to be read.
  package let isCustom: Bool

  /// An id with `NC`, `ND`, `SA` or `BY` in it asks for what it says; the class says it where the id does not.
  package init(_ license: License) {
    let parts = Set(license.id.uppercased().split { !($0.isLetter || $0.isNumber) }.map(String.init))
    isNonCommercial = license.openness == .nonCommercial || parts.contains("NC")
    isNoDerivatives = license.openness == .noDerivatives || parts.contains("ND")
    isShareAlike = license.openness == .shareAlike || parts.contains("SA")
    isCustom = license.openness == .custom
    asksForAttribution =
      license.openness < .custom && !Self.isFree(license.id) && !Self.isPublicDomain(parts, license.id)
  }

  /// Dedications and licences that ask for nothing.
  private static func isFree(_ id: String) -> Bool {
    [
      "CC0-1.0", "PDDL-1.0", "CC-PDDC", "Unlicense", "0BSD", "MIT-0", "DL-DE-ZERO-2.0", "WTFPL",
      "LicenseRef-no-restrictions-stated", "LicenseRef-NOAA-NODD",
    ].contains(id)
  }

  private static func isPublicDomain(_ parts: Set<String>, _ id: String) -> Bool {
    parts.isSuperset(of: ["PUBLIC", "DOMAIN"]) || parts.contains("CC0") || parts.contains("PDDL")
      || id.hasSuffix("CC-PDM-1.0")
  }
}
