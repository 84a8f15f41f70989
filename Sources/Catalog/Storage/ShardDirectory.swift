internal import DatasetModel
internal import Foundation
internal import Glibc

/// The shards on disk, and the one choke point that says which of them a viewer may open.
enum ShardDirectory {
  struct Shard: Sendable, Hashable {
    let key: String
    let audience: Audience
  }

  /// Every shard that can be read, in the order of the keys.
  ///
  /// A directory whose file `audience` is missing, unreadable, or does not match the directory's name is
  /// no shard: better a record hidden than one shown to the wrong people.
  ///
  /// - Throws: `CatalogError` with code `.damaged` when the shards are gone as a whole: an empty answer
  ///   would be a false one.
  static func list(_ layout: CatalogLayout) throws(CatalogError) -> [Shard] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: layout.shards) else {
      throw CatalogError(
        .damaged, "the catalogue's index is gone or cannot be read", help: CatalogError.remake)
    }
    return names.sorted().compactMap { key in
      guard let text = try? String(contentsOfFile: layout.labels(ofShard: key), encoding: .utf8),
        let audience = Audience(labels: text.split(whereSeparator: \.isWhitespace).map(String.init)),
        ShardKey.key(for: audience) == key, exists(layout, key)
      else { return nil }
      return Shard(key: key, audience: audience)
    }
  }

  /// The shards whose labels meet the viewer's. Nothing else ever opens a shard for reading.
  static func permitted(_ layout: CatalogLayout, for viewer: Viewer) throws(CatalogError) -> [Shard] {
    let held = Set(viewer.labels)
    return try list(layout).filter { $0.audience.isMet(by: held) }
  }

  static func exists(_ layout: CatalogLayout, _ key: String) -> Bool {
    FileManager.default.fileExists(atPath: layout.shard(key) + "/iamglass")
  }

  /// Makes the directory and its file `audience`, where they are not there or say something else.
  static func create(
    _ layout: CatalogLayout, _ key: String, _ audience: Audience, _ modes: FileModes
  ) throws(CatalogError) {
    let path = layout.shard(key)
    try CatalogLayout.translating("cannot make a shard in \(layout.root)") {
      // Closed before anything is in it.
      if !FileManager.default.fileExists(atPath: path) {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      }
      try modes.apply(toShard: path, audience)
      let text = audience.labels.joined(separator: " ") + "\n"
      if let there = try? String(contentsOfFile: layout.labels(ofShard: key), encoding: .utf8), there == text
      {
        return
      }
      try Durable.write(text, to: layout.labels(ofShard: key))
      try Durable.syncDirectory(layout.shards)
    }
  }
}

/// Which making of the shards a directory holds: another one after they were made anew.
struct ShardsIdentity: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64
  let seconds: Int
  let nanoseconds: Int
}

extension CatalogLayout {
  /// - Throws: `CatalogError` with code `.damaged` where the shards are gone.
  func shardsIdentity() throws(CatalogError) -> ShardsIdentity {
    var status = stat()
    guard stat(shards, &status) == 0 else {
      throw CatalogError(
        .damaged, "the catalogue's index is gone or cannot be read", help: CatalogError.remake)
    }
    return ShardsIdentity(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), seconds: status.st_ctim.tv_sec,
      nanoseconds: status.st_ctim.tv_nsec)
  }
}
