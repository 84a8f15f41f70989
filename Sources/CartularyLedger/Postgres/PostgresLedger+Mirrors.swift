internal import CartularyBase
package import CartularyModel

extension LedgerAddress {
  /// The address of the mirror of this ledger for some labels. Schemas have names that every role of a database can read,
  /// so that of labels which are not everyone's does not say them.
  ///
  /// - Parameter identity: Of the catalog.
  func mirror(for labels: [String], identity: String) throws(CatalogError) -> LedgerAddress {
    let isPublic = labels == [Audience.publicLabel]
    let hash = ContentHash(of: ([identity] + labels).joined(separator: " ").utf8).description
    return try inSchema(schema + (isPublic ? Self.publicMirror : Self.mirror + hash.prefix(Self.hashCount)))
  }

  private static let mirror = "_for_"
  private static let publicMirror = "_for_public"
  private static let hashCount = 8

  /// The longest end of a mirror's name.
  static let mirrorByteCount = mirror.utf8.count + hashCount

  /// How a schema is called whose mirror another is; `nil` for one that is not a mirror.
  static func mirrored(by schema: String) -> String? {
    if schema.hasSuffix(publicMirror) { return String(schema.dropLast(publicMirror.utf8.count)) }
    let (base, end) = (schema.dropLast(mirrorByteCount), schema.suffix(mirrorByteCount))
    guard !base.isEmpty, end.hasPrefix(mirror), end.dropFirst(mirror.utf8.count).allSatisfy(\.isHexDigit)
    else {
      return nil
    }
    return String(base)
  }

  /// Whether it is, by its name, a mirror's.
  var isMirror: Bool { Self.mirrored(by: schema) != nil }
}

/// A mirror that was made.
package struct LedgerMirror: Sendable {
  /// By which a node is made.
  package let address: String
  /// The role that its nodes need, and no other.
  package let role: String
  package let recordCount: Int
}

extension PostgresLedger {
  /// Makes a mirror for some labels: a schema with what holders of any of them may see, which is a ledger of its own and
  /// kept up by each publication. In one transaction, while nobody publishes.
  ///
  /// For the one who made the ledger.
  ///
  /// - Throws: `CatalogError` with code `.exists` when there is one, `.invalidArgument` at the address of a mirror.
  package func makeMirror(for audience: Audience) throws(CatalogError) -> LedgerMirror {
    guard !address.isMirror else {
      throw CatalogError(
        .invalidArgument, "the address is a mirror's", facts: .init(field: "ledger"),
        help: "name the whole ledger")
    }
    guard let identity = try read({ try $0.settings().last { $0.name == LedgerMark.catalog }?.value }) else {
      throw CatalogError(.damaged, "the ledger at the address does not say which catalog it belongs to")
    }
    let mirror = try address.mirror(for: audience.labels, identity: identity)
    let schema = MirrorSchema(base: address.schema, schema: mirror.schema)
    return try session.withLock { (_, connection) throws(CatalogError) in
      // A long history is taken over in one statement.
      connection.setPatience(.seconds(86_400))
      return try make(schema, at: mirror, for: audience, connection)
    }
  }

  private func make(
    _ schema: MirrorSchema, at mirror: LedgerAddress, for audience: Audience, _ connection: PostgresConnection
  ) throws(CatalogError) -> LedgerMirror {
    try Self.transaction(connection, "READ COMMITTED READ WRITE") {
      try Self.takeLock(connection, "pg_advisory_xact_lock")
      guard
        try connection.run("SELECT 1 FROM pg_namespace WHERE nspname = $1", [mirror.schema]).isEmpty
      else {
        throw CatalogError(
          .exists, "there is a mirror for these labels already: \(mirror.name)",
          facts: .init(path: mirror.name))
      }
      for statement in MirrorSchema.preparing(address.schema) { try connection.run(statement) }
      try PostgresTransaction(connection).noteShownRecords()
      for statement in schema.tables { try connection.run(statement) }
      try connection.run(
        "INSERT INTO \(mirror.schema).scope VALUES ($1::text[])", [PostgresArray.text(audience.labels)])
      try PostgresSchema.makeRoles([schema.reader], connection)
      for statement in schema.views + schema.functions + schema.filling + schema.triggers + schema.grants {
        try connection.run(statement)
      }
      let count = try connection.run("SELECT count(*) FROM \(mirror.schema).head WHERE withdrawn = 0")
      return LedgerMirror(
        address: mirror.text, role: schema.reader, recordCount: count.integer(0, 0))
    }
  }
}
