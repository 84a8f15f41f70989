package import CartularyModel

/// Revisions of one record as the ledger holds them, for one viewer.
enum LedgerHistory {
  /// The revisions that a viewer may see, oldest first: those whose audience meets the viewer's labels. Of
  /// the others nothing is told, not even by a gap in the numbers.
  static func rows(_ ledger: any LedgerTransaction, id: String, viewer: Viewer) throws -> [LedgerRevision] {
    let held = Set(viewer.labels)
    return try ledger.revisions(of: id).filter { try LedgerRecord.audience($0.audience).isMet(by: held) }
  }

  /// The publication of the present state of a record, as far as a viewer may know of it: the last that its audience
  /// then met. `nil` if there is none.
  static func publication(_ ledger: any LedgerTransaction, id: String, viewer: Viewer) throws
    -> PublishedDataset.Publication?
  {
    let held = Set(viewer.labels)
    return try ledger.newestRevision(of: id) { row in
      guard row.kind != Revision.Kind.withdrawn.rawValue,
        try LedgerRecord.audience(row.audience).isMet(by: held)
      else { return nil }
      return .init(at: try LedgerRecord.moment(row.at), tool: row.tool, origin: row.origin)
    }
  }
}

extension Ledger {
  /// What a viewer may know of the publication of some records, by their ids.
  package func publications(of ids: [String], as viewer: Viewer) throws(CatalogError)
    -> [String: PublishedDataset.Publication]
  {
    try read { ledger in
      var publications: [String: PublishedDataset.Publication] = [:]
      for id in ids {
        publications[id] = try LedgerHistory.publication(ledger, id: id, viewer: viewer)
      }
      return publications
    }
  }

  /// What a viewer may know of the history of a record, oldest first; empty if there is none.
  package func history(id: String, as viewer: Viewer) throws(CatalogError) -> [Revision] {
    let rows = try read { try LedgerHistory.rows($0, id: id, viewer: viewer) }
    var revisions: [Revision] = []
    var last: String?
    for (index, row) in rows.enumerated() {
      // What fewer people may know than the record itself is not told by its changes either.
      let whole = try LedgerRecord.dataset(row.json, id: id)
      let shown = try LedgerRecord.json(of: whole.withoutNarrowerVariables)
      let kind = Revision.Kind(rawValue: row.kind) ?? .published
      revisions.append(
        Revision(
          number: index + 1, kind: kind, at: try LedgerRecord.moment(row.at), author: row.author,
          tool: row.tool,
          title: whole.title, audience: try LedgerRecord.audience(row.audience), reason: row.reason,
          origin: row.origin,
          hash: LedgerRecord.hash(of: shown),
          differences: last.map { FieldDifferences.between($0, shown) } ?? []))
      last = shown
    }
    return revisions
  }
}
