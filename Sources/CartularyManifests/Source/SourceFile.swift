internal import CartularyBase
internal import CartularyModel

// The only file of the module that calls the operating system.
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The bytes of a file, read once and completely.
struct SourceFile: Sendable {
  /// As the user named it, or as found in a directory that the user named.
  let name: String
  let bytes: [UInt8]

  /// A file that could not be read, as a diagnostic without a place.
  struct Refusal: Error {
    let code: ManifestDiagnostic.Code
    let message: String

    init(code: ManifestDiagnostic.Code, message: String) { (self.code, self.message) = (code, message) }

    init(largerThan limit: Int) {
      self.init(
        code: .tooLarge, message: "larger than \(limit >> 20) MiB, which is the limit for such a file")
    }
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
    bytes = try Self.bytes(of: descriptor, limit: limit)
    name = path
  }

  private static func bytes(of descriptor: Int32, limit: Int) throws(Refusal) -> [UInt8] {
    var before = stat()
    guard fstat(descriptor, &before) == 0 else { throw refusal(errno) }
    guard before.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(code: .unreadable, message: "not a regular file")
    }
    let size = Int(before.st_size)
    guard size <= limit else {
      throw Refusal(largerThan: limit)
    }
    let bytes = try readAll(descriptor, byteCount: size)
    var after = stat()
    guard fstat(descriptor, &after) == 0, after.st_size == before.st_size,
      after.modificationTime == before.modificationTime
    else { throw Refusal(code: .unreadable, message: "changed while it was being read") }
    return bytes
  }

  init(name: String, bytes: [UInt8]) {
    (self.name, self.bytes) = (name, bytes)
  }

  /// A file that another file names: in the same folder or below it, and reached through no symbolic link.
  ///
  /// Each folder on the path is opened relative to the one before, so that it cannot be swapped in between.
  init(_ path: String, besides file: String, limit: Int) throws(Refusal) {
    let parts = try Self.partsBelow(path)
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "./"
    var descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    for (index, part) in parts.enumerated() where descriptor >= 0 {
      let isLast = index == parts.count - 1
      let next = openat(
        descriptor, part, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | (isLast ? O_NONBLOCK : O_DIRECTORY))
      let number = errno
      if next < 0 {
        var status = stat()
        let isLink =
          fstatat(descriptor, part, &status, AT_SYMLINK_NOFOLLOW) == 0
          && status.st_mode & S_IFMT == S_IFLNK
        throw isLink ? Self.refusal(ELOOP) : Self.refusal(number)
      }
      close(descriptor)
      descriptor = next
    }
    guard descriptor >= 0 else { throw Self.refusal(errno) }
    bytes = try Self.bytes(of: descriptor, limit: limit)
    name = folder == "./" ? path : folder + path
  }

  /// The path components that lead to a file inside a folder.
  private static func partsBelow(_ path: String) throws(Refusal) -> [String] {
    func outside(_ why: String) -> Refusal { Refusal(code: .outsideFolder, message: why) }
    if path.utf8.contains(0) { throw outside("a path has no NUL") }
    if path.hasPrefix("/") { throw outside("an absolute path") }
    let scheme = path.prefix { $0 != ":" && $0 != "/" }
    if scheme.count < path.count, path.dropFirst(scheme.count).first == ":" {
      throw outside("an address, where a path is expected")
    }
    let parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
    if parts.contains("..") { throw outside("a path that leads out of the manifest's folder") }
    guard !parts.isEmpty else { throw outside("a path without a file name") }
    return parts
  }

  private static func readAll(_ descriptor: Int32, byteCount: Int) throws(Refusal) -> [UInt8] {
    var filled = 0
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      while filled < byteCount {
        // The buffer has an address: the loop runs only if there is something to read.
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
    case ENOTDIR: Refusal(code: .unreadable, message: "no such file: a part of its path is not a directory")
    case ENOENT: Refusal(code: .unreadable, message: "no such file or directory")
    case EACCES, EPERM: Refusal(code: .unreadable, message: "no permission to read it")
    case ELOOP: Refusal(code: .unreadable, message: "a symbolic link, which is not followed here")
    case EISDIR: Refusal(code: .unreadable, message: "a directory")
    default: Refusal(code: .unreadable, message: String(cString: strerror(number)).lowercased())
    }
  }
}

extension SourceFile {
  /// The path of a file or directory from the root, without links; unchanged if there is none.
  static func location(of name: String) -> String {
    guard let path = realpath(name, nil) else { return name }
    defer { free(path) }
    return String(cString: path)
  }

  /// Replaces a file's content: written next to it, made durable, and renamed, so that there is no moment
  /// at which the file is incomplete.
  ///
  /// - Returns: What went wrong; `nil` when it is done.
  static func replace(_ name: String, with bytes: [UInt8]) -> String? {
    // A link stays a link: the file that it points to is replaced.
    guard let resolved = realpath(name, nil) else { return String(cString: strerror(errno)).lowercased() }
    defer { free(resolved) }
    let path = String(cString: resolved)
    var status = stat()
    guard stat(path, &status) == 0 else { return String(cString: strerror(errno)).lowercased() }
    let temporary = path + ".\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0o777)
    guard descriptor >= 0 else { return String(cString: strerror(errno)).lowercased() }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        break
      }
    }
    fchmod(descriptor, status.st_mode & 0o777)
    let isWritten = rest.isEmpty && fsync(descriptor) == 0
    close(descriptor)
    if isWritten, rename(temporary, path) == 0 { return nil }
    let message = String(cString: strerror(errno)).lowercased()
    unlink(temporary)
    return message
  }
}

/// What is in a directory, without opening any of it.
enum SourceFolder {
  enum Kind {
    case file, folder, link
    /// A pipe, a socket or a device: reading one may wait for ever, or never end.
    case special
  }

  struct Entry {
    /// `nil` if the name is not UTF-8, so that nobody could name it.
    let name: String?
    /// The name with `\u{FFFD}` for what is not UTF-8.
    let shownName: String
    let kind: Kind
  }

  /// The entries in the order of their names, without `.` and `..`; `nil` if the directory cannot be read.
  static func entries(of path: String) -> [Entry]? {
    guard let stream = opendir(path) else { return nil }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let item = readdir(stream) {
      let bytes = withUnsafePointer(to: &item.pointee.d_name) { pointer in
        let start = UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self)
        return Array(
          UnsafeBufferPointer(
            start: start, count: strlen(UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))))
      }
      guard bytes != [0x2E], bytes != [0x2E, 0x2E] else { continue }
      let shown = String(decoding: bytes, as: UTF8.self)
      var status = stat()
      let isFound =
        fstatat(dirfd(stream), (bytes + [0]).map { CChar(bitPattern: $0) }, &status, AT_SYMLINK_NOFOLLOW) == 0
      entries.append(
        Entry(
          name: String(validating: bytes, as: UTF8.self), shownName: shown,
          kind: isFound ? kind(of: status.st_mode) : .file))
    }
    return entries.sorted { $0.shownName < $1.shownName }
  }

  /// What a path leads to, through links; `nil` if there is nothing.
  static func kind(at path: String) -> Kind? {
    var status = stat()
    return stat(path, &status) == 0 ? kind(of: status.st_mode) : nil
  }

  /// The first bytes of a regular file, without waiting for anything; `nil` if it cannot be read.
  static func beginning(of path: String, byteCount: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, kind(of: status.st_mode) == .file else { return nil }
    var bytes = [UInt8](repeating: 0, count: byteCount)
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    return count < 0 ? nil : Array(bytes.prefix(count))
  }

  private static func kind(of mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .special
    }
  }
}

extension stat {
  /// Seconds and nanoseconds since 1970.
  fileprivate var modificationTime: [Int] {
    #if canImport(Darwin)
      [st_mtimespec.tv_sec, st_mtimespec.tv_nsec]
    #else
      [st_mtim.tv_sec, st_mtim.tv_nsec]
    #endif
  }
}
