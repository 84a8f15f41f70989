internal import CartularyBase
internal import Foundation

/// A file that is there whole or not at all: it is written beside its place and moved there when it is done.
///
/// What is no regular file, such as a device or a pipe, is written to directly.
final class ExportFile {
  private let path: String
  /// Where it is written; `nil` where that is its place.
  private let beside: String?
  private let replaces: Bool
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  /// - Parameter replacing: Whether a file that is there gives way.
  /// - Throws: `ExportFailure` with code `.cannotCreate` where something is there already.
  init(path: String, replacing: Bool) throws(ExportFailure) {
    (self.path, replaces) = (path, replacing)
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory(path) }
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      beside = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      guard replacing || !isThere else { throw .exists(path) }
      let beside = Self.beside(path)
      self.beside = beside
      // One of this name can only be left of a run that was killed.
      unlink(beside)
      descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    }
    guard descriptor >= 0 else { throw .failed(path, errno) }
  }

  deinit { discard() }

  func write(_ text: String) throws(ExportFailure) {
    buffer += text.utf8
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Puts the file in its place.
  func finish() throws(ExportFailure) {
    try flush()
    guard beside == nil || fsync(descriptor) == 0 else { throw .failed(path, errno) }
    let isClosed = close(descriptor) == 0
    descriptor = -1
    guard isClosed else { throw .failed(path, errno) }
    guard let beside else { return }
    defer { unlink(beside) }
    // A second name never replaces a file that has come meanwhile, as moving would.
    if !replaces {
      if link(beside, path) == 0 { return }
      guard errno != EEXIST else { throw .exists(path) }
    }
    guard rename(beside, path) == 0 else { throw .failed(path, errno) }
  }

  /// Leaves nothing behind.
  func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    if let beside { unlink(beside) }
  }

  private func flush() throws(ExportFailure) {
    let state = Console.writeAll(buffer, to: descriptor)
    buffer.removeAll(keepingCapacity: true)
    // Of a pipe that is written to by name, too, the reader may go away.
    if state == .failed { throw .failed(path, errno) }
  }

  private static func beside(_ path: String) -> String {
    let url = URL(fileURLWithPath: path)
    return url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).\(getpid())")
      .path
  }
}

/// A result that could not be written where it was asked for.
struct ExportFailure: Error {
  let exit: ShellExit
  let message: String
  let help: String

  var text: String { "error: \(message)\n help: \(help)" }

  static func exists(_ path: String) -> Self {
    Self(
      exit: .cannotCreate, message: "\(name(path)) is already there",
      help: "--force replaces a file; or give another name")
  }

  static func isDirectory(_ path: String) -> Self {
    Self(
      exit: .cannotCreate, message: "\(name(path)) is a directory",
      help: "name a file; with a / at its end, one file for each dataset comes into a new directory")
  }

  static func failed(_ path: String, _ code: Int32) -> Self {
    let isMissing = code == ENOENT || code == ENOTDIR
    return Self(
      exit: code == EACCES || code == EPERM ? .permissionDenied : .inputOutput,
      message: "\(name(path)) could not be written: \(String(cString: strerror(code)).lowercased())",
      help: isMissing ? "is its directory there?" : "nothing is left of it; is there room?")
  }

  private static func name(_ path: String) -> String { TerminalText.harmless(String(path.prefix(200))) }
}
