internal import CartularyBase

extension Query {
  /// The query as text, in one spelling for each meaning: read again, it gives an equal query, without a
  /// note, but for the one on a `not` that is a word.
  ///
  /// The tree must be one that the schema can say. Brackets and quotes that are added here count as any
  /// others, so a query close to the limits may print beyond them.
  ///
  /// White space and brackets are as few as they can be, save that an `and` inside an `or` is always in
  /// brackets: who reads the text should not have to know which binds tighter. A query for everything is `*`.
  package var canonicalText: String {
    let order = sort.map { ($0.descending ? "-" : "") + $0.field }.joined(separator: ",")
    let parts = [
      root?.canonicalText, matching.map { "match:" + $0.rawValue }, order.isEmpty ? nil : "sort:" + order,
    ].compactMap { $0 }
    return parts.isEmpty ? "*" : parts.joined(separator: " ")
  }
}

extension Node {
  /// The node as text of its own, not in brackets.
  package var canonicalText: String {
    switch kind {
    case .and(let parts): Self.joined(parts)
    case .or(let parts): parts.map(\.operandText).joined(separator: " OR ")
    case .scope(let field, let node): Self.scopeText(field, node)
    default: operandText
    }
  }

  /// The node as one operand: in brackets where what is next to it could otherwise be drawn in.
  private var operandText: String {
    switch kind {
    case .all: "*"
    case .word(let text): Spelling.word(text)
    case .prefix(let text): Spelling.word(text, isPrefix: true)
    case .phrase(let text): Spelling.quoted(text)
    case .identifier(let text): text
    // A number with a `-` before it is a negative one when it stands alone.
    case .not(let node): (node.isNumber ? "NOT " : "-") + node.operandText
    case .required(let node): "+" + node.operandText
    case .field(let clause): clause.canonicalText
    case .presence(let field, let isPresent): (isPresent ? "has:" : "no:") + field
    case .state(let state): "is:" + Spelling.value(state)
    case .and, .or, .scope: "(" + canonicalText + ")"
    }
  }

  private var isNumber: Bool {
    if case .word(let text) = kind { ParsedNumber(text) != nil } else { false }
  }

  /// Parts side by side, with an `AND` where the parser would merge two clauses of one field that stand apart
  /// here.
  private static func joined(_ parts: [Node]) -> String {
    let scopeNeedsBrackets = parts.count(where: \.takesPartInScopes) > 1
    var fieldsInRun: Set<String> = []
    var text = ""
    for (index, part) in parts.enumerated() {
      if index > 0 { text += " " }
      if case .field(let clause) = part.kind, case .values = clause.match,
        !fieldsInRun.insert(clause.field).inserted
      {
        text += "AND "
        fieldsInRun = [clause.field]
      }
      if case .scope = part.kind, !scopeNeedsBrackets {
        text += part.canonicalText
      } else {
        text += part.operandText
      }
    }
    return text
  }

  /// Whether an `in:` beside this part would reach into it, or is it.
  private var takesPartInScopes: Bool {
    if case .scope = kind { return true }
    return bearsBareText
  }

  private static func scopeText(_ field: String, _ node: Node) -> String {
    if case .and(let parts) = node.kind { return "in:\(field) " + joined(parts) }
    return "in:\(field) " + node.operandText
  }
}

extension FieldClause {
  /// The clause as text: `license:CC0-1.0,MIT`.
  package var canonicalText: String {
    switch match {
    case .values(let values):
      if values.count == 1, case .relative? = ParsedDate(values[0].text) {
        // Alone and bare, a relative date asks for the time since; in brackets for that day.
        return "\(field):(\(values[0].canonicalText))"
      }
      return "\(field):" + values.map(\.canonicalText).joined(separator: ",")
    case .range(let lower?, let upper?):
      if lower.isInclusive && upper.isInclusive {
        return "\(field):\(Spelling.value(lower.text))..\(Spelling.value(upper.text))"
      }
      let (opening, closing) = (lower.isInclusive ? "[" : "{", upper.isInclusive ? "]" : "}")
      return "\(field):\(opening)\(Spelling.value(lower.text)) TO \(Spelling.value(upper.text))\(closing)"
    case .range(let lower?, nil):
      return "\(field):"
        + (lower.isInclusive ? Spelling.value(lower.text) + ".." : ">" + Spelling.value(lower.text))
    case .range(nil, let upper?):
      return "\(field):" + (upper.isInclusive ? ".." : "<") + Spelling.value(upper.text)
    case .range(nil, nil):
      return "has:\(field)"
    case .box(let box):
      return "\(field):\(box)"
    }
  }
}

extension FieldValue {
  /// The value as text, in quotes where it needs them or had them.
  package var canonicalText: String {
    switch form {
    case .bare: text
    case .phrase: Spelling.quoted(text)
    case .prefix: Spelling.value(text) + "*"
    }
  }
}

extension Query {
  /// A filter by whole values of a field, as `canonicalText` writes it: `license:CC0-1.0,MIT`.
  package static func filterText(_ field: String, _ values: [String]) -> String {
    field + ":" + values.map(Spelling.value).joined(separator: ",")
  }
}

/// How single pieces of text are written so that they are read back as they are.
enum Spelling {
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  static func value(_ text: String) -> String { Lexicon.isBareValue(text) ? text : quoted(text) }

  /// A word, with `\` before each character that the parser would take for more than text.
  ///
  /// Only what begins the word or a name before a colon needs it, and brackets, `\` and `*`. A word that
  /// looks like an identifier needs none: in normal form it is an identifier.
  static func word(_ text: String, isPrefix: Bool = false) -> String {
    let scanner = Scanner(text)
    // AND, OR and NOT are lower case in normal form; before a `*` they are words.
    let isOperator = Operator(spelling: text) != nil && Operator(rawValue: text) == nil
    // Of a name: the colon, or what other languages write for it.
    let colon = scanner.peekName()?.upperBound ?? scanner.peekComparedName()?.upperBound
    let suffix = scanner.foreignSuffix(of: 0..<scanner.bytes.count)?.lowerBound
    var result = ""
    var offset = 0
    for scalar in text.unicodeScalars {
      let isFirst =
        offset == 0 && (isOperator || "-+!".unicodeScalars.contains(scalar) || Lexicon.isQuote(scalar))
      let isQuestionMark = scalar == "?" && Lexicon.isBetweenLetters(offset, in: scanner.bytes[...])
      if isFirst || isQuestionMark || offset == colon || offset == suffix
        || "()\\*".unicodeScalars.contains(scalar)
      {
        result.unicodeScalars.append("\\")
      }
      result.unicodeScalars.append(scalar)
      offset += UTF8.width(scalar)
    }
    return isPrefix ? result + "*" : result
  }
}
