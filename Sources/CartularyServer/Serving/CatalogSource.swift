internal import CartularyBase
internal import CartularyCatalog
internal import CartularyIndex
internal import CartularyLedger
internal import Foundation

/// The catalog that is served, opened again when another one takes its place.
///
/// What is published into a catalog is seen by every reader at once. But its directory can be exchanged, migrated by
/// another program, or be gone for a while, and all that is looked at when a catalog is opened: so it is looked at again
/// every now and then.
final class CatalogSource: Sendable {
  private struct State {
    var catalog: DatasetCatalog
    var stamps: [PrivateFile.Stamp?]
    var fault: CatalogError?
    var looked: ContinuousClock.Instant
  }

  let path: String
  private let interval: Duration
  private let state: Guarded<State>
  private let open: @Sendable () throws(CatalogError) -> DatasetCatalog

  /// - Throws: If the catalog cannot be opened now.
  convenience init(path: String, interval: Duration = .seconds(1)) throws(CatalogError) {
    try self.init(path: path, interval: interval) { () throws(CatalogError) in
      try DatasetCatalog.open(at: path)
    }
  }

  init(
    path: String, interval: Duration, open: @escaping @Sendable () throws(CatalogError) -> DatasetCatalog
  ) throws(CatalogError) {
    (self.path, self.interval, self.open) = (path, interval, open)
    state = Guarded(
      State(catalog: try open(), stamps: Self.stamps(path), fault: nil, looked: .now))
  }

  /// - Throws: Why the catalog cannot be read at the moment.
  func catalog() throws(CatalogError) -> DatasetCatalog {
    try state.withLock { state throws(CatalogError) in
      let isStale = state.looked + interval <= .now
      if isStale || state.fault != nil {
        let stamps = Self.stamps(path)
        if state.fault != nil || stamps != state.stamps {
          do throws(CatalogError) {
            (state.catalog, state.fault, state.stamps) = (try open(), nil, stamps)
          } catch {
            state.fault = error
          }
        }
        state.looked = .now
      }
      if let fault = state.fault { throw fault }
      return state.catalog
    }
  }

  /// Looks again at the next request: the catalog could not be read.
  func distrust(_ fault: CatalogError) { state.withLock { $0.fault = fault } }

  /// Of the files that say which catalog it is and how it is read. The last is not private, and changes rarely.
  private static func stamps(_ path: String) -> [PrivateFile.Stamp?] {
    ["/format", "/identity", "/thesaurus.txt"].map { PrivateFile.stamp(of: path + $0) }
  }
}
