internal import CartularyBase
internal import CartularyIndex
package import CartularyLedger
internal import CartularyModel
internal import Foundation

/// Brings a node's index up to its ledger, and keeps the lease by which it may answer.
///
/// A lease is renewed when everything that was asked to be hidden is hidden, and the one before has not ended: whoever
/// narrows waits for every lease that does not know of it. One that has ended is given again only to an index that has the
/// whole ledger.
package struct NodeFollower: Sendable {
  private let layout: CatalogLayout
  private let link: LedgerLink

  /// - Throws: `CatalogError` with code `.invalidArgument` for a catalog that has its ledger in its directory.
  package init(at path: String) throws(CatalogError) {
    layout = CatalogLayout(root: path)
    try layout.check()
    guard let link = try layout.ledgerLink() else {
      throw Self.notANode(path)
    }
    self.link = link
  }

  static func notANode(_ path: String) -> CatalogError {
    CatalogError(
      .invalidArgument, "the catalog at \(path) has its ledger in its directory: it is not a node",
      facts: .init(path: path))
  }

  /// Whether a node answers also when it does not hear from its ledger, as its owner has set it.
  package static func answersWithoutLease(_ path: String) -> Bool {
    LeaseSwitch(CatalogLayout(root: path)).isOff
  }

  /// Whether a catalog has a ledger to follow.
  package static func isNode(_ path: String) -> Bool { CatalogLayout(root: path).isNode }

  /// How far a node is; `nil` for one that has not looked at its ledger since the machine started.
  package static func lease(of path: String) -> NodeLease? { NodeLease.read(CatalogLayout(root: path)) }

  // MARK: - Once

  /// Renews the lease where that needs nothing but a look at the ledger.
  ///
  /// - Returns: Whether the index has everything that the ledger has, and there is a lease.
  func keep(_ ledger: PostgresLedger) throws(CatalogError) -> Bool {
    // A lease counts from before the look: what is asked for later waits for it.
    let start = NodeLease.now
    let look = try self.look(ledger)
    guard look.hiding <= look.acknowledged,
      let lease = try NodeLease.renew(layout, from: start, lasting: look.lease, last: look.sequence)
    else { return false }
    try ledger.report(link.node, applied: lease.applied, hiding: 0)
    return lease.applied >= look.sequence && lease.setting == look.setting
  }

  /// Applies what the index lacks, hides what is asked for, and renews the lease.
  func apply(_ ledger: PostgresLedger, patience: Duration) throws(CatalogError) {
    let session = try WriteSession.open(layout, patience: patience)
    defer { withExtendedLifetime(session) {} }
    let source = session.ledger
    let history = NodeHistory(layout)
    try history.check(ledger)
    let updater = try ShardUpdater(layout: layout, ledger: source)
    var look = try self.look(ledger)
    while true {
      let (hiding, node) = (look.hiding, link.node)
      let residues = try updater.bringUpToDate(observing: { step in
        // What is asked to be hidden is out of the index before anything is added to it, which may take long.
        if step == .removed { try? ledger.report(node, applied: nil, hiding: hiding) }
      })
      _ = Residues(layout, source).remove(from: residues)
      if NodeLease.read(layout)?.setting != look.setting { try follow(source.settings(), session) }
      try history.note(look.sequence, ledger)
      try ledger.report(node, applied: look.sequence, hiding: hiding)
      // What came meanwhile is applied before there is a lease again.
      let start = NodeLease.now
      let next = try self.look(ledger)
      guard next.sequence == look.sequence, next.hiding <= hiding, next.setting == look.setting else {
        look = next
        continue
      }
      try NodeLease(
        from: start, lasting: look.lease, applied: look.sequence, last: look.sequence, setting: look.setting
      ).write(layout)
      return
    }
  }

  /// Does what settings ask for that were set on any node.
  private func follow(_ settings: CatalogSettings, _ session: borrowing WriteSession) throws(CatalogError) {
    try QueryLog(layout).prepare(for: settings)
    try QueryLog(layout).follow(settings)
    try MentionSwitch(layout).follow(settings)
    try LeaseSwitch(layout).follow(settings)
    try session.applyModes()
  }

  private func look(_ ledger: PostgresLedger) throws(CatalogError) -> NodeLook {
    let look = try ledger.look(as: link.node)
    guard look.isEnrolled else { throw FellowNodes.removed(layout) }
    return look
  }

  /// Follows once: afterwards the index has what the ledger had, and a lease.
  package func follow(patience: Duration = .seconds(10)) throws(CatalogError) {
    try apply(try PostgresLedger(link.address, patience: PostgresLedger.lookPatience), patience: patience)
  }

  // MARK: - Until stopped

  /// Follows until `isStopped` says so, which is asked at least every second: at news at once, and else every second.
  ///
  /// - Parameter tell: Told of each error, once as long as it lasts, and with `nil` that it is over.
  package func run(
    until isStopped: @escaping @Sendable () -> Bool, telling tell: @escaping @Sendable (CatalogError?) -> Void
  ) {
    let ended = Guarded(false)
    // To apply a large publication takes longer than a lease lasts: that is renewed beside it.
    Thread.detachNewThread {
      repeated(isStopped, { _ in }) { ledger throws(CatalogError) in
        _ = try keep(ledger)
        let pause = try self.pause(ledger)
        Thread.sleep(forTimeInterval: pause / .seconds(1))
      }
      ended.withLock { $0 = true }
    }
    repeated(isStopped, tell) { ledger throws(CatalogError) in
      if try !keep(ledger) { try apply(ledger, patience: .seconds(1)) }
      try ledger.wait(try pause(ledger))
    }
    while !ended.withLock({ $0 }) { usleep(20_000) }
  }

  /// Does something again and again on one connection, which is made again when it fails.
  private func repeated(
    _ isStopped: () -> Bool, _ tell: (CatalogError?) -> Void,
    _ work: (PostgresLedger) throws(CatalogError) -> Void
  ) {
    var ledger: PostgresLedger?
    var told: String?
    while !isStopped() {
      do throws(CatalogError) {
        let connected: PostgresLedger
        if let ledger { connected = ledger } else { connected = try listening() }
        ledger = connected
        try work(connected)
        if told != nil { tell(nil) }
        told = nil
      } catch {
        // Somebody on this machine publishes, and applies what there is meanwhile.
        if error.code != .locked, told != error.message {
          tell(error)
          told = error.message
        }
        if error.code != .locked { ledger = nil }
        usleep(200_000)
      }
    }
  }

  /// How often a node looks at the ledger without news: a lease may miss some looks.
  private func pause(_ ledger: PostgresLedger) throws(CatalogError) -> Duration {
    min(.seconds(1), try look(ledger).lease / 5)
  }

  private func listening() throws(CatalogError) -> PostgresLedger {
    let ledger = try PostgresLedger(link.address, patience: PostgresLedger.lookPatience)
    try ledger.listen()
    return ledger
  }
}

/// A thread that follows the ledger of a node until it is stopped.
package final class NodeFollowing: Sendable {
  private let isStopped = Guarded(false)
  private let isEnded = Guarded(false)

  /// - Parameter tell: As `NodeFollower.run` tells.
  package init(_ follower: NodeFollower, telling tell: @escaping @Sendable (CatalogError?) -> Void) {
    let (isStopped, isEnded) = (isStopped, isEnded)
    Thread.detachNewThread {
      follower.run(until: { isStopped.withLock { $0 } }, telling: tell)
      isEnded.withLock { $0 = true }
    }
  }

  /// Returns when the thread has ended.
  package func stop() {
    isStopped.withLock { $0 = true }
    while !isEnded.withLock({ $0 }) { usleep(10_000) }
  }
}
