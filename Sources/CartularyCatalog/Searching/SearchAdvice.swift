internal import CartularyIndex
internal import CartularyQuery

/// What to try: when nothing was found, or nothing with all the words, or when a filter says what words were meant to
/// say. Nothing of it is done by itself.
public struct SearchAdvice: Sendable, Equatable {
  /// Words that no record has, each with the nearest that some have; best first. Empty when there are none, and when all
  /// the words were found.
  public let corrections: [Correction]
  /// What dropping each clause would bring, the most first; only those that bring anything. Empty when
  /// something was found.
  public let relaxations: [Relaxation]

  /// Filters by a name that no record has, each as words that may stand anywhere; the most first. Empty when something
  /// was found.
  public let rewordings: [Relaxation]
  /// Filters that say what words, or another filter, were probably meant to say; in the order of the query. Empty when
  /// there are none.
  public let filters: [FilterHint]

  /// A query with one word replaced.
  public struct Correction: Sendable, Equatable {
    /// The word as it was asked for.
    public let word: String
    /// The nearest word that some record has.
    public let replacement: String
    /// The whole query with the replacement, as it could be typed.
    public let query: String
    /// How many datasets that query finds, at least 1.
    public let count: Int
  }

  /// A query without one of its clauses.
  public struct Relaxation: Sendable, Equatable {
    /// The clause as it could be typed.
    public let clause: String
    /// The query without it, as it could be typed.
    public let query: String
    /// How many datasets that query finds, at least 1.
    public let count: Int
  }

  /// Whether there is nothing to try.
  public var isEmpty: Bool {
    corrections.isEmpty && relaxations.isEmpty && rewordings.isEmpty && filters.isEmpty
  }
}

extension SearchSession {
  /// Clauses beyond this many are not tried: each costs a search.
  private static let maximumTrialCount = 16

  /// What helps a query; `nil` if all its words were found, and no filter says what they mean.
  func advice(from query: Query, _ matching: WordMatching, _ matched: MatchedWords) throws -> SearchAdvice? {
    let filters = try filters(for: query, matching, matched)
    guard matched.completeCount == 0 else {
      return filters.isEmpty
        ? nil : SearchAdvice(corrections: [], relaxations: [], rewordings: [], filters: filters)
    }
    let isEmpty = matched.total == 0
    let advice = SearchAdvice(
      corrections: try corrections(of: query, matching),
      relaxations: isEmpty ? try relaxations(of: query, matching) : [],
      rewordings: isEmpty ? try rewordings(of: query, matching) : [],
      filters: filters)
    return isEmpty || !advice.isEmpty ? advice : nil
  }

  /// `place:Edinburgh` finds places of that name; the word may stand in many more records.
  private func rewordings(of query: Query, _ matching: WordMatching) throws -> [SearchAdvice.Relaxation] {
    let clauses = Self.clauses(of: query)
    var found: [SearchAdvice.Relaxation] = []
    for index in clauses.indices.prefix(Self.maximumTrialCount) {
      guard let words = Self.words(of: clauses[index]) else { continue }
      var reworded = clauses
      reworded[index] = words
      let count = try count(reworded, matching)
      guard count > 0 else { continue }
      let query = Query(root: Node(.and(reworded)), sort: query.sort, matching: query.matching)
      found.append(.init(clause: clauses[index].canonicalText, query: query.canonicalText, count: count))
    }
    return found.sorted { $0.count > $1.count }
  }

  /// A filter by a name as words that are demanded; `nil` for a filter by a code, and for any other clause.
  private static func words(of clause: Node) -> Node? {
    guard case .field(let clause) = clause.kind, case .values(let values) = clause.match,
      let field = FieldTable.field(named: clause.field), field.vocabulary.isEmpty,
      field.kind == .keyword || field.kind == .place
    else { return nil }
    return Node(
      .or(
        values.map { value in
          Node(.required(Node(value.form == .prefix ? .prefix(value.text) : .word(value.text))))
        }))
  }

  private func relaxations(of query: Query, _ matching: WordMatching) throws -> [SearchAdvice.Relaxation] {
    let clauses = Self.clauses(of: query)
    guard clauses.count > 1 else { return [] }
    var found: [SearchAdvice.Relaxation] = []
    for index in clauses.indices.prefix(Self.maximumTrialCount) {
      let rest = Self.query(query, without: index)
      let count = try count(Self.clauses(of: rest), matching)
      guard count > 0 else { continue }
      found.append(.init(clause: clauses[index].canonicalText, query: rest.canonicalText, count: count))
    }
    return found.sorted { $0.count > $1.count }
  }

  /// Spelling comes from the words of the viewer's own records, as they are now.
  private func corrections(of query: Query, _ matching: WordMatching) throws -> [SearchAdvice.Correction] {
    var found: [SearchAdvice.Correction] = []
    let clauses = Self.clauses(of: query)
    for (index, clause) in clauses.enumerated().prefix(Self.maximumTrialCount) {
      guard let text = Self.word(clause), let token = planner.analyzer.tokens(in: text).first,
        let meant = try planner.respellings(of: token, in: text, isOpen: false).first
      else { continue }
      let near = meant.shown
      var corrected = clauses
      corrected[index] = clause.kind == .word(text) ? Node(.word(near)) : Node(.required(Node(.word(near))))
      let better = Query(root: Node(.and(corrected)), sort: query.sort, matching: query.matching)
      found.append(
        .init(
          word: text, replacement: near, query: better.canonicalText,
          count: try count(corrected, matching)))
    }
    return found.filter { $0.count > 0 }
  }

  /// A word by itself, or one that is demanded.
  private static func word(_ clause: Node) -> String? {
    switch clause.kind {
    case .word(let text): text
    case .required(let inner): word(inner)
    default: nil
    }
  }
}
