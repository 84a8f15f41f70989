internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// The shards of all that a viewer may open. Tests put a faulty one in its place to show that they would
/// notice.
typealias ShardFilter = @Sendable (_ all: [ShardDirectory.Shard], _ viewer: Viewer) -> [ShardDirectory.Shard]

/// The shards on disk.
enum ShardDirectory {
  struct Shard: Sendable, Hashable {
    let key: String
    let audience: Audience
    /// Which of its records are here.
    let partition: Partition

    init(_ audience: Audience, _ partition: Partition = .whole) {
      (key, self.audience, self.partition) = (ShardKey.key(for: audience, partition), audience, partition)
    }
  }

  /// Every shard that can be read, in the order of the keys. None of an index that was divided otherwise is among them.
  ///
  /// - Throws: `CatalogError` with code `.damaged` when the shards are gone as a whole: an empty answer
  ///   would be a false one.
  static func list(_ layout: CatalogLayout) throws(CatalogError) -> [Shard] {
    var shards: [Shard] = []
    let count = try layout.partitionCount()
    for key in try names(layout) where exists(layout, key) {
      if let shard = try shard(layout, key, of: count) { shards.append(shard) }
    }
    return shards
  }

  /// All parts of an audience that are there, by audience, in the order of the keys.
  static func listByAudience(_ layout: CatalogLayout) throws(CatalogError) -> [(
    audience: Audience, keys: [String]
  )] {
    var found: [(audience: Audience, keys: [String])] = []
    // Parts of an audience have names that are side by side.
    for shard in try list(layout) {
      if found.last?.audience == shard.audience {
        found[found.count - 1].keys.append(shard.key)
      } else {
        found.append((shard.audience, [shard.key]))
      }
    }
    return found
  }

  /// What lies in the directory of the shards but for the number of partitions, sorted.
  static func names(_ layout: CatalogLayout) throws(CatalogError) -> [String] {
    guard let directory = opendir(layout.shards) else {
      if isOutOfDescriptors { throw CatalogError.tooManyFiles }
      throw CatalogError(
        .damaged, "the catalog's index is gone or cannot be read", remedy: .rebuild)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { bytes in
        bytes.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: bytes.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != "..", !name.hasPrefix(CatalogLayout.partitionsName) { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether the last call of the system failed for want of a file descriptor.
  private static var isOutOfDescriptors: Bool { errno == EMFILE || errno == ENFILE }

  /// A shard by its name; `nil` if its file `audience` is missing, unreadable, or does not match the
  /// directory's name. That is not a shard: better to hide a record than to show it to the wrong people.
  ///
  /// - Parameter count: Into how many parts audiences are divided.
  /// - Throws: `CatalogError` with code `.tooManyFiles`: records must not go missing for want of a descriptor.
  static func shard(_ layout: CatalogLayout, _ key: String, of count: Int) throws(CatalogError) -> Shard? {
    guard let partition = ShardKey.partition(of: key), partition.count == count,
      let audience = try statedAudience(layout, key)
    else { return nil }
    let shard = Shard(audience, partition)
    return shard.key == key ? shard : nil
  }

  /// The labels as the file `audience` states them, not compared with the directory's name.
  static func statedAudience(_ layout: CatalogLayout, _ key: String) throws(CatalogError) -> Audience? {
    guard let text = try firstBytes(of: layout.labels(ofShard: key)) else { return nil }
    return Audience(labels: text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Why a directory that ought to be a shard is not one to this process.
  static func fault(_ layout: CatalogLayout, _ key: String) -> CatalogError {
    for path in [layout.shard(key), layout.labels(ofShard: key), layout.shard(key) + "/iamglass"] {
      if access(path, R_OK) != 0, errno == EACCES {
        return CatalogError(
          .permissionDenied, "a part of the index cannot be read by this user",
          facts: .init(path: layout.root),
          help: "its owner makes it readable by publishing")
      }
    }
    return CatalogError(
      .damaged, "a part of the index is missing or damaged", facts: .init(path: layout.root), remedy: .rebuild
    )
  }

  static func exists(_ layout: CatalogLayout, _ key: String) -> Bool {
    access(layout.shard(key) + "/iamglass", F_OK) == 0
  }

  /// Makes the directory and its file `audience`, where they are not there or say something else.
  static func create(
    _ layout: CatalogLayout, _ key: String, _ audience: Audience, _ modes: FileModes
  ) throws(CatalogError) {
    try make(layout, key, audience, modes)
    try state(layout, key, audience)
  }

  /// Makes the directory, which is not a shard yet: nobody opens it before its audience is stated.
  static func make(
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
    }
  }

  /// States whom the shard is for, which makes it one.
  static func state(_ layout: CatalogLayout, _ key: String, _ audience: Audience) throws(CatalogError) {
    try CatalogLayout.translating("cannot make a shard in \(layout.root)") {
      let text = audience.labels.joined(separator: " ") + "\n"
      if let there = try? String(contentsOfFile: layout.labels(ofShard: key), encoding: .utf8), there == text
      {
        return
      }
      try Durable.write(text, to: layout.labels(ofShard: key))
      try Durable.syncDirectory(layout.shards)
    }
  }

  /// A small file's text; `nil` when it cannot be read. Uses the system's own calls, as Foundation
  /// takes several times as long, which counts where there are thousands.
  private static func firstBytes(of path: String) throws(CatalogError) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if isOutOfDescriptors { throw CatalogError.tooManyFiles }
      return nil
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0, bytes.count < Self.maximumAudienceByteCount else { return nil }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }

  /// Far above any audience that a manifest of a mebibyte can state.
  private static let maximumAudienceByteCount = 1 << 21
}

/// Which build of the shards a directory holds: it changes when they are rebuilt.
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
        .damaged, "the catalog's index is gone or cannot be read", remedy: .rebuild)
    }
    return ShardsIdentity(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), seconds: status.st_ctim.tv_sec,
      nanoseconds: status.st_ctim.tv_nsec)
  }

  /// Whether the shards are in another directory than before: they were made again meanwhile.
  func hasOtherShards(than before: ShardsIdentity?) -> Bool {
    guard let before, let now = try? shardsIdentity() else { return false }
    return now.inode != before.inode || now.device != before.device
  }
}
