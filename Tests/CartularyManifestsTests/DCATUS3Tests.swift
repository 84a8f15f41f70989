import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("DCAT-US 3.0")
struct DCATUS3Tests {
  /// A dataset with some additional properties.
  static func dataset(_ properties: String) -> String {
    #"{"@context":"https://resources.data.gov/dcat-us-3.0.jsonld","@id":"https://example.gov/d/1","@type":"dcat:Dataset","#
      + #""title":"T","description":"D","publisher":{"name":"P"},"contactPoint":{"fn":"C","hasEmail":"mailto:c@example.org"}"#
      + (properties.isEmpty ? "" : ",\n" + properties) + "}"
  }

  @Test("its own fields are mapped as the standards page says")
  func mapping() throws {
    let batch = try read(
      Self.dataset(
        #"""
        "identifier":"X-1","otherIdentifier":{"@type":"Identifier","notation":"Y-2"},"keywordMap":{"en":["ice","snow"],"es":"hielo"},
        "titleMap":{"es":"Título"},"descriptionMap":{"es":"Sobre"},"theme":"http://resources.data.gov/authority/themes/society",
        "language":"http://id.loc.gov/vocabulary/iso639-1/en","accrualPeriodicity":"R/P1Y","version":"3","issued":{"@value":"2021-04-26","@type":"xsd:date"},
        "geographicBoundingBox":{"@type":"GeographicBoundingBox","westBoundingLongitude":176,"eastBoundingLongitude":-65,
          "northBoundingLatitude":49,"southBoundingLatitude":11},
        "temporal":{"start":"1940-01-01","end":"1950-01-01"},"previousVersion":"https://example.gov/d/0","scopeNote":"Old software.",
        "describedBy":{"@type":"Distribution","downloadURL":"https://example.gov/dictionary.csv"},
        "distribution":[{"@type":"Distribution","downloadURL":"https://example.gov/x.csv","mediaType":"text/csv","status":"final",
          "license":"https://creativecommons.org/publicdomain/zero/1.0/","useRestriction":{"restrictionNote":"Cite us."}}]
        """#), as: "a.jsonld")
    #expect(batch.diagnostics.isEmpty, "\(batch.diagnostics)")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(batch.records.first?.origin.format == "dcat-us-3.0")
    #expect(dataset.identifiers == ["https://example.gov/d/1", "X-1", "Y-2"])
    #expect(dataset.aliases == ["Título"])
    #expect(dataset.keywords == ["ice", "snow", "hielo"])
    #expect(dataset.publisher == Agent(name: "P"))
    #expect(dataset.steward == Agent(name: "C", email: "c@example.org"))
    #expect(dataset.themes == ["society"])
    #expect(dataset.languages == ["en"])
    #expect(dataset.frequency == .annual)
    #expect(dataset.version == "3")
    #expect(dataset.issued?.description == "2021-04-26")
    #expect(dataset.spatial == [Place(box: BoundingBox(west: 176, south: 11, east: -65, north: 49))])
    #expect(dataset.temporal?.start?.description == "1940-01-01")
    #expect(dataset.relations == [Relation(kind: .replaces, target: "https://example.gov/d/0")])
    #expect(dataset.dataDictionary?.url == "https://example.gov/dictionary.csv")
    #expect(dataset.licenses.isEmpty)
    #expect(dataset.effectiveLicenses.map(\.id) == ["CC0-1.0"])
    #expect(dataset.distributions.first?.rights == "use restriction: Cite us.")
    #expect(
      dataset.unmapped == [
        "scopeNote": "Old software.", "distribution[1].status": "final",
      ])
  }

  @Test(
    "unambiguous restrictions of distributions amount to access rights",
    arguments: [
      ("RestrictedFully", AccessRights?.some(.restricted)), ("RestrictedPartly", .restricted),
      ("Unrestricted", .public), ("RestrictedPossibly", nil),
    ])
  func restrictions(status: String, rights: AccessRights?) throws {
    let dataset = try record(
      Self.dataset(
        #"""
        "distribution":{"accessURL":"https://example.gov/x","accessRestriction":{
         "restrictionStatus":"https://resources.data.gov/vocab/nara/AccessRestrictionStatusAuthorityList/\#(status)","restrictionNote":"Ask the desk."}}
        """#), as: "a.json")
    #expect(dataset?.accessRights == rights)
    #expect(dataset?.access.note == "access restriction: \(status), Ask the desk.")
  }

  @Test("controlled unclassified information is restricted")
  func controlled() throws {
    let dataset = try record(
      Self.dataset(
        #""distribution":{"accessURL":"https://example.gov/x","cuiRestriction":{"cuiBannerMarking":"CUI//SP-PRVCY"}}"#
      ),
      as: "a.json")
    #expect(dataset?.accessRights == .restricted)
    #expect(dataset?.access.note?.contains("CUI//SP-PRVCY") == true)
  }

  @Test("a catalog of 3.0 is not taken for 1.1, and a dataset that is also in a series is one record")
  func catalog() throws {
    let text = try ProjectFiles.text(LinkedDataTests.fixtures + "dcat-us-3.0/good-catalog.json")
    let batch = try read(text, as: "data.json")
    #expect(batch.files.map(\.format) == ["dcat-us-3.0"])
    #expect(batch.records.map(\.dataset.title) == ["Annual Report 2023", "Annual Report 2024"])
    #expect(!batch.hasErrors)
  }
}
