extension LicenseTable {
  /// Ids that differ in their version alone, by what comes before it: `CC-BY` for CC-BY-3.0, CC-BY-4.0 and the id of
  /// whatever says CC BY without a version. Each family in the table's order.
  package static let families: [String: [String]] = {
    var families: [String: [String]] = [:]
    for id in ids {
      if let name = familyName(of: id), !name.isEmpty { families[name, default: []].append(id) }
    }
    for id in ids { families[id] = nil }
    return families
  }()

  /// By bytes of an array, as every query needs them: a short process would take longer to look up what a view of a text
  /// can do than to read it.
  static func familyName(of id: String) -> String? {
    var name = Array(id.utf8)[...]
    if name.starts(with: reference) { name = name.dropFirst(reference.count) }
    if name.count >= unversioned.count, name.suffix(unversioned.count).elementsEqual(unversioned) {
      return String(decoding: name.dropLast(unversioned.count), as: UTF8.self)
    }
    for index in name.indices.dropFirst()
    where name[index] == UInt8(ascii: "-") && isVersion(name[(index + 1)...]) {
      return String(decoding: name[..<index], as: UTF8.self)
    }
    return nil
  }

  private static let reference = Array("LicenseRef-".utf8)
  private static let unversioned = Array("-unversioned".utf8)

  /// Whether a version is at the beginning: `4.0`, `v1`, `3-IGO`. By hand: a regular expression is parsed at run
  /// time, which took a third of a whole search.
  private static func isVersion(_ text: ArraySlice<UInt8>) -> Bool {
    let number = text.first == UInt8(ascii: "v") ? text.dropFirst() : text
    let rest = number.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard rest.count < number.count else { return false }
    return rest.first.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") } ?? true
  }
}
