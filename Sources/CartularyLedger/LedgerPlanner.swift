internal import CartularyModel
internal import Foundation

/// Works out what a publication does, against the ledger as it is.
///
/// `diff` shows the plan and `publish` carries out its steps, in one transaction with the planning: so what
/// was shown is what is done; if the ledger has changed since, the plan is a new one and says so.
struct LedgerPlanner {
  let ledger: any LedgerTransaction
  let request: PublicationRequest
  /// Of the request.
  let records: RecordSpool
  /// Records that the plan stores in the place of others.
  let made: RecordSpool
  var plan = PublicationPlan()
  var steps: [LedgerStep] = []
  private let settings: CatalogSettings
  /// Audiences by their texts: records share a few.
  private var audiences: [String: Audience] = [:]

  /// - Parameter request: With all of its records in its spool.
  init(_ ledger: any LedgerTransaction, _ request: PublicationRequest) throws {
    (self.ledger, self.request) = (ledger, request)
    records = request.spool ?? RecordSpool(in: [])
    made = records.another()
    settings = try CatalogSettings(ledger)
  }

  mutating func add() throws {
    try checkRestoring()
    let count = records.count
    plan.entries.reserveCapacity(count)
    steps.reserveCapacity(count)
    for place in 0..<count {
      try request.report(.planning, place, of: count)
      try publish(try records.record(at: place), at: place)
    }
    if let restoration = request.restoration { try restore(restoration) }
    for withdrawal in request.withdrawals {
      guard let head = try ledger.head(of: withdrawal.id), !head.isWithdrawn else {
        throw CatalogError(
          .invalidArgument, "no dataset '\(withdrawal.id.prefix(200))' to withdraw",
          facts: .init(id: withdrawal.id), remedy: .findIDs)
      }
      try withdraw(head, reason: withdrawal.reason)
    }
    if let pruning = request.pruning { try prune(pruning) }
    plan.followers = try followers()
    plan.notes += try programmeNotes()
    try noteLikenesses()
  }

  // MARK: - One record

  /// - Parameter place: Where the record is among those of the request.
  private mutating func publish(_ given: PreparedRecord, at place: Int) throws {
    try checkContradiction(given.contradiction, of: given.id)
    let (record, content) = try narrowed(given) ?? (given, .given(place))
    let head = try ledger.head(of: record.id)
    if head?.isWithdrawn != false, let withdrawal = try standingWithdrawal(of: record, head) {
      guard request.permissions.restoring.contains(record.id) else {
        return try withhold(record, head, withdrawal)
      }
      try add(record, content, after: head)
      return guardEntry(try revision(withdrawal.head).dataset, try record.dataset())
    }
    guard let head else { return try add(record, content, after: nil) }
    if !head.isWithdrawn, head.hash == record.hash { return try move(record, content, head) }
    let old = try revision(head)
    if head.isWithdrawn {
      try add(record, content, after: head)
    } else {
      var entry = PublicationPlan.Entry(id: record.id, title: record.title, change: .changed)
      entry.differences = FieldDifferences.between(old.json, record.json)
      entry.audienceBefore = old.dataset.audience
      entry.audienceAfter = try audience(record.audience)
      plan.entries.append(entry)
      steps.append(LedgerStep(.published, id: record.id, content, after: head))
    }
    guardEntry(old.dataset, try record.dataset())
  }

  /// Narrows records that state no audience, and whose data is more than internal.
  ///
  /// - Returns: `nil` for any other.
  private mutating func narrowed(_ record: PreparedRecord) throws -> (PreparedRecord, LedgerStep.Content)? {
    guard let audience = settings.narrowByDefault, !record.statesAudience,
      try self.audience(record.audience).isPublic, let rank = record.sensitivity.rank,
      rank > Sensitivity.internal.rank ?? 0
    else { return nil }
    var dataset = try record.dataset()
    dataset.audience = audience
    plan.notes.append(
      .init(
        kind: .narrowed, ids: [dataset.id],
        message: "\(dataset.id) says nothing of its audience and is "
          + "\(record.sensitivity.rawValue): \(LedgerRecord.text(audience)) may see it"))
    let narrowed = PreparedRecord(
      dataset, json: try LedgerRecord.json(of: dataset), origin: record.origin, statesAudience: false)
    return (narrowed, .made(try made.append(narrowed)))
  }

  private mutating func add(
    _ record: PreparedRecord, _ content: LedgerStep.Content, after head: LedgerHead?
  ) throws {
    var entry = PublicationPlan.Entry(id: record.id, title: record.title, change: .added)
    entry.audienceAfter = try audience(record.audience)
    plan.entries.append(entry)
    steps.append(LedgerStep(.published, id: record.id, content, after: head))
  }

  /// An equal record changes nothing, but the ledger learns where it comes from now.
  private mutating func move(
    _ record: PreparedRecord, _ content: LedgerStep.Content, _ head: LedgerHead
  ) throws {
    let location = record.origin?.location
    let isMoved = location != nil && head.location != nil && location != head.location
    var entry = PublicationPlan.Entry(
      id: record.id, title: record.title, change: isMoved ? .moved : .same)
    entry.audienceBefore = try audience(record.audience)
    entry.audienceAfter = entry.audienceBefore
    if isMoved {
      let file = try ledger.record(of: head.id, number: head.number)?.file
      entry.reason = "from \(file ?? "another file") to \(record.origin?.file ?? "another")"
      steps.append(LedgerStep(.moved, id: record.id, content, reason: entry.reason, after: head))
    }
    plan.entries.append(entry)
  }

  mutating func withdraw(_ head: LedgerHead, reason: String, vanishedFrom place: String? = nil) throws {
    let old = try revision(head)
    var entry = PublicationPlan.Entry(id: head.id, title: old.dataset.title, change: .withdrawn)
    entry.audienceBefore = old.dataset.audience
    entry.reason = reason
    plan.entries.append(entry)
    steps.append(
      LedgerStep(.withdrawn, id: head.id, .former, reason: reason, vanishedFrom: place, after: head))
  }

  private mutating func restore(_ restoration: PublicationRequest.Restoration) throws {
    let id = restoration.id
    let visible = try LedgerHistory.told(ledger, id: id, viewer: restoration.viewer).filter(\.isNews)
      .map(\.row)
    guard (1...max(1, visible.count)).contains(restoration.number), !visible.isEmpty else {
      throw CatalogError(
        .invalidArgument, "no revision \(restoration.number) of '\(id.prefix(200))'",
        facts: .init(value: "\(restoration.number)", id: id, limit: visible.count),
        remedy: visible.isEmpty ? .findIDs : .advice("it has revisions 1 to \(visible.count)"))
    }
    let row = visible[restoration.number - 1]
    guard let head = try ledger.head(of: id) else { return }
    let old = try revision(head)
    let dataset = try LedgerRecord.dataset(row.json, id: id)
    try checkContradiction(dataset.contradictions.first?.message, of: id)
    var entry = PublicationPlan.Entry(
      id: id, title: dataset.title, change: head.hash == row.hash && !head.isWithdrawn ? .same : .restored)
    entry.audienceBefore = head.isWithdrawn ? nil : old.dataset.audience
    entry.audienceAfter = dataset.audience
    entry.reason = "revision \(restoration.number) of \(row.at)"
    entry.differences = FieldDifferences.between(old.json, row.json)
    plan.entries.append(entry)
    guard entry.change == .restored else { return }
    let place = try made.append(PreparedRecord(dataset, json: row.json, origin: row.origin))
    steps.append(LedgerStep(.restored, id: id, .made(place), reason: entry.reason, after: head))
    guardEntry(old.dataset, dataset)
  }

  private mutating func audience(_ text: String) throws -> Audience {
    if let known = audiences[text] { return known }
    let audience = try LedgerRecord.audience(text)
    audiences[text] = audience
    return audience
  }

  // MARK: - Guards

  /// Whoever reads manifests leaves such records out and says where they are; this holds for what comes in other ways.
  private func checkContradiction(_ contradiction: String?, of id: String) throws(CatalogError) {
    guard settings.refusesPolicyFindings, let contradiction else { return }
    throw CatalogError(
      .refused, "\(id): \(contradiction)", facts: .init(id: id),
      remedy: .mendPolicyFinding)
  }

  /// Compares the last entry's record with what was there, and refuses what no permission names.
  mutating func guardEntry(_ old: Dataset, _ new: Dataset, at place: Int? = nil) {
    let permissions = request.permissions
    let index = place ?? plan.entries.count - 1
    let widenings = Exposure.widenings(from: old, to: new)
    plan.entries[index].widenings = widenings
    plan.entries[index].narrowsVariables = Exposure.narrowsVariables(from: old, to: new)
    if !widenings.isEmpty, !permissions.widening.contains(new.id) {
      plan.refusals.append(
        .init(
          kind: .widening, ids: [new.id],
          message: "more people would see of \(new.id): " + widenings.joined(separator: "; ")))
    }
    plan.entries[index].lowering = Exposure.lowering(from: old, to: new)
    if let lowering = plan.entries[index].lowering, !permissions.lowering.contains(new.id) {
      plan.refusals.append(
        .init(
          kind: .lowering, ids: [new.id],
          message:
            "the sensitivity of \(new.id) would fall from \(lowering.from.rawValue) to \(lowering.to.rawValue)"
        ))
    }
  }

  private mutating func prune(_ pruning: PublicationRequest.Pruning) throws {
    var scope: [LedgerHead] = []
    for location in pruning.locations {
      scope += try ledger.heads(at: location)
    }
    var seen: Set<String> = []
    scope = scope.filter { seen.insert($0.id).inserted }
    let successors = try successors()
    let gone = try scope.filter { try !records.contains($0.id) && !rename($0, to: successors) }
    for head in gone { try withdraw(head, reason: LedgerWithdrawal.vanished, vanishedFrom: head.location) }
    if gone.count * 10 > scope.count, gone.count > request.permissions.deletions ?? 0 {
      plan.refusals.append(
        .init(
          kind: .deletions, ids: gone.map(\.id),
          message: "\(gone.count) of \(scope.count) records would be withdrawn, more than one in ten"))
    }
  }

  func revision(_ head: LedgerHead) throws -> (json: String, dataset: Dataset) {
    guard let stored = try ledger.record(of: head.id, number: head.number) else {
      throw CatalogError(
        .damaged, "the ledger lacks the current revision of \(head.id)",
        facts: .init(id: head.id), remedy: .restoreLedger)
    }
    return (stored.json, try LedgerRecord.dataset(stored.json, id: head.id))
  }
}
