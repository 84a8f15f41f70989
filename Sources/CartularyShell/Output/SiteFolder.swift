internal import CartularyBase
internal import Foundation

/// The folder of a site of files: filled beside its place, and moved there as a whole.
///
/// A list in the folder names what was written. A site is replaced only if there is nothing else in its folder but what
/// Pagefind made, so that no file of the user's is ever lost.
struct SiteFolder {
  private let path: String
  /// The temporary folder.
  private let beside: String
  private var written: [String] = []

  static let list = "cartulary-site.txt"
  /// What Pagefind makes in the folder.
  private static let index = "pagefind/"

  /// - Parameters:
  ///   - path: It may end in a slash.
  ///   - replacing: Whether a site that an earlier export wrote is replaced.
  init(path: String, replacing: Bool) throws(ExportFailure) {
    let bare = URL(fileURLWithPath: path, isDirectory: true)
    self.path = bare.path
    beside = Self.beside(bare, "")
    var status = stat()
    if lstat(self.path, &status) == 0 {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      guard isFolder, replacing || Self.files(in: self.path).isEmpty else {
        throw Self.exists(path, isFolder)
      }
      if let other = Self.stranger(in: self.path) { throw Self.hasOther(path, other) }
    }
    guard mkdir(beside, 0o777) == 0 else { throw .failed(path, errno) }
  }

  /// - Parameter file: Its path in the folder, or in one folder of it.
  mutating func take(_ file: String, _ bytes: [UInt8]) throws(ExportFailure) {
    let parts = file.split(separator: "/")
    if parts.count > 1 {
      guard mkdir("\(beside)/\(parts[0])", 0o777) == 0 || errno == EEXIST else { throw .failed(path, errno) }
    }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open("\(beside)/\(file)", flags, 0o666)
    guard descriptor >= 0 else { throw .failed(path, errno) }
    let state = Console.writeAll(bytes, to: descriptor)
    let code = errno
    guard close(descriptor) == 0, state == .open else { throw .failed(path, state == .open ? errno : code) }
    written.append(file)
  }

  /// Moves the folder to its place.
  mutating func finish() throws(ExportFailure) {
    try take(
      Self.list, Array((["cartulary site 1"] + written.sorted()).joined(separator: "\n").utf8 + [0x0A]))
    // An empty folder is replaced by the move itself.
    if rename(beside, path) == 0 { return }
    guard errno == ENOTEMPTY || errno == EEXIST else { throw .failed(path, errno) }
    let old = Self.beside(URL(fileURLWithPath: path, isDirectory: true), ".old")
    guard rename(path, old) == 0 else { throw .failed(path, errno) }
    guard rename(beside, path) == 0 else {
      let code = errno
      rename(old, path)
      throw .failed(path, code)
    }
    // Something may have come into it meanwhile.
    if Self.stranger(in: old) == nil { try? FileManager.default.removeItem(atPath: old) }
  }

  /// Removes what was written.
  func discard() { try? FileManager.default.removeItem(atPath: beside) }

  // MARK: - What is there

  private static func beside(_ place: URL, _ ending: String) -> String {
    place.deletingLastPathComponent().appendingPathComponent(
      ".\(place.lastPathComponent).\(getpid())\(ending)"
    ).path
  }

  /// Everything in a folder that is not a folder itself, by its path in it.
  private static func files(in folder: String) -> [String] {
    let manager = FileManager.default
    return (manager.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { name in
      var status = stat()
      return lstat("\(folder)/\(name)", &status) != 0 || status.st_mode & S_IFMT != S_IFDIR
    }
  }

  /// A file that neither an export nor Pagefind wrote; `nil` if there is none.
  private static func stranger(in folder: String) -> String? {
    let files = files(in: folder)
    let text = (try? String(contentsOfFile: "\(folder)/\(list)", encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n").map(String.init)
    let own = Set(lines.first?.hasPrefix("cartulary site ") == true ? lines.dropFirst() + [list] : [])
    return files.sorted().first { !own.contains($0) && (own.isEmpty || !$0.hasPrefix(index)) }
  }

  private static func exists(_ path: String, _ isFolder: Bool) -> ExportFailure {
    ExportFailure(
      exit: .cannotCreate, message: ExportFailure.exists(path).message,
      help: isFolder
        ? "--force replaces a site that an earlier export wrote; or name another directory"
        : "a site is a directory: name one that does not exist yet")
  }

  private static func hasOther(_ path: String, _ file: String) -> ExportFailure {
    ExportFailure(
      exit: .cannotCreate,
      message: "\(TerminalText.harmless(String(path.prefix(200)))) has a file that no export wrote: "
        + TerminalText.harmless(String(file.prefix(200))),
      help: "move it away, or name another directory")
  }
}
