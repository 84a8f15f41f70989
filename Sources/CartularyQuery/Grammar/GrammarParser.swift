internal import CartularyBase

/// One reading of one text: where it stands and what it has gathered. The grammar is in extensions, one a
/// file: groups here, then single clauses, fields, values, ranges and modifiers.
struct GrammarParser {
  let text: String
  let schema: QuerySchema
  let limits: QueryLimits
  let mode: ParseMode
  var scanner: Scanner
  var sort: [SortKey] = []
  var matching: WordMatching?
  var notes: [QueryDiagnostic] = []
  /// Whether a text with a colon is part of a name, as `QueryParser.parse` says.
  var isWithinName: (String) -> Bool = { _ in false }
  private var clauseCount = 0
  private var depth = 0
  /// The first AND, OR or NOT that had nothing to act on, for a query that holds nothing else.
  private var firstStray: Node?

  init(_ text: String, schema: QuerySchema, limits: QueryLimits, mode: ParseMode) {
    self.text = text
    self.schema = schema
    self.limits = limits
    self.mode = mode
    // Text beyond the limit is refused before it is read, so it is not copied either.
    scanner = Scanner(text.utf8.count > limits.byteCount ? "" : text)
  }

  mutating func query() throws(QueryError) -> Query {
    let byteCount = text.utf8.count
    guard byteCount <= limits.byteCount else {
      throw fault(
        .limitExceeded, "the query has \(byteCount) bytes, more than \(limits.byteCount)",
        limits.byteCount..<byteCount)
    }
    let root = try disjunction()
    notes.sort { $0.range.lowerBound < $1.range.lowerBound }
    let isOrderOnly = !sort.isEmpty || matching != nil
    return Query(
      root: root ?? (isOrderOnly ? nil : firstStray), sort: sort, matching: matching, notes: notes)
  }

  /// Reads the whole text as words, whatever signs they have.
  mutating func name() -> Query {
    var words: [Node] = []
    while words.count < limits.clauses {
      scanner.skipWhitespace()
      let start = scanner.offset
      while !scanner.isAtEnd, !scanner.isWhitespace(at: scanner.offset) {
        scanner.offset += scanner.scalar(at: scanner.offset).width
      }
      guard scanner.offset > start else { break }
      words.append(Node(.word(scanner.text(start..<scanner.offset)), range: start..<scanner.offset))
    }
    note(.nameTakenAsText, "something is called so, so it is searched as text", 0..<scanner.offset)
    return Query(root: words.isEmpty ? nil : Node(.and(words), range: 0..<scanner.offset), notes: notes)
  }

  // MARK: - Groups

  /// Reads up to the end or the closing bracket of this group; nil when there is nothing to match in it.
  private mutating func disjunction() throws(QueryError) -> Node? {
    var branches: [Node] = []
    var hasImplicitAnd = false
    var firstOr: Range<Int>?
    var pendingOr: Range<Int>?
    while true {
      let branch = try conjunction()
      if let node = branch.node {
        branches.append(node)
        hasImplicitAnd = hasImplicitAnd || branch.hasImplicitAnd
        if branches.count > 1, firstOr == nil { firstOr = pendingOr }
        pendingOr = nil
      }
      guard let next = scanner.peekOperator(), next.operator == .or else { break }
      scanner.offset = next.range.upperBound
      if branches.isEmpty || pendingOr != nil { try reportStray(next.range) } else { pendingOr = next.range }
    }
    if let pendingOr { try reportStray(pendingOr) }
    guard let range = Node.hull(of: branches) else { return nil }
    let node = Node(.or(branches), range: range)
    if let firstOr, hasImplicitAnd {
      note(
        .mixedOperators, "clauses side by side bind tighter than OR", firstOr,
        help: "read as: \(node.canonicalText)")
    }
    return node
  }

  /// What is between two ORs.
  private struct Branch {
    var node: Node?
    /// Whether two clauses are next to each other in it without an operator.
    var hasImplicitAnd = false
  }

  private mutating func conjunction() throws(QueryError) -> Branch {
    var branch = Branch()
    var nodes: [Node] = []
    /// Clauses since the last AND; those of one field merge.
    var run: [Node] = []
    var scope: Scope?
    var pendingAnd: Range<Int>?
    var isTextBeforeAnd = false
    var operandCountInRun = 0

    while try advancesToOperand() {
      if let next = scanner.peekOperator(), next.operator != .not {
        if next.operator == .or { break }
        scanner.offset = next.range.upperBound
        if (nodes.isEmpty && run.isEmpty) || pendingAnd != nil {
          try reportStray(next.range)
          continue
        }
        pendingAnd = next.range
        isTextBeforeAnd = run.last?.isDemandable ?? false
        nodes += merged(run)
        (run, operandCountInRun) = ([], 0)
        continue
      }
      switch try clause() {
      case .nothing, .order:
        continue
      case .scope(let found):
        if let scope, scope.field != found.field { throw secondScope(found, beside: scope) }
        scope = found
      case .node(let node):
        guard pendingAnd != nil, isTextBeforeAnd, node.isDemandable, let before = nodes.popLast() else {
          run.append(node)
          break
        }
        // Words side by side are ranked; with an AND between them both are demanded.
        nodes.append(Node(.required(before), range: before.range))
        run.append(Node(.required(node), range: node.range))
      }
      pendingAnd = nil
      operandCountInRun += 1
      branch.hasImplicitAnd = branch.hasImplicitAnd || operandCountInRun > 1
    }

    if let pendingAnd { try reportStray(pendingAnd) }
    nodes += merged(run)
    guard let range = Node.hull(of: nodes) else {
      if let scope { try reportEmptyScope(scope) }
      return branch
    }
    let node = Node(.and(nodes), range: range)
    branch.node = node
    if let scope {
      if !node.bearsBareText { try reportEmptyScope(scope) }
      let whole =
        min(range.lowerBound, scope.range.lowerBound)..<max(range.upperBound, scope.range.upperBound)
      branch.node = Node(.scope(field: scope.field, node), range: whole)
    }
    return branch
  }

  /// Passes white space, and outside of all brackets closing ones; false at the end of the group.
  private mutating func advancesToOperand() throws(QueryError) -> Bool {
    while true {
      scanner.skipWhitespace()
      if scanner.isAtEnd { return false }
      guard scanner.peek() == UInt8(ascii: ")") else { return true }
      if depth > 0 { return false }
      try repair(
        .unbalancedBracket, "')' closes nothing", scanner.offset..<scanner.offset + 1, help: "remove it")
      scanner.offset += 1
    }
  }

  /// Reads a group in brackets; the scanner is at the opening one.
  mutating func group() throws(QueryError) -> Node? {
    let opening = scanner.offset..<scanner.offset + 1
    guard depth < limits.depth else {
      throw fault(.limitExceeded, "brackets are nested more than \(limits.depth) deep", opening)
    }
    scanner.offset += 1
    depth += 1
    let node = try disjunction()
    depth -= 1
    if !scanner.take(UInt8(ascii: ")")) {
      try repair(.unbalancedBracket, "'(' is never closed", opening, help: "add ')' or remove it")
    } else if node == nil {
      let range = opening.lowerBound..<scanner.offset
      try repair(.missingValue, "the brackets hold nothing to search", range, help: "remove them")
    }
    return node.map { Node($0.kind, range: opening.lowerBound..<scanner.offset) }
  }

  /// Returns `run` with the clauses of one field drawn together into the first: `format:CSV a format:JSON`.
  private func merged(_ run: [Node]) -> [Node] {
    var nodes: [Node] = []
    var placeByField: [String: Int] = [:]
    for node in run {
      guard case .field(let clause) = node.kind, case .values(let values) = clause.match,
        schema.field(named: clause.field)?.mergesRepeats == true
      else {
        nodes.append(node)
        continue
      }
      if let place = placeByField[clause.field], case .field(let first) = nodes[place].kind,
        case .values(let firstValues) = first.match
      {
        let whole = FieldClause(
          field: first.field, fieldRange: first.fieldRange, match: .values(firstValues + values))
        nodes[place] = Node(.field(whole), range: nodes[place].range.lowerBound..<node.range.upperBound)
      } else {
        placeByField[clause.field] = nodes.count
        nodes.append(node)
      }
    }
    return nodes
  }

  // MARK: - Faults and limits

  /// Counts a word, phrase or value. Call before keeping it.
  mutating func countClause(_ range: Range<Int>) throws(QueryError) {
    clauseCount += 1
    if clauseCount > limits.clauses {
      throw fault(.limitExceeded, "the query has more than \(limits.clauses) words and values", range)
    }
  }

  func fault(
    _ code: QueryDiagnosticCode, _ message: String, _ range: Range<Int>, suggestions: [String] = [],
    help: String? = nil
  ) -> QueryError {
    let diagnostic = QueryDiagnostic(
      code: code, severity: .error, message: message, place: DiagnosticPlace(range, in: text),
      suggestions: suggestions, help: help)
    return QueryError(diagnostic: diagnostic, text: text)
  }

  mutating func note(
    _ code: QueryDiagnosticCode, _ message: String, _ range: Range<Int>, suggestions: [String] = [],
    help: String? = nil
  ) {
    guard notes.count < limits.noteCount else { return }
    notes.append(
      QueryDiagnostic(
        code: code, severity: .note, message: message, place: DiagnosticPlace(range, in: text),
        suggestions: suggestions, help: help))
  }

  /// Takes a fault that can be repaired: notes it where the mode repairs it, and throws it otherwise.
  mutating func repair(
    _ code: QueryDiagnosticCode, _ message: String, _ range: Range<Int>, suggestions: [String] = [],
    help: String? = nil
  ) throws(QueryError) {
    guard mode.repairs(code) else {
      throw fault(code, message, range, suggestions: suggestions, help: help)
    }
    note(code, message, range, suggestions: suggestions, help: help)
  }

  mutating func reportStray(_ range: Range<Int>) throws(QueryError) {
    let sign = scanner.text(range)
    try repair(
      .strayOperator, "'\(sign)' has nothing to act on", range,
      help: "to search for it: \(Spelling.quoted(sign))")
    if firstStray == nil, Operator(spelling: sign) != nil || sign.allSatisfy({ $0 == "!" }) {
      firstStray = Node(.word(sign), range: range)
    }
  }

  /// Returns `text` as messages show it: long ones are cut, as the excerpt shows more.
  static func shortened(_ text: String) -> String { text.count > 60 ? text.prefix(59) + "…" : text }

  static func quoted(_ text: String) -> String { "'\(shortened(text))'" }
}
