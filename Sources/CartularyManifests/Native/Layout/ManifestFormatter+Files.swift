internal import CartularyBase
internal import CartularyModel
internal import Glibc

extension ManifestFormatter {
  /// The files that some paths mean, and what is to be said of the paths themselves.
  package static func files(at paths: [String]) -> (files: [String], diagnostics: [ManifestDiagnostic]) {
    var diagnostics: [ManifestDiagnostic] = []
    let files = ManifestFiles.find(paths, &diagnostics).map(\.name)
    return (files, diagnostics)
  }

  /// Lays out a file without writing it.
  ///
  /// - Returns: Its bytes as they are, and what came of them.
  package func format(file name: String) -> (bytes: [UInt8], outcome: Outcome) {
    do throws(SourceFile.Refusal) {
      let file = try SourceFile(path: name, followsLinks: true, limit: ManifestLimits.catalogByteCount)
      return (file.bytes, format(file.bytes, named: name))
    } catch {
      let diagnostic = ManifestDiagnostic(
        code: error.code, message: error.message, help: nil, file: name, place: nil, recordID: nil)
      return ([], .refused([diagnostic]))
    }
  }

  /// Puts a text in a file's place: written beside it, made durable, and renamed, so that there is no instant
  /// at which the file is not whole.
  ///
  /// - Returns: What went wrong; `nil` when it is done.
  package static func replace(_ name: String, with bytes: [UInt8]) -> String? {
    // A link stays one: what it points to is replaced.
    guard let resolved = realpath(name, nil) else { return String(cString: strerror(errno)).lowercased() }
    defer { free(resolved) }
    let path = String(cString: resolved)
    var status = stat()
    guard stat(path, &status) == 0 else { return String(cString: strerror(errno)).lowercased() }
    let beside = path + ".\(getpid()).tmp"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0o777)
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
    if isWritten, rename(beside, path) == 0 { return nil }
    let message = String(cString: strerror(errno)).lowercased()
    unlink(beside)
    return message
  }
}
