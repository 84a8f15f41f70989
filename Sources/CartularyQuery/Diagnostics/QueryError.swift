public import CartularyBase

/// A fault in a query, or a note on how it was read. Its severity is `error` or `note`, and it has a place.
public typealias QueryDiagnostic = Diagnostic<QueryDiagnosticCode>

extension QueryDiagnostic {
  /// The part of the query that it is about, in UTF-8 offsets; empty if something is missing at a place.
  public var range: Range<Int> { place?.range ?? 0..<0 }
}

/// Why a text could not be read as a query: its first fault.
public struct QueryError: Error, Sendable, Equatable {
  /// The fault, with its place in `text`.
  public let diagnostic: QueryDiagnostic
  /// The query as it was given, for whoever prints the fault.
  public let text: String

  package init(diagnostic: QueryDiagnostic, text: String) {
    self.diagnostic = diagnostic
    self.text = text
  }

  /// The fault's code; its raw value, such as `Q102`, is stable.
  public var code: QueryDiagnosticCode { diagnostic.code }
}

extension QueryError: CustomStringConvertible {
  public var description: String { DiagnosticRenderer.render(diagnostic) }
}
