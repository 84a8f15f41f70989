import CartularyBase
import CartularyIndex
import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

/// The files of columns beside the shards of a catalog.
@Suite("Columns beside shards")
struct ShardColumnsTests {
  private static func record(_ number: Int) -> SourcedDataset {
    .sample("record-\(number)", title: "Record \(number)") {
      $0.keywords = ["tens \(number / 10)", "all"]
      $0.modified = PartialDate("\(2000 + number % 20)")
    }
  }

  private func columns(_ test: TestCatalog) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: CatalogLayout(root: test.path).shard(ShardKey.key(for: .public))
    ).filter { $0.hasPrefix("columns.") }
  }

  private func answers(_ test: TestCatalog) throws -> [String] {
    let catalog = try DatasetCatalog.open(at: test.path)
    let facets = try catalog.facets(FacetQuery(.named(["keyword", "sensitivity"]), limit: 100), as: .public)
    let found = try catalog.search("modified:2003..2007", page: ResultPage(limit: 50), as: .public)
    return facets.map { "\($0)" } + ["\(found.total)"] + found.hits.map(\.dataset.id)
  }

  @Test("a file is there after a large commit, and after upkeep; what is written or withdrawn takes it away")
  func life() async throws {
    let test = try await TestCatalog((0..<260).map(Self.record))
    #expect(try columns(test).count == 1)
    let layout = CatalogLayout(root: test.path)
    let shard = layout.shard(ShardKey.key(for: .public))
    let stored = try answers(test)
    let file = try shard + "/" + columns(test)[0]
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o644)
    #expect(try CatalogUpkeep.verify(at: test.path).isSound)

    // A flipped byte is told, and changes nothing.
    var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    bytes[bytes.count / 2] ^= 4
    try bytes.write(to: URL(fileURLWithPath: file))
    #expect(try answers(test) == stored)
    #expect(
      try CatalogUpkeep.verify(at: test.path).findings.map(\.message)
        == ["the columns of the shard for public are damaged: every search makes them again"])
    #expect(try CatalogUpkeep.faultyColumnsCount(at: test.path) == 1)
    #expect(try CatalogUpkeep.repairColumns(at: test.path) == 1)
    #expect(try CatalogUpkeep.faultyColumnsCount(at: test.path) == 0)
    #expect(try columns(test).count == 1 && CatalogUpkeep.verify(at: test.path).isSound)
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o644)
    try bytes.write(to: URL(fileURLWithPath: file))
    try CatalogUpkeep.compact(at: test.path)
    #expect(try columns(test).count == 1 && CatalogUpkeep.verify(at: test.path).isSound)
    #expect(try answers(test) == stored)

    // A small commit takes the file away, and a withdrawal leaves nothing of what it took.
    try await test.catalog.publish([Self.record(1_000)], by: author)
    #expect(try columns(test).isEmpty)
    var request = PublicationRequest()
    request.withdrawals = [.init(id: "record-1000", reason: "published by mistake")]
    try await test.catalog.publish(request, by: author)
    #expect(try columns(test).count == 1)
    let left = try Data(contentsOf: URL(fileURLWithPath: shard + "/" + columns(test)[0]))
    #expect(left.range(of: Data("tens 25".utf8)) != nil && left.range(of: Data("tens 100".utf8)) == nil)
    #expect(try answers(test) == stored)
    #expect(try CatalogUpkeep.verify(at: test.path).isSound)
  }
}
