internal import CartularyBase
internal import HTTPTypes

/// What pages need besides the catalog: files, one form of each address, and errors for people.
extension CatalogService {
  /// A file that pages load. Its address names its content, so that it may be kept for ever.
  func asset(_ asked: Asked) throws(Problem) -> HTTPAnswer {
    guard let version = asked.parameters["version"] else { return try embeddedAsset(asked) }
    guard version == PageFiles.version, let asset = PageFiles.asset(asked.parameters["name"] ?? "") else {
      throw Problem(404, .noSuchPath, "this path does not exist")
    }
    return HTTPAnswer(
      200, [.contentType: asset.type, .cacheControl: "public, max-age=31536000, immutable"],
      .bytes(asset.bytes))
  }

  /// A file that pages of other sites load, at an address that stays.
  private func embeddedAsset(_ asked: Asked) throws(Problem) -> HTTPAnswer {
    guard let asset = PageFiles.asset(String(asked.question.path.dropFirst())) else {
      throw Problem(404, .noSuchPath, "this path does not exist")
    }
    var answer = HTTPAnswer(
      200, [.contentType: asset.type, .cacheControl: "public, max-age=3600"], .bytes(asset.bytes))
    answer.headers[CommonHeaders.resourcePolicy] = "cross-origin"
    return answer
  }

  func redirect(to path: String, _ query: Substring) -> HTTPAnswer {
    HTTPAnswer(308, [.location: site.addresses.page(path) + (query.isEmpty ? "" : "?" + query)])
  }

  /// A problem as a page where a browser asked for one, and as JSON for everyone else.
  func answer(for problem: Problem, _ question: HTTPQuestion, _ exchange: Exchange) -> HTTPAnswer {
    guard isForPeople(question, exchange) else { return problem.answer }
    let text = pages.text(ErrorPage(problem, site), as: "error")
    var answer = HTTPAnswer(problem.status, text: text, type: HTTPAnswer.html + "; charset=utf-8")
    for field in problem.headers { answer.headers.append(field) }
    answer.headers[CommonHeaders.robots] = "noindex, follow"
    return answer
  }

  private func isForPeople(_ question: HTTPQuestion, _ exchange: Exchange) -> Bool {
    let accept = question.headers[values: .accept]
    guard accept.contains(where: { $0.lowercased().contains(HTTPAnswer.html) }),
      Negotiation(accept).takes(HTTPAnswer.html), question.path != RouteTable.assistants
    else { return false }
    if let route = exchange.route { return !route.isInterface }
    // Of a request that was refused before its path was looked at, too.
    return !question.path.hasPrefix(RouteTable.prefix + "/")
      && !RouteTable.answersPrograms(String(question.path))
  }
}
