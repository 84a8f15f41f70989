internal import CartularyBase
internal import CartularyIndex
internal import CartularyModel
internal import CartularyQuery

/// Turns the tree of a query into a query of the engine, by the field table.
struct QueryPlanner {
  let analyzer: TextAnalyzer
  /// Words in the languages of the viewer's records.
  let readings: WordReadings
  let today: CalendarDate
  /// The day on which the data is wanted, which decides what is available.
  let dayOfUse: CalendarDate
  /// How many of the viewer's records carry a term.
  let frequency: (String) throws -> Int
  /// How many of the viewer's records match.
  let count: (IndexQuery) throws -> Int
  /// What follows a beginning in the terms of the viewer's records, at most so many.
  let terms: (String, Int) throws -> [TermCount]
  /// Terms of the viewer's records with a prefix that are spelt like a word, within so many edits; the most alike first, then
  /// the most frequent.
  let near: (_ word: String, _ prefix: String, _ distance: Int) throws -> [NearTerm]
  let thesaurus: Thesaurus
  /// What was looked up for the question already.
  let known = QuestionMemo()
  /// Parts of the ranking that are left out, for measuring them.
  var without: Set<RankingPart> = []
  /// What `usable:` asks; `nil` if no profile is given.
  let usability: Usability?
  /// Words like one another that are looked at: a word of three letters is like hundreds.
  static let nearLimit = 64
  /// Words that a `*` may match. An OR of a thousand terms takes 19 ms, of ten thousand 1.6 s.
  static let expansionLimit = 1_000

  func plan(_ node: Node) throws -> IndexQuery {
    switch node.kind {
    case .all: return .all
    case .word(let text): return try words(text)
    case .prefix(let text): return try prefix(text)
    case .phrase(let text): return try phrase(text)
    case .identifier(let text): return try identifier(text)
    case .and(let parts): return try conjunction(parts)
    case .or(let parts): return .or(try parts.map(plan))
    case .not(let inner): return .andNot(.all, try plan(inner))
    case .required(let inner): return try plan(inner)
    case .field(let clause): return try field(clause)
    case .presence(let field, let isPresent):
      let present = IndexQuery.term(TermPrefix.presence + canonical(field))
      return isPresent ? present : .andNot(.all, present)
    case .state(let name): return state(name)
    case .scope(let field, let inner): return try scope(canonical(field), inner)
    }
  }

  /// What is asked for in words scores; filters only let through; what is excluded is taken away last.
  ///
  /// - Parameters:
  ///   - text: What the words say that are not among the parts.
  ///   - isTextWelcome: Whether that only adds to the weight where a part has words that are demanded.
  func conjunction(_ parts: [Node], text: IndexQuery? = nil, isTextWelcome: Bool = false) throws -> IndexQuery
  {
    var scoring: [IndexQuery] = []
    if let text, !isTextWelcome { scoring.append(text) }
    var filters: [IndexQuery] = []
    var excluded: [IndexQuery] = []
    var signs = 0
    for part in parts {
      switch part.kind {
      case .not(let inner): excluded.append(try plan(inner))
      case .presence(let field, false): excluded.append(.term(TermPrefix.presence + canonical(field)))
      case .field(let clause) where FieldTable.field(named: clause.field)?.text == nil:
        filters.append(try field(clause))
      case .presence, .state: filters.append(try plan(part))
      // A sign by itself, as in "coverage & medicare", asks for nothing next to words that do.
      case .word(let text), .phrase(let text), .prefix(let text), .identifier(let text):
        if parts.count == 1 || hasWords(text) { scoring.append(try plan(part)) } else { signs += 1 }
      default: scoring.append(try plan(part))
      }
    }
    if signs == parts.count, text == nil { return .none }
    var query = scoring.isEmpty ? IndexQuery.all : scoring.count == 1 ? scoring[0] : .and(scoring)
    if let text, isTextWelcome { query = scoring.isEmpty ? text : .andMaybe(query, text) }
    if !filters.isEmpty {
      let filter = filters.count == 1 ? filters[0] : IndexQuery.and(filters)
      query = query == .all ? filter : .filter(query, filter)
    }
    return excluded.isEmpty ? query : .andNot(query, excluded.count == 1 ? excluded[0] : .or(excluded))
  }

  // MARK: - Words

  /// The stems of a text as query words: the stems themselves, and joined forms.
  func words(_ text: String) throws -> IndexQuery { try words(text, under: TermPrefix.stem) }

  private func words(_ text: String, under prefix: String, asPhrase: Bool = false) throws -> IndexQuery {
    let tokens = analyzer.tokens(in: text)
    let parts = try tokens.filter { !$0.isJoined }.map { try term(prefix, $0) }
    // Text without a letter or digit asks for nothing that could be found.
    guard !parts.isEmpty else { return .none }
    let together =
      asPhrase
      ? try phrase(tokens, under: prefix) : parts.count == 1 ? parts[0] : IndexQuery.and(parts)
    let joined = try tokens.filter(\.isJoined).map { try term(prefix, $0) }
    return joined.isEmpty ? together : .or([together] + joined)
  }

  private func prefix(_ text: String) throws -> IndexQuery {
    let tokens = analyzer.tokens(in: text).filter { !$0.isJoined }
    guard let last = tokens.last else { return .none }
    let ending = IndexQuery.wildcard(prefix: TermPrefix.word + last.word, limit: Self.expansionLimit)
    let before = try tokens.dropLast().map { try term(TermPrefix.stem, $0) }
    return before.isEmpty ? ending : .and(before + [ending])
  }

  /// The words side by side within one field, in their order.
  func phrase(_ text: String) throws -> IndexQuery {
    let tokens = analyzer.tokens(in: text)
    guard tokens.count(where: { !$0.isJoined }) > 1 else { return try words(text) }
    let fields = try FieldTable.all.compactMap(\.text).map { try phrase(tokens, under: $0.prefix) }
    let joined = try tokens.filter(\.isJoined).map { try term(TermPrefix.stem, $0) }
    return .filter(try words(text), .or(fields + joined))
  }

  private func phrase(_ tokens: [Token], under prefix: String) throws -> IndexQuery {
    .anyOf(
      try readings.sequences(of: tokens.filter { !$0.isJoined }).map { stems in
        stems.count == 1
          ? term(prefix, stems[0])
          : .phrase(stems.map { ExactTerm.bounded(prefix + $0) }, window: stems.count)
      })
  }

  private func identifier(_ text: String) throws -> IndexQuery {
    let asText = try phrase(text)
    return try .or(exactIdentifiers(text) + (asText == .none ? [] : [asText]))
  }

  /// The records whose id or other identifier the text is.
  func exactIdentifiers(_ text: String) throws -> [IndexQuery] {
    try NameTerms.identifiers(text).map { .fixed($0, weight: NameTier.identifier.weight) }
      + [.fixed(TermPrefix.uniqueTerm(ExactTerm.fold(text)), weight: NameTier.id.weight)]
      + successors(of: text).map { .fixed($0, weight: NameTier.formerID.weight) }
  }

  /// The records whose id or other identifier a word among others is, as far as it is a code and some record has it.
  func identifiersWithin(_ word: String) throws -> [IndexQuery] {
    let word = ExactTerm.fold(IdentifierSpelling.trimmed(word))
    guard IdentifierSpelling.isCode(word) else { return [] }
    let terms =
      [(TermPrefix.uniqueTerm(word), NameTier.id)]
      + NameTerms.identifiers(word).map { ($0, NameTier.identifier) }
    return try terms.filter { try frequency($0.0) > 0 }.map { .fixed($0.0, weight: $0.1.weight) }
  }

  /// The term of the records that take the place of one that is no longer there; empty while it is.
  private func successors(of id: String) throws -> [String] {
    try frequency(ExactTerm.term(TermPrefix.id, id)) > 0 ? [] : [ExactTerm.term(TermPrefix.replaces, id)]
  }

  /// What of the viewer's records a text may be the whole name of, the most telling first.
  ///
  /// - Parameter isExcluding: Whether the text excludes something when it is read as a query. "asthma -children" does,
  ///   and does not mean the record `asthma-children`: then only a name that has the same signs counts.
  func names(_ text: String, isExcluding: Bool = false) throws -> [(tier: NameTier, term: String)] {
    try NameTerms(analyzer: analyzer).tiers(of: text).filter { tier, term in
      guard (1...tier.maximumFrequency).contains(try frequency(term)) else { return false }
      if tier == .formerID { return try !successors(of: text).isEmpty }
      return !isExcluding || tier >= .nameInAnyCase
    }
  }

  /// Whether some record of the viewer is called so, signs and all.
  func isName(_ text: String) throws -> Bool { try names(text).contains { $0.tier >= .nameInAnyCase } }

  /// Whether a text without blanks stands within a title, other name or identifier of a record, its signs apart.
  func isWithinName(_ text: String) throws -> Bool {
    let words = analyzer.tokens(in: text).filter { !$0.isJoined }.map(\.word)
    guard words.count > 1 else { return false }
    if try !terms(TermPrefix.identifier + ExactTerm.fold(text), 1).isEmpty { return true }
    let fields = ["title", "alias"].compactMap { FieldTable.field(named: $0)?.text }
    // As they are written, and side by side in one name.
    return try fields.contains { field in
      try readings.everyStems(of: words).contains { stems in
        let terms = stems.map { ExactTerm.bounded(field.prefix + $0) }
        return try terms.allSatisfy { try frequency($0) > 0 }
          && count(.phrase(terms, window: terms.count)) > 0
      }
    }
  }

  /// Whether a text has a word in it.
  func hasWords(_ text: String) -> Bool { analyzer.tokens(in: text).contains { !$0.isJoined } }

  /// The stems of a text's words, joined forms among them, in each language in which some record has them.
  func stems(in text: String) throws -> [String] {
    try analyzer.tokens(in: text).flatMap { try readings.stems(of: $0) }
  }

  /// Records with a word, whatever their language.
  func term(_ prefix: String, _ token: Token) throws -> IndexQuery {
    try readings.asOne(readings.stems(of: token).map { ExactTerm.bounded(prefix + $0) })
  }

  func term(_ prefix: String, _ stem: String) -> IndexQuery {
    .term(ExactTerm.bounded(prefix + stem))
  }

  // MARK: - Fields

  private func canonical(_ name: String) -> String { FieldTable.field(named: name)?.name ?? name }

  private func field(_ clause: FieldClause) throws -> IndexQuery {
    guard let field = FieldTable.field(named: clause.field) else {
      preconditionFailure("the parser knows the fields of the table and no others: \(clause.field)")
    }
    if field.kind == .date { return dates(field, clause.match) }
    if field.kind == .number { return days(field, clause.match) }
    switch clause.match {
    case .values(let values) where field.needsProfile:
      return try Usability.required(usability).query(
        for: Set(values.compactMap { UseOutcome(spelling: $0.text) }))
    case .values(let values): return .anyOf(try values.map { try value($0, of: field) })
    case .range(let lower, let upper): return try levels(field, lower, upper)
    case .box(let box): return BoxSlots.query(box)
    }
  }

  private func value(_ value: FieldValue, of field: CatalogField) throws -> IndexQuery {
    // Where nothing is left of a value when it is compared, no record has it.
    guard !ExactTerm.fold(value.text).isEmpty else { return .none }
    if !field.vocabulary.isEmpty, let prefix = field.exactPrefix {
      return value.form == .prefix
        ? beginning(value.text, of: field, prefix) : try code(value.text, of: field, prefix)
    }
    if field.kind == .identifier, let prefix = field.exactPrefix {
      if value.form == .prefix {
        return .wildcard(prefix: prefix + ExactTerm.fold(value.text), limit: Self.expansionLimit)
      }
      let former = prefix == TermPrefix.id ? try successors(of: value.text) : []
      return .or(
        (ExactTerm.identifierSpellings(value.text).map { ExactTerm.bounded(prefix + $0) } + former).map {
          .term($0)
        })
    }
    guard let prefix = field.exactPrefix else { return try text(value, in: field) }
    if value.form == .prefix {
      return .wildcard(prefix: prefix + ExactTerm.fold(value.text), limit: Self.expansionLimit)
    }
    if try isWhole(value, of: field) {
      return .anyOf(Self.spellings(of: value, in: field).map { .term(ExactTerm.term(prefix, $0)) })
    }
    return try text(value, in: field)
  }

  /// Records with a code of a closed vocabulary.
  private func code(_ code: String, of field: CatalogField, _ prefix: String) throws -> IndexQuery {
    let values = try indexedValues(of: code, in: field, prefix)
    if values.count > Self.expansionLimit, let slot = field.slot {
      return .listed(ListedValues(slot: slot, values))
    }
    return values.isEmpty ? .none : .anyOf(values.map { .term(ExactTerm.term(prefix, $0)) })
  }

  /// The indexed values that mean a code: itself, or what comes to it on the day of use.
  func indexedValues(of code: String, in field: CatalogField, _ prefix: String) throws -> [String] {
    guard let reading = field.reading else { return [code] }
    return try terms(prefix, .max).map(\.term).filter { reading($0, dayOfUse) == code }
  }

  /// Codes that begin so, with and without the `LicenseRef-` that says that they are not SPDX's.
  private func beginning(_ text: String, of field: CatalogField, _ prefix: String) -> IndexQuery {
    let folded = ExactTerm.fold(text)
    let others = field.queryField.openValuePrefixes.map(ExactTerm.fold).filter { !folded.hasPrefix($0) }
    return .anyOf(
      ([folded] + others.map { $0 + folded }).map {
        .wildcard(prefix: prefix + $0, limit: Self.expansionLimit)
      })
  }

  /// Whether a value means those that have it as a whole: a code, or a name where there is such a one.
  ///
  /// Else it means their words: `publisher:cdc` finds what is so called, `publisher:disease` all whose name
  /// has the word.
  func isWhole(_ value: FieldValue, of field: CatalogField) throws -> Bool {
    if field.needsProfile { return true }
    guard let prefix = field.exactPrefix, value.form != .prefix else { return false }
    if !field.vocabulary.isEmpty || field.text == nil { return true }
    return try Self.spellings(of: value, in: field).contains { try frequency(ExactTerm.term(prefix, $0)) > 0 }
  }

  /// The value as it is asked for, and as facets show it where that is another.
  private static func spellings(of value: FieldValue, in field: CatalogField) -> [String] {
    guard let shown = field.shown?.spelling(value.text), ExactTerm.fold(shown) != ExactTerm.fold(value.text)
    else { return [value.text] }
    return [value.text, shown]
  }

  /// Whether some record has a value as a whole.
  func isHeld(_ value: FieldValue, of field: CatalogField) throws -> Bool {
    try field.exactPrefix.map { try frequency(ExactTerm.term($0, value.text)) > 0 } ?? false
  }

  private func text(_ value: FieldValue, in field: CatalogField) throws -> IndexQuery {
    guard let text = field.text else { return .none }
    let tokens = analyzer.tokens(in: value.text)
    guard tokens.contains(where: { !$0.isJoined }) else { return .none }
    switch value.form {
    case .bare:
      return .filter(try words(value.text), try words(value.text, under: text.prefix, asPhrase: true))
    case .phrase: return .filter(try words(value.text), try phrase(tokens, under: text.prefix))
    case .prefix:
      let plain = tokens.filter { !$0.isJoined }
      let before = try plain.dropLast().map { try term(text.prefix, $0) }
      let beginning = text.wordPrefix + (plain.last?.word ?? "")
      return .and(before + [.wildcard(prefix: beginning, limit: Self.expansionLimit)])
    }
  }

  /// A range of an ordered vocabulary is the OR of the values in it; what has no rank is in no range.
  private func levels(_ field: CatalogField, _ lower: Bound?, _ upper: Bound?) throws -> IndexQuery {
    guard let prefix = field.exactPrefix else { return .none }
    let ranked = field.vocabulary.filter(\.isRanked).map(\.value)
    func place(_ bound: Bound) -> Int? {
      ranked.firstIndex(of: field.queryField.canonicalValue(for: bound.text) ?? "")
    }
    var range = 0..<ranked.count
    if let lower, let place = place(lower) {
      range = max(range.lowerBound, lower.isInclusive ? place : place + 1)..<range.upperBound
    }
    if let upper, let place = place(upper) {
      let end = min(range.upperBound, upper.isInclusive ? place + 1 : place)
      range = min(range.lowerBound, end)..<end
    }
    return range.isEmpty ? .none : .or(try ranked[range].map { try code($0, of: field, prefix) })
  }

  private func dates(_ field: CatalogField, _ match: FieldClause.Match) -> IndexQuery {
    guard let spans = ParsedDate.spans(of: match, today: today) else { return .none }
    return .or(
      spans.map { span in
        let first = span.first?.description ?? Scoring.earliestDay
        let last = span.last?.description ?? Scoring.latestDay
        guard first <= last else { return .none }
        guard let slot = field.sorting?.slot else {
          // Coverage: any overlap counts.
          return .and([
            .valueRange(slot: Slot.coversStart, lower: Scoring.earliestDay, upper: last),
            .valueRange(slot: Slot.coversEnd, lower: first, upper: nil),
          ])
        }
        return .valueRange(slot: slot, lower: first, upper: last)
      })
  }

  /// Lengths of time, as the indexer writes them.
  private func days(_ field: CatalogField, _ match: FieldClause.Match) -> IndexQuery {
    guard let slot = field.sorting?.slot else { return .none }
    func between(_ lower: Double, _ upper: Double) -> IndexQuery {
      // No length is negative, or longer than six digits of days.
      let (first, last) = (max(lower.rounded(.up), 0), min(upper.rounded(.down), 999_999))
      guard first <= last else { return .none }
      return .valueRange(
        slot: slot, lower: DayCount.text(Int(first)), upper: DayCount.text(Int(last)))
    }
    switch match {
    case .values(let values):
      return .anyOf(values.compactMap { Double($0.text) }.map { between($0, $0) })
    case .range(let lower, let upper):
      let least = lower.flatMap { bound in Double(bound.text).map { bound.isInclusive ? $0 : $0.nextUp } }
      let most = upper.flatMap { bound in Double(bound.text).map { bound.isInclusive ? $0 : $0.nextDown } }
      return between(least ?? 0, most ?? .infinity)
    case .box: return .none
    }
  }

  private func state(_ name: String) -> IndexQuery {
    switch RecordState(rawValue: name) {
    case .open: return exact("openness", Openness.open.rawValue)
    case .restricted:
      return .or([Sensitivity.restricted, .highlyRestricted].map { exact("sensitivity", $0.rawValue) })
    case nil: return .none
    }
  }

  private func exact(_ field: String, _ value: String) -> IndexQuery {
    guard let prefix = FieldTable.field(named: field)?.exactPrefix else {
      preconditionFailure("the table has a field \(field) with whole values")
    }
    return .term(ExactTerm.term(prefix, value))
  }

  /// `in:variable nitrate`: the words must be in that field.
  private func scope(_ name: String, _ node: Node) throws -> IndexQuery {
    guard let field = FieldTable.field(named: name) else { return try plan(node) }
    switch node.kind {
    case .word(let text), .identifier(let text): return try self.text(FieldValue(text: text), in: field)
    case .phrase(let text): return try self.text(FieldValue(text: text, form: .phrase), in: field)
    case .prefix(let text): return try self.text(FieldValue(text: text, form: .prefix), in: field)
    case .and(let parts): return .and(try parts.map { try scope(name, $0) })
    case .or(let parts): return .or(try parts.map { try scope(name, $0) })
    case .not(let inner): return .andNot(.all, try scope(name, inner))
    case .required(let inner): return try scope(name, inner)
    default: return try plan(node)
    }
  }
}
