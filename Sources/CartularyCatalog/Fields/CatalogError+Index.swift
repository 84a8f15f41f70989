internal import CartularyIndex
internal import CartularyLedger

extension CatalogError {
  static let noSpaceForIndex = CatalogError(
    .noSpace, "no space left for the index", help: "make room and publish again; nothing was lost")

  /// What an error of the engine means for a catalog. The engine's own words, which may name paths, stay
  /// out of what a viewer reads.
  init(_ error: IndexError) {
    switch error.code {
    case .notFound: self.init(.damaged, "a part of the index is missing", remedy: .rebuild)
    case .locked:
      self.init(.locked, "the index is being written by someone else", help: "try again when it is done")
    case .modified:
      self.init(.busy, "the index changes faster than it can be read", help: "try again")
    case .corrupt: self.init(.damaged, "a part of the index is damaged", remedy: .rebuild)
    case .unsupportedVersion:
      self.init(
        .futureVersion, "the index was written by another version of Xapian", remedy: .rebuild)
    case .noSpace:
      self = .noSpaceForIndex
    case .permissionDenied:
      self.init(.permissionDenied, "no permission to read or write the index", help: "check its permissions")
    case .tooManyFiles: self = .tooManyFiles
    case .inputOutput: self.init(.inputOutput, "reading or writing the index failed")
    case .outOfMemory:
      self.init(.systemLimit, "not enough memory for this", remedy: .raiseProcessLimits)
    case .noProcess:
      self.init(
        .systemLimit, "the system does not allow another process, or has ended it",
        remedy: .raiseProcessLimits)
    case .badQuery:
      self.init(
        .queryTooBroad, "a word that ends in * has too many endings", help: "write more letters before the *")
    case .invalidArgument:
      self.init(.queryTooBroad, "this is more than the index can take", help: "ask for less")
    case .failed: self.init(.failed, "the index failed")
    }
  }
}
