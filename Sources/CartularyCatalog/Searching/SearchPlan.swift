internal import CartularyIndex
internal import CartularyQuery

/// A query ready to run: the matches it asks for, what ranks them higher, and what to mark in them.
struct SearchPlan {
  /// The question as it is answered.
  let question: Question
  /// Everything, with the boosts of ranking.
  let query: IndexQuery
  /// What of it has all the words; `nil` if everything has.
  let complete: IndexQuery?
  /// How the words of the query were read.
  let bare: BareWords
  let matching: WordMatching
  /// For each facet field with a filter of its own: the query without that filter.
  let withoutOwnFilter: [String: IndexQuery]
  /// Values that the query selects, by facet field, as typed or canonical.
  let selected: [String: [String]]
  /// Stems and beginnings to mark.
  let stems: Set<String>
  let prefixes: [String]
  /// Words of the top level in their order, those in quotes and those demanded among them.
  let words: [Token]

  init(_ question: Question, planner: QueryPlanner) throws {
    self.question = question
    let query = question.whole
    let clauses = SearchSession.clauses(of: query)
    var selected: [String: [String]] = [:]
    for clause in clauses {
      guard let name = Self.filteredField(clause), let field = FieldTable.field(named: name) else { continue }
      for value in Self.values(of: clause) where try planner.isWhole(value, of: field) {
        // Whoever names a family has not chosen its members that no record has.
        if value.isOfFamily, try !planner.isHeld(value, of: field) { continue }
        selected[name, default: []].append(value.text)
      }
    }
    self.selected = selected
    let reading = try CombinedClauses(clauses, question.matching, planner)
    (bare, matching) = (reading.words, question.matching)
    let marked = try Marking(query.root, planner)
    let leftOut = Set(try reading.words.leftOut.flatMap { try planner.stems(in: $0) })
    (stems, words) = (marked.stems.subtracting(leftOut), marked.words)
    prefixes = marked.prefixes
    // A pasted name finds its dataset whatever its signs would mean as a query: "(TBESC)-II" excludes
    // nothing. Only the filters given in addition to the query still hold.
    let names =
      try Self.isExclusion(question) || planner.without.contains(.names)
      ? [] : planner.names(question.text, isExcluding: Self.excludes(question.query.root))
    func orNamed(_ query: IndexQuery, without field: String? = nil) throws -> IndexQuery {
      guard !names.isEmpty, query != .all else { return query }
      let named = IndexQuery.anyOf(names.map { .fixed($0.term, weight: 0) })
      let filters = question.filters.nodes.filter { field == nil || Self.filteredField($0) != field }
      return .or([query, filters.isEmpty ? named : .filter(named, try planner.plan(Node(.and(filters))))])
    }
    let found = try orNamed(Self.boosted(reading, planner.without))
    // Apart from what lets them in, so that the weights of words are added up first, whichever names there are:
    // sums of other order differ in their last bits.
    self.query =
      names.isEmpty || found == .all
      ? found : .andMaybe(found, .anyOf(names.map { .fixed($0.term, weight: $0.tier.weight) }))
    complete = reading.complete == reading.asked ? nil : try orNamed(reading.complete)
    var without: [String: IndexQuery] = [:]
    for field in Self.filteredFields(clauses) {
      let rest = clauses.filter { Self.filteredField($0) != field }
      let others = try CombinedClauses(rest, question.matching, planner)
      without[field] = rest.isEmpty ? .all : try orNamed(others.asked, without: field)
    }
    withoutOwnFilter = without
  }

  /// The query for matches none of which has all the words: those with more of them go first, and of those the ones
  /// with rarer words, as far as their weights are near each other: each two words count a little more together.
  ///
  /// Pairs of many words are many; a question of so many words is a sentence, and its rare words tell.
  var forSomeOfTheWords: IndexQuery {
    let words = bare.each
    guard (3...8).contains(words.count) else { return query }
    let pairs = words.indices.flatMap { one in
      words.indices[(one + 1)...].map { IndexQuery.and([words[one], words[$0]]) }
    }
    return .andMaybe(query, .scale(Scoring.someWordsBonus, .or(pairs)))
  }

  /// The facet field that a top-level clause narrows, by values, by a range, or by an OR of such clauses.
  private static func filteredField(_ node: Node) -> String? {
    switch node.kind {
    case .field(let clause):
      return FieldTable.field(named: clause.field)?.isFacet == true ? clause.field : nil
    case .or(let parts):
      let fields = Set(parts.map(filteredField))
      return fields.count == 1 ? fields.first ?? nil : nil
    default: return nil
    }
  }

  private static func values(of node: Node) -> [FieldValue] {
    switch node.kind {
    case .field(let clause):
      if case .values(let values) = clause.match { return values }
      return []
    case .or(let parts): return parts.flatMap(values)
    default: return []
    }
  }

  private static func filteredFields(_ clauses: [Node]) -> Set<String> {
    Set(clauses.compactMap(filteredField))
  }

  /// Small additions that only order what matches: neighbours, and all the words.
  ///
  /// They are terms and ANDs of terms. A phrase would do for neighbours, but takes four times as long; and of a
  /// phrase in an OR next to AND_MAYBE, Xapian 1.4.22 also adds the weight to documents without the phrase, as
  /// it is positioned at some other document: scores would depend on how documents are numbered.
  private static func boosted(_ reading: CombinedClauses, _ without: Set<RankingPart>) -> IndexQuery {
    var query = reading.asked
    if !reading.words.pairs.isEmpty {
      query = .andMaybe(query, .scale(Scoring.pairBonus, .anyOf(reading.words.pairs)))
    }
    if reading.asked != reading.complete, !without.contains(.completeness), let all = reading.words.all {
      query = .andMaybe(query, .scale(Scoring.completeBonus, all))
    }
    return query
  }

  /// Whether something is excluded anywhere in a query.
  private static func excludes(_ node: Node?) -> Bool {
    switch node?.kind {
    case .not, .presence(_, false): true
    case .and(let parts), .or(let parts): parts.contains(where: excludes)
    case .required(let inner), .scope(_, let inner): excludes(inner)
    default: false
    }
  }

  /// Whether a query only excludes and begins with saying so: what it names is then what is not wanted. A title
  /// may have a NOT later.
  private static func isExclusion(_ question: Question) -> Bool {
    guard case .not? = question.query.root?.kind else { return false }
    let start = question.text.drop(while: \.isWhitespace)
    return ["-", "!", "NOT"].contains { start.hasPrefix($0) }
  }
}

/// What a query says in words, anywhere but in what it excludes.
private struct Marking {
  private(set) var stems: Set<String> = []
  private(set) var prefixes: [String] = []
  /// Bare words of the top level in their order, at most 32.
  private(set) var words: [Token] = []

  init(_ root: Node?, _ planner: QueryPlanner) throws {
    if let root { try collect(root, planner, isTop: true) }
  }

  private mutating func collect(_ node: Node, _ planner: QueryPlanner, isTop: Bool) throws {
    switch node.kind {
    case .word(let text), .phrase(let text), .identifier(let text):
      stems.formUnion(try planner.stems(in: text))
      let tokens = planner.analyzer.tokens(in: text)
      if isTop { words += tokens.filter { !$0.isJoined }.prefix(max(0, 32 - words.count)) }
    case .prefix(let text):
      if let last = planner.analyzer.tokens(in: text).last { prefixes.append(last.word) }
    case .and(let parts):
      for part in parts { try collect(part, planner, isTop: isTop) }
    case .or(let parts):
      for part in parts { try collect(part, planner, isTop: false) }
    case .required(let inner), .scope(_, let inner):
      try collect(inner, planner, isTop: isTop)
    case .field(let clause):
      guard let field = FieldTable.field(named: clause.field), field.text != nil,
        case .values(let values) = clause.match
      else { return }
      for value in values { stems.formUnion(try planner.stems(in: value.text)) }
    case .all, .not, .presence, .state: break
    }
  }
}
