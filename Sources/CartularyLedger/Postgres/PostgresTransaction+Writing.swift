internal import CartularyModel

extension PostgresTransaction: LedgerWriter {
  func appendPublication(at time: String, author: String, tool: String) throws -> Int {
    // Without a gap: whoever writes has the lock.
    try connection.repeated(
      """
      INSERT INTO publication (sequence, at, author, tool)
      SELECT coalesce(max(sequence), 0) + 1, $1::text, $2::text, $3::text FROM publication RETURNING sequence
      """,
      [time, author, tool]
    ).integer(0, 0)
  }

  /// References of a record that go and come, as parts of one statement: rows that stay are left as they are.
  private static func references(id: String, targets: String, kinds: String) -> String {
    """
    gone AS (
      DELETE FROM reference WHERE id = \(id) AND NOT EXISTS (
        SELECT 1 FROM unnest(\(targets)::text[], \(kinds)::text[]) AS given (one, other)
        WHERE given.one = reference.target AND given.other = reference.kind)),
    come AS (
      INSERT INTO reference (target, kind, id)
      SELECT given.one, given.other, \(id) FROM unnest(\(targets)::text[], \(kinds)::text[]) AS given (one, other)
      WHERE NOT EXISTS (
        SELECT 1 FROM reference AS known
        WHERE known.target = given.one AND known.kind = given.other AND known.id = \(id)))
    """
  }

  private static let appending = """
    WITH added AS (
      INSERT INTO revision (id, number, sequence, kind, audience, previous_audience, hash, record, reason,
        file, line, format, file_hash, source, location, source_commit)
      VALUES ($1::text, $2::bigint, $3::bigint, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text,
        $10::text, $11::bigint, $12::text, $13::text, $14::text, $15::text, $16::text)),
    state AS (
      INSERT INTO head (\(headColumns))
      VALUES ($1::text, $2::bigint, $5::text, $7::text, $17::integer, $18::text, $15::text)
      ON CONFLICT (id) DO UPDATE SET (number, audience, hash, withdrawn, sensitivity, location) =
        (excluded.number, excluded.audience, excluded.hash, excluded.withdrawn, excluded.sensitivity,
          excluded.location)),
    unlike AS (DELETE FROM likeness WHERE id = $1::text AND key <> ALL ($19::text[])),
    alike AS (
      INSERT INTO likeness (key, id)
      SELECT given.one, $1::text FROM unnest($19::text[]) AS given (one)
      WHERE NOT EXISTS (SELECT 1 FROM likeness AS known WHERE known.key = given.one AND known.id = $1::text)),
    \(references(id: "$1::text", targets: "$20", kinds: "$21"))
    SELECT 1
    """

  func append(_ revision: NewRevision, sequence: Int) throws {
    let (origin, head) = (revision.origin, revision.head)
    let references = Set(revision.references).sorted(by: RecordReference.precedes)
    try connection.repeated(
      Self.appending,
      [
        head.id, String(head.number), String(sequence), revision.kind.rawValue, head.audience,
        revision.previousAudience, head.hash, revision.json, revision.reason, origin?.file,
        origin.map { String($0.line) }, origin?.format, origin?.fileHash.description, origin?.source,
        head.location, origin?.commit, head.isWithdrawn ? "1" : "0", head.sensitivity,
        PostgresArray.text(revision.duplicateKeys), PostgresArray.text(references.map(\.target)),
        PostgresArray.text(references.map(\.kind.rawValue)),
      ])
    if connection.hasMirrors {
      try appendShown(revision.json, id: head.id, number: head.number)
    }
  }

  /// Notes a revision as it is shown, where that may be less than it is.
  func appendShown(_ json: String, id: String, number: Int) throws {
    guard let shown = try ShownRecord(json, id: id) else { return }
    try connection.repeated(
      "INSERT INTO shown (id, number, hash, record, sensitivity) VALUES ($1, $2, $3, $4, $5)",
      [id, String(number), shown.hash, shown.json, shown.sensitivity])
  }

  /// For every revision that may hide something, and was written when there was no mirror, or copied.
  func noteShownRecords() throws {
    try connection.forEach(
      """
      SELECT id, number, record FROM revision WHERE \(MirrorSchema.mayDiffer)
        AND NOT EXISTS (SELECT 1 FROM shown WHERE shown.id = revision.id AND shown.number = revision.number)
      """
    ) { rows, row in try appendShown(rows.text(row, 2), id: rows.text(row, 0), number: rows.integer(row, 1)) }
  }

  func replaceReferences(of id: String, by references: Set<RecordReference>) throws {
    let references = references.sorted(by: RecordReference.precedes)
    try connection.repeated(
      "WITH " + Self.references(id: "$1::text", targets: "$2", kinds: "$3") + " SELECT 1",
      [
        id, PostgresArray.text(references.map(\.target)), PostgresArray.text(references.map(\.kind.rawValue)),
      ])
  }

  func appendFollowers(_ followers: [(id: String, audience: String)], sequence: Int) throws {
    guard !followers.isEmpty else { return }
    try connection.repeated(
      """
      INSERT INTO follower (audience, sequence, id)
      SELECT given.one, $2::bigint, given.other FROM unnest($1::text[], $3::text[]) AS given (one, other)
      ON CONFLICT DO NOTHING
      """,
      [
        PostgresArray.text(followers.map(\.audience)), String(sequence),
        PostgresArray.text(followers.map(\.id)),
      ])
  }

  func appendSetting(at time: String, author: String, name: String, value: String?) throws {
    try connection.repeated(
      """
      INSERT INTO setting (number, at, author, name, value)
      SELECT coalesce(max(number), 0) + 1, $1::text, $2::text, $3::text, $4::text FROM setting
      """,
      [time, author, name, value])
  }

  func fill(_ table: LedgerTable, with rows: (_ take: ([LedgerValue]) throws -> Void) throws -> Void) throws {
    // Without a right to delete what must never be deleted: only settings can be there, as the caller has seen.
    if table == .setting { try connection.run("DELETE FROM setting") }
    try connection.copyIn("COPY \(table.rawValue) (\(table.columnList)) FROM STDIN", rows)
    if table == .revision, connection.hasMirrors { try noteShownRecords() }
  }
}
