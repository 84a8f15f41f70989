internal import CartularyIndex

/// The columns that are kept beside a shard: what facets, ranges, the order of records and spelling read.
enum ShardColumns {
  /// Below so many documents they are made in no more time than a file takes to read.
  static let leastDocumentCount = 256
  /// After a publication that changes less than this part of a shard its next readers make what they need: to write all of
  /// them again would take longer than to publish.
  private static let leastShare = 50

  static let all: [StoredColumn] =
    FieldTable.facets.compactMap(\.slot).map { .lists(slot: $0) } + [.lists(slot: Slot.termsKey)]
    + [Slot.modified, Slot.issued, Slot.coversStart, Slot.coversEnd, Slot.leadTime, Slot.effort].map {
      .values(slot: $0)
    }
    + [.order(RecordOrder.equals), .words(prefix: TermPrefix.word), .words(prefix: TermPrefix.beginning)]

  /// Writes them where that is worth it; those of the state before are removed already.
  ///
  /// - Parameters:
  ///   - changed: How many documents the last commit wrote; `nil` for all.
  ///   - replacing: Whether there may be some that are not right, which go in any case.
  /// - Returns: Whether they were written.
  @discardableResult
  static func write(
    beside shard: String, changed: Int? = nil, replacing: Bool = false
  ) throws(IndexError) -> Bool {
    if replacing { ColumnFile.remove(beside: shard) }
    let count = try IndexReader(paths: [shard]).documentCount
    guard count >= leastDocumentCount, (changed ?? count) * leastShare >= count else { return false }
    return try ColumnFile.store(all, beside: shard)
  }
}
