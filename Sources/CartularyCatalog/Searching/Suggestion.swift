internal import CartularyBase
internal import CartularyIndex
internal import CartularyQuery

/// Ways to go on with a half-typed query.
public struct SuggestionList: Sendable, Equatable {
  /// What an accepted suggestion replaces, in UTF-8 offsets of the text.
  public let range: Range<Int>
  /// Best first: names of fields, then values or words with their counts, then titles, keywords and
  /// publishers. Empty when nothing fits.
  public let suggestions: [Suggestion]
}

/// One way to go on with a query.
public struct Suggestion: Sendable, Equatable {
  /// What a suggestion is.
  public enum Kind: String, Sendable {
    /// The name of a field, with its colon.
    case field
    /// A value of the field whose name stands before the cursor.
    case value
    /// A word that some dataset has.
    case word
    /// A title, keyword or publisher as a whole.
    case title
  }

  /// What to put in the place of the range.
  public let text: String
  /// What it is.
  public let kind: Kind
  /// How many datasets it would find alone; `nil` for names of fields.
  public let count: Int?
}

extension SearchSession {
  func suggestions(for text: String, at offset: Int, parser: QueryParser, limit: Int) throws -> SuggestionList
  {
    let context = parser.completionContext(for: text, at: offset)
    var suggestions: [Suggestion] = []
    switch context.kind {
    case .value(let name):
      if let field = FieldTable.field(named: name) { suggestions = try values(of: field, context, parser) }
    case .wordOrName, .word:
      if !context.prefix.isEmpty {
        if context.kind == .wordOrName {
          suggestions = names(context, parser)
        }
        suggestions += try words(context.prefix, limit: limit)
        suggestions += try titles(context.prefix, limit: 3)
        suggestions += try clauses(context.prefix, fields: ["keyword", "publisher"], limit: 3)
      }
    case .presence, .state, .scope, .sortKey, .matching:
      suggestions = parser.schema.completions(for: context).map { .init(text: $0, kind: .value, count: nil) }
    }
    return SuggestionList(range: context.range, suggestions: Array(suggestions.prefix(limit)))
  }

  /// Canonical names only: an alias next to its name would say the same thing twice.
  private func names(_ context: CompletionContext, _ parser: QueryParser) -> [Suggestion] {
    let canonical = Set(FieldTable.all.map { $0.name + ":" })
    return parser.schema.completions(for: context).filter(canonical.contains)
      .map { Suggestion(text: $0, kind: .field, count: nil) }
  }

  /// Codes of a closed vocabulary in its order, those that some record has first; values of an open field
  /// by how many records have them.
  private func values(
    of field: CatalogField, _ context: CompletionContext, _ parser: QueryParser
  ) throws -> [Suggestion] {
    if field.needsProfile {
      // Nobody asks, so nothing can be counted.
      return parser.schema.completions(for: context).map { .init(text: $0, kind: .value, count: nil) }
    }
    guard let prefix = field.exactPrefix else { return [] }
    if !field.vocabulary.isEmpty {
      let counted = try parser.schema.completions(for: context).map { value in
        Suggestion(
          text: value, kind: .value,
          count: try planner.indexedValues(of: value, in: field, prefix).reduce(0) {
            $0 + (try reader.frequency(of: ExactTerm.term(prefix, $1)))
          })
      }
      return counted.filter { $0.count != 0 } + counted.filter { $0.count == 0 }
    }
    let typed = ExactTerm.fold(context.prefix)
    return try mostFrequent(prefix + typed, among: 20_000).compactMap { term in
      let text = typed + term.term
      guard !FoldedText.isNothing(text) else { return nil }
      return Suggestion(text: FieldValue(text: text).canonicalText, kind: .value, count: term.count)
    }
  }

  private func words(_ typed: String, limit: Int) throws -> [Suggestion] {
    guard let word = planner.analyzer.tokens(in: typed).last?.word, word.count > 1 else { return [] }
    return try mostFrequent(TermPrefix.word + word, among: 500).prefix(limit / 2).map { term in
      Suggestion(text: word + term.term, kind: .word, count: term.count)
    }
  }

  /// What follows a beginning in the viewer's terms, the most frequent first, equals by their text.
  ///
  /// - Parameter limit: How many terms are looked at, in the order of their text.
  private func mostFrequent(_ beginning: String, among limit: Int) throws -> [TermCount] {
    try reader.terms(prefix: beginning, limit: limit).sorted { ($1.count, $0.term) < ($0.count, $1.term) }
  }

  /// Values of some open fields that begin so, as whole clauses: `publisher:"Health Office"`.
  private func clauses(_ typed: String, fields: [String], limit: Int) throws -> [Suggestion] {
    let beginning = ExactTerm.fold(typed)
    guard beginning.count > 2 else { return [] }
    return try fields.flatMap { name -> [Suggestion] in
      guard let prefix = FieldTable.field(named: name)?.exactPrefix else { return [] }
      return try mostFrequent(prefix + beginning, among: 200).prefix(limit).map { term in
        let clause = FieldClause(field: name, match: .values([FieldValue(text: beginning + term.term)]))
        return Suggestion(text: clause.canonicalText, kind: .value, count: term.count)
      }
    }
  }

  private func titles(_ typed: String, limit: Int) throws -> [Suggestion] {
    guard let title = FieldTable.field(named: "title")?.text,
      let word = planner.analyzer.tokens(in: typed).last?.word,
      word.count > 2
    else { return [] }
    let query = IndexQuery.wildcard(prefix: title.wordPrefix + word, limit: QueryPlanner.expansionLimit)
    var request = SearchRequest(query: query, limit: limit)
    request.order = [.value(slot: Slot.id, descending: false)]
    return try reader.search(request).matches.map { match in
      let summary = try StoredPayloadV1(bytes: match.payload).decodedSummary()
      return Suggestion(text: Node(.phrase(summary.title)).canonicalText, kind: .title, count: 1)
    }
  }
}
