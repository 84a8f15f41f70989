internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel

/// How many publishers mention each of the records that are about to be indexed.
struct Mentions: Sendable {
  private let counts: [String: Int]

  /// Of records that nobody mentions.
  static let none = Mentions(counts: [:])

  private init(counts: [String: Int]) { self.counts = counts }

  /// Of all records, from the ledger alone.
  init(all ledger: Ledger) throws(CatalogError) {
    counts = try MentionTable(ledger).counts
  }

  /// Of some records.
  ///
  /// - Parameters:
  ///   - gained: Ids of the records.
  ///   - lost: Ids of others that a shard may have in another state than the ledger.
  init(
    of gained: Set<String>, besides lost: Set<String>, _ layout: CatalogLayout, _ ledger: Ledger
  ) throws(CatalogError) {
    if gained.isEmpty {
      self = .none
    } else if case let some = gained.count * Self.recordsReadAtOneCount,
      try ledger.recordCount(upTo: some + 1) <= some
    {
      self = try Mentions(all: ledger)
    } else {
      self = Mentions(counts: try Self.counts(of: gained, besides: lost, layout, ledger))
    }
  }

  /// To look for the mentions of one record takes about as long as to read so many.
  private static let recordsReadAtOneCount = 100

  private static func counts(
    of gained: Set<String>, besides lost: Set<String>, _ layout: CatalogLayout, _ ledger: Ledger
  ) throws(CatalogError) -> [String: Int] {
    do {
      let records = try ledger.currentTexts(ids: gained.sorted())
      let counter = try MentionCounter(for: records, layout, ledger, changed: gained.union(lost))
      var counts: [String: Int] = [:]
      for record in records { counts[record.id] = try counter.count(for: record) }
      return counts
    } catch let error as IndexError {
      throw CatalogError(error)
    } catch let error as CatalogError {
      throw error
    } catch {
      preconditionFailure("counting throws errors of the catalog and of the index: \(error)")
    }
  }

  subscript(_ id: String) -> Int { counts[id] ?? 0 }
}

/// Terms of a record that say who mentions it.
enum MentionTerms {
  /// - Parameter count: How many publishers mention it.
  static func add(_ count: Int, of record: RecordTexts, to document: inout IndexDocument) {
    for name in MentionName.names(of: record) { document.add(name.term) }
    if count > 0 { document.add(TermPrefix.mentionCount + (count < 10 ? "0" : "") + "\(count)") }
  }
}
