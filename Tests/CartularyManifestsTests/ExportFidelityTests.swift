import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Exports say what the record says: no more, and no less in silence")
struct ExportFidelityTests {
  private static let formats = ExportFormats.all
  private static let readable = formats.filter { !["csv", "dcat-ap-turtle"].contains($0.name) }

  private func back(_ dataset: Dataset, _ format: any ExportFormat) throws -> Dataset {
    let text = format.document(of: PublishedDataset(dataset))
    let batch = ManifestReader(checksPolicy: false).read(Array(text.utf8), named: "x")
    return try #require(batch.records.first?.dataset, "\(batch.diagnostics)\n\(text)")
  }

  @Test(
    "each leaf of a complete record is in the document, or is counted as lost", arguments: formats.map(\.name)
  )
  func everyLeaf(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    var random = PlainDatasets(seed: 53)
    for _ in 0..<40 {
      let dataset = random.next()
      let document = format.document(of: PublishedDataset(dataset))
      let losses = format.losses(of: dataset)
      for (path, text) in try Self.leaves(of: dataset) where !losses.contains(where: { path.hasPrefix($0) }) {
        #expect(Self.tells(document, text), "\(path): \(text)\n\(losses)\n\(document)")
      }
    }
  }

  /// Prices and lengths of time are numbers with a unit in some formats.
  private static let spelledOtherwise: Set = [
    "access.fee.amount", "access.embargo.after", "access.erase-after",
  ]

  /// Long texts, which no vocabulary spells in another way.
  private static func leaves(of dataset: Dataset) throws -> [(path: String, text: String)] {
    func walk(_ value: Any, _ path: String) -> [(String, String)] {
      switch value {
      case let map as [String: Any]:
        map.flatMap { walk($0.value, path.isEmpty ? $0.key : path + "." + $0.key) }
      case let list as [Any]: list.flatMap { walk($0, path) }
      case let text as String: [(path, text)]
      default: []
      }
    }
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(dataset))
    return walk(json, "").filter { !spelledOtherwise.contains($0.0) }.filter {
      $0.1.contains(" ") || $0.1.contains("://") || $0.1.contains("@")
    }
  }

  private static func tells(_ document: String, _ text: String) -> Bool {
    document.contains(text) || document.contains(text.replacing("&", with: "\\u0026"))
  }

  @Test("nothing is read back that the record does not say", arguments: readable.map(\.name))
  func noAdditions(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    var random = PlainDatasets(seed: 54)
    for _ in 0..<80 {
      let dataset = random.next()
      let read = try back(dataset, format)
      let added = ExportLoss.additions(in: read, to: dataset, by: name)
      #expect(added.isEmpty, "\(added)\n\(format.document(of: PublishedDataset(dataset)))")
    }
  }

  @Test("a record without a description stays without one", arguments: readable.map(\.name))
  func noDescription(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    let dataset = Dataset(id: "a", title: "A", description: "")
    let text = format.document(of: PublishedDataset(dataset))
    #expect(!text.contains("description\"") && !text.contains("description:") && !text.contains("notes"))
    #expect(try back(dataset, format).description.isEmpty)
    let batch = ManifestReader(checksPolicy: false).read(Array(text.utf8), named: "x")
    #expect(!batch.hasErrors && batch.records.count == 1, "\(batch.diagnostics)")
    #expect(format.losses(of: dataset).isEmpty)
  }

  @Test(
    "a relation to itself is not exported, and counted",
    arguments: ["dcat-us", "dcat-ap", "schema-org", "datacite"])
  func itself(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    var dataset = Dataset(id: "a", title: "A", description: "About a.")
    dataset.identifiers = ["https://doi.org/10.5072/a"]
    for target in ["a", "https://doi.org/10.5072/a"] {
      dataset.relations = [Relation(kind: .partOf, target: target)]
      #expect(try back(dataset, format).relations.isEmpty)
      #expect(format.losses(of: dataset).contains { $0.hasPrefix("relations") })
    }
    dataset.relations = [Relation(kind: .partOf, target: "b")]
    #expect(try back(dataset, format).relations.map(\.target) == ["b"])
  }

  @Test(
    "DCAT-AP has no distribution without an address of its own, and says no other",
    arguments: [nil, "https://example.org/f"])
  func addresses(url: String?) throws {
    var dataset = Dataset(id: "a", title: "A", description: "About a.")
    dataset.landingPage = "https://example.org/a"
    dataset.access.url = "https://example.org/apply"
    var form = Distribution()
    (form.title, form.downloadURL) = ("File", url)
    dataset.distributions = [form]
    let format = DCATJSONExport()
    let read = try back(dataset, format)
    #expect(read.distributions.map(\.downloadURL) == (url == nil ? [] : [url]))
    #expect(read.distributions.allSatisfy { $0.accessURL == nil })
    #expect(format.losses(of: dataset).contains { $0.hasPrefix("distributions") } == (url == nil))
  }

  @Test("a text that is stated twice and comes back once is counted as lost")
  func repeated() throws {
    var dataset = Dataset(id: "a", title: "A", description: "About a.")
    dataset.keywords = ["water", "water", "lake"]
    for format in Self.readable {
      let count = try back(dataset, format).keywords.count
      #expect(format.losses(of: dataset).contains("keywords") == (count < 3), "\(format.name): \(count)")
    }
  }
}

@Suite("Exports of real records")
struct RealExportTests {
  private static let records: [Dataset] = {
    guard let root = ProjectFiles.realData("") else { return [] }
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: root))?.sorted() ?? []
    // Some catalogs have two versions of one record, which do not go into one document.
    var seen: Set<String> = []
    return folders.flatMap { folder -> [Dataset] in
      let records = ManifestReader(checksPolicy: false).read(paths: ProjectFiles.realFiles(folder)).records
        .map(\.dataset)
      return ProjectFiles.every(of: records, atMost: 40).filter { seen.insert($0.id).inserted }
    }
  }()

  private func read(_ text: String) -> [Dataset] {
    ManifestReader(checksPolicy: false).read(Array(text.utf8), named: "x").records.map(\.dataset)
  }

  @Test(
    "written and read again, they are written the same",
    .enabled(if: ProjectFiles.realData("") != nil, "the real records are not next to the project"),
    arguments: ["yaml", "json", "jsonl"])
  func native(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    #expect(Self.records.count > 200)
    let text = format.document(of: Self.records.map { PublishedDataset($0) })
    let again = read(text)
    #expect(again.count == Self.records.count)
    #expect(format.document(of: again.map { PublishedDataset($0) }) == text)
  }

  @Test(
    "in a foreign format, what is read back once is read back ever after, and adds nothing",
    .enabled(if: ProjectFiles.realData("") != nil, "the real records are not next to the project"),
    arguments: ["dcat-us", "dcat-ap", "schema-org", "croissant", "ckan", "datacite"])
  func foreign(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    var added: [String: [String]] = [:]
    var unstable: [String] = []
    for dataset in Self.records {
      guard let first = read(format.document(of: PublishedDataset(dataset))).first else {
        Issue.record("\(dataset.id) is not read back")
        continue
      }
      let text = format.document(of: PublishedDataset(first))
      if let second = read(text).first, format.document(of: PublishedDataset(second)) != text {
        unstable.append(dataset.id)
      }
      for path in ExportLoss.additions(in: first, to: dataset, by: name) {
        added[path, default: []].append(dataset.id)
      }
      #expect(first.openness >= dataset.openness, "\(dataset.id)")
    }
    #expect(unstable.isEmpty, "\(unstable.count): \(unstable.prefix(5))")
    #expect(added.isEmpty, "\(added.map { "\($0.key) \($0.value.count): \($0.value.prefix(3))" })")
  }
}

extension ExportLoss {
  /// Keys that a record has only after it was written and read. A value that became another one is a loss.
  fileprivate static func additions(in back: Dataset, to dataset: Dataset, by format: String) -> [String] {
    // Croissant has no file, record set or field without a name, no field without a type, no file without a format.
    let required: Set = [
      "distributions.title", "distributions.media-type", "data-dictionary.tables.name",
      "data-dictionary.tables.variables.type",
    ]
    return Set(paths(of: back)).subtracting(paths(of: dataset))
      // What formats call a frequency is kept beside it.
      .filter {
        !["unmapped", "frequency-text"].contains($0) && !(format == "croissant" && required.contains($0))
      }
      // ODRL has one duty for a fee and for the requirement of one.
      .filter { $0 != "access.requires.kind" || dataset.access.fee?.kind != .charged }
      // An address as the name of a place is read as its code.
      .filter { $0 != "spatial.code" }.sorted()
  }
}
