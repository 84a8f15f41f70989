internal import CartularyManifests
internal import Foundation

/// Waits for files to change, and to have finished changing.
///
/// It polls names, sizes and times a few times a second, which works on every file system, including network ones,
/// where the kernel's notifications do not.
struct FolderWatch {
  private let paths: [String]
  /// The polling interval.
  private let interval: TimeInterval
  /// How long nothing may change before the changes are considered complete: an editor writes, renames and writes
  /// again.
  private let quiet: TimeInterval
  private var seen: [String: Stamp]

  private struct Stamp: Equatable {
    let inode: UInt64
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  init(_ paths: [String], interval: TimeInterval = 0.2, quiet: TimeInterval = 0.4) {
    (self.paths, self.interval, self.quiet) = (paths, interval, quiet)
    seen = Self.stamps(paths)
  }

  /// Returns after the next change, once nothing has changed for a moment.
  ///
  /// - Parameter isOver: Called at every poll.
  /// - Returns: Whether there was a change; `false` if `isOver` returned true.
  mutating func waitForChange(until isOver: () -> Bool) -> Bool {
    var changedAt: Date?
    while !isOver() {
      let now = Self.stamps(paths)
      if now != seen {
        seen = now
        changedAt = Date()
      } else if let changedAt, Date().timeIntervalSince(changedAt) >= quiet {
        return true
      }
      Thread.sleep(forTimeInterval: interval)
    }
    return false
  }

  private static func stamps(_ paths: [String]) -> [String: Stamp] {
    var stamps: [String: Stamp] = [:]
    for path in ManifestReader.files(below: paths) {
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      stamps[path] = Stamp(
        inode: UInt64(status.st_ino), size: Int(status.st_size), seconds: status.st_mtim.tv_sec,
        nanoseconds: status.st_mtim.tv_nsec)
    }
    return stamps
  }
}

/// Whether the user has pressed Ctrl-C, for work that stops at a suitable moment of its own.
enum Interruption {
  nonisolated(unsafe) private static var isAsked: sig_atomic_t = 0  // Written only by a signal handler.

  static var isRequested: Bool { isAsked != 0 }

  /// From here on Ctrl-C is recorded, and does not end the process by itself.
  static func note() {
    isAsked = 0
    // A process started by a thread that blocks signals, as a thread pool's do, would never receive them.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in Interruption.isAsked = 1 }
      sigaddset(&signals, number)
    }
    sigprocmask(SIG_UNBLOCK, &signals, nil)
  }

  /// From here on Ctrl-C ends the process again.
  static func stopNoting() {
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}
