internal import Foundation

/// The git checkouts that manifests lie in.
///
/// A repository is known by its first commit, which every clone of it shares: so a file is the same file
/// wherever the repository is cloned to.
struct SourceCheckouts {
  private struct Checkout {
    let root: String
    let firstCommit: String
    let commit: String
    /// Paths below the root that differ from the commit.
    let changed: Set<String>
  }

  private var known: [String: Checkout?] = [:]

  /// - Parameter path: From the root of the file system, without links.
  /// - Returns: `git:`, the first commit and the path in the repository, with the commit checked out (and
  ///   `+` behind it where the file is not as it was committed); the path itself where it is in none.
  mutating func place(of path: String) -> (location: String, commit: String?) {
    guard let root = Self.root(above: path) else { return (path, nil) }
    if known[root] == nil { known[root] = .some(Self.checkout(at: root)) }
    guard let checkout = known[root] ?? nil else { return (path, nil) }
    let relative = path == root ? "" : String(path.dropFirst(root.count + 1))
    let commit = checkout.commit + (checkout.changed.contains(relative) ? "+" : "")
    return ("git:" + checkout.firstCommit + (relative.isEmpty ? "" : "/" + relative), commit)
  }

  /// The nearest directory above that holds `.git`.
  private static func root(above path: String) -> String? {
    var directory = path
    while directory.count > 1 {
      if FileManager.default.fileExists(atPath: directory + "/.git") { return directory }
      directory = (directory as NSString).deletingLastPathComponent
    }
    return nil
  }

  private static func checkout(at root: String) -> Checkout? {
    guard let commit = git(root, "rev-parse", "HEAD")?.first,
      let first = git(root, "rev-list", "--max-parents=0", "HEAD")?.last,
      let status = git(root, "status", "--porcelain", "-z", "--no-renames", separator: "\0")
    else { return nil }
    return Checkout(
      root: root, firstCommit: String(first.prefix(16)), commit: commit,
      changed: Set(status.map { String($0.dropFirst(3)) }))
  }

  /// The lines that git prints; `nil` where there is no git, or it fails.
  private static func git(_ root: String, _ arguments: String..., separator: Character = "\n") -> [String]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", root] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return text.split(separator: separator).map(String.init)
  }
}
