internal import CartularyModel
internal import GRDB

/// A transaction of SQLite as the ledger sees it: each method is one statement.
struct SQLiteTransaction {
  private let database: Database

  init(_ database: Database) { self.database = database }

  private static let headColumns = "id, number, audience, hash, withdrawn, sensitivity, location"

  private static func head(_ row: Row) -> LedgerHead {
    LedgerHead(
      id: row[0], number: row[1], audience: row[2], hash: row[3], isWithdrawn: row[4], sensitivity: row[5],
      location: row[6])
  }

  /// From a row whose columns are in the order of `revisions`.
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

extension SQLiteTransaction: LedgerTransaction {
  // MARK: - Records

  func head(of id: String) throws -> LedgerHead? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT \(Self.headColumns) FROM head WHERE id = ?"), arguments: [id]
    ).map(Self.head)
  }

  func record(of id: String, number: Int) throws -> (json: String, file: String?)? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT record, file FROM revision WHERE id = ? AND number = ?"),
      arguments: [id, number]
    ).map { ($0[0], $0[1]) }
  }

  func currentRecord(of id: String) throws -> String? {
    try String.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT revision.record FROM head JOIN revision USING (id, number)
          WHERE head.id = ? AND head.withdrawn = 0
          """),
      arguments: [id])
  }

  func revisions(of id: String) throws -> [LedgerRevision] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT kind, audience, hash, record, reason, at, author, tool,
          file, line, format, file_hash, source, location, source_commit
        FROM revision JOIN publication USING (sequence) WHERE id = ? ORDER BY number
        """,
      arguments: [id])
    return rows.map { row in
      LedgerRevision(
        kind: row[0], audience: row[1], hash: row[2], json: row[3], reason: row[4], at: row[5],
        author: row[6], tool: row[7], origin: Self.origin(row))
    }
  }

  func newestRevision<Value>(of id: String, _ body: (LedgerRevisionSource) throws -> Value?) throws -> Value?
  {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT kind, audience, number, hash, at, tool
        FROM revision JOIN publication USING (sequence) WHERE id = ? ORDER BY number DESC
        """,
      arguments: [id])
    while let row = try rows.next() {
      let source = LedgerRevisionSource(
        kind: row[0], audience: row[1], number: row[2], hash: row[3], at: row[4], tool: row[5])
      if let value = try body(source) { return value }
    }
    return nil
  }

  func heads(at location: String) throws -> [LedgerHead] {
    // GLOB and LIKE have signs of their own, and file names too.
    let below = location + "/"
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT \(Self.headColumns) FROM head
        WHERE withdrawn = 0 AND (location = ? OR substr(location, 1, ?) = ?) ORDER BY id
        """,
      arguments: [location, below.unicodeScalars.count, below])
    return rows.map(Self.head)
  }

  func ids(withDuplicateKey key: String, except id: String) throws -> [String] {
    try String.fetchAll(
      database.cachedStatement(sql: "SELECT id FROM likeness WHERE key = ? AND id <> ? ORDER BY id LIMIT 10"),
      arguments: [key, id])
  }

  func settings() throws -> [(name: String, value: String?)] {
    try Row.fetchAll(database, sql: "SELECT name, value FROM setting ORDER BY number").map { ($0[0], $0[1]) }
  }

  // MARK: - For the shards

  func lastSequence() throws -> Int {
    try Int.fetchOne(database, sql: "SELECT max(sequence) FROM publication") ?? 0
  }

  func audiences() throws -> [String] {
    // From each to the next by the index: DISTINCT would look at every record.
    try String.fetchAll(
      database,
      sql: """
        WITH RECURSIVE found (audience) AS (
          SELECT min(audience) FROM head
          UNION ALL
          SELECT (SELECT min(audience) FROM head WHERE audience > found.audience) FROM found
          WHERE found.audience IS NOT NULL)
        SELECT audience FROM found WHERE audience IS NOT NULL
        """)
  }

  func ids(touchedAfter sequence: Int, audience: String) throws -> [String] {
    // SQLite would always read every revision, in the order of the ids; for a few that takes longer than all else.
    let few = 1_000
    let count =
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM (SELECT 1 FROM revision WHERE sequence > ? LIMIT ?)",
        arguments: [sequence, few]) ?? 0
    let index = count < few ? "INDEXED BY revision_by_sequence" : ""
    return try String.fetchAll(
      database,
      sql: """
        SELECT id FROM revision \(index) WHERE sequence > ? AND (audience = ? OR previous_audience = ?)
        UNION SELECT id FROM follower WHERE audience = ? AND sequence > ? ORDER BY id
        """,
      arguments: [sequence, audience, audience, audience, sequence])
  }

  func hasReferences(_ kind: RecordReference.Kind) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM reference WHERE kind = ?)", arguments: [kind.rawValue])
      ?? false
  }

  func targets(of id: String, _ kind: RecordReference.Kind) throws -> [String] {
    try String.fetchAll(
      database.cachedStatement(sql: "SELECT target FROM reference WHERE id = ? AND kind = ? ORDER BY target"),
      arguments: [id, kind.rawValue])
  }

  func ids(referringTo target: String, _ kind: RecordReference.Kind) throws -> [String] {
    try String.fetchAll(
      database.cachedStatement(sql: "SELECT id FROM reference WHERE target = ? AND kind = ? ORDER BY id"),
      arguments: [target, kind.rawValue])
  }

  func firstSequence(touching audience: String) throws -> Int? {
    try Int.fetchOne(
      database, sql: "SELECT MIN(sequence) FROM revision WHERE audience = ? OR previous_audience = ?",
      arguments: [audience, audience])
  }

  func lastRevision(of id: String, audience: String) throws -> LedgerWithdrawal? {
    try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT revision.kind, revision.reason, publication.at, revision.location
          FROM revision JOIN publication USING (sequence)
          WHERE revision.id = ? AND revision.audience = ? ORDER BY revision.number DESC LIMIT 1
          """),
      arguments: [id, audience]
    ).map { LedgerWithdrawal(kind: $0[0], reason: $0[1], at: $0[2], location: $0[3]) }
  }

  func hidings() throws -> [String: Set<String>] { [:] }

  func lastRevision(of id: String) throws -> LedgerWithdrawal? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT revision.kind, revision.reason, publication.at, revision.location
        FROM revision JOIN publication USING (sequence)
        WHERE revision.id = ? ORDER BY revision.number DESC LIMIT 1
        """,
      arguments: [id]
    ).map { LedgerWithdrawal(kind: $0[0], reason: $0[1], at: $0[2], location: $0[3]) }
  }

  // MARK: - For followers

  func forEachMove(after sequence: Int, _ body: (LedgerMove) throws -> Void) throws {
    // All of them come faster in the order of the table than one by one by the index.
    let index = sequence > 0 ? "INDEXED BY revision_by_sequence" : ""
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT revision.id, revision.number, revision.sequence, publication.at,
          revision.kind, revision.audience, revision.hash, before.kind, before.audience, before.hash
        FROM revision \(index) JOIN publication USING (sequence)
          LEFT JOIN revision AS before ON before.id = revision.id AND before.number = revision.number - 1
        WHERE revision.sequence > ? ORDER BY revision.sequence, revision.id, revision.number
        """,
      arguments: [sequence])
    while let row = try rows.next() {
      var before: (kind: String, audience: String, hash: String)?
      if let kind = row[7] as String?, let audience = row[8] as String?, let hash = row[9] as String? {
        before = (kind, audience, hash)
      }
      try body(
        LedgerMove(
          id: row[0], number: row[1], sequence: row[2], at: row[3], kind: row[4], audience: row[5],
          hash: row[6], before: before))
    }
  }

  // MARK: - For audits

  func headCounts() throws -> [(audience: String, sensitivity: String, count: Int)] {
    try Row.fetchAll(
      database,
      sql:
        "SELECT audience, sensitivity, count(*) FROM head WHERE withdrawn = 0 GROUP BY audience, sensitivity"
    ).map { ($0[0], $0[1], $0[2]) }
  }

  func changes(since day: String) throws -> [LedgerChange] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT revision.id, publication.at, publication.author, publication.tool,
          before.audience, before.kind, revision.audience, revision.kind
        FROM revision JOIN publication USING (sequence)
          LEFT JOIN revision AS before ON before.id = revision.id AND before.number = revision.number - 1
        WHERE publication.at >= ? ORDER BY revision.sequence DESC, revision.id
        """,
      arguments: [day]
    ).map { row in
      var before: (kind: String, audience: String)?
      if let audience = row[4] as String?, let kind = row[5] as String? { before = (kind, audience) }
      return LedgerChange(
        id: row[0], at: row[1], author: row[2], tool: row[3], kind: row[7], audience: row[6], before: before)
    }
  }

  // MARK: - For verification

  func recordCount() throws -> Int {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM head WHERE withdrawn = 0") ?? 0
  }

  func recordCount(upTo most: Int) throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT count(*) FROM (SELECT 1 FROM head WHERE withdrawn = 0 LIMIT ?)",
      arguments: [most])
      ?? 0
  }

  func revisionCount() throws -> Int { try Int.fetchOne(database, sql: "SELECT count(*) FROM revision") ?? 0 }

  func currentIDs(audience: String?) throws -> [String] {
    guard let audience else {
      return try String.fetchAll(database, sql: "SELECT id FROM head WHERE withdrawn = 0 ORDER BY id")
    }
    return try String.fetchAll(
      database, sql: "SELECT id FROM head WHERE withdrawn = 0 AND audience = ? ORDER BY id",
      arguments: [audience])
  }

  func withdrawnIDs(audience: String) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT last.id FROM revision AS last
        WHERE last.audience = :audience AND last.kind = 'withdrawn' AND NOT EXISTS (
          SELECT 1 FROM revision AS later
          WHERE later.id = last.id AND later.audience = :audience AND later.number > last.number)
        ORDER BY last.id
        """,
      arguments: ["audience": audience])
  }

  func forEachRevision(_ body: (_ id: String, _ number: Int, _ hash: String, _ json: String) throws -> Void)
    throws
  {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT id, number, hash, record FROM revision ORDER BY id, number")
    while let row = try rows.next() { try body(row[0], row[1], row[2], row[3]) }
  }

  func forEachCurrentRecord(_ body: (_ id: String, _ json: String) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT head.id, revision.record FROM head JOIN revision USING (id, number) WHERE withdrawn = 0")
    while let row = try rows.next() { try body(row[0], row[1]) }
  }

  func forEachReference(_ body: (_ id: String, RecordReference) throws -> Void) throws {
    let rows = try Row.fetchCursor(database, sql: "SELECT id, target, kind FROM reference")
    while let row = try rows.next() {
      guard let kind = RecordReference.Kind(rawValue: row[2]) else { continue }
      try body(row[0], RecordReference(target: row[1], kind: kind))
    }
  }

  func strayIDs() throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT head.id FROM head LEFT JOIN revision USING (id, number)
        WHERE revision.hash IS NOT head.hash OR revision.audience IS NOT head.audience
          OR (revision.kind = 'withdrawn') <> head.withdrawn
          OR EXISTS (SELECT 1 FROM revision AS later WHERE later.id = head.id AND later.number > head.number)
        UNION SELECT id FROM revision WHERE id NOT IN (SELECT id FROM head)
        UNION SELECT id FROM revision WHERE audience IS NOT
          (SELECT group_concat(value, ' ') FROM json_each(revision.record, '$.audience'))
        """)
  }

  func integrityFaults() throws -> [String] {
    let lines = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
    let strangers = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").count
    return (lines + (strangers > 0 ? ["\(strangers) revisions belong to no publication"] : []))
      .map { "SQLite: " + $0 }
  }

  // MARK: - For copies

  func forEachRow(of table: LedgerTable, _ body: ([LedgerValue]) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT \(table.columnList) FROM \(table.rawValue) ORDER BY \(table.keyList)")
    let columns = table.columns
    while let row = try rows.next() {
      try body(
        columns.indices.map { index in
          if columns[index].isInteger {
            return (row[index] as Int?).map(LedgerValue.integer) ?? .absent
          }
          return (row[index] as String?).map(LedgerValue.text) ?? .absent
        })
    }
  }
}

extension SQLiteTransaction: LedgerWriter {
  func appendPublication(at time: String, author: String, tool: String) throws -> Int {
    try database.execute(
      sql: "INSERT INTO publication (at, author, tool) VALUES (?, ?, ?)", arguments: [time, author, tool])
    return Int(database.lastInsertedRowID)
  }

  func append(_ revision: NewRevision, sequence: Int) throws {
    let (origin, head) = (revision.origin, revision.head)
    try execute(
      """
      INSERT INTO revision (id, number, sequence, kind, audience, previous_audience, hash, record, reason,
        file, line, format, file_hash, source, location, source_commit)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        head.id, head.number, sequence, revision.kind.rawValue, head.audience, revision.previousAudience,
        head.hash, revision.json, revision.reason, origin?.file, origin?.line, origin?.format,
        origin?.fileHash.description, origin?.source, head.location, origin?.commit,
      ])
    try storeHead(head, duplicateKeys: revision.duplicateKeys)
    try replaceReferences(of: head.id, by: Set(revision.references))
  }

  func replaceReferences(of id: String, by references: Set<RecordReference>) throws {
    try execute("DELETE FROM reference WHERE id = ?", [id])
    try store(references, of: id)
  }

  func appendFollowers(_ followers: [(id: String, audience: String)], sequence: Int) throws {
    for (id, audience) in followers {
      try execute(
        "INSERT OR IGNORE INTO follower (audience, sequence, id) VALUES (?, ?, ?)", [audience, sequence, id])
    }
  }

  /// Adds what the current state of an id names.
  func store(_ references: Set<RecordReference>, of id: String) throws {
    for reference in references.sorted(by: RecordReference.precedes) {
      try execute(
        "INSERT INTO reference (target, kind, id) VALUES (?, ?, ?)",
        [reference.target, reference.kind.rawValue, id])
    }
  }

  /// Makes `head` the current state of its id.
  ///
  /// - Parameter duplicateKeys: Each once.
  func storeHead(_ head: LedgerHead, duplicateKeys: [String]) throws {
    try execute(
      "INSERT OR REPLACE INTO head (\(Self.headColumns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        head.id, head.number, head.audience, head.hash, head.isWithdrawn, head.sensitivity, head.location,
      ])
    try execute("DELETE FROM likeness WHERE id = ?", [head.id])
    for key in duplicateKeys {
      try execute("INSERT INTO likeness (key, id) VALUES (?, ?)", [key, head.id])
    }
  }

  func appendSetting(at time: String, author: String, name: String, value: String?) throws {
    try database.execute(
      sql: "INSERT INTO setting (at, author, name, value) VALUES (?, ?, ?, ?)",
      arguments: [time, author, name, value])
  }

  func fill(_ table: LedgerTable, with rows: (_ take: ([LedgerValue]) throws -> Void) throws -> Void) throws {
    try database.execute(sql: "DELETE FROM \(table.rawValue)")
    let places = table.columns.map { _ in "?" }.joined(separator: ", ")
    let statement = "INSERT INTO \(table.rawValue) (\(table.columnList)) VALUES (\(places))"
    try rows { row in
      let values = row.map { value -> (any DatabaseValueConvertible)? in
        switch value {
        case .absent: nil
        case .integer(let number): number
        case .text(let text): text
        }
      }
      try execute(statement, StatementArguments(values))
    }
  }

  /// Runs a statement that a publication repeats for each record: it is compiled once.
  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
