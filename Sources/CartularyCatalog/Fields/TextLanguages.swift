internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel

/// The analyzers of text, one for each language that has a stemmer of its own.
///
/// A record is indexed in its own language, and a query is read in every language that records of the viewer are in:
/// so each finds the forms of a word that its language has, and a word as it is written is always found.
final class TextLanguages: Sendable {
  /// Also for records that say no language, or one without a stemmer.
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

  /// The code of the language whose stemmer a record's words go through; `nil` for English.
  ///
  /// One that is in English too counts as English: what is said of data in several languages mostly is.
  static func code(of dataset: Dataset) -> String? {
    let codes = dataset.languages.map { tag in
      let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
      return aliases[primary] ?? primary
    }
    return codes.contains("en") ? nil : codes.first(where: Self.codes.contains)
  }

  /// - Parameter code: As `code(of:)` gives it; English for any other.
  func analyzer(for code: String?) -> TextAnalyzer {
    guard let code, Self.codes.contains(code) else { return english }
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
