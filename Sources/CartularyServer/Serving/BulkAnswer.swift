internal import CartularyBase
internal import CartularyCatalog
internal import CartularyIndex
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire
internal import HTTPTypes

/// Whole lists: all hits of a query as a table, all records that a viewer may see, and what of them changed.
struct BulkAnswer {
  let service: CatalogService
  let asked: Asked
  let kind: Route.Bulk

  /// - Throws: `Problem`, or what `CatalogService.problem` takes.
  func answer() throws -> HTTPAnswer {
    let request = try request()
    let catalog = try service.source.catalog()
    let one = OneState(catalog: catalog, asked: asked, request: request)
    var answer =
      switch kind {
      case .searchTable: try one.answer { _ in Array(try table(catalog, request).utf8) }
      case .feed:
        try one.answer { _ in
          let feed = FeedText(
            catalog: catalog, viewer: asked.asker.viewer, diseases: service.diseases, site: service.site)
          return Array(try feed.text(of: request, at: asked.query).utf8)
        }
      case .catalog: try packed(one)
      case .changes: try ChangesAnswer(one: one).answer()
      }
    guard answer.status == 200 else { return answer }
    answer.headers[.contentType] = type
    if case .bytes(let bytes) = answer.body { answer.body = try service.largeAnswers.body(bytes) }
    if let fileName { answer.headers[.contentDisposition] = "attachment; filename=\"\(fileName)\"" }
    return answer
  }

  private func request() throws(Problem) -> ProtocolRequest {
    guard let search = ProtocolCommand.named("search") else {
      preconditionFailure("search stands in the table of the protocol")
    }
    let keys = kind.keys
    if let pair = asked.query.pairs.first(where: { !keys.contains($0.key) }) {
      var fault = ProtocolFault.unknownKey(pair.key, of: search)
      fault.suggest.removeAll { !keys.contains($0) }
      fault.help = keys.isEmpty ? "this path takes no parameters" : "it takes " + keys.joined(separator: ", ")
      fault.range = pair.range
      throw Problem(fault)
    }
    return try CommandKeys(command: search, bounds: kind.bounds).request(asked.query, path: [:])
  }

  private var type: String {
    kind == .searchTable ? "text/csv; charset=utf-8; header=present" : kind.types[0]
  }

  /// Under which it is kept; `nil` for what nobody keeps.
  private var fileName: String? {
    switch kind {
    case .searchTable: "search.csv"
    case .catalog: "catalog.jsonl.gz"
    case .feed, .changes: nil
    }
  }

  private func table(_ catalog: DatasetCatalog, _ request: ProtocolRequest) throws -> String {
    let fields = HitFields.all
    var text = fields.map(\.name).joined(separator: ",") + "\r\n"
    let answers = ProtocolAnswers(catalog: catalog, viewer: asked.asker.viewer, diseases: service.diseases)
    try answers.forEachHit(of: request) { hits in
      for hit in hits { text += fields.map { Escape.csvCell($0.cell(hit)) }.joined(separator: ",") + "\r\n" }
    }
    return text
  }

  /// Whole where a page of records is all; else in pieces, so that it takes no more memory and no more time at once
  /// than a page.
  private func packed(_ one: OneState) throws -> HTTPAnswer {
    var packed = PackedCatalog(catalog: one.catalog, viewer: asked.asker.viewer)
    let answer = try one.answer { _ in
      packed = PackedCatalog(catalog: one.catalog, viewer: asked.asker.viewer)
      return try packed.next() ?? []
    }
    guard case .bytes(let first) = answer.body, !packed.isFinished else { return answer }
    let (begun, rest, service) = (Guarded(false), packed, service)
    var stream = answer
    stream.body = .stream {
      let isFirst = begun.withLock { begun in
        defer { begun = true }
        return !begun
      }
      if isFirst { return first }
      return try await service.onThreadPatiently { try rest.next() }
    }
    return stream
  }
}
