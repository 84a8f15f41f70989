internal import CartularyIndex
package import CartularyModel

/// What a dataset is found by in one field.
package struct FieldTerms: Sendable, Equatable {
  /// The field's name.
  package let field: String
  /// Stems of its words, in the order of their text; empty for fields that are not text.
  package let words: [Word]
  /// Whole values, folded, in the order of their text; empty for fields that have none.
  package let values: [String]

  package struct Word: Sendable, Equatable {
    package let stem: String
    /// How often the field has it.
    package let count: Int
  }
}

extension DatasetCatalog {
  /// The words and values by which a dataset is found, in the order of the field table; fields that the dataset
  /// says nothing of are left out.
  ///
  /// - Returns: `nil` if the viewer sees no such dataset.
  package func terms(of id: String, as viewer: Viewer) throws -> [FieldTerms]? {
    guard DatasetID.isWellFormed(id) else { return nil }
    return try withSession(viewer) { session in
      guard let terms = try session.reader.documentTerms(uniqueTerm: TermPrefix.uniqueTerm(id)) else {
        return nil
      }
      return FieldTable.all.compactMap { field in
        let words = field.text.map { Self.words(terms, under: $0.prefix) } ?? []
        let values = field.exactPrefix.map { Self.terms(terms, under: $0) } ?? []
        guard !words.isEmpty || !values.isEmpty else { return nil }
        return FieldTerms(
          field: field.name, words: words.map { .init(stem: $0.term, count: $0.count) },
          values: values.map(\.term))
      }
    }
  }

  /// Stems under a prefix. Of a text that may be in two languages, those that are the same in both are one.
  private static func words(_ terms: [TermCount], under prefix: String) -> [(term: String, count: Int)] {
    var counts: [String: Int] = [:]
    for (stem, count) in Self.terms(terms, under: prefix) {
      counts[TextAnalyzer.bare(stem)] = max(count, counts[TextAnalyzer.bare(stem)] ?? 0)
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Terms under a prefix, without it. A capital after the prefix belongs to a longer one: what is indexed is folded.
  private static func terms(_ terms: [TermCount], under prefix: String) -> [(term: String, count: Int)] {
    terms.compactMap { term in
      guard term.term.hasPrefix(prefix) else { return nil }
      let rest = term.term.dropFirst(prefix.count)
      guard let first = rest.first, !("A"..."Z").contains(first) else { return nil }
      return (String(rest), term.count)
    }.sorted { $0.term < $1.term }
  }
}
