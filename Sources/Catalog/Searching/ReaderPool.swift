internal import Foundation
internal import SearchIndex

/// Open readers, by the shards that they cover.
///
/// A reader is used by one thread at a time: it is taken out of the pool and put back.
final class ReaderPool: Sendable {
  private let idle = Guarded<[Key: [Lease]]>([:])
  /// More than this many idle readers of one set are closed.
  private static let maximumIdleCount = 8
  /// Sets of shards to keep readers for; a server with thousands of kinds of viewers keeps the files of
  /// so many open and no more.
  private static let maximumSetCount = 64

  /// The shards that a reader covers, and of which making: shards that were made anew have the same paths,
  /// and Xapian would take one revision of theirs for that of the old ones.
  private struct Key: Hashable {
    let paths: [String]
    let identity: ShardsIdentity
  }

  /// A reader on its way between threads. Sound, as the pool hands each to one borrower and no one else
  /// keeps a reference.
  private struct Lease: @unchecked Sendable {
    let reader: IndexReader
  }

  /// Runs work on a reader over some shards, at their latest state.
  ///
  /// When writers overtake the reader, it is reopened and the work starts again, at most ten times.
  func withReader<Result>(
    _ paths: [String], _ identity: ShardsIdentity, _ work: (IndexReader) throws -> Result
  ) throws -> Result {
    let key = Key(paths: paths, identity: identity)
    var reader = take(key)
    for attempt in 1...CatalogLimits.retryCount {
      do {
        if let reader { _ = try reader.reopen() }
        let ready = try reader ?? IndexReader(paths: paths)
        reader = ready
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

  private func take(_ key: Key) -> IndexReader? {
    idle.withLock { $0[key]?.popLast() }?.reader
  }

  private func put(_ reader: IndexReader, _ key: Key) {
    let lease = Lease(reader: reader)
    idle.withLock { idle in
      if idle[key] == nil, idle.count >= Self.maximumSetCount { idle.removeAll() }
      if idle[key, default: []].count < Self.maximumIdleCount { idle[key, default: []].append(lease) }
    }
  }
}
