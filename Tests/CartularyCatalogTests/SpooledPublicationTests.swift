import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog

/// Publications whose records are not held in memory.
@Suite("Spooled publications")
struct SpooledPublicationTests {
  /// A spool that holds next to nothing in memory.
  private func spool(_ records: [SourcedDataset], in directories: [String]) throws -> RecordSpool {
    let spool = RecordSpool(in: directories, memoryByteCount: 64)
    for record in records { try spool.append(record) }
    return spool
  }

  /// Each revision of a catalog, with its hash and its record.
  private func ledger(_ test: TestCatalog) throws -> [String] {
    var rows: [String] = []
    let ledger = try Ledger(reading: CatalogLayout(root: test.path))
    try ledger.store.read { transaction in
      try transaction.forEachRevision { rows.append("\($0) \($1) \($2) \($3)") }
      rows += try transaction.currentIDs(audience: nil)
      try transaction.forEachReference { id, reference in rows.append("\(id) \(reference)") }
    }
    for record in library {
      rows += try ledger.history(id: record.dataset.id, as: .public, withSources: true).map {
        "\($0.number) \($0.kind) \($0.title) \($0.reason ?? "") \(String(describing: $0.origin))"
      }
    }
    return rows
  }

  private func records(changing change: (inout Dataset) -> Void) -> [SourcedDataset] {
    library.enumerated().map { index, record in
      var record = record
      if index.isMultiple(of: 2) { change(&record.dataset) }
      record.origin.location = index == 1 ? "/elsewhere" : "/place/\(record.dataset.id)"
      record.origin.commit = "c0ffee+"
      return record
    }
  }

  @Test("the plan and the ledger are those of records in memory, wherever the spool is")
  func equal() async throws {
    let directory = TemporaryDirectory()
    let (first, second) = (try await TestCatalog(), try await TestCatalog())
    let later = records {
      $0.keywords.append("later")
      $0.relations = [Relation(kind: .partOf, target: "air-quality")]
    }
    for (number, records) in [library, later, Array(later.dropFirst())].enumerated() {
      var plain = PublicationRequest(records: records)
      if number == 2 { plain.pruning = .init(locations: ["/place"]) }
      plain.permissions.deletions = 5
      var spooled = plain
      // The last has nowhere to be but in memory.
      let places = number == 2 ? [directory.path + "/nowhere"] : [directory.path]
      (spooled.spool, spooled.records) = (try spool(records, in: places), [])
      #expect(spooled.spool?.isInFile == (number != 2) && spooled.spool?.count == records.count)
      #expect(try first.catalog.plan(plain) == second.catalog.plan(spooled))
      let plan = try await first.catalog.publish(plain, by: author).plan
      #expect(try await second.catalog.publish(spooled, by: author).plan == plan)
      #expect(plan.entries.map(\.id).starts(with: records.map(\.dataset.id)))
    }
    #expect(try ledger(first) == ledger(second))
    #expect(try first.ids("asthma") == second.ids("asthma"))
    // The file has no name.
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
  }

  @Test("an id that is not valid, or comes twice, is refused before anything is written")
  func ids() async throws {
    let test = try await TestCatalog()
    for records in [[library[0], library[0]], [.sample("not an id")]] {
      await #expect(throws: CatalogError.self) { try await test.catalog.publish(records, by: author) }
      #expect(throws: CatalogError.self) { try test.catalog.plan(PublicationRequest(records: records)) }
      #expect(throws: CatalogError.self) { try spool(records, in: []) }
    }
    #expect(!FileManager.default.fileExists(atPath: CatalogLayout(root: test.path).ledger))
  }

  @Test("a record is encoded once and decoded once, and an equal one not even that")
  func encodings() async throws {
    let test = try await TestCatalog()
    let records = library + (0..<20).map { SourcedDataset.sample("record-\($0)") }
    let tally = StoredDataset.Tally()
    try await StoredDataset.$tally.withValue(tally) {
      try await test.catalog.publish(records, by: author)
    }
    #expect(tally.counts == .init(encoded: records.count, decoded: records.count))

    let again = StoredDataset.Tally()
    try await StoredDataset.$tally.withValue(again) {
      try await test.catalog.publish(records, by: author)
    }
    #expect(again.counts == .init(encoded: records.count, decoded: 0))
  }
}
