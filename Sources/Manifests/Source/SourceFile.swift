internal import DatasetModel
internal import Glibc

/// The bytes of a file, read once and whole.
struct SourceFile: Sendable {
  /// As the user named it, or found below a directory that the user named.
  let name: String
  let bytes: [UInt8]

  /// A file that could not be read, as a diagnostic without a place.
  struct Refusal: Error {
    let code: ManifestDiagnostic.Code
    let message: String
  }

  /// - Parameters:
  ///   - followsLinks: Whether the last part of the path may be a symbolic link. A path that a person
  ///     typed may; one found in a directory may not, so that nothing outside it is read.
  ///   - limit: The most bytes to read.
  init(path: String, followsLinks: Bool, limit: Int) throws(Refusal) {
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW)
    let descriptor = open(path, flags)
    guard descriptor >= 0 else { throw Self.refusal(errno) }
    defer { close(descriptor) }
    var before = stat()
    guard fstat(descriptor, &before) == 0 else { throw Self.refusal(errno) }
    guard before.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(code: .unreadable, message: "not a regular file")
    }
    let size = Int(before.st_size)
    guard size <= limit else {
      throw Refusal(
        code: .tooLarge, message: "larger than \(limit >> 20) MiB, which is the limit for such a file")
    }
    bytes = try Self.readAll(descriptor, byteCount: size)
    var after = stat()
    guard fstat(descriptor, &after) == 0, after.st_size == before.st_size,
      after.st_mtim.tv_sec == before.st_mtim.tv_sec, after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
    else { throw Refusal(code: .unreadable, message: "changed while it was being read") }
    name = path
  }

  init(name: String, bytes: [UInt8]) {
    (self.name, self.bytes) = (name, bytes)
  }

  private static func readAll(_ descriptor: Int32, byteCount: Int) throws(Refusal) -> [UInt8] {
    var filled = 0
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      while filled < byteCount {
        // The buffer has an address: the loop runs only where there is something to read.
        let read = read(descriptor, buffer.baseAddress! + filled, byteCount - filled)
        if read > 0 {
          filled += read
        } else if read < 0 && errno == EINTR {
          continue
        } else {
          failure = read < 0 ? errno : 0
          break
        }
      }
      count = filled
    }
    guard filled == byteCount else {
      throw failure == 0
        ? Refusal(code: .unreadable, message: "changed while it was being read") : refusal(failure)
    }
    return bytes
  }

  private static func refusal(_ number: Int32) -> Refusal {
    switch number {
    case ENOENT: Refusal(code: .unreadable, message: "no such file or directory")
    case EACCES, EPERM: Refusal(code: .unreadable, message: "no permission to read it")
    case ELOOP: Refusal(code: .unreadable, message: "a symbolic link, which is not followed here")
    case EISDIR: Refusal(code: .unreadable, message: "a directory")
    default: Refusal(code: .unreadable, message: String(cString: strerror(number)).lowercased())
    }
  }
}
