internal import Foundation

/// A file that only its owner may read, and that others replace while the server runs.
package enum PrivateFile {
  package struct Fault: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
  }

  /// What changes when the file is written or replaced.
  package struct Stamp: Equatable, Sendable {
    fileprivate let device: UInt64
    fileprivate let inode: UInt64
    fileprivate let byteCount: Int64
    fileprivate let times: [Int]
  }

  package static let maximumByteCount = 4 << 20

  /// - Returns: `nil` if there is no such file.
  package static func stamp(of path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Stamp(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), byteCount: Int64(status.st_size),
      times: [
        status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
      ])
  }

  /// The bytes of a file.
  ///
  /// - Parameter isSecret: Whether to refuse a file that others than its owner may read or write.
  package static func read(_ path: String, isSecret: Bool) throws(Fault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Fault(
        description: errno == ENOENT
          ? "\(path) does not exist" : "\(path) cannot be read: check its permissions")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Fault(description: "\(path) is not a file")
    }
    if isSecret, status.st_mode & 0o077 != 0 {
      let mode = String(status.st_mode & 0o777, radix: 8)
      throw Fault(description: "\(path) has mode 0\(mode), so others may read it; it must be 0600")
    }
    guard status.st_size <= maximumByteCount else {
      throw Fault(description: "\(path) is larger than \(maximumByteCount >> 20) MiB")
    }
    let data = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    guard let bytes = try? data.readToEnd() ?? Data() else {
      throw Fault(description: "\(path) cannot be read")
    }
    return Array(bytes)
  }
}
