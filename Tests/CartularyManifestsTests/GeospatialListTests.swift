import CartularyBase
import CartularyModel
import Testing

@testable import CartularyManifests

@Suite("Lists of geospatial catalogs")
struct GeospatialListTests {
  private func records(_ name: String) -> [Dataset] {
    let batch = readFixture("geospatial-list/good-\(name).json")
    #expect(!batch.hasErrors, "\(batch.diagnostics)")
    #expect(batch.files.map(\.format) == ["geospatial-list"])
    return batch.records.map(\.dataset)
  }

  @Test("Earth Engine")
  func earthEngine() throws {
    let dataset = try #require(records("gee-catalog").first)
    #expect(dataset.id == "earth-engine-aafc-aci")
    #expect(dataset.identifiers == ["AAFC/ACI"])
    #expect(dataset.title == "Canada AAFC Annual Crop Inventory")
    #expect(dataset.publisher?.name == "Agriculture and Agri-Food Canada")
    #expect(dataset.licenses.map(\.id) == ["OGL-Canada-2.0"])
    #expect(dataset.rights == "https://spdx.org/licenses/OGL-Canada-2.0.html")
    #expect(dataset.keywords.contains("agriculture"))
    #expect(dataset.themes.count == 1)
    #expect(dataset.temporal?.start?.description == "2009-01-01")
    #expect(dataset.spatial.first?.box?.west == -135.17)
    #expect(
      dataset.landingPage == "https://developers.google.com/earth-engine/datasets/catalog/AAFC_ACI")
    #expect(dataset.distributions.map(\.title) == ["STAC collection", "Example script"])
    #expect(dataset.unmapped?["snippet"] == "ee.ImageCollection('AAFC/ACI')")
  }

  @Test("Planetary Computer, whose boxes may be upside down")
  func planetaryComputer() throws {
    let datasets = records("pc-catalog")
    let first = try #require(datasets.first)
    #expect(first.id == "planetary-computer-io-lulc-9-class")
    #expect(first.publisher?.name.contains("Microsoft") == true)
    #expect(first.openness == .open)
    #expect(first.spatial.count == 1)
    // South above north: kept, and not guessed at.
    let second = try #require(datasets.last)
    #expect(second.spatial.isEmpty)
    #expect(second.unmapped?["bbox"] == "-180.0, 85.0, 180.0, -56.0")
    #expect(second.licenses.map(\.id) == ["LicenseRef-proprietary"])
    #expect(second.temporal == TemporalCoverage("2015-01-01/2021-12-31"))
  }

  @Test("NASA's repository, without licences")
  func cmr() throws {
    let dataset = try #require(records("nasa-cmr-catalog").last)
    #expect(dataset.id == "cmr-12-hourly-interpolated-surface-velocity-from-buoys")
    #expect(dataset.publisher?.name == "SCIOPS")
    #expect(dataset.openness == .none)
    #expect(dataset.spatial == [Place(box: BoundingBox(west: -180, south: 74, east: 180, north: 90))])
    #expect(dataset.temporal == TemporalCoverage("1979-01-01/2009-12-02"))
    #expect(
      dataset.landingPage == "https://cmr.earthdata.nasa.gov/search/concepts/C1214600621-SCIOPS.html")
    #expect(dataset.description.hasPrefix("This data set contains 12-hourly"))
  }

  @Test("STAC Index, with who may access it")
  func stacIndex() throws {
    let datasets = records("stac-catalogs")
    #expect(datasets.map(\.accessRights) == [.public, .public, .restricted])
    #expect(datasets[1].id == "stac-index-astraea-earth-ondemand")
    #expect(datasets[1].issued?.description == "2020-09-02")
    #expect(datasets[1].distributions.first?.accessURL == "https://eod-catalog-svc-prod.astraea.earth/")
    #expect(datasets[2].access.note != nil)
    #expect(datasets[2].effectiveSensitivity.level == .controlled)
  }

  @Test("Amazon's STAC catalogs, which have no id")
  func awsSTAC() throws {
    let dataset = try #require(records("aws-stac-catalogs").last)
    #expect(dataset.id == "aws-stac-analysis-ready-sentinel-1-backscatter-imagery")
    #expect(dataset.identifiers == ["arn:aws:s3:::sentinel-s1-rtc-indigo"])
    #expect(dataset.description == "Sentinel-1 RTC tiled data and metadata in a S3 bucket")
    #expect(dataset.unmapped?["Region"] == "us-west-2")
  }

  @Test("Copernicus Marine, with an open end and 0 for nothing")
  func marine() throws {
    let dataset = try #require(records("copernicus-marine").last)
    #expect(dataset.id == "cmems-global-multiyear-phy-001-030")
    #expect(dataset.identifiers == ["GLOBAL_MULTIYEAR_PHY_001_030"])
    #expect(dataset.publisher?.name == "CMEMS")
    #expect(dataset.keywords == ["Numerical models"])
    #expect(dataset.spatial.map(\.name) == ["Global Ocean", nil])
    #expect(dataset.spatial.last?.box?.south == -80)
    #expect(dataset.temporal == TemporalCoverage("1993-01-01/.."))
    #expect(dataset.dataDictionary?.variables.map(\.name).prefix(2) == ["Temperature", "Salinity"])
    #expect(dataset.unmapped?["processingLevel"] == "Level 4")
  }

  @Test("Copernicus Land, without the words of its web pages")
  func land() throws {
    let dataset = try #require(records("copernicus-land").first)
    #expect(dataset.id == "clms-d2bae1bf0ad949a49993163e59997654")
    #expect(dataset.title == "Cropping Seasons Yearly 2017-present (raster 10 m), Europe, yearly")
    #expect(dataset.keywords == ["Cropping Patterns"])
    #expect(dataset.issued?.description == "2025-05-06")
    #expect(dataset.modified?.description == "2026-07-16")
    #expect(dataset.landingPage?.hasPrefix("https://land.copernicus.eu/en/products/") == true)
    #expect(dataset.creators.isEmpty)
    #expect(dataset.unmapped?["downloadable_dataset"] == "true")
    #expect(dataset.unmapped?["review_state"] == nil)
  }

  @Test("NaN is read as null here, and is a fault elsewhere")
  func notANumber() throws {
    let item =
      #"{"id":"A/B","title":"T","state_date":"2000-01-01","snippet":NaN,"provider":"P","category":"c"}"#
    let batch = try read("[\(item)]", as: "a.json")
    #expect(batch.records.count == 1)
    #expect(batch.diagnostics.map(\.code) == [.unreadableInSource])
    #expect(try read(#"[{"id":"a","title":NaN}]"#, as: "a.json").marks == ["M005 1:20"])
  }

  @Test("a table is distinguished from a manifest")
  func table() throws {
    for text in ["id\ttitle\tbbox\n1\tA\t0, 1\n", "id,title,bbox\n1,A,x\n", "id;title;x\r\n1;A;y\r\n"] {
      let batch = try read(text, as: "list.tsv")
      #expect(batch.diagnostics.map(\.code) == [.unknownFormat])
      #expect(batch.diagnostics.first?.message.hasPrefix("a table") == true)
    }
  }
}
