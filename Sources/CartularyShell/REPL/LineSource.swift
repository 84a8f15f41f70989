/// The source of a session's lines.
enum LineSource {
  case editor(LineEditor)
  case pipe(LinePipe)

  /// A line editor on a terminal, otherwise plain lines.
  static func standardInput() -> LineSource {
    LineEditor(history: HistoryFile.ofUser, isMarking: isMarking).map(LineSource.editor)
      ?? .pipe(LinePipe(descriptor: STDIN_FILENO))
  }

  /// Whether the user wants prompts and answers marked, and has a terminal that supports marks.
  private static var isMarking: Bool {
    guard let choice = getenv("CARTULARY_PROMPT_MARKS").map({ String(cString: $0) }) else { return false }
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
    return !choice.isEmpty && choice != "0" && !isDumb
  }

  var editor: LineEditor? {
    if case .editor(let editor) = self { editor } else { nil }
  }

  enum Input {
    case line(String)
    /// Ctrl-C at the prompt.
    case cancelled
    /// Longer than any query or command.
    case tooLong
    case end
  }

  func next(prompt: String) -> Input {
    switch self {
    case .editor(let editor): editor.next(prompt: prompt)
    case .pipe(let pipe): pipe.next()
    }
  }
}
