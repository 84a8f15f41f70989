internal import CartularyIndex
package import CartularyLedger
internal import CartularyModel
internal import Foundation

/// What comparing a catalog's ledger and shards came to.
package struct VerificationReport: Sendable, Equatable {
  package internal(set) var recordCount = 0
  package internal(set) var revisionCount = 0
  package internal(set) var shardCount = 0
  /// Into how many parts the records of each audience are divided.
  package internal(set) var partitionCount = 1
  /// Empty when everything is as it should be.
  package internal(set) var findings: [Finding] = []

  package struct Finding: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
      /// The ledger does not keep its own promises. A backup helps.
      case ledger
      /// The index says other things than the ledger. Rebuilding helps.
      case index
      /// The index lacks the last of the ledger, as after an interruption. The next publication completes it.
      case behind
      /// The files of the index still hold words of what was taken out of it. Compacting helps.
      case residue
      /// A file or a permission is not as it should be.
      case files
    }

    package let kind: Kind
    /// The record concerned, where it is one.
    package let id: String?
    /// One line, lower case, no full stop.
    package let message: String
  }

  package var isSound: Bool { findings.isEmpty }

  /// What to try, the gravest first; empty when nothing is wrong.
  package var remedies: [CatalogError.Remedy] {
    var remedies: [CatalogError.Remedy] = []
    let kinds = Set(findings.map(\.kind))
    if kinds.contains(.ledger) { remedies.append(.restoreLedger) }
    if kinds.contains(.index) { remedies.append(.rebuild) }
    if kinds.contains(.behind) { remedies.append(.publishOrRebuild) }
    if kinds.contains(.residue) { remedies.append(.compact) }
    if kinds.contains(.files) {
      remedies.append(.advice("check the owner and the permissions of the catalog's files"))
    }
    return remedies
  }
}

/// Compares the ledger with itself and with every shard.
struct Verification {
  private let layout: CatalogLayout
  private let ledger: Ledger
  private let indexer: DatasetIndexer
  private let identity: CatalogIdentity?
  private let partitions: [Partition]
  /// Worked out for the first shard.
  private var mentions: Mentions?
  private var report = VerificationReport()
  /// So that a catalog that is wrong in all of its records is told in a bounded time.
  private static let maximumFindingCount = 1_000

  private init(_ layout: CatalogLayout) throws(CatalogError) {
    self.layout = layout
    ledger = try Ledger(reading: layout)
    indexer = try DatasetIndexer()
    identity = try layout.identity()
    partitions = Partition.all(of: try layout.partitionCount())
  }

  /// - Throws: `CatalogError` when there is nothing to compare: no catalog, no ledger, or one that is
  ///   being written.
  static func run(_ layout: CatalogLayout, patience: Duration) throws(CatalogError) -> VerificationReport {
    try layout.check()
    // Nothing is written meanwhile; on a read-only disk nothing could be.
    let lock = try writersKeptAway(layout, patience)
    defer { withExtendedLifetime(lock) {} }
    var verification = try Verification(layout)
    try verification.checkLedger()
    try verification.checkShards()
    return verification.report
  }

  private static func writersKeptAway(_ layout: CatalogLayout, _ patience: Duration) throws(CatalogError)
    -> CatalogLock?
  {
    do {
      return try CatalogLock(layout, patience: patience)
    } catch  where error.code == .permissionDenied {
      return nil
    }
  }

  private mutating func find(_ kind: VerificationReport.Finding.Kind, _ message: String, id: String? = nil) {
    guard report.findings.count < Self.maximumFindingCount else { return }
    report.findings.append(.init(kind: kind, id: id, message: message))
  }

  // MARK: - The ledger

  private mutating func checkLedger() throws(CatalogError) {
    for line in try ledger.integrityFaults() { find(.ledger, line) }
    guard report.findings.isEmpty else { return }
    report.recordCount = try ledger.recordCount()
    report.revisionCount = try ledger.revisionCount()
    for fault in try ledger.contradictions() { find(.ledger, fault.message, id: fault.id) }
    guard report.findings.isEmpty else { return }
    // They follow from the records, so that rebuilding mends them as it does the index.
    for wrong in try ledger.wrongReferences() {
      find(.index, "the ledger notes other names of records than this one states", id: wrong.id)
    }
  }

  // MARK: - The shards

  private mutating func checkShards() throws(CatalogError) {
    guard !report.findings.contains(where: { $0.kind == .ledger }) else { return }
    guard FileManager.default.fileExists(atPath: layout.shards) else {
      if try ledger.lastSequence() > 0 { find(.index, "the index is gone: no record can be found") }
      return
    }
    report.partitionCount = partitions.count
    let sequence = try ledger.lastSequence()
    var expected = try ledger.shards(partitions)
    let shards = try ShardDirectory.list(layout)
    let known = Set(expected.keys).union(shards.map(\.key))
    for partition in partitions where sequence > 0 {
      let shard = ShardDirectory.Shard(.public, partition)
      expected[shard.key] = shard
    }
    for shard in shards {
      report.shardCount += 1
      expected[shard.key] = nil
      try check(shard, sequence)
    }
    for shard in expected.values.sorted(by: { $0.key < $1.key }) {
      let ids = try currentIDs(shard)
      // One that the last publication should have made, and did not come to.
      let isLate = ids.isEmpty ? true : try isNew(shard, ids, sequence)
      if FileManager.default.fileExists(atPath: layout.shard(shard.key)) {
        find(
          isLate ? .behind : .index,
          "\(Self.name(shard)) cannot be opened: \(ids.count) records cannot be found")
      } else if !ids.isEmpty || shard.audience == .public {
        find(
          isLate ? .behind : .index, "\(Self.name(shard)) is missing: \(ids.count) records cannot be found")
      }
    }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: layout.shards))?.sorted() ?? []
    where !known.contains(name) && !name.hasPrefix(CatalogLayout.partitionsName) {
      find(.files, "there is something among the shards that is not a shard: \(name.prefix(80))")
    }
  }

  private static func name(_ shard: ShardDirectory.Shard) -> String {
    let part = shard.partition == .whole ? "" : ", part \(shard.partition.number) of \(shard.partition.count)"
    return "the shard for \(LedgerRecord.text(shard.audience))\(part)"
  }

  private func currentIDs(_ shard: ShardDirectory.Shard) throws(CatalogError) -> [String] {
    try ledger.currentIDs(audience: shard.audience).filter(shard.partition.holds)
  }

  /// Whether only the last publication has anything to do with a shard.
  private func isNew(
    _ shard: ShardDirectory.Shard, _ ids: [String], _ sequence: Int
  ) throws(CatalogError) -> Bool {
    guard shard.partition != .whole else { return try ledger.isNew(shard.audience) }
    return try Set(ledger.touched(after: sequence - 1, audience: shard.audience)).isSuperset(of: ids)
  }

  private mutating func check(_ shard: ShardDirectory.Shard, _ sequence: Int) throws(CatalogError) {
    let (key, audience, name) = (shard.key, shard.audience, Self.name(shard))
    do throws(IndexError) {
      if let fault = try IndexUpkeep.check(layout.shard(key)) {
        find(.index, "\(name) is damaged: \(fault.split(separator: "\n").last ?? "")")
        return
      }
      let reader = try IndexReader(paths: [layout.shard(key)])
      let applied = Int(try reader.metadata(ShardMetadata.sequence) ?? "") ?? 0
      guard applied <= sequence else {
        find(.index, "\(name) knows publications that the ledger does not")
        return
      }
      if try reader.metadata(ShardMetadata.seal) != CatalogLayout.seal(audience, identity, shard.partition) {
        find(.index, "\(name) says that it belongs to another audience or catalog")
        return
      }
      if let fault = try ColumnFile.fault(ShardColumns.all, beside: layout.shard(key)) {
        find(.index, "the columns of \(name) \(fault): every search makes them again")
      }
      if try reader.metadata(ShardMetadata.residue) != nil {
        find(.residue, "the files of \(name) still hold words of what was taken out of it")
      }
      var behind: Set<String> = []
      do {
        if applied < sequence {
          let touched = try ledger.touched(after: applied, audience: audience)
          behind = Set(touched.filter(shard.partition.holds))
        }
        let hidden = try reader.metadata(ShardMetadata.hidden) ?? ""
        behind.formUnion(hidden.split(separator: "\n").map(String.init))
        try compare(reader, name, shard, behind)
        if !behind.isEmpty { find(.behind, "\(name) lacks the last changes of \(behind.count) records") }
      } catch let error as IndexError {
        throw error
      } catch let error as CatalogError {
        find(.index, "\(name) cannot be read: \(error.message)")
      } catch {
        preconditionFailure("comparing throws errors of the catalog and of the index: \(error)")
      }
    } catch  where [.outOfMemory, .noProcess, .tooManyFiles].contains(error.code) {
      // It says nothing of the shard.
      throw CatalogError(error)
    } catch {
      find(.index, "\(name) cannot be read: \(CatalogError(error).message)")
    }
  }

  /// Each record of the shard in here, equal in every term, value and byte, and nothing else.
  private mutating func compare(
    _ reader: IndexReader, _ name: String, _ shard: ShardDirectory.Shard, _ behind: Set<String>
  ) throws {
    let ids = try currentIDs(shard)
    let stored = try reader.terms(prefix: TermPrefix.id, limit: .max)
    let extra = Set(stored.map(\.term)).subtracting(ids).subtracting(behind)
    for id in extra.sorted() { find(.index, "\(name) holds a record that is not its own", id: id) }
    for double in stored where double.count > 1 {
      find(.index, "\(name) holds a record twice", id: double.term)
    }
    if try reader.documentCount != stored.count {
      find(.index, "\(name) holds documents that are not records")
    }
    let resolver = ledger.termsResolver()
    let mentions = try mentions ?? Mentions(all: ledger)
    self.mentions = mentions
    for id in ids where !behind.contains(id) {
      guard let record = try ledger.current(ids: [id]).first else { continue }
      let inheritance = try resolver.inheritance(of: record.dataset)
      switch try reader.holds(
        try indexer.document(
          for: record.dataset, inheriting: inheritance, mentions: mentions[id], json: record.json))
      {
      case true?: break
      case false?: find(.index, "\(name) holds another content", id: id)
      case nil: find(.index, "\(name) lacks the record", id: id)
      }
    }
    var withdrawn = Set(try reader.metadataKeys(prefix: StoredWithdrawalV1.keyPrefix))
    let withdrawals = try ledger.withdrawnIDs(audience: shard.audience).filter(shard.partition.holds)
    for id in withdrawals where !behind.contains(id) {
      let expected = try ledger.withdrawal(id: id, audience: shard.audience).map(StoredWithdrawalV1.init)?
        .text
      if try reader.metadata(StoredWithdrawalV1.key(id)) != expected {
        find(.index, "\(name) does not know the withdrawal", id: id)
      }
      withdrawn.remove(id)
    }
    for id in withdrawn.subtracting(behind).sorted() {
      find(.index, "\(name) knows a withdrawal that never was", id: id)
    }
  }
}

extension CatalogUpkeep {
  /// Compares ledger and shards: each record in exactly the shard of its audience, equal in content, nothing
  /// extra, and the engine's own check.
  ///
  /// - Throws: `CatalogError` when there is nothing to compare, as without a catalog or ledger; `.locked`
  ///   while someone is writing.
  package static func verify(
    at path: String, patience: Duration = patience
  ) throws(CatalogError) -> VerificationReport {
    try Verification.run(CatalogLayout(root: path), patience: patience)
  }
}
