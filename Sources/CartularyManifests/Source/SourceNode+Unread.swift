extension SourceNode {
  /// A scalar that no reader has asked for.
  struct Unread {
    /// The keys that lead to it, from the node that was asked; empty for that node itself.
    let path: [String]
    /// The name of the nearest item of a list that it belongs to, or its number from 1; empty if there is none.
    let owner: String
    let text: String
  }

  /// The scalars at and below this node that were not read and are not blank, in the order of the document. They count
  /// as read afterwards, so that each is found once.
  ///
  /// - Parameter isLeftOut: Whether a path, with what is below it, says nothing about the data.
  func takeUnread(leavingOut isLeftOut: (_ path: [String]) -> Bool = { _ in false }) -> [Unread] {
    var found: [Unread] = []
    collectUnread([], of: "", leavingOut: isLeftOut, into: &found)
    return found
  }

  /// Counts all scalars at and below this node as read.
  func markAllAsRead() {
    switch content {
    case .null: break
    case .scalar: markAsRead()
    case .list(let items): for item in items { item.markAllAsRead() }
    case .map(let entries): for entry in entries { entry.value.markAllAsRead() }
    }
  }

  private func collectUnread(
    _ path: [String], of owner: String, leavingOut isLeftOut: ([String]) -> Bool, into found: inout [Unread]
  ) {
    switch content {
    case .null: return
    case .scalar(let text):
      guard !isRead, !isBlank else { return }
      markAsRead()
      found.append(Unread(path: path, owner: owner, text: Self.trim(text)))
    case .list(let items):
      for (index, item) in items.enumerated() {
        let name = item.entries == nil ? owner : item.ownName ?? "\(index + 1)"
        item.collectUnread(path, of: name, leavingOut: isLeftOut, into: &found)
      }
    case .map(let entries):
      for entry in entries where !isLeftOut(path + [entry.key]) {
        entry.value.collectUnread(path + [entry.key], of: owner, leavingOut: isLeftOut, into: &found)
      }
    }
  }

  /// What a map calls itself.
  private var ownName: String? {
    ["name", "title", "label", "key", "@id", "id"].lazy.compactMap { self[$0]?.glance.flatMap(Self.nonEmpty) }
      .first
  }
}
