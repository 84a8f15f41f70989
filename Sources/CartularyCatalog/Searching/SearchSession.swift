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
  private let groups: StateMemo<FacetGroups>

  /// - Parameters:
  ///   - successors: As they are known of states of readers.
  ///   - groups: As they are known of the values of facet fields.
  init(
    reader: IndexReader, words: WordKnowledge, successors: StateMemo<Successors>,
    groups: StateMemo<FacetGroups>, use: UseQuestion? = nil
  ) throws {
    (self.reader, self.groups) = (reader, groups)
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
      count: { try reader.count($0) },
      terms: { try reader.terms(prefix: $0, limit: $1) },
      nearest: { beginning, rest, distance in
        try reader.nearTerms(
          to: rest, prefix: TermPrefix.word, beginning: beginning, maximumDistance: distance, limit: 1
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

  /// The counts of a facet field among the matches, its own filter left out.
  ///
  /// - Parameter found: All matches.
  func facet(_ field: CatalogField, _ plan: SearchPlan, _ found: MatchSet, _ facets: FacetQuery) throws
    -> Facet
  {
    let counted = try plan.withoutOwnFilter[field.name].map { try reader.set(of: $0) } ?? found
    return try facet(field, counted, selected: plan.selected[field.name] ?? [], facets)
  }

  /// The counts of a facet field among some records.
  func facet(_ field: CatalogField, _ counted: MatchSet, selected: [String] = [], _ facets: FacetQuery) throws
    -> Facet
  {
    func facet(_ counts: [FacetCount]) -> Facet {
      FacetCounting.facet(
        field, counts: counts, selected: selected, limit: facets.limit, prefix: facets.prefix)
    }
    if field.needsProfile { return facet(try useCounts(in: counted)) }
    guard let slot = field.slot else { return facet([]) }
    let values = try reader.values(of: slot)
    // What a value means on the day of use: several may mean one.
    if let reading = field.reading {
      return facet(
        values.facet(of: counted).compactMap { count in
          reading(count.value, dayOfUse).map { FacetCount(value: $0, count: count.count) }
        })
    }
    return FacetCounting.facet(
      field, groups.value(for: values) { FacetGroups(values) }, counts: values.counts(in: counted),
      selected: selected, limit: facets.limit, prefix: facets.prefix)
  }

  /// The matches of one page, by their weight where they have any.
  func best(_ request: SearchRequest) throws -> [IndexMatch] {
    let set = try reader.set(of: request.query)
    guard request.offset < set.count else { return [] }
    return request.query.weighsNothing
      ? try reader.best(request, of: set) : try reader.best(request, matching: set)
  }
}
