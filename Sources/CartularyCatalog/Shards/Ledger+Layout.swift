internal import CartularyBase
internal import CartularyLedger
internal import CartularyModel
internal import Foundation

extension CatalogLayout {
  /// Where the ledger is, if it is in PostgreSQL; `nil` if it is in the directory.
  ///
  /// - Throws: `CatalogError`: `.permissionDenied`, `.damaged`.
  func ledgerAddress() throws(CatalogError) -> LedgerAddress? { try ledgerLink()?.address }

  /// The same, with what the ledger knows this directory by.
  func ledgerLink() throws(CatalogError) -> LedgerLink? {
    guard access(ledgerAddressFile, F_OK) == 0 else { return nil }
    guard let data = FileManager.default.contents(atPath: ledgerAddressFile) else {
      throw CatalogError(
        .permissionDenied, "the ledger of the catalog at \(root) is not for this user",
        facts: .init(path: root), help: "it is for those who publish")
    }
    guard let (link, directory) = LedgerLink.read(String(decoding: data, as: UTF8.self)) else {
      throw CatalogError(
        .damaged, "the file 'ledger' of the catalog at \(root) is damaged", facts: .init(path: root),
        help: "make the directory again from its ledger")
    }
    // Of two copies one would answer by the lease of the other.
    guard directory == inode else {
      throw CatalogError(
        .damaged, "the directory \(root) is a copy of a node", facts: .init(path: root),
        help: "make a node of its own from the ledger")
    }
    return link
  }

  /// By which a directory is told from a copy of it.
  private var inode: UInt64 {
    var status = stat()
    return stat(root, &status) == 0 ? UInt64(status.st_ino) : 0
  }

  /// Says where the ledger is. As with a ledger in the directory, only those who publish may read it.
  func write(_ link: LedgerLink) throws(CatalogError) {
    try Self.translating("cannot write in the catalog at \(root)") {
      try Durable.write(link.text(in: inode), to: ledgerAddressFile, mode: 0o600)
    }
  }

  /// The file that is the ledger, or says where it is.
  var ledgerFile: String { access(ledgerAddressFile, F_OK) == 0 ? ledgerAddressFile : ledger }

  /// Whether there is a ledger, as far as the directory knows.
  var hasLedger: Bool { access(ledgerFile, F_OK) == 0 }
}

/// The ledger in PostgreSQL that a directory has, and the name by which that ledger knows the directory.
///
/// Its file has two lines: the address; then `node`, the name, 32 hexadecimal digits, and the inode of the directory.
struct LedgerLink: Equatable, Sendable {
  let address: LedgerAddress
  let node: String

  init(_ address: LedgerAddress, node: String) { (self.address, self.node) = (address, node) }

  /// - Returns: `nil` for text that was not written by `text`.
  static func read(_ text: String) -> (LedgerLink, directory: UInt64)? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 3, lines[2].isEmpty, let address = try? LedgerAddress(String(lines[0])) else {
      return nil
    }
    let words = lines[1].split(separator: " ")
    guard words.count == 3, words[0] == "node", let node = CatalogIdentity(text: String(words[1])),
      let directory = UInt64(words[2])
    else { return nil }
    return (LedgerLink(address, node: node.id), directory)
  }

  func text(in directory: UInt64) -> String { "\(address.text)\nnode \(node) \(directory)\n" }
}

extension Ledger {
  /// Opens the ledger of a catalog for writing, making or migrating it where that is due. One in PostgreSQL is made by
  /// its owner alone.
  init(_ layout: CatalogLayout) throws(CatalogError) {
    if let address = try layout.ledgerAddress() {
      self.init(try PostgresLedger(address))
    } else {
      self.init(try SQLiteLedger(path: layout.ledger, of: layout.root))
    }
  }

  /// Opens the ledger of a catalog that is there, for reading.
  init(reading layout: CatalogLayout) throws(CatalogError) {
    if let address = try layout.ledgerAddress() {
      self.init(try PostgresLedger(address))
    } else {
      self.init(try SQLiteLedger(readingPath: layout.ledger, of: layout.root))
    }
    try layout.check(self, try layout.identity())
  }

  /// A ledger in memory in which nothing was ever published.
  static func empty() throws(CatalogError) -> Ledger { Ledger(try SQLiteLedger.empty()) }

  static func gone(_ layout: CatalogLayout) -> CatalogError { SQLiteLedger.gone(layout.root) }

  /// The shards of `audiences`, by their keys.
  ///
  /// - Parameter partitions: Those of each audience.
  func shards(_ partitions: [Partition]) throws(CatalogError) -> [String: ShardDirectory.Shard] {
    var byKey: [String: ShardDirectory.Shard] = [:]
    for audience in try audiences() {
      for partition in partitions {
        let shard = ShardDirectory.Shard(audience, partition)
        byKey[shard.key] = shard
      }
    }
    return byKey
  }
}
