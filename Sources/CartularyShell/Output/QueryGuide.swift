/// The guide to the query language, which `cartulary help query` prints: Docs/QUERY.md, as it was built in.
enum QueryGuide {
  /// What stands for a command after `help`.
  static let name = "query"

  /// Markdown, without the final line feed.
  static var text: String {
    var bytes = PackageResources.query_md[...]
    while bytes.last == 0x0A { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
