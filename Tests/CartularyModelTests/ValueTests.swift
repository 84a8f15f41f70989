import CartularyBase
import Foundation
import Testing

@testable import CartularyModel

@Suite("Dates, periods, labels and ids")
struct ValueTests {
  @Test(
    "a date is as precise as it was written",
    arguments: [
      ("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("2023-02", "2023-02-01", "2023-02-28"), ("2024-05-17", "2024-05-17", "2024-05-17"),
      ("2024-05-17T10:00:00Z", "2024-05-17", "2024-05-17"), ("0001", "0001-01-01", "0001-12-31"),
    ])
  func date(text: String, first: String, last: String) throws {
    let date = try #require(PartialDate(text))
    #expect(date.firstDay.description == first)
    #expect(date.lastDay.description == last)
  }

  @Test(
    "what no calendar has is not a date",
    arguments: [
      "", "24", "2024-13", "2024-00", "2023-02-29", "2024-04-31", "2024-5-1", "R/P1D", "0000", "２０２４",
      "2024-05T1", "2024-05-17 or so",
    ])
  func noDate(text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test(
    "periods are read in the spellings that people use",
    arguments: [
      ("2019/2021", "2019", "2021"), ("2019..2021", "2019", "2021"), ("2019 to 2021-06", "2019", "2021-06"),
      ("2019/..", "2019", nil), ("../2021", nil, "2021"), ("2020", "2020", "2020"), ("2019/", "2019", nil),
    ] as [(String, String?, String?)])
  func period(text: String, start: String?, end: String?) throws {
    let coverage = try #require(TemporalCoverage(text))
    #expect(coverage.start?.description == start)
    #expect(coverage.end?.description == end)
  }

  @Test(
    "text that is not a period is none",
    arguments: ["", "..", "/", "2021/2019", "2019-2020, 2020-2021", "soon", "a/b/c"])
  func noPeriod(text: String) {
    #expect(TemporalCoverage(text) == nil)
  }

  @Test("labels are plain", arguments: ["public", "a", "team-7", "0"])
  func label(text: String) {
    #expect(Audience.isLabel(text))
  }

  @Test(
    "anything that could be taken for something else is not a label",
    arguments: [
      "", "-a", "a-", "A", "a b", "a/b", "..", "a\u{0}", "аdmin", "é", String(repeating: "a", count: 65),
    ])
  func noLabel(text: String) {
    #expect(!Audience.isLabel(text))
  }

  @Test("an audience is a set")
  func audience() {
    #expect(Audience(labels: ["b", "a", "b"])?.labels == ["a", "b"])
    #expect(Audience(labels: []) == nil)
    #expect(Audience.public.isMet(by: ["public"]))
    #expect(Audience(labels: ["a", "b"])?.isMet(by: ["public", "b"]) == true)
    #expect(Audience(labels: ["a"])?.isMet(by: ["public"]) == false)
  }

  @Test(
    "an id can be made of any text that has a letter or digit",
    arguments: [
      ("data.cdc.gov/api/views/235m-gsry", "data.cdc.gov-api-views-235m-gsry"),
      ("Ünïted  States!", "n-ted-states"),
      ("...", ""), ("", ""), ("A_b", "a-b"),
    ])
  func slug(text: String, id: String) {
    #expect(DatasetID.slug(text) == id)
    #expect(id.isEmpty || DatasetID.isWellFormed(id))
  }

  @Test("long texts have ids that fit and differ")
  func longSlug() {
    let long = String(repeating: "abc/", count: 200)
    let (first, second) = (DatasetID.slug(long + "1"), DatasetID.slug(long + "2"))
    #expect(first != second)
    #expect(DatasetID.isWellFormed(first) && first.utf8.count <= DatasetID.maximumByteCount)
  }

  @Test(
    "frequencies are read from what publishers write",
    arguments: [
      ("R/P1Y", UpdateFrequency.annual), ("Annual (R/P1Y)", .annual), ("Annually, March", .annual),
      ("4 times each day", .daily), ("R/P3.5D", .weekly), ("No longer updated (dataset archived)", .static),
      ("As Needed", .asNeeded), ("Weekly", .weekly), ("NA", .unknown), ("", .unknown), ("whenever", .unknown),
    ])
  func frequency(text: String, expected: UpdateFrequency) {
    #expect(UpdateFrequency(text: text) == expected)
  }

  @Test(
    "formats have short names",
    arguments: [
      ("text/csv", "CSV"), (".csv", "CSV"), ("application/x-zip-compressed", "ZIP"),
      ("Shapefile", "SHAPEFILE"),
      ("text/csv; charset=utf-8", "CSV"), ("application/json", "JSON"),
      ("application/vnd.geo+json", "GEOJSON"),
    ])
  func format(text: String, name: String) {
    #expect(FormatName.short(text) == name)
  }

  @Test("a box lies on the globe and may cross the antimeridian")
  func box() {
    #expect(BoundingBox(west: 170, south: -10, east: -170, north: 10) != nil)
    #expect(BoundingBox(west: 0, south: 10, east: 1, north: -10) == nil)
    #expect(BoundingBox(west: 181, south: 0, east: 0, north: 1) == nil)
    #expect(BoundingBox(west: .nan, south: 0, east: 0, north: 1) == nil)
  }
}

@Suite("Sensitivity")
struct SensitivityTests {
  @Test(
    "levels of other schemes map in",
    arguments: [
      ("P4", Sensitivity.highlyRestricted), ("uc:p2", .internal), ("DataTags:Orange", .restricted),
      ("tlp:amber", .restricted),
      ("fips199:low", .internal), ("L3", .restricted), ("hl7:U", .public),
      ("Highly Restricted", .highlyRestricted),
    ])
  func aliases(text: String, level: Sensitivity) {
    #expect(Sensitivity(spelling: text) == level)
  }

  @Test(
    "an ambiguous or unknown level is an error, not a default", arguments: ["red", "green", "high", "P5", ""])
  func unknown(text: String) {
    #expect(Sensitivity(spelling: text) == nil)
  }

  @Test("the highest of declaration, access rights and variables counts, and says why")
  func highWaterMark() {
    var dataset = Dataset(id: "a", title: "a", description: "a")
    #expect(dataset.effectiveSensitivity.level == .unspecified)
    dataset.accessRights = .restricted
    #expect(dataset.effectiveSensitivity.level == .controlled)
    dataset.sensitivity = .internal
    var variable = Variable(name: "diagnosis")
    variable.sensitivity = .highlyRestricted
    dataset.dataDictionary = DataDictionary(tables: [DataTable(variables: [variable])])
    let effective = dataset.effectiveSensitivity
    #expect(effective.level == .highlyRestricted)
    #expect(effective.declared == .internal)
    #expect(effective.causes.last == "variable diagnosis is highly-restricted")
  }

  @Test("unspecified has no rank and never outranks a stated level")
  func unspecified() {
    #expect(Sensitivity.unspecified.rank == nil)
    #expect(Sensitivity.highest(.unspecified, .public) == .public)
    #expect(!Sensitivity.levels.contains(.unspecified))
  }
}

@Suite("Records as JSON")
struct RecordCodingTests {
  @Test("empty lists are left out, and come back empty")
  func sparse() throws {
    let dataset = Dataset(id: "a", title: "T", description: "D")
    let json = String(decoding: try JSONEncoder().encode(dataset), as: UTF8.self)
    #expect(!json.contains("keywords"))
    #expect(try JSONDecoder().decode(Dataset.self, from: Data(json.utf8)) == dataset)
  }

  @Test("a full record survives the round trip")
  func full() throws {
    var dataset = Dataset(id: "a", title: "T\u{0}🜁", description: "D\u{202E}")
    dataset.keywords = ["x", "y"]
    dataset.temporal = TemporalCoverage("2019/..")
    dataset.licenses = LicenseTable.standard.licenses(from: "whatever you like")
    dataset.spatial = [
      Place(name: "S", code: "GB", box: BoundingBox(west: -8, south: 54, east: 0, north: 61))
    ]
    var step = AccessRequirement(kind: .agreement)
    step.url = "https://example.org"
    dataset.access.requirements = [step]
    dataset.access.embargoUntil = PartialDate("2026-01-01")
    dataset.audience = try #require(Audience(labels: ["a", "b"]))
    dataset.unmapped = ["x": "y"]
    let data = try JSONEncoder().encode(dataset)
    #expect(try JSONDecoder().decode(Dataset.self, from: data) == dataset)
  }

  @Test("variables for fewer people are taken out of what the record's audience sees")
  func narrowerVariables() throws {
    var dataset = Dataset(id: "a", title: "T", description: "D")
    var hidden = Variable(name: "hidden")
    hidden.audience = Audience(labels: ["staff"])
    var shown = Variable(name: "shown")
    shown.audience = Audience(labels: ["public", "staff"])
    dataset.dataDictionary = DataDictionary(tables: [
      DataTable(variables: [hidden, shown, Variable(name: "plain")])
    ])
    #expect(dataset.withoutNarrowerVariables.dataDictionary?.variables.map(\.name) == ["shown", "plain"])
    // What is taken out still counts, and a variable for everyone is for the staff too.
    hidden.sensitivity = .restricted
    dataset.dataDictionary = DataDictionary(tables: [DataTable(variables: [hidden])])
    #expect(dataset.withoutNarrowerVariables.effectiveSensitivity.level == .restricted)
    dataset.audience = try #require(Audience(labels: ["board"]))
    hidden.audience = .public
    dataset.dataDictionary = DataDictionary(tables: [DataTable(variables: [hidden])])
    #expect(dataset.withoutNarrowerVariables.dataDictionary?.variables.count == 1)
  }
}

@Suite("Vocabularies")
struct VocabularyTests {
  static let all: [any Vocabulary.Type] = [
    Sensitivity.self, AccessRights.self, SharingType.self, CollaborationForm.self, PrivacyTechnique.self,
    AccessMode.self, Requirement.self, Purpose.self, RequesterKind.self, UpdateFrequency.self,
    IdentifierKind.self,
    VariableType.self, RelationKind.self, Openness.self,
  ]

  @Test("every code has a definition, and its own spelling reads back", arguments: all.indices)
  func definitions(index: Int) {
    func check<Code: Vocabulary>(_: Code.Type) {
      #expect(!Code.noun.isEmpty)
      for code in Code.allCases {
        #expect(code.definition.hasSuffix("."), "\(code)")
        #expect(Code(spelling: code.rawValue) == code)
        #expect(Code(spelling: code.rawValue.uppercased().replacingOccurrences(of: "-", with: " ")) == code)
      }
      for (spelling, code) in Code.aliases {
        #expect(FoldedText.code(spelling) == spelling, "an alias is looked up folded: \(spelling)")
        #expect(Code(spelling: spelling) == code)
      }
    }
    check(Self.all[index])
  }

  @Test(
    "an address or DOI has one spelling, and is never an id",
    arguments: [
      ("doi:10.5072/Lake", "doi:10.5072/lake"), ("https://doi.org/10.5072/lake/", "doi:10.5072/lake"),
      ("http://dx.doi.org/10.5072/LAKE", "doi:10.5072/lake"), ("10.5072/lake", "doi:10.5072/lake"),
      ("urn:doi:10.5072/lake", "doi:10.5072/lake"), ("https://www.doi.org/10.5072/lake", "doi:10.5072/lake"),
      ("https://www.Lake.example/levels/", "web:lake.example/levels"),
      ("http://lake.example/levels", "web:lake.example/levels"), ("https://lake.example/", nil),
      ("lake.example/levels", nil), ("lake-1", nil), ("see https://lake.example/levels", nil), ("", nil),
    ] as [(String, String?)])
  func recordAddress(text: String, expected: String?) {
    let address = RecordAddress.canonical(text)
    #expect(address == expected)
    if let address { #expect(RecordAddress.isOne(address) && !DatasetID.isWellFormed(address)) }
  }
}
