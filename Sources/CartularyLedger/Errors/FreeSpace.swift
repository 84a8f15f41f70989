internal import Foundation

/// Room on a file system.
package enum FreeSpace {
  /// How many bytes can still be written where `path` is; `nil` if that is not known.
  package static func byteCount(at path: String) -> UInt64? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize)
  }

  /// Whether there is so little room that a failure to write for which nobody gives a reason is for want of it:
  /// Xapian and SQLite drop the operating system's word in some places, and what they had written by then may be
  /// freed again.
  package static func isScarce(at path: String) -> Bool { byteCount(at: path).map { $0 < 1 << 20 } ?? false }
}
