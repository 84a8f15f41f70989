internal import CartularyBase
internal import CartularyCatalog
internal import CartularyWire

/// Every path of the interface.
enum RouteTable {
  static let all = programs + records + pages

  private static let programs: [Route] =
    [
      command("search", "/search", "Datasets that match a query, best first.", pageBounds),
      command("count", "/count", "How many datasets match a query."),
      command(
        "facets", "/facets", "The values of fields among what matches a query, with counts.",
        ["limit": 0...1_000]),
      command("values", "/values", "The values of one field.", ["limit": 0...1_000]),
      command("suggest", "/suggest", "What to try instead of a query."),
      command(
        "complete", "/complete", "Completions of a half-typed query.",
        ["limit": sample, "at": 0...QueryString.maximumByteCount]),
      command("explain", "/explain", "How a query is read, or why it finds a dataset."),
      command("similar", "/similar", "Datasets like a given one, best first.", ["limit": sample]),
      command(
        "columns", "/columns", "Variables in the data dictionaries of all datasets.", ["limit": sample]),
      command("fields", "/fields", "The fields that a query can name."),
      command("show", "/datasets/{record}", "A whole record."),
      command(
        "decide", "/datasets/{record}/decide", "Whether a profile may use a dataset: every reason and step."),
      command("request", "/datasets/{record}/request", "What an application for a dataset needs."),
      command("reach", "/datasets/{record}/reach", "Who could use a dataset, for which purposes."),
      command("compare", "/compare", "The terms of two datasets side by side."),
      Route(
        prefix + "/changes", "What was published and removed since a cursor, one JSON object per line.",
        .bulk(.changes)),
      Route("/search.csv", "All hits of a query as a table.", .bulk(.searchTable)),
      Route("/feed.atom", "What is new among the hits of a query, as a feed.", .bulk(.feed)),
      Route("/catalog.jsonl.gz", "All records, one JSON object per line, packed.", .bulk(.catalog)),
      Route("/openapi.json", "This description.", .page(.openAPI)),
      Route("/.well-known/api-catalog", "Where this description is.", .page(.catalogs)),
      Route("/llms.txt", "What assistants should know.", .page(.llms)),
      Route("/healthz", "Whether the process answers.", .page(.health)),
      Route("/readyz", "Whether the catalog and the keys can be read.", .page(.readiness)),
    ]

  /// Before the page of a record, whose address theirs begin with.
  private static let records = RecordFormat.served.map { format in
    Route(recordPage.pattern + "." + format.ending, "A record as \(format.title).", .record(format))
  }

  /// The page of a record, also of one whose id ends as a format does.
  static let recordPage = Route("/dataset/{record}", "A record, its terms first.", .view(.dataset))

  private static let pages: [Route] =
    [
      Route("/opensearch.xml", "How a browser searches here by itself.", .page(.openSearch)),
      Route("/", "What is here, and what is new.", .view(.start)),
      Route("/search", "A search, with filters.", .view(.search)),
      recordPage,
      Route("/publisher", "The datasets of a publisher, by `name`.", .view(.publisher)),
      Route("/theme", "The datasets of a theme, by `name`.", .view(.theme)),
      Route("/variables", "The columns of all data dictionaries.", .view(.variables)),
      Route("/about", "How to ask, and what the fields hold.", .view(.about)),
      Route(SignIn.path, "Where a person pastes a key once.", .view(.signIn)),
      Route("/embed", "A search in a frame of another site's page.", .view(.embed)),
      Route("/embed.css", "What the frame loads.", .asset),
      Route("/embed.js", "The element `<cartulary-search>` for other sites' pages.", .asset),
      Route("/assets/{version}/{name}", "What the pages load.", .asset),
    ]

  /// The part that is described as an interface.
  static let interface = all.filter(\.isInterface)

  /// Where messages of the Model Context Protocol go. It has methods, headers and faults of its own, so it is
  /// not in the table.
  static let assistants = "/mcp"

  /// Where clients of that path find who makes tokens for it (RFC 9728).
  static let protectedResource = "/.well-known/oauth-protected-resource"

  /// Where the commands are.
  static let prefix = "/api/v1"

  private static let sample = 1...ResultPage.maximumSampleCount
  private static let pageBounds = ["limit": 0...100, "offset": 0...ResultPage.maximumOffset]

  private static func command(
    _ name: String, _ path: String, _ summary: String, _ ranges: [String: ClosedRange<Int>] = [:]
  ) -> Route {
    guard let command = ProtocolCommand.named(name) else {
      preconditionFailure("\(name) stands in the table of the protocol")
    }
    return Route(prefix + path, summary, .command(command, CommandBounds(ranges)))
  }

  /// Whether the cookie of a session is read for a path: for the pages, and, so that they look the same as a record that
  /// is hidden, for paths that are not there.
  static func readsSession(_ path: Substring) -> Bool {
    if let route = all.first(where: { $0.parameters(in: path) != nil }) { return route.readsSession }
    return path != assistants && !["/api/", "/assets/", "/.well-known/"].contains(where: path.hasPrefix)
  }

  /// Whether there is a path.
  static func answers(_ path: String) -> Bool { all.contains { $0.parameters(in: path[...]) != nil } }

  /// Whether there is a path that programs ask.
  static func answersPrograms(_ path: String) -> Bool {
    all.first { $0.parameters(in: path[...]) != nil }?.isInterface ?? false
  }

  /// The one form of a path to a page: without empty segments, and without a slash at its end; `nil` if it has that form,
  /// or leads to no page.
  static func redirect(of path: Substring) -> String? {
    let plain = "/" + path.split(separator: "/").map(Self.plain).joined(separator: "/")
    guard plain != path, let route = all.first(where: { $0.parameters(in: plain[...]) != nil }),
      case .view = route.kind
    else { return nil }
    return plain
  }

  /// A segment without encoded characters that need not be encoded.
  private static func plain(_ segment: Substring) -> String {
    guard segment.contains("%"), let pair = try? QueryString(String(segment)).pairs.first, pair.value == nil,
      pair.key.utf8.allSatisfy({ byte in
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (0x30...0x39).contains(byte)
          || "-._~".utf8.contains(byte)
      })
    else { return String(segment) }
    return pair.key
  }

  /// Whether a path is one of ours, or looks like one.
  ///
  /// - Parameter pages: Whether those of the pages for people are.
  static func has(_ path: Substring, pages: Bool) -> Bool {
    path.hasPrefix(prefix + "/") || path == assistants || path.hasPrefix(protectedResource)
      || (pages ? all : interface).contains { $0.parameters(in: path) != nil }
  }

  /// The row of a path with the parameters in it.
  ///
  /// - Throws: `Problem` 404 with the nearest path.
  static func route(of path: Substring) throws(Problem) -> (route: Route, parameters: [String: String]) {
    for route in all {
      if let parameters = route.parameters(in: path) { return (route, parameters) }
    }
    let near = NearMiss.closest(to: String(path.prefix(120)), among: all.map(\.pattern))
    throw Problem(
      404, .noSuchPath, "this path does not exist", suggest: near,
      help: "/openapi.json describes every path")
  }
}
