internal import DatasetModel
internal import Foundation
internal import GRDB

/// The current state of one id.
struct LedgerHead {
  let number: Int
  let audience: String
  let hash: String
  let isWithdrawn: Bool

  static func fetch(_ database: Database, id: String) throws -> LedgerHead? {
    try Row.fetchOne(
      database, sql: "SELECT number, audience, hash, withdrawn FROM head WHERE id = ?", arguments: [id]
    )
    .map { LedgerHead(number: $0[0], audience: $0[1], hash: $0[2], isWithdrawn: $0[3]) }
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

  static func insert(
    _ database: Database, _ sourced: SourcedDataset, json: String, sequence: Int, after head: LedgerHead?
  ) throws {
    let (dataset, origin) = (sourced.dataset, sourced.origin)
    let number = (head?.number ?? 0) + 1
    let audience = dataset.audience.labels.joined(separator: " ")
    let hash = ContentHash(of: json.utf8).description
    try database.execute(
      sql: """
        INSERT INTO revision (id, number, sequence, kind, audience, previous_audience, hash, record,
          file, line, format, file_hash, source)
        VALUES (?, ?, ?, 'published', ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        dataset.id, number, sequence, audience, head?.audience, hash, json, origin.file, origin.line,
        origin.format,
        origin.fileHash.description, origin.source,
      ])
    try database.execute(
      sql: "INSERT OR REPLACE INTO head (id, number, audience, hash, withdrawn) VALUES (?, ?, ?, ?, 0)",
      arguments: [dataset.id, number, audience, hash])
  }
}
