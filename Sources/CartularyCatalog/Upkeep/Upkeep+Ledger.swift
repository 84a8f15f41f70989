package import CartularyLedger
internal import CartularyModel
internal import Foundation

extension CatalogUpkeep {
  /// Makes an empty ledger in PostgreSQL, of a catalog of its own.
  ///
  /// - Throws: `CatalogError` with code `.exists` when there is one at the address already.
  package static func makeLedger(at address: String) throws(CatalogError) {
    try PostgresLedger.make(at: try LedgerAddress(address), identity: CatalogIdentity.random().id)
  }

  /// Makes, beside a ledger in PostgreSQL, a mirror of what holders of some labels may see.
  ///
  /// - Throws: `CatalogError` with code `.exists` when there is one, `.invalidArgument` for what are not labels.
  package static func makeMirror(of address: String, for labels: [String]) throws(CatalogError)
    -> LedgerMirror
  {
    guard let audience = Audience(labels: labels) else {
      throw CatalogError(
        .invalidArgument, "a mirror is for one or more labels, as records name them",
        facts: .init(field: "audience"),
        help: "the label of everyone's records is 'public'")
    }
    return try PostgresLedger(LedgerAddress(address)).makeMirror(for: audience)
  }

  /// Copies a ledger as it is at one moment, with all of its history, and reads the copy back: the same rows, or nothing.
  ///
  /// - Parameters:
  ///   - source: The address of a ledger, or the directory of a catalog.
  ///   - target: The address of a ledger in which nothing was published yet, which is made if it is not there; or a
  ///     directory that does not exist, which becomes a catalog with its index.
  ///   - partitionCount: Into how many parts such an index divides the records of each audience.
  /// - Throws: `CatalogError` with code `.exists` where there is something already.
  package static func copyLedger(
    from source: String, to target: String, partitionCount: Int = 1
  ) throws(CatalogError) -> LedgerDigest {
    try CatalogLayout.check(partitionCount: partitionCount)
    let (ledger, thesaurus) = try sourceLedger(source)
    guard LedgerAddress.isAddress(target) else {
      let identity = try ledger.catalogIdentity().map { CatalogIdentity(id: $0) } ?? .random()
      var digest = LedgerDigest()
      _ = try makeCatalog(
        at: target, as: identity, thesaurus: thesaurus, partitionCount: partitionCount
      ) { copy throws(CatalogError) in
        digest = try ledger.copy(into: Ledger(copy))
      }
      return digest
    }
    let address = try LedgerAddress(target)
    do {
      return try ledger.copy(into: Ledger(try PostgresLedger(address)))
    } catch  where error.code == .missing {
      try PostgresLedger.make(at: address, identity: nil)
      return try ledger.copy(into: Ledger(try PostgresLedger(address)))
    }
  }

  private static func sourceLedger(_ source: String) throws(CatalogError) -> (Ledger, thesaurus: String?) {
    if LedgerAddress.isAddress(source) {
      return (Ledger(try PostgresLedger(try LedgerAddress(source))), nil)
    }
    let layout = CatalogLayout(root: source)
    try layout.check()
    let hasThesaurus = FileManager.default.fileExists(atPath: layout.thesaurus)
    return (try Ledger(reading: layout), hasThesaurus ? layout.thesaurus : nil)
  }

  /// Makes a directory that has its ledger in PostgreSQL, and its index.
  ///
  /// - Parameters:
  ///   - ledger: The address, which stands in the directory from then on.
  ///   - partitionCount: Into how many parts the index divides the records of each audience.
  /// - Returns: How many records the index holds.
  /// - Throws: `CatalogError` with code `.exists` where there is a catalog already.
  package static func makeNode(
    at path: String, ledger address: String, partitionCount: Int = 1
  ) throws(CatalogError) -> Int {
    try CatalogLayout.check(partitionCount: partitionCount)
    let address = try LedgerAddress(address)
    let layout = CatalogLayout(root: path)
    let isThere: Bool
    do {
      try layout.check()
      isThere = true
    } catch  where error.code == .missing {
      isThere = false
    }
    // One that was being made here is the same node. It has a lease when it has its index.
    let begun = try layout.ledgerLink().flatMap { $0.address == address ? $0 : nil }
    guard !isThere || begun != nil && access(layout.lease, F_OK) != 0 else {
      throw CatalogError(
        .exists, "there is a catalog at \(path) already", facts: .init(path: path),
        help: "name a directory that does not exist")
    }
    let store = try PostgresLedger(address)
    let ledger = Ledger(store)
    guard let identity = try ledger.catalogIdentity() else {
      throw CatalogError(.damaged, "the ledger at the address does not say which catalog it belongs to")
    }
    let link = begun ?? LedgerLink(address, node: CatalogIdentity.random().id)
    if !isThere { try layout.prepare(for: link) }
    do {
      try store.enrol(link.node, name: ProcessInfo.processInfo.hostName + ":" + path)
    } catch {
      if begun == nil { unlink(layout.ledgerAddressFile) }
      throw error
    }
    if !isThere {
      try layout.create(as: CatalogIdentity(id: identity), partitionCount: partitionCount)
    } else if try layout.partitionCount() != partitionCount {
      // As it was begun, it would have been another one.
      _ = try rebuild(at: path, partitionCount: partitionCount)
    }
    try NodeFollower(at: path).follow()
    return try ledger.recordCount()
  }

  /// The nodes of a node's ledger, by their names.
  package static func nodes(of path: String) throws(CatalogError) -> [LedgerNode] {
    try nodesLedger(of: path).nodes()
  }

  /// Forgets nodes by their name.
  ///
  /// - Returns: How many had it.
  package static func removeNode(_ name: String, of path: String) throws(CatalogError) -> Int {
    try nodesLedger(of: path).remove(node: name)
  }

  private static func nodesLedger(of path: String) throws(CatalogError) -> PostgresLedger {
    let layout = CatalogLayout(root: path)
    try layout.check()
    guard let address = try layout.ledgerAddress() else { throw NodeFollower.notANode(path) }
    return try PostgresLedger(address)
  }
}
