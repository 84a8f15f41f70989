internal import CEditline
internal import Foundation
internal import Glibc

/// Where a session's lines come from.
enum LineSource {
  case editor(LineEditor)
  case pipe(LinePipe)

  /// A line editor where a person sits at a terminal, plain lines otherwise.
  static func standardInput() -> LineSource {
    LineEditor().map(LineSource.editor) ?? .pipe(LinePipe(descriptor: STDIN_FILENO))
  }

  var isInteractive: Bool {
    if case .editor = self { true } else { false }
  }

  enum Reading {
    case line(String)
    /// Ctrl-C at the prompt.
    case cancelled
    /// Longer than any query or command.
    case tooLong
    case end
  }

  func next(prompt: String) -> Reading {
    switch self {
    case .editor(let editor): editor.next(prompt: prompt)
    case .pipe(let pipe): pipe.next()
    }
  }
}

/// Lines typed at a terminal, with history.
final class LineEditor {
  private let editor: OpaquePointer

  /// - Returns: `nil` where there is no terminal to edit on.
  init?() {
    guard let opened = ce_editor_open("cartulary") else { return nil }
    editor = opened
  }

  deinit { ce_editor_close(editor) }

  func next(prompt: String) -> LineSource.Reading {
    var line: UnsafePointer<CChar>?
    var length = 0
    let outcome = prompt.withCString { ce_editor_read(editor, $0, &line, &length) }
    switch outcome {
    case .line:
      let bytes = UnsafeRawBufferPointer(start: line, count: length)
      let text = String(decoding: bytes, as: UTF8.self)
      if !text.allSatisfy(\.isWhitespace) { ce_editor_remember(editor, text) }
      return .line(text)
    case .cancelled: return .cancelled
    case .end: return .end
    }
  }
}

/// Lines of a pipe or file. A line beyond the limit is read over, so that no input fills the memory.
final class LinePipe {
  /// A query ends at 4 KiB; a mebibyte lets a long one have its own message rather than this one.
  static let maximumByteCount = 1 << 20

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(descriptor: Int32) { self.descriptor = descriptor }

  func next() -> LineSource.Reading {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      let rest = buffer[start...]
      if let end = rest.firstIndex(of: 0x0A) {
        if !isTooLong { line += buffer[start..<end] }
        start = end + 1
        return finished(line, isTooLong)
      }
      if !isTooLong { line += rest }
      if line.count > Self.maximumByteCount {
        isTooLong = true
        line = []
      }
      guard fill() else {
        return line.isEmpty && !isTooLong ? .end : finished(line, isTooLong)
      }
    }
  }

  private func finished(_ line: [UInt8], _ isTooLong: Bool) -> LineSource.Reading {
    guard !isTooLong, line.count <= Self.maximumByteCount else { return .tooLong }
    return .line(String(decoding: line.last == 0x0D ? line.dropLast() : line[...], as: UTF8.self))
  }

  private func fill() -> Bool {
    (buffer, start) = ([], 0)
    guard !isAtEnd else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        buffer = Array(chunk[..<count])
        return true
      }
      if count < 0, errno == EINTR { continue }
      isAtEnd = true
      return false
    }
  }
}
