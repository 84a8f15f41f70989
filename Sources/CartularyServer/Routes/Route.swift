internal import CartularyWire

/// One path of the interface: a row of the table used for answering, near misses and the description of the interface.
struct Route: Sendable {
  /// As in OpenAPI: `/api/v1/datasets/{record}`.
  let pattern: String
  /// A sentence for people.
  let summary: String
  let kind: Kind

  enum Kind: Sendable {
    /// A command of the protocol.
    case command(ProtocolCommand, CommandBounds)
    /// What the process knows of itself, or of the interface.
    case page(Page)
    /// A whole list.
    case bulk(Bulk)
    /// One record, as it is exported.
    case record(RecordFormat)
    /// A page for people.
    case view(View)
    /// A file that pages load.
    case asset
  }

  enum View: String, Sendable, CaseIterable {
    case start, search, dataset, publisher, theme, variables, about, signIn, embed
  }

  /// Whether the cookie of a session is read: a page for people is, and the frame for other sites is everyone's.
  var readsSession: Bool {
    if case .view(let view) = kind { view != .embed } else { false }
  }

  /// The methods that it takes.
  var methods: [String] {
    if case .view(.signIn) = kind { ["GET", "HEAD", "POST", "OPTIONS"] } else { ["GET", "HEAD", "OPTIONS"] }
  }

  /// Whether programs ask it: it is part of the described interface.
  var isInterface: Bool {
    switch kind {
    case .view, .asset, .page(.openSearch): false
    case .command, .bulk, .record, .page: true
    }
  }

  enum Page: String, Sendable, CaseIterable {
    case health, readiness, openAPI, catalogs, llms, openSearch
  }

  enum Bulk: String, Sendable, CaseIterable {
    case searchTable, feed, catalog, changes

    /// The parameters that it takes: those of `search`, as far as they say what is told and in which order.
    var keys: [String] {
      switch self {
      case .searchTable: ["q", "filters", "mode", "profile", "sort"]
      case .feed: ["q", "filters", "mode", "profile"]
      case .catalog: []
      case .changes: ["cursor", "limit"]
      }
    }

    var bounds: CommandBounds {
      self == .changes ? CommandBounds(["limit": 1...1_000]) : CommandBounds()
    }

    var types: [String] {
      switch self {
      case .searchTable: ["text/csv"]
      case .feed: ["application/atom+xml"]
      case .catalog: ["application/gzip"]
      case .changes: ["application/x-ndjson"]
      }
    }
  }

  private let segments: [Segment]

  private enum Segment: Sendable {
    case literal(String)
    /// - Parameter ending: What stands behind it in its segment; mostly nothing.
    case parameter(String, ending: String)
  }

  init(_ pattern: String, _ summary: String, _ kind: Kind) {
    (self.pattern, self.summary, self.kind) = (pattern, summary, kind)
    segments = pattern.split(separator: "/").map { segment in
      guard segment.hasPrefix("{"), let close = segment.firstIndex(of: "}") else {
        return .literal(String(segment))
      }
      return .parameter(
        String(segment[..<close].dropFirst()), ending: String(segment[close...].dropFirst()))
    }
  }

  /// Names of the parameters in the path.
  var pathKeys: [String] {
    segments.compactMap { if case .parameter(let name, _) = $0 { name } else { nil } }
  }

  /// The parameters of a path that has this pattern; `nil` for any other path.
  ///
  /// A path is taken as it was sent: one address has one answer, so an empty segment or an encoded character is
  /// another path.
  func parameters(in path: Substring) -> [String: String]? {
    guard path.first == "/" else { return nil }
    let parts = path == "/" ? [] : path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == segments.count else { return nil }
    var found: [String: String] = [:]
    for (segment, part) in zip(segments, parts) {
      switch segment {
      case .literal(let text): guard part == text else { return nil }
      case .parameter(let name, let ending):
        guard part.hasSuffix(ending) else { return nil }
        let value = part.dropLast(ending.count)
        guard !value.isEmpty, !value.contains("%") else { return nil }
        found[name] = String(value)
      }
    }
    return found
  }
}

/// What the numbers of a command may be over HTTP. They are refused outside these bounds, and never clamped.
struct CommandBounds: Sendable {
  let ranges: [String: ClosedRange<Int>]

  init(_ ranges: [String: ClosedRange<Int>] = [:]) { self.ranges = ranges }
}
