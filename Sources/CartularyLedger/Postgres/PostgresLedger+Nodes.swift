package import CartularyModel
internal import Foundation

/// A directory with an index of a ledger, as the ledger knows it.
package struct LedgerNode: Sendable, Equatable {
  package let id: String
  /// The machine and the directory, for people.
  package let name: String
  /// The last publication that its index has.
  package let applied: Int
  /// How many publications it lacks.
  package let behind: Int
  /// How many seconds ago it last looked at the ledger, by the server's clock.
  package let silentSeconds: Int
}

/// What a node finds in the ledger, all at one moment.
package struct NodeLook: Sendable {
  /// The last publication's number.
  package let sequence: Int
  /// The last hiding that holds, 0 without one.
  package let hiding: Int
  /// The last hiding that the node has acknowledged.
  package let acknowledged: Int
  /// How long a lease of this ledger lasts.
  package let lease: Duration
  /// The last setting's number, 0 before the first.
  package let setting: Int
  /// Whether the ledger knows the node.
  package let isEnrolled: Bool
}

extension PostgresLedger {
  /// How long the server may take to say how far it is. One that hangs is asked again on another connection.
  package static let lookPatience = Duration.seconds(20)

  /// Runs statements that are not part of a transaction.
  @discardableResult
  private func autonomously<Value>(_ work: (PostgresConnection) throws(CatalogError) -> Value)
    throws(CatalogError)
    -> Value
  {
    try session.withLock { (_, connection) throws(CatalogError) in try work(connection) }
  }

  // MARK: - Being a node

  /// Notes a node.
  package func enrol(_ id: String, name: String) throws(CatalogError) {
    try autonomously { connection throws(CatalogError) in
      try connection.run("INSERT INTO node (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING", [id, name])
    }
  }

  /// Forgets nodes: nobody waits for them any more. Returns when none of them can answer by a lease that it has: until then
  /// it is waited for, also if this is broken off.
  ///
  /// - Parameter name: As `nodes` tells it, or an id.
  /// - Returns: How many had it.
  package func remove(node name: String) throws(CatalogError) -> Int {
    let leases = try autonomously { connection throws(CatalogError) in
      try connection.run(
        """
        UPDATE node SET leaving = true WHERE name = $1 OR id = $1
        RETURNING (SELECT max(lease) FROM format)
        """,
        [name])
    }
    guard !leases.isEmpty else { return 0 }
    // From here on they get none. A little more, as no two clocks run alike.
    Thread.sleep(forTimeInterval: Double(leases.integer(0, 0)) / 1_000 * 1.1)
    return try autonomously { connection throws(CatalogError) in
      try connection.run("DELETE FROM node WHERE (name = $1 OR id = $1) AND leaving RETURNING id", [name])
        .count
    }
  }

  /// All nodes, by their names.
  package func nodes() throws(CatalogError) -> [LedgerNode] {
    try autonomously { connection throws(CatalogError) in
      let rows = try connection.run(
        """
        SELECT id, name, applied, (SELECT coalesce(max(sequence), 0) FROM publication) - applied,
          floor(extract(epoch FROM clock_timestamp() - at))::bigint
        FROM node ORDER BY name, id
        """)
      return (0..<rows.count).map {
        LedgerNode(
          id: rows.text($0, 0), name: rows.text($0, 1), applied: rows.integer($0, 2),
          behind: max(0, rows.integer($0, 3)), silentSeconds: max(0, rows.integer($0, 4)))
      }
    }
  }

  package func look(as node: String) throws(CatalogError) -> NodeLook {
    try autonomously { connection throws(CatalogError) in
      let rows = try connection.repeated(
        """
        WITH last (sequence) AS (SELECT coalesce(max(sequence), 0) FROM publication)
        SELECT last.sequence,
          (SELECT coalesce(max(number), 0) FROM hiding WHERE hiding.sequence > last.sequence),
          (SELECT hidden FROM node WHERE id = $1 AND NOT leaving), (SELECT coalesce(max(number), 0) FROM setting),
          (SELECT max(lease) FROM format)
        FROM last
        """,
        [node])
      return NodeLook(
        sequence: rows.integer(0, 0), hiding: rows.integer(0, 1), acknowledged: rows.integer(0, 2),
        lease: .milliseconds(rows.integer(0, 4)), setting: rows.integer(0, 3),
        isEnrolled: rows.optional(0, 2) != nil)
    }
  }

  /// Says how far a node is, and that it is alive.
  ///
  /// - Parameters:
  ///   - applied: The last publication that its index has; `nil` leaves what was said.
  ///   - hiding: The last hiding whose records it no longer shows.
  package func report(_ node: String, applied: Int?, hiding: Int) throws(CatalogError) {
    try autonomously { connection throws(CatalogError) in
      try connection.repeated(
        """
        UPDATE node SET applied = coalesce($2::bigint, applied), hidden = greatest(hidden, $3::bigint), at = clock_timestamp()
        WHERE id = $1
        """,
        [node, applied.map { String($0) }, String(hiding)])
    }
  }

  /// What tells a publication from another of the same number in a history that has forked; `nil` without such a
  /// publication.
  package func token(of sequence: Int) throws(CatalogError) -> String? {
    try autonomously { connection throws(CatalogError) in
      let rows = try connection.repeated(
        "SELECT token FROM publication WHERE sequence = $1::bigint", [String(sequence)])
      return rows.isEmpty ? nil : rows.text(0, 0)
    }
  }

  // MARK: - News

  /// From now on `wait` notices what is committed.
  package func listen() throws(CatalogError) {
    try autonomously { connection throws(CatalogError) in try connection.run("LISTEN \(address.channel)") }
  }

  /// Waits for news, or until so much time has passed.
  package func wait(_ time: Duration) throws(CatalogError) {
    try autonomously { connection throws(CatalogError) in _ = try connection.wait(time) }
  }

  // MARK: - Hiding

  /// Asks every node to take records out of its index, before a publication says that fewer people see them. Not within
  /// the transaction of the publication: on a connection of its own.
  ///
  /// - Parameters:
  ///   - ids: By audience.
  ///   - node: The node that publishes, which has hidden them already.
  /// - Returns: The number that nodes acknowledge.
  package func announce(hiding ids: [(audience: Audience, ids: [String])], by node: String)
    throws(CatalogError)
    -> Int
  {
    try autonomously { connection throws(CatalogError) in
      try Self.transaction(connection, "READ COMMITTED READ WRITE") {
        var number = 0
        for (audience, ids) in ids {
          number = try connection.run(
            """
            INSERT INTO hiding (sequence, audience, ids)
            SELECT coalesce(max(sequence), 0) + 1, $1::text, $2::text FROM publication RETURNING number
            """,
            [LedgerRecord.text(audience), ids.joined(separator: "\n")]
          ).integer(0, 0)
        }
        try connection.run(
          "UPDATE node SET hidden = greatest(hidden, $2::bigint) WHERE id = $1", [node, String(number)])
        try connection.run("SELECT pg_notify($1, '')", [address.channel])
        return number
      }
    }
  }

  /// How many nodes have not acknowledged a hiding. Those that are gone count too, until they are removed: whether one still
  /// answers is not for the server's clock to say.
  package func unacknowledgedCount(of hiding: Int) throws(CatalogError) -> Int {
    try autonomously { connection throws(CatalogError) in
      try connection.repeated("SELECT count(*) FROM node WHERE hidden < $1::bigint", [String(hiding)])
        .integer(0, 0)
    }
  }

  /// Takes back what was asked for by a publication that did not come. For whoever keeps other writers away.
  package func withdrawHidings() throws(CatalogError) {
    try autonomously { connection throws(CatalogError) in
      guard try connection.repeated("SELECT EXISTS (SELECT 1 FROM hiding)").isTrue(0, 0) else { return }
      try connection.run("DELETE FROM hiding")
      try connection.run("SELECT pg_notify($1, '')", [address.channel])
    }
  }
}
