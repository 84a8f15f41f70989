internal import DatasetModel
internal import Foundation

/// Publishes for one `Catalog`: its publications wait for each other here, and for those of others at the
/// lock.
actor Publisher {
  private let layout: CatalogLayout
  private var lastCommit: ContinuousClock.Instant?

  init(_ layout: CatalogLayout) { self.layout = layout }

  func publish(_ records: [SourcedDataset], by author: PublicationAuthor) throws(CatalogError)
    -> PublicationReport
  {
    try check(records)
    let lock = try CatalogLock(layout)
    // Held until the shards are done, not only until it is last asked.
    defer { withExtendedLifetime(lock) {} }
    try layout.ensureShards()
    try checkLedger()
    pace()
    defer { lastCommit = .now }
    let ledger = try Ledger(layout)
    let updater = try ShardUpdater(layout: layout, ledger: ledger)
    try updater.bringUpToDate()
    try lock.check()
    let report = try ledger.publish(records, by: author)
    guard report.sequence != nil else { return report }
    do {
      try updater.bringUpToDate()
    } catch {
      throw CatalogError(
        error.code, "published, but the index could not be brought up to it: \(error.message)",
        help: [error.help, "the next publication completes it"].compactMap { $0 }.joined(separator: "; "))
    }
    return report
  }

  /// Ids, before anything is opened for them. The ledger bounds the records as it writes them.
  private func check(_ records: [SourcedDataset]) throws(CatalogError) {
    var seen: Set<String> = []
    for record in records {
      let id = record.dataset.id
      guard DatasetID.isWellFormed(id) else {
        throw CatalogError(.invalidArgument, "'\(id.prefix(80))' is no id")
      }
      guard seen.insert(id).inserted else {
        throw CatalogError(
          .invalidArgument, "two records with the id '\(id)'", help: "give one of them another id")
      }
    }
  }

  /// Shards without their ledger would be taken for the work of an empty one.
  private func checkLedger() throws(CatalogError) {
    guard !FileManager.default.fileExists(atPath: layout.ledger) else { return }
    guard try ShardDirectory.list(layout).isEmpty else {
      throw CatalogError(.damaged, "the catalogue's ledger is gone", help: "put it back from a backup")
    }
  }

  /// Readers keep up with commits that are 100 ms apart without ever having to start again.
  private func pace() {
    guard let lastCommit else { return }
    let wait = CatalogLimits.commitInterval - (ContinuousClock.now - lastCommit)
    if wait > .zero { Thread.sleep(forTimeInterval: wait / .seconds(1)) }
  }
}
