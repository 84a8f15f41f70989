/// Why an index could not do what it was asked.
///
/// A program acts on `code`; a person reads `description`.
package struct IndexError: Error, Sendable, Equatable {
  /// The kinds of error, by what a caller can do about them.
  package enum Code: Sendable, CaseIterable {
    /// There is no index at the path. Create it, or mend the path.
    case notFound
    /// Another writer, of this process or another, holds the index. Try again later.
    case locked
    /// Writers have committed twice since the reader opened or reopened. Reopen and ask again.
    case modified
    /// The index on disk is damaged. Rebuild it.
    case corrupt
    /// Another version of Xapian wrote the index. Rebuild it, or use that version.
    case unsupportedVersion
    /// The query cannot be run on this index, as a wildcard that matches too many terms.
    case badQuery
    /// An argument is out of bounds whatever the index holds, as a term that is too long.
    case invalidArgument
    /// The disk, the quota or the largest file size is reached.
    case noSpace
    /// The file system does not allow it, or is read-only.
    case permissionDenied
    /// The process, or the system, has no file descriptor left. Open fewer indexes at once.
    case tooManyFiles
    /// The operating system failed under a file in another way.
    case inputOutput
    /// Memory ran out.
    case outOfMemory
    /// The system does not allow another process, or has ended the one that was at work. Allow it more, and try again.
    case noProcess
    /// None of these: a fault of this module or of the engine.
    case failed
  }

  package let code: Code
  /// What went wrong, in one line that begins in lower case. The engine's own words where it failed, which
  /// may name files: not for people whom the place of an index does not concern.
  package let message: String
  /// The directory of the index; `nil` when no index is concerned, or one of several that were read as one.
  package let path: String?

  init(_ code: Code, _ message: String, path: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
  }
}

extension IndexError: CustomStringConvertible {
  /// The message, after the path where there is one.
  package var description: String {
    path.map { "\($0): \(message)" } ?? message
  }
}
