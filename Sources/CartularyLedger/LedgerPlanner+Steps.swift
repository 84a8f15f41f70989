internal import CartularyModel

/// What the steps of a plan store. Their records are read again where they are asked for.
extension LedgerPlanner {
  func record(of step: LedgerStep) throws -> PreparedRecord {
    switch step.content {
    case .given(let place): return try records.record(at: place)
    case .made(let place): return try made.record(at: place)
    case .former:
      guard let head = step.head else { preconditionFailure("a former record has a state") }
      let (json, dataset) = try revision(head)
      return PreparedRecord(dataset, json: json, origin: nil)
    }
  }

  func traits(of step: LedgerStep) -> PreparedRecord.Traits {
    switch step.content {
    case .given(let place): records.traits(at: place)
    case .made(let place): made.traits(at: place)
    // Asked of what comes: nothing comes of these.
    case .former: []
    }
  }

  func audience(of step: LedgerStep) throws -> Audience {
    if case .former = step.content, let head = step.head { return try LedgerRecord.audience(head.audience) }
    return try LedgerRecord.audience(record(of: step).audience)
  }

  /// What a step writes.
  func revision(of step: LedgerStep) throws -> NewRevision {
    let record = try record(of: step)
    let isWithdrawn = step.kind == .withdrawn
    let origin = isWithdrawn ? nil : record.origin
    let head = LedgerHead(
      id: step.id, number: (step.head?.number ?? 0) + 1, audience: record.audience, hash: record.hash,
      isWithdrawn: isWithdrawn, sensitivity: record.sensitivity.rawValue,
      location: origin?.location ?? step.vanishedFrom)
    return NewRevision(
      kind: step.kind, json: record.json, reason: step.reason, origin: origin,
      previousAudience: step.head?.audience, head: head,
      duplicateKeys: isWithdrawn ? [] : record.duplicateKeys,
      references: isWithdrawn ? [] : record.references)
  }
}
