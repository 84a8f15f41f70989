internal import CartularyModel

/// Lists of a native manifest: how long they may be, and whether one was written as a text.
enum ManifestLists {
  /// Columns and their values, which a dictionary may have by the thousand.
  private static let long: Set = ["tables", "variables", "values", "missing"]

  /// The items of a list; none of one that is too long, which is reported.
  static func items(_ node: SourceNode, of name: String, report: inout SourceReport) -> [SourceNode] {
    let items = node.items
    let limit = long.contains(name) ? ManifestLimits.keyCount : ManifestLimits.listCount
    guard items.count > limit else { return items }
    report.say(
      .tooMany, "'\(name)' has \(items.count) items, more than \(limit)", at: node.mark,
      help: "split the record, or name a page that lists them")
    return []
  }

  /// Keys whose values are short words, so that a comma in one is between two.
  private static let words: Set = ["keywords", "themes"]

  /// Warns of `keywords: air, no2, leeds`.
  static func checkText(_ node: SourceNode, of name: String, report: inout SourceReport) {
    guard words.contains(name), let text = node.glance else { return }
    let parts = text.split { ",;".contains($0) }.compactMap { SourceNode.nonEmpty(String($0)) }
    guard parts.count > 1, parts.count <= ManifestLimits.listCount else { return }
    let shown = parts.prefix(5).joined(separator: ", ") + (parts.count > 5 ? ", …" : "")
    report.say(
      .listAsText, "'\(name)' is one text of \(parts.count) words", at: node.mark,
      length: text.unicodeScalars.count, help: "write a list: \(name): [\(shown)]")
  }
}
