internal import CartularyBase

/// What follows `NAME:`.
extension GrammarParser {
  /// Reads a clause that begins with a name and a colon, or nil, at the same place, when it is text after
  /// all.
  ///
  /// Titles have colons: "Sea Levels Online: Sea Level Trends" must be found by its own title
  /// (GSA/data.gov#2749). So a name counts only when it is known and something follows at once.
  mutating func fieldClause(_ name: Range<Int>) throws(QueryError) -> Clause? {
    let typed = scanner.text(name)
    let reading = schema.meaning(of: typed)
    let valueStart = name.upperBound + 1
    if scanner.isClauseEnd(at: valueStart) {
      if reading != nil {
        note(
          .nameBeforeSpace, "no value follows '\(typed):' at once, so it is searched as text",
          name.lowerBound..<valueStart, help: "to ask for the field, write \(typed):value")
      }
      return nil
    }
    switch reading {
    case nil:
      return try unknownName(name)
    case .modifier(let modifier):
      scanner.offset = valueStart
      return try modifierClause(modifier, name: name)
    case .field(let index):
      scanner.offset = valueStart
      return try clause(of: schema.fields[index], name: name)
    case .bound(let index, let comparison):
      scanner.offset = valueStart
      let bound = try bound(of: schema.fields[index], comparison, missingAt: name)
      return fieldNode(schema.fields[index], name, bound)
    }
  }

  /// Takes a name that is not a field for text, if it may be: nearly known names are faults.
  private mutating func unknownName(_ name: Range<Int>) throws(QueryError) -> Clause? {
    let typed = scanner.text(name)
    var rest = scanner
    rest.offset = name.upperBound + 1
    let opensMore = rest.isAtQuote || rest.peek() == UInt8(ascii: "(")
    let end = rest.takeQuoted()?.range.upperBound ?? rest.bareEnd(from: rest.offset)
    let whole = scanner.text(name.lowerBound..<end)
    let near = schema.namesNear(typed)
    if near.isEmpty || (mode == .standard && isWithinName(whole)) {
      note(.nameTakenAsText, "'\(Self.shortened(typed)):' is not a field, so it is searched as text", name)
    } else {
      try repair(
        .unknownField, "unknown field \(Self.quoted(typed))", name, suggestions: near,
        help: "to search the words instead: \(Spelling.quoted(Self.shortened(whole)))")
    }
    if !opensMore { return nil }
    // A phrase or a group after the colon is read as one; the name alone is the word.
    try countClause(name)
    scanner.offset = name.upperBound + 1
    return .node(Node(.word(typed), range: name))
  }

  private mutating func clause(of field: QueryField, name: Range<Int>) throws(QueryError) -> Clause {
    let valueStart = scanner.offset
    if scanner.peek() == UInt8(ascii: "*"), scanner.isClauseEnd(at: valueStart + 1) {
      scanner.offset += 1
      return try presence(of: field, name: name)
    }
    if field.kind == .box { return fieldNode(field, name, .box(try box())) }
    if scanner.peek() == UInt8(ascii: "(") { return try valueGroup(field, name) }
    if let range = try range(of: field) {
      if case .range(nil, nil) = range { return try presence(of: field, name: name) }
      return fieldNode(field, name, range)
    }
    var values: [FieldValue] = []
    for raw in try rawValueList() { values += try self.values(raw, of: field) }
    if values.isEmpty { throw missingValue(after: name) }
    if values.count == 1, field.kind == .date, case .relative? = ParsedDate(values[0].text) {
      // Who writes modified:-30d wants the last thirty days, not the one day at their beginning.
      return fieldNode(
        field, name, .range(lower: Bound(text: values[0].text, range: values[0].range), upper: nil))
    }
    return fieldNode(field, name, .values(values))
  }

  /// A filter without a value is a fault in either mode: without it, the query would ask for more than was
  /// meant.
  func missingValue(after name: Range<Int>) -> QueryError {
    fault(.missingValue, "there is no value after '\(scanner.text(name)):'", name.lowerBound..<scanner.offset)
  }

  func fieldNode(_ field: QueryField, _ name: Range<Int>, _ match: FieldClause.Match) -> Clause {
    let clause = FieldClause(field: field.name, fieldRange: name, match: match)
    return .node(Node(.field(clause), range: name.lowerBound..<scanner.offset))
  }

  private mutating func presence(of field: QueryField, name: Range<Int>) throws(QueryError) -> Clause {
    let range = name.lowerBound..<scanner.offset
    guard field.allowsPresence else {
      throw fault(.presenceUnsupported, "'\(field.name)' cannot be asked for with '*'", range)
    }
    try countClause(range)
    return .node(Node(.presence(field: field.name, isPresent: true), range: range))
  }

  private mutating func box() throws(QueryError) -> BoundingBox {
    let start = scanner.offset
    let quoted = scanner.isAtQuote ? try takeQuotedOrRepair() : nil
    if quoted == nil { scanner.offset = scanner.bareEnd(from: scanner.offset) }
    let range = start..<scanner.offset
    try countClause(range)
    guard let box = BoundingBox(quoted?.text ?? scanner.text(range)) else {
      throw fault(
        .invalidBox, "\(Self.quoted(scanner.text(range))) is not a bounding box", range,
        help: "write west,south,east,north in degrees, such as 16.4,-34.9,32.9,-22.1")
    }
    return box
  }

  // MARK: - Values in brackets

  /// Reads `(A OR B)`, `(A, B)`, `(A B)` or `(A AND B)`; the scanner is at the bracket.
  ///
  /// Values side by side are alternatives, as repeats of the field are; in a text field they are words that
  /// must all occur. AND binds tighter than OR.
  private mutating func valueGroup(_ field: QueryField, _ name: Range<Int>) throws(QueryError) -> Clause {
    let opening = scanner.offset..<scanner.offset + 1
    scanner.offset += 1
    /// Alternatives, each of parts that must all match, each of values any of which will do.
    var alternatives: [[[FieldValue]]] = []
    var pending: (operator: Operator, range: Range<Int>)?
    while true {
      scanner.skipWhitespace()
      if scanner.isAtEnd {
        try repair(.unbalancedBracket, "'(' is never closed", opening, help: "add ')'")
        break
      }
      if scanner.take(UInt8(ascii: ")")) { break }
      if let joint = try takeJoint() {
        if alternatives.isEmpty || pending != nil { try reportStray(joint.range) } else { pending = joint }
        continue
      }
      let values = try groupedValues(of: field)
      let narrows = pending.map { $0.operator == .and } ?? (field.kind == .text)
      if narrows, let before = alternatives.popLast() {
        alternatives.append(before + [values])
      } else {
        alternatives.append([values])
      }
      pending = nil
    }
    if let pending { try reportStray(pending.range) }
    if alternatives.isEmpty { throw missingValue(after: name) }
    return node(of: alternatives, field, name)
  }

  /// Passes AND, OR, or a comma, which joins as OR does.
  private mutating func takeJoint() throws(QueryError) -> (operator: Operator, range: Range<Int>)? {
    let start = scanner.offset
    if scanner.take(UInt8(ascii: ",")) { return (.or, start..<scanner.offset) }
    guard let next = scanner.peekOperator() else { return nil }
    if next.operator == .not { throw exclusionInGroup(next.range) }
    scanner.offset = next.range.upperBound
    return next
  }

  private mutating func groupedValues(of field: QueryField) throws(QueryError) -> [FieldValue] {
    let start = scanner.offset
    let raw = try rawValue()
    guard let raw else {
      throw fault(
        .unbalancedBracket, "brackets among values cannot be nested", start..<start + 1,
        help: "write the field before each bracket")
    }
    if raw.text.hasPrefix("-"), !raw.isQuoted, raw.text.utf8.count > 1 {
      let isNumber = ParsedDate(raw.text) != nil || ParsedNumber(raw.text) != nil
      if !isNumber { throw exclusionInGroup(start..<start + 1) }
    }
    if raw.excludes { throw exclusionInGroup(start..<start + 1) }
    return try values(raw, of: field)
  }

  private func exclusionInGroup(_ range: Range<Int>) -> QueryError {
    fault(
      .misplacedModifier, "a value among others cannot be excluded", range,
      help: "write -field:value next to the clause")
  }

  private func node(of alternatives: [[[FieldValue]]], _ field: QueryField, _ name: Range<Int>) -> Clause {
    let range = name.lowerBound..<scanner.offset
    func clause(_ values: [FieldValue]) -> Node {
      Node(.field(FieldClause(field: field.name, fieldRange: name, match: .values(values))), range: range)
    }
    let single = alternatives.filter { $0.count == 1 }.flatMap { $0[0] }
    var branches = alternatives.filter { $0.count > 1 }.map { parts in
      Node(.and(parts.map(clause)), range: range)
    }
    if !single.isEmpty { branches.insert(clause(single), at: 0) }
    return .node(Node(.or(branches), range: range))
  }
}
