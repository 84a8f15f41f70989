import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("schema.org")
struct SchemaOrgTests {
  @Test("fields are mapped as the standards page says")
  func mapping() throws {
    let text = try ProjectFiles.text(LinkedDataTests.fixtures + "schema-org/good-dataset.jsonld")
    let batch = try read(text, as: "a.jsonld")
    #expect(batch.diagnostics.isEmpty, "\(batch.diagnostics)")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(dataset.id == "example.org-data-river-levels")
    #expect(dataset.title == "River levels")
    #expect(dataset.aliases == ["RL"])
    #expect(dataset.identifiers == ["https://example.org/data/river-levels", "10.5072/river.levels"])
    #expect(dataset.landingPage == "https://example.org/river-levels")
    #expect(dataset.keywords == ["rivers", "water level", "gauges"])
    #expect(dataset.licenses.map(\.id) == ["CC-BY-4.0"])
    #expect(dataset.access.fee == FeeTerms(kind: .free) && dataset.access.cost == nil)
    #expect(dataset.languages == ["de"])
    #expect(dataset.creators == [Agent(name: "Example Water Office", url: "https://example.org/")])
    #expect(dataset.publisher?.name == "Example Data Portal")
    #expect(dataset.steward == Agent(name: "data@example.org", email: "data@example.org"))
    #expect(dataset.issued?.description == "2023-04-01")
    #expect(dataset.modified?.description == "2024-05-17")
    #expect(dataset.version == "2")
    #expect(dataset.temporal == TemporalCoverage(start: PartialDate("2001-01-01")))
    #expect(
      dataset.spatial == [
        Place(name: "Northern basin", box: BoundingBox(west: 9.5, south: 52.1, east: 11.2, north: 53.7))
      ])
    let level = try #require(dataset.dataDictionary?.variables.first)
    #expect(dataset.dataDictionary?.variables.map(\.name) == ["level", "gauge state"])
    #expect(level.description == "Water level above gauge zero")
    #expect([level.unit, level.minimum, level.maximum] == ["cm", "0", "1200"])
    #expect(dataset.distributions.map(\.downloadURL) == ["https://example.org/river-levels.csv", nil])
    #expect(dataset.distributions.map(\.accessURL) == [nil, "https://example.org/api/levels"])
    #expect(dataset.distributions.map(\.byteCount) == [12_500_000, nil])
    #expect(dataset.formats == ["CSV", "JSON"])
    #expect(
      dataset.unmapped?.keys.sorted() == [
        "identifier.propertyID", "includedInDataCatalog", "publisher.contactPoint.contactType",
      ])
  }

  @Test("datasets of a catalog are records, typed or not")
  func catalog() throws {
    let text = try ProjectFiles.text(LinkedDataTests.fixtures + "schema-org/good-catalog.json")
    let records = try read(text, as: "a.json").records.map(\.dataset)
    #expect(records.map(\.title) == ["Air quality", "Noise"])
    #expect(records[0].accessRights == .restricted)
    #expect(records[1].spatial == [Place(name: "Example Town")])
  }

  @Test("a graph's organisations and licences are found, titles in two languages kept")
  func graph() throws {
    let text = try ProjectFiles.text(LinkedDataTests.fixtures + "schema-org/good-graph.json")
    let records = try read(text, as: "a.json").records.map(\.dataset)
    #expect(records.allSatisfy { $0.publisher?.name == "Example Institute" })
    #expect(records[1].aliases == ["Regen"])
    #expect(records[1].licenses.map(\.id) == ["CC0-1.0"])
  }

  @Test(
    "shapes have latitude first",
    arguments: [
      (#"{"@type":"GeoCoordinates","latitude":39.3,"longitude":-120.4}"#, [-120.4, 39.3, -120.4, 39.3]),
      (#"{"@type":"GeoShape","box":"39.3 120.7 40.4 123.7"}"#, [120.7, 39.3, 123.7, 40.4]),
      (#"{"@type":"GeoShape","box":"-20,170 -10,-170"}"#, [170, -20, -170, -10]),
      (#"{"@type":"GeoShape","polygon":"1 10 2 10 2 12 1 10"}"#, [10, 1, 12, 2]),
    ])
  func shapes(geo: String, sides: [Double]) throws {
    let text =
      #"{"@context":"https://schema.org","@type":"Dataset","name":"N","spatialCoverage":{"@type":"Place","geo":\#(geo)}}"#
    let box = BoundingBox(west: sides[0], south: sides[1], east: sides[2], north: sides[3])
    #expect(try record(text, as: "a.json")?.spatial == [Place(box: box)])
  }

  @Test(
    "sizes are read with their units",
    arguments: [
      ("25585843 B", 25_585_843), ("117743", 117_743), ("12.5 MB", 12_500_000), ("1KiB", 1_024),
      ("97.73 TiB", 107_455_271_382_548), ("1,024 bytes", 1_024),
    ])
  func sizes(text: String, count: Int) { #expect(ContentSize.byteCount(text) == count) }

  @Test(
    "text that is not a size has none",
    arguments: ["", "large", "12 parsecs", "-1 B", "1e400", "9999999999 TB"])
  func noSizes(text: String) { #expect(ContentSize.byteCount(text) == nil) }
}
