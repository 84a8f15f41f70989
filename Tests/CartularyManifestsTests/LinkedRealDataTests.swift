import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

/// The published examples of each standard, if a developer has them next to the project.
@Suite(
  "Real linked data",
  .enabled(if: ProjectFiles.realData("") != nil, "the real records are not next to the project"))
struct LinkedRealDataTests {
  @Test(
    "every dataset of every file is imported",
    arguments: [
      ("dcat-ap-examples", "dcat-ap-3"), ("dcat-us-examples", "dcat-us-3.0"), ("croissant", "croissant"),
    ])
  func examples(folder: String, format: String) throws {
    let path = try #require(ProjectFiles.realData(folder))
    for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
      let batch = ManifestReader(checksPolicy: false).read(paths: [path + "/" + name])
      #expect(batch.files.map(\.format) == [format], "\(name)")
      let json = try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
      let count = Set(Self.datasets(in: json)).count
      #expect(batch.records.count == count, "\(name): \(batch.diagnostics)")
      // A file with only distributions or concepts has no records, which is reported.
      #expect(
        batch.diagnostics.filter { $0.severity == .error }.map(\.code) == (count == 0 ? [.nothingFound] : []))
      #expect(batch.records.allSatisfy { !$0.dataset.title.isEmpty && DatasetID.isWellFormed($0.dataset.id) })
    }
  }

  @Test("catalogs that were made to fail validation are imported with warnings, each in its format")
  func edgeCases() throws {
    let path = try #require(ProjectFiles.realData("dcat-us-edge-cases"))
    for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
      let batch = ManifestReader(checksPolicy: false).read(paths: [path + "/" + name])
      #expect(
        batch.files.map(\.format) == [name.hasPrefix("dcatus3_0") ? "dcat-us-3.0" : "dcat-us-1.1"], "\(name)")
      #expect(!batch.hasErrors && !batch.records.isEmpty, "\(name)")
    }
    func marks(_ name: String) -> [String] {
      ManifestReader(checksPolicy: false).read(paths: [path + "/" + name]).marks
    }
    #expect(marks("dcatus3_0_invalid.json") == ["W102 11:5"])
    #expect(marks("dcatus3_0_no_identifier.json") == ["W103 15:21"])
  }

  /// The ids of what is typed as a dataset, found by a different reader than ours.
  private static func datasets(in json: Any, _ path: String = "") -> [String] {
    if let list = json as? [Any] { return list.enumerated().flatMap { datasets(in: $1, "\(path)/\($0)") } }
    guard let map = json as? [String: Any] else { return [] }
    let types = (map["@type"] as? [String]) ?? [map["@type"] as? String].compactMap { $0 }
    let isDataset = types.contains { ["Dataset", "dcat:Dataset", "sc:Dataset"].contains($0) }
    return (isDataset ? [map["@id"] as? String ?? path] : [])
      + map.filter { $0.key != "@context" }.flatMap { datasets(in: $0.value, path + "/" + $0.key) }
  }
}
