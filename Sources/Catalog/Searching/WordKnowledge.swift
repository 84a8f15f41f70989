internal import SearchIndex

/// What a catalogue knows of words beside its records: the stemmers and the thesaurus.
final class WordKnowledge: Sendable {
  let languages: TextLanguages
  let thesaurus: Thesaurus
  let thesaurusFaults: [Thesaurus.Fault]
  /// The languages that the records of a reader are in.
  private let codes = StateMemo<[String]>()

  init(_ layout: CatalogLayout) throws(CatalogError) {
    languages = try TextLanguages()
    (thesaurus, thesaurusFaults) = Thesaurus.of(layout, languages.english)
  }

  /// The languages besides English that the reader's records are in, in a fixed order.
  func otherLanguages(of reader: IndexReader) throws -> [String] {
    try codes.value(for: reader.state) {
      try reader.terms(prefix: TermPrefix.textLanguage, limit: .max).map(\.term)
    }
  }
}
