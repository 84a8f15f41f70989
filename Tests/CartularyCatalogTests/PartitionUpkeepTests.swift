import CartularyBase
import CartularyIndex
import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

@Suite("Looking after an index with partitions")
struct PartitionUpkeepTests {
  private static let staff = Audience(labels: ["staff"])!  // a well-formed label

  private func format(_ path: String) throws -> String {
    try String(contentsOfFile: path + "/format", encoding: .utf8)
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/shards").sorted()
  }

  private func answers(_ path: String) throws -> [String] {
    let catalog = try DatasetCatalog.open(at: path)
    return try [Viewer.public, Viewer(labels: ["staff"])].flatMap { viewer in
      try ["", "asthma", "publisher:health", "asthm*", "records of prices"].map { query in
        let answer = try catalog.search(SearchQuery(query), facets: .all, as: viewer)
        let hits = answer.hits.map { "\($0.dataset.id) \($0.weight.bitPattern) \($0.snippet)" }
        return "\(answer.total) \(hits) \(answer.facets)"
      } + [String(describing: try catalog.tombstone(id: "house_prices", as: viewer)?.reason)]
    }
  }

  @Test("a rebuild changes how many there are, both ways, and no answer; without a number it keeps them")
  func bothWays() async throws {
    let test = try await TestCatalog(library)
    var request = PublicationRequest()
    request.withdrawals = [.init(id: "house_prices", reason: "superseded")]
    try await test.catalog.publish(request, by: author)
    let before = try answers(test.path)
    for (asked, count) in [(3, 3), (nil, 3), (64, 64), (2, 2), (1, 1), (nil, 1)] {
      #expect(try CatalogUpkeep.rebuild(at: test.path, partitionCount: asked) == 4)
      #expect(try CatalogUpkeep.partitionCount(at: test.path) == count)
      // Programs that know of no partitions refuse what they would misread, and read the rest as before.
      #expect(try format(test.path) == (count > 1 ? "cartulary 7\n" : "cartulary 6\n"))
      #expect(try names(test.path).contains("partitions") == (count > 1))
      #expect(try names(test.path).contains("public") == (count == 1))
      #expect(try answers(test.path) == before, "\(count)")
      // One that was open all the time finds the new names.
      #expect(try test.total("asthma") == 2)
      let report = try CatalogUpkeep.verify(at: test.path)
      #expect(report.isSound && report.partitionCount == count, "\(report.findings)")
      #expect(try CatalogUpkeep.migrate(at: test.path) >= CatalogUpkeep.formatVersion)
    }
  }

  @Test("compacting keeps them, a copy has as many, and of the public ones each is there")
  func kept() async throws {
    let test = try await TestCatalog(library, partitions: 4)
    let before = try answers(test.path)
    let publicKeys = Partition.all(of: 4).map { ShardKey.key(for: .public, $0) }
    #expect(Set(publicKeys).isSubset(of: try names(test.path)))
    try CatalogUpkeep.compact(at: test.path)
    let backup = test.directory.path + "/backup"
    _ = try CatalogUpkeep.backup(from: test.path, to: backup)
    let copy = test.directory.path + "/copy"
    _ = try CatalogUpkeep.copyLedger(from: test.path, to: copy, partitionCount: 5)
    for (path, count) in [(test.path, 4), (backup, 4), (copy, 5)] {
      #expect(try CatalogUpkeep.partitionCount(at: path) == count)
      #expect(try answers(path) == before)
      let report = try CatalogUpkeep.verify(at: path)
      #expect(report.isSound, "\(report.findings)")
    }
  }

  @Test("a number that no index has is refused, and nothing changes", arguments: [0, -1, 65, 1_000, Int.max])
  func refused(count: Int) async throws {
    let test = try await TestCatalog(library)
    let error = #expect(throws: CatalogError.self) {
      try CatalogUpkeep.rebuild(at: test.path, partitionCount: count)
    }
    #expect(error?.code == .invalidArgument && error?.message == "\(count) is not a number of partitions")
    #expect(try names(test.path).contains("public"))
  }

  @Test("what an interrupted rebuild leaves is read, and mended by the next writer")
  func interrupted() async throws {
    let test = try await TestCatalog(library)
    let before = try answers(test.path)
    // Before the shards were exchanged.
    try "cartulary 7\n".write(toFile: test.path + "/format", atomically: true, encoding: .utf8)
    #expect(try answers(test.path) == before)
    try await test.catalog.publish([library[0]], by: author)
    #expect(try format(test.path) == "cartulary 6\n")
    // After they were exchanged back.
    _ = try CatalogUpkeep.rebuild(at: test.path, partitionCount: 3)
    _ = try CatalogUpkeep.rebuild(at: test.path, partitionCount: 1)
    try "cartulary 7\n".write(toFile: test.path + "/format", atomically: true, encoding: .utf8)
    try CatalogUpkeep.compact(at: test.path)
    #expect(try format(test.path) == "cartulary 6\n" && answers(test.path) == before)
  }

  @Test("an index that does not say how it is divided, or lacks a part, is damaged, and made again")
  func damaged() async throws {
    let test = try await TestCatalog(library, partitions: 3)
    let before = try answers(test.path)
    func damage(_ body: (String) throws -> Void) throws {
      try body(test.path + "/shards")
      let error = #expect(throws: CatalogError.self) {
        try DatasetCatalog.open(at: test.path).search("", as: .public)
      }
      #expect(error?.code == .damaged)
      _ = try CatalogUpkeep.rebuild(at: test.path, partitionCount: 3)
      #expect(try answers(test.path) == before)
    }
    for text in ["", "3", "x\n", "1\n", "999\n", "03\n"] {
      try damage { try text.write(toFile: $0 + "/partitions", atomically: true, encoding: .utf8) }
    }
    try damage { try FileManager.default.removeItem(atPath: $0 + "/partitions") }
    try damage { try FileManager.default.removeItem(atPath: $0 + "/public-2of3") }
    // Files of one part in the place of another would show records twice, and lack others.
    try damage {
      try FileManager.default.removeItem(atPath: $0 + "/public-2of3")
      try FileManager.default.copyItem(atPath: $0 + "/public-1of3", toPath: $0 + "/public-2of3")
    }
    // What verify says of it names the part.
    try FileManager.default.removeItem(atPath: test.path + "/shards/public-2of3")
    let messages = try CatalogUpkeep.verify(at: test.path).findings.map(\.message)
    #expect(messages.contains { $0.hasPrefix("the shard for public, part 2 of 3 is missing") }, "\(messages)")
  }

  @Test(
    "many records at once come into all partitions, and a few more, moves and withdrawals into the right ones"
  )
  func publications() async throws {
    func many(_ numbers: Range<Int>, _ word: String) -> [SourcedDataset] {
      numbers.map { number in
        .sample("many-\(number)", title: "\(word) \(number)") { $0.keywords = [word, "k\(number % 7)"] }
      }
    }
    let (whole, divided) = (try await TestCatalog(), try await TestCatalog(partitions: 2))
    for test in [whole, divided] {
      // Above what is written in one transaction.
      try await test.catalog.publish(many(0..<1_200, "rain"), by: author)
      try await test.catalog.publish(many(1_190..<1_210, "river"), by: author)
      var narrow = many(0..<3, "rain")
      for number in narrow.indices { narrow[number].dataset.audience = Self.staff }
      try await test.catalog.publish(narrow, by: author)
      try await test.catalog.publish(.withdrawing(["many-5", "many-6"]), by: author)
      let report = try CatalogUpkeep.verify(at: test.path)
      #expect(report.isSound, "\(report.findings)")
    }
    for viewer in [Viewer.public, try Viewer(labels: ["staff"])] {
      for query in ["", "rain", "river 1195", "k3", "rain -k3"] {
        let told = try [whole, divided].map { test in
          let page = ResultPage(offset: 7, limit: 50)
          let answer = try test.catalog.search(SearchQuery(query), facets: .all, page: page, as: viewer)
          return
            "\(answer.total) \(answer.facets) \(answer.hits.map { "\($0.dataset.id) \($0.weight.bitPattern)" })"
        }
        #expect(told[0] == told[1], "\(query)")
      }
    }
    // A beginning may have so many endings in an audience, however that is divided.
    for catalog in [whole.catalog, divided.catalog] {
      for (query, isAnswered) in [("id:many-*", false), ("id:many-11*", true)] {
        let answer = Result { try catalog.search(SearchQuery(query), as: .public) }
        #expect(((try? answer.get()) != nil) == isAnswered, "\(query)")
      }
    }
  }

  @Test("readers find all records or are told to try again while the number of partitions changes under them")
  func readersMeanwhile() async throws {
    let test = try await TestCatalog(library)
    let isDone = Guarded(false)
    let path = test.path
    let reading: @Sendable () async throws -> Int = {
      try await OwnThread.run {
        let catalog = try DatasetCatalog.open(at: path)
        var count = 0
        while !isDone.withLock({ $0 }) || count == 0 {
          let answer = try catalog.search("", as: .public)
          guard answer.total == 4 else { throw CatalogError(.damaged, "\(answer.total) records") }
          count += 1
        }
        return count
      }
    }
    async let (one, other) = (reading(), reading())
    for count in [3, 1, 2, 5, 1] {
      try await OwnThread.run { _ = try CatalogUpkeep.rebuild(at: path, partitionCount: count) }
    }
    isDone.withLock { $0 = true }
    let counts = try await [one, other]
    #expect(counts.allSatisfy { $0 > 0 })
  }
}
