internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel

/// How many publishers mention some records, as `MentionTable` has it of all, found by way of the index: to publish a
/// record reads those that say its names, and not the catalog.
///
/// The shards are read as they stand, but for records that they may have in another state than the ledger: these are
/// taken from the ledger. So it does not matter what a crash has left undone. For one thread.
final class MentionCounter {
  private let ledger: Ledger
  private let shards: [(audience: Audience, reader: IndexReader)]
  private let changed: Set<String>
  private let changedRecords: [RecordTexts]
  private let analyzer: TextAnalyzer

  /// - Parameter changed: Ids of all records that a shard may have in another state than the ledger.
  init(_ layout: CatalogLayout, _ ledger: Ledger, changed: Set<String>) throws(CatalogError) {
    self.ledger = ledger
    self.changed = changed
    changedRecords = try ledger.currentTexts(ids: changed.sorted())
    shards = try Self.shards(layout)
    analyzer = try TextLanguages().english
  }

  static func shards(_ layout: CatalogLayout) throws(CatalogError) -> [(
    audience: Audience, reader: IndexReader
  )] {
    var shards: [(Audience, IndexReader)] = []
    for shard in try ShardDirectory.list(layout) where ShardDirectory.exists(layout, shard.key) {
      do {
        shards.append((shard.audience, try IndexReader(paths: [layout.shard(shard.key)])))
      } catch let error where error.code == .notFound {
        // Begun, and never committed.
        continue
      } catch {
        throw CatalogError(error)
      }
    }
    return shards
  }

  /// How many publishers mention a record.
  func count(for record: RecordTexts) throws -> Int {
    let own = MentionTable.Head(record)
    var publishers: Set<String> = []
    for name in MentionName.names(of: record).sorted(by: { $0.text < $1.text }) where try tells(name, of: own)
    {
      try count(name, own, &publishers)
      if publishers.count >= MentionTable.maximumCount { return MentionTable.maximumCount }
    }
    return publishers.count
  }

  /// Whether few enough records have a name, of those that everyone sees who sees the record.
  private func tells(_ name: MentionName, of own: MentionTable.Head) throws -> Bool {
    var count = changedRecords.count {
      $0.audience.includes(own.audience) && MentionName.names(of: $0).contains(name)
    }
    for shard in shards where shard.audience.includes(own.audience) {
      let held = try shard.reader.frequency(of: name.term)
      guard held > 0 else { continue }
      // Of names that many have, those that changed are soon told from the rest.
      count += try held - changed.count { try shard.reader.holds(name.term, $0) }
    }
    return count <= MentionTable.maximumHolderCount
  }

  private func count(_ name: MentionName, _ own: MentionTable.Head, _ publishers: inout Set<String>) throws {
    func take(_ record: RecordTexts) {
      let head = MentionTable.Head(record)
      guard head.counts(for: own), !publishers.contains(head.publisher),
        !MentionName.names(of: record).contains(name),
        MentionText.texts(of: record).contains(where: { $0.says(name) })
      else { return }
      publishers.insert(head.publisher)
    }
    changedRecords.forEach(take)
    let words = analyzer.tokens(in: name.text).filter { !$0.isJoined }.map {
      IndexQuery.term(ExactTerm.bounded(TermPrefix.word + $0.word))
    }
    guard !words.isEmpty else { return }
    for shard in shards where shard.audience.includes(own.audience) {
      var request = SearchRequest(query: .and(words), limit: Self.pageSize)
      request.content = .value(slot: Slot.id)
      request.order = [RecordOrder.byID]
      let others = try self.publishers(ofWhatMatches: request.query, in: shard.reader)
      while publishers.count < MentionTable.maximumCount,
        others.map({ !$0.subtracting([own.publisher]).isSubset(of: publishers) }) ?? true
      {
        let found = try shard.reader.search(request).matches.map {
          String(decoding: $0.payload, as: UTF8.self)
        }
        try ledger.currentTexts(ids: found.filter { !changed.contains($0) }).forEach(take)
        guard found.count == request.limit else { break }
        request.offset += request.limit
        request.limit = 1_000
      }
    }
  }

  private static let pageSize = 100

  /// The publishers of matches, folded: when each is counted, no more can come. `nil` if some match states none.
  private func publishers(ofWhatMatches query: IndexQuery, in reader: IndexReader) throws -> Set<String>? {
    guard let slot = FieldTable.field(named: "publisher")?.slot else { return nil }
    let set = try reader.set(of: query)
    let counts = try reader.values(of: slot).facet(of: set)
    guard counts.reduce(0, { $0 + $1.count }) == set.count else { return nil }
    return Set(counts.map { ExactTerm.fold($0.value) })
  }
}

extension IndexReader {
  /// Whether the record with an id has a term.
  fileprivate func holds(_ term: String, _ id: String) throws -> Bool {
    try count(.and([.term(term), .term(TermPrefix.uniqueTerm(id))])) > 0
  }
}
