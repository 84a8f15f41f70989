internal import CartularyBase
internal import CartularyIndex

/// An abbreviation with its long form, as a record writes it: "Land Surface Temperature (LST)".
struct Abbreviation: Equatable {
  /// Folded, as a query's word is.
  let short: String
  let stems: [String]

  /// Its term in the index. As a term of the record, it goes when the record goes, and is read from the
  /// viewer's shards only.
  var term: String { ExactTerm.bounded(Self.beginning(for: short) + stems.joined(separator: " ")) }

  /// How the terms of an abbreviation begin; the stems follow.
  static func beginning(for short: String) -> String { TermPrefix.definition + short + " " }

  /// Letters of an abbreviation.
  private static let lengths = 2...10

  /// The definitions in a text: a word in brackets with at least two capital letters, right after words
  /// whose first letters it has, in their order. Function words between them need no letter.
  static func definitions(in text: String, _ analyzer: TextAnalyzer) -> [Abbreviation] {
    guard text.utf8.contains(UInt8(ascii: "(")) else { return [] }
    var found: [Abbreviation] = []
    var rest = text[...]
    while let opening = rest.firstIndex(of: "(") {
      rest = rest[rest.index(after: opening)...]
      // No longer than an abbreviation could be: there may be thousands of brackets that never close.
      let ahead = rest.prefix(lengths.upperBound + 1)
      guard let closing = ahead.firstIndex(of: ")") else { continue }
      let inside = rest[..<closing]
      if isAbbreviation(inside) {
        let before = analyzer.tokens(in: String(text[..<opening].suffix(200))).filter { !$0.isJoined }
        if let stems = longForm(of: FoldedText.words(String(inside)), in: before) {
          found.append(Abbreviation(short: FoldedText.words(String(inside)), stems: stems))
        }
      }
    }
    return found
  }

  private static func isAbbreviation(_ text: Substring) -> Bool {
    lengths.contains(text.count) && text.allSatisfy { $0.isLetter || $0.isNumber }
      && text.count(where: \.isUppercase) >= 2
  }

  private static func longForm(of short: String, in words: [Token]) -> [String]? {
    var letters = Array(short)[...]
    var stems: [String] = []
    for token in words.reversed() {
      guard let wanted = letters.last else { break }
      if token.word.first == wanted {
        letters.removeLast()
        stems.insert(token.stem, at: 0)
      } else if !FunctionWords.contains(token.word) {
        return nil
      }
    }
    return letters.isEmpty && stems.count > 1 ? stems : nil
  }
}
