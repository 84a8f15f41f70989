import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("DCAT-US 1.1")
struct DCATUSTests {
  static func catalog(_ records: String) -> String {
    #"{"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[\#(records)]}"#
  }

  @Test("fields are mapped as the standards page says")
  func mapping() throws {
    let batch = try read(
      Self.catalog(
        """
        {"@type":"dcat:Dataset","identifier":"https://data.example.gov/api/views/abcd-1234","title":"Asthma by county",
         "description":"Counts.","keyword":["asthma","county"],"modified":"2024-07-24T10:00:00","issued":"2020",
         "publisher":{"name":"Health Office"},"contactPoint":{"fn":"Desk","hasEmail":"mailto:desk@example.gov"},
         "accessLevel":"restricted public","license":"https://www.usa.gov/government-works","rights":"Apply first.",
         "spatial":"-125,24,-66,49","temporal":"2019-01-01/2020-12-31","accrualPeriodicity":"R/P1Y","theme":["Health"],
         "language":["en-US"],"landingPage":"https://data.example.gov/d/abcd-1234","isPartOf":"https://data.example.gov/api/views/whole",
         "describedBy":"https://data.example.gov/dictionary.pdf","bureauCode":["009:20"],
         "distribution":[{"downloadURL":"https://data.example.gov/x.csv","mediaType":"text/csv"}]}
        """), as: "data.json")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(batch.diagnostics.isEmpty)
    #expect(batch.records[0].origin.format == "dcat-us-1.1")
    #expect(dataset.id == "data.example.gov-api-views-abcd-1234")
    #expect(dataset.identifiers == ["https://data.example.gov/api/views/abcd-1234"])
    #expect(dataset.publisher?.name == "Health Office")
    #expect(dataset.steward == Agent(name: "Desk", email: "desk@example.gov"))
    #expect(dataset.licenses.map(\.id) == ["LicenseRef-scancode-us-govt-public-domain"])
    #expect(dataset.accessRights == .restricted)
    #expect(dataset.effectiveSensitivity.level == .controlled)
    #expect(dataset.spatial == [Place(box: BoundingBox(west: -125, south: 24, east: -66, north: 49))])
    #expect(dataset.temporal?.end?.description == "2020-12-31")
    #expect(dataset.frequency == .annual)
    #expect(dataset.formats == ["CSV"])
    #expect(dataset.relations == [Relation(kind: .partOf, target: "data.example.gov-api-views-whole")])
    #expect(dataset.dataDictionary?.url == "https://data.example.gov/dictionary.pdf")
    #expect(dataset.modified?.description == "2024-07-24")
    #expect(dataset.unmapped == ["bureauCode": "009:20"])
  }

  @Test("what parts of a record say that has no field is kept, and HTML becomes text")
  func parts() throws {
    let batch = try read(
      Self.catalog(
        """
        {"identifier":"a-1","title":"Air &amp; water","description":"<p>One.</p><p>Two.</p>",
         "publisher":{"name":"Office","subOrganizationOf":{"name":"Department"}},
         "contactPoint":{"hasEmail":"mailto:desk@example.gov"},"isPartOf":"a-0",
         "spatial":{"type":"Polygon","coordinates":[[[-3,55],[-2,55],[-2,56],[-3,55]]]},
         "distribution":[{"title":"Table","downloadURL":"https://example.gov/x.csv","format":"CSV","mediaType":"text/csv",
          "describedBy":"https://example.gov/x.pdf","license":"https://creativecommons.org/publicdomain/zero/1.0/"}]}
        """), as: "data.json")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(dataset.title == "Air & water")
    #expect(dataset.description == "One.\n\nTwo.")
    #expect(dataset.steward == Agent(name: "desk@example.gov", email: "desk@example.gov"))
    #expect(dataset.spatial == [Place(box: BoundingBox(west: -3, south: 55, east: -2, north: 56))])
    #expect(dataset.distributions[0].licenses.map(\.id) == ["CC0-1.0"])
    // The parent has an id made in the same way.
    #expect(dataset.id == "office-a-1")
    #expect(dataset.relations == [Relation(kind: .partOf, target: "office-a-0")])
    #expect(
      dataset.unmapped == [
        "publisher.subOrganizationOf": "name: Department",
        "distribution.describedBy": "Table: https://example.gov/x.pdf",
      ])
  }

  @Test(
    "text in the place of an address is not one",
    arguments: [
      (#""contactPoint":{"fn":"D","hasEmail":"mailto:a@x.org, b@x.org"}"#, "a@x.org", nil),
      (#""contactPoint":{"fn":"D","hasEmail":"mailto:a@x.org (subject: data)"}"#, "a@x.org", nil),
      (#""contactPoint":{"fn":"D","hasEmail":"mailto: a@x.org"}"#, "a@x.org", nil),
      (#""contactPoint":{"fn":"D","hasEmail":"mailto:Test"}"#, nil, nil),
      (#""landingPage":"Homepage (example.org)""#, nil, "Homepage (example.org)"),
      (#""landingPage":"N/A""#, nil, nil), (#""describedBy":"All births""#, nil, nil),
    ] as [(String, String?, String?)])
  func addresses(field: String, email: String?, kept: String?) throws {
    let batch = try read(Self.catalog(#"{"identifier":"a","title":"T",\#(field)}"#), as: "data.json")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(dataset.steward?.email == email)
    #expect(dataset.landingPage == nil)
    #expect(dataset.unmapped?["landingPage"] == kept)
    #expect(dataset.dataDictionary == nil)
    if field.contains("describedBy") { #expect(dataset.unmapped?["describedBy"] == "All births") }
    if field.contains("hasEmail") { #expect(dataset.unmapped?["contactPoint.hasEmail"] != nil) }
  }

  @Test("a record that lacks fields is imported with a warning for each")
  func missing() throws {
    let batch = try read(Self.catalog(#"{"title":"Only a title"}"#), as: "data.json")
    #expect(batch.records.map(\.dataset.id) == ["only-a-title"])
    #expect(!batch.hasErrors)
    #expect(batch.diagnostics.count == 7)
    #expect(batch.diagnostics.allSatisfy { $0.code == .missingInSource })
  }

  @Test("values that cannot be read are kept, with a warning")
  func unreadable() throws {
    let batch = try read(
      Self.catalog(
        #"{"identifier":"x","title":"T","modified":"R/P1D","accessLevel":"secret","temporal":"2019-2020, 2021-2022"}"#
      ),
      as: "data.json")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(batch.diagnostics.filter { $0.code == .unreadableInSource }.count == 2)
    #expect(dataset.unmapped == ["modified": "R/P1D", "accessLevel": "secret"])
    #expect(dataset.temporal == TemporalCoverage(text: "2019-2020, 2021-2022"))
  }

  @Test("a repeated identifier is reported and left out")
  func repeated() throws {
    let batch = try read(
      Self.catalog(#"{"identifier":"x","title":"A"},{"identifier":"x","title":"B"}"#), as: "data.json")
    #expect(batch.records.map(\.dataset.title) == ["A"])
    #expect(batch.diagnostics.contains { $0.code == .skippedRecord })
  }

  @Test("identifiers that differ only in punctuation, or only in publisher, are different records")
  func nearIdentifiers() throws {
    let near = try read(
      Self.catalog(
        #"{"identifier":"https://x.org/A/B","title":"A"},{"identifier":"https://x.org/A-B","title":"B"}"#),
      as: "data.json")
    #expect(near.records.map(\.dataset.id).first == "x.org-a-b")
    #expect(Set(near.records.map(\.dataset.id)).count == 2)
    let local = try read(
      Self.catalog(
        #"{"identifier":"1","publisher":{"name":"P"}},{"identifier":"1","publisher":{"name":"Q"}}"#),
      as: "data.json")
    #expect(local.records.map(\.dataset.id) == ["p-1", "q-1"])
  }

  @Test("a record of several megabytes is left out, and the others are not")
  func hugeRecord() throws {
    let huge = #"{"identifier":"h","description":""# + String(repeating: "x", count: 2 << 20) + #""}"#
    let batch = try read(Self.catalog(huge + #",{"identifier":"small","title":"S"}"#), as: "data.json")
    #expect(batch.records.map(\.dataset.id) == ["small"])
    #expect(batch.diagnostics.contains { $0.code == .skippedRecord })
  }

  @Test("a syntax error deep in a catalog has its place, and nothing in the file is read")
  func syntax() throws {
    let batch = try read(
      Self.catalog(#"{"identifier":"x","title":"A"},\n{"identifier":"y" "title":"B"}"#), as: "data.json")
    #expect(batch.records.isEmpty)
    #expect(batch.hasErrors)
  }

  @Test(
    "a whole real catalog is imported, with each record's line in the source",
    .enabled(
      if: ProjectFiles.realData("us-dcat/cdc.gov.data.2025-09-24.json") != nil,
      "the real records are not next to the project"))
  func real() throws {
    let path = try #require(ProjectFiles.realData("us-dcat/cdc.gov.data.2025-09-24.json"))
    let batch = ManifestReader(checksPolicy: false).read(paths: [path])
    #expect(batch.records.count == 1359)
    #expect(!batch.hasErrors)
    #expect(Set(batch.records.map(\.dataset.id)).count == 1359)
    #expect(batch.records.allSatisfy { $0.origin.source.hasPrefix("{") && $0.origin.source.hasSuffix("}") })
    // 509 of them state a licence; none is left as free text.
    #expect(batch.records.count { $0.dataset.openness != .none } == 509)
    #expect(!batch.records.contains { $0.dataset.licenses.contains { $0.id == License.customID } })
  }
}
