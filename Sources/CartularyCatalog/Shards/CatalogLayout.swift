internal import CartularyBase
internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// Where everything is in a catalog's directory. Docs/INDEX.md describes it for people.
struct CatalogLayout: Sendable {
  let root: String
  /// The directory of the shards: the live one, or the one next to it in which new shards are made.
  var shardsName = Self.liveShards

  init(root: String) { self.root = root }

  /// The version of everything on disk, shards and ledger together. A program reads its own version,
  /// refuses later ones, and migrates earlier ones where it is asked to.
  ///
  /// 1: the first. 2: the ledger knows moves, likenesses and settings; shards know withdrawals and their
  /// own version. 3: terms for beginnings, pairs and abbreviations; other weights of words. 5: terms of replaced ids; shards
  /// say which catalog they belong to; stems by their language, names in tiers, successions. 6: names by which records
  /// mention each other, and how many do.
  static let formatVersion = 6
  /// The version of the same where audiences are divided: programs that know of no partitions refuse it. They read the
  /// others, so an index without has the version before.
  static let partitionedVersion = 7
  static let liveShards = "shards"
  /// Where new shards are made before they take the place of the live ones.
  static let newShards = "shards.new"
  /// Where the small shards of which a large one is made lie meanwhile.
  static let partShards = "shards.parts"
  /// Where the live ones wait to be removed, on a file system that cannot exchange names.
  static let oldShards = "shards.old"
  /// Files that may lie in a directory that is to become a catalog.
  private static let harmless: Set<String> = ["README.md", ".gitignore", ".gitkeep", "thesaurus.txt"]

  var format: String { root + "/format" }
  var ledger: String { root + "/ledger.sqlite" }
  /// Says where the ledger is, where it is not in the directory: an address, on one line.
  var ledgerAddressFile: String { root + "/ledger" }
  var lock: String { root + "/lock" }
  /// What people have asked, as `QueryLog` keeps it.
  var queries: String { root + "/queries.jsonl" }
  /// Is there where a node answers without a lease, as `LeaseSwitch` keeps it.
  var leaseOff: String { root + "/lease-off" }
  /// Is there where mentions do not rank, as `MentionSwitch` keeps it.
  var mentionsOff: String { root + "/mentions-off" }
  /// Ontologies of diseases, as `DiseaseCache` keeps them.
  var diseases: String { root + "/diseases" }
  /// What the catalog adds to the program's thesaurus; written by its steward.
  var thesaurus: String { root + "/thesaurus.txt" }
  var shards: String { root + "/" + shardsName }

  /// The same catalog, with shards next to the live ones.
  var beside: CatalogLayout { named(Self.newShards) }

  /// The same catalog, with the shards that were live before.
  var retired: CatalogLayout { named(Self.oldShards) }

  /// The same catalog, with the small shards of which one of these is made.
  var parts: CatalogLayout { named(Self.partShards) }

  private func named(_ shardsName: String) -> CatalogLayout {
    var layout = self
    layout.shardsName = shardsName
    return layout
  }

  func shard(_ key: String) -> String { shards + "/" + key }
  func labels(ofShard key: String) -> String { shard(key) + "/audience" }

  /// - Throws: `CatalogError`: `.missing`, `.notACatalog`, `.futureVersion`, `.pastVersion`,
  ///   `.permissionDenied`.
  func check() throws(CatalogError) {
    let version = try version()
    guard version >= Self.formatVersion else {
      throw CatalogError(
        .pastVersion,
        "the catalog at \(root) has format \(version); this program works with \(Self.formatVersion)",
        facts: .init(path: root, version: version), remedy: .migrate)
    }
  }

  /// The format version that the catalog has: this program's or an earlier one.
  ///
  /// - Throws: As `check`, but for `.pastVersion`.
  func version() throws(CatalogError) -> Int {
    try checkLength()
    let text: String
    switch Self.contents(of: format) {
    case .success(let contents): text = contents
    case .failure(.notFound):
      guard FileManager.default.fileExists(atPath: root) else {
        throw CatalogError(
          .missing, "no catalog at \(root)", facts: .init(path: root), remedy: .publishSomething)
      }
      guard isVacant else {
        throw CatalogError(
          .notACatalog, "\(root) is not a catalog", facts: .init(path: root), remedy: .nameAnotherDirectory)
      }
      throw CatalogError(
        .missing, "the catalog at \(root) is empty", facts: .init(path: root), remedy: .publishSomething)
    case .failure(.notADirectory):
      throw CatalogError(
        .notACatalog, "\(root) is not a catalog", facts: .init(path: root), remedy: .nameAnotherDirectory)
    case .failure(.other):
      throw CatalogError(
        .permissionDenied, "the catalog at \(root) cannot be read", facts: .init(path: root),
        help: "check its permissions")
    }
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, words[0] == "cartulary", let version = Int(words[1]),
      version > 0
    else {
      throw CatalogError(
        .notACatalog, "\(root) is not a catalog: its file 'format' says something else",
        facts: .init(path: root))
    }
    guard version <= Self.partitionedVersion else {
      throw CatalogError(
        .futureVersion,
        "the catalog at \(root) has format \(version); this program reads up to \(Self.partitionedVersion)",
        facts: .init(path: root, version: version), remedy: .useNewerProgram)
    }
    return version
  }

  /// The longest path of a catalog, in bytes: SQLite opens nothing whose path is longer than 504 bytes, with the name of its
  /// file.
  static let maximumPathByteCount = 480
  /// The longest name of a file or directory on all usual file systems, in bytes.
  private static let maximumNameByteCount = 255

  /// - Throws: `CatalogError` with code `.invalidArgument` for a path at which no catalog can be, whoever may write there.
  func checkLength() throws(CatalogError) {
    let whole = root.hasPrefix("/") ? root : FileManager.default.currentDirectoryPath + "/" + root
    var count = whole.utf8.count
    if let resolved = realpath(root, nil) {
      count = strlen(resolved)
      free(resolved)
    }
    let longestName = root.split(separator: "/").map(\.utf8.count).max() ?? 0
    guard count > Self.maximumPathByteCount || longestName > Self.maximumNameByteCount else { return }
    throw CatalogError(
      .invalidArgument, "the path of the catalog is too long: \(root.prefix(80))…",
      facts: .init(path: root, limit: Self.maximumPathByteCount),
      help:
        "a path from the root has at most \(Self.maximumPathByteCount) bytes, and each name in it \(Self.maximumNameByteCount)"
    )
  }

  /// Makes an empty catalog unless there is one already.
  ///
  /// The file `format` is written last: what is interrupted is vacant still, and starts again.
  ///
  /// - Parameters:
  ///   - identity: What the new catalog is.
  ///   - partitionCount: Into how many parts it divides the records of each audience.
  func create(as identity: CatalogIdentity = .random(), partitionCount: Int = 1) throws(CatalogError) {
    do {
      try check()
      return
    } catch  where error.code == .missing {
      // What is missing is made.
    }
    try Self.translating("cannot make a catalog at \(root)") {
      try Self.makeDirectory(root)
      try Self.makeDirectory(shards)
      try Durable.syncDirectory(root.parentDirectory)
      try Durable.write(identity.text, to: identityFile)
    }
    try writePartitionCount(partitionCount)
    try writeVersion(isPartitioned: partitionCount > 1)
  }

  /// Makes a directory that has its ledger elsewhere. It is vacant still.
  func prepare(for ledger: LedgerLink) throws(CatalogError) {
    try checkLength()
    try Self.translating("cannot make a catalog at \(root)") {
      try Self.makeDirectory(root)
      try Durable.syncDirectory(root.parentDirectory)
    }
    try write(ledger)
  }

  /// Says that everything here has this program's version.
  ///
  /// - Parameter isPartitioned: Whether audiences are divided, or will be in a moment.
  func writeVersion(isPartitioned: Bool) throws(CatalogError) {
    try Self.translating("cannot write the format version of \(root)") {
      let version = isPartitioned ? Self.partitionedVersion : Self.formatVersion
      try Durable.write("cartulary \(version)\n", to: format)
    }
  }

  /// Takes back that audiences are divided, where they are not: what an interrupted rebuild has left.
  func settleVersion() throws(CatalogError) {
    guard try version() == Self.partitionedVersion, try partitionCount() == 1 else { return }
    try writeVersion(isPartitioned: false)
  }

  /// Makes the directory of the shards again if it was removed, so that they can be rebuilt. If a run
  /// was interrupted between taking the old ones away and putting the new ones in place, the old ones are
  /// put back.
  func ensureShards() throws(CatalogError) {
    try Self.translating("cannot make the index of \(root)") {
      let files = FileManager.default
      if !files.fileExists(atPath: shards), files.fileExists(atPath: retired.shards) {
        try files.moveItem(atPath: retired.shards, toPath: shards)
      }
      try Self.makeDirectory(shards)
    }
  }

  /// Makes a directory that everyone may read, whatever the process leaves out of the modes of what it makes. One that is
  /// there keeps its mode.
  private static func makeDirectory(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard chmod(path, 0o755) == 0 else { throw CocoaError(.fileWriteNoPermission) }
  }

  /// A directory that holds nothing but what may lie there, or what an interrupted start left.
  private var isVacant: Bool {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: root) else { return false }
    return names.allSatisfy {
      Self.harmless.contains($0) || $0 == Self.liveShards || $0 == "lock" || $0 == "identity"
        || $0.hasPrefix("format.") || $0.hasPrefix("identity.") || isLedgerDraft($0)
        || $0 == "ledger" && (try? ledgerAddress()) ?? nil != nil
    }
  }

  /// The address of a ledger that was being written when a start was interrupted.
  private func isLedgerDraft(_ name: String) -> Bool {
    let (prefix, rest) = ("ledger.", name.dropFirst("ledger.".count))
    return name.hasPrefix(prefix) && !rest.isEmpty && rest.allSatisfy(\.isWholeNumber)
  }

  // MARK: - Files

  private enum ReadFailure: Error { case notFound, notADirectory, other }

  private static func contents(of path: String) -> Result<String, ReadFailure> {
    do {
      return .success(try String(contentsOfFile: path, encoding: .utf8))
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
      var isDirectory: ObjCBool = false
      let parent = path.parentDirectory
      let exists = FileManager.default.fileExists(atPath: parent, isDirectory: &isDirectory)
      return .failure(exists && !isDirectory.boolValue ? .notADirectory : .notFound)
    } catch {
      var isDirectory: ObjCBool = false
      let parent = path.parentDirectory
      let exists = FileManager.default.fileExists(atPath: parent, isDirectory: &isDirectory)
      return .failure(exists && !isDirectory.boolValue ? .notADirectory : .other)
    }
  }

  /// Runs file work and gives its failure the code and the words that a person can act on.
  static func translating<Result>(_ what: String, _ work: () throws -> Result) throws(CatalogError) -> Result
  {
    do {
      return try work()
    } catch let error as CatalogError {
      throw error
    } catch let error as CocoaError {
      switch error.code {
      case .fileWriteOutOfSpace:
        throw CatalogError(
          .noSpace, "\(what): no space left", help: "make room and try again; nothing was lost")
      case .fileWriteNoPermission, .fileReadNoPermission, .fileWriteVolumeReadOnly:
        throw CatalogError(
          .permissionDenied, "\(what): no permission", help: "check the directory's permissions")
      case .fileWriteFileExists:
        throw CatalogError(.notACatalog, "\(what): a file is in the way")
      default:
        throw CatalogError(.inputOutput, what)
      }
    } catch {
      throw CatalogError(.inputOutput, what)
    }
  }
}
