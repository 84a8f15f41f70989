internal import CartularyLedger
package import CartularyModel

/// How far the index is behind the ledger, for one viewer.
package enum IndexLag: Sendable {
  /// It has everything that was published.
  case none
  /// It lacks something, and a publication is under way that may bring it.
  case beingApplied
  /// It lacks something, and nobody is bringing it: a publication was broken off. The next one does.
  case left
}

extension DatasetCatalog {
  /// Whether the index lacks something that was published and that a viewer may see. What was published for others does
  /// not count.
  ///
  /// - Returns: `nil` if this user may not read the ledger, and for a node, whose ledger is elsewhere and is not asked for
  ///   this: nothing is known then.
  /// - Throws: `CatalogError` when the catalog cannot be read.
  package func indexLag(for viewer: Viewer) throws -> IndexLag? {
    guard !CatalogLayout(root: path).isNode else { return nil }
    let ledger: Ledger
    do throws(CatalogError) { ledger = try readingLedger() } catch {
      guard error.code == .permissionDenied else { throw error }
      return nil
    }
    for _ in 0..<2 {
      guard try isBehind(ledger, viewer) else { return IndexLag.none }
      if CatalogLock.isHeld(CatalogLayout(root: path)) != false { return .beingApplied }
      // It may just have been completed: then the second look finds nothing missing.
    }
    return .left
  }

  private func isBehind(_ ledger: Ledger, _ viewer: Viewer) throws -> Bool {
    let applied = try appliedSequences(for: viewer)
    let held = Set(viewer.labels)
    let partitions = Partition.all(of: try partitionCount())
    return try ledger.audiences().contains { audience in
      guard audience.isMet(by: held) else { return false }
      return try partitions.contains { partition in
        let sequence = applied[ShardKey.key(for: audience, partition)] ?? 0
        return try ledger.touched(after: sequence, audience: audience).contains(where: partition.holds)
      }
    }
  }
}
