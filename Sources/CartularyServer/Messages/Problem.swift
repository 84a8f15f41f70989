internal import CartularyWire
internal import HTTPTypes

/// Why a request is not answered as asked: a status with an error of the wire.
struct Problem: Error, Sendable {
  let status: Int
  let error: WireError
  /// In addition to those of every answer.
  var headers: HTTPFields = [:]

  init(_ status: Int, _ error: WireError, headers: HTTPFields = [:]) {
    (self.status, self.error, self.headers) = (status, error, headers)
  }

  init(
    _ status: Int, _ code: Code, _ message: String, range: Range<Int>? = nil, suggest: [String] = [],
    help: String? = nil, headers: HTTPFields = [:]
  ) {
    self.init(
      status,
      WireError(
        code: code.rawValue, message: message, range: range, suggestions: suggest, help: help),
      headers: headers)
  }

  init(_ fault: ProtocolFault) {
    self.init(Self.status(of: fault.code), fault.wire)
    if status == 503 { headers[.retryAfter] = "1" }
  }

  /// Codes that only HTTP has.
  enum Code: String, CaseIterable, Sendable {
    case badAddress = "bad-address"
    case noSuchPath = "no-such-path"
    case badMethod = "method-not-allowed"
    case notAcceptable = "not-acceptable"
    case tooLarge = "content-too-large"
    case addressTooLong = "address-too-long"
    case headersTooLarge = "headers-too-large"
    case badCredential = "bad-credential"
    case tooManyRequests = "too-many-requests"
    case overloaded
    case deadline = "deadline-exceeded"
    case unavailable
    case failed
    case badRequest = "bad-request"
    case foreignOrigin = "foreign-origin"
    case badType = "unsupported-type"
    case insecure

    /// A line of Docs/SERVER.md.
    var meaning: String {
      switch self {
      case .badAddress: "the query of the address is not valid; `range` is the location in it"
      case .noSuchPath: "the path does not exist; `suggest` has the nearest one"
      case .badMethod: "the path does not take the method; `Allow` has those that it takes"
      case .notAcceptable: "none of the types of `Accept` can be had; `suggest` has those that can"
      case .tooLarge: "the body of the request is too large"
      case .addressTooLong: "the address is too long"
      case .headersTooLarge: "the headers of the request are too large"
      case .badCredential: "the credential is not valid, or more than one was sent"
      case .tooManyRequests: "too many requests; `Retry-After` says when to ask again"
      case .overloaded: "too many requests are waiting; `Retry-After` says when to ask again"
      case .deadline: "the answer took too long; a narrower query takes less"
      case .unavailable: "the catalog cannot be read at the moment"
      case .failed: "an internal error of the server"
      case .badRequest: "the request is not valid HTTP, or a parameter has the wrong type"
      case .foreignOrigin:
        "a page of a site that may not send messages to `/mcp`, or forms to `/sign-in`, tried to"
      case .badType: "the body is not of the type that the path takes"
      case .insecure: "a key was typed into `/sign-in` over a connection that others can read"
      }
    }
  }

  /// The status for a code of the protocol. Faults of a query have codes of their own.
  static func status(of code: String) -> Int {
    switch ProtocolFault.Code(rawValue: code) {
    case .notFound: 404
    case .staleCursor: 409
    case .unavailable, .busy: 503
    case .failed: 500
    case .badJSON, .badRequest, .unknownKey, .lineTooLong, .unknownCommand, .cancelled, .invalidArgument,
      .tooBroad, nil:
      400
    }
  }

  var answer: HTTPAnswer {
    let body = WireProblem(status: status, title: Self.title(status), error)
    let text = (try? JSONLine.document(body)) ?? "{\"code\":\"failed\"}"
    var answer = HTTPAnswer(status, text: text + "\n", type: HTTPAnswer.problem)
    for field in headers { answer.headers.append(field) }
    return answer
  }

  /// What a status means. Source: RFC 9110 and RFC 6585.
  static func title(_ status: Int) -> String { titles[status] ?? "Error" }

  private static let titles = [
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 406: "Not Acceptable", 409: "Conflict", 413: "Content Too Large",
    414: "URI Too Long", 415: "Unsupported Media Type", 429: "Too Many Requests",
    431: "Request Header Fields Too Large", 500: "Internal Server Error", 503: "Service Unavailable",
  ]
}
