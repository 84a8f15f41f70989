import CartularyBase
import CartularyModel
import Testing

@testable import CartularyManifests

@Suite("STAC collections")
struct STACTests {
  @Test("a collection, field by field")
  func collection() throws {
    let batch = readFixture("stac-collection/good-collection.json")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(batch.diagnostics.isEmpty, "\(batch.diagnostics)")
    #expect(batch.files.map(\.format) == ["stac-collection"])
    #expect(dataset.id == "ice-institute-lake-ice")
    #expect(
      dataset.identifiers == [
        "lake-ice", "doi:10.5072/lake-ice", "https://api.example.org/collections/lake-ice",
      ])
    #expect(dataset.title == "Lake ice")
    #expect(dataset.description == "Ice on lakes from radar, **daily**.")
    #expect(dataset.landingPage == "https://example.org/lake-ice")
    #expect(dataset.publisher == Agent(name: "Ice Institute", url: "https://ice.example.org"))
    #expect(dataset.creators == [Agent(name: "Ice Institute", url: "https://ice.example.org")])
    #expect(dataset.unmapped?["providers"] == "host: Cloud Host")
    #expect(dataset.keywords == ["ice", "lakes"])
    #expect(dataset.version == "1.0")
    #expect(dataset.modified?.description == "2023-04-05")
    #expect(dataset.spatial == [Place(box: BoundingBox(west: 5.5, south: 55, east: 30.25, north: 71))])
    #expect(dataset.unmapped?["extent.spatial.bbox"] == "[5.5, 55, 12, 60]")
    #expect(dataset.temporal == TemporalCoverage("2010-01-01/.."))
    #expect(dataset.relations == [Relation(kind: .derivedFrom, target: "https://example.org/radar")])
  }

  @Test("a licence that is behind a link is found there")
  func license() throws {
    let known = try #require(readFixture("stac-collection/good-collection.json").records.first?.dataset)
    #expect(known.licenses.map(\.id) == ["CC-BY-SA-4.0"])
    #expect(known.unmapped?["license"] == "proprietary")
    let various = try #require(readFixture("stac-collection/good-collections.json").records.first?.dataset)
    #expect(various.licenses.map(\.id) == ["LicenseRef-various", "CC-BY-4.0"])
    #expect(various.openness == .custom)
    #expect(various.rights == "Licence: https://example.org/terms")
  }

  @Test(
    "words for licences are those of the standards page",
    arguments: [
      ("proprietary", "LicenseRef-proprietary", Openness.custom), ("various", "LicenseRef-various", .custom),
      ("other", "LicenseRef-other", .custom), ("not-provided", "NOASSERTION", .none),
      ("CC-BY-4.0", "CC-BY-4.0", .open),
    ])
  func words(word: String, id: String, openness: Openness) throws {
    let dataset = try #require(
      try record(#"{"type":"Collection","stac_version":"1.0.0","id":"a","license":"\#(word)"}"#, as: "a.json")
    )
    #expect(dataset.licenses.map(\.id) == [id])
    #expect(dataset.openness == openness)
  }

  @Test("assets are distributions, pictures are not; tables and cubes are the dictionary")
  func assets() throws {
    let dataset = try #require(readFixture("stac-collection/good-collection.json").records.first?.dataset)
    #expect(dataset.distributions.map(\.title) == ["Items", "All of it"])
    #expect(dataset.distributions[0].accessURL == "https://api.example.org/collections/lake-ice/items")
    #expect(dataset.distributions[0].format == "GEOJSON")
    #expect(dataset.distributions[1].downloadURL == "https://example.org/ice.parquet")
    #expect(dataset.distributions[1].byteCount == 4096)
    #expect(dataset.formats == ["GEOJSON", "PARQUET"])
    #expect(dataset.unmapped?["assets.thumbnail"]?.contains("https://example.org/i.png") == true)
    #expect(dataset.unmapped?["assets.table:storage"] == "all: x")
    let variables = try #require(dataset.dataDictionary?.variables)
    #expect(variables.map(\.name) == ["lake", "ice", "thickness"])
    #expect(variables.map(\.type) == [.string, .number, nil])
    #expect(variables[0].description == "Name of the lake")
    #expect(variables[2].unit == "m")
  }

  @Test(
    "anything but a collection is reported by its name",
    arguments: [
      (#"{"type":"Catalog","stac_version":"1.0.0","id":"a","description":"d","links":[]}"#, "a STAC Catalog"),
      (#"{"stac_version":"0.8.1","id":"a","description":"d","links":[]}"#, "a STAC Catalog"),
      (#"{"type":"Feature","stac_version":"1.0.0","id":"a"}"#, "a STAC Item"),
      (#"{"type":"FeatureCollection","stac_version":"1.0.0","features":[]}"#, "STAC Items"),
    ])
  func others(text: String, start: String) throws {
    let batch = try read(text, as: "a.json")
    #expect(batch.diagnostics.map(\.code) == [.nothingFound])
    #expect(batch.diagnostics.first?.message.hasPrefix(start) == true)
    #expect(batch.diagnostics.first?.help?.contains("Collection") == true)
  }
}
