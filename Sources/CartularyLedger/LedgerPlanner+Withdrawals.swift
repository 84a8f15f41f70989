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
  func standingWithdrawal(of record: PreparedRecord, _ head: LedgerHead?) throws -> Standing? {
    for id in [record.id] + record.replacedIDs {
      let head = id == record.id ? head : try ledger.head(of: id)
      guard let head, head.isWithdrawn, let row = try ledger.lastRevision(of: id), row.stands else {
        continue
      }
      return Standing(head: head, row: row)
    }
    return nil
  }

  mutating func withhold(_ record: PreparedRecord, _ head: LedgerHead?, _ withdrawal: Standing) throws {
    var entry = PublicationPlan.Entry(id: record.id, title: record.title, change: .withheld)
    let reason = "withdrawn on \(withdrawal.row.at.prefix(10)): \(withdrawal.row.reason ?? "")"
    entry.reason = reason
    let old = withdrawal.head.id
    if old != record.id {
      entry.formerID = old
      entry.reason = "it replaces \(old), which was \(reason)"
      // With the old record and its audience: who could not know of the one is not told of it by the other.
      var moved = try revision(withdrawal.head).dataset
      moved.id = record.id
      let json = try LedgerRecord.json(of: moved)
      let place = try made.append(PreparedRecord(moved, json: json, origin: nil))
      steps.append(
        LedgerStep(.withdrawn, id: record.id, .made(place), reason: withdrawal.row.reason, after: head))
    }
    plan.entries.append(entry)
    plan.notes.append(
      .init(
        kind: .withheld, ids: [record.id],
        message: "\(record.id) is not published: \(entry.reason ?? "")"))
  }

  /// Places of steps of new records, by the ids that they say to replace.
  func successors() throws -> [String: Int] {
    var successors: [String: Int] = [:]
    for (place, step) in steps.enumerated() where step.isNew && traits(of: step).contains(.replacesRecords) {
      for id in try record(of: step).replacedIDs where successors[id] == nil { successors[id] = place }
    }
    return successors
  }

  /// Makes one entry of a record that is no longer at its place and a new one that says to replace it.
  ///
  /// - Parameter successors: `successors()`.
  /// - Returns: Whether there is such a record. The old one is then withdrawn without an entry of its own.
  mutating func rename(_ head: LedgerHead, to successors: [String: Int]) throws -> Bool {
    guard let step = successors[head.id].map({ steps[$0] }),
      let place = plan.entries.firstIndex(where: { $0.id == step.id && $0.change == .added })
    else { return false }
    let old = try revision(head)
    let new = try record(of: step)
    plan.entries[place].change = .renamed
    plan.entries[place].formerID = head.id
    plan.entries[place].audienceBefore = old.dataset.audience
    plan.entries[place].differences = FieldDifferences.between(old.json, new.json).filter {
      $0.path != "id" && !$0.path.hasPrefix("relations")
    }
    guardEntry(old.dataset, try new.dataset(), at: place)
    steps.append(
      LedgerStep(
        .withdrawn, id: head.id, .former, reason: LedgerWithdrawal.vanished, vanishedFrom: head.location,
        after: head))
    return true
  }

  /// - Throws: `CatalogError` with code `.invalidArgument` for an id that is not among the records: a typo must not
  ///   pass for a record that was restored.
  func checkRestoring() throws {
    guard let unknown = request.permissions.restoring.filter({ !records.contains($0) }).min() else { return }
    throw CatalogError(
      .invalidArgument, "no record '\(unknown.prefix(200))' to restore among the manifests",
      facts: .init(id: unknown))
  }
}
