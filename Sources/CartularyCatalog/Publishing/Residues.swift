internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// What records that were taken out of a shard have left in its files: the engine frees their blocks, but does not clear
/// them, and any user of the machine may read the files of the public shard.
struct Residues {
  private let layout: CatalogLayout
  private let ledger: Ledger

  init(_ layout: CatalogLayout, _ ledger: Ledger) { (self.layout, self.ledger) = (layout, ledger) }

  /// Shards whose files may still hold words of what was taken out, of those that this process can read.
  static func shards(of layout: CatalogLayout) throws(CatalogError) -> [ShardDirectory.Shard] {
    try ShardDirectory.list(layout).filter { shard in
      let reader = try? IndexReader(paths: [layout.shard(shard.key)])
      return (try? reader?.metadata(ShardMetadata.residue)) != nil
    }
  }

  /// Writes such shards again without them and puts each in the place of the old one, at once for every reader.
  ///
  /// - Parameter keys: Those that `ShardUpdater` has found or made so: to open every shard again would cost each
  ///   publication as much as the update.
  /// - Returns: Whether none is left. The records are out of the index either way.
  func remove(from keys: Set<String>) -> Bool {
    guard !keys.isEmpty else { return true }
    do {
      let modes = FileModes(settings: try ledger.settings())
      for shard in try ShardDirectory.list(layout) where keys.contains(shard.key) {
        try replace(shard, modes)
      }
      return true
    } catch {
      return false
    }
  }

  private func replace(_ shard: ShardDirectory.Shard, _ modes: FileModes) throws {
    let beside = layout.beside
    let (live, fresh) = (layout.shard(shard.key), beside.shard(shard.key))
    defer { try? FileManager.default.removeItem(atPath: beside.shards) }
    try FileManager.default.createDirectory(
      atPath: beside.shards, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Self.copy(shard, from: layout, into: beside, modes)
    try Durable.syncTree(beside.shards)
    try IndexUpkeep.exchange(live, fresh)
  }

  /// Copies a shard without what its files hold of records that were taken out.
  static func copy(
    _ shard: ShardDirectory.Shard, from layout: CatalogLayout, into beside: CatalogLayout, _ modes: FileModes
  ) throws(CatalogError) {
    try ShardDirectory.create(beside, shard.key, shard.audience, modes)
    do {
      try IndexUpkeep.compact(layout.shard(shard.key), into: beside.shard(shard.key))
      let writer = try IndexWriter(path: beside.shard(shard.key), create: false)
      if try writer.metadata(ShardMetadata.residue) != nil {
        try writer.begin()
        try writer.setMetadata(ShardMetadata.residue, to: "")
        try writer.commit()
      }
      try ShardColumns.write(beside: beside.shard(shard.key))
    } catch {
      throw CatalogError(error, writing: layout)
    }
    try CatalogLayout.translating("cannot set the permissions in \(layout.root)") {
      try modes.applyToFiles(ofShard: beside.shard(shard.key))
    }
  }
}
