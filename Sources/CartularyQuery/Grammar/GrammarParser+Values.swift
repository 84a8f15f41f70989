internal import CartularyBase

/// A value as typed, before its field has judged it.
struct RawValue {
  /// The value without quotes, escapes and a final `*`.
  let text: String
  let isQuoted: Bool
  /// Whether a `*` ends it.
  let hasStar: Bool
  let range: Range<Int>
  /// A weight or distance of other languages that ends it, and the value without that.
  var foreign: Foreign?
  /// Whether it begins as what is to be excluded does.
  var excludes = false

  struct Foreign {
    let range: Range<Int>
    let content: Scanner.Bare
  }

  /// The value without the weight or distance that ends it.
  var withoutForeignSuffix: RawValue {
    guard let content = foreign?.content else { return self }
    return RawValue(
      text: content.text, isQuoted: isQuoted, hasStar: content.hasStar, range: range, excludes: excludes)
  }

  /// The value with its `*`, for fields in which that is a letter like others.
  var literal: String { hasStar ? text + "*" : text }
}

extension GrammarParser {
  // MARK: - Reading values

  /// Passes a value in quotes or up to white space, a comma, a byte of `stops` or a bracket without partner;
  /// nil, at the same place, when there is none.
  mutating func rawValue(stops: [UInt8] = [], stopsAtDots: Bool = false) throws(QueryError) -> RawValue? {
    let start = scanner.offset
    if scanner.isAtQuote, let quoted = try takeQuotedOrRepair() {
      let hasStar = scanner.take(UInt8(ascii: "*"))
      return RawValue(text: quoted.text, isQuoted: true, hasStar: hasStar, range: start..<scanner.offset)
    }
    var end = scanner.bareEnd(from: scanner.offset, stops: stops + [UInt8(ascii: ",")])
    if stopsAtDots, let dots = scanner.dots(in: scanner.offset..<end) { end = dots }
    guard end > scanner.offset else { return nil }
    let suffix = scanner.foreignSuffix(of: start..<end)
    let bare = scanner.bare(start..<end)
    let content = suffix.map { scanner.bare(start..<$0.lowerBound) }
    scanner.offset = end
    return RawValue(
      text: bare.text, isQuoted: false, hasStar: bare.hasStar, range: start..<end,
      foreign: suffix.flatMap { range in content.map { .init(range: range, content: $0) } },
      excludes: Lexicon.isExclusion(scanner.text(start..<end)))
  }

  /// Passes values with commas between. Empty places in the list are faults; without any value, the list is
  /// empty and the caller says what is missing.
  mutating func rawValueList() throws(QueryError) -> [RawValue] {
    var values: [RawValue] = []
    while true {
      let start = scanner.offset
      let value = try rawValue()
      let isEmpty = value.map { $0.literal.isEmpty } ?? true
      if let value, !isEmpty { values.append(value) }
      let comma = scanner.offset
      let hasComma = scanner.take(UInt8(ascii: ","))
      if isEmpty, hasComma || !values.isEmpty {
        let range = hasComma ? start..<comma + 1 : max(0, start - 1)..<start
        try repair(
          .missingValue, "a value is missing next to ','", range, help: "write values without spaces between")
      }
      if !hasComma { return values }
    }
  }

  // MARK: - Judging values

  /// Returns `raw` as a value of `field`, in the field's own spelling.
  ///
  /// - Returns: One value, or those of the family that is named.
  mutating func values(_ raw: RawValue, of field: QueryField) throws(QueryError) -> [FieldValue] {
    guard let family = field.family(named: raw.literal), field.canonicalValue(for: raw.literal) == nil else {
      return [try value(raw, of: field)]
    }
    try countClause(raw.range)
    note(
      .valueFamily, "\(Self.quoted(raw.literal)) means all its versions: \(family.joined(separator: ", "))",
      raw.range, help: "to ask for one of them, name it whole")
    return family.map { FieldValue(text: $0, range: raw.range, isOfFamily: true) }
  }

  private mutating func value(_ raw: RawValue, of field: QueryField) throws(QueryError) -> FieldValue {
    guard !raw.literal.isEmpty else { throw fault(.missingValue, "the quotes hold no value", raw.range) }
    if raw.excludes { throw exclusionAfterColon(raw, field) }
    try countClause(raw.range)
    // In a closed vocabulary `CC*` is a misspelt value, unless it has families: taking it for a prefix would hide that.
    if raw.hasStar, !raw.isQuoted, !field.families.isEmpty, field.hasValue(beginning: raw.text),
      Lexicon.letterCount(raw.text) >= limits.minimumPrefixLength
    {
      return FieldValue(text: raw.text, form: .prefix, range: raw.range)
    }
    if field.isClosed { return FieldValue(text: try canonicalValue(raw, of: field), range: raw.range) }
    switch field.kind {
    case .date: return FieldValue(text: try date(raw), range: raw.range)
    case .number: return FieldValue(text: try number(raw), range: raw.range)
    case .text, .keyword, .identifier, .place, .box: return try openValue(raw)
    }
  }

  /// Returns `raw` as the bound of a range of `field`, or nil for `*`, which leaves that side open.
  mutating func boundValue(
    _ raw: RawValue, of field: QueryField, isInclusive: Bool
  ) throws(QueryError) -> Bound? {
    if raw.text.isEmpty && raw.hasStar { return nil }
    guard !raw.literal.isEmpty else { throw fault(.missingValue, "the quotes hold no value", raw.range) }
    try countClause(raw.range)
    let text: String
    if field.kind == .date {
      text = try date(raw)
    } else if field.kind == .number {
      text = try number(raw)
    } else {
      text = try canonicalValue(raw, of: field)
      if field.valuesOutsideOrder.contains(text) {
        throw fault(
          .rangeUnsupported, "'\(text)' is outside the order of '\(field.name)'", raw.range,
          help: "ask for it by itself: \(field.name):\(Spelling.value(text))")
      }
    }
    return Bound(text: text, isInclusive: isInclusive, range: raw.range)
  }

  private mutating func openValue(_ typed: RawValue) throws(QueryError) -> FieldValue {
    noteForeignSuffix(typed.foreign?.range)
    let raw = typed.withoutForeignSuffix
    noteInnerQuestionMark(raw)
    guard raw.hasStar else {
      return FieldValue(text: raw.text, form: raw.isQuoted ? .phrase : .bare, range: raw.range)
    }
    if Lexicon.letterCount(raw.text) >= limits.minimumPrefixLength {
      return FieldValue(text: raw.text, form: .prefix, range: raw.range)
    }
    try repair(
      .shortPrefix, "'*' needs \(limits.minimumPrefixLength) letters before it", raw.range,
      help: "for any value, write '*' alone")
    return FieldValue(text: raw.literal, form: .phrase, range: raw.range)
  }

  private func canonicalValue(_ raw: RawValue, of field: QueryField) throws(QueryError) -> String {
    if let value = field.canonicalValue(for: raw.literal) { return value }
    let near = nearValues(raw.withoutForeignSuffix.literal, of: field)
    throw fault(
      .unknownValue, "unknown value \(Self.quoted(raw.literal)) of '\(field.name)'", raw.range,
      suggestions: near.map(Spelling.value), help: near.isEmpty ? Self.list("values", field.values) : nil)
  }

  /// Returns the values that `text` may have meant: by their own spelling, else by an alias.
  private func nearValues(_ text: String, of field: QueryField) -> [String] {
    let typed = text.last == "*" ? String(text.dropLast()) : text
    let near = NearMiss.closest(to: typed, among: field.values)
    if !near.isEmpty { return near }
    var values: [String] = []
    for alias in NearMiss.closest(to: typed, among: field.valueAliases.keys.sorted()) {
      if let value = field.valueAliases[alias], !values.contains(value) { values.append(value) }
    }
    return values
  }

  private func date(_ raw: RawValue) throws(QueryError) -> String {
    let text = raw.literal
    if ParsedDate(text) != nil { return text.lowercased() }
    throw fault(
      .invalidDate, "\(Self.quoted(text)) is not a valid date", raw.range,
      suggestions: ParsedDate.respellings(of: text),
      help: "dates are 2024, 2024-06, 2024-06-15, today or -30d")
  }

  private func number(_ raw: RawValue) throws(QueryError) -> String {
    let text = raw.literal
    if ParsedNumber(text) != nil { return text }
    throw fault(
      .invalidNumber, "\(Self.quoted(text)) is not a valid number", raw.range,
      help: "numbers are such as 1500000, 0.5 or 1e6")
  }
}

extension ParsedDate {
  /// Returns what a text that is not a date may have meant: other separators, missing zeros, a range with a
  /// hyphen.
  static func respellings(of text: String) -> [String] {
    // No spelling of a date is longer, and what is longer is not worth the trouble.
    guard text.utf8.count <= 32 else { return [] }
    let day = text.prefix { $0 != "T" && $0 != "t" && $0 != " " }
    let parts = day.split(whereSeparator: { "-/.".contains($0) }).map {
      $0.count == 1 ? "0\($0)" : String($0)
    }
    let joined = parts.joined(separator: "-")
    if ParsedDate(joined) != nil { return [joined] }
    if parts.count == 2, parts.allSatisfy({ $0.utf8.count == 4 && ParsedDate($0) != nil }) {
      return [parts.joined(separator: "..")]
    }
    return NearMiss.closest(to: text, among: ["today"])
  }
}
