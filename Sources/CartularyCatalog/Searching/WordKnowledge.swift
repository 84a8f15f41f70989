internal import CartularyIndex
internal import CartularyLedger

/// What a catalog knows of words apart from its records: the stemmers and the thesaurus.
final class WordKnowledge: Sendable {
  let languages: TextLanguages
  private let layout: CatalogLayout
  private let reading = Guarded<(thesaurus: Thesaurus, faults: [Thesaurus.Fault])?>(nil)
  /// The languages that the records of a reader are in.
  private let codes = StateMemo<[String]>()

  init(_ layout: CatalogLayout) throws(CatalogError) {
    languages = try TextLanguages()
    self.layout = layout
  }

  /// Read once, when it is first asked for: most commands open a catalog and search no words.
  var thesaurus: Thesaurus { read().thesaurus }
  var thesaurusFaults: [Thesaurus.Fault] { read().faults }

  private func read() -> (thesaurus: Thesaurus, faults: [Thesaurus.Fault]) {
    reading.withLock { known in
      if let known { return known }
      let made = Thesaurus.adding(layout.thesaurus, languages.english)
      known = made
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
