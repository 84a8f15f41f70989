internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyWire
internal import HTTPTypes

/// Answers with a page for people, made from one state of the catalog, on a thread that may wait.
struct PageAnswer {
  let service: CatalogService
  let asked: Asked
  let view: Route.View

  /// - Throws: `Problem`, or what `CatalogService.problem` takes.
  func answer() throws -> HTTPAnswer {
    let query = PageQuery(asked.query)
    if let pairs = query.canonical(for: view), !pairs.elementsEqual(query.pairs, by: { $0 == $1 }) {
      let path = service.site.addresses.page(String(asked.question.path))
      return HTTPAnswer(308, [.location: PageQuery.address(path, pairs)])
    }
    let catalog = try service.source.catalog()
    let maker = PageMaker(
      catalog: catalog, viewer: asked.asker.viewer, diseases: service.diseases, site: service.site,
      isSession: asked.asker.name != nil && !asked.question.headers.contains(.authorization))
    var hasFault = false
    var answer = try OneState(catalog: catalog, asked: asked, request: request(query)).answer { _ in
      let (text, isFault) = try page(maker, query)
      hasFault = isFault
      return Array(text.utf8)
    }
    if query.isUnlisted(view) { answer.headers[CommonHeaders.robots] = "noindex, follow" }
    if answer.status == 200 { answer.headers[.contentType] = HTTPAnswer.html + "; charset=utf-8" }
    if hasFault {
      answer.status = 400
      (answer.headers[.eTag], answer.headers[.cacheControl]) = (nil, nil)
    }
    return answer
  }

  /// The text of the page, and whether it is about a fault of the query.
  private func page(_ maker: PageMaker, _ query: PageQuery) throws -> (text: String, isFault: Bool) {
    let pages = service.pages
    switch view {
    case .start: return (pages.text(try maker.start(), as: "start"), false)
    case .search:
      let page = try maker.search(query)
      return (pages.text(page, as: "search"), page.fault != nil)
    case .dataset:
      let id = asked.parameters["record"] ?? ""
      return (pages.text(try maker.dataset(id, query), as: "dataset"), false)
    case .publisher, .theme:
      guard let page = try maker.listing(query, of: view.rawValue) else {
        throw ProtocolFault(.notFound, "no dataset has this \(view.rawValue)")
      }
      return (pages.text(page, as: "listing"), false)
    case .variables: return (pages.text(try maker.variables(query), as: "variables"), false)
    case .about: return (pages.text(try maker.about(), as: "about"), false)
    case .embed:
      let page = try maker.embed(query)
      return (pages.text(page, as: "embed"), page.frame.frameFault != nil)
    case .signIn: preconditionFailure("the form is answered by itself, as it has another method too")
    }
  }

  /// What the tag of the page is made of, in addition to the state: the address, and the templates.
  private func request(_ query: PageQuery) -> ProtocolRequest {
    let pairs = query.pairs.map { JSONValue.array([.string($0.key), .string($0.value)]) }
    var keys: [String: JSONValue] = ["query": .array(pairs), "files": .string(PageFiles.digest)]
    for (name, value) in asked.parameters { keys[name] = .string(value) }
    return ProtocolRequest(view.rawValue, keys)
  }
}
