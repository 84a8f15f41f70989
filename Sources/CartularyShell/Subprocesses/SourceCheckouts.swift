internal import CartularyBase
internal import CartularyModel
internal import Foundation

/// The git checkouts that contain manifests.
///
/// A repository is identified by its first commit, which every clone shares, so a file counts as the same file wherever
/// the repository is cloned.
///
/// A repository may be untrusted, such as one unpacked from an archive, and its configuration can name programs that
/// git runs: filters, monitors, hooks, helpers that fetch missing objects. So git is asked only for objects that exist,
/// never for the state of the files (`git status`): those are hashed here.
struct SourceCheckouts {
  private struct Checkout {
    let root: String
    let firstCommit: String
    let commit: String
    /// The object names of the committed contents, by path below the root.
    let contents: [String: String]
  }

  private var known: [String: Checkout?] = [:]
  /// Cached, because each record of a file with many records asks for its location.
  private var places: [String: (location: String, commit: String?)] = [:]

  /// - Parameter path: Absolute, without symbolic links.
  /// - Returns: `git:`, the first commit and the path in the repository, with the commit that is checked out (followed
  ///   by `+` if the file differs from the committed one); the path itself if it is not in a checkout.
  mutating func place(of path: String) -> (location: String, commit: String?) {
    if let place = places[path] { return place }
    let place = findPlace(of: path)
    places[path] = place
    return place
  }

  private mutating func findPlace(of path: String) -> (location: String, commit: String?) {
    guard let root = Self.root(above: path) else { return (path, nil) }
    if known[root] == nil { known[root] = .some(Self.checkout(at: root)) }
    guard let checkout = known[root] ?? nil else { return (path, nil) }
    let relative = path == root ? "" : String(path.dropFirst(root.count + 1))
    let commit = checkout.commit + (Self.isChanged(path, from: checkout.contents[relative]) ? "+" : "")
    return ("git:" + checkout.firstCommit + (relative.isEmpty ? "" : "/" + relative), commit)
  }

  /// - Parameter name: The object name of its committed content; `nil` if it is not committed.
  private static func isChanged(_ path: String, from name: String?) -> Bool {
    // A directory has no content and is never committed.
    guard let content = FileManager.default.contents(atPath: path) else { return name != nil }
    return name.map { !GitBlob.isContent([UInt8](content), of: $0) } ?? true
  }

  /// The nearest parent directory that contains `.git`.
  private static func root(above path: String) -> String? {
    var directory = path
    while directory.count > 1 {
      if FileManager.default.fileExists(atPath: directory + "/.git") { return directory }
      directory = directory.parentDirectory
    }
    return nil
  }

  private static func checkout(at root: String) -> Checkout? {
    guard let commit = git(root, "rev-parse", "HEAD")?.first,
      let first = git(root, "rev-list", "--max-parents=0", "HEAD")?.last,
      let entries = git(root, "ls-tree", "-r", "-z", "--full-tree", "HEAD", separator: 0)
    else { return nil }
    var contents: [String: String] = [:]
    for entry in entries {
      // `100644 blob 257cc56…`, a tab, the path.
      guard let tab = entry.firstIndex(of: "\t") else { continue }
      contents[String(entry[entry.index(after: tab)...])] = entry[..<tab].split(separator: " ").last.map(
        String.init)
    }
    return Checkout(
      root: root, firstCommit: String(first.prefix(16)), commit: commit, contents: contents)
  }

  /// The lines that git prints; `nil` if git is not installed or fails.
  private static func git(_ root: String, _ arguments: String..., separator: UInt8 = 0x0A) -> [String]? {
    ChildProcess.output(of: "git", guards + ["-C", root] + arguments, environment: environment)?
      .split(separator: separator).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Not run by any of the commands above anyway.
  private static let guards = [
    "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
  ]

  /// A missing object would be fetched by a program that the repository names, so no object is fetched.
  private static let environment = [
    "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0",
  ]
}
