import CartularyIndex
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

/// An id that is hidden and one that never was have to be told apart by nothing: neither words nor work.
@Suite("A hidden id is an id that never existed")
struct HiddenIdTests {
  /// Hidden ids, and next to each one of the same length that never was.
  private static func pairs(_ world: HiddenWorld) -> [(hidden: String, never: String)] {
    let taken = Set(world.current.map(\.dataset.id))
    var pairs: [(hidden: String, never: String)] = []
    for hidden in world.hidden(from: []).map(\.dataset.id).prefix(120) {
      let endings = "0123456789abcdefghijkmnpqrstuvw"
      let free = endings.map { String(hidden.dropLast()) + String($0) }.first { !taken.contains($0) }
      if let free { pairs.append((hidden, free)) }
    }
    return pairs
  }

  @Test("the same shards are opened and the same reads are made, in the same time within noise")
  func work() async throws {
    let worlds = try await TwoWorlds(seed: 5, viewers: [])
    let opened = Guarded<[[String]]>([])
    let catalog = try DatasetCatalog.open(at: worlds.whole.path) { shards, viewer in
      let permitted = PermittedShards.meetingLabels(shards, viewer)
      opened.withLock { $0.append(permitted.map(\.key)) }
      return permitted
    }
    let pairs = Self.pairs(worlds.world)
    #expect(pairs.count > 60)
    var times = (hidden: [Duration](), never: [Duration]())
    var reads = (hidden: [Int: Int](), never: [Int: Int]())
    for (hidden, never) in pairs + pairs {
      for (id, isHidden) in [(hidden, true), (never, false)].shuffled() {
        // A catalog of its own, as for a program that is started to show one record: nothing is cached.
        let fresh = try DatasetCatalog.open(at: worlds.whole.path)
        let before = Self.readCount()
        #expect(try fresh.dataset(id: id, as: .public) == nil)
        let count = Self.readCount() - before
        let start = ContinuousClock.now
        #expect(try catalog.dataset(id: id, as: .public) == nil)
        let time = ContinuousClock.now - start
        if isHidden {
          times.hidden.append(time)
          reads.hidden[count, default: 0] += 1
        } else {
          times.never.append(time)
          reads.never[count, default: 0] += 1
        }
      }
    }
    let ways = Set(opened.withLock { $0 })
    #expect(ways.count == 1, "the same shards for every id")
    let forEveryone = try #require(ways.first)
    #expect(forEveryone.contains("public") && forEveryone.count == 2)
    // Each id takes the same way down the same trees.
    #expect(Set(reads.hidden.keys) == Set(reads.never.keys), "reads: \(reads)")
    print(
      "show of \(pairs.count) hidden ids and as many that never were: median \(Self.median(times.hidden)) and "
        + "\(Self.median(times.never)); reads \(reads.hidden.keys.sorted()) and \(reads.never.keys.sorted())")
  }

  @Test("every way to name a record gives the same words for both")
  func words() async throws {
    let worlds = try await TwoWorlds(seed: 5, viewers: [])
    let catalog = worlds.whole.catalog
    for (hidden, never) in Self.pairs(worlds.world).prefix(25) {
      func told(_ id: String) throws -> String {
        let parts: [Any?] = [
          try catalog.dataset(id: id, as: .public), try catalog.similar(to: id, as: .public)?.count,
          try catalog.explain(hit: id, of: "", as: .public), try catalog.search("id:\(id)", as: .public),
          try catalog.explain("id:\(id)", as: .public),
          try catalog.search(SearchQuery(id), as: .public).total,
          try catalog.suggest("id:\(id)", at: 3 + id.utf8.count, as: .public),
        ]
        return String(describing: parts).replacing(id, with: "ID")
      }
      #expect(try told(hidden) == told(never))
    }
  }

  private static func median(_ times: [Duration]) -> Duration { times.sorted()[times.count / 2] }

  /// Reads that this thread has made so far; 0 where the kernel does not count them.
  private static func readCount() -> Int {
    let text = (try? String(contentsOfFile: "/proc/thread-self/io", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("syscr: ") }
    return line.flatMap { Int($0.dropFirst(7)) } ?? 0
  }
}
