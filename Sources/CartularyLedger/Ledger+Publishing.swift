internal import CartularyBase
internal import CartularyModel

extension Ledger {
  /// What a request would do now. Nothing is written.
  package func plan(_ request: PublicationRequest) throws(CatalogError) -> PublicationPlan {
    let request = try request.spooled()
    return try read { ledger in
      var planner = try LedgerPlanner(ledger, request)
      try planner.add()
      return planner.plan
    }
  }

  /// Stores what a request changes, as one publication.
  ///
  /// Records equal to their current revision leave no trace; when all are, there is no publication.
  ///
  /// - Parameters:
  ///   - following: Finds further records that are to be indexed again, as what is published mentions them or no longer does.
  ///   - beforeCommit: Called when all is written and before it counts; where it throws, nothing is stored.
  /// - Throws: `CatalogError` with code `.refused` when a guard forbids it; nothing is written then.
  package func publish(
    _ request: PublicationRequest, by author: PublicationAuthor,
    following: (RecordTextChanges) throws -> [PublicationPlan.Follower] = { _ in [] },
    beforeCommit: (PublicationPlan) throws -> Void = { _ in }
  ) throws(CatalogError) -> PublicationReport {
    let request = try request.spooled()
    return try write { ledger in
      var planner = try LedgerPlanner(ledger, request)
      try planner.add()
      if let refusal = planner.plan.refusals.first {
        let rest = planner.plan.refusals.count - 1
        throw CatalogError(
          .refused, refusal.message + (rest > 0 ? ", and \(rest) more" : ""),
          facts: .init(id: refusal.ids.first), remedy: .permit(refusal))
      }
      var report = PublicationReport(plan: planner.plan)
      guard !planner.steps.isEmpty else { return report }
      // The steps are against the ledger as it was: nothing of them is written yet.
      planner.plan.add(try following(planner.textChanges))
      let sequence = try ledger.appendPublication(
        at: Timestamp.now.description, author: author.name, tool: author.tool)
      for (index, step) in planner.steps.enumerated() {
        try request.report(.storing, index, of: planner.steps.count)
        try ledger.append(planner.revision(of: step), sequence: sequence)
      }
      try ledger.appendFollowers(
        planner.plan.followers.map { ($0.id, LedgerRecord.text($0.audience)) }, sequence: sequence)
      try beforeCommit(planner.plan)
      report.sequence = sequence
      return report
    }
  }
}
