internal import CartularyBase
internal import CartularyIndex
package import CartularyLedger
internal import CartularyModel
internal import Foundation

/// What is done to a catalog as a whole, by whoever holds the right to write.
///
/// New shards are made next to the live ones and put in their place in one step, so a reader always finds one
/// whole index, and an interruption leaves the old one.
struct Upkeep: ~Copyable {
  private let session: WriteSession
  private let layout: CatalogLayout

  init(_ session: consuming WriteSession) {
    layout = session.layout
    self.session = session
  }

  /// Makes all shards from the ledger alone.
  ///
  /// - Parameter partitionCount: Into how many parts to divide the records of each audience; `nil` for as many as before.
  /// - Returns: How many records they hold.
  func rebuild(partitionCount: Int? = nil) throws(CatalogError) -> Int {
    let count: Int
    if let partitionCount { count = partitionCount } else { count = try layout.partitionCount() }
    try session.ledger.restoreReferences()
    NodeHistory(layout).forget()
    let beside = layout.beside
    try makeRoom(beside, count)
    try ShardUpdater(layout: beside, ledger: session.ledger).bringUpToDate()
    // Before the shards are in place, and back when they are: at no moment does a program find some that it would misread.
    if count > 1 { try layout.writeVersion(isPartitioned: true) }
    try swap()
    try? layout.settleVersion()
    _ = try layout.establishIdentity(with: session.ledger)
    let settings = try session.ledger.settings()
    try QueryLog(layout).prepare(for: settings)
    try QueryLog(layout).follow(settings)
    try MentionSwitch(layout).follow(settings)
    try LeaseSwitch(layout).follow(settings)
    return try session.ledger.recordCount()
  }

  /// Copies every shard without what deleted records left in its files.
  func compact() throws(CatalogError) {
    try session.update()
    let beside = layout.beside
    try makeRoom(beside, layout.partitionCount())
    let modes = FileModes(settings: try session.ledger.settings())
    for shard in try ShardDirectory.list(layout) {
      try Residues.copy(shard, from: layout, into: beside, modes)
    }
    try swap()
  }

  private func makeRoom(_ beside: CatalogLayout, _ partitionCount: Int) throws(CatalogError) {
    try CatalogLayout.translating("cannot make a new index in \(layout.root)") {
      try FileManager.default.createDirectory(
        atPath: beside.shards, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }
    try beside.writePartitionCount(partitionCount)
  }

  /// Puts the new shards in the place of the live ones, and removes the old.
  private func swap() throws(CatalogError) {
    let (live, fresh) = (layout.shards, layout.beside.shards)
    try CatalogLayout.translating("cannot put the new index of \(layout.root) in place") {
      try Durable.syncTree(fresh)
    }
    try session.lock.check()
    do {
      try IndexUpkeep.exchange(live, fresh)
    } catch  where error.code == .invalidArgument {
      // A file system that cannot exchange names: for a moment there is no index under the name, which a
      // reader reports as gone. Only for this error: after others the new index may be in place already.
      try CatalogLayout.translating("cannot put the new index of \(layout.root) in place") {
        try FileManager.default.moveItem(atPath: live, toPath: layout.retired.shards)
        try FileManager.default.moveItem(atPath: fresh, toPath: live)
        try Durable.syncDirectory(layout.root)
      }
    } catch {
      throw CatalogError(error, writing: layout)
    }
    try WriteSession.clear(layout)
    let modes = FileModes(settings: try session.ledger.settings())
    try CatalogLayout.translating("cannot set the permissions in \(layout.root)") {
      try modes.apply(toDirectory: layout.shards)
    }
  }
}

/// What a whole catalog can have done to it, without a `DatasetCatalog` opened: it may be too old or too
/// damaged for one.
package enum CatalogUpkeep {
  /// How long whoever wants to write waits for another writer.
  package static let patience: Duration = .seconds(10)

  /// How many bytes can still be written where `path` is; `nil` if that is not known.
  package static func freeBytes(at path: String) -> UInt64? {
    FreeSpace.byteCount(at: path)
  }

  /// Makes the whole index from the ledger, next to the old one, and swaps them in one step.
  ///
  /// - Parameter partitionCount: Into how many parts the new one divides the records of each audience; `nil` for as many as
  ///   the old one.
  /// - Returns: How many records it holds.
  /// - Throws: `CatalogError` with code `.invalidArgument` for a number that no index has.
  package static func rebuild(
    at path: String, partitionCount: Int? = nil, patience: Duration = patience
  ) throws(CatalogError) -> Int {
    if let partitionCount { try CatalogLayout.check(partitionCount: partitionCount) }
    let layout = CatalogLayout(root: path)
    try layout.check()
    return try Upkeep(try WriteSession.open(layout, patience: patience)).rebuild(
      partitionCount: partitionCount)
  }

  /// Into how many parts an index may divide them.
  package static var partitionCounts: ClosedRange<Int> { CatalogLimits.partitionCounts }

  /// Into how many parts the index of a catalog divides the records of each audience.
  package static func partitionCount(at path: String) throws(CatalogError) -> Int {
    try CatalogLayout(root: path).partitionCount()
  }

  /// Takes out of the index's files what deleted records left in them.
  package static func compact(at path: String, patience: Duration = patience) throws(CatalogError) {
    let layout = CatalogLayout(root: path)
    try layout.check()
    try Upkeep(try WriteSession.open(layout, patience: patience)).compact()
  }

  /// Brings a catalog of an earlier format to this program's: the ledger in one transaction, then the
  /// index again, and the version last. An interruption leaves a catalog that can still be migrated.
  ///
  /// - Returns: The version that it had; this program's own where nothing was to do.
  package static func migrate(at path: String, patience: Duration = patience) throws(CatalogError) -> Int {
    let layout = CatalogLayout(root: path)
    let version = try layout.version()
    guard version < CatalogLayout.formatVersion else { return version }
    _ = try Upkeep(try WriteSession.open(layout, patience: patience)).rebuild()
    try layout.writeVersion(isPartitioned: false)
    return version
  }

  /// The format version that this program works with.
  package static var formatVersion: Int { CatalogLayout.formatVersion }

  /// The libraries that hold catalogs, as they are linked: name and version each.
  package static var libraryVersions: [(name: String, version: String)] {
    [("Xapian", IndexUpkeep.engineVersion), ("SQLite", SQLiteLedger.engineVersion ?? "unknown")]
  }

  /// Copies a catalog, as it is at one moment, into a new directory. Others may read and publish
  /// meanwhile.
  ///
  /// The ledger is copied, and the index made from the copy: so the two always agree. The directory gets
  /// its name when all is done and durable.
  ///
  /// - Returns: How many records it holds.
  /// - Throws: `CatalogError` with code `.exists` where there is something at `target` already.
  package static func backup(from path: String, to target: String) throws(CatalogError) -> Int {
    let layout = CatalogLayout(root: path)
    try layout.check()
    let ledger = try Ledger(reading: layout)
    let thesaurus = FileManager.default.fileExists(atPath: layout.thesaurus) ? layout.thesaurus : nil
    return try makeCatalog(
      at: target, as: try layout.identity().map { CatalogIdentity(id: $0.id) } ?? .random(),
      thesaurus: thesaurus, partitionCount: try layout.partitionCount()
    ) { copy throws(CatalogError) in try ledger.copy(to: copy.ledger, of: copy.root) }
  }

  /// Makes a catalog of a ledger. The directory gets its name when all is done and durable.
  ///
  /// - Parameters:
  ///   - thesaurus: A file to copy; `nil` for none.
  ///   - partitionCount: Into how many parts its index divides the records of each audience.
  ///   - fill: Writes the ledger.
  /// - Returns: How many records it holds.
  /// - Throws: `CatalogError` with code `.exists` where there is something at `target` already.
  static func makeCatalog(
    at target: String, as identity: CatalogIdentity, thesaurus: String?, partitionCount: Int = 1,
    fill: (CatalogLayout) throws(CatalogError) -> Void
  ) throws(CatalogError) -> Int {
    var target = target
    while target.count > 1, target.hasSuffix("/") { target.removeLast() }
    let partial = CatalogLayout(root: target + ".partial")
    try partial.checkLength()
    guard !FileManager.default.fileExists(atPath: target) else {
      throw CatalogError(
        .exists, "there is something at \(target) already", facts: .init(path: target),
        help: "name a directory that does not exist")
    }
    try CatalogLayout.translating("cannot write the copy \(target)") {
      if FileManager.default.fileExists(atPath: partial.root) {
        try FileManager.default.removeItem(atPath: partial.root)
      }
      try FileManager.default.createDirectory(
        atPath: partial.root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }
    do {
      try partial.create(as: identity)
      try fill(partial)
      if let thesaurus {
        try CatalogLayout.translating("cannot write the copy \(target)") {
          try FileManager.default.copyItem(atPath: thesaurus, toPath: partial.thesaurus)
        }
      }
      let count = try Upkeep(try WriteSession.open(partial, patience: .zero)).rebuild(
        partitionCount: partitionCount)
      try CatalogLayout.translating("cannot write the copy \(target)") {
        try Durable.syncTree(partial.root)
        try FileManager.default.moveItem(atPath: partial.root, toPath: target)
        try Durable.syncDirectory(target.parentDirectory)
      }
      return count
    } catch {
      try? FileManager.default.removeItem(atPath: partial.root)
      throw error
    }
  }
}
