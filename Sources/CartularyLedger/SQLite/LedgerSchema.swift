internal import CartularyModel
internal import GRDB

/// The tables of the ledger. Docs/INDEX.md repeats them for people, and a test compares.
package enum LedgerSchema {
  /// The tables as they are now.
  package static let tables: [String] = [
    publication, revision, revisionIndex, head, headIndex, likeness, likenessIndex, setting, reference,
    referenceIndex,
    follower,
  ]

  /// Each step leads from one version to the next and is never changed again; all steps together lead from
  /// nothing to `tables`.
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      for table in LedgerSchema1.tables { try database.execute(sql: table) }
    }
    migrator.registerMigration("2") { database in
      try database.execute(sql: "DROP INDEX revision_by_sequence")
      try database.execute(sql: "ALTER TABLE revision RENAME TO revision_1")
      try database.execute(sql: "ALTER TABLE head RENAME TO head_1")
      for table in [revision, revisionIndex, head, likeness, likenessIndex, setting] {
        try database.execute(sql: table)
      }
      try database.execute(
        sql: """
          INSERT INTO revision (id, number, sequence, kind, audience, previous_audience, hash, record, reason,
            file, line, format, file_hash, source)
          SELECT id, number, sequence, kind, audience, previous_audience, hash, record, reason,
            file, line, format, file_hash, source FROM revision_1
          """)
      let heads = try Row.fetchAll(
        database,
        sql: """
          SELECT head_1.id, head_1.number, head_1.audience, head_1.hash, head_1.withdrawn, revision.record
          FROM head_1 JOIN revision USING (id, number)
          """)
      for row in heads {
        let dataset = try LedgerRecord.dataset(row[5], id: row[0])
        let head = LedgerHead(
          id: row[0], number: row[1], audience: row[2], hash: row[3], isWithdrawn: row[4],
          sensitivity: dataset.effectiveSensitivity.level.rawValue, location: nil)
        try SQLiteTransaction(database).storeHead(
          head, duplicateKeys: head.isWithdrawn ? [] : DuplicateKey.keys(of: dataset).sorted())
      }
      try database.execute(sql: "DROP TABLE revision_1")
      try database.execute(sql: "DROP TABLE head_1")
    }
    migrator.registerMigration("3") { database in
      for table in [reference, referenceIndex, follower] { try database.execute(sql: table) }
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT head.id, revision.record FROM head JOIN revision USING (id, number) WHERE withdrawn = 0")
      var references: [(id: String, references: Set<RecordReference>)] = []
      while let row = try rows.next() {
        let found = RecordReference.references(of: try LedgerRecord.dataset(row[1], id: row[0]))
        if !found.isEmpty { references.append((row[0], found)) }
      }
      for (id, found) in references { try SQLiteTransaction(database).store(found, of: id) }
    }
    migrator.registerMigration("4") { database in try database.execute(sql: headIndex) }
    return migrator
  }()

  private static let publication = """
    CREATE TABLE publication (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      author TEXT NOT NULL,
      tool TEXT NOT NULL
    )
    """

  private static let revision = """
    CREATE TABLE revision (
      id TEXT NOT NULL,
      number INTEGER NOT NULL,
      sequence INTEGER NOT NULL REFERENCES publication,
      kind TEXT NOT NULL CHECK (kind IN ('published', 'moved', 'restored', 'withdrawn')),
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
      location TEXT,
      source_commit TEXT,
      PRIMARY KEY (id, number)
    ) WITHOUT ROWID
    """

  private static let revisionIndex = "CREATE INDEX revision_by_sequence ON revision (sequence)"

  private static let head = """
    CREATE TABLE head (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL,
      audience TEXT NOT NULL,
      hash TEXT NOT NULL,
      withdrawn INTEGER NOT NULL,
      sensitivity TEXT NOT NULL,
      location TEXT
    ) WITHOUT ROWID
    """

  private static let headIndex = "CREATE INDEX head_by_audience ON head (audience)"

  private static let likeness = """
    CREATE TABLE likeness (
      key TEXT NOT NULL,
      id TEXT NOT NULL,
      PRIMARY KEY (key, id)
    ) WITHOUT ROWID
    """

  private static let likenessIndex = "CREATE INDEX likeness_by_id ON likeness (id)"

  private static let reference = """
    CREATE TABLE reference (
      target TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('terms', 'replaces')),
      id TEXT NOT NULL,
      PRIMARY KEY (target, kind, id)
    ) WITHOUT ROWID
    """

  private static let referenceIndex = "CREATE INDEX reference_by_id ON reference (id)"

  private static let follower = """
    CREATE TABLE follower (
      audience TEXT NOT NULL,
      sequence INTEGER NOT NULL REFERENCES publication,
      id TEXT NOT NULL,
      PRIMARY KEY (audience, sequence, id)
    ) WITHOUT ROWID
    """

  private static let setting = """
    CREATE TABLE setting (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      author TEXT NOT NULL,
      name TEXT NOT NULL,
      value TEXT
    )
    """
}

/// The tables of format 1, as they were: ledgers of that time are still migrated.
private enum LedgerSchema1 {
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
}
