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

  private struct Memory {
    /// What was listed, and the state of the directory then; `nil` when it has to be listed again.
    var settled: (stamp: DirectoryStamp, shards: [ShardDirectory.Shard])?
    /// Labels by key.
    var audiences: [String: Audience] = [:]
  }

  init(_ layout: CatalogLayout, filter isPermitted: @escaping ShardFilter = PermittedShards.meetingLabels) {
    (self.layout, self.isPermitted) = (layout, isPermitted)
  }

  /// Those whose labels meet the viewer's.
  static let meetingLabels: ShardFilter = { shards, viewer in
    let held = Set(viewer.labels)
    return shards.filter { $0.audience.isMet(by: held) }
  }

  /// Directories of the shards that a viewer may open, in the order of their keys. Nothing else ever opens a
  /// shard for reading.
  ///
  /// - Throws: `CatalogError`: `.damaged` when the shards are gone as a whole, `.tooManyFiles`.
  func paths(for viewer: Viewer) throws(CatalogError) -> [String] {
    var paths: [String] = []
    for shard in isPermitted(try all(), viewer) where ShardDirectory.exists(layout, shard.key) {
      guard try ShardDirectory.statedAudience(layout, shard.key) == shard.audience else { continue }
      paths.append(layout.shard(shard.key))
    }
    return paths
  }

  private func all() throws(CatalogError) -> [ShardDirectory.Shard] {
    // Before the names are read: what comes later changes the stamp.
    let stamp = DirectoryStamp(of: layout.shards)
    let (settled, known) = memory.withLock { ($0.settled, $0.audiences) }
    if let settled, let stamp, settled.stamp == stamp { return settled.shards }
    var shards: [ShardDirectory.Shard] = []
    var audiences: [String: Audience] = [:]
    var isWhole = true
    for key in try ShardDirectory.names(layout) {
      var audience = known[key]
      if audience == nil { audience = try ShardDirectory.audience(layout, key) }
      guard let audience else {
        isWhole = false
        continue
      }
      audiences[key] = audience
      shards.append(.init(key: key, audience: audience))
    }
    memory.withLock { memory in
      memory.audiences = audiences
      memory.settled = stamp.flatMap { isWhole && $0.isSettled ? ($0, shards) : nil }
    }
    return shards
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
