import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

/// Nothing of a source is lost in silence: each of its values is in a field, among the unmapped, or in a note.
@Suite("Every value of a source is accounted for")
struct LeafAccountTests {
  @Test("of each fixture", arguments: FormatConformanceTests.fixtures)
  func fixture(_ fixture: FormatConformanceTests.Fixture) throws {
    try Self.check([fixture.path], named: fixture.path)
  }

  static let folders = [
    "aws-open-data-registry", "croissant", "dcat-ap-examples", "dcat-us-edge-cases", "dcat-us-examples",
    "frictionless",
    "geospatial-catalogs", "hdruk", "hf-dataset-cards", "opendatascotland-jkan", "us-dcat",
  ]

  @Test(
    "of real records",
    .enabled(if: ProjectFiles.realData("") != nil, "the real records are not next to the project"),
    arguments: folders.filter { ProjectFiles.realData($0) != nil })
  func real(folder: String) throws {
    try Self.check(ProjectFiles.realFiles(folder), named: folder)
  }

  private static func check(_ paths: [String], named name: String) throws {
    let batch = ManifestReader(checksPolicy: false).read(paths: paths)
    let notes = Dictionary(grouping: batch.diagnostics, by: \.file)
    var missing: [String: [String]] = [:]
    var leafCount = 0
    for record in batch.records {
      let account = try LeafAccount(of: record, notes: notes[record.origin.file] ?? [])
      leafCount += account.leafCount
      for leaf in account.missing {
        let path = String(leaf.prefix { $0 != ":" })
        missing[record.origin.format + " " + path, default: []].append(record.dataset.id + " " + leaf)
      }
    }
    let count = missing.values.reduce(0) { $0 + $1.count }
    if ProcessInfo.processInfo.environment["CARTULARY_LEAVES"] != nil {
      print(
        "LEAVES \(name.split(separator: "/").suffix(2).joined(separator: "/")) \(leafCount) leaves, \(count) missing"
      )
      for (path, leaves) in missing.sorted(by: { $0.value.count > $1.value.count }).prefix(40) {
        print("LEAF \(leaves.count) \(path) e.g. \(leaves[0].replacing("\n", with: " "))")
      }
    }
    // Two are HTML tags without words, one is `0:"0"`, which the account itself does not find.
    // The number may only fall.
    let allowed = name == "hf-dataset-cards" ? 3 : 0
    #expect(
      count <= allowed, "\(count) of \(leafCount): \(missing.values.compactMap(\.first).sorted().prefix(10))")
  }
}
