internal import QueryLanguage
internal import SearchIndex

/// A query ready to run: the matches it asks for, what ranks them higher, and what to mark in them.
struct SearchPlan {
  /// Everything, with the boosts of ranking.
  let query: IndexQuery
  /// For each facet field with a filter of its own: the query without that filter.
  let withoutOwnFilter: [String: IndexQuery]
  /// Values that the query selects, by facet field, as typed or canonical.
  let selected: [String: [String]]
  /// Stems and beginnings to mark.
  let stems: Set<String>
  let prefixes: [String]
  /// Bare words of the top level, in their order.
  let words: [Token]

  init(_ question: Question, planner: QueryPlanner) throws {
    let query = question.whole
    let clauses = SearchSession.clauses(of: query)
    var selected: [String: [String]] = [:]
    for clause in clauses {
      guard let name = Self.filteredField(clause), let field = FieldTable.field(named: name) else { continue }
      for value in Self.values(of: clause) where try planner.isWhole(value, of: field) {
        selected[name, default: []].append(value.text)
      }
    }
    self.selected = selected
    let marked = Marking(query.root, planner)
    (stems, prefixes, words) = (marked.stems, marked.prefixes, marked.words)
    // A pasted name finds its dataset whatever its signs would mean as a query: "(TBESC)-II" excludes
    // nothing. Only filters that stand beside the query still hold.
    let name = try Self.wholeName(of: question.text, planner)
    func orNamed(_ query: IndexQuery, without field: String? = nil) throws -> IndexQuery {
      guard let name, query != .all else { return query }
      let filters = question.filters.nodes.filter { field == nil || Self.filteredField($0) != field }
      return .or([query, filters.isEmpty ? name : .filter(name, try planner.plan(Node(.and(filters))))])
    }
    self.query = try orNamed(Self.boosted(clauses, marked, planner))
    var without: [String: IndexQuery] = [:]
    for field in Self.filteredFields(clauses) {
      let rest = clauses.filter { Self.filteredField($0) != field }
      without[field] = rest.isEmpty ? .all : try orNamed(planner.plan(Node(.and(rest))), without: field)
    }
    withoutOwnFilter = without
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

  /// Small additions that only order what matches: whole names first, words of the title, neighbours.
  private static func boosted(_ clauses: [Node], _ marked: Marking, _ planner: QueryPlanner) throws
    -> IndexQuery
  {
    guard !clauses.isEmpty else { return .all }
    let main = try planner.plan(Node(.and(clauses)))
    guard !marked.words.isEmpty else { return main }
    let inTitle = marked.words.map { word in
      IndexQuery.scale(
        Scoring.titleBonus * Scoring.singleTermScale, .term(ExactTerm.bounded(titlePrefix + word.stem)))
    }
    var query = IndexQuery.andMaybe(main, .or(inTitle))
    for (first, second) in zip(marked.words, marked.words.dropFirst()) {
      for prefix in adjacencyPrefixes {
        let pair = IndexQuery.phrase(
          [first.stem, second.stem].map { ExactTerm.bounded(prefix + $0) }, window: 2)
        // One by one, not in one OR: of a phrase in an OR beside AND_MAYBE, Xapian 1.4.22 adds the weight also to
        // documents without the phrase, as it stands at some other document. Scores would depend on how documents
        // are numbered, and so on what came and went before.
        query = .andMaybe(query, .scale(Scoring.adjacencyBonus * Scoring.singleTermScale, pair))
      }
    }
    return query
  }

  /// The term of the name that a text is as a whole; `nil` where no dataset is so called.
  private static func wholeName(of text: String, _ planner: QueryPlanner) throws -> IndexQuery? {
    let name = Scoring.wholeName(planner.analyzer.tokens(in: text))
    let term = ExactTerm.bounded(TermPrefix.wholeName + name)
    guard !name.isEmpty, try planner.frequency(term) > 0 else { return nil }
    let written = ExactTerm.bounded(TermPrefix.writtenName + Scoring.writtenName(text))
    return .or([
      .scale(Scoring.wholeNameBonus, .term(term)), .scale(Scoring.wholeNameBonus, .term(written)),
    ])
  }

  private static let titlePrefix = prefix(of: "title")
  private static let adjacencyPrefixes = [prefix(of: "title"), prefix(of: "description")]

  private static func prefix(of name: String) -> String {
    guard let prefix = FieldTable.field(named: name)?.text?.prefix else {
      preconditionFailure("the table has a text field \(name)")
    }
    return prefix
  }
}

/// What a query says in words, anywhere but in what it excludes.
private struct Marking {
  private(set) var stems: Set<String> = []
  private(set) var prefixes: [String] = []
  /// Bare words of the top level in their order, for boosts. At most 32: their pairs are phrases.
  private(set) var words: [Token] = []

  init(_ root: Node?, _ planner: QueryPlanner) {
    if let root { collect(root, planner, isTop: true) }
  }

  private mutating func collect(_ node: Node, _ planner: QueryPlanner, isTop: Bool) {
    switch node.kind {
    case .word(let text), .phrase(let text), .identifier(let text):
      let tokens = planner.analyzer.tokens(in: text)
      stems.formUnion(tokens.map(\.stem))
      if isTop { words += tokens.filter { !$0.isJoined }.prefix(max(0, 32 - words.count)) }
    case .prefix(let text):
      if let last = planner.analyzer.tokens(in: text).last { prefixes.append(last.word) }
    case .and(let parts):
      for part in parts { collect(part, planner, isTop: isTop) }
    case .or(let parts):
      for part in parts { collect(part, planner, isTop: false) }
    case .required(let inner), .scope(_, let inner):
      collect(inner, planner, isTop: isTop)
    case .field(let clause):
      guard let field = FieldTable.field(named: clause.field), field.text != nil,
        case .values(let values) = clause.match
      else { return }
      for value in values { stems.formUnion(planner.stems(of: value.text)) }
    case .all, .not, .presence, .state: break
    }
  }
}
