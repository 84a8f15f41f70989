internal import CartularyBase
internal import CartularyIndex
internal import CartularyModel

/// Terms of whole values: how a value that someone typed meets the one that was indexed.
enum ExactTerm {
  /// Case, accents, outer blanks and runs of blanks do not matter.
  static func fold(_ value: String) -> String {
    // Values are folded by the ten thousand, and most are ASCII: bytes take a tenth of the time.
    var value = value
    if let folded = value.withUTF8(asciiFold) { return folded }
    return FoldedText.words(value).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// - Returns: `nil` for bytes that are not all ASCII.
  private static func asciiFold(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    return String(unsafeUninitializedCapacity: bytes.count) { folded in
      var count = 0
      var isGap = false
      for byte in bytes {
        if byte == 0x20 || (0x09...0x0D).contains(byte) {
          isGap = count > 0
          continue
        }
        if isGap {
          folded[count] = 0x20
          count += 1
          isGap = false
        }
        folded[count] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        count += 1
      }
      return count
    }
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
