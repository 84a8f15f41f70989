/// Addresses of what can be read here. They name nothing outside the catalog.
enum RecordAddresses {
  private static let start = "cartulary://dataset/"
  private static let markdownEnd = ".md"

  static func address(of id: String) -> String { start + id }

  /// The id and form that an address names; `nil` for any other address. An ending `.md` always means the form.
  static func read(_ address: String) -> (id: String, isMarkdown: Bool)? {
    guard address.hasPrefix(start) else { return nil }
    let rest = address.dropFirst(start.count)
    guard rest.hasSuffix(markdownEnd) else { return (String(rest), false) }
    return (String(rest.dropLast(markdownEnd.count)), true)
  }
}
