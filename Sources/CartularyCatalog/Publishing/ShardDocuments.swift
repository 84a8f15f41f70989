internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel

/// The documents of records, as a shard holds them. For one thread.
struct ShardDocuments {
  private let ledger: Ledger
  private let indexer: DatasetIndexer
  private let resolver: TermsResolver
  private let mentions: Mentions

  init(_ ledger: Ledger, _ mentions: Mentions) throws(CatalogError) {
    (self.ledger, self.mentions) = (ledger, mentions)
    indexer = try DatasetIndexer()
    resolver = ledger.termsResolver()
  }

  /// Hands on the document of each current record, in the order of the ids; each record is read and decoded once.
  func forEach(of ids: [String], _ body: (_ id: String, _ document: IndexDocument) throws -> Void) throws {
    for record in try ledger.current(ids: ids) {
      let inheritance = try resolver.inheritance(of: record.dataset)
      try body(
        record.dataset.id,
        try indexer.document(
          for: record.dataset, inheriting: inheritance, mentions: mentions[record.dataset.id],
          json: record.json))
    }
  }
}
