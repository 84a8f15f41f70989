internal import CartularyBase
package import CartularyCatalog
package import CartularyLedger
internal import CartularyManifests
package import CartularyModel
internal import CartularyQuery

/// Answers requests about one catalog for one viewer, whichever front they came through. It keeps no state between them.
package struct ProtocolAnswers: Sendable {
  let catalog: DatasetCatalog
  /// Fixed by the front: no request can widen it.
  let viewer: Viewer
  /// The default profile, for requests that do not name one.
  let profile: UseProfile?
  let diseases: DiseaseTree?
  /// How the place of the next page is written.
  let cursors: ProtocolCursors
  /// What to try after an error, in the words of the front.
  let remedies: @Sendable (CatalogError) -> String?

  package init(
    catalog: DatasetCatalog, viewer: Viewer, profile: UseProfile? = nil, diseases: DiseaseTree? = nil,
    cursors: ProtocolCursors = .plain, remedies: @escaping @Sendable (CatalogError) -> String? = { _ in nil }
  ) {
    (self.catalog, self.viewer, self.profile, self.diseases) = (catalog, viewer, profile, diseases)
    (self.cursors, self.remedies) = (cursors, remedies)
  }

  /// The whole answer to a request, as a line without its line end.
  package func line(for request: ProtocolRequest) -> String {
    do {
      return Self.line(id: request.id, body: try body(for: request))
    } catch {
      return Self.line(id: request.id, fault: fault(error))
    }
  }

  /// The answer's own keys as one JSON object.
  ///
  /// - Throws: What `fault` takes.
  package func body(for request: ProtocolRequest) throws -> String {
    guard let command = ProtocolCommand.named(request.command) else {
      throw ProtocolFault.unknownCommand(request.command)
    }
    try request.check(against: command)
    return try command.answer(self, request)
  }

  /// The answer for an error of `body`.
  package func fault(_ error: any Error) -> ProtocolFault { ProtocolFault(error, remedies: remedies) }

  /// - Parameter body: The answer's own keys as one JSON object.
  package static func line(id: String, body: String) -> String {
    let start = "{\"v\":\(ProtocolCommand.version),\"id\":\(id),\"ok\":true"
    return body == "{}" ? start + "}" : start + "," + body.dropFirst()
  }

  package static func line(id: String, fault: ProtocolFault) -> String {
    let error = (try? JSONLine.text(fault.wire)) ?? "{\"code\":\"failed\"}"
    return "{\"v\":\(ProtocolCommand.version),\"id\":\(id),\"ok\":false,\"error\":\(error)}"
  }

  /// Hands on all hits of a `search`, in their order, some at a time.
  ///
  /// - Throws: Also if the query finds more than can be paged through.
  package func forEachHit(of request: ProtocolRequest, _ take: ([Hit]) throws -> Void) throws {
    let (use, query) = (try intendedUse(of: request), try query(of: request))
    var page = ResultPage(limit: ResultPage.maximumLimit, sort: try request.text("sort"))
    while true {
      let answer = try catalog.search(query, page: page, as: viewer, use: use)
      let maximum = ResultPage.maximumOffset + ResultPage.maximumLimit
      guard answer.total <= maximum else {
        throw ProtocolFault(
          .tooBroad, "the query finds \(answer.total) datasets; at most \(maximum) are listed",
          help: "add a word or a filter")
      }
      try take(answer.hits)
      page.offset += answer.hits.count
      guard !answer.hits.isEmpty, page.offset < answer.total else { return }
    }
  }

  /// The first hits of a `search` in an order.
  ///
  /// - Parameter sort: As the protocol's `sort`.
  package func hits(of request: ProtocolRequest, sort: String, limit: Int) throws -> [Hit] {
    try catalog.search(
      try query(of: request), page: ResultPage(limit: limit, sort: sort), as: viewer,
      use: try intendedUse(of: request)
    ).hits
  }

  // MARK: - Commands

  func search(_ request: ProtocolRequest) throws -> String {
    let use = try intendedUse(of: request)
    var query = try query(of: request)
    query.isAsked = true
    var page = ResultPage()
    page.limit = try request.number("limit") ?? page.limit
    page.offset = try offset(of: request)
    page.sort = try request.text("sort")
    let facets =
      request.isTrue("facets") ? FacetQuery.all : FacetQuery(.named(try request.texts("facets") ?? []))
    let answer = try catalog.search(query, facets: facets, page: page, as: viewer, use: use)
    return try JSONLine.document(
      WireSearch(answer, offset: page.offset, limit: page.limit, cursor: cursors.text))
  }

  func count(_ request: ProtocolRequest) throws -> String {
    try JSONLine.document(WireCount(try everything(of: request)))
  }

  func show(_ request: ProtocolRequest) throws -> String {
    let dataset = try dataset(of: request)
    let inheritance = try catalog.inheritance(of: dataset, as: viewer)
    return try JSONLine.document(WireShow(PublishedDataset(dataset, inheriting: inheritance)))
  }

  func facets(_ request: ProtocolRequest) throws -> String {
    let use = try intendedUse(of: request)
    let query = try query(of: request)
    let names = try request.texts("fields") ?? []
    var wanted = FacetQuery(names.isEmpty ? .all : .named(names))
    wanted.limit = max(0, try request.number("limit") ?? wanted.limit)
    wanted.prefix = try request.text("prefix") ?? ""
    let facets = try catalog.facets(wanted, matching: query, as: viewer, use: use)
    return try JSONLine.document(WireFacets(facets))
  }

  func explain(_ request: ProtocolRequest) throws -> String {
    let (use, query) = (try intendedUse(of: request), try query(of: request))
    guard let id = try request.text("record") else {
      return try JSONLine.document(WireExplanation(try catalog.explain(query, as: viewer, use: use)))
    }
    guard let explanation = try catalog.explain(hit: id, of: query, as: viewer, use: use) else {
      throw try notFound(id)
    }
    return try JSONLine.document(WireHitExplanation(explanation))
  }

  func suggest(_ request: ProtocolRequest) throws -> String {
    try JSONLine.document(WireSuggest(try everything(of: request)))
  }

  func complete(_ request: ProtocolRequest) throws -> String {
    let text = try request.requiredText("q")
    let limit = try pageLimit(of: request)
    let list = try catalog.suggest(
      text, at: try request.number("at") ?? text.utf8.count, as: viewer, limit: limit)
    return try JSONLine.document(WireCompletion(list))
  }

  func similar(_ request: ProtocolRequest) throws -> String {
    let id = try request.requiredText("record")
    guard let similar = try catalog.similar(to: id, as: viewer, limit: try pageLimit(of: request)) else {
      throw try notFound(id)
    }
    return try JSONLine.document(WireSimilar(similar))
  }

  func decide(_ request: ProtocolRequest) throws -> String {
    try JSONLine.document(WireDecide(try useAnswer(to: request).wire))
  }

  func request(_ request: ProtocolRequest) throws -> String {
    try JSONLine.document(WireRequest(try useAnswer(to: request).wireApplication))
  }

  func compare(_ request: ProtocolRequest) throws -> String {
    let records = try [dataset(of: request, "first"), dataset(of: request, "second")]
    let inherited = try records.map { try catalog.inheritance(of: $0, as: viewer) }
    let effective = zip(records, inherited).map { $0.taking($1) }
    var rows = TermsTable.rows(effective[0], effective[1])
    if let profile = try profile(of: request) {
      let outcomes = zip(records, inherited).map { record, inherited in
        UseDecision.decide(
          record.useTerms(inheriting: inherited), for: profile, on: .today, diseases: diseases
        )
        .outcome.rawValue
      }
      rows.insert(.init(term: "usable", first: outcomes[0], second: outcomes[1]), at: 0)
    }
    return try JSONLine.document(
      WireComparison(first: records[0].id, second: records[1].id, terms: rows))
  }

  func reach(_ request: ProtocolRequest) throws -> String {
    let dataset = try dataset(of: request)
    let reach = DatasetReach(
      dataset, try catalog.useTerms(of: dataset, as: viewer),
      base: try profile(of: request) ?? UseProfile(), on: .today, diseases: diseases)
    return try JSONLine.document(WireReached(WireReach(id: dataset.id, cells: reach.wireCells)))
  }

  func columns(_ request: ProtocolRequest) throws -> String {
    let text = try request.requiredText("q").trimmingBlanks
    guard !text.isEmpty else {
      throw ProtocolFault(.invalidArgument, "'q' is the text to look for in the variables")
    }
    let found = try VariableSearch(
      for: text, in: catalog, as: viewer, filters: try request.texts("filters") ?? [],
      page: ResultPage(limit: try pageLimit(of: request, standard: 50)), use: try intendedUse(of: request))
    return try JSONLine.document(found.wire)
  }

  func values(_ request: ProtocolRequest) throws -> String {
    let use = try intendedUse(of: request)
    let list = try FieldValues(
      of: try request.requiredText("field"), beginning: try request.text("prefix") ?? "", in: catalog,
      as: viewer, use: use, limit: min(max(0, try request.number("limit") ?? 100), 1_000))
    return try JSONLine.document(
      WireValues(field: list.field, values: list.values, remaining: list.remainingCount))
  }

  // MARK: - Steps

  private func query(of request: ProtocolRequest) throws -> SearchQuery {
    var query = SearchQuery(try request.text("q") ?? "", filters: try request.texts("filters") ?? [])
    switch try request.text("mode") {
    case nil, "standard": query.mode = .standard
    case "strict": query.mode = .strict
    case "lenient": query.mode = .lenient
    default: throw ProtocolFault(.badRequest, "'mode' is standard, strict or lenient")
    }
    return query
  }

  private func intendedUse(of request: ProtocolRequest) throws -> IntendedUse? {
    try profile(of: request).map { IntendedUse($0, diseases: diseases) }
  }

  private func everything(of request: ProtocolRequest) throws -> SearchAnswer {
    let use = try intendedUse(of: request)
    return try catalog.search(try query(of: request), page: .empty, as: viewer, use: use)
  }

  private func useAnswer(to request: ProtocolRequest) throws -> UseAnswer {
    guard let profile = try profile(of: request) else {
      throw ProtocolFault(
        .badRequest, "'\(request.command)' needs a profile: who is asking, and for what purpose",
        help: "'profile' is an object that says so, or one of "
          + StandardProfiles.names.joined(separator: ", "))
    }
    return try UseAnswer(
      try dataset(of: request), in: catalog, as: viewer, for: profile, diseases: diseases)
  }

  private func offset(of request: ProtocolRequest) throws(ProtocolFault) -> Int {
    guard let cursor = try request.text("cursor") else { return try request.number("offset") ?? 0 }
    return try cursors.offset(cursor)
  }

  private func pageLimit(of request: ProtocolRequest, standard: Int = 10) throws(ProtocolFault) -> Int {
    let limit = try request.number("limit") ?? standard
    guard (1...ResultPage.maximumSampleCount).contains(limit) else {
      throw ProtocolFault(.invalidArgument, "'limit' is 1 to \(ResultPage.maximumSampleCount)")
    }
    return limit
  }

  private func dataset(of request: ProtocolRequest, _ key: String = "record") throws -> Dataset {
    let id = try request.requiredText(key)
    guard let dataset = try catalog.dataset(id: id, as: viewer) else { throw try notFound(id) }
    return dataset
  }

  private func notFound(_ id: String) throws -> ProtocolFault {
    ProtocolFault.notFound(id, try catalog.successors(of: id, as: viewer).map(\.id))
  }

  /// The request's own profile, or the session's. A request names no files.
  private func profile(of request: ProtocolRequest) throws -> UseProfile? {
    if let text = request.object("profile") {
      let reading = ProfileReader.read(text: text, name: "profile")
      guard let profile = reading.profile else {
        let fault = reading.diagnostics.first { $0.severity == .error }
        throw ProtocolFault(.badRequest, fault?.message ?? "the profile cannot be read", help: fault?.help)
      }
      return profile
    }
    guard let name = try request.text("profile") else { return profile }
    if let profile = StandardProfiles.named(name) { return profile }
    var fault = ProtocolFault(.invalidArgument, "no profile '\(name.prefix(80))'")
    fault.suggest = NearMiss.closest(to: name, among: StandardProfiles.names)
    throw fault
  }
}
