internal import CartularyBase
internal import CartularyLedger
package import CartularyQuery

/// A message about a request: why it was not answered, or, as a warning with an answer, how it was interpreted.
package struct WireError: WireObject {
  /// One of `Code`, or the code of a query's diagnostic: `Q102`.
  package let code: String
  package let message: String
  /// Half-open, in UTF-8 bytes of the query, or of the line that is not valid JSON.
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

  /// - Parameter fault: Why a query was not run: a `QueryError`, or a `CatalogError`.
  package init(ofQuery fault: any Error) {
    if let fault = fault as? QueryError {
      self.init(fault.diagnostic)
    } else if let fault = fault as? CatalogError {
      self.init(
        code: (fault.code == .queryTooBroad ? Code.tooBroad : .invalidArgument).rawValue,
        message: fault.message, help: fault.remedies.lazy.compactMap(\.words).first)
    } else {
      self.init(code: Code.failed.rawValue, message: "the query was not run")
    }
  }

  package static let name = "error"
  package static let summary =
    "Why a request was not answered; or, as one of the `warnings` of an answer, how the query was interpreted."
  package static let fields: [WireField<WireError>] = [
    .init("code", "A code of the protocol, or, for a query, of the query language.") { $0.code },
    .init("message", "One line for people.") { $0.message },
    .init("range", "A half-open range of two offsets, in UTF-8 bytes of the query.") {
      $0.range.map { [$0.lowerBound, $0.upperBound] }
    },
    .init("suggest", "Possible replacements, best first.") { $0.suggestions },
    .init("help", "What to do.") { $0.help },
  ]
}

extension WireError {
  /// Codes of everything except faults of a query, which have their own codes.
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
    /// Only where cursors are bound to a state of the catalog: over HTTP.
    case staleCursor = "stale-cursor"

    /// A line of Docs/PROTOCOL.md.
    package var meaning: String {
      switch self {
      case .badJSON: "the line is not valid JSON; `range` is the location"
      case .badRequest: "a key is missing, or its value has the wrong type"
      case .unknownKey: "the command does not take this key; `suggest` has the nearest one"
      case .lineTooLong: "the line is longer than `max-line-bytes` of `hello`"
      case .unknownCommand: "the `cmd` is unknown; `suggest` has the nearest one"
      case .notFound: "the record does not exist, or the viewer may not see it"
      case .cancelled: "a `cancel` request named this one"
      case .invalidArgument: "a value is well formed but refers to something that does not exist"
      case .tooBroad: "the query cannot be run within its limits"
      case .unavailable:
        "the catalog is missing, damaged, in another format version, or not accessible to this user"
      case .busy: "the index changes faster than it can be read; try again"
      case .failed: "an internal error of the program"
      case .staleCursor: "over HTTP: the catalog has changed since the cursor was made"
      }
    }
  }
}
