internal import CartularyBase
internal import CartularyLedger
internal import Foundation

/// The right to write, held by one process and one publication at a time.
///
/// The kernel frees it however the process ends. Xapian's and SQLite's own locks are behind
/// it; this one covers both together and can say who holds it.
struct CatalogLock: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// - Throws: `CatalogError` with code `.locked` when another holds it.
  init(_ layout: CatalogLayout) throws(CatalogError) {
    let path = layout.lock
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else {
      switch errno {
      case EACCES, EPERM, EROFS:
        throw CatalogError(
          .permissionDenied, "no permission to write to the catalog at \(layout.root)",
          facts: .init(path: layout.root))
      case ENOSPC, EDQUOT:
        throw CatalogError(.noSpace, "no space left at \(layout.root)", facts: .init(path: layout.root))
      default:
        throw CatalogError(
          .inputOutput, "cannot open the lock of the catalog at \(layout.root)",
          facts: .init(path: layout.root))
      }
    }
    guard Self.take(descriptor) else {
      let holder = Self.holder(path)
      close(descriptor)
      throw CatalogError(
        .locked, "the catalog is being written by \(holder)", help: "try again when it is done")
    }
    let text = Array("process \(getpid()) since \(Timestamp.now)\n".utf8)
    // Who holds it is a courtesy: on a full disk the lock is held all the same.
    if ftruncate(descriptor, 0) == 0 { _ = systemWrite(descriptor, text, text.count) }
    guard Self.isStillNamed(descriptor, path) else {
      close(descriptor)
      throw Self.takenAway
    }
    self.descriptor = descriptor
    self.path = path
  }

  /// Whether the lock is still the one that others would try: a lock file that was deleted lets a second
  /// writer in.
  func check() throws(CatalogError) {
    guard Self.isStillNamed(descriptor, path) else { throw Self.takenAway }
  }

  /// Tries for a moment: a process that this one, or the last holder, has just started holds a copy of the
  /// lock until it runs its own program.
  private static func take(_ descriptor: Int32) -> Bool {
    for _ in 0..<20 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(5_000)
    }
    return false
  }

  /// Who holds it writes so a moment after taking it.
  private static func holder(_ path: String) -> String {
    for _ in 0..<5 {
      let text = try? String(contentsOfFile: path, encoding: .utf8)
      if let line = text?.split(separator: "\n").first { return String(line) }
      usleep(2_000)
    }
    return "someone else"
  }

  private static func isStillNamed(_ descriptor: Int32, _ path: String) -> Bool {
    var (held, named) = (stat(), stat())
    return fstat(descriptor, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino
      && held.st_dev == named.st_dev
  }

  private static let takenAway = CatalogError(
    .locked, "the lock of the catalog was taken away", help: "try again")

  deinit { close(descriptor) }
}
