internal import CartularyBase
internal import CartularyIndex
internal import CartularyQuery

/// The words of a query next to each other, outside of brackets and without an operator: what is ranked rather
/// than demanded.
///
/// A dataset matches with any of them, and the rarer and the more they are the higher it stands. Function words
/// and words that only ask are left out, unless there is nothing else.
struct BareWords {
  /// The words that count, each once in their order, as they are folded; joined forms of codes apart.
  let words: [String]
  /// The words that do not count.
  let leftOut: [String]
  /// Datasets that have one of the words; `nil` without words.
  let any: IndexQuery?
  /// Datasets that have all of them.
  let all: IndexQuery?
  /// For each of the words in their order, the datasets that have it.
  let each: [IndexQuery]
  /// Two of the words side by side.
  let pairs: [IndexQuery]
  /// What is searched in addition to them.
  let expansions: [Expansion]

  /// - Parameters:
  ///   - nodes: Words and identifiers, in their order.
  ///   - isOpen: Whether the last of them ends the query, so that it may be half typed.
  init(_ nodes: [Node], isOpen: Bool, _ planner: QueryPlanner) throws {
    let texts = nodes.compactMap(Self.text)
    let tokens = texts.map { planner.analyzer.tokens(in: $0) }
    let plain = tokens.flatMap { $0 }.filter { !$0.isJoined }
    let isKept = Self.kept(plain.map(\.word))
    words = zip(plain, isKept).filter(\.1).map(\.0.word).distinct()
    leftOut = zip(plain, isKept).filter { !$0.1 }.map(\.0.word).distinct()
    let dropped = Set(leftOut)
    let last = isOpen ? tokens.last?.last { !$0.isJoined } : nil
    let known = try planner.expansions(of: plain)
    let written = zip(texts, tokens).flatMap { text, tokens in
      tokens.filter { !$0.isJoined }.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    }
    var corrections: [Expansion] = []
    var corrected: Set<String> = []
    for ((token, text), _) in zip(zip(plain, written), isKept).filter(\.1)
    where corrected.insert(token.word).inserted {
      corrections += try planner.corrections(of: token, in: text, isOpen: token.word == last?.word, known)
    }
    let expansions = known + corrections
    self.expansions = expansions
    pairs =
      planner.without.contains(.pairs) ? [] : try Self.pairs(plain, isKept, Self.meant(corrections), planner)
    let byWord = Dictionary(grouping: expansions.filter { $0.words.count == 1 }, by: { $0.words[0] })

    var any = AnyOf()
    var all: [IndexQuery] = []
    for (index, node) in nodes.filter({ Self.text($0) != nil }).enumerated() {
      let mine = tokens[index].filter { $0.isJoined || !dropped.contains($0.word) }
      guard mine.contains(where: { !$0.isJoined }) else { continue }
      let end = index == tokens.count - 1 ? last?.range.upperBound : nil
      let forms = try mine.map { token in
        try Forms(token, planner, byWord[token.word] ?? [], isOpen: token.range.upperBound == end)
      }
      forms.forEach { any.add($0) }
      var exact: [IndexQuery] = []
      if case .identifier(let text) = node.kind {
        exact = try planner.exactIdentifiers(text)
      } else if texts.count > 1 {
        exact = try planner.identifiersWithin(texts[index])
      }
      any.others += exact
      let apart = forms.filter { !$0.token.isJoined }.map(\.query)
      let joined = forms.filter(\.token.isJoined).map(\.query)
      all.append(.anyOf([.allOf(apart)] + joined + exact))
    }
    any.others += expansions.filter { $0.words.count > 1 }.map(\.query)
    self.any = all.isEmpty ? nil : try any.query(planner.readings)
    self.all = all.isEmpty ? nil : .allOf(all)
    each = all
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
    let permitted = UsePhrases.asking(in: words)
    let kept = words.enumerated().map { place, word in
      place >= asking && !FunctionWords.contains(word) && !permitted.contains(place)
    }
    return kept.contains(true) ? kept : words.map { _ in true }
  }

  /// The likeliest word for each that no record has, where there is one.
  private static func meant(_ corrections: [Expansion]) -> [String: String] {
    var meant: [String: String] = [:]
    for correction in corrections {
      guard let respelling = correction.respelling, respelling.form == .word else { continue }
      if meant[correction.words[0]] == nil { meant[correction.words[0]] = respelling.text }
    }
    return meant
  }

  /// At most 32, each once; of what was probably meant where no record has a word.
  private static func pairs(
    _ tokens: [Token], _ isKept: [Bool], _ meant: [String: String], _ planner: QueryPlanner
  ) throws -> [IndexQuery] {
    let kept = zip(tokens, isKept).map { $1 ? $0 : nil }
    var seen: Set<[String]> = []
    return try zip(kept, kept.dropFirst()).prefix(32).compactMap { one, next in
      guard let one, let next, seen.insert([one.word, next.word]).inserted else { return nil }
      let words = [one.word, next.word].map { meant[$0] ?? $0 }
      let pairs = try planner.readings.sequences(of: words).map {
        RecordText.pairTerm($0[0], $0[1])
      }
      return try planner.readings.asOne(pairs)
    }
  }
}

/// One word with what may replace it.
private struct Forms {
  let token: Token
  /// The terms of its stems, which are of different languages.
  let stems: [String]
  /// What finds it otherwise than by its stem, each with its share of weight.
  let others: [IndexQuery]
  let query: IndexQuery

  init(_ token: Token, _ planner: QueryPlanner, _ expansions: [Expansion], isOpen: Bool) throws {
    self.token = token
    stems = try planner.readings.stems(of: token).map { ExactTerm.bounded(TermPrefix.stem + $0) }
    var others = expansions.map(\.query)
    if isOpen, token.word.count >= Scoring.shortestBeginning, !planner.without.contains(.beginnings) {
      let beginning = ExactTerm.bounded(TermPrefix.beginning + token.word)
      others.append(.scale(Scoring.beginningBonus, .term(beginning)))
    }
    self.others = others
    query = .anyOf([try planner.readings.asOne(stems)] + others)
  }
}

/// An OR in which a word that occurs twice is one with twice the query weight.
private struct AnyOf {
  private var words: [(stems: [String], count: Int)] = []
  private var places: [[String]: Int] = [:]
  var others: [IndexQuery] = []

  mutating func add(_ forms: Forms) {
    if let place = places[forms.stems] {
      words[place].count += 1
    } else {
      places[forms.stems] = words.count
      words.append((forms.stems, 1))
      others += forms.others
    }
  }

  func query(_ readings: WordReadings) throws -> IndexQuery {
    .anyOf(try words.map { try readings.asOne($0.stems, wqf: $0.count) } + others)
  }
}

extension IndexQuery {
  /// One part is itself.
  static func anyOf(_ parts: [IndexQuery]) -> IndexQuery { parts.count == 1 ? parts[0] : .or(parts) }
  static func allOf(_ parts: [IndexQuery]) -> IndexQuery { parts.count == 1 ? parts[0] : .and(parts) }
}
