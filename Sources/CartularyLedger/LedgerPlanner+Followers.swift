internal import CartularyModel

/// Records that are not published, and whose terms follow from what is: those that take over terms of a record that
/// changes, comes, goes, or is seen by others than before.
extension LedgerPlanner {
  /// Against the ledger before the steps, so that everything that took over terms until now is found.
  func followers() throws -> [PublicationPlan.Follower] {
    // Whether anything refers to another takes a look at every reference: that is worth it for many steps only.
    guard !steps.isEmpty, try steps.count < 100 || ledger.hasReferences(.terms) else { return [] }
    let coming = Dictionary(
      try steps.map { ($0.id, try audience(of: $0)) }, uniquingKeysWith: { _, last in last })
    var found: [String: PublicationPlan.Follower] = [:]
    var level = try steps.compactMap(source)
    // A chain that was too long may be followed again when its first link goes: one further than is followed.
    for _ in 0...TermsResolver.maximumDepth where !level.isEmpty {
      var next: [Source] = []
      for source in level {
        for id in source.referrers {
          guard let head = try ledger.head(of: id) else { continue }
          let audience = try LedgerRecord.audience(head.audience)
          guard source.audiences.contains(where: { $0.includes(audience) }) else { continue }
          if let known = found[id], known.losesSource || !source.isLost { continue }
          found[id] = PublicationPlan.Follower(id: id, audience: audience, losesSource: source.isLost)
          next.append(
            Source(
              referrers: try referrers(to: id, []),
              audiences: [audience] + [coming[id]].compactMap(\.self), isLost: source.isLost))
        }
      }
      level = next
    }
    return found.values.sorted { $0.id < $1.id }
  }

  /// Something from which terms are taken.
  private struct Source {
    /// Ids of records that name it, under its own id or another of its names.
    let referrers: [String]
    /// Who saw it or will see it.
    let audiences: [Audience]
    /// Whether fewer people will see it.
    let isLost: Bool
  }

  private func referrers(to id: String, _ otherNames: [String]) throws -> [String] {
    let names = Set([id] + otherNames + (try ledger.targets(of: id, .replaces)))
    return try names.sorted().flatMap { try ledger.ids(referringTo: $0, .terms) }
  }

  /// - Returns: `nil` if the step changes nothing that others take over.
  private func source(_ step: LedgerStep) throws -> Source? {
    guard step.kind != .moved else { return nil }
    let record = try record(of: step)
    let referrers = try referrers(to: step.id, record.otherNames)
    guard !referrers.isEmpty else { return nil }
    let new = step.kind == .withdrawn ? nil : try record.dataset()
    let old = try step.head.flatMap { $0.isWithdrawn ? nil : try revision($0).dataset }
    guard old.map(Taken.init) != new.map(Taken.init) else { return nil }
    return Source(
      referrers: referrers, audiences: [old, new].compactMap { $0?.audience },
      isLost: old.map { old in new.map { !$0.audience.includes(old.audience) } ?? true } ?? false)
  }

  /// What of a record others take over.
  private struct Taken: Equatable {
    let terms: UseTerms
    let audience: Audience
    let programmeNames: [String]
    let otherNames: [String]

    init(_ dataset: Dataset) {
      terms = dataset.useTerms
      audience = dataset.audience
      programmeNames = dataset.programmeNames
      otherNames = dataset.otherNames
    }
  }
}
