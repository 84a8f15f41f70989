/// Prints faults and notes for people: a heading, the text with carets below, and the way on.
///
/// The one renderer for the REPL, the commands and API details, of queries and of manifests. All that it
/// prints is harmless to a terminal.
package enum DiagnosticRenderer {
  /// Returns a fault of any kind as lines, without a line feed at the end:
  ///
  ///     error[Q102]: unknown field 'licenze'
  ///      water licenze:CC-BY-4.0
  ///            ^^^^^^^
  ///      help: did you mean 'license'? To search the words instead: "licenze:CC-BY-4.0"
  ///
  /// - Parameters:
  ///   - label: What it is, such as `error[Q102]`.
  ///   - location: Where it is, such as a file, line and column; shown before the message.
  ///   - excerpt: The marked line; nil if there is none to show.
  ///   - advice: What to do; nil if there is nothing to say.
  package static func render(
    label: String, location: String? = nil, message: String, excerpt: SourceExcerpt?, advice: String? = nil
  ) -> String {
    let heading = [label, location, message].compactMap { $0 }.map { TerminalText.harmless($0) }
    var lines = [heading.joined(separator: ": ")]
    if let excerpt { lines += [" " + excerpt.line, " " + excerpt.marks] }
    if let advice { lines.append(" help: " + TerminalText.harmless(advice)) }
    return lines.joined(separator: "\n")
  }

  /// Returns a diagnostic as lines, without a line feed at the end.
  ///
  /// - Parameter width: The most cells of the line that is shown.
  package static func render<Code>(_ diagnostic: Diagnostic<Code>, width: Int = 100) -> String {
    render(
      label: "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", location: diagnostic.location,
      message: diagnostic.message,
      excerpt: diagnostic.place.flatMap { place in
        place.excerpt.isEmpty ? nil : SourceExcerpt(place.excerpt, marking: place.excerptRange, width: width)
      },
      advice: diagnostic.advice)
  }
}
