/// The codes of one kind of text: of queries, of manifests. A code's raw value, such as `Q102`, is stable:
/// documents and programs may depend on it.
public protocol DiagnosticCode: RawRepresentable, Hashable, Sendable where RawValue == String {
  /// What it means, in a sentence or two.
  var explanation: String { get }
}

/// Something to say about a text that someone wrote: a fault, or a note on how it was read.
public struct Diagnostic<Codes: DiagnosticCode>: Error, Sendable, Equatable {
  /// The codes of the kind of text that this is about.
  public typealias Code = Codes
  /// How grave a diagnostic is.
  public typealias Severity = DiagnosticSeverity
  /// Where in a text a diagnostic applies.
  public typealias Place = DiagnosticPlace

  /// What kind of fault or note this is; its raw value is stable.
  public let code: Code
  /// How grave it is. After an `error` the text is not used.
  public let severity: Severity
  /// One line, lower case, without a full stop. It may quote the text, so it is untrusted for a terminal.
  public let message: String
  /// The file as the user named it; `nil` for text that is in no file, such as a query.
  public let file: String?
  /// `nil` if the text as a whole is meant.
  public let place: Place?
  /// Texts that could stand at the place instead, best first.
  public let suggestions: [String]
  /// What to do, where the suggestions do not say it all: lower case, without a full stop.
  public let help: String?
  /// The name of the thing that the text describes there, such as the id of a record; `nil` if it is not known.
  public let subject: String?

  package init(
    code: Code, severity: Severity, message: String, file: String? = nil, place: Place?,
    suggestions: [String] = [], help: String? = nil, subject: String? = nil
  ) {
    (self.code, self.severity, self.message) = (code, severity, message)
    (self.file, self.place) = (file, place)
    (self.suggestions, self.help, self.subject) = (suggestions, help, subject)
  }
}

extension Diagnostic {
  /// The way on, in one line: the suggestions as a question, then the help; `nil` when there is neither.
  public var advice: String? {
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

  /// `file:line:column` as far as they are known; `nil` for text that is in no file.
  public var location: String? {
    guard let file, let place else { return file }
    return "\(file):\(place.line):\(place.column)"
  }
}

/// How grave a diagnostic is, least first. After an error the text is not used; the rest say something about text
/// that is.
public enum DiagnosticSeverity: String, Sendable, Comparable, CaseIterable {
  /// How the text was read.
  case note
  /// What would make it better.
  case advice
  /// What is worth a look.
  case warning
  /// What must be mended before the text can be used.
  case error

  /// Less grave comes first: note, advice, warning, error.
  public static func < (first: Self, second: Self) -> Bool { first.rank < second.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .advice: 1
    case .warning: 2
    case .error: 3
    }
  }
}
