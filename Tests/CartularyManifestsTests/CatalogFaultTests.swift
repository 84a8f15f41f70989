import CartularyBase
import Testing

@testable import CartularyManifests

/// Keys of a record of Earth Engine's list, without its title.
private let engineKeys = #""id":"A/B","state_date":"2000-01-01","snippet":"s","provider":"P","category":"c""#

/// Keys of a record of STAC Index.
private let indexKeys = #""title":"T","slug":"s","summary":"S","isApi":true"#

/// Keys of a record of HDR UK 1.1.7.
private let modelKeys = #""domainType":"DataModel","documentationVersion":"1","label":"L","id":"u1""#

/// Faults seeded into each format: the code, and the text with `⌖` before the expected place.
@Suite("Faults in data packages, DataCite, STAC, lists and HDR UK")
struct CatalogFaultTests {
  @Test(
    "data packages",
    arguments: [
      ("W102", #"⌖{"name":"a","resources":[{"path":"x"}]}"#),
      ("M012", #"{"profile":"data-package"}"#),
      ("W102", #"⌖{"profile":"data-package"}"#),
      ("W103", #"{"name":"a","resources":[{"path":"x","bytes":⌖"many"}]}"#),
      ("W103", #"{"name":"a","resources":[{"path":"x","bytes":⌖-1}]}"#),
      ("W103", #"{"name":"a","resources":[⌖"x"]}"#),
      ("W103", #"{"name":"a","created":⌖"lately","resources":[{"path":"x"}]}"#),
      ("W104", #"{"name":"a","resources":[{"path":"x"}],"licenses":[⌖{"name":"my own"}]}"#),
      ("W104", #"{"name":"a","resources":[{"path":"x","licenses":[⌖{"title":"my own"}]}]}"#),
      ("M005", #"{"name":"a","resources":[{"path":"x"}⌖"#),
      ("M005", #"{"name":"a","resources":[{"path":⌖NaN}]}"#),
      ("M009", #"{"name":"a","resources":[{"path":"x",⌖"path":"y"}]}"#),
      ("M009", #"{"name":"a","resources":[{"path":"x"},{"path":"x",⌖"path":"y"}]}"#),
    ])
  func dataPackage(code: String, text: String) throws { try check(code, text) }

  @Test("data packages in YAML")
  func dataPackageInYAML() throws {
    try check("M009", "name: a\nresources: [{path: x}]\n⌖name: b\n", as: "a.yaml")
    try check("W103", "name: a\nresources:\n  - {path: x, bytes: ⌖many}\n", as: "a.yaml")
  }

  @Test(
    "DataCite",
    arguments: [
      ("W102", #"⌖{"doi":"10.5072/a","titles":[{"title":"T"}]}"#),
      ("W102", #"{"data":{"type":"dois","attributes":⌖{"doi":"10.5072/a"}}}"#),
      ("M102", #"{"data":{"type":"dois","attributes":⌖[]}}"#),
      ("M102", #"{"data":[{"type":"dois","attributes":{"doi":"10.5072/a"}},⌖"x"]}"#),
      (
        "W402",
        #"{"data":[{"type":"dois","attributes":{"doi":"10.5072/a"}},⌖{"attributes":{"doi":"10.5072/a"}}]}"#
      ),
      ("W102", #"⌖{"titles":[],"creators":[]}"#),
      ("M012", #"{"titles":[],"creators":[]}"#),
      ("W103", #"{"doi":"10.5072/a","titles":[],"dates":[{"dateType":"Issued","date":⌖"spring"}]}"#),
      ("W103", #"{"doi":"10.5072/a","titles":[],"dates":[{"dateType":"Updated","date":⌖"spring"}]}"#),
      ("W103", #"{"doi":"10.5072/a","titles":[],"dates":[{"dateType":"Coverage","date":⌖"spring"}]}"#),
      ("W103", #"{"doi":"10.5072/a","titles":[],"publicationYear":⌖"MMXX"}"#),
      (
        "W103",
        #"{"doi":"10.5072/a","titles":[],"geoLocations":[{"geoLocationBox":⌖{"westBoundLongitude":"1"}}]}"#
      ),
      (
        "W103",
        #"{"doi":"10.5072/a","titles":[],"geoLocations":[{"geoLocationPoint":⌖{"pointLongitude":1,"pointLatitude":99}}]}"#
      ),
      ("W103", #"{"doi":"10.5072/a","titles":[],"accessType":⌖"Perhaps"}"#),
      ("W103", #"{"doi":"10.5072/a","titles":[],"rightsList":[{"accessType":⌖"Perhaps"}]}"#),
      ("W104", #"{"doi":"10.5072/a","titles":[],"rightsList":[⌖{"rightsUri":"https://example.org/terms"}]}"#),
    ])
  func dataCite(code: String, text: String) throws { try check(code, text) }

  @Test(
    "STAC",
    arguments: [
      ("M012", #"{"type":"Catalog","stac_version":"1.0.0","id":"a"}"#),
      ("M012", #"{"type":"Feature","stac_version":"1.0.0","id":"a"}"#),
      ("W102", #"⌖{"type":"Collection","stac_version":"1.0.0","id":"a"}"#),
      (
        "W103",
        #"{"type":"Collection","stac_version":"1","id":"a","extent":{"spatial":{"bbox":[⌖[0,95,10,99]]}}}"#
      ),
      (
        "W103",
        #"{"type":"Collection","stac_version":"1","id":"a","extent":{"spatial":{"bbox":[⌖[0,5,10]]}}}"#
      ),
      (
        "W103",
        #"{"type":"Collection","stac_version":"1","id":"a","extent":{"temporal":{"interval":[⌖["soon",null]]}}}"#
      ),
      ("W103", #"{"type":"Collection","stac_version":"1","id":"a","updated":⌖"lately"}"#),
      ("W104", #"{"type":"Collection","stac_version":"1","id":"a","license":⌖"my own"}"#),
      ("M102", #"[{"type":"Collection","stac_version":"1","id":"a"},⌖3]"#),
      ("W402", #"[{"type":"Collection","stac_version":"1","id":"a"},⌖{"type":"Collection","id":"a"}]"#),
      (
        "W102", #"{"collections":[{"type":"Collection","stac_version":"1","id":"a"},⌖{"type":"Collection"}]}"#
      ),
      ("M005", #"[{"type":"Collection","stac_version":⌖NaN,"id":"a"}]"#),
    ])
  func stac(code: String, text: String) throws { try check(code, text) }

  @Test(
    "geospatial lists",
    arguments: [
      (
        "W103",
        #"[{"id":"A/B","title":"T","state_date":"2000-01-01","snippet":⌖NaN,"provider":"P","category":"c"}]"#
      ),
      ("W103", #"[{\#(engineKeys),"title":"T","bbox":⌖"0, 10, 5, -10"}]"#),
      ("W103", #"[{\#(engineKeys),"title":"T","bbox":⌖"everywhere"}]"#),
      (
        "W103",
        #"[{"id":"A/B","title":"T","state_date":⌖"2001-01-01","end_date":"2000-01-01","snippet":"s","provider":"P","category":"c"}]"#
      ),
      ("W104", #"[{\#(engineKeys),"title":"T","license":⌖"own words"}]"#),
      ("W102", #"[⌖{\#(engineKeys)}]"#),
      ("W103", #"[{\#(indexKeys),"access":⌖"perhaps"}]"#),
      ("W103", #"[{\#(indexKeys),"access":"public","created":⌖"lately"}]"#),
      ("W402", #"[{\#(indexKeys),"access":"public"},⌖{\#(indexKeys)}]"#),
      ("W102", #"[{\#(indexKeys),"access":"public"},⌖{"summary":"S"}]"#),
      ("M102", #"[{\#(indexKeys),"access":"public"},⌖"x"]"#),
    ])
  func geospatial(code: String, text: String) throws { try check(code, text) }

  @Test(
    "HDR UK",
    arguments: [
      ("W102", #"{"dataModels":[⌖{\#(modelKeys)}]}"#),
      ("W103", #"{"dataModels":[{\#(modelKeys),"datasetStartDate":⌖"one day"}]}"#),
      ("W103", #"{"dataModels":[{\#(modelKeys),"releaseDate":⌖"lately"}]}"#),
      ("W104", #"{"dataModels":[{\#(modelKeys),"license":⌖"See our pages on the matter"}]}"#),
      ("W402", #"{"dataModels":[{\#(modelKeys)},⌖{"id":"u1"}]}"#),
      ("W102", #"{"dataModels":[{\#(modelKeys)},⌖{"domainType":"DataModel"}]}"#),
      ("M102", #"[{\#(modelKeys)},⌖[]]"#),
      ("W102", #"{"identifier":"x:1","summary":⌖{"title":"T"},"accessibility":{}}"#),
      (
        "W103",
        #"{"identifier":"x:1","summary":{},"provenance":{"temporal":{"distributionReleaseDate":⌖"lately"}},"accessibility":{}}"#
      ),
      (
        "W103",
        #"{"identifier":"x:1","summary":{},"accessibility":{},"provenance":{"temporal":⌖{"startDate":"one day"}}}"#
      ),
      ("W402", #"[{"identifier":"x:1","summary":{},"accessibility":{}},⌖{"identifier":"x:1"}]"#),
    ])
  func hdruk(code: String, text: String) throws { try check(code, text) }

  @Test(
    "lists in no known format",
    arguments: [("M011", #"[{"foo":1}]"#), ("M012", "[]"), ("M101", #"[{"id":"a",⌖"titel":"T"}]"#)])
  func lists(code: String, text: String) throws { try check(code, text) }

  private func check(_ code: String, _ marked: String, as name: String = "a.json") throws {
    let text = MarkedText(marked)
    let batch = try read(text.text, as: name)
    #expect(batch.marks.contains(text.expectation(code)), "\(marked)\n\(batch.marks)")
    #expect(batch.hasErrors == batch.records.isEmpty || code == "M012", "\(marked)")
  }
}
