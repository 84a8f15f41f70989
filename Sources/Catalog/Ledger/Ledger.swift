internal import DatasetModel
internal import Foundation
internal import GRDB

/// The truth: every revision of every record, append-only, in SQLite.
///
/// The schema is told in Docs/INDEX.md. A publication is one transaction, durable before any shard is
/// touched.
struct Ledger {
  private let database: DatabaseQueue

  init(_ layout: CatalogLayout) throws(CatalogError) {
    database = try Self.translating(layout) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      configuration.prepareDatabase { database in
        // A commit is acknowledged only when it is on the disk, and so is the directory without the journal:
        // with FULL a power cut could bring the journal back, and with it the state before.
        try database.execute(sql: "PRAGMA synchronous = EXTRA")
      }
      let queue = try DatabaseQueue(path: layout.ledger, configuration: configuration)
      try LedgerSchema.migrator.migrate(queue)
      return queue
    }
    self.layout = layout
  }

  private let layout: CatalogLayout

  /// The last publication's number; 0 before the first.
  func lastSequence() throws(CatalogError) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT max(sequence) FROM publication") ?? 0 }
  }

  /// Stores what differs from the current state, as one publication.
  ///
  /// Records equal to their current revision leave no trace; when all are, there is no publication.
  func publish(_ records: [SourcedDataset], by author: PublicationAuthor) throws(CatalogError)
    -> PublicationReport
  {
    try write { database in
      var report = PublicationReport()
      var changes: [(record: SourcedDataset, json: String, head: LedgerHead?)] = []
      for record in records {
        let json = try LedgerRecord.json(of: record.dataset)
        let head = try LedgerHead.fetch(database, id: record.dataset.id)
        if let head, head.hash == ContentHash(of: json.utf8).description, !head.isWithdrawn {
          report.outcomes.append(.init(id: record.dataset.id, change: .same))
        } else {
          let change: PublicationReport.Change = head == nil || head?.isWithdrawn == true ? .added : .changed
          report.outcomes.append(.init(id: record.dataset.id, change: change))
          changes.append((record, json, head))
        }
      }
      guard !changes.isEmpty else { return report }
      try database.execute(
        sql: "INSERT INTO publication (at, author, tool) VALUES (?, ?, ?)",
        arguments: [Timestamp.now(), author.name, author.tool])
      let sequence = Int(database.lastInsertedRowID)
      for change in changes {
        try LedgerRecord.insert(
          database, change.record, json: change.json, sequence: sequence, after: change.head)
      }
      report.sequence = sequence
      return report
    }
  }

  /// Audiences of all current records, by shard key.
  func audiences() throws(CatalogError) -> [String: Audience] {
    let texts = try read {
      try String.fetchAll($0, sql: "SELECT DISTINCT audience FROM head WHERE withdrawn = 0")
    }
    var audiences: [String: Audience] = [:]
    for text in texts {
      guard let audience = Audience(labels: text.split(separator: " ").map(String.init)) else {
        throw CatalogError(.damaged, "the ledger holds an audience that is none")
      }
      audiences[ShardKey.key(for: audience)] = audience
    }
    return audiences
  }

  /// Ids of records that a publication after `sequence` put into an audience or took out of it.
  func touched(after sequence: Int, audience: Audience) throws(CatalogError) -> [String] {
    let text = audience.labels.joined(separator: " ")
    return try read {
      try String.fetchAll(
        $0,
        sql: """
          SELECT DISTINCT id FROM revision
          WHERE sequence > ? AND (audience = ? OR previous_audience = ?) ORDER BY id
          """,
        arguments: [sequence, text, text])
    }
  }

  /// The current record with an id; `nil` where there is none or it was withdrawn.
  func current(id: String) throws(CatalogError) -> Dataset? {
    let json = try read {
      try String.fetchOne(
        $0,
        sql: """
          SELECT revision.record FROM head JOIN revision USING (id, number)
          WHERE head.id = ? AND head.withdrawn = 0
          """,
        arguments: [id])
    }
    guard let json else { return nil }
    do {
      return try JSONDecoder().decode(Dataset.self, from: Data(json.utf8))
    } catch {
      throw CatalogError(.damaged, "the ledger holds a record that cannot be read: \(id)")
    }
  }

  // MARK: - Access

  private func read<Value>(_ body: (Database) throws -> Value) throws(CatalogError) -> Value {
    try Self.translating(layout) { try database.read(body) }
  }

  private func write<Value>(_ body: (Database) throws -> Value) throws(CatalogError) -> Value {
    try Self.translating(layout) { try database.write(body) }
  }

  private static func translating<Value>(_ layout: CatalogLayout, _ work: () throws -> Value)
    throws(CatalogError) -> Value
  {
    do {
      return try work()
    } catch let error as CatalogError {
      throw error
    } catch let error as DatabaseError {
      throw catalogError(error, layout)
    } catch {
      throw CatalogError(.failed, "the ledger failed: \(error)")
    }
  }

  private static func catalogError(_ error: DatabaseError, _ layout: CatalogLayout) -> CatalogError {
    switch error.resultCode {
    case .SQLITE_FULL:
      CatalogError(
        .noSpace, "no space left at \(layout.root)", help: "make room and try again; nothing was lost")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      CatalogError(.locked, "the ledger is in use", help: "try again when the other is done")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      CatalogError(.permissionDenied, "no permission to write to the catalogue at \(layout.root)")
    case .SQLITE_CANTOPEN:
      CatalogError(
        .permissionDenied, "the ledger at \(layout.root) cannot be opened", help: "check its permissions")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      CatalogError(.damaged, "the ledger at \(layout.root) is damaged", help: "restore it from a backup")
    case .SQLITE_IOERR:
      CatalogError(.inputOutput, "reading or writing the ledger at \(layout.root) failed")
    default:
      CatalogError(.failed, "the ledger failed: \(error.message ?? "no reason given")")
    }
  }
}
