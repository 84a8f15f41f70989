internal import CartularyBase
internal import CartularyIndex
internal import CartularyLedger
internal import CartularyQuery

/// One reader over a viewer's shards with what is needed to ask it: every kind of answer is made here.
///
/// Nothing in it outlives one call: the reader goes back to its pool.
struct SearchSession {
  let reader: IndexReader
  let planner: QueryPlanner
  /// The languages besides English that the viewer's records are in.
  let otherLanguages: [String]
  /// What replaces what among the viewer's records.
  let successors: Successors
  /// What the profile of the question may use; `nil` without a profile.
  let usability: Usability?
  /// The day on which the data is wanted.
  let dayOfUse: CalendarDate

  /// - Parameter successors: As they are known of states of readers.
  init(reader: IndexReader, words: WordKnowledge, successors: StateMemo<Successors>, use: UseQuestion? = nil)
    throws
  {
    self.reader = reader
    let otherLanguages = try words.otherLanguages(of: reader)
    self.otherLanguages = otherLanguages
    self.successors = try successors.value(for: reader.state) { try Successors(reader) }
    let usability = use.map { Usability($0, reader) }
    self.usability = usability
    let dayOfUse = use?.use.date ?? .today
    self.dayOfUse = dayOfUse
    planner = QueryPlanner(
      analyzer: words.languages.english,
      readings: WordReadings(
        words.languages.english, otherLanguages.map(words.languages.analyzer),
        frequency: { try reader.frequency(of: $0) }, documentCount: { try reader.documentCount }),
      today: CalendarDate.today, dayOfUse: dayOfUse, frequency: { try reader.frequency(of: $0) },
      count: { try reader.search(SearchRequest(query: $0, limit: 0)).total },
      terms: { try reader.terms(prefix: $0, limit: $1) },
      nearest: { beginning, rest, distance in
        try reader.nearTerms(
          to: rest, prefix: TermPrefix.word + beginning, maximumDistance: distance, limit: 1
        ).first.map { beginning + $0.term }
      },
      thesaurus: words.thesaurus(otherLanguages), usability: usability)
  }

  /// How many records clauses match together.
  func count(_ clauses: [Node], _ matching: WordMatching) throws -> Int {
    guard !clauses.isEmpty else { return try reader.documentCount }
    return try count(CombinedClauses(clauses, matching, planner).asked)
  }

  func count(_ query: IndexQuery) throws -> Int { try planner.count(query) }

  /// What a plan asks of the engine, by whether any match has all the words.
  ///
  /// - Parameter completeCount: How many have all the words; `nil` if every match has.
  func ranked(_ plan: SearchPlan, completeCount: Int?) -> IndexQuery {
    completeCount == 0 ? plan.forSomeOfTheWords : plan.query
  }

  /// How many of the matches have all the words.
  func matched(_ plan: SearchPlan, total: Int, completeCount: Int? = nil) throws -> MatchedWords {
    MatchedWords(
      matching: plan.matching, words: plan.bare.words, leftOut: plan.bare.leftOut,
      corrections: plan.bare.expansions.compactMap { expansion in
        expansion.shown.map { .init(word: expansion.words[0], replacement: $0) }
      },
      total: total,
      completeCount: try completeCount ?? plan.complete.map(count) ?? total)
  }

  /// The clauses that all have to hold.
  static func clauses(of query: Query) -> [Node] {
    guard let root = query.root else { return [] }
    if case .and(let parts) = root.kind { return parts }
    return [root]
  }

  /// A query without one of its clauses.
  static func query(_ query: Query, without index: Int) -> Query {
    var rest = clauses(of: query)
    rest.remove(at: index)
    return Query(root: rest.isEmpty ? nil : Node(.and(rest)), sort: query.sort, matching: query.matching)
  }

  /// Every value of a facet field among the matches, its own filter left out.
  func counts(of field: CatalogField, _ plan: SearchPlan, _ found: [UInt32: [FacetCount]]) throws
    -> [FacetCount]
  {
    if field.needsProfile { return try useCounts(plan, found) }
    guard let slot = field.slot else { return [] }
    guard let query = plan.withoutOwnFilter[field.name] else { return read(found[slot] ?? [], as: field) }
    var request = SearchRequest(query: query, limit: 0)
    request.facets = [slot]
    return read(try reader.search(request).facets[slot] ?? [], as: field)
  }

  /// Counts of indexed values as counts of what they mean on the day of use, several of which may be one.
  private func read(_ counts: [FacetCount], as field: CatalogField) -> [FacetCount] {
    guard let reading = field.reading else { return counts }
    return counts.compactMap { count in
      reading(count.value, dayOfUse).map { FacetCount(value: $0, count: count.count) }
    }
  }
}
