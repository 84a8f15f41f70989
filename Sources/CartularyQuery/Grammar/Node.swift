/// One part of a query, with its place in the text.
///
/// A node is always in normal form, however it was made: `init` rewrites a kind that says the same as a
/// plainer one. So each meaning has one tree, and printing a tree and parsing the text gives that tree again.
///
/// Equality looks at what is asked and not at places.
package struct Node: Sendable, Equatable {
  package let kind: Kind
  /// The part of the text that this node was read from, in UTF-8 offsets; empty for a node that was built by
  /// hand.
  package let range: Range<Int>

  package indirect enum Kind: Sendable, Equatable {
    /// Every dataset: `*`. Inside `and` it vanishes.
    case all
    /// Text without white space: `water`, `50%`, `house-prices`. Where words end inside it is the index's
    /// matter.
    case word(String)
    /// The beginning of a word: `wat*`.
    case prefix(String)
    /// Words in a row: `"water quality"`. One word in quotes stays a phrase.
    case phrase(String)
    /// A DOI, URL, ARK, URN, UUID or code such as `AAA-001-ZZZ`, as typed: to be matched as a whole, and as
    /// text.
    case identifier(String)
    /// All of two or more, none of which is itself an `and`.
    case and([Node])
    /// Any of two or more, none of which is itself an `or`.
    case or([Node])
    /// What does not match: `-water`, `NOT water`. Never around another `not` or a `required`.
    case not(Node)
    /// What must match even where words are ranked rather than demanded: `+water`.
    case required(Node)
    case field(FieldClause)
    /// Whether a record has anything in a field: `has:license`, `license:*`, `no:license`.
    case presence(field: String, isPresent: Bool)
    /// The state of a record: `is:open`.
    case state(String)
    /// Text that is searched in one field: `in:column nitrate`.
    ///
    /// `in:` reaches all bare text of its own group, before and after it, also in brackets within. Clauses
    /// that name a field stay outside, or inside brackets keep their own field, and so does an inner `in:`.
    case scope(field: String, Node)
  }

  /// Makes a node of `kind` in normal form.
  ///
  /// Text becomes what the parser would read it as: a word with white space is a phrase, a word that is an
  /// identifier is one, and `AND`, `OR` and `NOT` are lower case, as only capitals are operators. Text
  /// without anything in it matches all. Nested `and` and `or` are flattened, and of fewer than two parts
  /// only the part itself stays; nothing at all is `all` under `and`, and its opposite under `or`.
  package init(_ kind: Kind, range: Range<Int> = 0..<0) {
    self.kind = Self.normalized(kind)
    self.range = range
  }

  package static func == (first: Node, second: Node) -> Bool { first.kind == second.kind }

  private static func normalized(_ kind: Kind) -> Kind {
    switch kind {
    case .all, .presence, .state: kind
    case .word(let text): normalizedWord(text)
    case .prefix(let text): normalizedPrefix(text)
    case .phrase(let text): Lexicon.isBlank(text) ? .all : kind
    case .identifier(let text): normalizedWord(text)
    case .and(let parts): normalizedAnd(parts)
    case .or(let parts): normalizedOr(parts)
    case .not(let node): normalizedNot(node)
    case .required(let node): normalizedRequired(node)
    case .field(let clause): normalizedField(clause)
    case .scope(let field, let node): normalizedScope(field, node)
    }
  }
}

// MARK: - Normal form

extension Node {
  private static func normalizedWord(_ text: String) -> Kind {
    if Lexicon.isBlank(text) { return .all }
    if Lexicon.containsWhitespace(text) { return .phrase(text) }
    if let identifier = ParsedIdentifier(whole: text) { return .identifier(identifier.text) }
    return .word(Operator(rawValue: text) == nil ? text : text.lowercased())
  }

  private static func normalizedPrefix(_ text: String) -> Kind {
    if Lexicon.isBlank(text) { return .all }
    return Lexicon.containsWhitespace(text) ? .phrase(text) : .prefix(text)
  }

  private static func normalizedAnd(_ parts: [Node]) -> Kind {
    let flat = parts.flatMap { part in
      if case .and(let inner) = part.kind { inner } else { [part] }
    }
    let narrowing = flat.filter { $0.kind != .all }
    return narrowing.count > 1 ? .and(narrowing) : narrowing.first?.kind ?? .all
  }

  private static func normalizedOr(_ parts: [Node]) -> Kind {
    let flat = parts.flatMap { part in
      if case .or(let inner) = part.kind { inner } else { [part] }
    }
    if flat.isEmpty { return .not(Node(.all)) }
    return flat.count > 1 ? .or(flat) : flat[0].kind
  }

  private static func normalizedNot(_ node: Node) -> Kind {
    switch node.kind {
    case .not(let inner): inner.kind
    // What is excluded is excluded for certain already.
    case .required(let inner): .not(inner)
    default: .not(node)
    }
  }

  private static func normalizedRequired(_ node: Node) -> Kind {
    switch node.kind {
    case .all, .not, .required: node.kind
    default: .required(node)
    }
  }

  private static func normalizedField(_ clause: FieldClause) -> Kind {
    if case .range(nil, nil) = clause.match { return .presence(field: clause.field, isPresent: true) }
    return .field(clause)
  }

  private static func normalizedScope(_ field: String, _ node: Node) -> Kind {
    guard node.bearsBareText else { return node.kind }
    guard case .and(let parts) = node.kind,
      let place = parts.firstIndex(where: \.bearsBareText), !parts.allSatisfy(\.bearsBareText)
    else { return .scope(field: field, node) }
    let text = parts.filter(\.bearsBareText)
    let range = hull(of: text) ?? node.range
    var outside = parts.filter { !$0.bearsBareText }
    // Nothing before the first text is text, so its place among all parts is its place among the others.
    outside.insert(Node(.scope(field: field, Node(.and(text), range: range)), range: range), at: place)
    return .and(outside)
  }

  /// Whether there is text in this part that no field or `in:` has claimed.
  var bearsBareText: Bool {
    switch kind {
    case .word, .prefix, .phrase, .identifier: true
    case .and(let parts), .or(let parts): parts.contains(where: \.bearsBareText)
    case .not(let node), .required(let node): node.bearsBareText
    case .all, .field, .presence, .state, .scope: false
    }
  }

  /// Whether an AND next to it demands what would otherwise be ranked: text, but none that is excluded.
  var isDemandable: Bool {
    if case .not = kind { return false }
    return bearsBareText
  }

  /// Returns the range from the first of `nodes` to the last, or nil when there are none.
  static func hull(of nodes: [Node]) -> Range<Int>? {
    guard let lower = nodes.map(\.range.lowerBound).min(), let upper = nodes.map(\.range.upperBound).max()
    else {
      return nil
    }
    return lower..<upper
  }
}
