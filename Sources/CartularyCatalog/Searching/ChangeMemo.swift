internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel

/// What is known of the changes of views, so that each publication is looked at once for each of them.
final class ChangeMemo: Sendable {
  /// One lock for each view: the first look at a long ledger does not hold up the others.
  private final class Slot: Sendable {
    let view: Guarded<ViewChanges>

    init(_ viewer: Viewer) { view = Guarded(ViewChanges(viewer)) }
  }

  private static let maximumCount = 8

  /// The one that was asked for last stands last.
  private let slots = Guarded<[(viewer: Viewer, slot: Slot)]>([])

  func withView<Result, Failure: Error>(
    _ viewer: Viewer, _ work: (inout ViewChanges) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let slot = slots.withLock { slots in
      let slot = slots.first { $0.viewer == viewer }?.slot ?? Slot(viewer)
      slots.removeAll { $0.viewer == viewer }
      slots.append((viewer, slot))
      if slots.count > Self.maximumCount { slots.removeFirst() }
      return slot
    }
    return try slot.view.withLock(work)
  }
}
