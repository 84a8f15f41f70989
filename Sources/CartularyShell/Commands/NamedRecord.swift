internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel

/// The record that a command is about: the one of an id, or the only one that takes its place.
struct NamedRecord {
  let catalog: DatasetCatalog
  let viewer: Viewer
  let console: Console

  init(_ catalog: DatasetCatalog, _ viewer: Viewer, _ console: Console) {
    (self.catalog, self.viewer, self.console) = (catalog, viewer, console)
  }

  /// Says what takes the place of a record, whether it is still there or not.
  ///
  /// - Returns: `nil` if there is no such record and not one that takes its place, which has been said.
  func dataset(_ id: String) throws -> Dataset? {
    if let dataset = try catalog.dataset(id: id, as: viewer) {
      if let successor = try catalog.successor(of: id, as: viewer) { note(Self.replaced(id, by: successor)) }
      return dataset
    }
    let successors = try catalog.successors(of: id, as: viewer)
    if successors.count == 1 {
      note("'\(id)' is no longer there; '\(successors[0].id)' takes its place and is shown")
      return successors[0]
    }
    let ids = successors.map(\.id)
    let tombstone = try catalog.tombstone(id: id, as: viewer)
    console.complain(tombstone.map { ErrorText.withdrawn($0, ids) } ?? ErrorText.noDataset(id, ids))
    return nil
  }

  static func replaced(_ id: String, by successor: String) -> String {
    "'\(id)' is replaced by '\(successor)'"
  }

  private func note(_ text: String) { console.complain("note: " + TerminalText.harmless(text)) }
}
