import CartularyIndex
import CartularyManifests
import CartularyModel
import Foundation
import LedgerTestSupport
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyLedger

/// What is stored is read by programs to come, and hashes go by it: every byte stays as it is.
@Suite("What is stored")
struct StoredBytesTests {
  private static let fixture = "Tests/CartularyCatalogTests/Fixtures/stored-bytes.txt"
  /// Samples that differ in format and in what they say.
  private static let samples = [
    "ai4betterhearts.yaml", "airband-broadband-usage.json", "all-of-us-research-program.yaml",
    "answer-als.json", "cuebiq-data-for-good.yaml", "estonia-private-statistics.yaml",
    "ibm-kidney-disease-records.yaml", "melloddy.yaml", "yoda-medtronic.json",
  ]
  private static let publisher = PublicationAuthor(name: "golden", tool: "golden 1")

  @Test("every byte of ledger and shards is that of the fixture")
  func bytes() async throws {
    let test = try await TestCatalog()
    try await Self.publish(into: test.catalog)
    #expect(try CatalogUpkeep.verify(at: test.path).findings == [])
    // And all that was written is read back.
    let ledger = try Ledger(reading: CatalogLayout(root: test.path))
    #expect(try ledger.current(id: "complete") == .complete)
    #expect(
      try test.catalog.dataset(id: "complete", as: .public) == Dataset.complete.withoutNarrowerVariables)
    let made = try Self.ledger(of: test.path) + Self.shards(of: test.path)
    let text = made.joined(separator: "\n").replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "TIME") + "\n"
    let path = ProjectFiles.path(Self.fixture)
    if ProcessInfo.processInfo.environment["CARTULARY_RECORD"] != nil {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded; read it, and run again without CARTULARY_RECORD")
      return
    }
    let expected = try String(contentsOfFile: path, encoding: .utf8)
    let (lines, golden) = (text.split(separator: "\n"), expected.split(separator: "\n"))
    for (line, other) in zip(lines, golden) where line != other {
      Issue.record("stored: \(line)\nfixture: \(other)")
    }
    #expect(lines.count == golden.count)
    #expect(Array(text.utf8) == Array(expected.utf8))
  }

  @Test("the stored form has every field of the model")
  func fields() {
    let stored = Self.paths(of: StoredDatasetV1(.complete))
    let model = Self.paths(of: Dataset.complete)
    #expect(model.subtracting(stored) == [], "not stored")
    #expect(stored.subtracting(model) == [], "not in the model")
    #expect(model.count > 150)
  }

  /// Names of all properties below a value, each after those that lead to it.
  private static func paths(of value: Any, below prefix: String = "") -> Set<String> {
    let mirror = Mirror(reflecting: value)
    return mirror.children.reduce(into: []) { paths, child in
      var path = prefix
      if mirror.displayStyle == .struct, let label = child.label, label != "wrappedValue" {
        path += "." + (label.hasPrefix("_") ? String(label.dropFirst()) : label)
        paths.insert(path)
      }
      if mirror.displayStyle != .dictionary { paths.formUnion(Self.paths(of: child.value, below: path)) }
    }
  }

  /// New records, a narrower audience, a change, a move, a withdrawal, a prune and a restoration, one
  /// publication each.
  private static func publish(into catalog: DatasetCatalog) async throws {
    var records = try samples.map(sample)
    var complete = SourcedDataset.sample("complete")
    complete.dataset = .complete
    records.append(complete)
    // What it takes over follows its programme, which is withdrawn and comes back.
    records.append(
      .sample("part") {
        $0.relations = [Relation(kind: .partOf, target: "cuebiq-data-for-good")]
        $0.access.requirements = [AccessRequirement(kind: .training)]
        $0.access.addedLists = [.requires]
      })
    records[0].dataset.audience = Audience(labels: ["research", "staff"])!  // well-formed labels
    try await catalog.publish(records, by: publisher)
    // Fewer people see one; another says something else.
    records[1].dataset.audience = Audience(labels: ["staff"])!  // a well-formed label
    records[2].dataset.title += " (changed)"
    try await catalog.publish(Array(records[1...2]), by: publisher)
    records[3].origin.location = "/elsewhere/" + samples[3]
    try await catalog.publish([records[3]], by: publisher)
    var request = PublicationRequest()
    request.withdrawals = [.init(id: records[4].dataset.id, reason: "not \"ours\" / any more")]
    try await catalog.publish(request, by: publisher)
    // What came from the samples and is not given again: the fifth is withdrawn, the sixth is left out.
    request = PublicationRequest(records: records[6...].filter { $0.origin.location != nil } + records[0...2])
    request.pruning = .init(locations: ["/samples"])
    request.permissions.deletions = 1
    try await catalog.publish(request, by: publisher)
    request = PublicationRequest()
    request.restoration = .init(id: records[4].dataset.id, number: 1, as: .public)
    try await catalog.publish(request, by: publisher)
  }

  private static func sample(_ name: String) throws -> SourcedDataset {
    let batch = ManifestReader(checksPolicy: false).read(paths: [ProjectFiles.path("catalog-samples/\(name)")]
    )
    var record = try #require(batch.records.first)
    record.origin.file = name
    record.origin.location = "/samples/" + name
    record.origin.commit = nil
    return record
  }

  private static func ledger(of path: String) throws -> [String] {
    try LedgerFile(path + "/ledger.sqlite").revisions().flatMap { row -> [String] in
      ["", "revision \(row["id"] ?? "") \(row["number"] ?? "")"]
        + row.columns.filter { $0.name != "id" && $0.name != "number" }.map { name, text in
          // The manifest itself stands in catalog-samples.
          "  \(name): \(name == "source" ? ContentHash(of: text.utf8).description : text)"
        }
    }
  }

  private static func shards(of path: String) throws -> [String] {
    let layout = CatalogLayout(root: path)
    return try ShardDirectory.list(layout).flatMap { shard -> [String] in
      let reader = try IndexReader(paths: [layout.shard(shard.key)])
      var lines = ["", "shard \(shard.key) for \(shard.audience.labels.joined(separator: " "))"]
      for id in try reader.terms(prefix: TermPrefix.id, limit: .max).map(\.term).sorted() {
        let payload = try #require(try reader.payload(uniqueTerm: TermPrefix.id + id))
        lines.append("  payload of \(id): " + String(decoding: payload, as: UTF8.self))
      }
      for key in try reader.metadataKeys(prefix: "cartulary-").sorted() {
        lines.append("  \(key): " + (try reader.metadata(key) ?? ""))
      }
      return lines
    }
  }
}
