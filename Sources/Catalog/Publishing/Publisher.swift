internal import DatasetModel

/// The one writer of a process: publications wait for each other here, and for other processes at the
/// lock.
actor Publisher {
  private let layout: CatalogLayout

  init(_ layout: CatalogLayout) { self.layout = layout }

  func publish(_ records: [SourcedDataset], by author: PublicationAuthor) throws(CatalogError)
    -> PublicationReport
  {
    for record in records where !DatasetID.isWellFormed(record.dataset.id) {
      throw CatalogError(.invalidArgument, "'\(record.dataset.id.prefix(80))' is no id")
    }
    let lock = try CatalogLock(layout)
    let ledger = try Ledger(layout)
    let updater = try ShardUpdater(layout: layout, ledger: ledger)
    try updater.bringUpToDate()
    let report = try ledger.publish(records, by: author)
    if report.sequence != nil { try updater.bringUpToDate() }
    withExtendedLifetime(lock) {}
    return report
  }
}
