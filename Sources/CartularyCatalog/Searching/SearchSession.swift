internal import CartularyBase
internal import CartularyIndex
internal import CartularyLedger
internal import CartularyQuery

/// One reader over a viewer's shards with what is needed to ask it: every kind of answer is made here.
///
/// Nothing in it outlives one call: the reader goes back to its pool.
struct SearchSession {
  let reader: IndexReader
  private(set) var planner: QueryPlanner
  /// The languages besides English that the viewer's records are in.
  let otherLanguages: [String]
  /// What replaces what among the viewer's records.
  let successors: Successors
  /// What the profile of the question may use; `nil` without a profile.
  let usability: Usability?
  /// The day on which the data is wanted.
  let dayOfUse: CalendarDate
  private let groups: StateMemo<FacetGroups>
  let mentionMemo: StateMemo<MentionCounts>
  /// Whether the catalog's owner lets mentions rank.
  let hasMentions: Bool

  /// - Parameters:
  ///   - successors: As they are known of states of readers.
  ///   - groups: As they are known of the values of facet fields.
  ///   - mentions: As they are known of states of readers.
  init(
    reader: IndexReader, words: WordKnowledge, successors: StateMemo<Successors>,
    groups: StateMemo<FacetGroups>, mentions: StateMemo<MentionCounts>, hasMentions: Bool,
    use: UseQuestion? = nil
  ) throws {
    (self.reader, self.groups) = (reader, groups)
    (mentionMemo, self.hasMentions) = (mentions, hasMentions)
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
      near: { word, prefix, distance in
        try reader.nearTerms(
          to: word, prefix: prefix, maximumDistance: distance, limit: QueryPlanner.nearLimit)
      },
      thesaurus: words.thesaurus(otherLanguages), usability: usability)
  }

  /// The same without some parts of the ranking.
  func leavingOut(_ parts: Set<RankingPart>) -> SearchSession {
    var session = self
    session.planner.without = parts
    return session
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
        expansion.respelling.map { .init(word: expansion.words[0], replacement: $0.shown) }
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
}
