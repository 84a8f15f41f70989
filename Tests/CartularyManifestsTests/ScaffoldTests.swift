import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Starting a manifest")
struct ScaffoldTests {
  private func check(_ text: String) throws -> ManifestBatch {
    let path = try TemporaryDirectory.shared.write(text, to: "scaffold-\(text.hashValue)/a.yaml")
    return ManifestReader().read(paths: [path])
  }

  @Test("a scaffold asks for what has to be filled in, and for nothing else")
  func empty() throws {
    let text = ManifestScaffold.yaml()
    #expect(
      text.hasPrefix(
        "# yaml-language-server: $schema=manifest.schema.json\n# $schema: manifest.schema.json\n"))
    let batch = try check(text)
    #expect(
      batch.diagnostics.map(\.code).sorted { $0.rawValue < $1.rawValue } == [
        .missingLicense, .invalidID, .unfilled, .unfilled,
      ])
  }

  @Test("filled in, and with everything uncommented, it is valid")
  func filled() throws {
    var text = ManifestScaffold.yaml()
    for (key, value) in [
      ("id", "lakes"), ("title", "Lakes"),
      ("description", "Daily mean water level at 41 gauges of the northern basin."),
    ] {
      let line = text.split(separator: "\n").first { $0.hasPrefix(key + ":") } ?? ""
      text = text.replacing(line, with: "\(key): \(value)")
    }
    #expect(try check(text).diagnostics.map(\.code) == [.missingLicense])
    let whole = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let bare = line.hasPrefix("# ") ? line.dropFirst(2) : line
      return bare.first?.isLowercase == true && bare.contains(":") || bare.hasPrefix("  ") ? bare : line
    }.joined(separator: "\n")
    let batch = try check(whole.replacing("yaml-language-server", with: "# yaml-language-server"))
    #expect(batch.diagnostics.map(\.code) == [.agreementWithoutDocument], "\(batch.diagnostics)")
    #expect(batch.records.first?.dataset.keywords.isEmpty == false)
  }

  @Test("a table's header becomes the dictionary, with types of the first rows")
  func table() throws {
    let csv =
      "id,Name: x,\"when, exactly\",ratio,ok,code,empty,id\n1,a,2024-05-17,0.5,true,007,,3\n2,\"b\nc\",2024-05-18,1e3,FALSE,008,NA,4\n"
    let header = try TableHeader(Array(csv.utf8), isWhole: true)
    #expect(
      header.variables.map(\.name) == [
        "id", "Name: x", "when, exactly", "ratio", "ok", "code", "empty", "id_8",
      ])
    #expect(
      header.variables.map(\.type) == [.integer, .string, .date, .number, .boolean, .string, nil, .integer])
    let text = ManifestScaffold.yaml(Dataset(columnsOf: header, named: "Lake Levels"))
    let errors = try check(text).diagnostics.filter { $0.severity == .error }.map(\.code)
    #expect(Set(errors) == [.unfilled])
    let batch = try check(text.replacing(ManifestScaffold.mark, with: "Said"))
    #expect(!batch.hasErrors && batch.records.first?.dataset.id == "lake-levels")
    #expect(batch.records.first?.dataset.dataDictionary?.variables == header.variables)
    #expect(try TableHeader(Array("a;b\n1,5;2\n".utf8), isWhole: true).variables.map(\.name) == ["a", "b"])
    #expect(
      try TableHeader(Array("a\tb\n1\t2\n3".utf8), isWhole: false).variables.map(\.type) == [
        .integer, .integer,
      ])
    #expect(throws: TableHeader.Refusal.self) { try TableHeader([], isWhole: true) }
    #expect(throws: TableHeader.Refusal.self) { try TableHeader([0x61, 0, 0x62], isWhole: true) }
  }

  @Test("what a record says is kept, and only what it lacks is suggested")
  func record() throws {
    var dataset = Dataset(
      id: "a", title: "A: \"x\" # y\nz",
      description: "Daily mean water level at 41 gauges of the northern basin.")
    dataset.licenses = LicenseTable.standard.licenses(from: "MIT")
    let text = ManifestScaffold.yaml(dataset)
    #expect(!text.contains("# license:") && text.contains("# keywords:"))
    #expect(try check(text).records.first?.dataset == dataset)
  }
}
