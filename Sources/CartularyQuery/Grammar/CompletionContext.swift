/// What could be typed next at a place in a half-typed query, and what of it stands there already.
package struct CompletionContext: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A word, or the name of a field.
    case wordOrName
    /// Text that cannot be a name, as within quotes.
    case word
    /// A value of the field with this canonical name.
    case value(field: String)
    /// What `has:` and `no:` ask for.
    case presence
    /// A state, after `is:`.
    case state
    /// A field to search words in, after `in:`.
    case scope
    /// A sort key, after `sort:`, without its `-`.
    case sortKey
    /// `any` or `all`, after `match:`.
    case matching
  }

  package let kind: Kind
  /// What has been typed of it, without an opening quote; empty if nothing has.
  package let prefix: String
  /// What a completion replaces, in UTF-8 offsets: the prefix and its opening quote, up to the cursor.
  package let range: Range<Int>

  package init(kind: Kind, prefix: String, range: Range<Int>) {
    self.kind = kind
    self.prefix = prefix
    self.range = range
  }
}

extension QueryParser {
  /// Returns what is being typed at `offset`, the cursor's place in UTF-8 bytes of `text`.
  ///
  /// Only the text before the cursor counts: what follows it may belong to something else. Any text has an
  /// answer, also one that cannot be parsed. Beyond the limit of bytes it is an empty word, as no completion
  /// would help.
  package func completionContext(for text: String, at offset: Int) -> CompletionContext {
    let end = min(max(offset, 0), text.utf8.count)
    guard end <= limits.byteCount else { return CompletionContext(kind: .word, prefix: "", range: end..<end) }
    var reading = CompletionParser(String(decoding: text.utf8.prefix(end), as: UTF8.self), schema: schema)
    return reading.context()
  }
}

extension QuerySchema {
  /// Returns what the schema itself offers at `context`, in the schema's order: names with their colon,
  /// values of a closed vocabulary in the spelling that the query needs. What records hold is for the caller
  /// to add.
  package func completions(for context: CompletionContext) -> [String] {
    let candidates: [String] =
      switch context.kind {
      case .word: []
      case .wordOrName:
        (fields.flatMap { [$0.name] + $0.aliases + $0.boundAliases.keys.sorted() }
          + Modifier.allCases.map(\.rawValue)).map { $0 + ":" }
      case .value(let name): field(named: name)?.values ?? []
      case .presence: presenceVocabulary
      case .state: states
      case .scope: scopeVocabulary
      case .sortKey: sortKeys
      case .matching: WordMatching.allCases.map(\.rawValue)
      }
    let typed = context.prefix.lowercased()
    return candidates.filter { $0.lowercased().hasPrefix(typed) }.map { candidate in
      context.kind == .wordOrName ? candidate : Spelling.value(candidate)
    }
  }
}

/// Walks a query's clauses to find the one that the text ends in. It shares the parser's tokens but not its
/// faults.
private struct CompletionParser {
  let schema: QuerySchema
  var scanner: Scanner

  init(_ text: String, schema: QuerySchema) {
    self.schema = schema
    scanner = Scanner(text)
  }

  mutating func context() -> CompletionContext {
    while true {
      skipToOperand()
      if scanner.isAtEnd { return end(.wordOrName, from: scanner.offset) }
      if let context = clause() { return context }
    }
  }

  private mutating func skipToOperand() {
    while let byte = scanner.peek(), scanner.isWordEnd(at: scanner.offset) || "+-".utf8.contains(byte) {
      scanner.offset += scanner.scalar(at: scanner.offset).width
    }
  }

  /// Passes a clause; the context, if the text ends in it.
  private mutating func clause() -> CompletionContext? {
    if scanner.isAtQuote { return quoted(.word) }
    if let identifier = ParsedIdentifier(in: scanner) {
      let start = scanner.offset
      scanner.offset = identifier.end
      return scanner.isAtEnd ? end(.word, from: start) : nil
    }
    if let name = scanner.peekName(), let kind = kind(after: scanner.text(name)) {
      scanner.offset = name.upperBound + 1
      return values(kind)
    }
    let start = scanner.offset
    let word = scanner.takeWord()
    return scanner.isAtEnd ? end(Lexicon.isName(word.text) ? .wordOrName : .word, from: start) : nil
  }

  private func kind(after name: String) -> CompletionContext.Kind? {
    switch schema.meaning(of: name) {
    case .field(let index), .bound(let index, _): .value(field: schema.fields[index].name)
    case .modifier(.has), .modifier(.no): .presence
    case .modifier(.is): .state
    case .modifier(.in): .scope
    case .modifier(.sort): .sortKey
    case .modifier(.match): .matching
    case nil: nil
    }
  }

  /// Passes a list of values or values in brackets.
  private mutating func values(_ kind: CompletionContext.Kind) -> CompletionContext? {
    let isGroup = scanner.take(UInt8(ascii: "("))
    while true {
      if isGroup { scanner.skipWhitespace() }
      if kind == .sortKey { _ = scanner.take(UInt8(ascii: "-")) }
      if scanner.isAtEnd { return end(kind, from: scanner.offset) }
      if scanner.isAtQuote {
        if let context = quoted(kind) { return context }
      } else {
        let start = scanner.offset
        scanner.offset = scanner.bareEnd(from: start, stops: [UInt8(ascii: ",")])
        if scanner.isAtEnd { return end(kind, from: start) }
        if isGroup, scanner.offset == start, scanner.peek() == UInt8(ascii: "(") { return nil }
      }
      if scanner.take(UInt8(ascii: ",")) { continue }
      if !isGroup || scanner.take(UInt8(ascii: ")")) { return nil }
      if !scanner.isWhitespace(at: scanner.offset) { return nil }
    }
  }

  private mutating func quoted(_ kind: CompletionContext.Kind) -> CompletionContext? {
    let start = scanner.offset
    if scanner.takeQuoted() != nil { return nil }
    let width = scanner.scalar(at: start).width
    scanner.offset = scanner.bytes.count
    return CompletionContext(
      kind: kind, prefix: scanner.text(start + width..<scanner.offset), range: start..<scanner.offset)
  }

  private func end(_ kind: CompletionContext.Kind, from start: Int) -> CompletionContext {
    let range = start..<scanner.bytes.count
    return CompletionContext(kind: kind, prefix: scanner.text(range), range: range)
  }
}
