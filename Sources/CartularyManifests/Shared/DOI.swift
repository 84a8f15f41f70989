/// Digital Object Identifiers as sources write them.
enum DOI {
  /// Without scheme and resolver: `10.5072/example` for `doi:10.5072/example` and `https://doi.org/10.5072/example`.
  ///
  /// - Returns: `nil` for other text, even if it contains a DOI.
  static func bare(in text: String) -> String? {
    let lower = text.lowercased()
    for prefix in prefixes where lower.hasPrefix(prefix) {
      let rest = text.dropFirst(prefix.count)
      if rest.hasPrefix("10."), rest.contains("/") { return String(rest) }
    }
    return nil
  }

  private static let prefixes = [
    "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "",
  ]
}
