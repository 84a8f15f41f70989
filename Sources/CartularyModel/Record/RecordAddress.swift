internal import CartularyBase

/// A DOI or web address by which records name each other, in the one spelling in which they are compared.
///
/// Never a well-formed id of a record, so that both may stand in one list.
package enum RecordAddress {
  /// `doi:10.5072/lake` for every spelling of a DOI, `web:lake.example/levels` for every spelling of a web address.
  ///
  /// - Returns: `nil` for other text, even if it contains an address.
  package static func canonical(_ text: String) -> String? {
    var rest = text.lowercased()[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " || rest.last == "/" { rest.removeLast() }
    guard rest.utf8.count <= 2_000, !rest.contains(where: \.isWhitespace) else { return nil }
    let isWeb = WebAddress.hasScheme(rest)
    if isWeb { rest = WebAddress.withoutScheme(String(rest)) }
    if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
    for resolver in resolvers where rest.hasPrefix(resolver) {
      rest = rest.dropFirst(resolver.count)
      break
    }
    if rest.hasPrefix("10."), rest.contains("/") { return "doi:" + rest }
    // A whole site is not a record.
    return isWeb && rest.contains("/") ? "web:" + rest : nil
  }

  /// What stands before a DOI, with or without a scheme.
  private static let resolvers = ["doi.org/", "dx.doi.org/", "doi:", "urn:doi:", "info:doi/"]

  /// The address as it is looked up among identifiers: without what `canonical` puts before it.
  package static func plain(_ address: String) -> String { String(address.dropFirst(4)) }

  /// Whether a name is an address that `canonical` made.
  package static func isOne(_ name: String) -> Bool { name.hasPrefix("doi:") || name.hasPrefix("web:") }
}
