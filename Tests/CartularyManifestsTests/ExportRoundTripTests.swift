import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("What export formats carry")
struct ExportRoundTripTests {
  static let names = ExportFormats.all.map(\.name)
  /// The formats that are read as well as written.
  static let readableNames = ExportFormats.all.filter { Reading($0) != nil }.map(\.name)

  @Test(
    "valid records lose nothing that the table of the format promises, and everything else",
    arguments: names)
  func carries(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    var random = PlainDatasets(seed: 6)
    var (stated, lost): (Set<String>, Set<String>) = ([], [])
    for _ in 0..<60 {
      let dataset = random.next()
      let losses = format.losses(of: dataset)
      let broken = losses.filter { path in format.carries.contains { Self.overlap($0, path) } }
      #expect(broken.isEmpty, "\(format.document(of: PublishedDataset(dataset)))\n\(dataset)")
      stated.formUnion(ExportLoss.paths(of: dataset))
      lost.formUnion(losses)
    }
    let kept = stated.filter { path in
      !lost.contains(path) && !format.carries.contains { Self.covers($0, path) }
    }
    #expect(kept.isEmpty, "carried, but not in the table")
    let unknown = format.carries.filter { path in !stated.contains { Self.overlap(path, $0) } }
    #expect(unknown.isEmpty, "in the table, but no key of a record")
  }

  private static func covers(_ path: String, _ inner: String) -> Bool {
    inner == path || inner.hasPrefix(path + ".")
  }

  private static func overlap(_ one: String, _ other: String) -> Bool {
    covers(one, other) || covers(other, one)
  }

  @Test(
    "awkward records are read back as the same record, whatever they lose",
    arguments: readableNames)
  func awkward(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    let reading = try #require(Reading(format))
    var random = RandomDatasets(seed: 17)
    for _ in 0..<40 {
      let dataset = random.next()
      let text = format.document(of: PublishedDataset(dataset))
      let batch = reading.read(text)
      #expect(batch.records.map(\.dataset.id) == [dataset.id], "\(batch.diagnostics)\n\(text)")
    }
  }

  /// The samples, and some real records if there are any.
  private static let corpora: [[Dataset]] = {
    let paths = [ProjectFiles.path("catalog-samples"), ProjectFiles.realData("us-dcat")].compactMap(\.self)
    return paths.map { path in
      ManifestReader(checksPolicy: false).read(paths: [path]).records.map(\.dataset).filter(\.isWritable)
        .prefix(120).sorted { $0.id < $1.id }
    }
  }()

  @Test(
    "the samples and real records keep their ids and titles",
    arguments: readableNames)
  func samples(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    let reading = try #require(Reading(format))
    for datasets in Self.corpora {
      #expect(datasets.count > 60)
      let written = format.holdsMany ? datasets : Array(datasets.prefix(20))
      let documents =
        format.holdsMany
        ? [format.document(of: written.map { PublishedDataset($0) })]
        : written.map { format.document(of: PublishedDataset($0)) }
      let read = documents.flatMap { reading.read($0).records.map(\.dataset) }.sorted { $0.id < $1.id }
      #expect(read.map(\.id) == written.map(\.id))
      #expect(read.map(\.title) == written.map(\.title))
    }
  }

  @Test(
    "the provenance of a record is written if the format can hold it, and never read as part of the data",
    arguments: ["dcat-ap", "dcat-ap-turtle", "schema-org", "croissant"])
  func provenance(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    let dataset = Dataset(id: "a", title: "A", description: "About a.")
    let publication = PublishedDataset.Publication(
      at: try #require(Timestamp("2026-11-21T14:03:00Z")), tool: "cartulary 0.1.0")
    let text = format.document(of: PublishedDataset(dataset, publication: publication))
    for told in ["2026-11-21T14:03:00Z", "cartulary 0.1.0", "prov:generatedAtTime"] {
      #expect(text.contains(told), "\(told)")
    }
    #expect(!text.contains("prov:wasDerivedFrom"))
    guard let reading = Reading(format) else { return }
    let read = try #require(reading.read(text).records.first?.dataset)
    #expect(read.relations.isEmpty && read.unmapped == nil, "\(read)")
  }
}

/// Reads what a format writes; there is no reader for tables, lines and Turtle.
struct Reading {
  init?(_ format: any ExportFormat) {
    if ["csv", "jsonl", "dcat-ap-turtle"].contains(format.name) { return nil }
  }

  func read(_ text: String) -> ManifestBatch {
    ManifestReader(checksPolicy: false).read(Array(text.utf8), named: "export")
  }
}
