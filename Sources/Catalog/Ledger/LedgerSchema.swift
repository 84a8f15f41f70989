internal import GRDB

/// The tables of the ledger. Docs/INDEX.md repeats them for people, and a test compares.
enum LedgerSchema {
  static let tables: [String] = [
    """
    CREATE TABLE publication (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      author TEXT NOT NULL,
      tool TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE revision (
      id TEXT NOT NULL,
      number INTEGER NOT NULL,
      sequence INTEGER NOT NULL REFERENCES publication,
      kind TEXT NOT NULL CHECK (kind IN ('published', 'withdrawn')),
      audience TEXT NOT NULL,
      previous_audience TEXT,
      hash TEXT NOT NULL,
      record TEXT NOT NULL,
      reason TEXT,
      file TEXT,
      line INTEGER,
      format TEXT,
      file_hash TEXT,
      source TEXT,
      PRIMARY KEY (id, number)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX revision_by_sequence ON revision (sequence)",
    """
    CREATE TABLE head (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL,
      audience TEXT NOT NULL,
      hash TEXT NOT NULL,
      withdrawn INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
  ]

  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      for table in tables { try database.execute(sql: table) }
    }
    return migrator
  }()
}
