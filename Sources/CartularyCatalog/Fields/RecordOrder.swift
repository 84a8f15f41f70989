internal import CartularyIndex

/// What orders records apart from a query.
enum RecordOrder {
  /// By the id, which no two records share.
  static let byID = SortKey.value(slot: Slot.id, descending: false)
  /// Of equals the better record first, then by the id: a total order.
  static let equals = [SortKey.value(slot: Slot.quality, descending: true), byID]
}
