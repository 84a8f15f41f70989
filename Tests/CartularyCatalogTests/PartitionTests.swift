import CartularyIndex
import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Audiences divided into partitions")
struct PartitionTests {
  /// Which part a record is in must never change: an index on disk was written by it.
  @Test(
    "a record's partition is that of its id, for ever",
    arguments: [
      ("", [2, 4, 7, 60]), ("a", [2, 3, 4, 33]), ("asthma-children", [1, 1, 1, 3]),
      ("air-quality", [1, 1, 2, 15]),
      ("doi:10.5072/é", [2, 3, 6, 47]),
    ])
  func vector(id: String, numbers: [Int]) {
    #expect([2, 4, 7, 64].map { Partition.number(of: id, among: $0) } == numbers)
  }

  @Test("ids that differ in their last characters are spread evenly, and each is in one partition")
  func spread() {
    let ids = (0..<6_400).map { "record-\($0)" }
    for count in [2, 7, 64] {
      let parts = Partition.divide(ids, among: count)
      let (least, most) = (parts.map(\.count).min() ?? 0, parts.map(\.count).max() ?? 0)
      #expect(parts.joined().count == ids.count && least * 2 > most, "\(least) to \(most) of \(count)")
      for (part, held) in zip(Partition.all(of: count), parts) { #expect(held.allSatisfy(part.holds)) }
    }
    #expect(Partition.whole.holds("anything"))
  }

  @Test("names of shards say of which partition they are, and whole audiences have none")
  func names() throws {
    let staff = try #require(Audience(labels: ["staff"]))
    #expect(ShardKey.key(for: .public) == "public")
    for audience in [Audience.public, staff] {
      for partition in [.whole] + Partition.all(of: 3) {
        #expect(ShardKey.partition(of: ShardKey.key(for: audience, partition)) == partition)
      }
    }
    for name in ["public-0of2", "public-3of2", "public-1of1", "public-01of2", "public-x", "public-1of"] {
      #expect(ShardKey.partition(of: name) == nil, "\(name)")
    }
  }
}

@Suite("Answers do not depend on partitions")
struct PartitionAnswerTests {
  /// A world published in as many partitions, publication by publication: changed, moved, withdrawn, narrowed.
  private static func catalog(_ world: HiddenWorld, _ partitions: Int) async throws -> TestCatalog {
    let made = try await TestCatalog(partitions: partitions)
    for publication in world.history {
      _ = try await made.catalog.publish(publication, by: author, permissions: .all(publication))
    }
    _ = try await made.catalog.publish(.withdrawing(world.withdrawn), by: author)
    return made
  }

  private static func compare(
    _ world: HiddenWorld, _ seed: UInt64, _ count: Int, _ one: DatasetCatalog, _ others: [DatasetCatalog]
  ) throws {
    var questions = WorldQuestions(
      seed: seed, about: world, fields: FieldTable.all.map(\.name), facets: FieldTable.facets.map(\.name),
      sortKeys: FieldTable.sortKeys)
    var comparison = Comparison()
    for number in 0..<count {
      let question = questions.next()
      comparison.countQuery()
      let viewer = try Viewer(labels: HiddenWorld.viewers[number % HiddenWorld.viewers.count])
      let other = others[number % others.count]
      comparison.compare(question, as: viewer, one, other)
      #expect(
        try one.tombstone(id: question.id, as: viewer) == other.tombstone(id: question.id, as: viewer))
    }
    print("partitions, seed \(seed): \(comparison.summary)")
    let isEqual = comparison.isEqual
    #expect(isEqual, "seed \(seed)\n\(comparison.report)")
  }

  @Test(
    "with 2, 4 and 7 partitions every surface answers every viewer as with one, also after hidden changes")
  func everySurface() async throws {
    let seed = RunSeed.value
    let world = HiddenWorld(seed: seed)
    let whole = try await Self.catalog(world, 1)
    var divided: [TestCatalog] = []
    // Two of them each day; all where many questions are asked.
    let isShort = ProcessInfo.processInfo.environment["CARTULARY_LEAK_QUERIES"] == nil
    let counts = [2, 4, 7].enumerated().filter { !isShort || $0.offset != Int(seed % 3) }.map(\.element)
    for count in counts { divided.append(try await Self.catalog(world, count)) }
    let count = WorldQuestions.count(10, environment: ProcessInfo.processInfo.environment)
    try Self.compare(world, seed, count, whole.catalog, divided.map(\.catalog))
    for test in [whole] + divided {
      _ = try await test.catalog.publish(
        world.hiddenChange, by: author, permissions: .all(world.hiddenChange))
    }
    for test in divided.suffix(1) {
      let report = try CatalogUpkeep.verify(at: test.path)
      #expect(report.isSound, "\(report.findings)")
    }
    try Self.compare(world, seed &+ 1, count / 3, whole.catalog, divided.map(\.catalog))
  }
}
