internal import CartularyBase

/// A fault in a query, or a note on how it was read, with its place and what would have worked.
package struct Diagnostic: Sendable, Equatable {
  package enum Severity: String, Sendable {
    /// The query was not read.
    case error
    /// The query was read; this says how.
    case note
  }

  package let code: Code
  package let severity: Severity
  /// One line, lower case, without a full stop. It may quote the query, so it is untrusted text for a
  /// terminal.
  package let message: String
  /// The part of the text that it is about, in UTF-8 offsets; empty where something is missing at a place.
  package let range: Range<Int>
  /// Texts that could stand in place of `range`, best first.
  package let suggestions: [String]
  /// What to do, where the suggestions do not say it all: lower case, without a full stop.
  package let help: String?

  package init(
    code: Code, severity: Severity, message: String, range: Range<Int>, suggestions: [String] = [],
    help: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.range = range
    self.suggestions = suggestions
    self.help = help
  }

  /// The way on, in one line: the suggestions as a question, then the help; nil when there is neither.
  package var advice: String? {
    if suggestions.isEmpty { return help }
    let question = "did you mean \(choice)?"
    guard let help else { return question }
    return question + " " + help.prefix(1).uppercased() + help.dropFirst()
  }

  /// `'a'`, `'a' or 'b'`, `'a', 'b' or 'c'`.
  private var choice: String {
    let quoted = suggestions.map { "'\($0)'" }
    guard quoted.count > 1, let last = quoted.last else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}

/// Why a text could not be read as a query: its first fault.
package struct QueryError: Error, Sendable, Equatable {
  package let diagnostic: Diagnostic
  /// The query as it was given, for whoever prints the fault.
  package let text: String

  package init(diagnostic: Diagnostic, text: String) {
    self.diagnostic = diagnostic
    self.text = text
  }

  package var code: Diagnostic.Code { diagnostic.code }
}

extension QueryError: CustomStringConvertible {
  package var description: String { DiagnosticRenderer.render(diagnostic, in: text) }
}
