internal import CartularyBase
internal import CartularyModel
internal import Foundation
internal import GRDB

/// The current state of one id.
struct LedgerHead {
  let id: String
  let number: Int
  /// Labels, divided by blanks. Of a withdrawn record, those that it had.
  let audience: String
  let hash: String
  let isWithdrawn: Bool
  /// The effective level.
  let sensitivity: String
  /// Where the source of the record is.
  let location: String?

  static let columns = "id, number, audience, hash, withdrawn, sensitivity, location"

  init(
    id: String, number: Int, audience: String, hash: String, isWithdrawn: Bool, sensitivity: String,
    location: String?
  ) {
    (self.id, self.number, self.audience, self.hash) = (id, number, audience, hash)
    (self.isWithdrawn, self.sensitivity, self.location) = (isWithdrawn, sensitivity, location)
  }

  init(_ row: Row) {
    self.init(
      id: row[0], number: row[1], audience: row[2], hash: row[3], isWithdrawn: row[4], sensitivity: row[5],
      location: row[6])
  }

  static func fetch(_ database: Database, id: String) throws -> LedgerHead? {
    try Row.fetchOne(database, sql: "SELECT \(columns) FROM head WHERE id = ?", arguments: [id])
      .map(LedgerHead.init)
  }

  func store(_ database: Database, likenesses: Set<String>) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO head (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [id, number, audience, hash, isWithdrawn, sensitivity, location])
    try database.execute(sql: "DELETE FROM likeness WHERE id = ?", arguments: [id])
    for key in likenesses.sorted() {
      try database.execute(sql: "INSERT INTO likeness (key, id) VALUES (?, ?)", arguments: [key, id])
    }
  }
}

/// How a record is written into the ledger.
enum LedgerRecord {
  /// The record as JSON with sorted keys: equal records have equal text, and so equal hashes.
  ///
  /// - Throws: `CatalogError` with code `.invalidArgument` for a record that the shards could not take: it must
  ///   not get into the ledger, which never forgets.
  static func json(of dataset: Dataset) throws(CatalogError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(dataset) else {
      throw CatalogError(.invalidArgument, "record '\(dataset.id)' cannot be written as JSON")
    }
    guard json.count <= CatalogLimits.recordByteCount else {
      throw CatalogError(
        .invalidArgument, "record '\(dataset.id)' is larger than \(CatalogLimits.recordByteCount >> 20) MiB",
        help: "shorten its description, or point to a data dictionary elsewhere")
    }
    return String(decoding: json, as: UTF8.self)
  }

  static func hash(of json: String) -> String { ContentHash(of: json.utf8).description }

  /// - Throws: `CatalogError` with code `.damaged`.
  static func dataset(_ json: String, id: String) throws(CatalogError) -> Dataset {
    do {
      return try JSONDecoder().decode(Dataset.self, from: Data(json.utf8))
    } catch {
      throw CatalogError(
        .damaged, "the ledger holds a record that cannot be read: \(id)", help: CatalogError.restoreLedger)
    }
  }

  static func audience(_ text: String) throws(CatalogError) -> Audience {
    guard let audience = Audience(labels: text.split(separator: " ").map(String.init)) else {
      throw CatalogError(
        .damaged, "the ledger holds an audience that is none", help: CatalogError.restoreLedger)
    }
    return audience
  }

  /// - Throws: `CatalogError` with code `.damaged`.
  static func moment(_ text: String) throws(CatalogError) -> Timestamp {
    guard let moment = Timestamp(text) else {
      throw CatalogError(
        .damaged, "the ledger holds a time that cannot be read", help: CatalogError.restoreLedger)
    }
    return moment
  }

  static func text(_ audience: Audience) -> String { audience.labels.joined(separator: " ") }
}

/// A step of a publication, ready to be written.
struct LedgerStep {
  enum Kind: String { case published, moved, restored, withdrawn }

  let kind: Kind
  let dataset: Dataset
  let json: String
  let origin: RecordOrigin?
  let reason: String?
  let head: LedgerHead?

  func write(_ database: Database, sequence: Int) throws {
    let number = (head?.number ?? 0) + 1
    let audience = LedgerRecord.text(dataset.audience)
    let hash = LedgerRecord.hash(of: json)
    try database.execute(
      sql: """
        INSERT INTO revision (id, number, sequence, kind, audience, previous_audience, hash, record, reason,
          file, line, format, file_hash, source, location, source_commit)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        dataset.id, number, sequence, kind.rawValue, audience, head?.audience, hash, json, reason,
        origin?.file, origin?.line, origin?.format, origin?.fileHash.description, origin?.source,
        origin?.location, origin?.commit,
      ])
    try LedgerHead(
      id: dataset.id, number: number, audience: audience, hash: hash, isWithdrawn: kind == .withdrawn,
      sensitivity: dataset.effectiveSensitivity.level.rawValue, location: origin?.location
    ).store(database, likenesses: kind == .withdrawn ? [] : DuplicateKey.keys(of: dataset))
  }
}
