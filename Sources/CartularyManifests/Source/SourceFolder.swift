// With `SourceFile`, the only code of the module that calls the operating system.
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

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
