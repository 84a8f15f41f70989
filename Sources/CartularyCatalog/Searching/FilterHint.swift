internal import CartularyIndex
internal import CartularyQuery

extension SearchAdvice {
  /// A filter that says what words, or another filter, were probably meant to say.
  public struct FilterHint: Sendable, Equatable {
    /// What the words are.
    public enum Kind: String, Sendable, CaseIterable {
      /// Words that say what the data is wanted for, or how: "commercially", "free".
      case use
      /// The name of a code: "differential privacy".
      case code
      /// A filter by a name that stands in another field.
      case name
    }

    /// What the words are.
    public let kind: Kind
    /// The words, or the filter, as they were asked for.
    public let words: String
    /// The filter that says it, such as `technique:differential-privacy`.
    public let filter: String
    /// Whether the filter needs to know who asks, and what for.
    public let needsProfile: Bool
    /// The whole query with the filter in place of the words, as it could be typed.
    public let query: String
    /// How many datasets that query finds, at least 1; `nil` if it needs a profile.
    public let count: Int?
  }
}

extension SearchSession {
  /// More than these are not read.
  private static let maximumHintCount = 6
  /// A filter by a name that finds more than this finds what was meant.
  private static let little = 3

  /// The filters that say what the words of a query mean, in the order of the words; then the fields that have the
  /// names which a filter finds little of.
  ///
  /// Search looks for the words in what records say. That finds something, too: but a word such as "commercially" is
  /// seldom meant so, and a code's name stands in few of the records that have the code.
  func filters(for query: Query, _ matching: WordMatching, _ matched: MatchedWords) throws
    -> [SearchAdvice.FilterHint]
  {
    let clauses = Self.clauses(of: query)
    var hints: [SearchAdvice.FilterHint] = []
    for meaning in WordMeanings(clauses, planner.analyzer).found(isEveryWordFound: matched.completeCount > 0)
    {
      guard hints.count < Self.maximumHintCount else { break }
      let node = Node(.field(meaning.clause))
      let filter = node.canonicalText
      // Whoever has the filter, or another value of its field, knows of it.
      guard !clauses.contains(where: { $0.names(meaning.clause.field) }),
        !hints.contains(where: { $0.filter == filter })
      else { continue }
      var rest = clauses
      rest.replaceSubrange(meaning.clauses, with: [])
      let needsProfile = FieldTable.field(named: meaning.clause.field)?.needsProfile == true
      try add(
        meaning.kind, clauses[meaning.clauses], node, rest, query, needsProfile ? nil : matching, to: &hints)
    }
    if matched.total <= Self.little {
      for (index, clause) in clauses.enumerated() {
        guard case .field(let filter) = clause.kind, Self.fieldsOfNames.contains(filter.field) else {
          continue
        }
        var rest = clauses
        rest.remove(at: index)
        for field in Self.fieldsOfNames where field != filter.field {
          let node = Node(.field(FieldClause(field: field, match: filter.match)))
          try add(.name, [clause], node, rest, query, matching, above: matched.total, to: &hints)
        }
      }
    }
    return hints
  }

  private static let fieldsOfNames = ["publisher", "creator", "steward", "intermediary"]

  /// - Parameters:
  ///   - rest: The other clauses.
  ///   - matching: How they match; `nil` if that cannot be counted.
  ///   - least: Found as well without the filter.
  private func add(
    _ kind: SearchAdvice.FilterHint.Kind, _ words: some Sequence<Node>, _ node: Node, _ rest: [Node],
    _ query: Query,
    _ matching: WordMatching?, above least: Int = 0, to hints: inout [SearchAdvice.FilterHint]
  ) throws {
    let clauses = rest + [node]
    let count = try matching.map { try self.count(clauses, $0) }
    guard count.map({ $0 > least }) ?? true else { return }
    let better = Query(
      root: clauses.count == 1 ? node : Node(.and(clauses)), sort: query.sort, matching: query.matching)
    hints.append(
      .init(
        kind: kind, words: words.map(\.canonicalText).joined(separator: " "), filter: node.canonicalText,
        needsProfile: matching == nil, query: better.canonicalText, count: count))
  }
}
