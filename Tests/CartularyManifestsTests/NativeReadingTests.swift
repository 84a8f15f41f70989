import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Reading native manifests")
struct NativeReadingTests {
  @Test("three keys are enough")
  func shortest() throws {
    let dataset = try #require(try record("id: a\ntitle: A\ndescription: B\n"))
    #expect(dataset == Dataset(id: "a", title: "A", description: "B"))
    #expect(dataset.audience == .public)
    #expect(dataset.sensitivity == .unspecified)
  }

  @Test("scalars are kept as typed")
  func scalars() throws {
    let dataset = try #require(
      try record(
        withLines(
          "version: 1.10\nlanguage: no\nkeywords: [yes, 0777, 12:30:45, 1_000, ~x, null x]\nissued: 2024-05\n"
        )))
    #expect(dataset.version == "1.10")
    #expect(dataset.languages == ["no"])
    #expect(dataset.keywords == ["yes", "0777", "12:30:45", "1_000", "~x", "null x"])
    #expect(dataset.issued?.description == "2024-05")
  }

  @Test("YAML and JSON with the same keys are the same record")
  func sameRecord() throws {
    let yaml = withLines(
      "keywords: [x, y]\naccess: {requires: [agreement, {kind: fee, cost: EUR 5}]}\nversion: 2\n")
    let json = """
      {"id": "a", "title": "A", "description": "About a.", "keywords": ["x", "y"],
       "access": {"requires": ["agreement", {"kind": "fee", "cost": "EUR 5"}]}, "version": 2}
      """
    #expect(try record(yaml) == record(json, as: "a.json"))
    #expect(try record(yaml) != nil)
  }

  @Test("JSON text that libyaml would reject is read")
  func surrogates() throws {
    let dataset = try record(#"{"id":"a","title":"\ud83d\ude00 \u0041","description":"\/x"}"#, as: "a.json")
    #expect(dataset?.title == "😀 A")
    #expect(dataset?.description == "/x")
  }

  @Test("anchors and aliases are read")
  func aliases() throws {
    let dataset = try record(withLines("publisher: &who {name: P}\nsteward: *who\n"))
    #expect(dataset?.steward == Agent(name: "P"))
  }

  @Test("the source of each record is kept")
  func source() throws {
    let yaml = try read("id: a\ntitle: A\ndescription: x\n---\nid: b\ntitle: B\ndescription: y\n")
    #expect(yaml.records.map(\.origin.source).first?.hasPrefix("id: a\n") == true)
    #expect(yaml.records.map(\.origin.source).last == "id: b\ntitle: B\ndescription: y\n")
    #expect(yaml.records.map(\.origin.line) == [1, 5])
    let json = try read(#"[ {"id":"a","title":"A","description":"x"} ]"#, as: "a.json")
    #expect(json.records.map(\.origin.source) == [#"{"id":"a","title":"A","description":"x"}"#])
    #expect(json.records.map(\.origin.format) == ["cartulary"])
  }

  @Test("licences are normalised, and unknown ones are kept with a warning")
  func licenses() throws {
    #expect(try record(withLines("licence: cc-by 4.0\n"))?.licenses.map(\.id) == ["CC-BY-4.0"])
    let batch = try read(withLines("license: Ask us\n"))
    #expect(batch.marks == ["W104 4:10"])
    #expect(
      batch.records.first?.dataset.licenses == [
        License(id: License.customID, openness: .custom, text: "Ask us")
      ])
  }

  @Test(
    "values of a variable come in three spellings",
    arguments: [
      "[1, 2]", "{1: one, 2: two}", "[{value: 1, label: one}, {value: 2, label: two}]",
    ])
  func values(spelling: String) throws {
    let dataset = try record(withLines("data-dictionary: {variables: [{name: x, values: \(spelling)}]}\n"))
    let values = try #require(dataset?.dataDictionary?.variables.first?.values)
    #expect(values.map(\.value) == ["1", "2"])
    if spelling.contains("one") { #expect(values.map(\.label) == ["one", "two"]) }
  }

  @Test("a dictionary keeps tables and direct variables")
  func tablesAndVariables() throws {
    let dictionary =
      "data-dictionary: {variables: [{name: v}], tables: [{name: t, variables: [{name: w}]}]}\n"
    #expect(try record(withLines(dictionary))?.dataDictionary?.variables.map(\.name) == ["v", "w"])
  }

  @Test("what the program shows as JSON can be published again, and is the same record")
  func readBack() throws {
    for file in ManifestReader(checksPolicy: false).read(paths: [ProjectFiles.path("catalog-samples")])
      .records
    {
      let json = String(decoding: try JSONEncoder().encode(file.dataset), as: UTF8.self)
      #expect(try record(json, as: "again.json") == file.dataset, "\(file.dataset.id)")
    }
    let full = "license: ask us\nspatial: {name: S, box: [-8.5, 54, 0, 61]}\nunmapped: {a: b}\n"
    let dataset = try #require(try record(withLines(full)))
    #expect(
      try record(String(decoding: try JSONEncoder().encode(dataset), as: UTF8.self), as: "a.json") == dataset)
  }

  @Test("the samples are valid, and meet their requirements")
  func samples() throws {
    let batch = ManifestReader(checksPolicy: false).read(paths: [ProjectFiles.path("catalog-samples")])
    #expect(!batch.hasErrors, "\(batch.diagnostics.filter { $0.severity == .error })")
    let datasets = batch.records.map(\.dataset)
    #expect(datasets.count >= 45)
    #expect(datasets.count { ($0.dataDictionary?.variables.count ?? 0) >= 5 } >= 15)
    #expect(datasets.count { $0.audience != .public } >= 6)
    #expect(Set(datasets.flatMap(\.sharing)) == Set(SharingType.allCases))
    #expect(Set(datasets.flatMap(\.forms)) == Set(CollaborationForm.allCases))
    #expect(Set(datasets.map(\.sensitivity)).isSuperset(of: Sensitivity.levels))
    // Those that show the format are made up, and say so.
    let fictitious = datasets.filter { $0.title.hasSuffix("(fictitious)") }
    #expect(fictitious.count == 6 && fictitious.allSatisfy { !$0.illustrative.isEmpty })
    for dataset in datasets where !fictitious.contains(dataset) {
      let sources = dataset.provenance?.sources.map(\.document) ?? []
      #expect(sources.contains { $0.hasSuffix(".txt") }, "\(dataset.id) cites no source document")
      let quotes = dataset.provenance?.sources.map(\.quote) ?? []
      #expect(quotes.allSatisfy { $0 != nil }, "\(dataset.id) cites a document without its words")
      // What is made up does not follow from the source.
      #expect(Set(dataset.illustrative).isDisjoint(with: (dataset.inferred ?? [:]).keys), "\(dataset.id)")
    }
    #expect(
      batch.files.contains { $0.name.hasSuffix(".json") }
        && batch.files.contains { $0.name.hasSuffix(".yaml") })
  }
}
