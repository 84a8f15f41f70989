import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Whole catalogs in one file")
struct CatalogFileTests {
  /// Enough records of every field for a file over the limit of one manifest.
  private static let records: [Dataset] = {
    var random = PlainDatasets(seed: 8)
    return (0..<700).map { _ in
      var dataset = random.next()
      dataset.description += String(repeating: " It is \"told\" at length.", count: 80)
      return dataset
    }
  }()

  @Test(
    "what export writes of many records is published again as the same", arguments: ["yaml", "json", "jsonl"])
  func again(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    let text = format.document(of: Self.records.map { PublishedDataset($0) })
    #expect(text.utf8.count > ManifestLimits.manifestByteCount)
    let batch = try read(text, as: "a.\(format.fileExtension)")
    #expect(!batch.hasErrors, "\(batch.diagnostics.prefix(3))")
    #expect(batch.records.map(\.dataset) == Self.records)
    #expect(format.document(of: batch.records.map { PublishedDataset($0.dataset) }) == text)
    // The same from standard input, whose name says nothing.
    let piped = ManifestReader(checksPolicy: false).read(Array(text.utf8), named: "<stdin>")
    #expect(piped.records.map(\.dataset.id) == Self.records.map(\.id))
  }

  @Test("each record knows its line and its own source", arguments: ["yaml", "jsonl"])
  func places(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    let text = format.document(of: Self.records.map { PublishedDataset($0) })
    let batch = try read(text, as: "a.\(format.fileExtension)")
    for number in [0, 1, 350, 699] {
      let origin = batch.records[number].origin
      let again = try #require(try record(origin.source, as: "one.\(format.fileExtension)"))
      #expect(again == Self.records[number])
      if name == "jsonl" { #expect(origin.line == number + 1) }
    }
  }

  @Test("a fault in a late record has its own place")
  func faults() throws {
    let few = Self.records.prefix(100)
    let yaml = NativeYAMLExport().document(of: few.map { PublishedDataset($0) })
    let lineCount = yaml.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(
      try read(yaml + "---\nid: late\ntitle: T\ndescription: D\nkeyword: x\n", as: "a.yaml").marks.contains(
        "M101 \(lineCount + 4):1"))
    #expect(try read(yaml + "---\nid: [late\n", as: "a.yaml").marks.first?.hasPrefix("M006") == true)
    let lines = NativeLinesExport().document(of: few.map { PublishedDataset($0) })
    #expect(try read(lines + #"{"id":"late","keyword":"x"}"#, as: "a.jsonl").marks.contains("M101 101:14"))
    #expect(try read(lines + #"{"id":"late",}"#, as: "a.jsonl").marks == ["M005 101:13"])
    #expect(try read(lines + "[1]", as: "a.jsonl").marks == ["M005 101:1"])
  }

  @Test("lines may be of any format that lists records, and in a file of any JSON name")
  func lines() throws {
    let packages =
      ["p", "q"].map { #"{"name":"\#($0)","title":"T","notes":"N","state":"active"}"# + "\n\n" }.joined()
    for name in ["a.jsonl", "a.ndjson", "a.json"] {
      #expect(try read(packages, as: name).records.map(\.dataset.id) == ["p", "q"], "\(name)")
    }
    #expect(try read(#"{"id":"a","title":"A","description":"D"}"#, as: "a.jsonl").records.count == 1)
    #expect(try read(#"[{"id":"a","title":"A","description":"D"}]"#, as: "a.jsonl").records.count == 1)
    #expect(
      try read("{\n\"id\":\"a\",\"title\":\"A\",\"description\":\"D\"}\n", as: "a.json").records.count == 1)
  }

  @Test("one document of a YAML file keeps the limit of a manifest, with its place")
  func large() throws {
    let long = "---\nid: b\ntitle: B\ndescription: '" + String(repeating: "x", count: 1 << 20) + "'\n"
    let batch = try read("id: a\ntitle: A\ndescription: D\n" + long, as: "a.yaml")
    #expect(batch.marks == ["M002 4:1"])
    #expect(try read("%YAML 1.2\n---\nid: a\ntitle: A\ndescription: D\n", as: "a.yaml").records.count == 1)
    let text = try read("a: |\n  x\n---x\n", as: "a.yaml")
    #expect(text.records.isEmpty)
  }

  @Test("a record that could not be stored is refused where it is read, with its place")
  func stored() throws {
    let quotes = String(repeating: "\"", count: 700 << 10)
    let batch = try read("id: a\ntitle: A\ndescription: '\(quotes)'\n", as: "a.yaml")
    #expect(batch.hasErrors && batch.records.isEmpty)
    #expect(batch.marks == ["M002 3:14"])
  }
}
