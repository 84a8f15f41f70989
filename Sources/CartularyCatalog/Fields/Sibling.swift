internal import CartularyBase
internal import CartularyIndex
internal import CartularyModel

/// A record among those that are called the same but for a version or a date, such as "Land cover, version 5" and "Land
/// cover, version 6".
struct Sibling: Equatable {
  /// What they are called, as a hash.
  let family: String
  /// Greater is newer, bytewise: its version, then the date in its title, then the day of its last change.
  let age: String

  private static let familyWidth = 16

  /// - Parameter words: Of the title, folded.
  /// - Returns: `nil` for a title without a version or a date in it.
  init?(_ dataset: Dataset, words: [String]) {
    let named = words.filter { !VersionNumber.isOfVersion($0) && !Self.isOfDate($0) }
    guard named.count < words.count, !named.isEmpty else { return nil }
    family = String(ContentHash(of: named.joined(separator: " ").utf8).description.prefix(Self.familyWidth))
    let day = (dataset.modified ?? dataset.issued)?.firstDay.description ?? "0000-00-00"
    age = VersionNumber(of: dataset).sortValue + Self.date(in: words) + day
  }

  /// What a record carries in its slot.
  var value: String { family + age }

  /// - Parameter value: As `value`; empty for a record without siblings.
  init?(value: [UInt8]) {
    guard value.count > Self.familyWidth else { return nil }
    family = String(decoding: value[..<Self.familyWidth], as: UTF8.self)
    age = String(decoding: value[Self.familyWidth...], as: UTF8.self)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  private static func isOfDate(_ word: String) -> Bool { months.contains(word) }

  /// The latest year in a title with its month, where one stands beside it.
  private static func date(in words: [String]) -> String {
    let years = words.indices.filter { words[$0].count == 4 && (1000...2999).contains(Int(words[$0]) ?? 0) }
    guard let last = years.max(by: { words[$0] < words[$1] }) else { return "000000" }
    let beside = [last - 1, last + 1, last - 2].filter(words.indices.contains).map { words[$0] }
    let month = beside.lazy.compactMap { word in months.firstIndex(of: word) }.first.map { $0 + 1 } ?? 0
    return words[last] + DateDigits.text(month, width: 2)
  }
}
