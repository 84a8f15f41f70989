internal import CartularyModel
internal import Foundation

extension PostgresTransaction {
  func recordCount() throws -> Int {
    try connection.repeated("SELECT count(*) FROM head WHERE withdrawn = 0").integer(0, 0)
  }

  func recordCount(upTo most: Int) throws -> Int {
    try connection.repeated(
      "SELECT count(*) FROM (SELECT 1 FROM head WHERE withdrawn = 0 LIMIT $1::bigint) AS counted",
      [String(most)]
    ).integer(0, 0)
  }

  func revisionCount() throws -> Int {
    try connection.repeated("SELECT count(*) FROM revision").integer(0, 0)
  }

  func currentIDs(audience: String?) throws -> [String] {
    guard let audience else {
      return try connection.repeated("SELECT id FROM head WHERE withdrawn = 0 ORDER BY id").texts
    }
    return try connection.repeated(
      "SELECT id FROM head WHERE withdrawn = 0 AND audience = $1 ORDER BY id", [audience]
    ).texts
  }

  func withdrawnIDs(audience: String) throws -> [String] {
    try connection.repeated(
      """
      SELECT last.id FROM revision AS last
      WHERE last.audience = $1 AND last.kind = 'withdrawn' AND NOT EXISTS (
        SELECT 1 FROM revision AS later
        WHERE later.id = last.id AND later.audience = $1 AND later.number > last.number)
      ORDER BY last.id
      """,
      [audience]
    ).texts
  }

  func forEachRevision(_ body: (_ id: String, _ number: Int, _ hash: String, _ json: String) throws -> Void)
    throws
  {
    try connection.forEach("SELECT id, number, hash, record FROM revision ORDER BY id, number") { rows, row in
      try body(rows.text(row, 0), rows.integer(row, 1), rows.text(row, 2), rows.text(row, 3))
    }
  }

  func forEachCurrentRecord(_ body: (_ id: String, _ json: String) throws -> Void) throws {
    try connection.forEach(
      "SELECT head.id, revision.record FROM head JOIN revision USING (id, number) WHERE withdrawn = 0"
    ) { rows, row in try body(rows.text(row, 0), rows.text(row, 1)) }
  }

  func forEachReference(_ body: (_ id: String, RecordReference) throws -> Void) throws {
    try connection.forEach("SELECT id, target, kind FROM reference") { rows, row in
      guard let kind = RecordReference.Kind(rawValue: rows.text(row, 2)) else { return }
      try body(rows.text(row, 0), RecordReference(target: rows.text(row, 1), kind: kind))
    }
  }

  func strayIDs() throws -> [String] {
    var strays = Set(
      try connection.repeated(
        """
        SELECT head.id FROM head LEFT JOIN revision USING (id, number)
        WHERE revision.hash IS DISTINCT FROM head.hash OR revision.audience IS DISTINCT FROM head.audience
          OR (revision.kind = 'withdrawn') <> (head.withdrawn <> 0)
          OR EXISTS (SELECT 1 FROM revision AS later WHERE later.id = head.id AND later.number > head.number)
        UNION SELECT id FROM revision WHERE id NOT IN (SELECT id FROM head)
        """
      ).texts)
    // Not by the server's own reader of JSON, which takes no U+0000 that is written out.
    try connection.forEach("SELECT id, audience, record FROM revision") { rows, row in
      let stated = try? StoredJSON.decode(StatedAudience.self, from: Data(rows.text(row, 2).utf8)).audience
      if stated.map(LedgerRecord.text) != rows.text(row, 1) { strays.insert(rows.text(row, 0)) }
    }
    return strays.sorted()
  }

  private struct StatedAudience: Decodable { let audience: Audience }

  /// The server checks its own pages where they were made with checksums; what is left are rows that should name each other.
  func integrityFaults() throws -> [String] {
    let rows = try connection.run(
      """
      SELECT (SELECT count(*) FROM revision WHERE sequence NOT IN (SELECT sequence FROM publication)),
        (SELECT count(*) FROM (SELECT 1 FROM likeness GROUP BY key, id HAVING count(*) > 1) AS doubles)
          + (SELECT count(*) FROM (SELECT 1 FROM reference GROUP BY target, kind, id HAVING count(*) > 1) AS doubles)
      """)
    let (strangers, doubles) = (rows.integer(0, 0), rows.integer(0, 1))
    var faults: [String] = []
    if strangers > 0 { faults.append("\(strangers) revisions belong to no publication") }
    if doubles > 0 { faults.append("\(doubles) names of records are noted twice") }
    return faults.map { "PostgreSQL: " + $0 }
  }

  func forEachRow(of table: LedgerTable, _ body: ([LedgerValue]) throws -> Void) throws {
    let columns = table.columns
    try connection.forEach(
      "SELECT \(table.columnList) FROM \(table.rawValue) ORDER BY \(table.keyList)"
    ) { rows, row in
      try body(
        columns.indices.map { index in
          guard let text = rows.optional(row, index) else { return .absent }
          return columns[index].isInteger ? .integer(Int(text) ?? 0) : .text(text)
        })
    }
  }
}
