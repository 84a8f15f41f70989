internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel

/// The work of one line: what it finds, changes and prints.
struct ReplTurn {
  /// What the session must do after the line.
  enum Effect: Sendable {
    case nothing
    /// Run the lines of a file.
    case read(String)
    /// Quit; without a code, with the exit code that the lines resulted in.
    case quit(ShellExit?)
  }

  /// The layout of a page.
  struct Style: Sendable {
    let isTerminal: Bool
    let hasColor: Bool
    /// Cells per line; `nil` if nothing is truncated.
    let width: Int?
    let glyphs: Glyphs

    /// A console with this layout, which collects what is printed.
    func console(_ capture: Console.Capture, isCut: Bool = true) -> Console {
      Console(
        capturing: capture, isTerminal: isTerminal, hasColor: hasColor, width: isCut ? width : nil,
        glyphs: glyphs)
    }
  }

  /// The outcome of a line.
  struct Outcome: Sendable {
    let state: ReplState
    let output: String
    let complaints: String
    let hasFailed: Bool
    let effect: Effect
  }

  var state: ReplState
  let console: Console
  let style: Style
  /// Whether the session is interactive, so that hints are printed.
  let isInteractive: Bool
  var effect = Effect.nothing

  /// Answers one line of input. Has no effects other than what it returns and the files that a command names.
  static func answer(_ line: String, _ state: ReplState, style: Style, isInteractive: Bool) -> Outcome {
    let capture = Console.Capture()
    let console = style.console(capture)
    var turn = ReplTurn(state: state, console: console, style: style, isInteractive: isInteractive)
    var hasFailed = false
    do {
      try turn.run(line)
    } catch is InputFailure {
      // The faults of the file have already been reported.
      hasFailed = true
    } catch {
      console.complain(ErrorText.text(of: error))
      hasFailed = true
    }
    console.flush()
    return Outcome(
      // A line that fails changes nothing.
      state: hasFailed ? state : turn.state, output: capture.output,
      complaints: capture.errors, hasFailed: hasFailed, effect: turn.effect)
  }

  private mutating func run(_ line: String) throws {
    if let dot = DotLine(line) {
      let command = try DotCommand.named(dot.word)
      try command.run(&self, dot.arguments)
    } else {
      hintAtCommand(in: line)
      try search(line, offset: 0)
    }
  }

  /// `exit` or `show 1` is a query like any other; whoever types it may mean a command.
  private func hintAtCommand(in line: String) {
    let words = line.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    guard let first = words.first, words.count <= 2 else { return }
    let others = ["exit": "quit", "bye": "quit", "q": "quit", "?": "help", "h": "help"]
    let word = others[first] ?? first
    let isAlone = words.count == 1
    guard let command = DotCommand.all.first(where: { $0.word == word }),
      isAlone
        ? ["quit", "help", "next", "prev", "last", "history", "status", "reload"].contains(word)
        : Int(words[1]) != nil && !command.arguments.isEmpty || word == "help"
    else { return }
    let typed = isAlone ? command.name : command.name + " " + words[1]
    hint("'\(TerminalText.harmless(line.trimmingBlanks))' is searched for; the command is \(typed)")
  }

  // MARK: - Shared by commands

  /// Searches, prints the page and keeps it for the commands that refer to its numbers.
  mutating func search(_ text: String, offset: Int) throws {
    var query = state.query(text)
    // The same query in another order, or with another profile, does not count as a new query.
    query.isAsked = (state.last?.text, state.last?.filters) != (text, state.filters)
    var page = state.firstPage
    page.offset = offset
    let answer = try state.catalog.search(
      query, facets: state.format == .json ? .all : .none, page: page, as: state.viewer,
      use: state.intendedUse)
    state.last = .init(text: text, filters: state.filters, offset: offset, answer: answer)
    // Active filters are printed each time, so that a result is never narrowed without notice.
    if !state.filters.isEmpty {
      console.complain("filtered by " + TerminalText.harmless(state.filters.joined(separator: " ")))
    }
    try AnswerPrinter(
      console: console, format: state.format, firstNumber: offset + 1, limit: state.limit,
      fields: state.fields
    ).print(answer)
    if offset + answer.hits.count < answer.total { hint(".next shows more") }
  }

  /// Runs the last query again, after its filters or other settings have changed.
  mutating func searchAgain() throws {
    if let last = state.last { try search(last.text, offset: 0) }
  }

  /// A hint for the user at a terminal; not printed for programs.
  func hint(_ text: String) {
    if isInteractive { console.complain(text) }
  }

  func lastResult() throws(CatalogError) -> ReplState.Result {
    guard let last = state.last else {
      throw CatalogError(.invalidArgument, "there is no result yet", help: "type a query first")
    }
    return last
  }

  /// The id that a command's first argument refers to: a number in the last result, or an id itself.
  func id(_ arguments: DotArguments, for command: String) throws(CatalogError) -> String {
    guard let word = arguments.first else { throw try DotCommand.named(command).missingArgument }
    guard let number = Int(word), let last = state.last, last.numbers.contains(number) else { return word }
    return last.answer.hits[number - last.numbers.lowerBound].dataset.id
  }

  /// The record that a command's first argument refers to.
  func dataset(_ arguments: DotArguments, for command: String) throws -> Dataset {
    let id = try id(arguments, for: command)
    guard let dataset = try state.catalog.dataset(id: id, as: state.viewer) else { throw try noDataset(id) }
    try noteSuccessor(of: id)
    return dataset
  }

  /// Says what takes the place of a record that is still there.
  func noteSuccessor(of id: String) throws {
    guard let successor = try state.catalog.successor(of: id, as: state.viewer) else { return }
    console.complain("note: " + TerminalText.harmless(NamedRecord.replaced(id, by: successor)))
  }

  /// Names what takes the place of a record that is gone.
  func noDataset(_ id: String) throws -> CatalogError {
    let successors = try state.catalog.successors(of: id, as: state.viewer).map(\.id)
    let places = successors.prefix(5).joined(separator: ", ")
    return CatalogError(
      .invalidArgument, "no dataset '\(id.prefix(200))'",
      help: successors.isEmpty
        ? "give a number of the last result or an id"
        : "\(places) \(successors.count == 1 ? "takes" : "take") its place")
  }
}
