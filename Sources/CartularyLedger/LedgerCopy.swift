internal import CartularyModel

/// What a ledger was copied to, or compared as: equal ledgers have equal digests, wherever they are kept.
package struct LedgerDigest: Sendable, Equatable {
  package internal(set) var publicationCount = 0
  package internal(set) var revisionCount = 0
  /// Of every row of every table in the order of `LedgerTable`: 64 hexadecimal digits.
  package private(set) var text = ""

  /// Of a ledger without a row.
  package init() {}

  mutating func add(_ table: LedgerTable, _ row: [LedgerValue]) {
    if table == .publication { publicationCount += 1 }
    if table == .revision { revisionCount += 1 }
    var bytes = text + table.rawValue
    for value in row {
      switch value {
      case .absent: bytes += " -"
      case .integer(let number): bytes += " \(number)"
      // With its length, so that no text can look like two.
      case .text(let text): bytes += " \(text.utf8.count):\(text)"
      }
    }
    text = ContentHash(of: bytes.utf8).description
  }

  static func of(_ ledger: any LedgerTransaction) throws -> LedgerDigest {
    var digest = LedgerDigest()
    for table in LedgerTable.allCases {
      try ledger.forEachRow(of: table) { digest.add(table, $0) }
    }
    return digest
  }
}

extension Ledger {
  /// What stands in the whole ledger, in a few numbers.
  package func digest() throws(CatalogError) -> LedgerDigest { try read { try LedgerDigest.of($0) } }

  /// Copies the whole ledger as it is at one moment into a new file of SQLite.
  package func copy(to path: String, of root: String) throws(CatalogError) {
    if let file = store as? SQLiteLedger {
      try file.copy(to: path)
    } else {
      try copy(into: Ledger(try SQLiteLedger(path: path, of: root)))
    }
  }

  /// Copies every row into a ledger in which nothing was published yet, and reads it back: the same history, the same
  /// bytes, the same hashes and numbers, or nothing at all.
  ///
  /// - Throws: `CatalogError` with code `.exists` when something was published or set there.
  @discardableResult
  package func copy(into target: Ledger) throws(CatalogError) -> LedgerDigest {
    try read { source in
      try target.write { copy in
        let isEmpty = try copy.lastSequence() == 0
        guard try isEmpty && copy.settings().allSatisfy({ $0.name == LedgerMark.catalog }) else {
          throw CatalogError(
            .exists, "the ledger to copy into holds something already", help: "copy into an empty one")
        }
        var digest = LedgerDigest()
        for table in LedgerTable.allCases {
          try copy.fill(table) { take in
            try source.forEachRow(of: table) { row in
              digest.add(table, row)
              try take(row)
            }
          }
        }
        guard try LedgerDigest.of(copy) == digest else {
          throw CatalogError(.failed, "the copy of the ledger is not what was copied: nothing of it was kept")
        }
        return digest
      }
    }
  }
}
