internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// Brings the shards up to the ledger.
///
/// Publishing and replaying after a crash are the same work: for each shard, what the ledger has touched
/// since the sequence number that the shard has applied. Doing it twice does no harm.
struct ShardUpdater {
  let layout: CatalogLayout
  let ledger: Ledger
  private let modes: FileModes
  private let identity: CatalogIdentity?
  private let sizes: ShardParts.Sizes
  private let partitions: [Partition]

  /// - Parameter sizes: When shards are made of parts.
  init(layout: CatalogLayout, ledger: Ledger, sizes: ShardParts.Sizes = .init()) throws(CatalogError) {
    (self.layout, self.ledger, self.sizes) = (layout, ledger, sizes)
    modes = FileModes(settings: try ledger.settings())
    identity = try layout.identity()
    partitions = Partition.all(of: try layout.partitionCount())
  }

  /// Takes out of their shards what fewer people will see, before the ledger says so: from the moment at which it
  /// does, no crash can leave them visible. If it never says so, the next update puts them back.
  ///
  /// - Throws: `CatalogError` with code `.permissionDenied` where this process may not write to a shard that the
  ///   publication concerns: nothing is published then.
  func hide(_ plan: PublicationPlan) throws(CatalogError) {
    try checkWritable(plan)
    let hidden = Self.hidden(by: plan)
    for (audience, ids) in hidden.sorted(by: { LedgerRecord.text($0.key) < LedgerRecord.text($1.key) }) {
      for (partition, ids) in zip(partitions, Partition.divide(ids, among: partitions.count)) {
        let key = ShardKey.key(for: audience, partition)
        guard !ids.isEmpty, ShardDirectory.exists(layout, key) else { continue }
        try write(key) { writer throws(IndexError) in
          for id in ids { try writer.delete(uniqueTerm: TermPrefix.uniqueTerm(id)) }
          try writer.setMetadata(ShardMetadata.hidden, to: ids.joined(separator: "\n"))
          try writer.setMetadata(ShardMetadata.residue, to: Self.hasResidue)
        }
      }
    }
  }

  /// What fewer people will see of each audience's records after a publication than before.
  static func hidden(by plan: PublicationPlan) -> [Audience: [String]] {
    var ids: [Audience: [String]] = [:]
    for entry in plan.entries {
      guard let before = entry.audienceBefore, entry.change != .same else { continue }
      let after = Set(entry.audienceAfter?.labels ?? [])
      if entry.change == .renamed {
        ids[before, default: []].append(entry.formerID ?? entry.id)
      } else if entry.narrowsVariables || before.labels.contains(where: { !after.contains($0) }) {
        ids[before, default: []].append(entry.id)
      }
    }
    // They show terms of what fewer people will see.
    for follower in plan.followers where follower.losesSource {
      ids[follower.audience, default: []].append(follower.id)
    }
    return ids
  }

  private func checkWritable(_ plan: PublicationPlan) throws(CatalogError) {
    var audiences = Set(plan.followers.map(\.audience))
    for entry in plan.entries where entry.change != .same {
      audiences.formUnion([entry.audienceBefore, entry.audienceAfter].compactMap { $0 })
    }
    for audience in audiences {
      for partition in partitions {
        let path = layout.shard(ShardKey.key(for: audience, partition))
        guard access(path, F_OK) == 0, access(path, W_OK) != 0 else { continue }
        throw CatalogError(
          .permissionDenied,
          "no permission to write the part of the index for \(LedgerRecord.text(audience))",
          facts: .init(path: layout.root),
          help: "its owner, or a member of the group that has it, publishes these records")
      }
    }
  }

  /// The value of `ShardMetadata.residue`.
  private static let hasResidue = "yes"

  /// Applies everything that any shard lacks.
  ///
  /// First every shard loses what has moved away, then every shard gains: so a crash in between may hide
  /// a record until the next call, but never shows it to someone who has lost it.
  ///
  /// - Parameters:
  ///   - observe: Called between the steps, for tests that look at what a crash would leave.
  ///   - progress: Told how many records of how many are in their shards.
  /// - Returns: Keys of the shards whose files may still hold words of what was taken out, now or before.
  @discardableResult
  func bringUpToDate(
    observing observe: (Step) -> Void = { _ in },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(CatalogError) -> Set<String> {
    let (pending, sequence, residues) = try pending()
    let total = pending.reduce(0) { $0 + $1.gained.count }
    var done = 0
    // Before anything is written: a shard is read as it stands.
    let mentions = try Mentions(
      of: Set(pending.flatMap(\.gained)), besides: Set(pending.flatMap(\.lost)), layout, ledger)
    for plan in pending where !plan.lost.isEmpty { try remove(plan) }
    observe(.removed)
    if pending.contains(where: { !$0.lost.isEmpty }) {
      Thread.sleep(forTimeInterval: CatalogLimits.commitInterval / .seconds(1))
    }
    for plan in pending {
      try add(plan, mentions, reaching: sequence) {
        done += 1
        progress(done, total)
      }
    }
    observe(.added)
    return residues.union(pending.filter { !$0.lost.isEmpty }.map(\.key))
  }

  /// The steps of an update, in their order.
  enum Step { case removed, added }

  private func pending() throws(CatalogError) -> (plans: [Pending], sequence: Int, residues: Set<String>) {
    let sequence = try ledger.lastSequence()
    let hidings = try ledger.hidings()
    var pending: [Pending] = []
    var residues: Set<String> = []
    var touched = TouchedIDs(ledger, partitionCount: partitions.count)
    for shard in try shards() {
      let (key, audience) = (shard.key, shard.audience)
      // Whatever happened to the file that says who may open the shard, the ledger knows better.
      if ShardDirectory.exists(layout, key) { try ShardDirectory.create(layout, key, audience, modes) }
      let (applied, hidden, hasResidue) = try applied(shard)
      if hasResidue { residues.insert(key) }
      guard applied <= sequence else {
        throw CatalogError(
          .damaged, "the index knows publications that the ledger does not: was an older ledger put back?",
          remedy: .rebuild)
      }
      // There is a public shard as soon as anything is published, if an empty one: that it is gone is noticed then.
      let isFirst = audience == .public && sequence > 0 && !ShardDirectory.exists(layout, key)
      let asked = hidings[LedgerRecord.text(audience)] ?? []
      let (hiddenBefore, hiding) = (Set(hidden), asked.filter(shard.partition.holds))
      guard applied < sequence || hiddenBefore != hiding else { continue }
      // In the order of their ids already, and maybe a million: sets of them are made where they have to be.
      var ids = try touched.ids(after: applied, in: shard)
      if !hiddenBefore.isEmpty || !hiding.isEmpty {
        ids = Set(ids).union(hiddenBefore).subtracting(hiding).sorted()
      }
      let hides = hiding.subtracting(hiddenBefore)
      guard !ids.isEmpty || !hides.isEmpty || isFirst else { continue }
      let (gained, lost) = try ledger.division(of: ids, audience: audience)
      var plan = Pending(
        shard: shard, lost: lost.map(\.id) + hides.sorted(), gained: gained, hiding: hiding,
        hiddenBefore: hiddenBefore)
      for (id, withdrawal) in lost { plan.withdrawals[id] = withdrawal.map(StoredWithdrawalV1.init) }
      pending.append(plan)
    }
    return (pending, sequence, residues)
  }

  // MARK: - One shard

  private struct Pending {
    let shard: ShardDirectory.Shard
    var lost: [String] = []
    var gained: [String] = []
    /// What is to stay out until the publication that asked for it has come, or has not.
    var hiding: Set<String> = []
    /// What was out before.
    var hiddenBefore: Set<String> = []
    /// Of those lost, which were withdrawn and not moved.
    var withdrawals: [String: StoredWithdrawalV1] = [:]

    var key: String { shard.key }
    var audience: Audience { shard.audience }
  }

  /// Every shard that the ledger asks for or that is on disk, by key, in the order of the keys.
  private func shards() throws(CatalogError) -> [ShardDirectory.Shard] {
    var shards = try ledger.shards(partitions)
    let forAll = partitions.map { ShardDirectory.Shard(.public, $0) }
    for shard in try forAll + ShardDirectory.list(layout) { shards[shard.key] = shard }
    return shards.values.sorted { $0.key < $1.key }
  }

  /// The last publication that a shard has applied, what is hidden from it, and whether it has a residue.
  private func applied(_ shard: ShardDirectory.Shard) throws(CatalogError) -> (
    sequence: Int, hidden: [String], hasResidue: Bool
  ) {
    guard ShardDirectory.exists(layout, shard.key) else { return (0, [], false) }
    do {
      let reader = try IndexReader(paths: [layout.shard(shard.key)])
      let format = try reader.metadata(ShardMetadata.format).flatMap(Int.init) ?? CatalogLayout.formatVersion
      guard format <= CatalogLayout.formatVersion else {
        throw CatalogError(
          .futureVersion,
          "a part of the index has format \(format); this program works with \(CatalogLayout.formatVersion)",
          facts: .init(version: format), remedy: .useNewerProgramOrRebuild)
      }
      let sequence = Int(try reader.metadata(ShardMetadata.sequence) ?? "") ?? 0
      // What says nothing of publications was never committed whole.
      let seal = CatalogLayout.seal(shard.audience, identity, shard.partition)
      if sequence > 0, try reader.metadata(ShardMetadata.seal) != seal {
        throw CatalogError(
          .damaged, "a part of the index holds the records of another audience or catalog", remedy: .rebuild)
      }
      let hidden = try reader.metadata(ShardMetadata.hidden) ?? ""
      let hasResidue = try reader.metadata(ShardMetadata.residue) != nil
      return (sequence, hidden.split(separator: "\n").map(String.init), hasResidue)
    } catch let error as IndexError where error.code == .notFound {
      return (0, [], false)
    } catch let error as IndexError {
      throw CatalogError(error)
    } catch let error as CatalogError {
      throw error
    } catch {
      preconditionFailure("reading throws errors of the catalog and of the index: \(error)")
    }
  }

  /// Takes out what has moved away. The sequence number stays: the shard is not complete yet.
  private func remove(_ plan: Pending) throws(CatalogError) {
    guard ShardDirectory.exists(layout, plan.key) else { return }
    try write(plan.key) { writer throws(IndexError) in
      for id in plan.lost { try writer.delete(uniqueTerm: TermPrefix.uniqueTerm(id)) }
      if !plan.hiding.isEmpty {
        // Before the shard is complete: a crash must not forget what comes back if the publication does not.
        let hidden = plan.hiding.union(plan.hiddenBefore).sorted()
        try writer.setMetadata(ShardMetadata.hidden, to: hidden.joined(separator: "\n"))
      }
      try writer.setMetadata(ShardMetadata.residue, to: Self.hasResidue)
    }
  }

  private func write(_ key: String, _ body: (IndexWriter) throws(IndexError) -> Void) throws(CatalogError) {
    ColumnFile.remove(beside: layout.shard(key))
    do {
      let writer = try IndexWriter(path: layout.shard(key), create: false)
      try writer.begin()
      try body(writer)
      try writer.commit()
    } catch {
      throw CatalogError(error, writing: layout)
    }
    try CatalogLayout.translating("cannot set the permissions in \(layout.root)") {
      try modes.applyToFiles(ofShard: layout.shard(key))
    }
  }

  private func add(
    _ plan: Pending, _ mentions: Mentions, reaching sequence: Int, added: () -> Void
  ) throws(CatalogError) {
    let isThere = ShardDirectory.exists(layout, plan.key)
    // A shard that would stay without anything is not made.
    if plan.gained.isEmpty, plan.withdrawals.isEmpty, plan.audience != .public, !isThere { return }
    let parts = ShardParts(layout: layout, ledger: ledger, mentions: mentions, modes: modes, sizes: sizes)
    if try parts.areWorthwhile(for: plan.gained.count, in: plan.key) {
      let isDone = try parts.add(plan.gained, to: plan.key, plan.audience, added: added) {
        writer throws(IndexError) in try conclude(plan, reaching: sequence, writer)
      }
      if isDone { return }
    }
    // Its audience is stated when something is committed: Xapian tells a reader of a database before its first
    // commit that it has changed, whenever it is asked.
    try ShardDirectory.make(layout, plan.key, plan.audience, modes)
    ColumnFile.remove(beside: layout.shard(plan.key))
    do {
      let writer = try IndexWriter(path: layout.shard(plan.key), create: true)
      try writer.begin()
      do {
        let documents = try ShardDocuments(ledger, mentions)
        for start in stride(from: 0, to: plan.gained.count, by: Self.readCount) {
          let ids = plan.gained[start..<min(start + Self.readCount, plan.gained.count)]
          try documents.forEach(of: Array(ids)) { id, document in
            try writer.replace(document)
            try writer.setMetadata(StoredWithdrawalV1.key(id), to: "")
            added()
          }
        }
        try conclude(plan, reaching: sequence, writer)
      } catch {
        writer.cancel()
        throw error
      }
      try writer.commit()
      try ShardColumns.write(beside: layout.shard(plan.key), changed: plan.gained.count)
    } catch let error as CatalogError {
      throw error
    } catch let error as IndexError {
      throw CatalogError(error, writing: layout)
    } catch {
      preconditionFailure("indexing throws errors of the catalog and of the index: \(error)")
    }
    try CatalogLayout.translating("cannot set the permissions in \(layout.root)") {
      try modes.applyToFiles(ofShard: layout.shard(plan.key))
    }
    try ShardDirectory.state(layout, plan.key, plan.audience)
  }

  /// Records that are read from the ledger at a time.
  private static let readCount = 64

  /// Writes what a shard says of itself once it holds everything up to a publication.
  private func conclude(_ plan: Pending, reaching sequence: Int, _ writer: IndexWriter) throws(IndexError) {
    for id in plan.lost {
      try writer.setMetadata(StoredWithdrawalV1.key(id), to: plan.withdrawals[id]?.text ?? "")
    }
    try writer.setMetadata(ShardMetadata.format, to: String(CatalogLayout.formatVersion))
    try writer.setMetadata(ShardMetadata.audience, to: LedgerRecord.text(plan.audience))
    try writer.setMetadata(
      ShardMetadata.seal, to: CatalogLayout.seal(plan.audience, identity, plan.shard.partition))
    try writer.setMetadata(ShardMetadata.hidden, to: plan.hiding.sorted().joined(separator: "\n"))
    try writer.setMetadata(ShardMetadata.sequence, to: String(sequence))
  }
}

/// Ids that publications have touched, by audience and partition. All partitions of an audience have mostly applied the same:
/// the ledger is asked once for all of them.
private struct TouchedIDs {
  private let ledger: Ledger
  private let partitionCount: Int
  private var last: (audience: Audience, sequence: Int, ids: [[String]])?

  init(_ ledger: Ledger, partitionCount: Int) {
    (self.ledger, self.partitionCount) = (ledger, partitionCount)
  }

  /// As `Ledger.touched`, those of one shard.
  mutating func ids(after sequence: Int, in shard: ShardDirectory.Shard) throws(CatalogError) -> [String] {
    guard partitionCount > 1 else { return try ledger.touched(after: sequence, audience: shard.audience) }
    if last?.audience != shard.audience || last?.sequence != sequence {
      let ids = try ledger.touched(after: sequence, audience: shard.audience)
      last = (shard.audience, sequence, Partition.divide(ids, among: partitionCount))
    }
    return last?.ids[shard.partition.number - 1] ?? []
  }
}
