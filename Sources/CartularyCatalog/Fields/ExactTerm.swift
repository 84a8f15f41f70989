internal import CartularyBase
internal import CartularyIndex
internal import CartularyModel

/// Terms of whole values: how a value that someone typed meets the one that was indexed.
enum ExactTerm {
  /// Case, accents, outer blanks and runs of blanks do not matter.
  static func fold(_ value: String) -> String {
    FoldedText.words(value).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  static func term(_ prefix: String, _ value: String) -> String { bounded(prefix + fold(value)) }

  /// Too long a term keeps its beginning and ends in a hash of the whole, so that it stays exact.
  static func bounded(_ term: String) -> String {
    // A NUL counts twice in Xapian's keys.
    let cost = term.utf8.reduce(0) { $0 + ($1 == 0 ? 2 : 1) }
    guard cost > IndexDocument.maximumTermByteCount else { return term }
    let hash = ContentHash(of: term.utf8).description.prefix(32)
    var head = ""
    var count = 0
    for character in term {
      count += character.utf8.reduce(0) { $0 + ($1 == 0 ? 2 : 1) }
      if count > IndexDocument.maximumTermByteCount - 33 { break }
      head.append(character)
    }
    return head + "~" + hash
  }

  /// The spellings under which one identifier is looked up: as it is, and the one form of all its spellings.
  static func identifierSpellings(_ identifier: String) -> [String] {
    let folded = fold(identifier)
    let canonical = IdentifierSpelling.canonical(identifier)
    return canonical == folded ? [folded] : [folded, canonical]
  }
}
