internal import Foundation

/// A file without a name, so that nobody else can open it and nothing is left of it, however the process ends.
final class SpoolFile: Sendable {
  /// So many bytes are written at a time.
  static let writeByteCount = 1 << 20

  private let descriptor: Int32
  /// For what errors say.
  private let directory: String

  /// - Parameter directories: Where it may be; in the first that takes it.
  /// - Returns: `nil` if none does.
  init?(in directories: [String]) {
    for directory in directories {
      let descriptor = Self.open(in: directory)
      guard descriptor >= 0 else { continue }
      (self.descriptor, self.directory) = (descriptor, directory)
      return
    }
    return nil
  }

  deinit { close(descriptor) }

  private static func open(in directory: String) -> Int32 {
    #if os(Linux)
      // The flag is a macro that is not seen from here: a bit of its own, with that of directories.
      let unnamed = Int32(0o20000000) | O_DIRECTORY
      let descriptor = Foundation.open(directory, O_RDWR | O_CLOEXEC | unnamed, 0o600)
      if descriptor >= 0 { return descriptor }
    #endif
    // Not every file system has files without names.
    var path = Array((directory + "/.spool-XXXXXX").utf8CString)
    let named = mkstemp(&path)
    guard named >= 0 else { return -1 }
    unlink(path)
    _ = fcntl(named, F_SETFD, FD_CLOEXEC)
    return named
  }

  func append(_ bytes: [UInt8]) throws(CatalogError) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(errno) }
      written += count
    }
  }

  func bytes(_ range: Range<Int>) throws(CatalogError) -> [UInt8] {
    var failed: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count {
        let count = pread(
          descriptor, buffer.baseAddress! + filled, range.count - filled, off_t(range.lowerBound + filled))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          failed = count < 0 ? errno : EIO
          return
        }
        filled += count
      }
    }
    if let failed { throw failure(failed) }
    return bytes
  }

  private func failure(_ number: Int32) -> CatalogError {
    if number == ENOSPC || number == EDQUOT {
      return CatalogError(
        .noSpace, "no space left at \(directory)", facts: .init(path: directory),
        help: "make room and try again; nothing was published")
    }
    return CatalogError(
      .inputOutput, "what is to be published cannot be kept at \(directory)", facts: .init(path: directory),
      remedy: .checkDisk)
  }
}
