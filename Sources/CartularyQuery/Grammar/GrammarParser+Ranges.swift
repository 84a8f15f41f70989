internal import CartularyBase

/// Ranges, in all the spellings that people bring from elsewhere.
extension GrammarParser {
  /// Reads a range, or nil, at the same place, when the value is none.
  ///
  /// - Throws: A fault also where a range stands in a field without order: `license:>=MIT` would otherwise
  ///   ask for a value of that name.
  mutating func range(of field: QueryField) throws(QueryError) -> FieldClause.Match? {
    let start = scanner.offset
    let match: FieldClause.Match
    if let comparison = takeComparison() {
      guard field.allowsRanges else { throw unordered(field, start..<scanner.bareEnd(from: scanner.offset)) }
      scanner.skipWhitespace()
      match = try bound(of: field, comparison, missingAt: start..<scanner.offset)
    } else if standsAtBracketRange(of: field) {
      match = try bracketRange(of: field)
    } else if field.allowsRanges, standsAtDottedRange {
      match = try dottedRange(of: field)
    } else {
      return nil
    }
    let range = start..<scanner.offset
    guard scanner.isClauseEnd(at: scanner.offset) else {
      throw fault(
        .invalidRange, "a range cannot be in a list", start..<scanner.bareEnd(from: scanner.offset),
        help: "write each part as a clause of its own, with OR between")
    }
    try checkDirection(of: match, in: field, range)
    return match
  }

  /// Reads the value after a comparison, or after a name that means one.
  mutating func bound(
    of field: QueryField, _ comparison: Comparison, missingAt place: Range<Int>
  ) throws(QueryError) -> FieldClause.Match {
    guard let raw = try rawValue(),
      let bound = try boundValue(raw, of: field, isInclusive: comparison.isInclusive)
    else { throw fault(.missingValue, "there is no value after '\(scanner.text(place))'", place) }
    return comparison.isLower ? .range(lower: bound, upper: nil) : .range(lower: nil, upper: bound)
  }

  private mutating func takeComparison() -> Comparison? {
    // The longer signs first, as each begins with a shorter one.
    let signs: [Comparison] = [.atLeast, .atMost, .more, .less]
    let comparison = signs.first { sign in
      scanner.bytes[scanner.offset...].starts(with: sign.rawValue.utf8)
    }
    scanner.offset += comparison?.rawValue.utf8.count ?? 0
    return comparison
  }

  // MARK: - `2020..2024`

  private var standsAtDottedRange: Bool {
    var probe = scanner
    if probe.isAtQuote { return probe.takeQuoted() != nil && probe.starts(with: "..") }
    return scanner.dots(
      in: scanner.offset..<scanner.bareEnd(from: scanner.offset, stops: [UInt8(ascii: ",")])) != nil
  }

  private mutating func dottedRange(of field: QueryField) throws(QueryError) -> FieldClause.Match {
    let lower = try rawValue(stopsAtDots: true)
    scanner.offset += 2
    let upper = try rawValue(stopsAtDots: true)
    return .range(lower: try inclusiveBound(lower, of: field), upper: try inclusiveBound(upper, of: field))
  }

  private mutating func inclusiveBound(_ raw: RawValue?, of field: QueryField) throws(QueryError) -> Bound? {
    guard let raw else { return nil }
    return try boundValue(raw, of: field, isInclusive: true)
  }

  // MARK: - `[2020 TO 2024]`

  /// Whether a range in brackets comes next. In a field without order a bracket may begin a value as any
  /// letter may.
  private func standsAtBracketRange(of field: QueryField) -> Bool {
    guard scanner.peek() == UInt8(ascii: "[") || scanner.peek() == UInt8(ascii: "{") else { return false }
    if field.allowsRanges { return true }
    let closings = [UInt8(ascii: "]"), UInt8(ascii: "}")]
    let content = scanner.bytes[scanner.offset...].prefix { !closings.contains($0) }
    return content.indices.contains { scanner.starts(with: " TO ", at: $0) }
  }

  private mutating func bracketRange(of field: QueryField) throws(QueryError) -> FieldClause.Match {
    let opening = scanner.offset..<scanner.offset + 1
    guard field.allowsRanges else { throw unordered(field, opening) }
    let includesLower = scanner.peek() == UInt8(ascii: "[")
    scanner.offset += 1
    scanner.skipWhitespace()
    let lower = try bracketedValue()
    scanner.skipWhitespace()
    let isJoined = scanner.starts(with: "TO") || scanner.starts(with: "to")
    if isJoined { scanner.offset += 2 }
    scanner.skipWhitespace()
    let upper = try bracketedValue()
    scanner.skipWhitespace()
    guard let lower, let upper, isJoined else {
      throw fault(
        .invalidRange, "the range is not complete", opening.lowerBound..<scanner.offset,
        help: "write [2020 TO 2024], with * for an open side")
    }
    let includesUpper = scanner.peek() != UInt8(ascii: "}")
    if !scanner.take(UInt8(ascii: "]")) && !scanner.take(UInt8(ascii: "}")) {
      try repair(.unbalancedBracket, "the range is never closed", opening, help: "add ']'")
    }
    return .range(
      lower: try boundValue(lower, of: field, isInclusive: includesLower),
      upper: try boundValue(upper, of: field, isInclusive: includesUpper))
  }

  private mutating func bracketedValue() throws(QueryError) -> RawValue? {
    try rawValue(stops: [UInt8(ascii: "]"), UInt8(ascii: "}")])
  }

  // MARK: - Faults

  private func unordered(_ field: QueryField, _ range: Range<Int>) -> QueryError {
    fault(
      .rangeUnsupported, "'\(field.name)' has no order, so no range", range,
      help: "to ask for such a value, quote it: \(field.name):\"…\"")
  }

  /// Reports a range that holds nothing because its bounds are the wrong way round. Relative dates are not
  /// compared: which way round they are depends on the day.
  private mutating func checkDirection(
    of match: FieldClause.Match, in field: QueryField, _ range: Range<Int>
  ) throws(QueryError) {
    guard case .range(let lower?, let upper?) = match, Self.isBefore(upper.text, lower.text, in: field) else {
      return
    }
    let swapped = FieldClause(
      field: field.name,
      match: .range(
        lower: Bound(text: upper.text, isInclusive: upper.isInclusive),
        upper: Bound(text: lower.text, isInclusive: lower.isInclusive)))
    try repair(
      .invalidRange, "the range runs backwards and holds nothing", range,
      suggestions: [String(swapped.canonicalText.dropFirst(field.name.count + 1))])
  }

  private static func isBefore(_ first: String, _ second: String, in field: QueryField) -> Bool {
    switch field.kind {
    case .number:
      guard let first = ParsedNumber(first), let second = ParsedNumber(second) else { return false }
      return first.value < second.value
    case .date:
      guard let first = ParsedDate(first)?.absoluteDays, let second = ParsedDate(second)?.absoluteDays
      else {
        return false
      }
      return first.last < second.first
    case .text, .keyword, .identifier, .place, .box:
      guard let first = field.values.firstIndex(of: first), let second = field.values.firstIndex(of: second)
      else {
        return false
      }
      return first < second
    }
  }
}

extension ParsedDate {
  /// The days of a date that is the same on every day.
  fileprivate var absoluteDays: (first: CalendarDate, last: CalendarDate)? {
    switch self {
    case .year, .month, .day: days(today: .earliest)
    case .today, .relative: nil
    }
  }
}
