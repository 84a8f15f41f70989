internal import CartularyBase
package import CartularyQuery

/// Something to tell of a request: why it was not answered, or, as a warning beside an answer, how it was read.
package struct WireError: WireObject {
  /// One of `Code`, or the code of a query's diagnostic: `Q102`.
  package let code: String
  package let message: String
  /// Half-open, in UTF-8 bytes of the query, or of the line that is not JSON.
  package let range: Range<Int>?
  package let suggestions: [String]
  package let help: String?

  package init(
    code: String, message: String, range: Range<Int>? = nil, suggestions: [String] = [], help: String? = nil
  ) {
    (self.code, self.message, self.range) = (code, message, range)
    (self.suggestions, self.help) = (suggestions, help)
  }

  package init(_ diagnostic: QueryDiagnostic) {
    self.init(
      code: diagnostic.code.rawValue, message: diagnostic.message, range: diagnostic.range,
      suggestions: diagnostic.suggestions, help: diagnostic.help)
  }

  package static let name = "error"
  package static let summary =
    "Why a request was not answered; beside an answer, as one of its `warnings`, how the query was read."
  package static let fields: [WireField<WireError>] = [
    .init("code", "One of the codes of Docs/PROTOCOL.md, or, for a query, of Docs/QUERY.md.") { $0.code },
    .init("message", "One line for people.") { $0.message },
    .init("range", "Two offsets, half-open, in UTF-8 bytes of the query.") {
      $0.range.map { [$0.lowerBound, $0.upperBound] }
    },
    .init("suggest", "What could stand there instead, best first.") { $0.suggestions },
    .init("help", "What to do.") { $0.help },
  ]
}

extension WireError {
  /// Codes of everything but faults of a query, which have codes of their own.
  package enum Code: String, CaseIterable, Sendable {
    case badJSON = "bad-json"
    case badRequest = "bad-request"
    case unknownKey = "unknown-key"
    case lineTooLong = "line-too-long"
    case unknownCommand = "unknown-command"
    case notFound = "not-found"
    case cancelled
    case invalidArgument = "invalid-argument"
    case tooBroad = "too-broad"
    case unavailable
    case busy
    case failed

    /// A line of Docs/PROTOCOL.md.
    package var meaning: String {
      switch self {
      case .badJSON: "the line is not JSON; `range` has the place"
      case .badRequest: "a key is missing, or has a value of another kind"
      case .unknownKey: "the command does not take this key; `suggest` has the near one"
      case .lineTooLong: "the line is longer than `max-line-bytes` of `hello`"
      case .unknownCommand: "there is no such `cmd`; `suggest` has the near one"
      case .notFound: "there is no such record, or none that the viewer may see"
      case .cancelled: "a `cancel` named this request"
      case .invalidArgument: "a value is well formed and asks for what does not exist"
      case .tooBroad: "the query cannot be run within its limits"
      case .unavailable: "the catalog is missing, damaged, of another version, or not for this user"
      case .busy: "the index changes faster than it can be read; ask again"
      case .failed: "an internal error of the program"
      }
    }
  }
}
