internal import CartularyBase
internal import Foundation

/// The command history, kept between sessions. Only its owner may read it, because queries reveal what someone works
/// on.
///
/// Each line is added by writing the whole history to a new file and renaming it, so a crash, a power cut or a second
/// session always leaves a complete history, never a partial one.
struct HistoryFile {
  static let maximumLineCount = 1_000
  /// A longer line is a paste that nobody will look for again.
  static let maximumLineByteCount = 4_096

  let path: String

  /// The user's history file: `CARTULARY_HISTORY`, or `cartulary/history` in XDG's state directory; `nil` if the
  /// variable is empty, which disables history, or there is no home directory.
  static var ofUser: HistoryFile? {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    if let path = variable("CARTULARY_HISTORY") { return path.isEmpty ? nil : HistoryFile(path: path) }
    let state = variable("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let base = state ?? variable("HOME").map({ $0 + "/.local/state" }), !base.isEmpty else {
      return nil
    }
    return HistoryFile(path: base + "/cartulary/history")
  }

  /// Oldest first; empty if there is no readable file.
  var lines: [String] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
      .suffix(Self.maximumLineCount)
  }

  /// Adds a line to the current contents of the file. If the file cannot be written, the session continues without
  /// history.
  func append(_ line: String) {
    guard line.utf8.count <= Self.maximumLineByteCount, !line.contains(where: \.isNewline) else { return }
    let text = (lines + [line]).suffix(Self.maximumLineCount).joined(separator: "\n") + "\n"
    let directory = path.parentDirectory
    try? FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let new = path + ".\(getpid()).new"
    unlink(new)
    // O_EXCL: does not write through a file or link that someone else has put there.
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard (try? file.write(contentsOf: Data(text.utf8))) != nil else {
      unlink(new)
      return
    }
    if rename(new, path) != 0 { unlink(new) }
  }
}
