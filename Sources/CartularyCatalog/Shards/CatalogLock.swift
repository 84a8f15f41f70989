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

  /// - Parameters:
  ///   - patience: How long to wait for another writer.
  ///   - isGivenUp: Asked again and again while waiting; yes ends it.
  /// - Throws: `CatalogError` with code `.locked` when another holds it, `.interrupted` when waiting was given up.
  init(_ layout: CatalogLayout, patience: Duration = .zero, isGivenUp: () -> Bool = { false })
    throws(CatalogError)
  {
    let path = layout.lock
    // Whoever may open it can hold it, and so keep everyone from writing: it is not for readers.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
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
    Self.closeToReaders(descriptor)
    do {
      try Self.take(descriptor, patience, isGivenUp)
    } catch {
      close(descriptor)
      throw error
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

  /// Locks of earlier versions could be opened by every reader.
  private static func closeToReaders(_ descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & 0o007 != 0 else { return }
    fchmod(descriptor, status.st_mode & 0o7770)
  }

  /// Whether the lock is still the one that others would try: a lock file that was deleted lets a second
  /// writer in.
  func check() throws(CatalogError) {
    guard Self.isStillNamed(descriptor, path) else { throw Self.takenAway }
  }

  /// Whether somebody holds it now; `nil` if this process may not look. Whoever tries to take it while this looks tries
  /// for longer than that.
  static func isHeld(_ layout: CatalogLayout) -> Bool? {
    let descriptor = open(layout.lock, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return errno == ENOENT ? false : nil }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  /// Tries at least for a moment: a process that this one, or the last holder, has just started holds a copy of the
  /// lock until it runs its own program.
  private static func take(_ descriptor: Int32, _ patience: Duration, _ isGivenUp: () -> Bool)
    throws(CatalogError)
  {
    let end = ContinuousClock.now + max(patience, .milliseconds(100))
    var pause: UInt32 = 5_000
    repeat {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard !isGivenUp() else { throw CatalogError(.interrupted, "stopped; nothing was published") }
      usleep(pause)
      pause = min(pause * 2, 50_000)
    } while ContinuousClock.now < end
    let waited = patience > .seconds(1) ? ", also after \(patience.components.seconds) seconds" : ""
    throw CatalogError(
      .locked, "the catalog is being written by \(holder(descriptor))\(waited)",
      help: "try again when it is done")
  }

  /// Who the system says holds the lock, in the holder's own words where they are its own: those of a process that has
  /// ended may still stand in the file.
  private static func holder(_ descriptor: Int32) -> String {
    // Who holds it writes so a moment after taking it.
    for attempt in 0..<5 {
      let process = process(holding: descriptor)
      var bytes = [UInt8](repeating: 0, count: 200)
      let count = pread(descriptor, &bytes, bytes.count, 0)
      let line = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").first
      let words = line?.split(separator: " ") ?? []
      if let line, words.count == 4, words[0] == "process", let stated = Int32(words[1]) {
        if process == stated || process == nil && (kill(stated, 0) == 0 || errno == EPERM) {
          return TerminalText.harmless(String(line))
        }
      }
      if attempt == 4 { return process.map { "process \($0)" } ?? "a process that does not say which" }
      usleep(2_000)
    }
    return "someone else"
  }

  /// The process that holds the lock, as Linux tells; `nil` if it does not.
  private static func process(holding descriptor: Int32) -> Int32? {
    var status = stat()
    guard fstat(descriptor, &status) == 0,
      let text = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
    else { return nil }
    for line in text.split(separator: "\n") {
      // 1: FLOCK  ADVISORY  WRITE 1234 08:01:5678 0 EOF
      let words = line.split(separator: " ")
      guard words.count >= 6, words[1] == "FLOCK", let process = Int32(words[4]), process > 0,
        words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == UInt64(status.st_ino)
      else { continue }
      return process
    }
    return nil
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
