internal import CartularyModel
internal import Foundation

/// Works out what a publication does, against the ledger as it is.
///
/// `diff` shows the plan and `publish` carries out its steps, in one transaction with the planning: so what
/// was shown is what is done; if the ledger has changed since, the plan is a new one and says so.
struct LedgerPlanner {
  let ledger: any LedgerTransaction
  private let settings: CatalogSettings
  var plan = PublicationPlan()
  var steps: [LedgerStep] = []

  init(_ ledger: any LedgerTransaction) throws {
    self.ledger = ledger
    settings = try CatalogSettings(ledger)
  }

  mutating func add(_ request: PublicationRequest) throws {
    try checkRestoring(request)
    plan.entries.reserveCapacity(request.records.count)
    steps.reserveCapacity(request.records.count)
    for (index, record) in request.records.enumerated() {
      try request.report(.planning, index, of: request.records.count)
      try publish(record, request.permissions)
    }
    if let restoration = request.restoration { try restore(restoration, request.permissions) }
    for withdrawal in request.withdrawals {
      guard let head = try ledger.head(of: withdrawal.id), !head.isWithdrawn else {
        throw CatalogError(
          .invalidArgument, "no dataset '\(withdrawal.id.prefix(200))' to withdraw",
          facts: .init(id: withdrawal.id), remedy: .findIDs)
      }
      try withdraw(head, reason: withdrawal.reason)
    }
    if let pruning = request.pruning { try prune(pruning, request) }
    plan.followers = try followers()
    plan.notes += try programmeNotes()
    try noteLikenesses(among: request)
  }

  // MARK: - One record

  private mutating func publish(_ sourced: SourcedDataset, _ permissions: PublicationPermissions) throws {
    var dataset = sourced.dataset
    try checkContradictions(dataset)
    narrow(&dataset, statesAudience: sourced.statesAudience)
    let json = try LedgerRecord.json(of: dataset)
    let head = try ledger.head(of: dataset.id)
    if head?.isWithdrawn != false, let withdrawal = try standingWithdrawal(of: dataset, head) {
      guard permissions.restoring.contains(dataset.id) else { return try withhold(dataset, head, withdrawal) }
      add(dataset, json, sourced.origin, after: head)
      return guardEntry(try revision(withdrawal.head).dataset, dataset, permissions)
    }
    guard let head else { return add(dataset, json, sourced.origin, after: nil) }
    if !head.isWithdrawn, head.hash == LedgerRecord.hash(of: json) {
      return try move(dataset, json, sourced.origin, head)
    }
    let old = try revision(head)
    if head.isWithdrawn {
      add(dataset, json, sourced.origin, after: head)
      guardEntry(old.dataset, dataset, permissions)
    } else {
      var entry = PublicationPlan.Entry(id: dataset.id, title: dataset.title, change: .changed)
      entry.differences = FieldDifferences.between(old.json, json)
      entry.audienceBefore = old.dataset.audience
      entry.audienceAfter = dataset.audience
      plan.entries.append(entry)
      steps.append(
        LedgerStep(
          kind: .published, dataset: dataset, json: json, origin: sourced.origin, reason: nil, head: head))
      guardEntry(old.dataset, dataset, permissions)
    }
  }

  /// Narrows records that state no audience, and whose data is more than internal.
  private mutating func narrow(_ dataset: inout Dataset, statesAudience: Bool) {
    guard let audience = settings.narrowByDefault, !statesAudience, dataset.audience.isPublic,
      let rank = dataset.effectiveSensitivity.level.rank, rank > Sensitivity.internal.rank ?? 0
    else { return }
    dataset.audience = audience
    plan.notes.append(
      .init(
        kind: .narrowed, ids: [dataset.id],
        message: "\(dataset.id) says nothing of its audience and is "
          + "\(dataset.effectiveSensitivity.level.rawValue): \(LedgerRecord.text(audience)) may see it"))
  }

  private mutating func add(
    _ dataset: Dataset, _ json: String, _ origin: RecordOrigin, after head: LedgerHead?
  ) {
    var entry = PublicationPlan.Entry(id: dataset.id, title: dataset.title, change: .added)
    entry.audienceAfter = dataset.audience
    plan.entries.append(entry)
    steps.append(
      LedgerStep(kind: .published, dataset: dataset, json: json, origin: origin, reason: nil, head: head))
  }

  /// An equal record changes nothing, but the ledger learns where it comes from now.
  private mutating func move(
    _ dataset: Dataset, _ json: String, _ origin: RecordOrigin, _ head: LedgerHead
  ) throws {
    let isMoved = origin.location != nil && head.location != nil && origin.location != head.location
    var entry = PublicationPlan.Entry(
      id: dataset.id, title: dataset.title, change: isMoved ? .moved : .same)
    entry.audienceBefore = dataset.audience
    entry.audienceAfter = dataset.audience
    if isMoved {
      let file = try ledger.record(of: head.id, number: head.number)?.file
      entry.reason = "from \(file ?? "another file") to \(origin.file)"
      steps.append(
        LedgerStep(
          kind: .moved, dataset: dataset, json: json, origin: origin, reason: entry.reason, head: head))
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
      LedgerStep(
        kind: .withdrawn, dataset: old.dataset, json: old.json, origin: nil, reason: reason,
        vanishedFrom: place, head: head))
  }

  private mutating func restore(
    _ restoration: PublicationRequest.Restoration, _ permissions: PublicationPermissions
  ) throws {
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
    try checkContradictions(dataset)
    var entry = PublicationPlan.Entry(
      id: id, title: dataset.title, change: head.hash == row.hash && !head.isWithdrawn ? .same : .restored)
    entry.audienceBefore = head.isWithdrawn ? nil : old.dataset.audience
    entry.audienceAfter = dataset.audience
    entry.reason = "revision \(restoration.number) of \(row.at)"
    entry.differences = FieldDifferences.between(old.json, row.json)
    plan.entries.append(entry)
    guard entry.change == .restored else { return }
    steps.append(
      LedgerStep(
        kind: .restored, dataset: dataset, json: row.json, origin: row.origin, reason: entry.reason,
        head: head))
    guardEntry(old.dataset, dataset, permissions)
  }

  // MARK: - Guards

  /// Whoever reads manifests leaves such records out and says where they are; this holds for what comes in other ways.
  private func checkContradictions(_ dataset: Dataset) throws(CatalogError) {
    guard settings.refusesPolicyFindings, let contradiction = dataset.contradictions.first else { return }
    throw CatalogError(
      .refused, "\(dataset.id): \(contradiction.message)", facts: .init(id: dataset.id),
      remedy: .mendPolicyFinding)
  }

  /// Compares the last entry's record with what was there, and refuses what no permission names.
  mutating func guardEntry(
    _ old: Dataset, _ new: Dataset, _ permissions: PublicationPermissions, at place: Int? = nil
  ) {
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

  private mutating func prune(
    _ pruning: PublicationRequest.Pruning, _ request: PublicationRequest
  ) throws {
    let kept = Set(request.records.map(\.dataset.id))
    var scope: [LedgerHead] = []
    for location in pruning.locations {
      scope += try ledger.heads(at: location)
    }
    var seen: Set<String> = []
    scope = scope.filter { seen.insert($0.id).inserted }
    let successors = successors
    let gone = try scope.filter {
      try !kept.contains($0.id) && !rename($0, to: successors, request.permissions)
    }
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
