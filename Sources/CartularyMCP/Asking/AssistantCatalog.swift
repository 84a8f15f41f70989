internal import CartularyBase
package import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
package import CartularyModel
internal import CartularyWire

/// The catalog that an assistant asks, as one viewer sees it. Every answer comes from the dispatcher of the protocol for
/// programs: there is no second way to search.
package struct AssistantCatalog: Sendable {
  let catalog: DatasetCatalog
  /// Fixed by the command line or the key; no message can widen it.
  let viewer: Viewer
  /// Stands in where a message names none.
  let profile: UseProfile?
  let diseases: DiseaseTree?

  package init(
    _ catalog: DatasetCatalog, as viewer: Viewer, profile: UseProfile? = nil, diseases: DiseaseTree? = nil
  ) {
    (self.catalog, self.viewer, self.profile, self.diseases) = (catalog, viewer, profile, diseases)
  }

  /// The answer to a command of the protocol.
  ///
  /// - Throws: What `ProtocolFault.init(_:)` takes.
  func ask(
    _ command: String, _ keys: [String: JSONValue] = [:], cursors: ProtocolCursors = .plain
  ) throws -> [String: JSONValue] {
    let answers = ProtocolAnswers(
      catalog: catalog, viewer: viewer, profile: profile, diseases: diseases, cursors: cursors)
    let body = try answers.body(for: ProtocolRequest(command, keys.filter { $0.value != .null }))
    return try JSONValue(json: Array(body.utf8)).object ?? [:]
  }

  /// Makes an answer from one state of the catalog.
  ///
  /// - Parameter question: What a cursor belongs to in addition to state and viewer.
  func fromOneState<Answer>(
    _ question: [String] = [], _ body: (_ cursors: ProtocolCursors, _ state: String) throws -> Answer
  ) throws -> Answer {
    try catalog.answerFromOneState(as: viewer) { state in
      let seal = AnswerSeal.digits([state] + viewer.labels + question)
      return try body(.sealed(seal), AnswerSeal.digits([state]))
    }
  }
}

extension ProtocolFault {
  /// An error of a library in words for an assistant: without paths, commands or flags of any front.
  init(forAssistant error: any Error) {
    self.init(error) { error in
      let advice = error.remedies.compactMap { if case .advice(let words) = $0 { words } else { nil } }
      return advice.first
    }
  }

  /// Whether whoever asked can mend it by asking otherwise.
  var canBeMended: Bool {
    switch Code(rawValue: code) {
    case .unavailable, .busy, .failed, .cancelled: false
    case .badJSON, .badRequest, .unknownKey, .lineTooLong, .unknownCommand, .notFound, .invalidArgument,
      .tooBroad,
      .staleCursor, nil:
      true
    }
  }
}
