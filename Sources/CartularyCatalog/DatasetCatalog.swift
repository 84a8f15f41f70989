package import CartularyBase
internal import CartularyIndex
public import CartularyLedger
public import CartularyModel
internal import CartularyQuery
internal import Foundation

/// A catalog of datasets in a directory: published into, searched, filtered, counted.
///
/// Any number of processes may read while one writes. Every reading method takes a viewer, and answers
/// exactly as a catalog would that never held what the viewer may not see.
public final class DatasetCatalog: Sendable {
  /// The directory, as it was given to `open`.
  public let path: String
  private let layout: CatalogLayout
  private let shards: PermittedShards
  private let pool = ReaderPool()
  private let publisher: Publisher
  private let parser = QueryParser(schema: FieldTable.schema)
  private let decisions = DecisionCache()
  let queryLog: QueryLog

  private let words: WordKnowledge
  private let successors = StateMemo<Successors>()
  private let groups = StateMemo<FacetGroups>()
  private let mentions = StateMemo<MentionCounts>()
  let changeMemo = ChangeMemo()
  /// What is wrong with the catalog's own thesaurus, a line each; empty if nothing is, or there is no thesaurus.
  package var thesaurusFaults: [String] {
    words.thesaurusFaults.map { "\(layout.thesaurus):\($0.line): \($0.reason)" }
  }

  private init(_ layout: CatalogLayout, _ shards: PermittedShards) throws(CatalogError) {
    words = try WordKnowledge(layout)
    path = layout.root
    self.layout = layout
    self.shards = shards
    publisher = Publisher(layout)
    queryLog = QueryLog(layout)
  }

  /// Opens a catalog.
  ///
  /// - Parameters:
  ///   - path: Its directory.
  ///   - creating: Whether to make it if there is none. A directory that holds something else is never
  ///     made a catalog.
  /// - Throws: `CatalogError` with code `.missing`, `.notACatalog`, `.futureVersion`, `.permissionDenied`,
  ///   `.noSpace` or `.inputOutput`.
  public static func open(at path: String, creating: Bool = false) throws(CatalogError) -> DatasetCatalog {
    try open(at: path, creating: creating, filter: PermittedShards.meetingLabels)
  }

  /// The same with another filter of the shards, for the tests that show what a faulty one would tell.
  static func open(
    at path: String, creating: Bool = false, filter isPermitted: @escaping ShardFilter
  ) throws(CatalogError) -> DatasetCatalog {
    let layout = CatalogLayout(root: path)
    if creating { try layout.create() } else { try layout.check() }
    return try DatasetCatalog(layout, PermittedShards(layout, filter: isPermitted))
  }

  // MARK: - Publishing

  /// Publishes records: all of them or none, durable when the call returns. Should only the index fail, for
  /// want of room say, the error says so, and the next publication completes it from the ledger.
  ///
  /// A record with a known id becomes its new revision; one that equals its current revision changes
  /// nothing. What an interrupted publication left behind in the index is completed first.
  ///
  /// - Throws: `CatalogError`, with code `.locked` when another process is publishing, and `.refused` when
  ///   more people would see something, or a sensitivity would fall, without a permission that names it.
  @discardableResult
  public func publish(
    _ records: [SourcedDataset], by author: PublicationAuthor,
    permissions: PublicationPermissions = PublicationPermissions()
  ) async throws -> PublicationReport {
    var request = PublicationRequest(records: records)
    request.permissions = permissions
    return try await publish(request, by: author)
  }

  /// Publishes, withdraws, prunes and restores: all that a request asks for, or nothing.
  @discardableResult
  public func publish(_ request: PublicationRequest, by author: PublicationAuthor) async throws
    -> PublicationReport
  {
    // Before anything is opened for them.
    let request = try request.spooled(in: path)
    let report = try await waiting(request.patience, request.progress) {
      try await self.publisher.publish(request, by: author)
    }
    // Who publishes sees it without waiting for the next look at the ledger.
    if layout.isNode { try? NodeFollower(at: path).follow(patience: .zero) }
    return report
  }

  /// Tries again while another writer holds the catalog, without holding a thread meanwhile.
  private func waiting<Result: Sendable>(
    _ patience: Duration, _ progress: (@Sendable (PublicationProgress) -> Bool)?,
    _ work: @Sendable () async throws -> Result
  ) async throws -> Result {
    let end = ContinuousClock.now + patience
    while true {
      do {
        return try await work()
      } catch let error as CatalogError
        where error.code == .locked && ContinuousClock.now < end
        && !error.remedies.contains(Publisher.completedLater)
      {
        if let progress, !progress(PublicationProgress(phase: .planning, done: 0, total: 1)) {
          throw CatalogError(.interrupted, "stopped; nothing was published")
        }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// What a request would do if it were published now. Needs to read the ledger; writes nothing.
  public func plan(_ request: PublicationRequest) throws -> PublicationPlan {
    let request = try request.spooled(in: path)
    return try readingLedger().plan(request)
  }

  /// What a request would do to a catalog that is not there yet.
  package static func planForNew(_ request: PublicationRequest) throws -> PublicationPlan {
    try Ledger.empty().plan(request)
  }

  /// The revisions of a record that a viewer may see, oldest first; empty if there are none, or the viewer may not see
  /// the record now.
  ///
  /// - Throws: `CatalogError` with code `.permissionDenied` where the ledger is not for this user.
  public func history(of id: String, as viewer: Viewer) throws -> [Revision] {
    guard DatasetID.isWellFormed(id) else { return [] }
    return try readingLedger().history(id: id, as: viewer, withSources: false)
  }

  /// The same with the files that the revisions came from, and their moves. For the owner: a file, its name and its hash
  /// may tell of what stands in it beside the record.
  package func historyWithSources(of id: String, as viewer: Viewer) throws -> [Revision] {
    guard DatasetID.isWellFormed(id) else { return [] }
    return try readingLedger().history(id: id, as: viewer, withSources: true)
  }

  /// Who can see what. For the owner: it reveals everything.
  ///
  /// - Parameter day: Changes of audiences before this day in UTC are left out; `nil` leaves out none.
  package func audit(since day: CalendarDate? = nil) throws -> AuditReport {
    try readingLedger().audit(since: day)
  }

  package func settings() throws -> CatalogSettings { try readingLedger().settings() }

  /// Whether the catalog's settings refuse records with a policy finding: statements that contradict each other.
  ///
  /// - Throws: `CatalogError` if the ledger cannot be read.
  public var refusesPolicyFindings: Bool { get throws { try settings().refusesPolicyFindings } }

  /// Sets a setting, or unsets it with `nil`, and gives the files the modes that follow.
  package func set(_ name: String, to value: String?, by author: PublicationAuthor) async throws {
    let (queryLog, mentionSwitch, leaseSwitch) = (queryLog, MentionSwitch(layout), LeaseSwitch(layout))
    try await waiting(.seconds(10), nil) {
      try await self.publisher.set(
        name, to: value, by: author,
        preparing: { (settings) throws(CatalogError) in try queryLog.prepare(for: settings) },
        following: { (settings) throws(CatalogError) in
          try queryLog.follow(settings)
          try mentionSwitch.follow(settings)
          try leaseSwitch.follow(settings)
        })
    }
  }

  /// A ledger for reading; an empty one before the first publication.
  func readingLedger() throws(CatalogError) -> Ledger {
    if !layout.hasLedger, try ShardDirectory.list(layout).isEmpty {
      return try Ledger.empty()
    }
    return try Ledger(reading: layout)
  }

  // MARK: - Reading

  /// Searches the records that a viewer may see.
  ///
  /// - Parameters:
  ///   - query: What is asked.
  ///   - facets: What is counted among everything that the query finds, whichever page is shown.
  ///   - page: Which hits are wanted; the ten best by default.
  ///   - viewer: Whose view of the catalog is searched.
  ///   - use: What the viewer wants to do with the data; `nil` leaves the use of hits undecided.
  /// - Returns: The page's hits, best first, with the total and the counts of facets in the order of their fields.
  /// - Throws: `QueryError` for a fault in the query, with its place; `CatalogError` for all else.
  public func search(
    _ query: SearchQuery, facets: FacetQuery = .none, page: ResultPage = ResultPage(), as viewer: Viewer,
    use: IntendedUse? = nil
  ) throws -> SearchAnswer {
    let facetFields = try facets.facetFields(with: use)
    try page.check()
    let question = try question(query, as: viewer)
    let order = try SortOrder(question.whole.sort, option: page.sort)
    let use = use.map(useQuestion)
    if order.usableFirst != nil || facetFields.contains(where: \.needsProfile) {
      _ = try Usability.required(use)
    }
    return try withSession(viewer, use) { session in
      let plan = try session.plan(for: question)
      let whole = plan.question.whole
      let completeCount = try plan.complete.map(session.count)
      let matching = try session.reader.set(of: plan.query)
      var request = SearchRequest(
        query: session.ranked(plan, completeCount: completeCount), offset: page.offset, limit: page.limit)
      request.order = order.keys
      request.weighting = Scoring.weighting
      request.snippets = SnippetStyle(
        byteCount: page.snippetByteCount, startMarker: String(Hit.Marker.start),
        endMarker: String(Hit.Marker.end), highlight: plan.stems, prefixes: plan.prefixes)
      request.languages += session.otherLanguages
      let priors = try session.priors(for: plan)
      let hits = try session.page(request, priors, usableFirst: order.usableFirst).map { match in
        let stored = try StoredPayloadV1(bytes: match.payload)
        let summary = try stored.decodedSummary()
        return Hit(
          dataset: summary, weight: match.weight, title: match.snippets.first ?? "",
          snippet: match.snippets.last ?? "", replacedBy: session.successors.named[summary.id],
          use: try session.usability?.use(of: stored),
          availability: try stored.decodedTerms().availability(on: session.dayOfUse))
      }
      let counted = try facetFields.map { try session.facet($0, plan, matching, facets) }
      let total = matching.count
      let matched = try session.matched(plan, total: total, completeCount: completeCount)
      let advice = try session.advice(from: whole, question.matching, matched)
      // Only the first page counts as a question.
      if query.isAsked, page.offset == 0 { queryLog.count(plan.question, matched) }
      return SearchAnswer(
        query: whole, text: query.text, total: total, matched: matched, hits: hits, facets: counted,
        notes: whole.notes, advice: advice)
    }
  }

  /// The record with an id; `nil` when there is none that the viewer may see.
  ///
  /// - Throws: `CatalogError` when the catalog cannot be read.
  public func dataset(id: String, as viewer: Viewer) throws -> Dataset? {
    guard DatasetID.isWellFormed(id) else { return nil }
    return try withReader(viewer) { reader in
      guard let payload = try reader.payload(uniqueTerm: TermPrefix.uniqueTerm(id)) else { return nil }
      return try StoredPayloadV1(bytes: payload).decodedRecord()
    }
  }

  /// What is left of a record that was withdrawn; `nil` if the viewer never could see it, or still can.
  public func tombstone(id: String, as viewer: Viewer) throws -> Tombstone? {
    guard DatasetID.isWellFormed(id) else { return nil }
    return try withShards(viewer) { shards, identity in
      var last: StoredWithdrawalV1?
      for shard in shards where shard.partition.holds(id) {
        let found = try pool.withReader([shard], identity) { reader in
          try reader.metadata(StoredWithdrawalV1.key(id)).flatMap(StoredWithdrawalV1.init(text:))
        }
        guard let found else { continue }
        if let last, (found.at, found.reason) <= (last.at, last.reason) { continue }
        last = found
      }
      return last.map {
        Tombstone(id: id, withdrawnAt: $0.at, reason: $0.reason, stands: $0.stands ?? false)
      }
    }
  }

  /// The counts of facet fields among everything that matches a query.
  ///
  /// - Returns: One for each field, in the order of the request; without a value where no record has one.
  /// - Throws: As `search`; `CatalogError` with code `.invalidArgument` for a field that is not a facet.
  public func facets(
    _ facets: FacetQuery = .all, matching query: SearchQuery = "", as viewer: Viewer, use: IntendedUse? = nil
  ) throws -> [Facet] {
    try search(query, facets: facets, page: .empty, as: viewer, use: use).facets
  }

  /// How a query is read, what each of its clauses finds alone, and what it asks of the engine.
  ///
  /// - Throws: As `search`.
  public func explain(_ query: SearchQuery, as viewer: Viewer, use: IntendedUse? = nil) throws -> Explanation
  {
    let question = try question(query, as: viewer)
    return try withSession(viewer, use.map(useQuestion)) { try $0.explanation(of: question) }
  }

  /// Why a dataset is among the hits of a query.
  ///
  /// - Returns: `nil` if the query does not find it, or this viewer may not see it.
  /// - Throws: As `search`.
  public func explain(
    hit id: String, of query: SearchQuery, as viewer: Viewer, use: IntendedUse? = nil
  ) throws -> HitExplanation? {
    let question = try question(query, as: viewer)
    guard DatasetID.isWellFormed(id) else { return nil }
    return try withSession(viewer, use.map(useQuestion)) {
      try $0.hitExplanation(of: question, id: id)
    }
  }

  /// Which words of a query some datasets have, and in which fields: `explain` of many hits, without weights.
  ///
  /// - Returns: By id, in the order of the query; without datasets that the viewer may not see.
  /// - Throws: As `search`.
  package func matchedWords(
    of ids: [String], in query: SearchQuery, as viewer: Viewer, use: IntendedUse? = nil
  ) throws -> [String: [MatchedWord]] {
    let question = try question(query, as: viewer)
    return try withSession(viewer, use.map(useQuestion)) {
      try $0.matchedWords(of: question, ids: ids)
    }
  }

  /// Ways to go on with a half-typed query.
  ///
  /// - Parameters:
  ///   - offset: Where the cursor stands, in UTF-8 bytes.
  ///   - limit: The most suggestions.
  public func suggest(
    _ text: String, at offset: Int, as viewer: Viewer, limit: Int = 10
  ) throws -> SuggestionList {
    try withSession(viewer) { try $0.suggestions(for: text, at: offset, parser: parser, limit: limit) }
  }

  /// Datasets like a given one, best first; `nil` if the viewer sees no such dataset.
  public func similar(to id: String, as viewer: Viewer, limit: Int = 10) throws -> [SimilarDataset]? {
    guard DatasetID.isWellFormed(id) else { return nil }
    return try withSession(viewer) { try $0.similar(to: id, limit: limit) }
  }

  // MARK: - Steps

  func withSession<Result>(
    _ viewer: Viewer, _ use: UseQuestion? = nil, _ work: (SearchSession) throws -> Result
  ) throws -> Result {
    try withReader(viewer) {
      try work(
        SearchSession(
          reader: $0, words: words, successors: successors, groups: groups, mentions: mentions,
          hasMentions: !MentionSwitch(layout).isOff, use: use))
    }
  }

  /// A question about use, for one day, that shares what is decided with others.
  func useQuestion(about use: IntendedUse) -> UseQuestion {
    UseQuestion(use: use.onFixedDay, cache: decisions)
  }

  /// What each shard of an audience that a viewer may see has applied, by its key; without shards that are not there.
  func appliedSequences(for viewer: Viewer) throws -> [String: Int] {
    try withShards(viewer) { shards, identity in
      var applied: [String: Int] = [:]
      for shard in shards {
        let sequence = try pool.withReader([shard], identity) { try $0.metadata(ShardMetadata.sequence) }
        let key = ShardKey.key(for: shard.audience, shard.partition)
        if let sequence { applied[key] = Int(sequence) }
      }
      return applied
    }
  }

  /// Into how many parts the records of each audience are divided.
  func partitionCount() throws(CatalogError) -> Int { try layout.partitionCount() }

  private func withReader<Result>(_ viewer: Viewer, _ work: (IndexReader) throws -> Result) throws -> Result {
    try withShards(viewer) { try pool.withReader($0, $1, work) }
  }

  /// The one way to the shards: those that the viewer may see, and no others.
  ///
  /// An index that is made again may be divided otherwise, so that shards have other names: what was begun with the ones
  /// before begins again.
  private func withShards<Result>(
    _ viewer: Viewer, _ work: (_ shards: [SealedShard], _ identity: ShardsIdentity) throws -> Result
  ) throws -> Result {
    for _ in 1..<CatalogLimits.retryCount {
      let before = try? layout.shardsIdentity()
      do {
        let permitted = try shards.shards(for: viewer)
        guard !layout.hasOtherShards(than: before) else { continue }
        let result = try work(permitted, layout.shardsIdentity())
        try shards.checkLease()
        return result
      } catch {
        guard layout.hasOtherShards(than: before) else { throw error }
      }
    }
    throw CatalogError(.busy, "the index changes faster than it can be read", help: "try again")
  }

  /// A question as it was typed.
  ///
  /// Names are pasted as they are, with colons, stars and dashes that would mean something in a query. What the viewer's
  /// records are called decides: a text that is one of their names is read as text where it could not be read as a query,
  /// and `HES:Civil` within a title is not a misspelt field.
  ///
  /// - Throws: `QueryError` for a fault in the query or a filter, with its place.
  func question(_ query: SearchQuery, as viewer: Viewer) throws -> Question {
    guard query.mode != .strict else { return try parse(query) }
    let answers = Guarded<(any Error)?>(nil)
    do {
      let parsed = try parser.parse(query.text, mode: query.mode) { text in
        do { return try self.withSession(viewer) { try $0.planner.isWithinName(text) } } catch {
          answers.withLock { $0 = error }
          return false
        }
      }
      if let error = answers.withLock({ $0 }) { throw error }
      // A star in a name is not a wildcard.
      guard query.text.contains("*"), try isName(query.text, as: viewer) else {
        return try question(query, parsed)
      }
    } catch let error as QueryError {
      guard try isName(query.text, as: viewer) else { throw error }
    }
    return try question(query, parser.parseName(query.text))
  }

  private func isName(_ text: String, as viewer: Viewer) throws -> Bool {
    try withSession(viewer) { try $0.planner.isName(text) }
  }

  /// A question of the program's own, or one that is read to the letter.
  ///
  /// - Throws: `QueryError` for a fault in the query or a filter, with its place.
  func parse(_ query: SearchQuery) throws -> Question {
    try question(query, parser.parse(query.text, mode: query.mode))
  }

  private func question(_ query: SearchQuery, _ parsed: Query) throws -> Question {
    Question(
      text: query.text, query: parsed, filters: try FilterSet(query.filters, parser: parser),
      matching: parsed.matching ?? query.matching, mode: query.mode)
  }
}
