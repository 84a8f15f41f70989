/// Why a request was not answered as asked.
package struct ProtocolFault: Error, Sendable {
  package typealias Code = WireError.Code

  /// One of `Code`, or the code of a fault in a query: `Q102`.
  package let code: String
  package let message: String
  /// Offsets in UTF-8 bytes of the query, or of the line that is not JSON.
  package var range: Range<Int>?
  /// Possible replacements for the text at `range`.
  package var suggest: [String] = []
  package var help: String?

  package init(_ code: Code, _ message: String, help: String? = nil) {
    self.init(code: code.rawValue, message, help: help)
  }

  init(code: String, _ message: String, help: String? = nil) {
    (self.code, self.message, self.help) = (code, message, help)
  }

  package var wire: WireError {
    WireError(code: code, message: message, range: range, suggestions: suggest, help: help)
  }
}
