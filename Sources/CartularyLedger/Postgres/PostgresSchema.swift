internal import CartularyModel

/// The tables of a ledger in PostgreSQL, and the roles that may use them. The columns are those of `LedgerTable`; texts
/// compare by their bytes, as in SQLite.
package enum PostgresSchema {
  /// The version of the tables. A program refuses later ones.
  static let version = 1

  /// The tables as they are now. Docs/SCALE.md repeats them for people, and a test compares.
  package static let tables: [String] = [
    "CREATE TABLE format (version integer NOT NULL, lease integer NOT NULL DEFAULT 10000)",
    """
    CREATE TABLE publication (
      sequence bigint PRIMARY KEY,
      at text COLLATE "C" NOT NULL,
      author text COLLATE "C" NOT NULL,
      tool text COLLATE "C" NOT NULL,
      token uuid NOT NULL DEFAULT gen_random_uuid()
    )
    """,
    """
    CREATE TABLE revision (
      id text COLLATE "C" NOT NULL,
      number bigint NOT NULL,
      sequence bigint NOT NULL REFERENCES publication,
      kind text COLLATE "C" NOT NULL CHECK (kind IN ('published', 'moved', 'restored', 'withdrawn')),
      audience text COLLATE "C" NOT NULL,
      previous_audience text COLLATE "C",
      hash text COLLATE "C" NOT NULL,
      record text COLLATE "C" NOT NULL,
      reason text COLLATE "C",
      file text COLLATE "C",
      line bigint,
      format text COLLATE "C",
      file_hash text COLLATE "C",
      source text COLLATE "C",
      location text COLLATE "C",
      source_commit text COLLATE "C",
      PRIMARY KEY (id, number)
    )
    """,
    "CREATE INDEX revision_by_sequence ON revision (sequence)",
    """
    CREATE TABLE head (
      id text COLLATE "C" PRIMARY KEY,
      number bigint NOT NULL,
      audience text COLLATE "C" NOT NULL,
      hash text COLLATE "C" NOT NULL,
      withdrawn integer NOT NULL,
      sensitivity text COLLATE "C" NOT NULL,
      location text COLLATE "C"
    )
    """,
    "CREATE INDEX head_by_audience ON head (audience)",
    """
    CREATE TABLE likeness (
      key text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL
    )
    """,
    // Keys and names have no bound, and a sorted index takes no more than 2,700 bytes.
    "CREATE INDEX likeness_by_key ON likeness USING hash (key)",
    "CREATE INDEX likeness_by_id ON likeness (id)",
    """
    CREATE TABLE setting (
      number bigint PRIMARY KEY,
      at text COLLATE "C" NOT NULL,
      author text COLLATE "C" NOT NULL,
      name text COLLATE "C" NOT NULL,
      value text COLLATE "C"
    )
    """,
    """
    CREATE TABLE reference (
      target text COLLATE "C" NOT NULL,
      kind text COLLATE "C" NOT NULL CHECK (kind IN ('terms', 'replaces')),
      id text COLLATE "C" NOT NULL
    )
    """,
    "CREATE INDEX reference_by_target ON reference USING hash (target)",
    "CREATE INDEX reference_by_id ON reference (id)",
    """
    CREATE TABLE follower (
      audience text COLLATE "C" NOT NULL,
      sequence bigint NOT NULL REFERENCES publication,
      id text COLLATE "C" NOT NULL,
      PRIMARY KEY (audience, sequence, id)
    )
    """,
    """
    CREATE TABLE node (
      id text COLLATE "C" PRIMARY KEY,
      name text COLLATE "C" NOT NULL,
      since timestamptz NOT NULL DEFAULT now(),
      applied bigint NOT NULL DEFAULT 0,
      hidden bigint NOT NULL DEFAULT 0,
      at timestamptz NOT NULL DEFAULT now(),
      leaving boolean NOT NULL DEFAULT false
    )
    """,
    """
    CREATE TABLE hiding (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      sequence bigint NOT NULL,
      audience text COLLATE "C" NOT NULL,
      ids text COLLATE "C" NOT NULL
    )
    """,
  ]

  /// The roles of a schema: who may follow, who may publish, who may set settings too.
  static func roles(of schema: String) -> [String] {
    ["reader", "publisher", "owner"].map { "\(schema)_\($0)" }
  }

  /// What may be done by whom. History can be added to and never changed, also not by those who publish.
  private static func grants(_ schema: String) -> [String] {
    let (reader, publisher, owner) = ("\(schema)_reader", "\(schema)_publisher", "\(schema)_owner")
    let derived = "head, likeness, reference"
    return [
      "GRANT USAGE ON SCHEMA \(schema) TO \(reader), \(publisher), \(owner)",
      "GRANT SELECT ON ALL TABLES IN SCHEMA \(schema) TO \(reader), \(publisher), \(owner)",
      "GRANT INSERT, UPDATE, DELETE ON node TO \(reader), \(publisher), \(owner)",
      "GRANT INSERT, DELETE ON hiding TO \(publisher), \(owner)",
      "GRANT INSERT ON publication, revision, follower TO \(publisher), \(owner)",
      "GRANT INSERT, UPDATE, DELETE ON \(derived) TO \(publisher), \(owner)",
      // Deleted is only what an empty ledger says of itself, before another is copied into it.
      "GRANT INSERT, DELETE ON setting TO \(owner)",
    ]
  }

  /// Makes the schema, its tables and its roles, within a transaction.
  ///
  /// The names that are pasted are those of a schema, which has letters, digits and _ only.
  static func make(_ connection: PostgresConnection) throws(CatalogError) {
    let schema = connection.address.schema
    try connection.run("CREATE SCHEMA IF NOT EXISTS \(schema)")
    for table in tables { try connection.run(table) }
    try connection.run("INSERT INTO format (version) VALUES (\(version))")
    try makeRoles(roles(of: schema), connection)
    for grant in grants(schema) { try connection.run(grant) }
  }

  /// Makes those roles that are not there.
  static func makeRoles(_ roles: [String], _ connection: PostgresConnection) throws(CatalogError) {
    let known = try connection.run(
      "SELECT rolname FROM pg_roles WHERE rolname = ANY ($1::text[])", [PostgresArray.text(roles)]
    ).texts
    for role in roles where !known.contains(role) {
      do {
        try connection.run("CREATE ROLE \(role) NOLOGIN")
      } catch  where error.code == .permissionDenied {
        throw CatalogError(
          .permissionDenied, "this role may not make the role \(role)",
          facts: .init(path: connection.address.name),
          help:
            "have an administrator make what is not there of \(roles.joined(separator: ", ")), then do it again"
        )
      }
    }
  }
}

/// A list of texts as PostgreSQL writes an array.
enum PostgresArray {
  static func text(_ texts: [String]) -> String {
    var array = "{"
    for (index, text) in texts.enumerated() {
      if index > 0 { array += "," }
      array += "\""
      // By scalars: a sign that combines with a quote would hide it.
      for scalar in text.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { array += "\\" }
        array.unicodeScalars.append(scalar)
      }
      array += "\""
    }
    return array + "}"
  }
}
