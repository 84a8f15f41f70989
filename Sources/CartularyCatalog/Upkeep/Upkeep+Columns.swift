internal import CartularyIndex
package import CartularyLedger
internal import CartularyModel

extension CatalogUpkeep {
  /// How many shards have columns beside them that are damaged or of another state, of those that this process can read:
  /// every search makes them again. Checksums are looked at; `verify` compares the columns themselves.
  package static func faultyColumnsCount(at path: String) throws(CatalogError) -> Int {
    let layout = CatalogLayout(root: path)
    return try ShardDirectory.list(layout).count { hasFaultyColumns(layout.shard($0.key)) }
  }

  /// Writes columns again where they are damaged or of another state; where there is no room, they are only removed.
  ///
  /// - Returns: Of how many shards they were written.
  package static func repairColumns(
    at path: String, patience: Duration = patience
  ) throws(CatalogError) -> Int {
    let layout = CatalogLayout(root: path)
    try layout.check()
    let session = try WriteSession.open(layout, patience: patience)
    defer { withExtendedLifetime(session) {} }
    let modes = FileModes(settings: try session.ledger.settings())
    var count = 0
    for shard in try ShardDirectory.list(layout) where hasFaultyColumns(layout.shard(shard.key)) {
      do {
        if try ShardColumns.write(beside: layout.shard(shard.key), replacing: true) { count += 1 }
      } catch {
        throw CatalogError(error, writing: layout)
      }
      try CatalogLayout.translating("cannot set the permissions in \(layout.root)") {
        try modes.applyToFiles(ofShard: layout.shard(shard.key))
      }
    }
    return count
  }

  /// A shard that cannot be read is not the columns' fault.
  private static func hasFaultyColumns(_ shard: String) -> Bool {
    ((try? ColumnFile.fault(ShardColumns.all, beside: shard, isCompared: false)) ?? nil) != nil
  }
}
