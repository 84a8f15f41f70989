internal import CartularyBase
internal import CartularyCatalog
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire
internal import HTTPTypes

/// Answers with one record as `export` writes it, from one state of the catalog, on a thread that may wait.
struct RecordAnswer {
  let service: CatalogService
  let asked: Asked
  let format: RecordFormat

  /// - Throws: `Problem`, or what `CatalogService.problem` takes.
  func answer() throws -> HTTPAnswer {
    let (id, viewer) = (asked.parameters["record"] ?? "", asked.asker.viewer)
    let catalog = try service.source.catalog()
    let one = OneState(
      catalog: catalog, asked: asked, request: ProtocolRequest("record", ["record": .string(id)]))
    var answer = try one.answer { _ in
      guard let record = try catalog.publishedDataset(id: id, as: viewer) else {
        throw ProtocolFault.notFound(id, try catalog.successors(of: id, as: viewer).map(\.id))
      }
      return Array(format.export.document(of: format.export.told(record)).utf8)
    }
    guard answer.status == 200 else { return answer }
    answer.headers[.contentType] = format.recordType
    if case .bytes(let bytes) = answer.body { answer.body = try service.largeAnswers.body(bytes) }
    return answer
  }
}

extension RecordFormat {
  /// A text says its encoding, as some clients read it as Latin-1 otherwise; formats of JSON and YAML have one.
  var recordType: String {
    mediaType + (mediaType.hasPrefix("text/") ? "; charset=utf-8" : "")
  }
}
