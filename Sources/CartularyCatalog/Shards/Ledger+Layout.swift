internal import CartularyLedger
internal import CartularyModel

extension Ledger {
  /// Opens the ledger of a catalog for writing, making or migrating it where that is due.
  init(_ layout: CatalogLayout) throws(CatalogError) {
    self.init(try SQLiteLedger(path: layout.ledger, of: layout.root))
  }

  /// Opens the ledger of a catalog that is there, for reading.
  init(reading layout: CatalogLayout) throws(CatalogError) {
    self.init(try SQLiteLedger(readingPath: layout.ledger, of: layout.root))
    try layout.check(self, try layout.identity())
  }

  /// A ledger in memory in which nothing was ever published.
  static func empty() throws(CatalogError) -> Ledger { Ledger(try SQLiteLedger.empty()) }

  static func gone(_ layout: CatalogLayout) -> CatalogError { SQLiteLedger.gone(layout.root) }

  /// `audiences`, by the keys of their shards.
  func audiencesByShard() throws(CatalogError) -> [String: Audience] {
    var byShard: [String: Audience] = [:]
    for audience in try audiences() { byShard[ShardKey.key(for: audience)] = audience }
    return byShard
  }
}
