internal import ArgumentParser
internal import CEditline
internal import Foundation

/// Whether the result is coloured.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  /// Coloured on a terminal that is not dumb, unless NO_COLOR is set.
  case auto
  case always
  case never
}

/// The size of the terminal on standard output.
struct TerminalSize {
  let columns: Int
  let rows: Int

  /// `nil` if there is no terminal, or its size is unknown.
  static var current: TerminalSize? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return nil
    }
    return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }
}

/// Standard output and standard error of one session, and their properties.
///
/// Results go to `write`, everything else to `complain`. If the reader has closed the pipe, that counts as success and
/// is not reported.
final class Console {
  /// Whether standard output is a terminal.
  let isTerminal: Bool
  /// Whether standard output may be coloured.
  private(set) var hasColor: Bool
  /// The symbols to draw with.
  let glyphs: Glyphs
  /// The state of writing the result; the command itself continues regardless.
  private(set) var outputState = OutputState.open
  private var buffer: [UInt8] = []
  /// Messages to show after the page being collected; `nil` while none is being collected.
  private var heldComplaints: [String]?
  private let fixedWidth: Int?
  private let sink: Sink

  enum OutputState {
    case open
    /// The reader has closed the pipe, as it may.
    case closed
    case failed
  }

  private enum Sink {
    case standard
    case captured(Capture)
  }

  /// Collects what is written, for tests.
  final class Capture {
    fileprivate(set) var output = ""
    fileprivate(set) var errors = ""
  }

  /// The process's own streams.
  init() {
    isTerminal = isatty(STDOUT_FILENO) == 1
    // Uses getenv because Foundation would copy the whole environment at every start.
    let isPlain = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
    hasColor = isTerminal && !isPlain && !isDumb
    glyphs = .ofLocale
    fixedWidth = nil
    sink = .standard
  }

  init(
    capturing capture: Capture, isTerminal: Bool = false, hasColor: Bool = false, width: Int? = nil,
    glyphs: Glyphs = .unicode
  ) {
    self.isTerminal = isTerminal
    self.glyphs = glyphs
    self.hasColor = hasColor
    fixedWidth = width
    sink = .captured(capture)
  }

  /// The command line's choice of colour takes precedence over the stream and the environment.
  func use(_ color: ColorChoice) {
    switch color {
    case .auto: break
    case .always: hasColor = true
    case .never: hasColor = false
    }
  }

  /// Whether standard error is a screen on which text can be overwritten.
  var complaintsAreOnScreen: Bool {
    guard case .standard = sink else { return false }
    return isatty(STDERR_FILENO) == 1
  }

  /// The width of the terminal in cells; `nil` if nothing is to be truncated.
  var width: Int? {
    guard isTerminal, case .standard = sink else { return fixedWidth }
    let width = Int(ce_terminal_width())
    return width > 0 ? max(width, 40) : 80
  }

  /// Truncates a line to the width of the terminal; does nothing elsewhere.
  func cut(_ line: String) -> String { TextTable.cut(line, to: width, ending: glyphs.ellipsis) }

  /// Writes a line of the result.
  func write(_ line: String) {
    write(text: line)
    buffer.append(0x0A)
    flushIfFull()
  }

  /// Writes a part of the result unchanged.
  func write(text: String) {
    buffer += text.utf8
    flushIfFull()
  }

  private func flushIfFull() {
    if heldComplaints == nil, buffer.count > 1 << 16 { flush() }
  }

  /// Writes what another console has printed: lines, each with its line end.
  func pass(on text: String) {
    buffer += Array(text.utf8)
    if heldComplaints == nil, buffer.count > 1 << 16 { flush() }
  }

  /// Writes a line for the user, on standard error.
  func complain(_ line: String) {
    if heldComplaints != nil {
      heldComplaints?.append(line)
      return
    }
    flush()
    switch sink {
    case .standard: _ = Self.writeAll(Array((line + "\n").utf8), to: STDERR_FILENO)
    case .captured(let capture): capture.errors += line + "\n"
    }
  }

  /// Collects what is written from here on, so that its height can be measured. Does nothing unless on a terminal.
  func beginPage() {
    guard isTerminal, case .standard = sink, Pager.command != nil else { return }
    flush()
    heldComplaints = []
  }

  /// Shows what was collected: in the pager if it is taller than the screen, otherwise directly.
  func endPage() {
    guard let complaints = heldComplaints else { return }
    heldComplaints = nil
    let size = TerminalSize.current
    if let size, let command = Pager.command,
      Pager.height(of: String(decoding: buffer, as: UTF8.self), width: size.columns) >= size.rows,
      Pager.show(buffer, with: command)
    {
      buffer.removeAll()
    }
    flush()
    for complaint in complaints { complain(complaint) }
  }

  /// Flushes what has been written so far.
  func flush() {
    guard heldComplaints == nil else { return }
    switch sink {
    case .standard:
      if outputState == .open { outputState = Self.writeAll(buffer, to: STDOUT_FILENO) }
    case .captured(let capture): capture.output += String(decoding: buffer, as: UTF8.self)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes all bytes to a file, in as many calls as it takes.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> OutputState {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno == EPIPE ? .closed : .failed
      }
    }
    return .open
  }
}
