internal import GRDB

/// The file of a ledger, looked at and tampered with from outside.
///
/// The one place in which tests name SQL: what they need of a ledger's tables has a method here.
package struct LedgerFile {
  private let queue: DatabaseQueue

  /// Opens the file at `path`, or makes an empty one.
  package init(_ path: String) throws { queue = try DatabaseQueue(path: path) }

  /// One row of the table `revision`, with its publication.
  package struct StoredRow {
    /// Names and texts of the columns, in the order of the table; absent values left out.
    package let columns: [(name: String, text: String)]

    package subscript(_ name: String) -> String? { columns.first { $0.name == name }?.text }
  }

  /// Every revision in the order in which it was published.
  package func revisions() throws -> [StoredRow] {
    try queue.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT revision.*, author, tool FROM revision JOIN publication USING (sequence)
          ORDER BY sequence, id, number
          """)
      return rows.map { row in
        StoredRow(
          columns: row.compactMap { name, value in
            String.fromDatabaseValue(value).map { (name, $0) }
              ?? Int.fromDatabaseValue(value).map { (name, String($0)) }
          })
      }
    }
  }

  /// What it holds now: each record's id, hash and state, and the settings. A hot journal is rolled back by
  /// the looking, as it is by whoever opens the ledger next.
  package func state() throws -> String {
    try queue.read { database in
      let heads = try String.fetchAll(
        database, sql: "SELECT id || ' ' || hash || ' ' || withdrawn || ' ' || audience FROM head ORDER BY id"
      )
      let hasSettings = try database.tableExists("setting")
      let settings =
        hasSettings
        ? try String.fetchAll(
          database,
          sql: "SELECT DISTINCT name || '=' || value FROM setting WHERE name <> 'catalog' ORDER BY 1")
        : []
      return (heads + settings).joined(separator: "\n")
    }
  }

  /// The statements that make its tables and indexes, without SQLite's and GRDB's own.
  package func tables() throws -> [String] {
    try queue.read { database in
      try String.fetchAll(
        database,
        sql:
          "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'grdb_*'"
      )
    }
  }

  /// Makes a ledger at `path` of a dump.
  package static func make(_ path: String, from sql: String) throws { try LedgerFile(path).load(dump: sql) }

  /// Runs a dump, which has a transaction of its own.
  package func load(dump: String) throws {
    try queue.writeWithoutTransaction { try $0.execute(sql: dump) }
  }

  /// Forgets what a record names, and notes another name of it.
  package func misnoteReferences(of id: String, as target: String?) throws {
    try queue.write {
      try $0.execute(sql: "DELETE FROM reference WHERE id = ?", arguments: [id])
      guard let target else { return }
      try $0.execute(
        sql: "INSERT INTO reference (target, kind, id) VALUES (?, 'terms', ?)", arguments: [target, id])
    }
  }

  /// Says another audience of a record's current state, and of nothing else.
  package func setCurrentAudience(of id: String, to label: String) throws {
    try queue.write {
      try $0.execute(sql: "UPDATE head SET audience = ? WHERE id = ?", arguments: [label, id])
    }
  }

  /// Changes a text in every record that has it, and no hash.
  package func replace(_ text: String, with other: String) throws {
    try queue.write {
      try $0.execute(sql: "UPDATE revision SET record = replace(record, ?, ?)", arguments: [text, other])
    }
  }

  /// Says another time of the last publication.
  package func setTimeOfLastPublication(_ time: String) throws {
    try queue.write {
      try $0.execute(
        sql: "UPDATE publication SET at = ? WHERE sequence = (SELECT max(sequence) FROM publication)",
        arguments: [time])
    }
  }

  package func deleteRevision(_ number: Int, of id: String) throws {
    try queue.write {
      try $0.execute(sql: "DELETE FROM revision WHERE id = ? AND number = ?", arguments: [id, number])
    }
  }

  package func close() throws { try queue.close() }
}
