internal import CartularyBase

/// An `in:` that waits for the end of its group.
struct Scope {
  let field: String
  let range: Range<Int>
}

/// `has:`, `no:`, `is:`, `in:`, `sort:` and `match:`, the names that the language keeps for itself.
extension GrammarParser {
  /// Reads what follows the name of a modifier and its colon.
  mutating func modifierClause(_ modifier: QuerySchema.Modifier, name: Range<Int>) throws(QueryError)
    -> Clause
  {
    let words = try modifierWords(after: name)
    let range = name.lowerBound..<scanner.offset
    switch modifier {
    case .sort:
      for word in words { try addSortKey(word) }
      return .order
    case .match:
      for word in words { try setMatching(word) }
      return .order
    case .in:
      let scope = Scope(field: try scopeField(words[0]), range: range)
      if words.count > 1 {
        throw secondScope(Scope(field: try scopeField(words[1]), range: words[1].range), beside: scope)
      }
      return .scope(scope)
    case .has, .no:
      var nodes: [Node] = []
      for word in words { nodes.append(try presence(word, isPresent: modifier == .has)) }
      return .node(Node(.or(nodes), range: range))
    case .is:
      var nodes: [Node] = []
      for word in words { nodes.append(try state(word)) }
      return .node(Node(.or(nodes), range: range))
    }
  }

  /// Passes the list after a modifier: words or quoted texts with commas between, at least one.
  private mutating func modifierWords(after name: Range<Int>) throws(QueryError) -> [RawValue] {
    let words = try rawValueList()
    if words.isEmpty { throw missingValue(after: name) }
    for word in words { try countClause(word.range) }
    return words
  }

  /// Of several the last counts, as whoever adds one to a query means it.
  private mutating func setMatching(_ word: RawValue) throws(QueryError) {
    let names = WordMatching.allCases.map(\.rawValue)
    guard let found = WordMatching(rawValue: word.text.lowercased()) else {
      throw fault(
        .unknownValue, "unknown value \(Self.quoted(word.text)) of 'match'", word.range,
        suggestions: NearMiss.closest(to: word.text, among: names), help: Self.list("after match:", names))
    }
    matching = found
  }

  private mutating func addSortKey(_ word: RawValue) throws(QueryError) {
    var name = word.text
    var descending = false
    if name.hasPrefix("-") {
      descending = true
      name.removeFirst()
    } else if schema.sortKey(for: name) == nil {
      // GitHub's spelling: updated-desc.
      for (ending, isDescending) in [("-desc", true), ("-asc", false)]
      where name.lowercased().hasSuffix(ending) {
        name.removeLast(ending.count)
        descending = isDescending
      }
    }
    guard let key = schema.sortKey(for: name) else {
      let near = NearMiss.closest(to: name, among: schema.sortKeys).map { descending ? "-" + $0 : $0 }
      throw fault(
        .unknownValue, "unknown sort key \(Self.quoted(name))", word.range, suggestions: near,
        help: near.isEmpty ? Self.list("sort keys", schema.sortKeys) : nil)
    }
    if !sort.contains(where: { $0.field == key }) {
      sort.append(SortKey(field: key, descending: descending, range: word.range))
    }
  }

  private func scopeField(_ word: RawValue) throws(QueryError) -> String {
    if let field = schema.field(named: word.text), field.kind == .text { return field.name }
    let near = NearMiss.closest(to: word.text, among: schema.scopeNames)
    throw fault(
      .unknownField, "\(Self.quoted(word.text)) is not a field whose words can be searched", word.range,
      suggestions: near, help: near.isEmpty ? Self.list("after in:", schema.scopeVocabulary) : nil)
  }

  private func presence(_ word: RawValue, isPresent: Bool) throws(QueryError) -> Node {
    if let name = schema.presenceName(for: word.text) {
      return Node(.presence(field: name, isPresent: isPresent), range: word.range)
    }
    if let field = schema.field(named: word.text) {
      throw fault(.presenceUnsupported, "'\(field.name)' cannot be asked for with has: or no:", word.range)
    }
    let near = NearMiss.closest(to: word.text, among: schema.presenceNamesAndAliases)
    throw fault(
      .unknownValue, "unknown field \(Self.quoted(word.text)) after '\(isPresent ? "has" : "no"):'",
      word.range,
      suggestions: near, help: near.isEmpty ? Self.list("fields", schema.presenceVocabulary) : nil)
  }

  private func state(_ word: RawValue) throws(QueryError) -> Node {
    if let state = schema.state(for: word.text) { return Node(.state(state), range: word.range) }
    let near = NearMiss.closest(to: word.text, among: schema.states)
    throw fault(
      .unknownValue, "unknown state \(Self.quoted(word.text)) after 'is:'", word.range, suggestions: near,
      help: near.isEmpty ? Self.list("states", schema.states) : nil)
  }

  // MARK: - Faults

  func secondScope(_ second: Scope, beside first: Scope) -> QueryError {
    fault(
      .misplacedModifier, "a group has one 'in:' only", second.range,
      help: "for words in either field, write (in:\(first.field) …) OR (in:\(second.field) …)")
  }

  func misplaced(_ range: Range<Int>) -> QueryError {
    fault(.misplacedModifier, "'\(scanner.text(range))' cannot be excluded or required", range)
  }

  mutating func reportEmptyScope(_ scope: Scope) throws(QueryError) {
    try repair(
      .misplacedModifier, "'in:\(scope.field)' has no words next to it", scope.range,
      help: "add words to search in '\(scope.field)'")
  }

  /// Returns the names to choose from, as far as a line takes them.
  static func list(_ title: String, _ names: [String]) -> String? {
    if names.isEmpty { return nil }
    let shown = names.prefix(12).joined(separator: ", ")
    return "\(title): \(shown)" + (names.count > 12 ? ", … (\(names.count) in all)" : "")
  }
}
