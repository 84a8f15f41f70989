import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Writing native manifests")
struct NativeWriterTests {
  @Test("a short record is short, with keys in the order of the documentation")
  func shortest() {
    var dataset = Dataset(id: "a", title: "A: the first", description: "About a.")
    #expect(NativeWriter.yaml(dataset) == "id: a\ntitle: 'A: the first'\ndescription: About a.\n")
    #expect(
      NativeWriter.json(dataset)
        == "{\n  \"id\": \"a\",\n  \"title\": \"A: the first\",\n  \"description\": \"About a.\"\n}\n")
    dataset.access.requirements = [AccessRequirement(kind: .fee)]
    dataset.keywords = ["no", "1.10", "x"]
    dataset.publisher = Agent(name: "P", url: "https://example.org")
    dataset.sensitivity = .internal
    #expect(
      NativeWriter.yaml(dataset) == """
        id: a
        title: 'A: the first'
        description: About a.
        publisher: { name: P, url: https://example.org }
        keywords: ['no', '1.10', x]
        sensitivity: internal
        access:
          requires: [fee]

        """)
  }

  @Test("what is written is read as the same record", arguments: [1, 2, 3, 4] as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var random = RandomDatasets(seed: seed)
    for _ in 0..<60 {
      let dataset = random.next()
      try expectSame(dataset, "seed \(seed)")
    }
  }

  @Test("every awkward text survives by itself")
  func texts() throws {
    var random = RandomDatasets(seed: 7)
    for _ in 0..<300 {
      var dataset = Dataset(id: "a", title: random.text(), description: "d")
      dataset.keywords = [random.text(), random.text()]
      try expectSame(dataset, "\(dataset.keywords)")
    }
  }

  @Test("the samples are written as they are read")
  func samples() throws {
    for record in ManifestReader(checksPolicy: false).read(paths: [ProjectFiles.path("catalog-samples")])
      .records
    {
      try expectSame(record.dataset, record.dataset.id)
    }
  }

  @Test(
    "real records of another format are written as they are read",
    .enabled(if: ProjectFiles.realData("us-dcat") != nil, "the real records are not next to the project"))
  func realRecords() throws {
    let path = try #require(ProjectFiles.realData("us-dcat"))
    let datasets = ManifestReader(checksPolicy: false).read(paths: [path]).records.map(\.dataset)
    #expect(datasets.count > 100)
    for dataset in ProjectFiles.every(of: datasets, atMost: 200) where dataset.isWritable {
      try expectSame(dataset, dataset.id)
    }
  }

  @Test("a missing description stays missing, and is said; a missing title is visible")
  func missing() throws {
    let text = NativeWriter.yaml(Dataset(id: "a", title: "A", description: ""))
    #expect(text == "id: a\ntitle: A\n")
    #expect(try read(text).marks == ["W102 1:1"])
    #expect(try record(text)?.description == "")
    #expect(NativeWriter.yaml(Dataset(id: "a", title: "", description: "D")).contains("title: ''\n"))
  }

  private func expectSame(_ dataset: Dataset, _ name: String) throws {
    let yaml = NativeWriter.yaml(dataset)
    let fromYAML = try read(yaml)
    #expect(fromYAML.records.first?.dataset == dataset, "\(name)\n\(yaml)\n\(fromYAML.diagnostics)")
    #expect(yaml.split(separator: "\n").allSatisfy { $0.last != " " } || dataset.hasBlankLineEnds)
    let fromJSON = try read(NativeWriter.json(dataset), as: "a.json")
    #expect(fromJSON.records.first?.dataset == dataset, "\(name)\n\(fromJSON.diagnostics)")
  }
}

extension Dataset {
  /// Has what a native manifest requires and is within its limits.
  var isWritable: Bool { !title.isEmpty && !description.isEmpty && description.utf8.count < 60_000 }

  /// Some text has a space before a line end, which has to be kept.
  fileprivate var hasBlankLineEnds: Bool { "\(self)".contains(" \\n") }
}
