internal import CartularyLedger
internal import Foundation

/// The right to write to a catalog, with its ledger open and everything that an interrupted run left
/// cleared away.
struct WriteSession: ~Copyable {
  let lock: CatalogLock
  let ledger: Ledger
  let layout: CatalogLayout

  /// - Parameters:
  ///   - patience: How long to wait for another writer.
  ///   - isGivenUp: Asked again and again while waiting; yes ends it.
  /// - Throws: `CatalogError` with code `.locked` while another process writes.
  static func open(
    _ layout: CatalogLayout, patience: Duration, isGivenUp: () -> Bool = { false }
  ) throws(CatalogError) -> WriteSession {
    let lock = try CatalogLock(layout, patience: patience, isGivenUp: isGivenUp)
    try layout.ensureShards()
    try checkLedger(layout)
    let ledger = try Ledger(layout)
    _ = try layout.establishIdentity(with: ledger)
    try clear(layout)
    // What a rebuild has left; where the index does not say how it is divided, the next one mends it.
    if (try? layout.version()) == CatalogLayout.partitionedVersion { try? layout.settleVersion() }
    let modes = FileModes(settings: try ledger.settings())
    try CatalogLayout.translating("cannot set the permissions of the ledger of \(layout.root)") {
      try modes.apply(toLedger: layout.ledgerFile)
      try modes.apply(toLock: layout.lock)
    }
    return WriteSession(lock: lock, ledger: ledger, layout: layout)
  }

  /// Brings the shards up to the ledger.
  func update() throws(CatalogError) {
    try ShardUpdater(layout: layout, ledger: ledger).bringUpToDate()
  }

  /// Gives ledger and shards the modes that the settings ask for.
  func applyModes() throws(CatalogError) {
    let modes = FileModes(settings: try ledger.settings())
    try CatalogLayout.translating("cannot set the permissions in \(layout.root)") {
      try modes.apply(toLedger: layout.ledgerFile)
      try modes.apply(toLock: layout.lock)
      try modes.apply(toDirectory: layout.root)
      try modes.apply(toDirectory: layout.shards)
      for shard in try ShardDirectory.list(layout) {
        try modes.apply(toShard: layout.shard(shard.key), shard.audience)
      }
    }
  }

  /// Shards that were being made, or had just been replaced, when a run was interrupted.
  static func clear(_ layout: CatalogLayout) throws(CatalogError) {
    for leftovers in [layout.beside.shards, layout.retired.shards, layout.parts.shards]
    where FileManager.default.fileExists(atPath: leftovers) {
      try CatalogLayout.translating("cannot clear what an interrupted run left in \(layout.root)") {
        try FileManager.default.removeItem(atPath: leftovers)
      }
    }
  }

  /// Shards without their ledger would be taken for the work of an empty one.
  private static func checkLedger(_ layout: CatalogLayout) throws(CatalogError) {
    guard try layout.ledgerAddress() == nil else { return }
    let size = try? FileManager.default.attributesOfItem(atPath: layout.ledger)[.size] as? Int
    // SQLite would take an empty file for a new database.
    guard (size ?? nil) ?? 0 == 0 else { return }
    guard try ShardDirectory.list(layout).isEmpty else { throw Ledger.gone(layout) }
  }
}
