internal import CartularyIndex
internal import CartularyLedger

/// What a catalog knows of words apart from its records: the stemmers and the thesaurus.
final class WordKnowledge: Sendable {
  let languages: TextLanguages
  private let layout: CatalogLayout
  private let standard: StandardThesaurus
  private let readings = Guarded<[[String]: (thesaurus: Thesaurus, faults: [Thesaurus.Fault])]>([:])
  /// The languages that the records of a reader are in.
  private let codes = StateMemo<[String]>()

  init(_ layout: CatalogLayout) throws(CatalogError) {
    languages = try TextLanguages()
    standard = StandardThesaurus(languages.english)
    self.layout = layout
  }

  /// The thesaurus, its words as they may be asked for in English and some other languages.
  ///
  /// Read once for each list of languages, when it is first asked for: most commands open a catalog and search no words.
  func thesaurus(_ otherLanguages: [String]) -> Thesaurus { read(otherLanguages).thesaurus }
  var thesaurusFaults: [Thesaurus.Fault] { read([]).faults }

  private func read(_ codes: [String]) -> (thesaurus: Thesaurus, faults: [Thesaurus.Fault]) {
    readings.withLock { known in
      if let found = known[codes] { return found }
      let made = Thesaurus.adding(layout.thesaurus, to: standard, codes.map(languages.analyzer))
      known[codes] = made
      return made
    }
  }

  /// The languages besides English that the reader's records are in, in a fixed order.
  func otherLanguages(of reader: IndexReader) throws -> [String] {
    try codes.value(for: reader.state) {
      try reader.terms(prefix: TermPrefix.textLanguage, limit: .max).map(\.term)
    }
  }
}
