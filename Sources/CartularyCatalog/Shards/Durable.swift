internal import CartularyBase
package import Foundation

/// Small files that are there whole or not at all, also after a power cut.
package enum Durable {
  /// Writes a temporary file, syncs it, renames it, and syncs the directory.
  package static func write(_ text: String, to path: String, mode: mode_t = 0o644) throws {
    let temporary = path + ".\(getpid())"
    // One of this name can only be left of an interrupted run; whatever it is, it is not followed.
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure() }
    var isWritten = false
    defer {
      close(descriptor)
      if !isWritten { unlink(temporary) }
    }
    let bytes = Array(text.utf8)
    // Whatever the process leaves out of the modes of what it makes.
    guard fchmod(descriptor, mode) == 0 else { throw failure() }
    try writeAll(bytes, to: descriptor)
    guard fsync(descriptor) == 0 else { throw failure() }
    guard rename(temporary, path) == 0 else { throw failure() }
    isWritten = true
    try syncDirectory(path.parentDirectory)
  }

  /// A disk that becomes full takes a part first, and says why only when it is asked to take the rest.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 || errno != EINTR {
        throw failure()
      }
    }
  }

  static func syncDirectory(_ path: String) throws {
    let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure() }
  }

  /// Syncs every file and directory below a directory, and itself.
  static func syncTree(_ path: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      let below = path + "/" + name
      var status = stat()
      guard lstat(below, &status) == 0 else { throw failure() }
      if status.st_mode & S_IFMT == S_IFDIR {
        try syncTree(below)
      } else {
        let descriptor = open(below, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure() }
      }
    }
    try syncDirectory(path)
  }

  private static func failure() -> CocoaError {
    switch errno {
    case ENOSPC, EDQUOT: CocoaError(.fileWriteOutOfSpace)
    case EACCES, EPERM: CocoaError(.fileWriteNoPermission)
    case EROFS: CocoaError(.fileWriteVolumeReadOnly)
    case EEXIST, ENOTDIR: CocoaError(.fileWriteFileExists)
    default: CocoaError(.fileWriteUnknown)
    }
  }
}
