internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import CartularyWire
internal import HTTPTypes

/// Makes an answer from one state of the catalog, with the tag that it is known by.
struct OneState {
  let catalog: DatasetCatalog
  let asked: Asked
  let request: ProtocolRequest

  /// How often an answer is made again when something is published meanwhile.
  private static let attemptCount = 10

  /// - Parameter body: Makes the answer of a state.
  /// - Returns: 304 without a body for a client that has the answer.
  func answer(_ body: (_ state: String) throws -> [UInt8]) throws -> HTTPAnswer {
    let viewer = asked.asker.viewer
    var state = try catalog.state(for: viewer)
    for _ in 0..<Self.attemptCount {
      let tag = self.tag(state)
      if isKnown(tag) { return HTTPAnswer(304, headers(tag)) }
      let outcome = Result { try body(state) }
      // Some answers are made of several looks at the catalog. Where the state is the same after them, it was so for
      // all of them.
      let after = try catalog.state(for: viewer)
      guard after == state else {
        state = after
        continue
      }
      return HTTPAnswer(200, headers(tag), .bytes(try outcome.get()))
    }
    throw CatalogError(.busy, "the index changes faster than it can be read")
  }

  func headers(_ tag: String) -> HTTPFields {
    [.eTag: tag, .cacheControl: "public, max-age=60"]
  }

  /// Known by the shards that were opened, or what else the answer is made of, the request, the day on which decisions are made, and the program.
  func tag(_ state: String) -> String {
    let text = [
      state, asked.route.pattern, canonical(without: []), CalendarDate.today.description, WireVersion.program,
    ]
    return "\"" + Self.digits(text.joined(separator: "\n")) + "\""
  }

  /// Whether the client has the answer. A star is not looked at: it would answer for a request that has no answer.
  func isKnown(_ tag: String) -> Bool {
    asked.asker.name == nil
      && asked.question.headers[values: .ifNoneMatch].joined(separator: ",").split(separator: ",").contains {
        item in
        let item = item.drop { $0 == " " }
        return (item.hasPrefix("W/") ? item.dropFirst(2) : item).prefix { $0 != " " } == tag
      }
  }

  /// The request in one form, however it was written.
  func canonical(without left: Set<String>) -> String {
    request.keys.filter { !left.contains($0.key) }.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
  }

  static func digits(_ text: String) -> String { AnswerSeal.digits([text]) }
}
