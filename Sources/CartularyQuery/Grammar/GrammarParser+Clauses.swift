extension GrammarParser {
  /// What one operand of an `and` turned out to be.
  enum Clause {
    case node(Node)
    /// `in:field`, which governs the group that it stands in.
    case scope(Scope)
    /// `sort:key` or `match:all`, which governs the whole query from wherever it stands.
    case order
    /// Something that was repaired away.
    case nothing
  }

  /// Reads an operand with the signs before it. There is one: neither a space nor a `)` comes next.
  mutating func clause() throws(QueryError) -> Clause {
    let start = scanner.offset
    let signs = takeSigns()
    let signRange = start..<signs.end
    let next = scanner.peekOperator()?.operator
    if signs.end > start, scanner.isClauseEnd(at: scanner.offset) || next == .and || next == .or {
      if signs.areMarks && bareTextFollows {
        note(
          .signTakenAsText, "a '\(scanner.text(signRange))' before a space has no effect", signRange,
          help: "to exclude or require the next word, write the sign right before it")
      } else {
        try reportStray(signRange)
      }
      return .nothing
    }
    let operandStart = scanner.offset
    if let number = negativeNumber(signRange) { return .node(number) }
    if let mark = signs.mark {
      note(
        .foreignSign, "'!' excludes what follows it, as NOT and - do", mark,
        help: "to search for the sign, write \\! or put quotes around the word")
    }
    let clause = try operand()
    noteForeignSuffix(scanner.takeForeignSuffix())
    switch clause {
    case .node(let node) where signs.isNegated:
      return .node(Node(.not(node), range: start..<node.range.upperBound))
    case .node(let node) where signs.isRequired:
      return .node(Node(.required(node), range: start..<node.range.upperBound))
    case .scope, .order:
      if signs.end > start { throw misplaced(operandStart..<scanner.offset) }
      return clause
    case .node, .nothing:
      return clause
    }
  }

  private struct Signs {
    var isNegated = false
    var isRequired = false
    /// Whether there is no NOT among them.
    var areMarks = true
    /// The place of the first `!`.
    var mark: Range<Int>?
    /// The end of the last sign.
    var end: Int
  }

  /// Whether what comes next, if anything, is plain text. A sign before a space is then the dash or plus of a
  /// title: of 1,359 titles of the CDC's catalog 486 have one. Before a filter or a bracket it may be meant
  /// to exclude.
  private var bareTextFollows: Bool {
    var ahead = scanner
    ahead.skipWhitespace()
    guard let next = ahead.peek(), !"()+-!".utf8.contains(next), ahead.peekOperator() == nil else {
      return false
    }
    guard let name = ahead.peekName(), !ahead.isClauseEnd(at: name.upperBound + 1) else { return true }
    return schema.meaning(of: ahead.text(name)) == nil
  }

  /// Passes `-`, `!`, `+` and NOT. Each negation turns the one before around.
  private mutating func takeSigns() -> Signs {
    var signs = Signs(end: scanner.offset)
    while let byte = scanner.peek() {
      if "+-!".utf8.contains(byte) {
        if byte == UInt8(ascii: "+") { signs.isRequired = true } else { signs.isNegated.toggle() }
        if byte == UInt8(ascii: "!"), signs.mark == nil { signs.mark = scanner.offset..<scanner.offset + 1 }
        scanner.offset += 1
        signs.end = scanner.offset
      } else if let next = scanner.peekOperator(), next.operator == .not {
        signs.isNegated.toggle()
        signs.areMarks = false
        scanner.offset = next.range.upperBound
        signs.end = scanner.offset
        scanner.skipWhitespace()
      } else {
        break
      }
    }
    return signs
  }

  private mutating func operand() throws(QueryError) -> Clause {
    if scanner.peek() == UInt8(ascii: "(") {
      return try group().map { .node($0) } ?? .nothing
    }
    if scanner.isAtQuote { return try phrase() }
    if let identifier = ParsedIdentifier(in: scanner) { return .node(try identifierNode(identifier)) }
    if let name = scanner.peekName(), let clause = try fieldClause(name) { return clause }
    let word = scanner.takeWord()
    if Lexicon.isBlank(word.text), !word.isAll {
      try repair(.missingValue, "there is only white space after '\\'", word.range, help: "remove it")
      return .nothing
    }
    return .node(try node(of: word))
  }

  private mutating func phrase() throws(QueryError) -> Clause {
    let start = scanner.offset
    var quoted: Scanner.Quoted?
    while quoted == nil, scanner.isAtQuote { quoted = try takeQuotedOrRepair() }
    guard let quoted else {
      // The quotes are dropped; a sign before them acts on what comes after them.
      return scanner.isClauseEnd(at: scanner.offset) ? .nothing : try operand()
    }
    if scanner.take(UInt8(ascii: "*")) {
      note(.starTakenAsText, "a '*' after a phrase has no effect", scanner.offset - 1..<scanner.offset)
    }
    if Lexicon.isBlank(quoted.text) {
      try repair(.missingValue, "the quotes hold nothing to search", quoted.range, help: "remove them")
      return .nothing
    }
    try countClause(quoted.range)
    return .node(Node(.phrase(quoted.text), range: start..<scanner.offset))
  }

  /// Passes a text in quotes, or only the quote where nothing closes it: what follows is then read as it
  /// stands, so that a filter after a forgotten quote stays a filter.
  mutating func takeQuotedOrRepair() throws(QueryError) -> Scanner.Quoted? {
    if let quoted = scanner.takeQuoted() { return quoted }
    let quote = scanner.offset..<scanner.offset + scanner.scalar(at: scanner.offset).width
    try repair(.unclosedQuote, "the quote is never closed", quote, help: "close it or remove it")
    scanner.offset = quote.upperBound
    return nil
  }

  private mutating func identifierNode(_ identifier: ParsedIdentifier) throws(QueryError) -> Node {
    let range = scanner.offset..<identifier.end
    try countClause(range)
    scanner.offset = identifier.end
    return Node(identifier.isPrefix ? .prefix(identifier.text) : .identifier(identifier.text), range: range)
  }

  private mutating func node(of word: Scanner.Word) throws(QueryError) -> Node {
    try countClause(word.range)
    if word.isAll { return Node(.all, range: word.range) }
    if let star = word.innerStar {
      note(.starTakenAsText, "a '*' inside a word is searched as it is", star..<star + 1)
    }
    noteForeignSigns(in: word)
    guard word.isPrefix else { return Node(.word(word.text), range: word.range) }
    if Lexicon.letterCount(word.text) < limits.minimumPrefixLength {
      note(
        .shortPrefix,
        "'*' needs \(limits.minimumPrefixLength) letters before it, so the word is searched as it is",
        word.range)
      return Node(.word(word.text), range: word.range)
    }
    return Node(.prefix(word.text), range: word.range)
  }
}
