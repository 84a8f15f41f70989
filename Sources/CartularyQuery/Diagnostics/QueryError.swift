package import CartularyBase

/// A fault in a query, or a note on how it was read. Its severity is `error` or `note`, and it has a place.
package typealias QueryDiagnostic = Diagnostic<QueryDiagnosticCode>

extension QueryDiagnostic {
  /// The part of the query that it is about, in UTF-8 offsets; empty if something is missing at a place.
  package var range: Range<Int> { place?.range ?? 0..<0 }
}

/// Why a text could not be read as a query: its first fault.
package struct QueryError: Error, Sendable, Equatable {
  package let diagnostic: QueryDiagnostic
  /// The query as it was given, for whoever prints the fault.
  package let text: String

  package init(diagnostic: QueryDiagnostic, text: String) {
    self.diagnostic = diagnostic
    self.text = text
  }

  package var code: QueryDiagnosticCode { diagnostic.code }
}

extension QueryError: CustomStringConvertible {
  package var description: String { DiagnosticRenderer.render(diagnostic) }
}
