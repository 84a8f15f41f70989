internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// The one choke point of all reading: which shards a viewer may open.
///
/// To look into each shard's file `audience` at every search would cost a viewer time for shards that they
/// may not open. So labels are remembered, and this is why that is sound:
///
/// - A shard's labels never change: its directory is named by their hash, and both were compared when they were
///   read. What is remembered of a name is therefore right for ever; whether a viewer meets it is worked out again
///   each time. A memory that is out of date can hide a new shard, never open one to someone whom it is not for.
/// - Of the shards that a viewer may open the file is read again each time: one that no longer states those labels
///   is not opened. So remembering saves no more than looks at shards that the viewer may not open.
/// - New shards are seen at once: the list is used only while the directory has the same inode and times, was not
///   changed in the last moments (clocks of file systems are coarse), and held nothing unfinished.
final class PermittedShards: Sendable {
  private let layout: CatalogLayout
  private let isPermitted: ShardFilter
  private let memory = Guarded(Memory())
  private let isNode: Bool

  private struct Memory {
    /// What was listed, and the state of the directory then; `nil` when it has to be listed again.
    var settled: (stamp: DirectoryStamp, listed: Listed)?
    /// By key.
    var shards: [String: ShardDirectory.Shard] = [:]
  }

  init(_ layout: CatalogLayout, filter isPermitted: @escaping ShardFilter = PermittedShards.meetingLabels) {
    (self.layout, self.isPermitted) = (layout, isPermitted)
    isNode = layout.isNode
  }

  /// Those whose labels meet the viewer's.
  static let meetingLabels: ShardFilter = { shards, viewer in
    let held = Set(viewer.labels)
    return shards.filter { $0.audience.isMet(by: held) }
  }

  /// The shards that a viewer may open, in the order of their keys. Nothing else ever opens a shard for reading.
  ///
  /// - Throws: `CatalogError`: `.damaged` and `.permissionDenied` where one of them is gone or cannot be read, as an answer
  ///   without it would be a false one; `.tooManyFiles`.
  func shards(for viewer: Viewer) throws(CatalogError) -> [SealedShard] {
    try checkLease()
    let listed = try all()
    try checkNothingIsMissing(listed, viewer)
    var shards: [SealedShard] = []
    for shard in isPermitted(listed.shards, viewer) {
      // What a crash leaves of a shard that is being made is nobody's, until it is whole.
      guard ShardDirectory.exists(layout, shard.key) else {
        if access(layout.shard(shard.key), X_OK) != 0, errno == EACCES {
          throw ShardDirectory.fault(layout, shard.key)
        }
        continue
      }
      guard try ShardDirectory.statedAudience(layout, shard.key) == shard.audience else {
        throw ShardDirectory.fault(layout, shard.key)
      }
      shards.append(layout.sealed(shard, listed.identity))
    }
    return shards
  }

  /// Before and after each look at the shards, where another machine may narrow what is in them.
  ///
  /// - Throws: `CatalogError` with code `.busy` in a node that may not answer now.
  func checkLease() throws(CatalogError) { if isNode { try layout.checkLease() } }

  /// Looks after what the list does not have. There is a public shard from the first publication on. Others are named by
  /// a hash of their labels, so one that cannot be read is known to be the viewer's where they can work out its name.
  private func checkNothingIsMissing(_ listed: Listed, _ viewer: Viewer) throws(CatalogError) {
    let publicKeys = listed.partitions.map { ShardKey.key(for: .public, $0) }
    if listed.identity?.isPublished == true {
      let known = Set(listed.shards.filter { $0.audience == .public }.map(\.key))
      for key in publicKeys where !known.contains(key) || !ShardDirectory.exists(layout, key) {
        throw ShardDirectory.fault(layout, key)
      }
    }
    guard !listed.strangers.isEmpty else { return }
    for key in publicKeys where listed.identity == nil && listed.strangers.contains(key) {
      throw ShardDirectory.fault(layout, key)
    }
    for key in keys(of: viewer, listed.partitions) where listed.strangers.contains(key) {
      let fault = ShardDirectory.fault(layout, key)
      if fault.code == .permissionDenied { throw fault }
    }
  }

  /// Names of the shards for one label of a viewer, for two, and for all together.
  private func keys(of viewer: Viewer, _ partitions: [Partition]) -> Set<String> {
    let labels = viewer.labels.filter { $0 != Audience.publicLabel }
    var sets = [labels] + labels.map { [$0] }
    // More pairs than these nobody holds, and each costs a hash.
    for one in labels.prefix(32) {
      for other in labels.prefix(32) where one < other { sets.append([one, other]) }
    }
    return Set(
      sets.compactMap { Audience(labels: $0) }.flatMap { audience in
        partitions.map { ShardKey.key(for: audience, $0) }
      })
  }

  /// What lies in the directory of the shards.
  private struct Listed {
    let shards: [ShardDirectory.Shard]
    /// Names that are not of shards, or of none that this process can read.
    let strangers: Set<String>
    let identity: CatalogIdentity?
    /// Those of each audience.
    let partitions: [Partition]
  }

  private func all() throws(CatalogError) -> Listed {
    // Before the names are read: what comes later changes the stamp.
    let stamp = DirectoryStamp(of: layout.shards)
    let (settled, known) = memory.withLock { ($0.settled, $0.shards) }
    if let settled, let stamp, settled.stamp == stamp { return settled.listed }
    var shards: [ShardDirectory.Shard] = []
    var byKey: [String: ShardDirectory.Shard] = [:]
    var strangers: Set<String> = []
    let count = try layout.partitionCount()
    for key in try ShardDirectory.names(layout) {
      var shard = known[key].flatMap { $0.partition.count == count ? $0 : nil }
      if shard == nil { shard = try ShardDirectory.shard(layout, key, of: count) }
      guard let shard else {
        strangers.insert(key)
        continue
      }
      byKey[key] = shard
      shards.append(shard)
    }
    let listed = Listed(
      shards: shards, strangers: strangers, identity: try layout.identity(),
      partitions: Partition.all(of: count))
    memory.withLock { memory in
      memory.shards = byKey
      // The file that says whether anything was published changes apart from the directory.
      let isWhole = strangers.isEmpty && listed.identity?.isPublished == true
      memory.settled = stamp.flatMap { isWhole && $0.isSettled ? ($0, listed) : nil }
    }
    return listed
  }
}

/// A shard as it is opened: its directory, and what its metadata has to say of the catalog and the audience. Files of one
/// shard that were copied into the place of another say something else.
struct SealedShard: Hashable, Sendable {
  let path: String
  let seal: String
  let audience: Audience
  let partition: Partition
}

extension CatalogLayout {
  func sealed(_ shard: ShardDirectory.Shard, _ identity: CatalogIdentity?) -> SealedShard {
    SealedShard(
      path: self.shard(shard.key), seal: Self.seal(shard.audience, identity, shard.partition),
      audience: shard.audience, partition: shard.partition)
  }

  static func seal(
    _ audience: Audience, _ identity: CatalogIdentity?, _ partition: Partition = .whole
  ) -> String {
    let part = partition == .whole ? "" : " #\(partition)"
    return (identity?.id ?? "") + " " + LedgerRecord.text(audience) + part
  }
}

/// What changes when names come into a directory or go.
private struct DirectoryStamp: Equatable {
  private let device: UInt64
  private let inode: UInt64
  private let linkCount: UInt64
  private let modified: [Int]

  /// - Returns: `nil` if there is no directory to look at.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    linkCount = UInt64(status.st_nlink)
    modified = [
      status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ]
  }

  /// Whether the next change is sure to have another time. Some file systems tell no more than two seconds
  /// apart, and a time that is yet to come says nothing.
  var isSettled: Bool { time(nil) - max(modified[0], modified[2]) > 3 }
}
