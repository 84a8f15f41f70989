import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("DCAT as JSON-LD")
struct DCATTests {
  @Test("fields are mapped as the standards page says")
  func mapping() throws {
    let text = #"""
      {"@context":{"dcat":"http://www.w3.org/ns/dcat#","dct":"http://purl.org/dc/terms/","foaf":"http://xmlns.com/foaf/0.1/",
        "vcard":"http://www.w3.org/2006/vcard/ns#","adms":"http://www.w3.org/ns/adms#","skos":"http://www.w3.org/2004/02/skos/core#",
        "spdx":"http://spdx.org/rdf/terms#","locn":"http://www.w3.org/ns/locn#","xsd":"http://www.w3.org/2001/XMLSchema#"},
       "@id":"https://data.example.eu/d/bees","@type":"dcat:Dataset",
       "dct:title":"Bees","dct:description":"Counts of bees.","dct:identifier":"B-1",
       "adms:identifier":{"skos:notation":"10.5072/bees"},
       "dcat:landingPage":{"@id":"https://data.example.eu/bees"},
       "dct:publisher":{"@id":"https://ror.org/00example","@type":"foaf:Agent","foaf:name":"Bee Agency","foaf:homepage":{"@id":"https://example.eu"}},
       "dcat:contactPoint":{"@type":"vcard:Organization","vcard:fn":"Bee desk","vcard:hasEmail":{"@id":"mailto:bees@example.org"}},
       "dct:creator":[{"foaf:name":"A. Keeper"}],
       "dcat:keyword":["bees",{"@value":"Bienen","@language":"de"}],
       "dcat:theme":[{"@id":"http://publications.europa.eu/resource/authority/data-theme/ENVI"},{"skos:prefLabel":"Insects"}],
       "dct:language":[{"@id":"http://publications.europa.eu/resource/authority/language/ENG"},{"@id":"http://publications.europa.eu/resource/authority/language/DEU"}],
       "dct:temporal":{"@type":"dct:PeriodOfTime","dcat:startDate":{"@value":"2001-01-01","@type":"xsd:date"},"dcat:endDate":"2003"},
       "dct:spatial":[{"@id":"http://publications.europa.eu/resource/authority/country/GRC"},
         {"@type":"dct:Location","dcat:bbox":"POLYGON((3 47,7 47,7 53,3 53,3 47))","skos:prefLabel":"Lowlands"}],
       "dct:accrualPeriodicity":{"@id":"http://publications.europa.eu/resource/authority/frequency/ANNUAL_2"},
       "dct:issued":"2020-01-02","dct:modified":{"@value":"2021-03-04T10:00:00","@type":"xsd:dateTime"},
       "dcat:version":"1.2","adms:versionNotes":"Two hives more.",
       "dct:accessRights":{"@id":"http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC"},
       "dct:rights":"Ask first.","dct:provenance":{"rdfs:label":"Counted by hand."},
       "dct:isPartOf":{"@id":"https://data.example.eu/d/insects"},"dct:isReplacedBy":{"@id":"https://data.example.eu/d/bees-2"},
       "dct:source":{"@id":"https://data.example.eu/d/raw"},
       "dct:conformsTo":{"@id":"https://example.eu/profile"},
       "dcat:distribution":[{"@id":"https://data.example.eu/d/bees/csv","@type":"dcat:Distribution","dct:title":"As CSV",
         "dcat:accessURL":{"@id":"https://data.example.eu/a"},"dcat:downloadURL":{"@id":"https://data.example.eu/a.csv"},
         "dcat:mediaType":{"@id":"https://www.iana.org/assignments/media-types/text/csv"},
         "dct:format":{"@id":"http://publications.europa.eu/resource/authority/file-type/CSV"},
         "dcat:byteSize":{"@value":"1024.0","@type":"xsd:decimal"},
         "spdx:checksum":{"spdx:algorithm":{"@id":"http://spdx.org/rdf/terms#checksumAlgorithm_sha256"},"spdx:checksumValue":"5BCC814127"},
         "dct:license":{"@id":"http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"},"dct:rights":"© Agency",
         "dcat:compressFormat":"gzip"}]}
      """#
    let batch = try read(text, as: "a.jsonld")
    #expect(batch.diagnostics.isEmpty, "\(batch.diagnostics)")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(batch.records.first?.origin.format == "dcat-ap-3")
    #expect(dataset.id == "data.example.eu-d-bees")
    #expect(dataset.title == "Bees")
    #expect(dataset.description == "Counts of bees.")
    #expect(dataset.identifiers == ["https://data.example.eu/d/bees", "B-1", "10.5072/bees"])
    #expect(dataset.landingPage == "https://data.example.eu/bees")
    #expect(
      dataset.publisher
        == Agent(name: "Bee Agency", url: "https://example.eu", identifier: "https://ror.org/00example"))
    #expect(dataset.steward == Agent(name: "Bee desk", email: "bees@example.org"))
    #expect(dataset.creators == [Agent(name: "A. Keeper")])
    #expect(dataset.keywords == ["bees", "Bienen"])
    #expect(dataset.themes == ["Environment", "Insects"])
    #expect(dataset.languages == ["en", "de"])
    #expect(dataset.temporal?.start?.description == "2001-01-01")
    #expect(dataset.temporal?.end?.description == "2003")
    #expect(
      dataset.spatial == [
        Place(name: "Greece", code: "GR"),
        Place(name: "Lowlands", box: BoundingBox(west: 3, south: 47, east: 7, north: 53)),
      ])
    #expect(dataset.frequency == .semiannual)
    #expect(dataset.frequencyText == "ANNUAL_2")
    #expect(dataset.issued?.description == "2020-01-02")
    #expect(dataset.modified?.description == "2021-03-04")
    #expect(dataset.version == "1.2")
    #expect(dataset.accessRights == .nonPublic)
    #expect(dataset.effectiveSensitivity.level == .internal)
    #expect(dataset.rights == "Ask first.")
    #expect(dataset.provenance?.statement == "Counted by hand.")
    #expect(
      dataset.relations == [
        Relation(kind: .partOf, target: "https://data.example.eu/d/insects"),
        Relation(kind: .derivedFrom, target: "https://data.example.eu/d/raw"),
        Relation(kind: .replacedBy, target: "https://data.example.eu/d/bees-2"),
      ])
    let distribution = try #require(dataset.distributions.first)
    #expect(dataset.distributions.count == 1)
    #expect(distribution.title == "As CSV")
    #expect(distribution.accessURL == "https://data.example.eu/a")
    #expect(distribution.downloadURL == "https://data.example.eu/a.csv")
    #expect(distribution.mediaType == "text/csv")
    #expect(distribution.format == "CSV")
    #expect(distribution.byteCount == 1024)
    #expect(distribution.checksum == "sha256:5bcc814127")
    #expect(distribution.licenses.map(\.id) == ["CC-BY-4.0"])
    #expect(distribution.rights == "© Agency")
    #expect(dataset.licenses.isEmpty)
    #expect(
      dataset.unmapped == [
        "adms:versionNotes": "Two hives more.", "dct:conformsTo": "@id: https://example.eu/profile",
        "dcat:distribution[1].dcat:compressFormat": "gzip",
        "dcat:distribution.@id": "https://data.example.eu/d/bees/csv",
      ])
  }

  @Test(
    "access rights set a minimum, and text that does not state any sets none",
    arguments: [
      ("PUBLIC", AccessRights.public, Sensitivity.unspecified), ("RESTRICTED", .restricted, .controlled),
      ("NON_PUBLIC", .nonPublic, .internal), ("SENSITIVE", .sensitive, .restricted),
      ("CONFIDENTIAL", .confidential, .restricted),
    ])
  func accessRights(code: String, rights: AccessRights, floor: Sensitivity) throws {
    let value = #""accessRights":"http://publications.europa.eu/resource/authority/access-right/\#(code)""#
    let dataset = try #require(try record(linked(value), as: "a.json"))
    #expect(dataset.accessRights == rights)
    #expect(dataset.effectiveSensitivity.level == floor)
  }

  @Test("a normal access right and an unknown one are kept, and only the latter is reported")
  func otherRights() throws {
    let table = "http://publications.europa.eu/resource/authority/access-right/"
    let normal = try read(linked(#""accessRights":"\#(table)NORMAL""#), as: "a.json")
    #expect(normal.diagnostics.isEmpty)
    #expect(normal.records.first?.dataset.accessRights == nil)
    #expect(normal.records.first?.dataset.unmapped == ["accessRights": table + "NORMAL"])
    let unknown = try read(linked(#""accessRights":"https://example.org/who-knows""#), as: "a.json")
    #expect(unknown.diagnostics.map(\.code) == [.unreadableInSource])
    let words = try read(linked(#""accessRights":{"label":"Members of the society only."}"#), as: "a.json")
    #expect(words.records.first?.dataset.rights == "Members of the society only.")
    #expect(words.records.first?.dataset.accessRights == nil)
  }

  @Test(
    "places are read from every kind of geometry",
    arguments: [
      (#""POINT(4.5 52)""#, [4.5, 52, 4.5, 52]),
      (#""<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(4.5 52)""#, [4.5, 52, 4.5, 52]),
      (#""<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(52 4.5)""#, [4.5, 52, 4.5, 52]),
      (#""MULTIPOLYGON(((1 2,3 4,1 2)),((5 6,7 8,5 6)))""#, [1, 2, 7, 8]),
      (#""ENVELOPE(3, 7, 53, 47)""#, [3, 47, 7, 53]),
      (#""{\"type\":\"Polygon\",\"coordinates\":[[[3,47],[7,47],[7,53],[3,47]]]}""#, [3, 47, 7, 53]),
      (#"{"type":"Polygon","coordinates":[[[3,47],[7,47],[7,53],[3,47]]]}"#, [3, 47, 7, 53]),
      (#"{"@type":"gsp:wktLiteral","@value":"LINESTRING (1 2, 3 4)"}"#, [1, 2, 3, 4]),
    ])
  func geometry(value: String, sides: [Double]) throws {
    let box = BoundingBox(west: sides[0], south: sides[1], east: sides[2], north: sides[3])
    let dataset = try record(linked(#""spatial":{"geometry":\#(value)}"#), as: "a.json")
    #expect(dataset?.spatial == [Place(box: box)])
  }

  @Test("a gazetteer's address is not the name of a place; two places stay two")
  func gazetteer() throws {
    let text = #""geographicalCoverage":["https://sws.geonames.org/734077","Athens"]"#
    let dataset = try #require(try record(linked(text), as: "a.json"))
    #expect(dataset.spatial == [Place(name: "Athens")])
    #expect(dataset.unmapped?["geographicalCoverage"] == "https://sws.geonames.org/734077")
    let two = try record(linked(#""geographicalCoverage":["Athens","Patras"]"#), as: "a.json")
    #expect(two?.spatial == [Place(name: "Athens"), Place(name: "Patras")])
  }

  @Test(
    "a gazetteer's address identifies a place whose name is not stated: it is kept as it is, and no place is made of it",
    arguments: [
      (#""spatial":"https://sws.geonames.org/264371/""#, nil),
      (#""spatial":{"@id":"http://sws.geonames.org/264371/"}"#, nil),
      (#""spatial":{"@id":"https://www.geonames.org/264371","@type":"Location"}"#, nil),
      (#""spatial":{"@id":"http://sws.geonames.org/264371/","prefLabel":"Athens"}"#, "Athens"),
      (#""spatial":[{"@id":"http://sws.geonames.org/264371/"},{"prefLabel":"Athens"}]"#, "Athens"),
    ])
  func gazetteers(value: String, name: String?) throws {
    let dataset = try #require(try record(linked(value), as: "a.json"))
    #expect(dataset.spatial.compactMap(\.name) == (name.map { [$0] } ?? []))
    #expect(dataset.spatial.allSatisfy { $0.code == nil })
    let kept = dataset.unmapped?.filter { $0.key.hasPrefix("spatial") }.values.joined(separator: " ") ?? ""
    #expect(kept.contains("geonames.org/264371"), "\(dataset.unmapped ?? [:])")
  }

  @Test("several periods are merged, with all of them as text")
  func periods() throws {
    let text = #""temporal":[{"startDate":"2001","endDate":"2002"},{"startDate":"2005","endDate":"2007"}]"#
    let temporal = try record(linked(text), as: "a.json")?.temporal
    #expect(temporal?.start?.description == "2001")
    #expect(temporal?.end?.description == "2007")
    #expect(temporal?.text == "2001/2002; 2005/2007")
  }

  @Test("a licence document is read as the licence that it is said to match exactly, never as a broader one")
  func licenceDocuments() throws {
    func ids(_ match: String) throws -> [String]? {
      let text = #"""
        {"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@graph":[
         {"@id":"https://example.org/d/1","@type":"dcat:Dataset","dct:title":"T","dcat:distribution":{"dcat:accessURL":"https://example.org",
          "dct:license":{"@id":"https://example.org/terms"}}},
         {"@id":"https://example.org/terms","\#(match)":{"@id":"http://publications.europa.eu/resource/authority/licence/CC0"}}]}
        """#
      return try record(text, as: "a.json")?.effectiveLicenses.map(\.id)
    }
    #expect(try ids("skos:exactMatch") == ["CC0-1.0"])
    #expect(try ids("skos:broadMatch") == [License.customID])
  }

  @Test("a service that serves the dataset is a way to it, under the service's licence")
  func services() throws {
    let text = try ProjectFiles.text(LinkedDataTests.fixtures + "dcat-ap-3/good-services.jsonld")
    let batch = try read(text, as: "a.jsonld")
    #expect(batch.records.map(\.dataset.title) == ["The population of bees", "The population of wasps"])
    for record in batch.records {
      #expect(record.dataset.access.modes == [.api])
      #expect(record.dataset.distributions.last?.accessURL == "https://orgea.exampleMS.gov/api/v2/")
      #expect(record.dataset.openness == .custom)
    }
  }

  @Test("the members of a series say what they are part of, and what came before")
  func series() throws {
    let text = try ProjectFiles.text(LinkedDataTests.fixtures + "dcat-ap-3/good-series.jsonld")
    let records = try read(text, as: "a.jsonld").records.map(\.dataset)
    #expect(
      records.map(\.id) == ["2000", "2022", "2023"].map { "data.gov.gr-id-dataset-beepopulation\($0)" })
    #expect(
      records[1].relations == [
        Relation(
          kind: .partOf, target: "https://data.gov.gr/id/datasetseries/BeePopulation", title: "Bee population"
        ),
        Relation(kind: .related, target: records[0].id, title: "Bee population 2000 in Greece"),
      ])
  }

  @Test("expanded JSON-LD says the same without a context")
  func expanded() throws {
    let text = try ProjectFiles.text(LinkedDataTests.fixtures + "dcat-ap-3/good-expanded.json")
    let dataset = try #require(try record(text, as: "a.json"))
    #expect(dataset.title == "Expanded")
    #expect(dataset.distributions.first?.downloadURL == "https://example.org/expanded.csv")
    #expect(dataset.effectiveLicenses.map(\.id) == ["CC-BY-4.0"])
  }
}
