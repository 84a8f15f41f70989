internal import CartularyIndex
internal import CartularyQuery

/// What clauses ask for together, before anything is ranked higher: the words among them by how many of them a
/// dataset must have, all else as it says.
struct CombinedClauses {
  let words: BareWords
  /// What is asked for.
  let asked: IndexQuery
  /// What is asked for and has all the words; the same query if nothing is left to choose.
  let complete: IndexQuery

  init(_ clauses: [Node], _ matching: WordMatching, _ planner: QueryPlanner) throws {
    let isBare = Self.bare(clauses)
    let bare = zip(clauses, isBare).filter(\.1).map(\.0)
    let rest = zip(clauses, isBare).filter { !$0.1 }.map(\.0)
    // Filters behind the words do not end the last word.
    let typed = zip(clauses, isBare).filter { !Self.isFilter($0.0) }
    let isOpen = typed.last?.1 ?? false
    words = try planner.known.bareWords(bare, isOpen: isOpen, planner.without) {
      try BareWords(bare, isOpen: isOpen, planner)
    }
    guard !clauses.isEmpty else {
      (asked, complete) = (.all, .all)
      return
    }
    guard let all = words.all, let any = words.any else {
      // Words without a letter or digit ask for nothing that could be found.
      asked = rest.isEmpty ? .none : try planner.conjunction(rest)
      complete = asked
      return
    }
    complete = try planner.conjunction(rest, text: all)
    let demands = rest.contains(where: Self.demandsText)
    guard matching == .any, demands || words.words.count > 1 else {
      asked = complete
      return
    }
    asked = try planner.conjunction(rest, text: any, isTextWelcome: demands)
  }

  /// Which clauses are words to rank. An identifier alone is to be found as a whole.
  private static func bare(_ clauses: [Node]) -> [Bool] {
    let isText = clauses.map { BareWords.text($0) != nil }
    let texts = zip(clauses, isText).filter(\.1).map(\.0)
    if texts.count == 1, case .identifier = texts[0].kind { return clauses.map { _ in false } }
    return isText
  }

  private static func isFilter(_ node: Node) -> Bool {
    switch node.kind {
    case .field, .presence, .state: true
    case .or(let parts): parts.allSatisfy(isFilter)
    case .not(let inner): isFilter(inner)
    default: false
    }
  }

  /// Whether a clause has words that must be there, so that other words are optional.
  private static func demandsText(_ node: Node) -> Bool {
    switch node.kind {
    case .word, .prefix, .phrase, .identifier, .required: true
    case .and(let parts), .or(let parts): parts.contains(where: demandsText)
    case .all, .not, .field, .presence, .state, .scope: false
    }
  }
}
