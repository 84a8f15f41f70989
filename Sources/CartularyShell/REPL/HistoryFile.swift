internal import CartularyBase
internal import Foundation

/// What was typed, kept between sessions. Only its owner may read it: queries tell what someone works on.
///
/// Each line is added by writing the whole to a new file and renaming it: a crash, a power cut or a second session
/// leaves one whole history or another, never half of one.
struct HistoryFile {
  static let maximumLineCount = 1_000
  /// A line beyond this is a paste that nobody looks for again.
  static let maximumLineByteCount = 4_096

  let path: String

  /// The user's own: `CARTULARY_HISTORY`, or `cartulary/history` where XDG keeps state; `nil` where the variable is
  /// empty, which asks for none, or there is no home.
  static var ofUser: HistoryFile? {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    if let path = variable("CARTULARY_HISTORY") { return path.isEmpty ? nil : HistoryFile(path: path) }
    let state = variable("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let base = state ?? variable("HOME").map({ $0 + "/.local/state" }), !base.isEmpty else {
      return nil
    }
    return HistoryFile(path: base + "/cartulary/history")
  }

  /// Oldest first; empty where there is no file that can be read.
  var lines: [String] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
      .suffix(Self.maximumLineCount)
  }

  /// Adds a line to what is in the file now. Where that cannot be written, the session goes on without.
  func append(_ line: String) {
    guard line.utf8.count <= Self.maximumLineByteCount, !line.contains(where: \.isNewline) else { return }
    let text = (lines + [line]).suffix(Self.maximumLineCount).joined(separator: "\n") + "\n"
    let directory = path.parentDirectory
    try? FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let new = path + ".\(getpid()).new"
    unlink(new)
    // O_EXCL: a file or link that someone else has put there is not written through.
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
