internal import CartularyBase
internal import CartularyIndex
internal import CartularyLedger
internal import CartularyModel
internal import Foundation

/// Adds many records to a shard at once: small shards are made side by side on all processors, merged, and put in the
/// place of the shard in one step.
///
/// The engine keeps what a transaction adds in trees, and looks each term up in them. When these outgrow the processor's
/// caches, that takes most of the time of a publication: 100 documents to a commit take a third of the time that 4,000 take.
/// Merging joins no lists: a term has a piece of its list from every part that has the term, however small, and searches go
/// from piece to piece. So parts are large, and written in many commits. What is held in memory does not grow with the
/// number of records.
///
/// Documents come out in the order of their ids, as from one transaction. Until the last step nobody sees any of it; a
/// crash leaves only files that the next writer removes.
struct ShardParts {
  let layout: CatalogLayout
  let ledger: Ledger
  let mentions: Mentions
  let modes: FileModes
  let sizes: Sizes

  /// When this is done, and in what pieces.
  struct Sizes: Sendable {
    /// From how many records on this is faster than a transaction.
    var leastCount = 400
    /// Records to a commit.
    var commitCount = 100
    /// The most records to a part.
    var mostCount = 2_500
    /// Shards that are merged at once. Each takes some five open files.
    var mergeCount = max(2, min(64, ReaderPool.fileLimit() / 16))

    /// Records to a part, of so many in all: two parts or more for each thread, so that all have work to the end.
    func partCount(of count: Int) -> Int {
      let share = (count + 2 * OrderedWork.defaultWidth - 1) / (2 * OrderedWork.defaultWidth)
      return max(1, min(mostCount, max(commitCount, share)))
    }
  }

  /// Whether to add as many records in this way: the shard is copied for it.
  func areWorthwhile(for count: Int, in key: String) throws(CatalogError) -> Bool {
    guard count >= sizes.leastCount else { return false }
    guard ShardDirectory.exists(layout, key) else { return true }
    do {
      return try IndexReader(paths: [layout.shard(key)]).documentCount < 10 * count
    } catch {
      throw CatalogError(error)
    }
  }

  /// - Parameters:
  ///   - ids: Of current records of the audience, each once, sorted.
  ///   - added: Called for each record that is in a part.
  ///   - conclude: Writes what the shard says of itself.
  /// - Returns: Whether it could be done: not where the system allows no thread, nor on a file system that cannot exchange
  ///   names. Nothing has changed then.
  func add(
    _ ids: [String], to key: String, _ audience: Audience, added: () -> Void,
    _ conclude: (IndexWriter) throws(IndexError) -> Void
  ) throws(CatalogError) -> Bool {
    let scratch = layout.parts
    defer { try? FileManager.default.removeItem(atPath: scratch.shards) }
    do {
      return try make(ids, key, audience, in: scratch, added: added, conclude)
        && put(scratch.shard(key), inPlaceOf: key)
    } catch let error as CatalogError {
      throw error
    } catch let error as IndexError {
      throw CatalogError(error, writing: layout)
    } catch {
      preconditionFailure("parts throw errors of the catalog and of the index: \(error)")
    }
  }

  /// Makes the whole shard in `scratch`.
  private func make(
    _ ids: [String], _ key: String, _ audience: Audience, in scratch: CatalogLayout, added: () -> Void,
    _ conclude: (IndexWriter) throws(IndexError) -> Void
  ) throws -> Bool {
    try CatalogLayout.translating("cannot make a shard in \(layout.root)") {
      try FileManager.default.createDirectory(
        atPath: scratch.shards, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    var merger = ShardMerger(directory: scratch.shards, mergeCount: sizes.mergeCount)
    if ShardDirectory.exists(layout, key) {
      let kept = scratch.shards + "/kept"
      try copy(layout.shard(key), to: kept, without: ids)
      merger.first = kept
    }
    guard try addParts(of: ids, to: &merger, added: added) else { return false }
    try ShardDirectory.create(scratch, key, audience, modes)
    let fresh = scratch.shard(key)
    try merger.finish(into: fresh)
    let writer = try IndexWriter(path: fresh, create: false)
    try writer.begin()
    try conclude(writer)
    try writer.commit()
    try ShardColumns.write(beside: fresh)
    try CatalogLayout.translating("cannot set the permissions in \(layout.root)") {
      try modes.applyToFiles(ofShard: fresh)
      try Durable.syncTree(fresh)
    }
    return true
  }

  /// What a shard keeps. Its withdrawals go with the records that come back.
  private func copy(_ path: String, to target: String, without ids: [String]) throws(IndexError) {
    try IndexUpkeep.compact(path, into: target)
    let writer = try IndexWriter(path: target, create: false, isDurable: false)
    try writer.begin()
    for id in ids {
      try writer.delete(uniqueTerm: TermPrefix.uniqueTerm(id))
      try writer.setMetadata(StoredWithdrawalV1.key(id), to: "")
    }
    try writer.commit()
  }

  /// - Returns: Whether the system allowed a thread.
  private func addParts(of ids: [String], to merger: inout ShardMerger, added: () -> Void) throws -> Bool {
    let size = sizes.partCount(of: ids.count)
    let count = (ids.count + size - 1) / size
    let directory = merger.directory
    var failure: (any Error)?
    do throws(WorkThread.Refusal) {
      try OrderedWork.run(
        count: count,
        worker: { [ledger, mentions, commitCount = sizes.commitCount] in
          let documents = Result { try ShardDocuments(ledger, mentions) }
          return { number in
            let part = Array(ids[(number * size)..<min((number + 1) * size, ids.count)])
            return Result {
              try Self.writePart(
                of: part, to: "\(directory)/part-\(number)", committing: commitCount, documents.get())
            }
          }
        },
        take: { number, part in
          do {
            try merger.add("\(directory)/part-\(number)", documentCount: part.get(), added: added)
            return true
          } catch {
            failure = error
            return false
          }
        })
    } catch {
      return false
    }
    if let failure { throw failure }
    return true
  }

  /// - Returns: How many documents the part has.
  private static func writePart(
    of ids: [String], to path: String, committing commitCount: Int, _ documents: ShardDocuments
  ) throws -> Int {
    let writer = try IndexWriter(path: path, create: true, isDurable: false)
    var count = 0
    for start in stride(from: 0, to: ids.count, by: commitCount) {
      try writer.begin()
      try documents.forEach(of: Array(ids[start..<min(start + commitCount, ids.count)])) { _, document in
        try writer.replace(document)
        count += 1
      }
      try writer.commit()
    }
    return count
  }

  /// - Returns: Whether the file system could do it.
  private func put(_ fresh: String, inPlaceOf key: String) throws -> Bool {
    let live = layout.shard(key)
    if ShardDirectory.exists(layout, key) {
      do throws(IndexError) {
        try IndexUpkeep.exchange(live, fresh)
      } catch {
        guard error.code == .invalidArgument else { throw error }
        return false
      }
      return true
    }
    try CatalogLayout.translating("cannot put a shard of \(layout.root) in place") {
      // What was begun, and never committed.
      if FileManager.default.fileExists(atPath: live) { try FileManager.default.removeItem(atPath: live) }
      try FileManager.default.moveItem(atPath: fresh, toPath: live)
      try Durable.syncDirectory(layout.shards)
    }
    return true
  }
}

/// Merges shards, in their order, without ever opening many at once.
struct ShardMerger {
  let directory: String
  /// What comes before all that is added; `nil` if nothing does.
  var first: String?
  /// What waits to be merged, by how often it has been merged. What has been merged more often comes first.
  private var waiting: [[String]] = [[]]
  private var mergedCount = 0

  private let mergeCount: Int

  init(directory: String, mergeCount: Int) { (self.directory, self.mergeCount) = (directory, mergeCount) }

  /// - Parameter added: Called for each document.
  mutating func add(_ path: String, documentCount: Int, added: () -> Void) throws(IndexError) {
    for _ in 0..<documentCount { added() }
    waiting[0].append(path)
    var level = 0
    while waiting[level].count >= mergeCount {
      try merge(level)
      level += 1
    }
  }

  /// Writes everything into `target`.
  mutating func finish(into target: String) throws(IndexError) {
    for level in 0..<waiting.count where waiting.reduce(0, { $0 + $1.count }) > mergeCount {
      try merge(level)
    }
    let sources = ([first].compactMap(\.self)) + waiting.reversed().joined()
    try IndexUpkeep.merge(sources, into: target)
    Self.remove(sources)
  }

  private mutating func merge(_ level: Int) throws(IndexError) {
    guard waiting[level].count > 1 else { return }
    let target = directory + "/merged-\(mergedCount)"
    try IndexUpkeep.merge(waiting[level], into: target)
    Self.remove(waiting[level])
    mergedCount += 1
    waiting[level] = []
    if level + 1 == waiting.count { waiting.append([]) }
    waiting[level + 1].append(target)
  }

  private static func remove(_ paths: [String]) {
    for path in paths { try? FileManager.default.removeItem(atPath: path) }
  }
}
