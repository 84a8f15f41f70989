internal import CartularyModel

/// A mirror: what a ledger in PostgreSQL has for some labels, in a schema of its own that is a ledger in turn.
///
/// Triggers of the ledger write it within the transaction of each publication. Rows that a policy or a view left out would
/// still be counted by `EXPLAIN ANALYZE`, and would leave gaps in numbers: what is not for the labels is not in the tables.
/// So numbers are the mirror's own, a record that leaves is an id in `follower` and nothing more, and of a publication that
/// touches nothing here there is no row. Who reads it may use its views alone, and the table of its own nodes.
struct MirrorSchema {
  /// The schema of the whole ledger.
  let base: String
  /// The schema of the mirror.
  let schema: String

  var reader: String { schema + "_reader" }

  /// Settings that change answers, and are therefore the mirror's too.
  static let settings = [LedgerMark.catalog, "mentions", "lease"]

  var settingList: String { Self.settings.map { "'\($0)'" }.joined(separator: ", ") }

  var notifying: String { "PERFORM pg_notify('cartulary_\(schema)', '');" }

  /// Whatever a session has set, names mean what they say.
  static let safely = "SET search_path = pg_catalog, pg_temp"

  // MARK: - The whole ledger

  /// Records without the variables that not everyone of their audience may know of, where they have such: a revision that
  /// may have some and has no row here is not published. See `ShownRecord`.
  static func preparing(_ base: String) -> [String] {
    let writers = "\(base)_publisher, \(base)_owner"
    return [
      """
      CREATE TABLE IF NOT EXISTS \(base).shown (
        id text COLLATE "C" NOT NULL,
        number bigint NOT NULL,
        hash text COLLATE "C" NOT NULL,
        record text COLLATE "C" NOT NULL,
        sensitivity text COLLATE "C" NOT NULL,
        PRIMARY KEY (id, number)
      )
      """,
      "GRANT SELECT ON \(base).shown TO \(base)_reader, \(writers)",
      "GRANT INSERT ON \(base).shown TO \(writers)",
      "CREATE INDEX IF NOT EXISTS follower_by_sequence ON \(base).follower (sequence)",
    ]
  }

  /// As `ShownRecord.mayDiffer` has it.
  static let mayDiffer = """
    strpos(substr(revision.record, strpos(revision.record, '"audience":') + 1), '"audience":') > 0
    """

  // MARK: - Tables

  var tables: [String] {
    [
      "CREATE SCHEMA \(schema)",
      #"CREATE TABLE \#(schema).scope (labels text[] COLLATE "C" NOT NULL)"#,
      """
      CREATE TABLE \(schema).held_publication (
        sequence bigint PRIMARY KEY,
        at text COLLATE "C" NOT NULL,
        tool text COLLATE "C" NOT NULL,
        token uuid NOT NULL DEFAULT gen_random_uuid(),
        base bigint NOT NULL
      )
      """,
      """
      CREATE TABLE \(schema).held_revision (
        id text COLLATE "C" NOT NULL,
        number bigint NOT NULL,
        sequence bigint NOT NULL,
        kind text COLLATE "C" NOT NULL,
        audience text COLLATE "C" NOT NULL,
        previous_audience text COLLATE "C",
        hash text COLLATE "C" NOT NULL,
        record text COLLATE "C" NOT NULL,
        reason text COLLATE "C",
        location text COLLATE "C",
        PRIMARY KEY (id, number)
      )
      """,
      "CREATE INDEX ON \(schema).held_revision (sequence)",
      """
      CREATE TABLE \(schema).held_head (
        id text COLLATE "C" PRIMARY KEY,
        number bigint NOT NULL,
        audience text COLLATE "C" NOT NULL,
        hash text COLLATE "C" NOT NULL,
        withdrawn integer NOT NULL,
        sensitivity text COLLATE "C" NOT NULL
      )
      """,
      "CREATE INDEX ON \(schema).held_head (audience)",
      """
      CREATE TABLE \(schema).held_reference (
        target text COLLATE "C" NOT NULL,
        kind text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL
      )
      """,
      "CREATE INDEX ON \(schema).held_reference USING hash (target)",
      "CREATE INDEX ON \(schema).held_reference (id)",
      """
      CREATE TABLE \(schema).held_follower (
        audience text COLLATE "C" NOT NULL,
        sequence bigint NOT NULL,
        id text COLLATE "C" NOT NULL,
        PRIMARY KEY (audience, sequence, id)
      )
      """,
      """
      CREATE TABLE \(schema).held_setting (
        number bigint PRIMARY KEY,
        at text COLLATE "C" NOT NULL,
        name text COLLATE "C" NOT NULL,
        value text COLLATE "C"
      )
      """,
      """
      CREATE TABLE \(schema).held_hiding (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        sequence bigint NOT NULL,
        audience text COLLATE "C" NOT NULL,
        ids text COLLATE "C" NOT NULL,
        base bigint NOT NULL
      )
      """,
      """
      CREATE TABLE \(schema).node (
        id text COLLATE "C" PRIMARY KEY,
        name text COLLATE "C" NOT NULL,
        since timestamptz NOT NULL DEFAULT now(),
        applied bigint NOT NULL DEFAULT 0,
        hidden bigint NOT NULL DEFAULT 0,
        at timestamptz NOT NULL DEFAULT now(),
        leaving boolean NOT NULL DEFAULT false,
        login name NOT NULL DEFAULT session_user
      )
      """,
    ]
  }

  /// What the tables of a ledger are called in it. By audience once more: what ever came into a table by another way is
  /// not shown.
  var views: [String] {
    let isShown = "WHERE string_to_array(audience, ' ') && (SELECT labels FROM \(schema).scope)"
    let nothing = #"NULL::text COLLATE "C""#
    return [
      "VIEW \(schema).format AS SELECT version, lease FROM \(base).format",
      """
      VIEW \(schema).publication AS
        SELECT sequence, at, ''::text COLLATE "C" AS author, tool, token FROM \(schema).held_publication
      """,
      """
      VIEW \(schema).revision AS
        SELECT id, number, sequence, kind, audience, previous_audience, hash, record, reason, \(nothing) AS file,
          NULL::bigint AS line, \(nothing) AS format, \(nothing) AS file_hash, \(nothing) AS source, location,
          \(nothing) AS source_commit
        FROM \(schema).held_revision \(isShown)
      """,
      """
      VIEW \(schema).head AS
        SELECT id, number, audience, hash, withdrawn, sensitivity, \(nothing) AS location
        FROM \(schema).held_head \(isShown)
      """,
      "VIEW \(schema).likeness AS SELECT \(nothing) AS key, \(nothing) AS id WHERE false",
      """
      VIEW \(schema).setting AS
        SELECT number, at, ''::text COLLATE "C" AS author, name, value FROM \(schema).held_setting
      """,
      "VIEW \(schema).reference AS SELECT target, kind, id FROM \(schema).held_reference",
      "VIEW \(schema).follower AS SELECT audience, sequence, id FROM \(schema).held_follower \(isShown)",
      "VIEW \(schema).hiding AS SELECT number, sequence, audience, ids FROM \(schema).held_hiding \(isShown)",
    ].map { "CREATE " + $0 }
  }

  // MARK: - Rights

  var grants: [String] {
    let readable = [
      "format", "publication", "revision", "head", "likeness", "setting", "reference", "follower", "hiding",
    ]
    return [
      "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA \(schema) FROM PUBLIC",
      "GRANT USAGE ON SCHEMA \(schema) TO \(reader)",
      "GRANT SELECT ON \(readable.map { "\(schema).\($0)" }.joined(separator: ", ")) TO \(reader)",
      """
      GRANT SELECT, INSERT (id, name), UPDATE (applied, hidden, at, leaving), DELETE ON \(schema).node TO \(reader)
      """,
      "ALTER TABLE \(schema).node ENABLE ROW LEVEL SECURITY",
      "CREATE POLICY own ON \(schema).node USING (login = session_user) WITH CHECK (login = session_user)",
    ]
  }
}
