internal import QueryLanguage
internal import SearchIndex

/// The words of a query that stand side by side outside of brackets, without an operator: what is ranked rather
/// than demanded.
///
/// A dataset matches with any of them, and the rarer and the more they are the higher it stands. Function words
/// and words that only ask are left out, unless there is nothing else.
struct BareWords {
  /// The words that count, each once in their order, as they are folded; joined forms of codes apart.
  let words: [String]
  /// The words that do not count.
  let leftOut: [String]
  /// Datasets that have one of the words; `nil` where there are none.
  let any: IndexQuery?
  /// Datasets that have all of them.
  let all: IndexQuery?
  /// Two of the words side by side, as terms of the index.
  let pairs: [String]
  /// What abbreviations among them stand for, by the abbreviation, as stems.
  let expansions: [String: [[String]]]

  /// - Parameters:
  ///   - nodes: Words and identifiers, in their order.
  ///   - isOpen: Whether the last of them ends the query, so that it may be half typed.
  init(_ nodes: [Node], isOpen: Bool, _ planner: QueryPlanner) throws {
    let texts = nodes.compactMap(Self.text)
    let tokens = texts.map { planner.analyzer.tokens(in: $0) }
    let plain = tokens.flatMap { $0 }.filter { !$0.isJoined }
    let isKept = Self.kept(plain.map(\.word))
    words = Self.distinct(zip(plain, isKept).filter(\.1).map(\.0.word))
    leftOut = Self.distinct(zip(plain, isKept).filter { !$0.1 }.map(\.0.word))
    pairs = Self.pairs(plain, isKept)
    var expansions: [String: [[String]]] = [:]
    for word in words { expansions[word] = try Self.longForms(of: word, planner) }
    self.expansions = expansions

    let dropped = Set(leftOut)
    let last = isOpen ? tokens.last?.last { !$0.isJoined } : nil
    var any = AnyOf()
    var all: [IndexQuery] = []
    for (index, node) in nodes.filter({ Self.text($0) != nil }).enumerated() {
      let mine = tokens[index].filter { $0.isJoined || !dropped.contains($0.word) }
      guard mine.contains(where: { !$0.isJoined }) else { continue }
      let end = index == tokens.count - 1 ? last?.range.upperBound : nil
      let forms = mine.map { token in
        Forms(token, expansions[token.word] ?? [], isOpen: token.range.upperBound == end)
      }
      forms.forEach { any.add($0) }
      var exact: [IndexQuery] = []
      if case .identifier(let text) = node.kind {
        exact = planner.exactIdentifiers(text).map { .scale(Scoring.exactBonus, .term($0)) }
      }
      any.others += exact
      let apart = forms.filter { !$0.token.isJoined }.map(\.query)
      let joined = forms.filter(\.token.isJoined).map(\.query)
      all.append(.anyOf([.allOf(apart)] + joined + exact))
    }
    self.any = all.isEmpty ? nil : any.query
    self.all = all.isEmpty ? nil : .allOf(all)
  }

  /// A word or identifier's text; `nil` for any other node.
  static func text(_ node: Node) -> String? {
    switch node.kind {
    case .word(let text), .identifier(let text): text
    default: nil
    }
  }

  private static func kept(_ words: [String]) -> [Bool] {
    let asking = FunctionWords.askingCount(words)
    let kept = words.enumerated().map { $0.offset >= asking && !FunctionWords.contains($0.element) }
    return kept.contains(true) ? kept : words.map { _ in true }
  }

  private static func distinct(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }

  /// At most 32, each once.
  private static func pairs(_ tokens: [Token], _ isKept: [Bool]) -> [String] {
    let kept = zip(tokens, isKept).map { $1 ? $0 : nil }
    var seen: Set<String> = []
    return zip(kept, kept.dropFirst()).prefix(32).compactMap { one, next in
      guard let one, let next else { return nil }
      let term = RecordText.pairTerm(one.stem, next.stem)
      return seen.insert(term).inserted ? term : nil
    }
  }

  /// What most records that define an abbreviation say that it stands for.
  private static func longForms(of word: String, _ planner: QueryPlanner) throws -> [[String]] {
    let defined = try planner.terms(Abbreviation.beginning(for: word), 100)
    return defined.sorted { ($1.count, $0.term) < ($0.count, $1.term) }.prefix(Scoring.expansionCount)
      .map { $0.term.split(separator: " ").map(String.init) }
  }
}

/// One word with what may stand for it.
private struct Forms {
  let token: Token
  let stem: String
  /// What finds it otherwise than by its stem, each with its share of weight.
  let others: [IndexQuery]

  init(_ token: Token, _ expansions: [[String]], isOpen: Bool) {
    self.token = token
    stem = ExactTerm.bounded(TermPrefix.stem + token.stem)
    var others = expansions.map { stems in
      IndexQuery.scale(
        Scoring.expansionWeight / Double(stems.count),
        .and(stems.map { .term(ExactTerm.bounded(TermPrefix.stem + $0)) }))
    }
    if isOpen, token.word.count >= Scoring.shortestBeginning {
      let beginning = ExactTerm.bounded(TermPrefix.beginning + token.word)
      others.append(.scale(Scoring.beginningBonus, .term(beginning)))
    }
    self.others = others
  }

  var query: IndexQuery { .anyOf([.term(stem)] + others) }
}

/// An OR in which a stem that stands twice is one term with twice the weight of asking.
private struct AnyOf {
  private var stems: [String] = []
  private var counts: [String: Int] = [:]
  var others: [IndexQuery] = []

  mutating func add(_ forms: Forms) {
    if counts[forms.stem] == nil {
      stems.append(forms.stem)
      others += forms.others
    }
    counts[forms.stem, default: 0] += 1
  }

  var query: IndexQuery {
    .anyOf(
      stems.map { stem in
        let count = counts[stem] ?? 1
        return count == 1 ? .term(stem) : .weighted(stem, wqf: count)
      } + others)
  }
}

extension IndexQuery {
  /// One part is itself.
  static func anyOf(_ parts: [IndexQuery]) -> IndexQuery { parts.count == 1 ? parts[0] : .or(parts) }
  static func allOf(_ parts: [IndexQuery]) -> IndexQuery { parts.count == 1 ? parts[0] : .and(parts) }
}
