internal import CartularyCatalog
internal import CartularyMCP
internal import CartularyModel
internal import HTTPTypes

/// Answers a message of the Model Context Protocol: a POST whose body is one message, as Docs/ASSISTANTS.md describes.
struct AssistantAnswer {
  let service: CatalogService
  let question: HTTPQuestion
  let asker: Asker

  /// The path that takes messages.
  static let path = RouteTable.assistants

  /// - Throws: `Problem`, or what `CatalogService.problem` takes.
  func answer() throws -> HTTPAnswer {
    guard let body = question.body else {
      throw Problem(400, .badRequest, "a message of the Model Context Protocol is the body of a POST")
    }
    let catalog = AssistantCatalog(
      try service.source.catalog(), as: asker.viewer, diseases: service.diseases)
    let responder = AssistantResponder(catalog) { [service] in service.logAssistantFault($0) }
    let headers = AssistantExchange.Headers(
      revision: Self.value(question.headers, Self.revision),
      method: Self.value(question.headers, Self.method),
      name: Self.value(question.headers, Self.name))
    let answer = AssistantExchange(responder).answer(body, headers)
    guard let text = answer.text else { return HTTPAnswer(answer.status) }
    return HTTPAnswer(answer.status, text: text, type: HTTPAnswer.json)
  }

  /// Checks what stands before the message: a page of another site must not ask in the name of its reader.
  ///
  /// - Throws: `Problem` 403 for a foreign origin, 415 for a body that is not JSON.
  static func check(_ question: HTTPQuestion, _ origins: [String]) throws(Problem) {
    if let origin = question.headers[.origin], !origins.contains(origin.lowercased()) {
      throw Problem(
        403, .foreignOrigin, "pages of other sites may not send messages",
        help: "the server's owner names those that may")
    }
    guard question.method == "POST" else { return }
    let type = question.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
    guard type.map({ $0.filter { $0 != " " } }) == HTTPAnswer.json else {
      throw Problem(415, .badType, "a message is application/json", suggest: [HTTPAnswer.json])
    }
  }

  /// Several headers of one name are one that no body can equal.
  private static func value(_ headers: HTTPFields, _ name: HTTPField.Name) -> String? {
    let values = headers[values: name]
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  private static let revision = HTTPField.Name("MCP-Protocol-Version")!  // a valid name
  private static let method = HTTPField.Name("Mcp-Method")!  // a valid name
  private static let name = HTTPField.Name("Mcp-Name")!  // a valid name

  /// What a page of an allowed origin may send.
  static let headerNames = "Authorization, Content-Type, MCP-Protocol-Version, Mcp-Method, Mcp-Name"
}
