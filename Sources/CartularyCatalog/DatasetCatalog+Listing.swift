internal import CartularyIndex
package import CartularyLedger
public import CartularyModel

extension DatasetCatalog {
  /// Hands on every record that matches a query and that a viewer may see, in the order of their ids.
  ///
  /// Records are read a page at a time, so that any number of them takes no more memory than one page. Each is as
  /// it is when its page is read: what is published meanwhile shows in later pages.
  ///
  /// - Parameters:
  ///   - query: What is asked; everything by default. A `sort:` in it changes nothing.
  ///   - viewer: Whose view of the catalog is listed.
  ///   - use: What the viewer wants to do with the data; a query that names `usable` needs it.
  ///   - body: Takes a page, at least one record, and says whether to go on.
  /// - Throws: `QueryError` for a fault in the query, with its place; what `body` throws; `CatalogError` for all else.
  public func forEachPage(
    matching query: SearchQuery = "", as viewer: Viewer, use: IntendedUse? = nil,
    _ body: ([PublishedDataset]) throws -> Bool
  ) throws {
    try forEachPage(matching: query, after: nil, as: viewer, use: use, body)
  }

  /// The same from the record behind an id on, whether or not there is one with that id; `nil` from the first.
  package func forEachPage(
    matching query: SearchQuery = "", after id: String?, as viewer: Viewer, use: IntendedUse? = nil,
    _ body: ([PublishedDataset]) throws -> Bool
  ) throws {
    let question = try question(query, as: viewer)
    let use = use.map(useQuestion)
    let ledger = try ledgerIfReadable()
    var last = id
    while true {
      let found = try withSession(viewer, use) { session in
        let plan = try SearchPlan(question, planner: session.planner)
        var request = SearchRequest(query: plan.query, limit: CatalogLimits.listingPageSize)
        // A blank sorts before every character of an id.
        if let last {
          request.query = .filter(plan.query, .valueRange(slot: Slot.id, lower: last + " ", upper: nil))
        }
        request.order = [.value(slot: Slot.id, descending: false)]
        let resolver = session.termsResolver()
        return try session.reader.search(request).matches.map { match in
          let dataset = try StoredPayloadV1(bytes: match.payload).decodedRecord()
          return PublishedDataset(dataset, inheriting: try resolver.inheritance(of: dataset))
        }
      }
      guard !found.isEmpty else { return }
      let publications = try ledger?.publications(of: found.map(\.dataset.id), as: viewer) ?? [:]
      let page = found.map { record in
        var record = record
        record.publication = publications[record.dataset.id]
        return record
      }
      guard try body(page), found.count == CatalogLimits.listingPageSize else { return }
      last = found.last?.dataset.id
    }
  }

  /// The record with an id and what put it there; `nil` if there is none that the viewer may see.
  public func publishedDataset(id: String, as viewer: Viewer) throws -> PublishedDataset? {
    guard let dataset = try dataset(id: id, as: viewer) else { return nil }
    let publications = try ledgerIfReadable()?.publications(of: [id], as: viewer)
    return PublishedDataset(
      dataset, publication: publications?[id], inheriting: try inheritance(of: dataset, as: viewer))
  }

  /// Why records come without their publication; `nil` if they come with it.
  package func provenanceFault() throws(CatalogError) -> CatalogError? {
    do {
      _ = try readingLedger()
      return nil
    } catch  where error.code == .permissionDenied {
      return error
    }
  }

  /// The ledger, where it may be read: who reads the index alone learns of records, not of their publication.
  private func ledgerIfReadable() throws(CatalogError) -> Ledger? {
    do {
      return try readingLedger()
    } catch  where error.code == .permissionDenied {
      return nil
    }
  }
}
