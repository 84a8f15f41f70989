internal import CartularyBase
internal import CartularyCatalog
internal import CartularyIndex
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire
internal import HTTPTypes

/// Whole lists: all hits of a query as a table, and all records that a viewer may see.
struct BulkAnswer {
  let service: CatalogService
  let asked: Asked
  let kind: Route.Bulk

  /// - Throws: `Problem`, or what `CatalogService.problem` takes.
  func answer() throws -> HTTPAnswer {
    let request = try request()
    let catalog = try service.source.catalog()
    let answer = try OneState(catalog: catalog, asked: asked, request: request).answer { _ in
      switch kind {
      case .searchTable: Array(try table(catalog, request).utf8)
      case .catalog: try packed(catalog)
      }
    }
    guard answer.status == 200 else { return answer }
    var named = answer
    named.headers[.contentType] = type
    named.headers[.contentDisposition] = "attachment; filename=\"\(fileName)\""
    return named
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
    return try CommandKeys(command: search, bounds: CommandBounds()).request(asked.query, path: [:])
  }

  private var type: String {
    kind == .searchTable ? "text/csv; charset=utf-8; header=present" : "application/gzip"
  }

  private var fileName: String { kind == .searchTable ? "search.csv" : "catalog.jsonl.gz" }

  private func table(_ catalog: DatasetCatalog, _ request: ProtocolRequest) throws -> String {
    let fields = HitFields.all
    var text = fields.map(\.name).joined(separator: ",") + "\r\n"
    let answers = ProtocolAnswers(catalog: catalog, viewer: asked.asker.viewer, diseases: service.diseases)
    try answers.forEachHit(of: request) { hits in
      for hit in hits { text += fields.map { Escape.csvCell($0.cell(hit)) }.joined(separator: ",") + "\r\n" }
    }
    return text
  }

  private func packed(_ catalog: DatasetCatalog) throws -> [UInt8] {
    guard let format = ExportFormats.named("jsonl") else { preconditionFailure("the format is in the table") }
    let stream = GzipStream()
    try catalog.forEachPage(as: asked.asker.viewer) { page in
      for record in page { stream.append(format.document(of: format.told(record))) }
      return true
    }
    stream.finish()
    return stream.bytes
  }
}
