import CartularyBase
import CartularyModel
import Testing

@testable import CartularyManifests

@Suite("DataCite JSON")
struct DataCiteTests {
  @Test("an API response, field by field")
  func api() throws {
    let batch = readFixture("datacite-4/good-api.json")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(batch.diagnostics.isEmpty, "\(batch.diagnostics)")
    #expect(batch.files.map(\.format) == ["datacite-4"])
    #expect(dataset.id == "10.5072-example-full")
    #expect(dataset.identifiers == ["doi:10.5072/example-full", "LAKE-7"])
    #expect(dataset.title == "Depths of northern lakes")
    #expect(dataset.aliases == ["Tiefen nördlicher Seen"])
    #expect(dataset.description == "Depth of 40 lakes on a grid of ten metres.")
    #expect(dataset.provenance?.statement == "Measured by sonar from a boat.")
    #expect(dataset.landingPage == "https://example.org/lakes/depths")
    #expect(
      dataset.publisher == Agent(name: "Example Repository", identifier: "https://ror.org/00x0x0x00"))
    #expect(
      dataset.creators == [
        Agent(name: "Gauger, Ada", identifier: "https://orcid.org/0000-0000-0000-0000"),
        Agent(name: "Lake Institute"),
      ])
    #expect(dataset.steward == Agent(name: "Data Desk"))
    #expect(dataset.keywords == ["bathymetry"])
    #expect(dataset.themes == ["Earth and related environmental sciences"])
    #expect(dataset.languages == ["en"])
    #expect(dataset.version == "1.2")
    #expect(dataset.issued?.description == "2021-05-04")
    #expect(dataset.modified?.description == "2022-01-02")
    #expect(dataset.temporal == TemporalCoverage("2018/2020"))
    #expect(
      dataset.spatial == [
        Place(name: "Northern basin", box: BoundingBox(west: 10.5, south: 59, east: 12, north: 61.25)),
        Place(box: BoundingBox(west: 11, south: 60, east: 11, north: 60)),
      ])
    #expect(dataset.licenses.map(\.id) == ["CC-BY-4.0"])
    #expect(dataset.accessRights == .public)
    #expect(dataset.rights == nil)
    #expect(dataset.distributions.map(\.format) == ["CSV"])
    #expect(dataset.distributions.first?.downloadURL == "https://example.org/depths.csv")
    #expect(dataset.distributions.first?.byteCount == 1024)
    #expect(dataset.dataDictionary == DataDictionary(url: "https://example.org/codebook.pdf"))
    #expect(
      dataset.relations == [
        Relation(kind: .replaces, target: "https://doi.org/10.5072/old"),
        Relation(kind: .derivedFrom, target: "https://doi.org/10.5072/raw"),
      ])
    let unmapped = try #require(dataset.unmapped)
    #expect(unmapped["titles.Subtitle"] == "A survey by sonar")
    #expect(unmapped["descriptions.TechnicalInfo"] == "Grid in EPSG:3006.")
    #expect(unmapped["dates.Submitted"] == "2021-01-01")
    #expect(unmapped["dates.Collected"] == "2019-06/2020-09")
    #expect(unmapped["contributors.Sponsor"] == "Sponsor Ltd")
    #expect(unmapped["creators.affiliation"] == "Gauger, Ada: Lake Institute")
    #expect(unmapped["relatedIdentifiers.IsSupplementTo"] == "https://doi.org/10.5072/paper")
    #expect(unmapped["types"] == "resourceTypeGeneral: Dataset, resourceType: Sonar")
    #expect(unmapped["fundingReferences"] == "funderName: Example Fund, awardNumber: 42")
    #expect(unmapped["viewCount"] == nil)
  }

  @Test("a list of responses is a list of records")
  func list() throws {
    let batch = readFixture("datacite-4/good-api-list.json")
    #expect(batch.records.map(\.dataset.id) == ["10.5072-one", "10.5072-two"])
    #expect(batch.records.map(\.dataset.accessRights) == [.restricted, nil])
    #expect(batch.records.map(\.dataset.licenses) == [[], []])
    #expect(batch.records.allSatisfy { $0.origin.source.hasPrefix("{") && $0.origin.source.hasSuffix("}") })
  }

  @Test("bare JSON with the names of the XML, and the access type of 4.8")
  func bare() throws {
    let batch = readFixture("datacite-4/good-bare.json")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(!batch.hasErrors)
    #expect(dataset.identifiers == ["doi:10.5072/bare"])
    #expect(dataset.landingPage == "https://doi.org/10.5072/bare")
    #expect(dataset.creators.map(\.name) == ["Gauger, Ada"])
    #expect(dataset.publisher?.name == "Example Repository")
    #expect(dataset.issued?.description == "2019")
    // Words alone are not a licence.
    #expect(dataset.rights == "Ask first.")
    #expect(dataset.openness == .none)
    #expect(dataset.accessRights == .restricted)
    #expect(dataset.effectiveSensitivity.level == .controlled)
    #expect(dataset.formats == ["CSV", "PDF"])
    #expect(dataset.unmapped?["sizes"] == "15 MB, 3 pages")
  }

  @Test("collected replaces coverage, a year the day of issue, other texts an abstract")
  func standIns() throws {
    let dataset = try #require(
      try record(
        #"{"doi":"10.5072/x","titles":["T"],"publicationYear":2001,"dates":[{"dateType":"Collected","date":"1999"}],"#
          + #""descriptions":[{"descriptionType":"Other","description":"Other words."}]}"#, as: "a.json"))
    #expect(dataset.title == "T")
    #expect(dataset.issued?.description == "2001")
    #expect(dataset.temporal == TemporalCoverage("1999"))
    #expect(dataset.description == "Other words.")
    #expect(dataset.unmapped == nil)
  }

  @Test("longitudes from 0 to 360 and boxes across the antimeridian")
  func longitudes() throws {
    func box(_ west: Double, _ east: Double) -> BoundingBox? { BoundingBox(anyLongitudes: west, -5, east, 5) }
    #expect(box(0, 360) == BoundingBox(west: -180, south: -5, east: 180, north: 5))
    #expect(box(120, 260) == BoundingBox(west: 120, south: -5, east: -100, north: 5))
    #expect(box(200, 300) == BoundingBox(west: -160, south: -5, east: -60, north: 5))
    #expect(box(-10, 20) == BoundingBox(west: -10, south: -5, east: 20, north: 5))
    #expect(box(170, -170) == BoundingBox(west: 170, south: -5, east: -170, north: 5))
    #expect(box(-10, 200) == nil)
    #expect(box(10, 400) == nil)
  }

  @Test(
    "who gets at the data is not a licence, whether as an address, a term, or in words",
    arguments: [
      (#"{"rightsUri":"info:eu-repo/semantics/openAccess"}"#, AccessRights.public),
      (#"{"rightsUri":"info:eu-repo/semantics/closedAccess","rights":"Closed Access"}"#, .nonPublic),
      (#"{"rightsUri":"info:eu-repo/semantics/embargoedAccess"}"#, .restricted),
      (#"{"rightsURI":"INFO:EU-REPO/semantics/restrictedAccess"}"#, .restricted),
      (#"{"rights":"info:eu-repo/semantics/closedAccess"}"#, .nonPublic),
      (#"{"rights":"Embargoed Access"}"#, .restricted), (#"{"rights":"metadata-only access"}"#, .nonPublic),
      (#"{"rightsUri":"http://purl.org/coar/access_right/c_abf2"}"#, .public),
      (#"{"rightsUri":"http://purl.org/coar/access_right/c_f1cf"}"#, .restricted),
      (#"{"rightsUri":"http://purl.org/coar/access_right/c_16ec/"}"#, .restricted),
      (#"{"rightsUri":"https://purl.org/coar/access_right/c_14cb"}"#, .nonPublic),
      (#"{"rightsIdentifier":"openAccess"},{"rights":"Closed Access"}"#, .nonPublic),
    ])
  func accessRights(items: String, expected: AccessRights) throws {
    func read(_ items: String) throws -> Dataset {
      try #require(
        try record(
          #"{"doi":"10.5072/x","titles":["T"],"publicationYear":2001,"rightsList":[\#(items)]}"#, as: "a.json"
        ))
    }
    let alone = try read(items)
    #expect(alone.accessRights == expected)
    #expect(alone.licenses == [])
    #expect(alone.rights == nil)
    let licensed = try read(
      items + #",{"rightsUri":"https://creativecommons.org/licenses/by/4.0/legalcode"}"#)
    #expect(licensed.accessRights == expected)
    #expect(licensed.licenses.map(\.id) == ["CC-BY-4.0"])
  }

  @Test("what an item says beside the access is not lost")
  func besideAccess() throws {
    let dataset = try #require(
      try record(
        #"{"doi":"10.5072/x","titles":["T"],"publicationYear":2001,"rightsList":["#
          + #"{"rights":"CC-BY-4.0","rightsUri":"info:eu-repo/semantics/openAccess"},"#
          + #"{"rights":"Ask the board.","rightsUri":"info:eu-repo/semantics/restrictedAccess"}]}"#,
        as: "a.json"))
    #expect(dataset.accessRights == .restricted)
    #expect(dataset.licenses.map(\.id) == ["CC-BY-4.0"])
    #expect(dataset.rights == "Ask the board.")
  }

  @Test("our own documents give back the access that they state", arguments: AccessRights.allCases)
  func ownAccess(rights: AccessRights) throws {
    var dataset = Dataset(id: "lake", title: "Lake", description: "Depths.")
    dataset.accessRights = rights
    dataset.rights = "closed"
    let text = try #require(ExportFormats.named("datacite")).document(of: PublishedDataset(dataset))
    let back = try #require(try record(text, as: "a.json"))
    let expected: AccessRights = [.sensitive, .confidential].contains(rights) ? .nonPublic : rights
    #expect(back.accessRights == expected)
    #expect(back.rights == "closed")
    #expect(back.licenses == [])
  }

  @Test("an address that belongs to no list of access rights opens nothing, and may close")
  func unknownAddresses() {
    #expect(AuthorityCodes.accessRights("https://example.org/data/open") == nil)
    #expect(AuthorityCodes.accessRights("https://example.org/data/public") == nil)
    #expect(AuthorityCodes.accessRights("https://example.org/terms/restricted") == .restricted)
    #expect(AuthorityCodes.accessRights("http://purl.org/coar/access_right/c_abf2") == .public)
    let european = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
    #expect(AuthorityCodes.accessRights(european) == .public)
  }
}
