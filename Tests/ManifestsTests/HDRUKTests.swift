import DatasetModel
import Testing

@testable import Manifests

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
    #expect(dataset.issued?.description == "2021-02-03")
    #expect(dataset.modified?.description == "2022-03-04")
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
    #expect(dataset.access.jurisdictions == ["GB-ENG"])
    #expect(dataset.access.dataUse == ["GRU", "PS"])
    #expect(dataset.access.requirements.map(\.kind) == [.ethicsApproval, .outputReview])
    #expect(dataset.access.modes.isEmpty)
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
    // Yes or no is none of our levels.
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

  @Test("placeholders are no values, and those that say something are kept")
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
    #expect(dataset.issued?.description.hasPrefix("20") == true)
    #expect(dataset.identifiers.first == dataset.id)
    #expect(batch.records.map(\.origin.line) == [4, batch.records[1].origin.line])
  }

  @Test("version 1.1.7: classes are tables, elements variables, enumerations values")
  func classes() throws {
    let batch = readFixture("hdruk-1/good-list.json")
    let dictionary = try #require(batch.records.first?.dataset.dataDictionary)
    #expect(dictionary.tables.allSatisfy { $0.name != nil && !$0.variables.isEmpty })
    let values = try #require(dictionary.variables.first { !$0.values.isEmpty }?.values)
    #expect(values.allSatisfy { $0.label != nil })
    // 3/31/13 may be read in two ways, so it is neither.
    let ambiguous = try #require(batch.records.last?.dataset.temporal)
    #expect(ambiguous.isOnlyText)
    #expect(ambiguous.text?.hasSuffix(" to 3/31/13") == true)
    #expect(batch.diagnostics.contains { $0.code == .unreadableInSource })
  }

  @Test(
    "types of databases are types of variables",
    arguments: [
      ("varchar(20)", VariableType.string), ("Varchar (50)", .string), ("INTEGER", .integer),
      ("integer: 5", .integer), ("BIGINT", .integer), ("numeric(7, 2)", .number), ("NUMBER", .number),
      ("xs:dateTime", .datetime), ("datetime2", .datetime), ("TIMESTAMP", .datetime), ("bit", .boolean),
      ("Date (YYYYMMDD)", .date), ("Free text", .string), ("array", .list),
    ])
  func types(text: String, type: VariableType) { #expect(VariableType(imported: text) == type) }

  @Test(
    "what says something else is no type",
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
