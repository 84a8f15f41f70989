internal import CEditline
internal import Foundation
internal import Glibc

/// Standard output and standard error of one session, and what is known of them.
///
/// Results go to `write`, all else to `complain`. A reader that has closed the pipe is quiet success.
final class Console {
  /// Whether a person reads standard output.
  let isTerminal: Bool
  /// Whether standard output may carry colour.
  let hasColor: Bool
  /// How writing the result went; what a command does goes on all the same.
  private(set) var outputState = OutputState.open
  private var buffer: [UInt8] = []
  private let sink: Sink

  enum OutputState {
    case open
    /// The reader has gone away, which is its right.
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
    // getenv, as Foundation would copy the whole environment at every start.
    let isPlain = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
    hasColor = isTerminal && !isPlain && !isDumb
    sink = .standard
  }

  init(capturing capture: Capture, isTerminal: Bool = false) {
    self.isTerminal = isTerminal
    hasColor = false
    sink = .captured(capture)
  }

  /// The width of the terminal in cells; `nil` where nothing is to be cut.
  var width: Int? {
    guard isTerminal, case .standard = sink else { return nil }
    let width = Int(ce_terminal_width())
    return width > 0 ? max(width, 40) : 80
  }

  /// Writes a line of the result.
  func write(_ line: String) {
    write(text: line)
    buffer.append(0x0A)
  }

  /// Writes a part of the result as it is.
  func write(text: String) {
    buffer += text.utf8
    if buffer.count > 1 << 16 { flush() }
  }

  /// Writes a line for the person, on standard error.
  func complain(_ line: String) {
    flush()
    switch sink {
    case .standard: _ = Self.writeAll(Array((line + "\n").utf8), to: STDERR_FILENO)
    case .captured(let capture): capture.errors += line + "\n"
    }
  }

  /// Sends out what is written so far.
  func flush() {
    switch sink {
    case .standard:
      if outputState == .open { outputState = Self.writeAll(buffer, to: STDOUT_FILENO) }
    case .captured(let capture): capture.output += String(decoding: buffer, as: UTF8.self)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes bytes to a file, however many calls it takes.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> OutputState {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return errno == EPIPE ? .closed : .failed
      }
    }
    return .open
  }
}
