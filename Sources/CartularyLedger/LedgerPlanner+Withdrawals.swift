internal import CartularyModel

/// Withdrawals that stand, and records that go on under a new id.
///
/// What somebody withdrew by name is published again only by name, whatever the manifests say. A new id does not bring
/// it back either: a record that replaces a withdrawn one is withheld like it, and the ledger remembers the withdrawal
/// under the new id too, so that a second renaming does not lose it.
extension LedgerPlanner {
  /// A withdrawal that keeps a record from being published.
  struct Standing {
    /// Of the withdrawn record: this one, or one that it replaces.
    let head: LedgerHead
    let row: LedgerWithdrawal
  }

  /// - Parameter head: The record's own state; `nil` if it was never published.
  func standingWithdrawal(of dataset: Dataset, _ head: LedgerHead?) throws -> Standing? {
    for id in [dataset.id] + dataset.replacedIDs {
      let head = id == dataset.id ? head : try ledger.head(of: id)
      guard let head, head.isWithdrawn, let row = try ledger.lastRevision(of: id), row.stands else {
        continue
      }
      return Standing(head: head, row: row)
    }
    return nil
  }

  mutating func withhold(_ dataset: Dataset, _ head: LedgerHead?, _ withdrawal: Standing) throws {
    var entry = PublicationPlan.Entry(id: dataset.id, title: dataset.title, change: .withheld)
    let reason = "withdrawn on \(withdrawal.row.at.prefix(10)): \(withdrawal.row.reason ?? "")"
    entry.reason = reason
    let old = withdrawal.head.id
    if old != dataset.id {
      entry.formerID = old
      entry.reason = "it replaces \(old), which was \(reason)"
      // With the old record and its audience: who could not know of the one is not told of it by the other.
      var moved = try revision(withdrawal.head).dataset
      moved.id = dataset.id
      steps.append(
        LedgerStep(
          kind: .withdrawn, dataset: moved, json: try LedgerRecord.json(of: moved), origin: nil,
          reason: withdrawal.row.reason, head: head))
    }
    plan.entries.append(entry)
    plan.notes.append(
      .init(
        kind: .withheld, ids: [dataset.id],
        message: "\(dataset.id) is not published: \(entry.reason ?? "")"))
  }

  /// Steps of new records, by the ids that they say to replace.
  var successors: [String: LedgerStep] {
    let new = steps.filter { $0.kind == .published && $0.head?.isWithdrawn != false }
    return Dictionary(
      new.flatMap { step in step.dataset.replacedIDs.map { ($0, step) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Makes one entry of a record that is no longer at its place and a new one that says to replace it.
  ///
  /// - Parameter successors: `successors`.
  /// - Returns: Whether there is such a record. The old one is then withdrawn without an entry of its own.
  mutating func rename(
    _ head: LedgerHead, to successors: [String: LedgerStep], _ permissions: PublicationPermissions
  ) throws -> Bool {
    guard let step = successors[head.id],
      let place = plan.entries.firstIndex(where: { $0.id == step.dataset.id && $0.change == .added })
    else { return false }
    let old = try revision(head)
    plan.entries[place].change = .renamed
    plan.entries[place].formerID = head.id
    plan.entries[place].audienceBefore = old.dataset.audience
    plan.entries[place].differences = FieldDifferences.between(old.json, step.json).filter {
      $0.path != "id" && !$0.path.hasPrefix("relations")
    }
    guardEntry(old.dataset, step.dataset, permissions, at: place)
    steps.append(
      LedgerStep(
        kind: .withdrawn, dataset: old.dataset, json: old.json, origin: nil,
        reason: LedgerWithdrawal.vanished,
        vanishedFrom: head.location, head: head))
    return true
  }

  /// - Throws: `CatalogError` with code `.invalidArgument` for an id that is not among the records: a typo must not
  ///   pass for a record that was restored.
  func checkRestoring(_ request: PublicationRequest) throws {
    let ids = Set(request.records.map(\.dataset.id))
    guard let unknown = request.permissions.restoring.subtracting(ids).min() else { return }
    throw CatalogError(
      .invalidArgument, "no record '\(unknown.prefix(200))' to restore among the manifests",
      facts: .init(id: unknown))
  }
}

extension Dataset {
  /// Ids of the records that this one says to replace. Other identifiers among the targets are ids of no record.
  var replacedIDs: [String] {
    relations.filter { $0.kind == .replaces && $0.target != id }.map(\.target)
  }
}
