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
  private let changedHeads: [MentionTable.Head]
  /// Places in `changedHeads` of those that are called so.
  private var changedHolders: [NameKey: [Int]] = [:]
  /// Places of those that say so.
  private var changedSayers: [NameKey: [Int]] = [:]
  private let analyzer: TextAnalyzer

  /// - Parameters:
  ///   - records: Those that are counted for.
  ///   - changed: Ids of all records that a shard may have in another state than the ledger.
  init(
    for records: [RecordTexts], _ layout: CatalogLayout, _ ledger: Ledger, changed: Set<String>
  ) throws(CatalogError) {
    self.ledger = ledger
    self.changed = changed
    shards = try Self.shards(layout)
    analyzer = try TextLanguages().english
    let changedRecords = try ledger.currentTexts(ids: changed.sorted())
    changedHeads = changedRecords.map(MentionTable.Head.init)
    let names = Set(records.flatMap(MentionName.names(of:)))
    let beginnings = Set(names.map(\.beginning))
    let keys = Set(names.map(\.key))
    for (place, record) in changedRecords.enumerated() {
      let own = Set(MentionName.names(of: record).map(\.key))
      for key in own { changedHolders[key, default: []].append(place) }
      for text in MentionText.texts(of: record) {
        text.forEachStretch(beginning: { key, _ in beginnings.contains(key) }) { key, _ in
          guard keys.contains(key), !own.contains(key) else { return }
          changedSayers[key, default: []].append(place)
        }
      }
    }
  }

  /// All records of each audience, however they are divided.
  static func shards(_ layout: CatalogLayout) throws(CatalogError) -> [(
    audience: Audience, reader: IndexReader
  )] {
    var shards: [(Audience, IndexReader)] = []
    for (audience, keys) in try ShardDirectory.listByAudience(layout) {
      do {
        if let reader = try reader(of: keys.map(layout.shard)) { shards.append((audience, reader)) }
      } catch {
        throw CatalogError(error)
      }
    }
    return shards
  }

  /// - Returns: `nil` if all were begun, and never committed.
  private static func reader(of paths: [String]) throws(IndexError) -> IndexReader? {
    do {
      return try IndexReader(paths: paths)
    } catch  where error.code == .notFound {
      var whole: [String] = []
      for path in paths where paths.count > 1 {
        if try reader(of: [path]) != nil { whole.append(path) }
      }
      return whole.isEmpty ? nil : try IndexReader(paths: whole)
    }
  }

  /// How many publishers mention a record, one of those that the counter was made for.
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
    var count = (changedHolders[name.key] ?? []).count { changedHeads[$0].audience.includes(own.audience) }
    for shard in shards where shard.audience.includes(own.audience) {
      guard count <= MentionTable.maximumHolderCount else { return false }
      // Of those that the shard says have it, some may have changed.
      guard try shard.reader.frequency(of: name.term) <= MentionTable.maximumHolderCount + changed.count
      else {
        return false
      }
      count += try shard.reader.ids(with: name.term).count { !changed.contains($0) }
    }
    return count <= MentionTable.maximumHolderCount
  }

  private func count(_ name: MentionName, _ own: MentionTable.Head, _ publishers: inout Set<String>) throws {
    for place in changedSayers[name.key] ?? [] where changedHeads[place].counts(for: own) {
      publishers.insert(changedHeads[place].publisher)
    }
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
        for record in try ledger.currentTexts(ids: found.filter { !changed.contains($0) }) {
          take(record, name, own, &publishers)
        }
        guard found.count == request.limit else { break }
        request.offset += request.limit
        request.limit = 1_000
      }
    }
  }

  private static let pageSize = 100

  private func take(
    _ record: RecordTexts, _ name: MentionName, _ own: MentionTable.Head, _ publishers: inout Set<String>
  ) {
    let head = MentionTable.Head(record)
    guard head.counts(for: own), !publishers.contains(head.publisher),
      !MentionName.names(of: record).contains(name),
      MentionText.texts(of: record).contains(where: { $0.says(name) })
    else { return }
    publishers.insert(head.publisher)
  }

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
  /// Ids of the records that have a term, in their order; empty for none.
  func ids(with term: String) throws -> [String] {
    let count = try frequency(of: term)
    guard count > 0 else { return [] }
    var request = SearchRequest(query: .term(term), limit: count)
    request.content = .value(slot: Slot.id)
    request.order = [RecordOrder.byID]
    return try search(request).matches.map { String(decoding: $0.payload, as: UTF8.self) }
  }
}
