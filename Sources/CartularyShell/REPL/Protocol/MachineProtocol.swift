internal import ArgumentParser
internal import CartularyWire

/// Ways in which programs talk to a session. Docs/PROTOCOL.md describes them.
enum MachineProtocol: String, CaseIterable, ExpressibleByArgument {
  /// One JSON object a line, answered by one JSON object a line.
  case jsonl

  /// Keys are added without a new version, never taken away.
  static let version = 1
}

/// Why a request was not answered with what it asks for.
struct ProtocolFault: Error {
  typealias Code = WireError.Code

  /// One of `Code`, or the code of a fault in a query: `Q102`.
  let code: String
  let message: String
  /// Offsets in UTF-8 bytes of the query, or of the line that is not JSON.
  var range: Range<Int>?
  /// What could stand there instead.
  var suggest: [String] = []
  var help: String?

  init(_ code: Code, _ message: String, help: String? = nil) {
    (self.code, self.message, self.help) = (code.rawValue, message, help)
  }

  var wire: WireError {
    WireError(code: code, message: message, range: range, suggestions: suggest, help: help)
  }
}
