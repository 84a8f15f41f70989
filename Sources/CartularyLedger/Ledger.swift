package import CartularyModel

/// The truth: every revision of every record, append-only.
///
/// A publication is one transaction, durable before any shard is touched. Where the rows are kept is the
/// store's concern; the schema of the one in SQLite is told in Docs/INDEX.md.
package struct Ledger: Sendable {
  package let store: any LedgerStore

  package init(_ store: any LedgerStore) { self.store = store }

  /// The last publication's number; 0 before the first.
  package func lastSequence() throws(CatalogError) -> Int { try read { try $0.lastSequence() } }

  /// Audiences of all records, the last ones of those withdrawn too, each once and in no order.
  package func audiences() throws(CatalogError) -> [Audience] {
    var audiences: [Audience] = []
    for text in try read({ try $0.audiences() }) { audiences.append(try LedgerRecord.audience(text)) }
    return audiences
  }

  /// Ids of records that a publication after `sequence` put into an audience or took out of it, or that are of the
  /// audience and took over terms that it changed.
  package func touched(after sequence: Int, audience: Audience) throws(CatalogError) -> [String] {
    try read { try $0.ids(touchedAfter: sequence, audience: LedgerRecord.text(audience)) }
  }

  /// Ids that a publication under way on another node has asked to hide, by the texts of their audiences.
  package func hidings() throws(CatalogError) -> [String: Set<String>] { try read { try $0.hidings() } }

  /// Whether only the last publication has anything to do with an audience.
  package func isNew(_ audience: Audience) throws(CatalogError) -> Bool {
    try read { try $0.firstSequence(touching: LedgerRecord.text(audience)) == $0.lastSequence() }
  }

  /// The current record with an id; `nil` if there is none, or it was withdrawn.
  package func current(id: String) throws(CatalogError) -> Dataset? {
    guard let json = try read({ try $0.currentRecord(of: id) }) else { return nil }
    return try LedgerRecord.dataset(json, id: id)
  }

  /// The current records with some ids, in the order of the ids; those that are withdrawn or were never published are left
  /// out. Each is decoded once, and its bytes come with it.
  package func current(ids: [String]) throws(CatalogError) -> [CurrentRecord] {
    let found = try read { ledger in
      try ids.compactMap { id in try ledger.currentRecord(of: id).map { (id, $0) } }
    }
    var records: [CurrentRecord] = []
    records.reserveCapacity(found.count)
    for (id, json) in found {
      records.append(CurrentRecord(dataset: try LedgerRecord.dataset(json, id: id), json: json))
    }
    return records
  }

  /// Which of some records are in an audience now, and of the others what withdrew them from it, where something did.
  package func division(of ids: [String], audience: Audience) throws(CatalogError) -> (
    gained: [String], lost: [(id: String, withdrawal: Tombstone?)]
  ) {
    let text = LedgerRecord.text(audience)
    let (gained, rows) = try read { ledger in
      var gained: [String] = []
      var lost: [(id: String, last: LedgerWithdrawal?)] = []
      for id in ids {
        if let head = try ledger.head(of: id), !head.isWithdrawn, head.audience == text {
          gained.append(id)
        } else {
          lost.append((id, try ledger.lastRevision(of: id, audience: text)))
        }
      }
      return (gained, lost)
    }
    var lost: [(id: String, withdrawal: Tombstone?)] = []
    for row in rows {
      lost.append((row.id, try row.last.flatMap { last throws(CatalogError) in try tombstone(row.id, last) }))
    }
    return (gained, lost)
  }

  /// Finds what current records take over from their programmes.
  package func termsResolver() -> TermsResolver {
    TermsResolver(
      record: current(id:),
      named: { name in
        try read { try $0.ids(referringTo: name, .replaces) }.compactMap(current(id:))
      })
  }

  /// The withdrawal that the shard of an audience remembers of an id; `nil` if the last that this
  /// audience knew of it was something else.
  package func withdrawal(id: String, audience: Audience) throws(CatalogError) -> Tombstone? {
    let last = try read { try $0.lastRevision(of: id, audience: LedgerRecord.text(audience)) }
    return try last.flatMap { last throws(CatalogError) in try tombstone(id, last) }
  }

  private func tombstone(_ id: String, _ last: LedgerWithdrawal) throws(CatalogError) -> Tombstone? {
    guard last.isWithdrawal else { return nil }
    return Tombstone(
      id: id, withdrawnAt: try LedgerRecord.moment(last.at), reason: last.reason ?? "", stands: last.stands)
  }

  /// Keeps every other writer away until `body` returns.
  ///
  /// - Throws: `CatalogError` with code `.locked` while another holds the ledger.
  package func exclusively<Value>(_ body: () throws(CatalogError) -> Value) throws(CatalogError) -> Value {
    try store.exclusively(body)
  }

  // MARK: - Access

  func read<Value>(_ body: (any LedgerTransaction) throws -> Value) throws(CatalogError) -> Value {
    try store.read(body)
  }

  func write<Value>(_ body: (any LedgerWriter) throws -> Value) throws(CatalogError) -> Value {
    try store.write(body)
  }
}

/// A record that is not withdrawn, with the bytes in which the ledger holds it.
package struct CurrentRecord: Sendable {
  package let dataset: Dataset
  /// As `StoredDataset` writes it.
  package let json: String
}
