internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire
internal import HTTPTypes

/// Answers one command from one state of the catalog, on a thread that may wait.
struct CommandAnswer {
  let service: CatalogService
  let asked: Asked
  let request: ProtocolRequest

  /// - Throws: `Problem`, or what `CatalogService.problem` takes.
  func answer() throws -> HTTPAnswer {
    let catalog = try service.source.catalog()
    let one = OneState(catalog: catalog, asked: asked, request: request)
    var answer = try one.answer { state in
      let answers = ProtocolAnswers(
        catalog: catalog, viewer: asked.asker.viewer, diseases: service.diseases, cursors: cursors(one, state)
      )
      return Array((try answers.body(for: request) + "\n").utf8)
    }
    if answer.status == 200 { answer.headers[.contentType] = HTTPAnswer.json }
    return answer
  }

  /// A cursor is a number of hits and a hash of the state and the question: pages of different states do not join.
  private func cursors(_ one: OneState, _ state: String) -> ProtocolCursors {
    let seal = OneState.digits(
      state + "\n" + one.canonical(without: ["cursor", "offset", "limit", "facets"]))
    return .sealed(seal)
  }
}
