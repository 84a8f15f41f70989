import CartularyBase
import CartularyModel
import Testing

@testable import CartularyManifests

@Suite("HDR UK")
struct HDRUKTests {
  @Test("version 2, section by section")
  func version2() throws {
    let batch = readFixture("hdruk-2/good-full.json")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(batch.diagnostics.isEmpty, "\(batch.diagnostics)")
    #expect(batch.files.map(\.format) == ["hdruk-2"])
    #expect(dataset.id == "web.www.healthdatagateway.org-dataset-00000000-0000-4000-8000-000000000000")
    #expect(dataset.title == "Asthma visits")
    #expect(dataset.description == "Visits for asthma.\n\nOne row for each visit.")
    #expect(dataset.identifiers.dropFirst() == ["AV-1", "doi:10.5072/asthma"])
    #expect(dataset.publisher == Agent(name: "EXAMPLE TRUST"))
    #expect(dataset.steward == Agent(name: "EXAMPLE TRUST", email: "contact@example.org"))
    #expect(dataset.creators == [Agent(name: "Example Trust")])
    #expect(dataset.keywords == ["asthma", "A&E"])
    #expect(
      dataset.spatial == [Place(name: "England", code: "GB-ENG"), Place(name: "Wales", code: "GB-WLS")])
    #expect(dataset.temporal == TemporalCoverage("2010-04-01/.."))
    #expect(dataset.frequency == .monthly)
    // Those of the record are dates of the metadata.
    #expect(dataset.issued == nil)
    #expect(dataset.modified?.description == "2021-05-01")
    #expect(dataset.unmapped?["issued"]?.hasPrefix("2021-02-03") == true)
    #expect(dataset.unmapped?["modified"]?.hasPrefix("2022-03-04") == true)
    #expect(dataset.languages == ["en"])
    #expect(dataset.formats == ["CSV", "SQL"])
    #expect(dataset.licenses.isEmpty)
    #expect(
      dataset.provenance?.statement
        == "Purpose: CARE; Source: EPR; Collected in: ACCIDENT AND EMERGENCY")
  }

  @Test("version 2's accessibility fills the terms, and only what it says")
  func access() throws {
    let dataset = try #require(readFixture("hdruk-2/good-full.json").records.first?.dataset)
    #expect(dataset.access.url == "https://example.org/apply")
    #expect(dataset.access.note == "A secure research environment.")
    #expect(dataset.access.cost == "GBP 500")
    #expect(dataset.access.leadTime == "2-6 MONTHS")
    #expect(dataset.access.jurisdictions.isEmpty && dataset.unmapped?["legal-basis"] == "GB-ENG")
    #expect(dataset.access.dataUse == ["GRU", "PS"])
    #expect(
      dataset.access.requirements.map(\.kind) == [.ethicsApproval, .outputReview, .secureEnvironment])
    #expect(dataset.access.modes == [.onRequest])
    #expect(dataset.accessRights == nil)
    let plain = try #require(readFixture("hdruk-2/good-file.json").records.first?.dataset)
    #expect(plain.access.requirements.isEmpty)
    #expect(plain.access.dataUse.isEmpty)
  }

  @Test("version 2's structural metadata is the data dictionary")
  func structure() throws {
    let dataset = try #require(readFixture("hdruk-2/good-full.json").records.first?.dataset)
    let table = try #require(dataset.dataDictionary?.tables.first)
    #expect(table.name == "visits")
    #expect(table.variables.map(\.name) == ["visit_id", "arrived", "triage"])
    #expect(table.variables.map(\.type) == [.string, .datetime, nil])
    #expect(table.variables.map(\.description) == ["Number of the visit", nil, "Triage"])
    // Yes or no is not one of our levels.
    #expect(table.variables.allSatisfy { $0.sensitivity == nil })
    let unmapped = try #require(dataset.unmapped)
    #expect(
      unmapped["structuralMetadata.elements.sensitive"] == "visits/visit_id: true; visits/arrived: false")
    #expect(unmapped["structuralMetadata.elements.dataType"] == "visits/triage: see list")
  }

  @Test(
    "the tables of later versions are found too",
    arguments: [
      #"{"tables":[{"name":"t","columns":[{"name":"c","dataType":"int"}]}]}"#,
      #"{"dataClasses":[{"label":"t","dataElements":[{"label":"c","dataType":"INTEGER"}]}]}"#,
    ])
  func laterStructures(structure: String) throws {
    let dataset = try #require(
      try record(
        #"{"identifier":"x:1","summary":{"title":"T"},"accessibility":{},"structuralMetadata":\#(structure)}"#,
        as: "a.json"))
    #expect(dataset.dataDictionary?.variables.map(\.type) == [.integer])
  }

  @Test("placeholders are not values, and those that say something are kept")
  func placeholders() throws {
    let dataset = try #require(readFixture("hdruk-2/good-full.json").records.first?.dataset)
    let unmapped = try #require(dataset.unmapped)
    #expect(unmapped["accessibility.access.dataProcessor"] == "Not Applicable")
    #expect(unmapped["accessibility.access.dataController"] == "Example Trust")
    #expect(unmapped["enrichmentAndLinkage.derivation"] == "Not Available")
    #expect(unmapped["enrichmentAndLinkage.qualifiedRelation"] == nil)
    #expect(unmapped["accessibility.usage.investigations"] == nil)
    #expect(Placeholder("In Progress") == .telling)
    #expect(Placeholder(" not  available. ") == .telling)
    #expect(Placeholder("None") == .silent)
    #expect(Placeholder("N/A") == .silent)
    #expect(Placeholder("Nonesuch Hospital") == nil)
  }

  @Test("version 1.1.7: a biobank whose fields are in progress")
  func version1() throws {
    let batch = readFixture("hdruk-1/good-file.json")
    #expect(batch.files.map(\.format) == ["hdruk-1"])
    let dataset = try #require(batch.records.last?.dataset)
    #expect(dataset.publisher?.name == "TISSUE DIRECTORY")
    #expect(dataset.unmapped?["publisher"] == "ALLIANCE > TISSUE DIRECTORY")
    #expect(dataset.steward == Agent(name: "TISSUE DIRECTORY", email: "contact@example.org"))
    #expect(dataset.creators.isEmpty)
    #expect(dataset.unmapped?["creator"] == "In Progress")
    #expect(dataset.distributions.isEmpty)
    #expect(dataset.frequency == nil)
    #expect(dataset.access.cost == nil)
    #expect(dataset.issued == nil)
    #expect(dataset.unmapped?["issued"]?.hasPrefix("20") == true)
    #expect(dataset.identifiers.first == dataset.id)
    #expect(batch.records.map(\.origin.line) == [4, batch.records[1].origin.line])
  }

  /// One record of version 1.1.7 with some additional fields.
  private func record1(_ fields: String) throws -> ManifestBatch {
    try read(
      #"{"id":"a","domainType":"DataModel","documentationVersion":"1.0.0","label":"A","title":"A",\#(fields)}"#,
      as: "a.json")
  }

  @Test(
    "the law under which data was collected excludes no one, and is kept",
    arguments: ["826", "GB-GBN", "GB, PK", "EEA", "anywhere", "999,826"])
  func jurisdictions(text: String) throws {
    let dataset = try #require(try record1(#""jurisdiction":"\#(text)""#).records.first?.dataset)
    #expect(dataset.access.jurisdictions.isEmpty && dataset.access.requesterJurisdictions.isEmpty)
    #expect(dataset.unmapped?["legal-basis"] == text)
  }

  @Test(
    "days with slashes are read as far as they are known",
    arguments: [
      ("4/1/11", "3/31/13", "2011-04-01", "2013-03-31"),
      ("01/04/2015", "13/12/2018", "2015-04-01", "2018-12-13"),
      ("4/1/07", "Ongoing", "2007", nil), ("1/1/16", nil, "2016-01-01", nil), ("4/1/89", nil, "1989", nil),
      // Two that contradict each other: of each what is known.
      ("31/1/11", "1/31/12", "2011-01-31", "2012-01-31"), ("4/1/11", "5/2/12", "2011", "2012"),
    ] as [(String, String?, String, String?)])
  func slashes(start: String, end: String?, first: String, last: String?) throws {
    let ending = end.map { #","datasetEndDate":"\#($0)""# } ?? ""
    let dataset = try #require(
      try record1(#""datasetStartDate":"\#(start)"\#(ending)"#).records.first?.dataset)
    #expect(dataset.temporal?.start?.description == first)
    #expect(dataset.temporal?.end?.description == last)
    #expect(dataset.unmapped?["datasetStartDate"] == start)
  }

  @Test("addresses that are run together are taken apart, and a template agreement is not a place to ask")
  func addresses() throws {
    let joined = try record1(
      #""accessRights":"https://a.example.org/access-requesthttps://b.example.org/howhttps://c.example.org/x""#
    )
    #expect(joined.records.first?.dataset.access.url == "https://a.example.org/access-request")
    let template = try record1(#""accessRights":"https://example.org/nhs_edition_2_dsa_demo.pdf""#)
    let access = try #require(template.records.first?.dataset.access)
    #expect(access.url == nil)
    #expect(access.requirements.map(\.kind) == [.agreement])
    #expect(access.requirements.first?.url == "https://example.org/nhs_edition_2_dsa_demo.pdf")
  }

  @Test("the release date of the data counts, and the dates of the metadata are kept")
  func dates() throws {
    let batch = try record1(
      #""releaseDate":"2012-02-15","issued":"2020-02-05T16:26:56Z","modified":"2020-06-24T14:48:37Z""#)
    let dataset = try #require(batch.records.first?.dataset)
    #expect(dataset.issued == nil)
    #expect(dataset.modified?.description == "2012-02-15")
    #expect(dataset.unmapped?["issued"] == "2020-02-05T16:26:56Z")
    #expect(dataset.unmapped?["modified"] == "2020-06-24T14:48:37Z")
  }

  @Test(
    "in prose, only an address about applying is the access address",
    arguments: [
      ("https://example.org/data", "https://example.org/data"),
      ("https://a.example.org/pbpp\\nhttps://b.example.org/requests", "https://a.example.org/pbpp"),
      ("See: https://example.org/data.", "https://example.org/data"),
      (
        "A cohort discovery tool based on i2b2 https://www.i2b2.org/ has been piloted. The process is described at https://example.org/application-process/",
        "https://example.org/application-process/"
      ),
      (
        "Access conditions are fully enumerated in our paper, available as a preprint at DOI https://doi.org/10.1101/1",
        nil
      ),
      ("A tool based on https://www.i2b2.org/ has been piloted in this region.", nil),
      (
        "Access to patient data is dependent on approval of a study protocol.\\n\\nhttps://example.org/linked-data",
        "https://example.org/linked-data"
      ),
    ] as [(String, String?)])
  func placeToAsk(text: String, url: String?) throws {
    let dataset = try #require(try record1(#""accessRights":"\#(text)""#).records.first?.dataset)
    #expect(dataset.access.url == url)
    #expect((dataset.access.note == nil) == (text == url))
  }

  @Test(
    "from acknowledgements and citations, only a name is a creator",
    arguments: [
      (
        "NIHR BioResource.\nAcknowledgement text:\n\"We thank NIHR BioResource volunteers", "NIHR BioResource"
      ),
      ("UK BiLEVE Consortium. Please cite Shrine et al PMID: 30804560", "UK BiLEVE Consortium"),
      ("Professor A Example\nConsultant at an Example Hospital", "Professor A Example"),
      ("CPRD; https://cprd.com/", "CPRD"), ("Welsh Results Reports Service (WRRS)", nil),
      ("Please cite: Allen et al 2019 PMID:31710517", ""), ("Various (differs for each dataset)", ""),
      ("This research has been conducted using data resources.", ""),
    ] as [(String, String?)])
  func creators(text: String, name: String?) throws {
    let escaped = text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    let dataset = try #require(try record1(#""creator":"\#(escaped)""#).records.first?.dataset)
    let expected = name ?? text
    #expect(dataset.creators.map(\.name) == (expected.isEmpty ? [] : [expected]))
    #expect((dataset.unmapped?["creator"] == nil) == (name == nil))
  }

  @Test("text that only says where to ask is neither a cost nor a time")
  func remarks() throws {
    let batch = try record1(
      #""accessRequestCost":"https://example.org/prices","accessRequestDuration":"Please contact the publisher using Contact Point details provided""#
    )
    let dataset = try #require(batch.records.first?.dataset)
    #expect(dataset.access.cost == nil && dataset.access.leadTime == nil)
    #expect(dataset.unmapped?["accessRequestCost"] == "https://example.org/prices")
    #expect(dataset.unmapped?["accessRequestDuration"]?.hasPrefix("Please contact") == true)
    let told = try record1(#""accessRequestCost":"GBP 500","accessRequestDuration":"4 - 6 weeks""#)
    #expect(told.records.first?.dataset.access.cost == "GBP 500")
    #expect(told.records.first?.dataset.access.leadTime == "4 - 6 weeks")
  }

  @Test("version 1.1.7: classes are tables, elements variables, enumerations values")
  func classes() throws {
    let batch = readFixture("hdruk-1/good-list.json")
    let dictionary = try #require(batch.records.first?.dataset.dataDictionary)
    #expect(dictionary.tables.allSatisfy { $0.name != nil && !$0.variables.isEmpty })
    let values = try #require(dictionary.variables.first { !$0.values.isEmpty }?.values)
    #expect(values.allSatisfy { $0.label != nil })
    // 3/31/13 can be read in one way only, and says how 4/1/11 beside it is to be read.
    let period = try #require(batch.records.last?.dataset.temporal)
    #expect([period.start, period.end].map { $0?.description } == ["2011-04-01", "2013-03-31"])
  }

  @Test(
    "database types become types of variables",
    arguments: [
      ("varchar(20)", VariableType.string), ("Varchar (50)", .string), ("INTEGER", .integer),
      ("integer: 5", .integer), ("BIGINT", .integer), ("numeric(7, 2)", .number), ("NUMBER", .number),
      ("xs:dateTime", .datetime), ("datetime2", .datetime), ("TIMESTAMP", .datetime), ("bit", .boolean),
      ("Date (YYYYMMDD)", .date), ("Free text", .string), ("array", .list),
    ])
  func types(text: String, type: VariableType) { #expect(VariableType(imported: text) == type) }

  @Test(
    "other words are not a type",
    arguments: ["Y (yes), N (no)", "ID", "2 to 3 characters", "NUMERIC / DATE", "Unspecified Type", ""])
  func noTypes(text: String) { #expect(VariableType(imported: text) == nil) }

  @Test(
    "a DOI is found among other words",
    arguments: [
      ("10.1093/ije/dyz175 (for the research paper)", "doi:10.1093/ije/dyz175"),
      ("doi: 10.1016/S2213-2600(15)00048-X.", "doi:10.1016/S2213-2600(15)00048-X"),
      ("https://doi.org/10.1093/ije/dyw060", "doi:10.1093/ije/dyw060"), ("TBD", nil),
      ("version 10.2", nil),
    ] as [(String, String?)])
  func doi(text: String, doi: String?) { #expect(HDRUKValues.doi(text) == doi) }
}
