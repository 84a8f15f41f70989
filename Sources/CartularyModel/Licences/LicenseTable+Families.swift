extension LicenseTable {
  /// Ids that differ in their version alone, by what comes before it: `CC-BY` for CC-BY-3.0, CC-BY-4.0 and the id of
  /// whatever says CC BY without a version. Each family in the table's order.
  package static let families: [String: [String]] = Dictionary(
    grouping: ids, by: { familyName(of: $0) ?? "" }
  )
  .filter { !$0.key.isEmpty && !ids.contains($0.key) }

  static func familyName(of id: String) -> String? {
    let reference = "LicenseRef-"
    let name = id.hasPrefix(reference) ? id.dropFirst(reference.count) : id[...]
    let unversioned = "-unversioned"
    if name.hasSuffix(unversioned) { return String(name.dropLast(unversioned.count)) }
    return dashes(in: name).first { isVersion(name[$0...].dropFirst()) }.map { String(name[..<$0]) }
  }

  /// Where dashes are, but for the first character.
  private static func dashes(in name: Substring) -> some Sequence<Substring.Index> {
    name.utf8.indices.dropFirst().lazy.filter { name.utf8[$0] == UInt8(ascii: "-") }
  }

  /// Whether a version is at the beginning: `4.0`, `v1`, `3-IGO`. By hand: a regular expression is parsed at run
  /// time, which took a third of a whole search.
  private static func isVersion(_ text: Substring) -> Bool {
    let number = text.utf8.first == UInt8(ascii: "v") ? text.utf8.dropFirst() : text.utf8
    let rest = number.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard rest.count < number.count else { return false }
    return rest.first.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") } ?? true
  }
}
