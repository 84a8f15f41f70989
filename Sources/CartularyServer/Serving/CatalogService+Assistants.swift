internal import CartularyMCP
internal import HTTPTypes

/// The path that takes messages of the Model Context Protocol, and what tells its clients where tokens come from.
extension CatalogService {
  static let messageMethods = ["POST", "OPTIONS"]

  func assistantAnswer(_ question: HTTPQuestion, _ asker: Asker) async throws(Problem) -> HTTPAnswer {
    try AssistantAnswer.check(question, origins)
    var answer: HTTPAnswer
    switch question.method {
    case "POST":
      answer = try await onThread {
        try AssistantAnswer(service: self, question: question, asker: asker).answer()
      }
    case "OPTIONS": answer = HTTPAnswer(204, [.allow: Self.messageMethods.joined(separator: ", ")])
    default:
      throw Problem(
        405, .badMethod, "this path does not take \(question.method.prefix(20))",
        suggest: Self.messageMethods,
        headers: [.allow: Self.messageMethods.joined(separator: ", ")])
    }
    guard let origin = question.headers[.origin] else { return answer }
    answer.headers[.accessControlAllowOrigin] = origin
    if question.method == "OPTIONS" {
      answer.headers[.accessControlAllowMethods] = "POST"
      answer.headers[.accessControlAllowHeaders] = AssistantAnswer.headerNames
    }
    return answer
  }

  /// RFC 9728: who makes the tokens that are taken. There is no such page where none are.
  func protectedResource(_ question: HTTPQuestion) -> HTTPAnswer? {
    let start = RouteTable.protectedResource
    guard let issuer, question.method == "GET" || question.isHead,
      question.path == start || question.path == start + AssistantAnswer.path
    else { return nil }
    let document: DescriptionNode = [
      "resource": .text(baseURL + AssistantAnswer.path), "authorization_servers": [.text(issuer)],
      "bearer_methods_supported": ["header"],
    ]
    return fixed(document.json() + "\n", HTTPAnswer.json)
  }

  /// A client that speaks for an assistant is told where tokens come from.
  func challenge(_ answer: inout HTTPAnswer, _ question: HTTPQuestion) {
    guard answer.status == 401, issuer != nil, question.path == AssistantAnswer.path else { return }
    let address = baseURL + RouteTable.protectedResource + AssistantAnswer.path
    answer.headers[.wwwAuthenticate] = #"Bearer error="invalid_token", resource_metadata="\#(address)""#
  }

  static func origins(of settings: ServerSettings) -> [String] {
    let own = settings.baseURL.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(
      separator: "/")
    return (settings.origins + [own]).map { $0.lowercased() }.filter { $0.contains("://") }
  }
}
