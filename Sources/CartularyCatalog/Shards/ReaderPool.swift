internal import CartularyIndex
internal import CartularyLedger
internal import Foundation

/// Open readers, by the shards that they cover.
///
/// A reader is used by one thread at a time: it is taken out of the pool and put back.
final class ReaderPool: Sendable {
  private let idle = Guarded(Idle())
  /// More than this many idle readers of one set are closed.
  private static let maximumIdleCount = 8
  /// Shards that idle readers may keep open together. Each has some five files, and a process has a limit.
  private let maximumIdleShardCount: Int

  /// The shards that a reader covers, and of which build: rebuilt shards have the same paths,
  /// and Xapian would take one revision of theirs for that of the old ones.
  private struct Key: Hashable {
    let shards: [SealedShard]
    let identity: ShardsIdentity
  }

  /// A reader on its way between threads. Sound, as the pool hands each to one borrower and no one else
  /// keeps a reference.
  private struct Lease: @unchecked Sendable {
    let reader: IndexReader
  }

  /// What readers know of the shards, for as long as these are of one build.
  private let memory = Guarded<(identity: ShardsIdentity, memory: IndexMemory)?>(nil)

  private struct Idle {
    var readers: [Key: [Lease]] = [:]
    var shardCount = 0
  }

  /// - Parameter fileLimit: How many files the process may have open; the system's limit without it.
  init(fileLimit: Int? = nil) {
    maximumIdleShardCount = (fileLimit ?? Self.fileLimit()) * 3 / 4 / 5
  }

  /// Runs work on a reader over some shards, at their latest state.
  ///
  /// When writers overtake the reader, it is reopened and the work starts again, at most ten times.
  func withReader<Result>(
    _ shards: [SealedShard], _ identity: ShardsIdentity, _ work: (IndexReader) throws -> Result
  ) throws -> Result {
    let key = Key(shards: shards, identity: identity)
    var reader = take(key)
    for attempt in 1...CatalogLimits.retryCount {
      do {
        let ready = try reader ?? opened(key)
        let isNew = reader == nil
        reader = ready
        try bringUpToDate(ready, isNew: isNew)
        let result = try work(ready)
        put(ready, key)
        return result
      } catch let error as IndexError where error.code == .modified {
        Thread.sleep(forTimeInterval: 0.002 * Double(attempt))
      } catch let error as IndexError {
        throw CatalogError(error)
      }
    }
    throw CatalogError(.busy, "the index changes faster than it can be read", help: "try again")
  }

  /// Looks again until nothing has changed since the last look.
  ///
  /// Shards open one after another, and a record may move between two of them meanwhile: it would be there
  /// twice. When a second look finds all of them as the first did, there was a moment at which they all were so;
  /// and as a record leaves its old shard before it comes into the new one, at no moment is it in both.
  private func bringUpToDate(_ reader: IndexReader, isNew: Bool) throws {
    // One that was idle was of one moment: unchanged, it still is.
    guard try reader.reopen() || isNew else { return }
    for _ in 0..<CatalogLimits.retryCount {
      guard try reader.reopen() else { return }
    }
    throw CatalogError(.busy, "the index changes faster than it can be read", help: "try again")
  }

  private func opened(_ key: Key) throws(IndexError) -> IndexReader {
    let memory = memory.withLock { known in
      if let known, known.identity == key.identity { return known.memory }
      let made = IndexMemory()
      known = (key.identity, made)
      return made
    }
    do {
      return try Self.reader(key.shards, memory)
    } catch  where error.code == .tooManyFiles {
      // Idle readers give way to one that is needed.
      idle.withLock { $0 = Idle() }
      return try Self.reader(key.shards, memory)
    }
  }

  private static func reader(_ shards: [SealedShard], _ memory: IndexMemory) throws(IndexError) -> IndexReader
  {
    try IndexReader(
      sealed: shards.map { .init(path: $0.path, seal: $0.seal, whole: LedgerRecord.text($0.audience)) },
      key: ShardMetadata.seal, memory: memory)
  }

  private func take(_ key: Key) -> IndexReader? {
    idle.withLock { idle -> Lease? in
      guard let lease = idle.readers[key]?.popLast() else { return nil }
      idle.shardCount -= key.shards.count
      return lease
    }?.reader
  }

  private func put(_ reader: IndexReader, _ key: Key) {
    guard key.shards.count <= maximumIdleShardCount else { return }
    let lease = Lease(reader: reader)
    idle.withLock { idle in
      guard idle.readers[key, default: []].count < Self.maximumIdleCount else { return }
      if idle.shardCount + key.shards.count > maximumIdleShardCount { idle = Idle() }
      idle.readers[key, default: []].append(lease)
      idle.shardCount += key.shards.count
    }
  }

  /// How many files the process may have open.
  static func fileLimit() -> Int {
    var limit = rlimit()
    // Without an answer, what every system allows.
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
    return Int(min(limit.rlim_cur, 1 << 20))
  }
}
