internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// Writes for one `DatasetCatalog`: its publications wait for each other here, and for those of others at the
/// lock.
actor Publisher {
  private let layout: CatalogLayout
  private var lastCommit: ContinuousClock.Instant?

  init(_ layout: CatalogLayout) { self.layout = layout }

  func publish(_ request: PublicationRequest, by author: PublicationAuthor) throws(CatalogError)
    -> PublicationReport
  {
    let session = try WriteSession.open(layout, patience: .zero)
    // Held until the shards are done, not only until it is last asked.
    defer { withExtendedLifetime(session) {} }
    pace()
    defer { lastCommit = .now }
    let updater = try ShardUpdater(layout: layout, ledger: session.ledger)
    let fellows = try FellowNodes(layout, session.ledger)
    // Nobody else publishes between the update and the publication, also not from another machine: what follows from it
    // is found in the shards.
    var (residues, report) = try session.ledger.exclusively { () throws(CatalogError) in
      try fellows?.prepare()
      let residues = try updater.bringUpToDate()
      try session.lock.check()
      do throws(CatalogError) {
        let report = try session.ledger.publish(
          request, by: author, following: { try MentionFollowers(layout).followers(of: $0) },
          beforeCommit: { plan in
            try updater.hide(plan)
            try fellows?.hide(ShardUpdater.hidden(by: plan))
          })
        return (residues, report)
      } catch {
        // What was hidden for it comes back, now or with the next publication.
        fellows?.giveUp()
        _ = try? updater.bringUpToDate()
        throw error
      }
    }
    if report.sequence != nil {
      do {
        residues = try updater.bringUpToDate(progress: { done, total in
          _ = request.progress?(PublicationProgress(phase: .indexing, done: done, total: total))
        })
      } catch {
        throw CatalogError(
          error.code, "published, but the index could not be brought up to it: \(error.message)",
          facts: error.facts, remedies: error.remedies + [Self.completedLater])
      }
    }
    // There is a public shard by now.
    _ = try session.layout.establishIdentity(with: session.ledger)
    // What a killed publication has left goes with the next, also where that changes nothing.
    report.owesCompaction = !Residues(layout, session.ledger).remove(from: residues)
    return report
  }

  /// Of an error after which the publication is in the ledger all the same.
  static let completedLater = CatalogError.Remedy.advice("the next publication completes it")

  /// - Parameters:
  ///   - prepare: Makes what the new settings need, before they hold: a full disk leaves the old ones.
  ///   - follow: Removes what the settings that hold do not need, before the files get their modes.
  func set(
    _ name: String, to value: String?, by author: PublicationAuthor,
    preparing prepare: @Sendable (CatalogSettings) throws(CatalogError) -> Void,
    following follow: @Sendable (CatalogSettings) throws(CatalogError) -> Void
  ) throws(CatalogError) {
    let session = try WriteSession.open(layout, patience: .zero)
    do {
      try session.ledger.set(name, to: value, by: author.name, preparing: prepare)
    } catch {
      // What was made for settings that do not hold goes.
      if let settings = try? session.ledger.settings() { try? follow(settings) }
      throw error
    }
    try follow(session.ledger.settings())
    try session.applyModes()
  }

  /// Readers keep up with commits that are 100 ms apart without ever having to start again.
  private func pace() {
    guard let lastCommit else { return }
    let wait = CatalogLimits.commitInterval - (ContinuousClock.now - lastCommit)
    if wait > .zero { Thread.sleep(forTimeInterval: wait / .seconds(1)) }
  }
}
