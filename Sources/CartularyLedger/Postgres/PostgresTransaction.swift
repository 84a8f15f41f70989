internal import CartularyModel
internal import Foundation

/// A transaction of PostgreSQL as the ledger sees it: each method is one statement.
struct PostgresTransaction {
  let connection: PostgresConnection

  init(_ connection: PostgresConnection) { self.connection = connection }

  static let headColumns = "id, number, audience, hash, withdrawn, sensitivity, location"

  private static func head(_ rows: PostgresRows, _ row: Int) -> LedgerHead {
    LedgerHead(
      id: rows.text(row, 0), number: rows.integer(row, 1), audience: rows.text(row, 2),
      hash: rows.text(row, 3), isWithdrawn: rows.integer(row, 4) != 0, sensitivity: rows.text(row, 5),
      location: rows.optional(row, 6))
  }

  /// From a row whose columns are in the order of `revisions`.
  private static func origin(_ rows: PostgresRows, _ row: Int) -> RecordOrigin? {
    guard let file = rows.optional(row, 8), let line = rows.optional(row, 9).flatMap({ Int($0) }),
      let format = rows.optional(row, 10), let hash = rows.optional(row, 11)
    else { return nil }
    var origin = RecordOrigin(
      file: file, line: line, format: format, fileHash: ContentHash(stored: hash), source: rows.text(row, 12))
    origin.location = rows.optional(row, 13)
    origin.commit = rows.optional(row, 14)
    return origin
  }

  private static func withdrawal(_ rows: PostgresRows) -> LedgerWithdrawal? {
    guard !rows.isEmpty else { return nil }
    return LedgerWithdrawal(
      kind: rows.text(0, 0), reason: rows.optional(0, 1), at: rows.text(0, 2), location: rows.optional(0, 3))
  }
}

extension PostgresTransaction: LedgerTransaction {
  // MARK: - Records

  func head(of id: String) throws -> LedgerHead? {
    let rows = try connection.repeated("SELECT \(Self.headColumns) FROM head WHERE id = $1", [id])
    return rows.isEmpty ? nil : Self.head(rows, 0)
  }

  func record(of id: String, number: Int) throws -> (json: String, file: String?)? {
    let rows = try connection.repeated(
      "SELECT record, file FROM revision WHERE id = $1 AND number = $2", [id, String(number)])
    return rows.isEmpty ? nil : (rows.text(0, 0), rows.optional(0, 1))
  }

  func currentRecord(of id: String) throws -> String? {
    let rows = try connection.repeated(
      """
      SELECT revision.record FROM head JOIN revision USING (id, number) WHERE head.id = $1 AND head.withdrawn = 0
      """,
      [id])
    return rows.isEmpty ? nil : rows.text(0, 0)
  }

  func revisions(of id: String) throws -> [LedgerRevision] {
    let rows = try connection.repeated(
      """
      SELECT kind, audience, hash, record, reason, at, author, tool,
        file, line, format, file_hash, source, location, source_commit
      FROM revision JOIN publication USING (sequence) WHERE id = $1 ORDER BY number
      """,
      [id])
    return (0..<rows.count).map { row in
      LedgerRevision(
        kind: rows.text(row, 0), audience: rows.text(row, 1), hash: rows.text(row, 2),
        json: rows.text(row, 3), reason: rows.optional(row, 4), at: rows.text(row, 5),
        author: rows.text(row, 6), tool: rows.text(row, 7), origin: Self.origin(rows, row))
    }
  }

  func newestRevision<Value>(of id: String, _ body: (LedgerRevisionSource) throws -> Value?) throws -> Value?
  {
    let rows = try connection.repeated(
      """
      SELECT kind, audience, number, hash, at, tool
      FROM revision JOIN publication USING (sequence) WHERE id = $1 ORDER BY number DESC
      """,
      [id])
    for row in 0..<rows.count {
      let source = LedgerRevisionSource(
        kind: rows.text(row, 0), audience: rows.text(row, 1), number: rows.integer(row, 2),
        hash: rows.text(row, 3), at: rows.text(row, 4), tool: rows.text(row, 5))
      if let value = try body(source) { return value }
    }
    return nil
  }

  func heads(at location: String) throws -> [LedgerHead] {
    let rows = try connection.repeated(
      """
      SELECT \(Self.headColumns) FROM head
      WHERE withdrawn = 0 AND (location = $1 OR starts_with(location, $2)) ORDER BY id
      """,
      [location, location + "/"])
    return (0..<rows.count).map { Self.head(rows, $0) }
  }

  func ids(withDuplicateKey key: String, except id: String) throws -> [String] {
    try connection.repeated(
      "SELECT id FROM likeness WHERE key = $1 AND id <> $2 ORDER BY id LIMIT 10", [key, id]
    ).texts
  }

  func settings() throws -> [(name: String, value: String?)] {
    let rows = try connection.repeated("SELECT name, value FROM setting ORDER BY number")
    return (0..<rows.count).map { (rows.text($0, 0), rows.optional($0, 1)) }
  }

  func hasReferences(_ kind: RecordReference.Kind) throws -> Bool {
    try connection.repeated("SELECT EXISTS (SELECT 1 FROM reference WHERE kind = $1)", [kind.rawValue])
      .isTrue(0, 0)
  }

  func ids(referringTo target: String, _ kind: RecordReference.Kind) throws -> [String] {
    try connection.repeated(
      "SELECT id FROM reference WHERE target = $1 AND kind = $2 ORDER BY id", [target, kind.rawValue]
    ).texts
  }

  func targets(of id: String, _ kind: RecordReference.Kind) throws -> [String] {
    try connection.repeated(
      "SELECT target FROM reference WHERE id = $1 AND kind = $2 ORDER BY target", [id, kind.rawValue]
    ).texts
  }

  // MARK: - For the shards

  func lastSequence() throws -> Int {
    try connection.repeated("SELECT max(sequence) FROM publication").integer(0, 0)
  }

  func audiences() throws -> [String] {
    // From each to the next by the index: DISTINCT would look at every record.
    try connection.repeated(
      """
      WITH RECURSIVE found (audience) AS (
        SELECT min(audience) FROM head
        UNION ALL
        SELECT (SELECT min(audience) FROM head WHERE audience > found.audience) FROM found
        WHERE found.audience IS NOT NULL)
      SELECT audience FROM found WHERE audience IS NOT NULL
      """
    ).texts
  }

  func ids(touchedAfter sequence: Int, audience: String) throws -> [String] {
    try connection.repeated(
      """
      SELECT id FROM revision WHERE sequence > $1 AND (audience = $2 OR previous_audience = $2)
      UNION SELECT id FROM follower WHERE audience = $2 AND sequence > $1 ORDER BY id
      """,
      [String(sequence), audience]
    ).texts
  }

  func firstSequence(touching audience: String) throws -> Int? {
    let rows = try connection.repeated(
      "SELECT min(sequence) FROM revision WHERE audience = $1 OR previous_audience = $1", [audience])
    return rows.optional(0, 0).flatMap { Int($0) }
  }

  func lastRevision(of id: String, audience: String) throws -> LedgerWithdrawal? {
    Self.withdrawal(
      try connection.repeated(
        """
        SELECT revision.kind, revision.reason, publication.at, revision.location
        FROM revision JOIN publication USING (sequence)
        WHERE revision.id = $1 AND revision.audience = $2 ORDER BY revision.number DESC LIMIT 1
        """,
        [id, audience]))
  }

  func hidings() throws -> [String: Set<String>] {
    // One whose publication has come, or another in its place, holds no longer.
    let rows = try connection.repeated(
      """
      SELECT audience, ids FROM hiding WHERE sequence > (SELECT coalesce(max(sequence), 0) FROM publication)
      """)
    var hidings: [String: Set<String>] = [:]
    for row in 0..<rows.count {
      hidings[rows.text(row, 0), default: []].formUnion(
        rows.text(row, 1).split(separator: "\n").map(String.init))
    }
    return hidings
  }

  func lastRevision(of id: String) throws -> LedgerWithdrawal? {
    Self.withdrawal(
      try connection.repeated(
        """
        SELECT revision.kind, revision.reason, publication.at, revision.location
        FROM revision JOIN publication USING (sequence)
        WHERE revision.id = $1 ORDER BY revision.number DESC LIMIT 1
        """,
        [id]))
  }

  // MARK: - For followers

  func forEachMove(after sequence: Int, _ body: (LedgerMove) throws -> Void) throws {
    // What left a mirror is an id, and no revision.
    let gone = """
      UNION ALL SELECT follower.id, 0, follower.sequence, publication.at,
        'withdrawn', follower.audience, '', 'published', follower.audience, ''
      FROM follower JOIN publication USING (sequence)
      WHERE follower.sequence > $1 AND NOT EXISTS (SELECT 1 FROM head WHERE head.id = follower.id)
      """
    try connection.forEach(
      """
      SELECT revision.id, revision.number, revision.sequence, publication.at,
        revision.kind, revision.audience, revision.hash, before.kind, before.audience, before.hash
      FROM revision JOIN publication USING (sequence)
        LEFT JOIN revision AS before ON before.id = revision.id AND before.number = revision.number - 1
      WHERE revision.sequence > $1 \(connection.address.isMirror ? gone : "") ORDER BY 3, 1, 2
      """,
      [String(sequence)]
    ) { rows, row in
      var before: (kind: String, audience: String, hash: String)?
      if let kind = rows.optional(row, 7), let audience = rows.optional(row, 8),
        let hash = rows.optional(row, 9)
      {
        before = (kind, audience, hash)
      }
      try body(
        LedgerMove(
          id: rows.text(row, 0), number: rows.integer(row, 1), sequence: rows.integer(row, 2),
          at: rows.text(row, 3), kind: rows.text(row, 4), audience: rows.text(row, 5),
          hash: rows.text(row, 6),
          before: before))
    }
  }

  // MARK: - For audits

  func headCounts() throws -> [(audience: String, sensitivity: String, count: Int)] {
    let rows = try connection.repeated(
      "SELECT audience, sensitivity, count(*) FROM head WHERE withdrawn = 0 GROUP BY audience, sensitivity")
    return (0..<rows.count).map { (rows.text($0, 0), rows.text($0, 1), rows.integer($0, 2)) }
  }

  func changes(since day: String) throws -> [LedgerChange] {
    let rows = try connection.repeated(
      """
      SELECT revision.id, publication.at, publication.author, publication.tool,
        before.audience, before.kind, revision.audience, revision.kind
      FROM revision JOIN publication USING (sequence)
        LEFT JOIN revision AS before ON before.id = revision.id AND before.number = revision.number - 1
      WHERE publication.at >= $1 ORDER BY revision.sequence DESC, revision.id
      """,
      [day])
    return (0..<rows.count).map { row in
      var before: (kind: String, audience: String)?
      if let audience = rows.optional(row, 4), let kind = rows.optional(row, 5) { before = (kind, audience) }
      return LedgerChange(
        id: rows.text(row, 0), at: rows.text(row, 1), author: rows.text(row, 2), tool: rows.text(row, 3),
        kind: rows.text(row, 7), audience: rows.text(row, 6), before: before)
    }
  }
}
