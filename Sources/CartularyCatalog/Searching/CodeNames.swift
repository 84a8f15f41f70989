internal import CartularyQuery

/// The names of codes that a query may mean.
enum CodeNames {
  /// One name of a code: its own, or another that it goes by.
  struct Name {
    let words: [String]
    let clause: FieldClause
    /// Whether it is hardly the subject of data; other names count only where they are the whole query.
    let isTelling: Bool
  }

  /// The fields whose codes are meant; how data can be had stands before the ways to it, which share names with it.
  private static let fields = [
    "technique", "form", "sharing", "requires", "purpose", "agreement", "availability", "access",
  ]

  /// By the beginning of the first word, so that few are compared.
  static let byBeginning: [String: [Name]] = {
    var names: [String: [Name]] = [:]
    var taken: Set<[String]> = []
    for field in fields.compactMap(FieldTable.field(named:)) {
      for term in field.vocabulary where term.isRanked || !field.isOrdered {
        for spelling in [term.value] + term.spellings {
          let words = spelling.split(separator: "-").map(String.init)
          // "On request" is one answer, not one for the way and one for how the data can be had.
          guard field.name != "access" || taken.insert(words).inserted, let first = words.first else {
            continue
          }
          taken.insert(words)
          let isAbbreviation = words.count == 1 && spelling != term.value && spelling.utf8.count <= 4
          names[beginning(first), default: []].append(
            Name(
              words: words,
              clause: FieldClause(field: field.name, match: .values([FieldValue(text: term.value)])),
              isTelling: words.count > 1 || field.name == "technique" || isAbbreviation))
        }
      }
    }
    return names
  }()

  /// Words of one stem share it.
  static func beginning(_ word: String) -> String { String(word.prefix(3)) }
}
