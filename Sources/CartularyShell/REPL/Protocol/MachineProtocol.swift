internal import ArgumentParser

/// Ways in which programs talk to a session. Docs/PROTOCOL.md describes them.
enum MachineProtocol: String, CaseIterable, ExpressibleByArgument {
  /// One JSON object a line, answered by one JSON object a line.
  case jsonl

  /// Keys are added without a new version, never taken away.
  static let version = 1
}

/// Why a request was not answered with what it asks for.
struct ProtocolFault: Error {
  enum Code: String, CaseIterable {
    case badJSON = "bad-json"
    case badRequest = "bad-request"
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
    var meaning: String {
      switch self {
      case .badJSON: "the line is no JSON; `range` has the place"
      case .badRequest: "a key is missing, or has a value of another kind"
      case .lineTooLong: "the line is longer than `max-line-bytes` of `hello`"
      case .unknownCommand: "there is no such `cmd`; `suggest` has the near one"
      case .notFound: "there is no such record, or none that the viewer may see"
      case .cancelled: "a `cancel` named this request"
      case .invalidArgument: "a value is well formed and asks for what does not exist"
      case .tooBroad: "the query cannot be run within its limits"
      case .unavailable: "the catalog is missing, damaged, of another version, or not for this user"
      case .busy: "the index changes faster than it can be read; ask again"
      case .failed: "a fault of the program itself"
      }
    }
  }

  /// One of `Code`, or the code of a fault in a query: `Q102`.
  let code: String
  let message: String
  /// Offsets in UTF-8 bytes of the query, or of the line that is no JSON.
  var range: [Int]?
  /// What could stand there instead.
  var suggest: [String] = []
  var help: String?

  init(_ code: Code, _ message: String, help: String? = nil) {
    (self.code, self.message, self.help) = (code.rawValue, message, help)
  }
}

/// An error as JSON; what is not known is left out.
struct ProtocolFaultJSON: Encodable {
  let code: String
  let message: String
  let range: [Int]?
  let suggest: [String]
  let help: String?

  init(_ fault: ProtocolFault) {
    (code, message, range, suggest, help) = (
      fault.code, fault.message, fault.range, fault.suggest, fault.help
    )
  }
}
