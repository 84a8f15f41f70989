internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyWire
internal import Foundation
internal import HTTPTypes
package import Logging

/// Answers requests about one catalog, whoever carries them: a server of ours, one of a partner's, or a test.
package final class CatalogService: Sendable {
  let source: CatalogSource
  let threads: SearchThreads
  let credentials: Credentials
  let limits: ServerLimits
  let metrics = ServerMetrics()
  let largeAnswers: LargeAnswers
  private let description: FixedText
  let baseURL: String
  let diseases: DiseaseTree?
  let site: PageSite
  let pages: PageRenderer
  /// Of pages that may send messages for assistants, in lower case.
  let origins: [String]
  /// Who makes the tokens that are taken; `nil` if none are.
  let issuer: String?
  /// Sites that may show the search in a frame.
  let embedOrigins: [EmbedOrigin]
  /// The form for signing in; `nil` if no keys are taken.
  let signInForm: SignIn?
  private let limiter: RateLimiter
  private let attempts: RateLimiter
  private let log: Logger

  /// Opens a catalog.
  ///
  /// - Throws: `CatalogError`, `ServerFault` for files of keys that cannot be read.
  package init(_ settings: ServerSettings, log: Logger) async throws {
    do throws(PrivateFile.Fault) {
      keyRing = try settings.keys.map { path throws(PrivateFile.Fault) in try KeyRing(path: path) }
      if let rules = settings.tokens { verifier = try await TokenVerifier(rules) } else { verifier = nil }
    } catch {
      throw ServerFault(description: error.description)
    }
    credentials = Credentials(keys: keyRing, tokens: verifier)
    source = try settings.source ?? CatalogSource(path: settings.catalog)
    threads = try SearchThreads(width: settings.limits.searchCount, depth: settings.limits.queueDepth)
    largeAnswers = LargeAnswers(maximum: settings.limits.largeAnswerCount)
    limiter = RateLimiter(rate: settings.limits.rate, burst: settings.limits.burst)
    (limits, baseURL, diseases, self.log) = (settings.limits, settings.baseURL, settings.diseases, log)
    description = FixedText { [baseURL = settings.baseURL] in OpenAPIDocument.text(baseURL) }
    origins = Self.origins(of: settings)
    embedOrigins = settings.embedOrigins
    let base = BaseAddress(settings.baseURL)
    signInForm = keyRing.map { SignIn(keys: $0, cookie: SessionCookie(base), base: base) }
    attempts = RateLimiter(rate: settings.limits.attemptRate, burst: settings.limits.attemptBurst)
    site = PageSite(
      name: settings.siteName, addresses: ServedAddresses(baseURL: settings.baseURL),
      baseURL: settings.baseURL, takesKeys: keyRing != nil)
    pages = .standard
    issuer = settings.tokens?.issuer
  }

  private let keyRing: KeyRing?
  private let verifier: TokenVerifier?

  // MARK: - Answering

  /// The answer to a request, with every header that belongs to it.
  package func answer(_ question: HTTPQuestion) async -> HTTPAnswer {
    let clock = ContinuousClock()
    let start = clock.now
    metrics.begin()
    var exchange = Exchange(question, signInForm?.cookie)
    var answer: HTTPAnswer
    do throws(Problem) {
      answer = try await self.answer(question, &exchange)
    } catch {
      answer = self.answer(for: error, question, exchange)
      challenge(&answer, question)
    }
    CommonHeaders.add(to: &answer, exchange, question, embedOrigins)
    let byteCount = answer.byteCount
    if question.isHead || answer.status == 304 || answer.status == 204 {
      if question.isHead, answer.status != 304, !answer.isStream {
        answer.headers[.contentLength] = String(byteCount)
      }
      answer.body = .none
    }
    let seconds = Self.seconds(start.duration(to: clock.now))
    let pattern = question.path == AssistantAnswer.path ? AssistantAnswer.path : exchange.route?.pattern
    metrics.end(question.method, pattern, answer.status, bytes: byteCount, seconds: seconds)
    logAccess(question, exchange, answer.status, byteCount, seconds)
    return answer
  }

  private func answer(_ question: HTTPQuestion, _ exchange: inout Exchange) async throws(Problem)
    -> HTTPAnswer
  {
    guard question.target.utf8.count <= limits.targetByteCount else {
      throw Problem(
        414, .addressTooLong, "the address is longer than \(limits.targetByteCount >> 10) KiB",
        help: "a query has at most 4 KiB")
    }
    if let count = question.bodyByteCount, count > limits.bodyByteCount {
      throw Problem(413, .tooLarge, "a body has at most \(limits.bodyByteCount >> 20) MiB")
    }
    let asker = try await asker(question, exchange)
    exchange.asker = asker
    try checkRate(question, asker)
    if question.path == AssistantAnswer.path { return try await assistantAnswer(question, asker) }
    if let page = protectedResource(question) { return page }
    if let path = RouteTable.redirect(of: question.path) { return redirect(to: path, question.query) }
    var (route, parameters) = try RouteTable.route(of: question.path)
    exchange.route = route
    let allow = route.methods.joined(separator: ", ")
    guard route.methods.contains(question.method) else {
      throw Problem(
        405, .badMethod, "this path does not take \(question.method.prefix(20))",
        suggest: route.methods, headers: [.allow: allow])
    }
    guard question.method != "OPTIONS" else { return HTTPAnswer(204, [.allow: allow]) }
    let query: QueryString
    do throws(QueryString.Fault) { query = try QueryString(String(question.query)) } catch {
      throw Problem(
        400, .badAddress, error.message, range: error.range, help: "percent-encode it as UTF-8")
    }
    if case .record = route.kind, let whole = try await page(at: question.path, asker) {
      (route, parameters) = whole
      exchange.route = route
    }
    return try await answer(
      Asked(question: question, route: route, parameters: parameters, query: query, asker: asker))
  }

  /// The page of a record whose id ends as a format does; `nil` if the asker sees none. It goes before the format of
  /// another record, whose text can be had in other ways, while this page is nowhere else.
  private func page(at path: Substring, _ asker: Asker) async throws(Problem) -> (Route, [String: String])? {
    guard let parameters = RouteTable.recordPage.parameters(in: path), let id = parameters["record"],
      try await onThread({ [source] in try source.catalog().dataset(id: id, as: asker.viewer) != nil })
    else { return nil }
    return (RouteTable.recordPage, parameters)
  }

  /// Who asks. The form for signing in is answered to someone whose session is over, too.
  private func asker(_ question: HTTPQuestion, _ exchange: Exchange) async throws(Problem) -> Asker {
    do throws(Problem) {
      return try await credentials.asker(
        question.headers, cookie: exchange.readsSession ? signInForm?.cookie : nil)
    } catch {
      guard question.path == SignIn.path, !question.headers.contains(.authorization) else { throw error }
      return .anyone
    }
  }

  /// - Throws: `Problem` 429 for a neighbourhood that tries one key after another.
  func checkAttempts(_ question: HTTPQuestion) throws(Problem) {
    guard let name = question.peer.flatMap(RateLimiter.neighbourhood),
      let delay = attempts.delay(for: name, at: Self.now)
    else { return }
    throw Problem(
      429, .tooManyRequests, "too many keys were tried", help: "wait \(delay) s",
      headers: [.retryAfter: String(delay)])
  }

  private func checkRate(_ question: HTTPQuestion, _ asker: Asker) throws(Problem) {
    let neighbourhood = question.peer.flatMap(RateLimiter.neighbourhood)
    // A token of an identity provider has no id of ours, so its holder counts by address.
    let name = asker.name.flatMap { $0 == "jwt" ? nil : "key " + $0 } ?? neighbourhood
    guard let name, let delay = limiter.delay(for: name, at: Self.now) else { return }
    throw Problem(
      429, .tooManyRequests, "too many requests",
      help: "wait; whoever wants everything fetches /catalog.jsonl.gz", headers: [.retryAfter: String(delay)])
  }

  /// What an assistant is not told of an internal error.
  func logAssistantFault(_ line: String) { log.error("internal error: \(line)") }

  private static var now: Double { seconds(ContinuousClock().systemEpoch.duration(to: .now)) }

  private func answer(_ asked: Asked) async throws(Problem) -> HTTPAnswer {
    switch asked.route.kind {
    case .command(let command, let bounds):
      try asked.accepts([HTTPAnswer.json])
      let request = try CommandKeys(command: command, bounds: bounds).request(
        asked.query, path: asked.parameters)
      return try await onThread { try CommandAnswer(service: self, asked: asked, request: request).answer() }
    case .page(let page):
      try asked.takesNoKeys()
      return try await self.page(page, asked)
    case .bulk(let kind):
      try asked.accepts(kind.types)
      return try await onThread { try BulkAnswer(service: self, asked: asked, kind: kind).answer() }
    case .record(let format):
      try asked.accepts([format.mediaType])
      try asked.takesNoKeys()
      return try await onThread { try RecordAnswer(service: self, asked: asked, format: format).answer() }
    case .view(.signIn):
      try asked.accepts([HTTPAnswer.html])
      return try await signIn(asked)
    case .view(let view):
      try asked.accepts([HTTPAnswer.html])
      return try await onThread { try PageAnswer(service: self, asked: asked, view: view).answer() }
    case .asset: return try asset(asked)
    }
  }

  /// Runs what reads the catalog.
  func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws(Problem)
    -> Value
  {
    do {
      return try await threads.run(within: .seconds(limits.answerSeconds), work)
    } catch let problem as Problem {
      throw problem
    } catch SearchThreads.Refusal.full {
      throw Problem(
        503, .overloaded, "too many requests are waiting", headers: [.retryAfter: "1"])
    } catch SearchThreads.Refusal.late {
      throw Problem(
        503, .deadline, "the answer took longer than \(Int(limits.answerSeconds)) s",
        help: "a narrower query takes less", headers: [.retryAfter: "5"])
    } catch {
      throw problem(for: error)
    }
  }

  /// The same for a piece of an answer of which a part was sent: it waits while others are in the way.
  func onThreadPatiently<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws
    -> Value
  {
    var attempts = 30
    while true {
      do throws(Problem) { return try await onThread(work) } catch {
        attempts -= 1
        guard error.status == 503, error.error.code == Problem.Code.overloaded.rawValue, attempts > 0 else {
          throw error
        }
      }
      try await Task.sleep(for: .seconds(1))
    }
  }

  /// Errors of the library, without what they say of the machine: paths are for the log.
  func problem(for error: any Error) -> Problem {
    let fault = ProtocolFault(error) { $0.remedies.isEmpty ? nil : Self.advice(in: $0) }
    guard let error = error as? CatalogError else {
      guard fault.code == ProtocolFault.Code.failed.rawValue else { return Problem(fault) }
      log.error("internal error: \(error)")
      return Problem(500, .failed, "an internal error")
    }
    switch ProtocolFault.Code(error.code) {
    case .unavailable:
      log.error("the catalog cannot be read: \(error.message)")
      source.distrust(error)
      return Problem(
        503, .unavailable, "the catalog cannot be read at the moment", headers: [.retryAfter: "5"])
    case .failed:
      log.error("internal error: \(error.message)")
      return Problem(500, .failed, "an internal error")
    case .busy:
      log.warning("busy: \(error.message)")
      return Problem(503, .overloaded, "try again in a moment", headers: [.retryAfter: "1"])
    default: return Problem(fault)
    }
  }

  /// What the library advises; what a program's own commands would do is not for clients.
  private static func advice(in error: CatalogError) -> String? {
    error.remedies.compactMap { if case .advice(let words) = $0 { words } else { nil } }.first
  }

  private func page(_ page: Route.Page, _ asked: Asked) async throws(Problem) -> HTTPAnswer {
    switch page {
    case .health:
      return HTTPAnswer(200, text: "{\"status\":\"ok\"}\n", type: HTTPAnswer.json)
    case .readiness:
      return try await readiness(asked.asker)
    case .openAPI:
      return fixed(description.text, "application/vnd.oai.openapi+json;version=3.1")
    case .catalogs: return fixed(InterfacePages.catalogs(baseURL), "application/linkset+json")
    case .llms: return fixed(InterfacePages.llms(baseURL), "text/plain; charset=utf-8")
    case .openSearch:
      return fixed(
        InterfacePages.openSearch(baseURL, name: site.name), "application/opensearchdescription+xml")
    }
  }

  func fixed(_ text: String, _ type: String) -> HTTPAnswer {
    var answer = HTTPAnswer(200, text: text, type: type)
    answer.headers[.cacheControl] = "public, max-age=3600"
    return answer
  }

  /// Of what the asker may see: others' publications are not told by the way.
  private func readiness(_ asker: Asker) async throws(Problem) -> HTTPAnswer {
    var (faults, lag): ([String], IndexLag?) = ([], nil)
    do throws(Problem) {
      lag = try await onThread { [source] in
        let catalog = try source.catalog()
        _ = try catalog.state(for: asker.viewer)
        return try catalog.indexLag(for: asker.viewer)
      }
      if lag == .left {
        log.error("a publication was broken off; the next one completes the index")
        faults.append("index")
      }
    } catch {
      faults.append("catalog")
    }
    let isBehind = lag == .left || lag == .beingApplied
    if let fault = keyRing?.fault {
      log.error("keys: \(fault)")
      faults.append("keys")
    }
    if let fault = await verifier?.fault {
      log.error("tokens: \(fault)")
      faults.append("tokens")
    }
    let list = faults.map { "\"\($0)\"" }.joined(separator: ",")
    return HTTPAnswer(
      faults.isEmpty ? 200 : 503,
      text: "{\"behind\":\(isBehind),\"faults\":[\(list)],\"ready\":\(faults.isEmpty)}\n",
      type: HTTPAnswer.json)
  }

  /// One line: never the query, an id, or a label.
  private func logAccess(
    _ question: HTTPQuestion, _ exchange: Exchange, _ status: Int, _ byteCount: Int, _ seconds: Double
  ) {
    let method = ["GET", "HEAD", "OPTIONS", "POST"].contains(question.method) ? question.method : "other"
    let milliseconds = String(Int((seconds * 1_000).rounded()))
    log.info(
      "\(method) \(question.path == AssistantAnswer.path ? AssistantAnswer.path : exchange.route?.pattern ?? "-") \(status) \(byteCount) B \(milliseconds) ms \(exchange.asker?.name ?? "-")"
    )
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}

/// What is known of a request while it is answered.
struct Exchange {
  let carriesCredential: Bool
  /// Whether the cookie of a session is read.
  let readsSession: Bool
  var route: Route?
  /// `nil` if it was not found out.
  var asker: Asker?

  /// - Parameter cookie: That of sessions; `nil` if there are none.
  init(_ question: HTTPQuestion, _ cookie: SessionCookie?) {
    readsSession = RouteTable.readsSession(question.path)
    let sessions = readsSession ? cookie?.values(in: question.headers) ?? [] : []
    // What is sent to sign in is one too.
    let signsIn = question.method == "POST" && question.path == SignIn.path
    carriesCredential = question.carriesCredential || !sessions.isEmpty || signsIn
  }
}

/// A request with all that was read of it.
struct Asked: Sendable {
  let question: HTTPQuestion
  let route: Route
  let parameters: [String: String]
  let query: QueryString
  let asker: Asker

  /// - Throws: `Problem` 406 if the client takes none of the types.
  func accepts(_ types: [String]) throws(Problem) {
    let negotiation = Negotiation(question.headers[values: .accept])
    guard types.contains(where: negotiation.takes) else {
      throw Problem(
        406, .notAcceptable, "this path has " + types.joined(separator: " or "), suggest: types)
    }
  }

  /// - Throws: `Problem` 400 if there is a query.
  func takesNoKeys() throws(Problem) {
    guard let first = query.pairs.first else { return }
    throw Problem(
      400,
      WireError(
        code: ProtocolFault.Code.unknownKey.rawValue, message: "this path takes no parameters",
        range: first.range))
  }
}
