/// Another engine in Python, which times itself: tantivy, or SQLite with FTS5.
public enum Peer: String, CaseIterable, Sendable {
  case tantivy, fts5

  /// Builds its index of the corpus as a process of its own.
  public func indexing(in site: Site) -> Side? {
    guard let python = site.python else { return nil }
    return Side(rawValue, measures: ["", "cpu", "memory"]) {
      try MeasuredProcess.run(python, [site.peers, "index", rawValue, site.folder]).measures
    }
  }

  /// Asks all queries of a round in one way; see `peers.py` for their names.
  ///
  /// - Returns: `nil` without Python, and where the engine has no such way that ends within a useful time.
  public func asking(_ way: String, in site: Site) throws -> Side? {
    // A GROUP BY for each facet takes FTS5 half a second at 100,000 records.
    guard let python = site.python, self != .fts5 || way != "facets" else { return nil }
    let arguments = [site.peers, "serve", rawValue, site.folder, "\(site.queryCount)"]
    let conversation = try Conversation(python, arguments)
    return Side(rawValue, measures: [""]) {
      let answer = try conversation.ask(way)
      guard let nanoseconds = Int(answer) else { throw ProcessFailure("peers.py", "says: \(answer)") }
      return ["": nanoseconds]
    }
  }
}
