internal import CartularyBase
internal import Foundation

/// A file that exists complete or not at all: it is written next to its destination and moved there when complete.
///
/// Anything other than a regular file, such as a device or a pipe, is written to directly.
final class ExportFile {
  private let path: String
  /// The temporary path; `nil` if the destination is written to directly.
  private let beside: String?
  private let replaces: Bool
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  /// - Parameter replacing: Whether an existing file is replaced.
  /// - Throws: `ExportFailure` with code `.cannotCreate` if something already exists there.
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
      // A file of this name can only be left over from a run that was killed.
      unlink(beside)
      descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    }
    guard descriptor >= 0 else { throw .failed(path, errno) }
  }

  deinit { discard() }

  /// Writes a whole file: the one rule for every result that goes to a file of the user's.
  static func write(_ text: String, to path: String, replacing: Bool) throws(ExportFailure) {
    let file = try ExportFile(path: path, replacing: replacing)
    try file.write(text)
    try file.finish()
  }

  func write(_ text: String) throws(ExportFailure) {
    buffer += text.utf8
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Moves the file to its destination.
  func finish() throws(ExportFailure) {
    try flush()
    guard beside == nil || fsync(descriptor) == 0 else { throw .failed(path, errno) }
    let isClosed = close(descriptor) == 0
    descriptor = -1
    guard isClosed else { throw .failed(path, errno) }
    guard let beside else { return }
    defer { unlink(beside) }
    // A hard link never replaces a file created in the meantime, as moving would.
    if !replaces {
      if link(beside, path) == 0 { return }
      guard errno != EEXIST else { throw .exists(path) }
    }
    guard rename(beside, path) == 0 else { throw .failed(path, errno) }
  }

  /// Removes the temporary file.
  func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    if let beside { unlink(beside) }
  }

  private func flush() throws(ExportFailure) {
    let state = Console.writeAll(buffer, to: descriptor)
    buffer.removeAll(keepingCapacity: true)
    // The reader of a named pipe may also close it.
    if state == .failed { throw .failed(path, errno) }
  }

  private static func beside(_ path: String) -> String {
    let url = URL(fileURLWithPath: path)
    return url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).\(getpid())")
      .path
  }
}

/// A result that could not be written to the requested destination.
struct ExportFailure: Error {
  let exit: ShellExit
  let message: String
  let help: String

  var text: String { "error: \(message)\n help: \(help)" }

  static func exists(_ path: String) -> Self {
    Self(
      exit: .cannotCreate, message: "\(name(path)) already exists",
      help: "--force replaces a file; or choose another name")
  }

  static func isDirectory(_ path: String) -> Self {
    Self(
      exit: .cannotCreate, message: "\(name(path)) is a directory",
      help: "name a file; a name that ends in / writes one file per dataset to a new directory")
  }

  static func failed(_ path: String, _ code: Int32) -> Self {
    let isMissing = code == ENOENT || code == ENOTDIR
    return Self(
      exit: code == EACCES || code == EPERM ? .permissionDenied : .inputOutput,
      message: "\(name(path)) could not be written: \(String(cString: strerror(code)).lowercased())",
      help: isMissing ? "does its directory exist?" : "nothing of it is left; is the disk full?")
  }

  private static func name(_ path: String) -> String { TerminalText.harmless(String(path.prefix(200))) }
}
