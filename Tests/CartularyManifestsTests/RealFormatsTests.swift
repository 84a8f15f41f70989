import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

/// Whole public catalogs, if developers have them next to the project: every record of each is imported.
@Suite(
  "Real catalogs of other formats",
  .enabled(if: ProjectFiles.realData("") != nil, "the real records are not next to the project"))
struct RealFormatsTests {
  private static let files = [
    ("hdruk/datasets.v1.json", "hdruk-1", 460),
    ("hdruk/datasets.v2-2020-12-11.json", "hdruk-2", 531),
    ("geospatial-catalogs/gee_catalog.json", "geospatial-list", 884),
    ("geospatial-catalogs/pc_catalog.json", "geospatial-list", 136),
    ("geospatial-catalogs/stac_catalogs.json", "geospatial-list", 144),
    ("geospatial-catalogs/aws_stac_catalogs.json", "geospatial-list", 90),
    ("geospatial-catalogs/copernicus_marine.json", "geospatial-list", 307),
    ("geospatial-catalogs/copernicus_land.json", "geospatial-list", 241),
    ("geospatial-catalogs/copernicus_climate.json", "stac-collection", 142),
    ("geospatial-catalogs/copernicus_atmosphere.json", "stac-collection", 16),
    ("geospatial-catalogs/copernicus_emergency.json", "stac-collection", 12),
    ("geospatial-catalogs/nasa_cmr_catalog.2024-09-04.json", "geospatial-list", 405),
  ]
  private static let present = files.filter { ProjectFiles.realData($0.0) != nil }

  /// Skipped, so that it is seen, where some of the files are absent: the next test reads those that are there.
  @Test(
    "all of the real files are here", .enabled(if: present.count == files.count, "some real files are absent")
  )
  func complete() {
    #expect(Self.files.allSatisfy { ProjectFiles.realData($0.0) != nil })
  }

  @Test("every record of a real file is imported", arguments: present)
  func catalog(file: String, format: String, count: Int) throws {
    let path = try #require(ProjectFiles.realData(file))
    let batch = ManifestReader(checksPolicy: false).read(paths: [path])
    #expect(batch.files.map(\.format) == [format])
    #expect(batch.records.count == count)
    #expect(!batch.hasErrors)
    #expect(Set(batch.records.map(\.dataset.id)).count == count)
    #expect(batch.records.allSatisfy { !$0.dataset.title.isEmpty })
    #expect(batch.records.allSatisfy { $0.origin.source.hasPrefix("{") && $0.origin.source.hasSuffix("}") })
    #expect(!batch.diagnostics.contains { $0.code == .skippedRecord })
  }

  @Test("every real data package is imported, with a table for each of its resources")
  func dataPackages() throws {
    let folder = try #require(ProjectFiles.realData("frictionless"))
    let batch = ManifestReader(checksPolicy: false).read(paths: [folder])
    #expect(!batch.files.isEmpty)
    #expect(batch.records.count == batch.files.count)
    #expect(!batch.hasErrors)
    for record in batch.records {
      #expect(record.origin.format == "data-package")
      #expect(record.dataset.licenses.map(\.openness) == [.open])
      #expect(record.dataset.dataDictionary?.tables.count == record.dataset.distributions.count)
      #expect(record.dataset.dataDictionary?.variables.isEmpty == false)
    }
  }

  @Test("the whole dictionary of version 1.1.7 is read")
  func dictionary() throws {
    let path = try #require(ProjectFiles.realData("hdruk/datasets.v1.json"))
    let datasets = ManifestReader(checksPolicy: false).read(paths: [path]).records.map(\.dataset)
    #expect(datasets.reduce(0) { $0 + ($1.dataDictionary?.tables.count ?? 0) } == 604)
    #expect(datasets.reduce(0) { $0 + ($1.dataDictionary?.variables.count ?? 0) } == 4791)
    // No placeholder has become a value.
    let texts = datasets.flatMap { dataset -> [String] in
      let single = [dataset.frequencyText, dataset.access.cost, dataset.access.leadTime]
      let names = dataset.spatial.map(\.name) + dataset.distributions.map(\.format)
      return (single + names).compactMap { $0 } + dataset.creators.map(\.name)
    }
    #expect(!texts.isEmpty)
    #expect(!texts.contains { Placeholder($0) != nil })
  }
}
