import Foundation
import GRDB

/// A ledger looked at from outside.
enum LedgerState {
  /// What it holds now: each record's id, hash and state, and the settings. A hot journal is rolled back by
  /// the looking, as it is by whoever opens the ledger next.
  static func text(_ path: String) throws -> String {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { database in
      let heads = try String.fetchAll(
        database, sql: "SELECT id || ' ' || hash || ' ' || withdrawn || ' ' || audience FROM head ORDER BY id"
      )
      let hasSettings = try database.tableExists("setting")
      let settings =
        hasSettings
        ? try String.fetchAll(database, sql: "SELECT DISTINCT name || '=' || value FROM setting ORDER BY 1")
        : []
      return (heads + settings).joined(separator: "\n")
    }
  }

  static func make(_ path: String, from sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    // The dump has a transaction of its own.
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
  }
}
