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
    "technique", "form", "sharing", "requires", "purpose", "agreement", availability, access,
  ].compactMap(FieldTable.field(named:))
  private static let availability = "availability"
  private static let access = "access"

  /// Names that begin as a word does: words of one stem share their first letters.
  ///
  /// The vocabularies are looked through each time, which is cheaper than a table that most processes ask once.
  static func names(beginningAs word: String) -> [Name] {
    let beginning = word.utf8.prefix(3)
    var names: [Name] = []
    for field in fields {
      for term in field.vocabulary where term.isRanked || !field.isOrdered {
        for spelling in [term.value] + term.spellings where spelling.utf8.starts(with: beginning) {
          let words = spelling.split(separator: "-").map(String.init)
          // "On request" is one answer, not one for the way and one for how the data can be had.
          if field.name == access,
            names.contains(where: { $0.words == words && $0.clause.field == availability })
          {
            continue
          }
          let isAbbreviation = words.count == 1 && spelling != term.value && spelling.utf8.count <= 4
          names.append(
            Name(
              words: words,
              clause: FieldClause(field: field.name, match: .values([FieldValue(text: term.value)])),
              isTelling: words.count > 1 || field.name == "technique" || isAbbreviation))
        }
      }
    }
    return names
  }
}
