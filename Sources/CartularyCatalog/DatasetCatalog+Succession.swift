internal import CartularyIndex
public import CartularyModel

extension DatasetCatalog {
  /// What takes the place of a record that is still there, as records that the viewer may see state it.
  ///
  /// - Returns: An id, or an address that no record has; `nil` if nothing takes its place, or the viewer sees no such record.
  /// - Throws: `CatalogError` when the catalog cannot be read.
  public func successor(of id: String, as viewer: Viewer) throws -> String? {
    try withSession(viewer) { $0.successors.named[id] }
  }

  /// Records that say to take the place of one that is no longer there, as after a change of its id.
  ///
  /// - Returns: Ordered by id; empty if there are none that the viewer may see, or the viewer sees the record itself.
  /// - Throws: `CatalogError` when the catalog cannot be read.
  public func successors(of id: String, as viewer: Viewer) throws -> [Dataset] {
    guard DatasetID.isWellFormed(id), try dataset(id: id, as: viewer) == nil else { return [] }
    return try withSession(viewer) { session in
      var request = SearchRequest(
        query: .term(ExactTerm.term(TermPrefix.replaces, id)), limit: ResultPage.maximumLimit)
      request.order = [.value(slot: Slot.id, descending: false)]
      return try session.reader.search(request).matches.map {
        try StoredPayloadV1(bytes: $0.payload).decodedRecord()
      }
    }
  }
}
