/// Regions as terms and profiles name them: ISO 3166 codes of countries and their parts, `EU` and `EEA`.
package enum Region {
  /// Upper case, `_` as `-`; `UK` is `GB` and `EL` is `GR`.
  package static func canonical(_ text: String) -> String {
    let code = String(text.uppercased().map { $0 == "_" ? "-" : $0 })
    for (spelling, iso) in [("UK", "GB"), ("EL", "GR")] {
      if code == spelling { return iso }
      if code.hasPrefix(spelling + "-") { return iso + code.dropFirst(2) }
    }
    return code
  }

  /// Whether a canonical text looks like a code: `GB`, `GB-SCT`, `EU`, `EEA`.
  package static func isCode(_ text: String) -> Bool {
    if text == "EEA" { return true }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts[0].count == 2,
      parts[0].allSatisfy({ $0.isASCII && $0.isLetter })
    else { return false }
    return parts.count == 1
      || ((1...3).contains(parts[1].count)
        && parts[1].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
  }

  /// Whether one region lies inside another; `nil` if it is the larger of the two and may lie inside in
  /// part.
  static func contains(_ outer: String, _ inner: String) -> Bool? {
    if isInside(inner, outer) { return true }
    return isInside(outer, inner) ? nil : false
  }

  private static func isInside(_ inner: String, _ outer: String) -> Bool {
    if inner == outer || inner.hasPrefix(outer + "-") { return true }
    let country = String(inner.prefix { $0 != "-" })
    return Countries.isMember(country, of: outer) || outer == "EEA" && country == "EU"
  }
}
