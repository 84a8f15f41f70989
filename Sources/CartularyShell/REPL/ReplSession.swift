internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// One session of queries and dot commands: reads lines, has each one answered, and sends the results to their
/// destination.
final class ReplSession {
  private let console: Console
  private(set) var state: ReplState
  /// The editor on a terminal; `nil` on a pipe.
  private var editor: LineEditor?
  /// The number of lines that could not be answered.
  private var faultCount = 0

  /// The limit on nested files, which stops files that read each other.
  private static let maximumReadingDepth = 8

  init(
    catalog: DatasetCatalog, viewer: Viewer, format: OutputFormat, console: Console,
    profile: UseProfile? = nil,
    diseases: DiseaseTree? = nil, isBailing: Bool = false
  ) {
    self.console = console
    state = ReplState(catalog: catalog, viewer: viewer, format: format)
    state.use = profile.map { .init(profile: $0, name: $0.name ?? "the command line") }
    state.diseases = diseases
    state.isBailing = isBailing
  }

  /// Runs until the input ends or `.quit` is entered.
  ///
  /// - Returns: On a pipe, `negativeAnswer` if any line failed.
  func run(reading source: LineSource) -> ShellExit {
    editor = source.editor
    if let editor {
      state.history = editor.history
      editor.completer = { [unowned self] in ReplCompleter(state: self.state).completion(of: $0) }
      greet()
    }
    let ending = runLines(of: source, depth: 0)
    console.flush()
    editor?.showTyping()
    if case .quit(let code?) = ending { return code }
    return faultCount > 0 && editor == nil ? .negativeAnswer : .done
  }

  // MARK: - Lines

  private enum Ending {
    case input
    case quit(ShellExit?)
    /// A script that stops at its first error has met one.
    case fault
    /// The user has abandoned the line, and with it the script that it came from.
    case abandoned
  }

  private func runLines(of source: LineSource, depth: Int) -> Ending {
    let isTyped = source.editor != nil
    while true {
      let faultsBefore = faultCount
      switch nextLine(of: source) {
      case .line(let line):
        let text = line.trimmingBlanks
        guard !text.isEmpty, !text.hasPrefix("#") else { continue }
        remember(line, isTyped: isTyped)
        if isTyped { editor?.markStart() }
        let ending = answer(line, depth: depth, isTyped: isTyped)
        if isTyped { markEnd(ending, hasFailed: faultCount > faultsBefore) }
        switch ending {
        case .input: break
        case .quit(let code): return .quit(code)
        // On a terminal the user continues typing.
        case .fault, .abandoned: if !isTyped { return ending }
        }
      case .cancelled: continue
      case .tooLong:
        fail("error: a line of more than \(LinePipe.maximumByteCount >> 10) KiB\n help: split it")
      case .end:
        if isTyped { console.write("") }
        return .input
      }
      console.flush()
      if faultCount > faultsBefore, state.isBailing, !isTyped { return .fault }
      // Nobody reads the output any more.
      if console.outputState != .open { return .input }
    }
  }

  private func markEnd(_ ending: Ending, hasFailed: Bool) {
    console.flush()
    switch ending {
    case .abandoned: editor?.markEnd(.interrupted)
    case .quit(let code?): editor?.markEnd(code)
    case .input, .quit, .fault: editor?.markEnd(hasFailed ? .negativeAnswer : .done)
    }
  }

  /// A line with its continuation lines: a `\` at the end means that another follows.
  private func nextLine(of source: LineSource) -> LineSource.Input {
    var text = ""
    while true {
      switch source.next(prompt: text.isEmpty ? prompt : "...> ") {
      case .line(let line):
        guard line.hasSuffix("\\") else { return .line(text + line) }
        text += line.dropLast() + " "
        guard text.utf8.count <= LinePipe.maximumByteCount else { return .tooLong }
      case .end where !text.isEmpty && source.editor == nil: return .line(text)
      case let other: return other
      }
    }
  }

  private func remember(_ line: String, isTyped: Bool) {
    if isTyped, let editor {
      editor.remember(line)
      state.history = editor.history
    } else {
      state.history = Array((state.history + [line]).suffix(HistoryFile.maximumLineCount))
    }
  }

  /// Answers a line and applies its effects to the session.
  private func answer(_ line: String, depth: Int, isTyped: Bool) -> Ending {
    let (file, style) = (state.onceFile ?? state.outputFile, style)
    // It applies to this line, whatever its outcome, unless the line names another.
    state.onceFile = nil
    let start = DispatchTime.now()
    guard let outcome = outcome(of: alias(line, isTyped: isTyped), style) else {
      console.complain("abandoned")
      return .abandoned
    }
    state = outcome.state
    deliver(outcome, to: file)
    if outcome.hasFailed { faultCount += 1 }
    if state.isTimed {
      let nanoseconds = DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds
      console.complain("took \(String(format: "%.2f", Double(nanoseconds) / 1e6)) ms")
    }
    switch outcome.effect {
    case .nothing: return .input
    case .quit(let code): return .quit(code)
    case .read(let path): return read(path, depth: depth + 1)
    }
  }

  /// On a terminal, `n` and `p` are commands; for a program they are words to search for.
  private func alias(_ line: String, isTyped: Bool) -> String {
    guard isTyped, state.last != nil else { return line }
    switch line.trimmingBlanks {
    case "n": return ".next"
    case "p": return ".prev"
    default: return line
    }
  }

  /// - Returns: `nil` if the user has abandoned the line.
  private func outcome(of line: String, _ style: ReplTurn.Style) -> ReplTurn.Outcome? {
    guard let editor else {
      return ReplTurn.answer(line, state, style: style, isInteractive: false)
    }
    // Between two lines of a script, or even before the first.
    guard !editor.takeInterrupt() else { return nil }
    let state = state
    return AbandonableWork.result(
      of: { ReplTurn.answer(line, state, style: style, isInteractive: true) },
      isInterrupted: { editor.takeInterrupt() })
  }

  private func read(_ path: String, depth: Int) -> Ending {
    guard depth <= Self.maximumReadingDepth else {
      fail(
        "error: files read each other more than \(Self.maximumReadingDepth) deep\n help: nest fewer .read commands"
      )
      return .input
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      let reason = descriptor < 0 ? String(cString: strerror(errno)) : "it is a directory"
      fail(
        "error: cannot read '\(TerminalText.harmless(String(path.prefix(200))))': \(reason)\n help: name a text file"
      )
      return .input
    }
    return runLines(of: .pipe(LinePipe(descriptor: descriptor)), depth: depth)
  }

  // MARK: - Results

  private func deliver(_ outcome: ReplTurn.Outcome, to file: String?) {
    if let file {
      do throws(CatalogError) {
        if !outcome.output.isEmpty { try ResultFile.append(outcome.output, to: file) }
      } catch {
        fail(ErrorText.text(of: error))
      }
    } else if !outcome.output.isEmpty {
      show(outcome.output)
    }
    let complaints = outcome.complaints.utf8.dropLast()
    if !complaints.isEmpty { console.complain(String(decoding: complaints, as: UTF8.self)) }
  }

  /// Prints a result, page by page if the user wants that and is at a terminal.
  private func show(_ text: String) {
    if let editor, let command = pager(for: text) {
      console.flush()
      if editor.whileTypingShows({ Pager.show(Array(text.utf8), with: command) }) { return }
    }
    console.pass(on: text)
  }

  /// - Returns: `nil` if a text is printed without paging.
  private func pager(for text: String) -> String? {
    func isHigh() -> Bool {
      TerminalSize.current.map { Pager.height(of: text, width: $0.columns) >= $0.rows } ?? false
    }
    switch state.pager {
    case .off: return nil
    case .on: return Pager.command
    case .auto: return isHigh() ? Pager.command : nil
    case .command(let command): return isHigh() ? command : nil
    }
  }

  private func fail(_ complaint: String) {
    console.complain(complaint)
    faultCount += 1
  }

  private var style: ReplTurn.Style {
    let isTerminal = console.isTerminal && state.outputFile == nil && state.onceFile == nil
    return .init(
      isTerminal: isTerminal, hasColor: isTerminal && console.hasColor,
      width: state.width ?? (isTerminal ? console.width : nil), glyphs: console.glyphs)
  }

  // MARK: - Messages

  /// The prompt, with the active filters. Only ASCII, because libedit counts the bytes of a prompt in some locales.
  var prompt: String {
    guard !state.filters.isEmpty else { return "cartulary> " }
    let filters = state.filters.joined(separator: " ").unicodeScalars.map {
      (0x20...0x7E).contains($0.value) ? Character($0) : "?"
    }
    let isLong = filters.count > Self.maximumPromptLength
    return "cartulary[" + String(filters.prefix(Self.maximumPromptLength)) + (isLong ? "..." : "") + "]> "
  }

  /// Half of a usual line is left for typing.
  private static let maximumPromptLength = 30

  private func greet() {
    console.complain("Type a query, or .help for the commands; .quit exits.")
  }
}
