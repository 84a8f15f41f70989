extension PostgresLedger {
  /// Notes a node: a directory with an index of this ledger.
  ///
  /// - Parameter name: For people: the machine, say.
  /// - Throws: `CatalogError` with code `.refused` when the ledger has a node already: nodes do not follow each other yet,
  ///   and the one that does not publish would go on showing what fewer people may see.
  package func enrol(_ id: String, name: String) throws(CatalogError) {
    try write { ledger in
      guard let connection = (ledger as? PostgresTransaction)?.connection else { return }
      let others = try connection.run("SELECT name FROM node WHERE id <> $1", [id])
      guard others.isEmpty else {
        throw CatalogError(
          .refused,
          "the ledger at \(address.name) has a directory with an index already: \(others.text(0, 0))",
          facts: .init(path: address.name), help: "publish and search there: a ledger has one such directory")
      }
      try connection.run("INSERT INTO node (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING", [id, name])
    }
  }
}
