internal import CartularyBase
internal import CartularyModel
internal import GRDB

/// Revisions of one record as the ledger holds them, for one viewer.
enum LedgerHistory {
  struct StoredRevision {
    let kind: String
    let audience: Audience
    let hash: String
    let json: String
    let reason: String?
    let at: Timestamp
    let author: String
    let tool: String
    let origin: RecordOrigin?
  }

  /// The revisions that a viewer may see, oldest first: those whose audience meets the viewer's labels. Of
  /// the others nothing is told, not even by a gap in the numbers.
  static func rows(_ database: Database, id: String, viewer: Viewer) throws -> [StoredRevision] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT kind, audience, hash, record, reason, at, author, tool,
          file, line, format, file_hash, source, location, source_commit
        FROM revision JOIN publication USING (sequence) WHERE id = ? ORDER BY number
        """,
      arguments: [id])
    let held = Set(viewer.labels)
    return try rows.compactMap { row in
      let audience = try LedgerRecord.audience(row[1])
      guard audience.isMet(by: held) else { return nil }
      return StoredRevision(
        kind: row[0], audience: audience, hash: row[2], json: row[3], reason: row[4],
        at: try LedgerRecord.moment(row[5]),
        author: row[6], tool: row[7], origin: origin(row))
    }
  }

  /// The publication of the present state of a record, as far as a viewer may know of it: the last that its audience
  /// then met. `nil` where there is none.
  static func publication(_ database: Database, id: String, viewer: Viewer) throws
    -> PublishedDataset.Publication?
  {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT kind, audience, NULL, NULL, NULL, at, NULL, tool,
          file, line, format, file_hash, NULL, NULL, source_commit
        FROM revision JOIN publication USING (sequence) WHERE id = ? ORDER BY number DESC
        """,
      arguments: [id])
    let held = Set(viewer.labels)
    while let row = try rows.next() {
      guard row[0] != Revision.Kind.withdrawn.rawValue, try LedgerRecord.audience(row[1]).isMet(by: held)
      else { continue }
      return .init(at: try LedgerRecord.moment(row[5]), tool: row[7], origin: origin(row))
    }
    return nil
  }

  /// Of a row whose columns stand as in `rows`.
  private static func origin(_ row: Row) -> RecordOrigin? {
    guard let file = row[8] as String?, let line = row[9] as Int?, let format = row[10] as String?,
      let hash = row[11] as String?
    else { return nil }
    var origin = RecordOrigin(
      file: file, line: line, format: format, fileHash: ContentHash(stored: hash), source: row[12] ?? "")
    origin.location = row[13]
    origin.commit = row[14]
    return origin
  }
}

extension Ledger {
  /// What a viewer may know of the publication of some records, by their ids.
  func publications(of ids: [String], as viewer: Viewer) throws(CatalogError)
    -> [String: PublishedDataset.Publication]
  {
    try read { database in
      var publications: [String: PublishedDataset.Publication] = [:]
      for id in ids {
        publications[id] = try LedgerHistory.publication(database, id: id, viewer: viewer)
      }
      return publications
    }
  }

  /// What a viewer may know of the history of a record, oldest first; empty where there is nothing.
  func history(id: String, as viewer: Viewer) throws(CatalogError) -> [Revision] {
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
          number: index + 1, kind: kind, at: row.at, author: row.author, tool: row.tool,
          title: whole.title, audience: row.audience, reason: row.reason, origin: row.origin,
          hash: LedgerRecord.hash(of: shown),
          differences: last.map { FieldDifferences.between($0, shown) } ?? []))
      last = shown
    }
    return revisions
  }
}
