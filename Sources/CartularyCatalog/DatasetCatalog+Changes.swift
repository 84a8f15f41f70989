package import CartularyLedger
package import CartularyModel

/// What changed for a viewer, from some moment on.
package struct ChangeList: Sendable {
  /// The oldest first.
  package let changes: [RecordChange]
  /// Known by all that the viewer could ever see change.
  package let digest: String
}

extension DatasetCatalog {
  /// What changed for a viewer after a cursor: each record once, at its last change. Without a cursor, all that is there.
  ///
  /// - Parameter limit: The most changes to tell.
  /// - Returns: `nil` for a cursor of another view or catalog.
  /// - Throws: `CatalogError`, with code `.permissionDenied` where the ledger is not for this user.
  package func changes(after cursor: ChangeCursor?, limit: Int, as viewer: Viewer) throws(CatalogError)
    -> ChangeList?
  {
    // It reads no shard, where the lease of a node would be looked at.
    try CatalogLayout(root: path).checkLease()
    let ledger = try readingLedger()
    return try changeMemo.withView(viewer) { view throws(CatalogError) in
      try ledger.changes(&view, after: cursor, limit: limit).map {
        ChangeList(changes: $0, digest: view.digest)
      }
    }
  }

  /// When records that a viewer may see last changed for them.
  ///
  /// - Throws: `CatalogError`, with code `.permissionDenied` where the ledger is not for this user.
  package func changeTimes(of ids: Set<String>, as viewer: Viewer) throws(CatalogError) -> ChangeTimes {
    try CatalogLayout(root: path).checkLease()
    let ledger = try readingLedger()
    return try changeMemo.withView(viewer) { view throws(CatalogError) in
      try ledger.changeTimes(&view, of: ids)
    }
  }
}
