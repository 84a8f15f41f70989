internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel

/// The analyzers of text, one for each language that has a stemmer of its own.
///
/// A text is indexed in its own language, and a query is read in every language that texts of the viewer's records are
/// in: so each finds the forms of a word that its language has, and a word as it is written is always found.
final class TextLanguages: Sendable {
  /// Also for texts in a language without a stemmer.
  let english: TextAnalyzer
  private let others = Guarded<[String: TextAnalyzer]>([:])

  /// Languages with a stemmer in Xapian 1.4, by their BCP 47 primary subtag; English apart.
  static let codes: Set<String> = [
    "ar", "ca", "da", "de", "es", "eu", "fi", "fr", "ga", "hu", "hy", "id", "it", "lt", "ne", "nl", "no",
    "pt",
    "ro", "ru", "sv", "ta", "tr",
  ]
  /// Tags that mean one of those.
  private static let aliases = ["nb": "no", "nn": "no"]

  init() throws(CatalogError) {
    do { english = try TextAnalyzer() } catch { throw CatalogError(error) }
  }

  /// The languages with a stemmer that a record states, English among them, in its order.
  static func stated(by dataset: Dataset) -> [String] {
    var codes: [String] = []
    for tag in dataset.languages {
      let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
      let code = aliases[primary] ?? primary
      if code == LanguageGuess.english || Self.codes.contains(code), !codes.contains(code) {
        codes.append(code)
      }
    }
    return codes
  }

  /// The languages that the texts of a record are to be read in: that of its words, or several where they leave a
  /// doubt. Never empty.
  func languages(of dataset: Dataset) -> [String] {
    let words = (english.tokens(in: dataset.title) + english.tokens(in: dataset.description)).map(\.word)
    return LanguageGuess(words).languages(hints: Self.stated(by: dataset))
  }

  /// The languages of one text of a record that is read in `others`: a title in one and a description in another are
  /// each read as what they are.
  ///
  /// - Parameter words: Folded.
  static func languages(of words: [String], inRecordOf others: [String]) -> [String] {
    LanguageGuess(words).certain.map { [$0] } ?? others
  }

  /// - Parameter code: One of `codes`; English for any other.
  func analyzer(for code: String) -> TextAnalyzer {
    guard Self.codes.contains(code) else { return english }
    return others.withLock { others in
      if let known = others[code] { return known }
      guard let made = try? TextAnalyzer(language: code) else {
        preconditionFailure("Xapian has a stemmer for each of the codes: \(code)")
      }
      others[code] = made
      return made
    }
  }
}
