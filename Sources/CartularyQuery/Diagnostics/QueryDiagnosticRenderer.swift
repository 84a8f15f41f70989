package import CartularyBase

extension DiagnosticRenderer {
  /// Returns a diagnostic of a query as lines, without a line feed at the end.
  ///
  /// - Parameters:
  ///   - text: The query that the diagnostic is about.
  ///   - width: The most cells of a line of the query.
  package static func render(_ diagnostic: Diagnostic, in text: String, width: Int = 100) -> String {
    render(
      label: "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", message: diagnostic.message,
      excerpt: SourceExcerpt(text, marking: diagnostic.range, width: width), advice: diagnostic.advice)
  }
}
