internal import CEditline
internal import CartularyBase

/// Lines typed at a terminal, with history and completion.
final class LineEditor {
  private let editor: OpaquePointer
  private let file: HistoryFile?
  /// The lines typed in earlier sessions and this one, oldest first.
  private(set) var history: [String] = []
  /// Offers completions for the text before the cursor.
  var completer: ((String) -> LineCompletion)?

  /// - Parameters:
  ///   - file: The history file; `nil` for no history.
  ///   - isMarking: Whether prompts and answers are marked for the terminal.
  /// - Returns: `nil` if there is no terminal to edit on.
  init?(history file: HistoryFile?, isMarking: Bool) {
    guard let opened = ce_editor_open("cartulary") else { return nil }
    if isMarking { ce_editor_mark(opened) }
    editor = opened
    self.file = file
    history = file?.lines ?? []
    for line in history { ce_editor_remember(editor, line) }
    ce_editor_complete_with(
      editor, { context, text, length in LineEditor.of(context).complete(text, length) },
      Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { ce_editor_close(editor) }

  func next(prompt: String) -> LineSource.Input {
    var line: UnsafePointer<CChar>?
    var length = 0
    let outcome = prompt.withCString { ce_editor_read(editor, $0, &line, &length) }
    switch outcome {
    case .line: return .line(Self.text(line, length))
    case .cancelled: return .cancelled
    case .end: return .end
    }
  }

  /// Adds a line to the history, and to its file at once, because a session may end at any time.
  func remember(_ line: String) {
    guard history.last != line else { return }
    history = Array((history + [line]).suffix(HistoryFile.maximumLineCount))
    ce_editor_remember(editor, line)
    file?.append(line)
  }

  /// Runs work that uses the terminal itself, as a pager does.
  func whileTypingShows<Result>(_ work: () -> Result) -> Result {
    ce_editor_show_typing(editor)
    defer { ce_editor_hide_typing(editor) }
    return work()
  }

  /// Whether Ctrl-C was pressed since a line was read; each press is reported once.
  func takeInterrupt() -> Bool { ce_editor_take_interrupt(editor) != 0 }

  /// Marks where the output of a line begins and ends, for terminals that use such marks.
  func markStart() { ce_editor_mark_start(editor) }
  func markEnd(_ status: ShellExit) { ce_editor_mark_end(editor, status.rawValue) }

  /// Restores the terminal.
  func showTyping() { ce_editor_show_typing(editor) }

  // MARK: - Completion

  /// The editor that passed itself as context. Safe because it lives as long as the C editor, which makes no calls
  /// after it is closed.
  private static func of(_ context: UnsafeMutableRawPointer?) -> LineEditor {
    guard let context else { preconditionFailure("the completer is set together with its context") }
    return Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
  }

  private func complete(_ text: UnsafePointer<CChar>?, _ length: Int) {
    let typed = Self.text(text, length)
    guard let completion = completer?(typed), !completion.candidates.isEmpty else { return }
    if let replacement = completion.replacement {
      ce_editor_replace(editor, completion.typed.unicodeScalars.count, replacement)
    } else {
      ce_editor_list(editor, completion.listing(width: Int(ce_terminal_width())))
    }
  }

  private static func text(_ bytes: UnsafePointer<CChar>?, _ length: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  }
}

/// Completions for the end of a line.
struct LineCompletion: Equatable {
  /// The end of the line that a candidate replaces.
  let typed: String
  /// Whole texts, best first.
  let candidates: [String]

  /// The replacement for `typed`: the only candidate, or the prefix common to all; `nil` if that adds nothing.
  var replacement: String? {
    guard let first = candidates.first else { return nil }
    guard candidates.count > 1 else { return Self.isOpen(first) ? first : first + " " }
    var common = Substring(first)
    for candidate in candidates.dropFirst() {
      common = common.prefix(zip(common, candidate).prefix { $0 == $1 }.count)
    }
    let isLonger = common.unicodeScalars.count > typed.unicodeScalars.count
    // A value that needs quotes may be typed without its first one.
    let begun = typed.first == "\"" || common.first != "\"" ? common : common.dropFirst()
    return isLonger && begun.lowercased().hasPrefix(typed.lowercased()) ? String(common) : nil
  }

  /// Whether more must follow without a space: a value after `sensitivity:`, a file after `data/`.
  private static func isOpen(_ candidate: String) -> Bool {
    candidate.hasSuffix(":") || candidate.hasSuffix("/")
  }

  /// The candidates in columns.
  func listing(width: Int) -> String {
    let cells = candidates.map { TerminalText.harmless($0) }
    let column = (cells.map(TextTable.cellCount).max() ?? 0) + 2
    let columnCount = max(1, (width > 0 ? width : 80) / column)
    return stride(from: 0, to: cells.count, by: columnCount).map { start in
      cells[start..<min(start + columnCount, cells.count)].map { TextTable.pad($0, to: column) }.joined()
    }.joined(separator: "\n")
  }
}
