package import CartularyModel

/// Revisions of one record as the ledger holds them, for one viewer.
enum LedgerHistory {
  /// A revision, with its record as the viewer may see it.
  struct Told {
    let row: LedgerRevision
    let title: String
    let json: String
    /// From 1. A row that shows the viewer nothing new has the number of the one before it.
    let number: Int
    /// Whether the viewer can tell it from the one before.
    let isNews: Bool
  }

  /// The revisions that a viewer may see, oldest first: those whose audience meets the viewer's labels, if that of the
  /// present state does. Of the others nothing is told, not even by a gap in the numbers.
  ///
  /// What is told follows from what the viewer may see now: a record that was narrowed has no history for those who
  /// lost it. A change of what the viewer never saw does not count as a revision.
  static func told(_ ledger: any LedgerTransaction, id: String, viewer: Viewer) throws -> [Told] {
    let held = Set(viewer.labels)
    guard let head = try ledger.head(of: id), try LedgerRecord.audience(head.audience).isMet(by: held) else {
      return []
    }
    var told: [Told] = []
    for row in try ledger.revisions(of: id) where try LedgerRecord.audience(row.audience).isMet(by: held) {
      let whole = try LedgerRecord.dataset(row.json, id: id)
      let json = try LedgerRecord.json(of: whole.withoutNarrowerVariables)
      let last = told.last
      let isNews = last?.json != json || isWithdrawal(row.kind) != last.map { isWithdrawal($0.row.kind) }
      told.append(
        Told(
          row: row, title: whole.title, json: json, number: (last?.number ?? 0) + (isNews ? 1 : 0),
          isNews: isNews))
    }
    return told
  }

  private static func isWithdrawal(_ kind: String) -> Bool { kind == Revision.Kind.withdrawn.rawValue }

  /// The publication since which a record is as a viewer sees it. `nil` if there is none.
  ///
  /// Not the last that changed anything: a change of a hidden variable must not show.
  static func publication(_ ledger: any LedgerTransaction, id: String, viewer: Viewer) throws
    -> PublishedDataset.Publication?
  {
    let held = Set(viewer.labels)
    func shown(_ row: LedgerRevisionSource) throws -> String? {
      guard let record = try ledger.record(of: id, number: row.number) else { return nil }
      return try LedgerRecord.json(of: LedgerRecord.dataset(record.json, id: id).withoutNarrowerVariables)
    }
    var first: LedgerRevisionSource?
    _ = try ledger.newestRevision(of: id) { row -> Bool? in
      guard try LedgerRecord.audience(row.audience).isMet(by: held) else { return nil }
      if isWithdrawal(row.kind) { return first == nil ? nil : true }
      if let later = first, later.hash != row.hash, try shown(later) != shown(row) { return true }
      first = row
      return nil
    }
    return try first.map { .init(at: try LedgerRecord.moment($0.at), tool: $0.tool) }
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
  ///
  /// - Parameter withSources: Whether to tell the files that the revisions came from, and their moves. For the owner:
  ///   a file, its name, line and hash may tell of what stands in it beside the record.
  package func history(id: String, as viewer: Viewer, withSources: Bool) throws(CatalogError) -> [Revision] {
    var revisions: [Revision] = []
    var last: String?
    for told in try read({ try LedgerHistory.told($0, id: id, viewer: viewer) })
    where told.isNews || withSources {
      let kind = Revision.Kind(rawValue: told.row.kind) ?? .published
      revisions.append(
        Revision(
          number: told.number, kind: kind, at: try LedgerRecord.moment(told.row.at), author: told.row.author,
          tool: told.row.tool, title: told.title, audience: try LedgerRecord.audience(told.row.audience),
          reason: kind == .withdrawn || withSources ? told.row.reason : nil,
          origin: withSources ? told.row.origin : nil, hash: LedgerRecord.hash(of: told.json),
          differences: last.map { FieldDifferences.between($0, told.json) } ?? []))
      last = told.json
    }
    return revisions
  }
}
