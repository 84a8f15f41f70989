internal import CartularyIndex
package import CartularyModel

/// What a profile may use of a catalog, and what prevents the rest.
package struct ReachReport: Sendable {
  package let profile: UseProfile
  /// How many datasets have each outcome, nearest to use first; all of them are there.
  package let outcomes: [(outcome: UseOutcome, count: Int)]
  /// What fails or is open, the most frequent first.
  package let blocking: [Block]

  /// A reason that keeps datasets from use.
  package struct Block: Sendable, Hashable {
    /// Failing or unanswered.
    package let kind: UseReason.Kind
    package let code: String
    /// How many datasets it keeps.
    package let count: Int
  }
}

extension DatasetCatalog {
  /// How far each intended use reaches among the records that match a query, with one decision for each distinct
  /// set of terms.
  ///
  /// - Parameters:
  ///   - uses: The uses to report on.
  ///   - query: What is asked; everything by default.
  ///   - viewer: Whose view of the catalog is searched.
  ///   - use: The use that `usable` means in the query; a query that names it needs one.
  /// - Returns: A report for each of `uses`, in their order.
  /// - Throws: `QueryError` for a fault in the query, with its place; `CatalogError` for all else.
  package func reach(
    of uses: [IntendedUse], matching query: SearchQuery = "", as viewer: Viewer, use: IntendedUse? = nil
  ) throws -> [ReachReport] {
    let question = try question(query, as: viewer)
    let uses = uses.map(\.onFixedDay)
    return try withSession(viewer, use.map(useQuestion)) { session in
      let plan = try SearchPlan(question, planner: session.planner)
      let keys = try session.reader.values(of: Slot.termsKey).facet(of: session.reader.set(of: plan.query))
      let terms = try keys.map { (try Usability.terms(ofKey: $0.value, session.reader), $0.count) }
      return uses.map { Self.report($0, terms) }
    }
  }

  private static func report(_ use: IntendedUse, _ terms: [(UseTerms, Int)]) -> ReachReport {
    var outcomes: [UseOutcome: Int] = [:]
    var blocking: [ReachReport.Block: Int] = [:]
    for (terms, count) in terms {
      let decision = use.decision(on: terms)
      outcomes[decision.outcome, default: 0] += count
      let telling = decision.reasons.filter { $0.kind != .owed }
      for block in Set(telling.map { ReachReport.Block(kind: $0.kind, code: $0.code, count: 0) }) {
        blocking[block, default: 0] += count
      }
    }
    return ReachReport(
      profile: use.profile, outcomes: UseOutcome.allCases.sorted().map { ($0, outcomes[$0] ?? 0) },
      blocking: blocking.map { .init(kind: $0.key.kind, code: $0.key.code, count: $0.value) }
        .sorted { ($1.count, $0.code, $0.kind.rawValue) < ($0.count, $1.code, $1.kind.rawValue) })
  }

  /// Versions for public use of a dataset that the viewer may see: those that it names itself, and those that
  /// name it.
  ///
  /// - Returns: Ordered by id; empty if there are none.
  package func publicVersions(of dataset: Dataset, as viewer: Viewer) throws -> [Dataset] {
    try withSession(viewer) { session in
      let named = dataset.relations.filter { $0.kind == .restrictedVersionOf }.map(\.target)
      let naming = IndexQuery.term(ExactTerm.bounded(TermPrefix.publicVersionOf + dataset.id))
      var request = SearchRequest(query: naming, limit: ResultPage.maximumSampleCount)
      request.order = [.value(slot: Slot.id, descending: false)]
      var found: [String: Dataset] = [:]
      for match in try session.reader.search(request).matches {
        let twin = try StoredPayloadV1(bytes: match.payload).decodedRecord()
        found[twin.id] = twin
      }
      for id in named where DatasetID.isWellFormed(id) && found[id] == nil {
        guard let payload = try session.reader.payload(uniqueTerm: TermPrefix.uniqueTerm(id)) else {
          continue
        }
        found[id] = try StoredPayloadV1(bytes: payload).decodedRecord()
      }
      found[dataset.id] = nil
      return found.sorted { $0.key < $1.key }.map(\.value)
    }
  }
}
