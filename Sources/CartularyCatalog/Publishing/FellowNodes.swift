internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// The nodes of a ledger in PostgreSQL, for the one that publishes.
struct FellowNodes {
  private let layout: CatalogLayout
  private let link: LedgerLink
  private let ledger: PostgresLedger

  /// - Parameter ledger: The one that is published into.
  /// - Returns: `nil` for a catalog that has its ledger in its directory.
  init?(_ layout: CatalogLayout, _ ledger: Ledger) throws(CatalogError) {
    guard let link = try layout.ledgerLink(), let ledger = ledger.store as? PostgresLedger else { return nil }
    (self.layout, self.link, self.ledger) = (layout, link, ledger)
  }

  /// Clears what a publication that never came has asked for. While others are kept away.
  ///
  /// - Throws: `CatalogError` with code `.refused` in a node that the ledger does not know, `.damaged` where the ledger has
  ///   another history than the index.
  func prepare() throws(CatalogError) {
    guard try ledger.look(as: link.node).isEnrolled else { throw Self.removed(layout) }
    try NodeHistory(layout).check(ledger)
    try ledger.withdrawHidings()
  }

  /// Returns when no other node shows some records any more: each has taken them out, or may no longer answer.
  func hide(_ ids: [Audience: [String]]) throws(CatalogError) {
    guard !ids.isEmpty else { return }
    // The transaction of the publication has the other connection.
    let ledger = try PostgresLedger(link.address, patience: PostgresLedger.lookPatience)
    let sorted = ids.sorted { LedgerRecord.text($0.key) < LedgerRecord.text($1.key) }
    let number = try ledger.announce(hiding: sorted.map { ($0.key, $0.value) }, by: link.node)
    // From here on every lease that is given knows of it. A little more, as no two clocks run alike.
    let end = ContinuousClock.now + (try ledger.look(as: link.node)).lease * 1.1
    while try ledger.unacknowledgedCount(of: number) > 0, ContinuousClock.now < end { usleep(20_000) }
  }

  /// Lets nodes show again what was hidden for a publication that does not come. If that fails, the next publication does.
  func giveUp() { try? ledger.withdrawHidings() }

  static func removed(_ layout: CatalogLayout) -> CatalogError {
    CatalogError(
      .refused, "the ledger does not know this node: it was removed", facts: .init(path: layout.root),
      help: "make the directory again from the ledger")
  }
}
