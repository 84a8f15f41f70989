internal import ArgumentParser
internal import CartularyWire

/// Protocols for programs that talk to a session. Docs/PROTOCOL.md describes them.
enum MachineProtocol: String, CaseIterable, ExpressibleByArgument {
  /// One JSON object per line, each answered by one JSON object on a line.
  case jsonl

  /// Keys are added without a new version, and never removed.
  static let version = 1
}

/// Why a request was not answered as asked.
struct ProtocolFault: Error {
  typealias Code = WireError.Code

  /// One of `Code`, or the code of a fault in a query: `Q102`.
  let code: String
  let message: String
  /// Offsets in UTF-8 bytes of the query, or of the line that is not JSON.
  var range: Range<Int>?
  /// Possible replacements for the text at `range`.
  var suggest: [String] = []
  var help: String?

  init(_ code: Code, _ message: String, help: String? = nil) {
    (self.code, self.message, self.help) = (code.rawValue, message, help)
  }

  var wire: WireError {
    WireError(code: code, message: message, range: range, suggestions: suggest, help: help)
  }
}
