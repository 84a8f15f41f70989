import CartularyBase
import CartularyModel
import CartularyQuery
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyManifests
@testable import CartularyShell

@Suite("Exporting for OpenSearch")
struct OpenSearchExportTests {
  private static let rules = OpenSearchRules(OpenSearchIndex.template)

  private static func lines(of records: [Dataset]) -> OpenSearchRules.Lines {
    rules.read(OpenSearchBulk().document(of: records.map { PublishedDataset($0) }))
  }

  private static func document(of record: Dataset) throws -> JSONValue {
    let lines = lines(of: [record])
    #expect(lines.faults.isEmpty, "\(lines.faults)")
    return try #require(lines.documents.first?.document)
  }

  private static func samples() -> [Dataset] {
    ManifestReader(checksPolicy: false).read(paths: [ProjectFiles.path("catalog-samples")]).records.map(
      \.dataset)
  }

  // MARK: - The template and the field table

  @Test(
    "the template keeps the engine's rules, and has a property for each field that can be searched or filtered"
  )
  func template() {
    #expect(OpenSearchRules.faults(of: OpenSearchIndex.template).isEmpty)
    for field in FieldTable.all where !field.needsProfile {
      let type = Self.rules.type(of: field.name)
      switch field.kind {
      case .text: #expect(type == "text")
      case .keyword where field.name == "availability": #expect(type == "nested")
      case .keyword, .place, .identifier: #expect(type == "keyword")
      case .number: #expect(type == "integer")
      case .date: #expect(type == (field.isSortable ? "date" : "date_range"))
      case .box: #expect(type == "geo_shape")
      }
      if field.kind != .text {
        #expect(OpenSearchIndex.filter(field).flatMap(Self.rules.type) != nil, "\(field.name)")
      }
      if field.isFacet || field.isSortable {
        let type = OpenSearchIndex.order(field).flatMap(Self.rules.type)
        #expect(type == "keyword" || type == "date" || type == "integer", "\(field.name)")
      }
    }
    // And nothing else.
    let names = Set(FieldTable.all.filter { !$0.needsProfile }.map(\.name))
    let others = Set(OpenSearchIndex.properties.keys).subtracting(names)
    #expect(
      others == [
        "format-spellings", "has", "identifier-spellings", "place-spellings", "record", "terms-key",
        "terms-labels",
      ])
  }

  @Test("words are searched in the fields of the ranking, with its weights")
  func weights() throws {
    let searched = OpenSearchIndex.weights.map { text in
      let parts = text.split(separator: "^")
      return (String(parts[0]), parts.count == 2 ? Double(parts[1]) : 1)
    }
    for (path, _) in searched { #expect(Self.rules.type(of: path) == "text", "\(path)") }
    let byField = searched.map { path, weight in
      (
        path.replacing(".text", with: "").replacing("-spellings", with: "").replacing(
          "terms-labels", with: "terms: codes"), weight
      )
    }
    #expect(
      Dictionary(byField) { $1 } == Dictionary(FieldWeight.table.map { ($0.field, $0.weight.weight) }) { $1 })
    let source = try #require(OpenSearchIndex.search["script"]?["source"]?.string)
    for field in OpenSearchIndex.weights { #expect(source.contains("\"\(field)\"")) }
    // Filled in, it is a query by audience.
    let filled = source.replacing("{{from}}", with: "").replacing("{{^from}}0{{/from}}", with: "0")
      .replacing("{{size}}", with: "").replacing("{{^size}}20{{/size}}", with: "20")
      .replacing("{{words}}", with: "lake").replacing("{{#toJson}}labels{{/toJson}}", with: #"["public"]"#)
    let query = try JSONValue(json: Array(filled.utf8))["query"]?["bool"]
    #expect(query?["filter"]?.array?.first?["terms"]?["audience"]?.array == [.string("public")])
    #expect(query?["must"]?.array?.first?["multi_match"]?["query"]?.string == "lake")
  }

  // MARK: - Documents

  @Test("every property is used by some record of the samples or by one that has all the rest")
  func everyProperty() throws {
    var record = Dataset(id: "rest", title: "Rest", description: "All the rest.")
    record.access.effort = TimeSpan("3 days")
    record.access.leadTime = "6 weeks"
    record.access.agreement = AgreementTerms(kind: AgreementKind.allCases[0])
    record.access.intermediary = Agent(name: "Broker")
    record.granularity = ["postcode"]
    record.limits = [DataLimit(kind: LimitKind.allCases[0], text: "few")]
    record.creators = [Agent(name: "Maker")]
    record.identifiers = ["doi:10.5072/REST"]
    record.issued = PartialDate("2020")
    record.modified = PartialDate("2021-02")
    record.spatial = [
      Place(name: "Lake", code: "GB", box: BoundingBox(west: 170, south: -1, east: -170, north: 1))
    ]
    let lines = Self.lines(of: Self.samples() + [record])
    #expect(lines.faults.isEmpty, "\(lines.faults.prefix(5))")
    let used = lines.documents.reduce(into: Set<String>()) {
      $0.formUnion($1.document.object?.keys ?? [:].keys)
    }
    #expect(Set(OpenSearchIndex.properties.keys) == used)
    let document = try #require(lines.documents.last?.document)
    #expect(document["lead-time"] == .array([.number("42")]))
    #expect(document["issued"] == .array([.string("2020-01-01")]))
    #expect(document["modified"] == .array([.string("2021-02-01")]))
    #expect(document["bbox"]?.array?.count == 2)
    #expect(document["identifier-spellings"]?.array?.contains(.string("10.5072/rest")) == true)
    #expect(document["record"]?["id"]?.string == "rest")
  }

  @Test("boxes without an area are lines and points, and no box is narrower than the engine tells apart")
  func boxes() throws {
    func shapes(_ west: Double, _ south: Double, _ east: Double, _ north: Double) throws -> [String] {
      var record = Dataset(id: "a", title: "A", description: "About a.")
      record.spatial = [Place(box: BoundingBox(west: west, south: south, east: east, north: north))]
      return try Self.document(of: record)["bbox"]?.array?.compactMap { $0["type"]?.string } ?? []
    }
    #expect(try shapes(1, 2, 1, 2) == ["point"])
    #expect(try shapes(1, 2, 1, 3) == ["linestring"] && shapes(1, 2, 3, 2) == ["linestring"])
    #expect(try shapes(-7.6, 54.5, -0.7, 60.9) == ["envelope"])
    #expect(try shapes(-180, -90, 180, 90) == ["envelope"])
    #expect(try shapes(170, -1, -170, 1) == ["envelope", "envelope"])
    #expect(try shapes(180, 0, -170, 1) == ["linestring", "envelope"])
    #expect(try shapes(1, 2, 1.00000000001, 3) == ["linestring"])
    // They round to neighbouring millionths although they are nearer.
    #expect(try shapes(0.0000004999, 2, 0.0000005001, 3) == ["envelope"])
    #expect(try shapes(-0.0000001, -0.0000001, 0.0000001, 0.0000001) == ["point"])
  }

  @Test("how the data can be had is told for each day")
  func availability() throws {
    var record = Dataset(id: "a", title: "A", description: "About a.")
    record.access.modes = [.openDownload]
    record.access.embargoUntil = PartialDate("2030-06-01")
    record.access.eraseBy = PartialDate("2040-01-01")
    let periods = try #require(Self.document(of: record)["availability"]?.array)
    #expect(periods.count > 1)
    let schedule = AvailabilitySchedule(record.useTerms)
    for day in [
      "0001-01-01", "2029-12-31", "2030-05-31", "2030-06-01", "2030-06-02", "2040-01-01", "2040-01-02",
      "9999-12-31",
    ] {
      let kinds = periods.filter {
        ($0["days"]?["gte"]?.string ?? "~") <= day && day <= ($0["days"]?["lte"]?.string ?? "")
      }.compactMap { $0["kind"]?.string }
      #expect(kinds == [schedule.kind(on: try #require(CalendarDate(day))).rawValue], "\(day)")
    }
  }

  @Test("open periods end with the calendar, and text that is not a period is left to the record")
  func periods() throws {
    func covers(_ temporal: TemporalCoverage) throws -> JSONValue? {
      var record = Dataset(id: "a", title: "A", description: "About a.")
      record.temporal = temporal
      return try Self.document(of: record)["covers"]
    }
    func range(_ first: String, _ last: String) -> JSONValue {
      .array([.object(["gte": .string(first), "lte": .string(last)])])
    }
    #expect(try covers(TemporalCoverage(start: PartialDate("2019"))) == range("2019-01-01", "9999-12-31"))
    #expect(try covers(TemporalCoverage(end: PartialDate("2019-02"))) == range("0001-01-01", "2019-02-28"))
    #expect(try covers(TemporalCoverage(text: "long ago")) == nil)
    #expect(try covers(TemporalCoverage(start: PartialDate("2020"), end: PartialDate("2019"))) == nil)
  }

  @Test("what a programme rules is searched and told, though the record does not state it")
  func inherited() throws {
    var programme = Dataset(id: "programme", title: "Programme", description: "Rules.")
    programme.access.requirements = [AccessRequirement(kind: .agreement)]
    programme.access.purposes = [.generalResearch]
    var record = Dataset(id: "a", title: "A", description: "About a.")
    record.relations = [Relation(kind: .partOf, target: "programme")]
    let rules = programme
    let resolver = TermsResolver(record: { $0 == "programme" ? rules : nil }, named: { _ in [] })
    let inheritance = try resolver.inheritance(of: record)
    #expect(!inheritance.programmes.isEmpty)
    let text = OpenSearchBulk().text(of: PublishedDataset(record, inheriting: inheritance))
    let document = try #require(Self.rules.read(text).documents.first?.document)
    #expect(document["requires"] == .array([.string("agreement")]))
    #expect(document["record"]?["access"]?["requires"] != nil)
    #expect(document["terms-key"]?.string == record.useTerms(inheriting: inheritance).key)
  }

  @Test("filters, facets and 'has:' of the documents count what the catalog counts")
  func counts() async throws {
    let path = await SampleCatalog.path.value
    let catalog = try DatasetCatalog.open(at: path)
    let run = await shell("export", "--format", "opensearch-bulk", "--catalog", path)
    let lines = Self.rules.read(run.output)
    #expect(lines.faults.isEmpty && lines.documents.count > 50)
    func count(_ key: String, _ value: String) -> Int {
      lines.documents.count { $0.document[key]?.array?.contains(.string(value)) == true }
    }
    let answer = try catalog.search("", facets: FacetQuery(.all, limit: 200), as: .public)
    #expect(answer.facets.count == FieldTable.facets.count)
    for facet in answer.facets where facet.field != "availability" {
      for value in facet.values {
        #expect(count(facet.field, value.value) == value.count, "\(facet.field): \(value)")
      }
    }
    for field in FieldTable.all where !field.isDecided {
      let found = try catalog.search("has:\(field.name)", as: .public).total
      #expect(count("has", field.name) == found, "\(field.name)")
    }
  }

  // MARK: - Real records

  @Test("every record of the fixtures of every format keeps the rules")
  func fixtures() {
    let folder = ProjectFiles.path("Tests/CartularyManifestsTests/Fixtures/formats")
    let records = ManifestReader(checksPolicy: false).read(paths: [folder]).records.map(\.dataset)
    #expect(records.count > 50)
    var seen: Set<String> = []
    let lines = Self.lines(of: records.filter { seen.insert($0.id).inserted })
    #expect(lines.faults.isEmpty, "\(lines.faults.prefix(5))")
  }

  @Test(
    "every real record keeps the rules",
    .enabled(if: ProjectFiles.realData("") != nil, "the real records are not next to the project"),
    arguments: [
      "aws-open-data-registry", "croissant", "dcat-ap-examples", "dcat-us-edge-cases", "dcat-us-examples",
      "frictionless", "geospatial-catalogs", "hdruk", "hf-dataset-cards", "opendatascotland-jkan", "us-dcat",
    ])
  func real(folder: String) throws {
    guard ProjectFiles.realData(folder) != nil else { return }
    let records = ManifestReader(checksPolicy: false).read(paths: ProjectFiles.realFiles(folder)).records
    let some = ProjectFiles.every(of: records.map(\.dataset), atMost: 200)
    var seen: Set<String> = []
    let lines = Self.lines(of: some.filter { seen.insert($0.id).inserted })
    #expect(lines.faults.isEmpty, "\(lines.faults.prefix(5))")
  }

  // MARK: - The rules themselves

  @Test(
    "the rules notice what the engine would refuse",
    arguments: [
      (#"{"index":{"_id":"a"}}"# + "\n" + #"{"title":["A"]}"#, "line feed"),
      (#"{"index":{"_id":"a"}}"# + "\n", "1 lines"),
      (#"{"index":{"_id":"a"}}"# + "\n" + #"{"titel":["A"]}"# + "\n", "not mapped"),
      (#"{"index":{"_id":"a"}}"# + "\n" + #"{"title":["A"],"title":["B"]}"# + "\n", "line 1"),
      (#"{"index":{"_id":""}}"# + "\n" + #"{"title":["A"]}"# + "\n", "id of 0"),
      (#"{"index":{"_id":"a"}}"# + "\n" + #"{"issued":["2021"]}"# + "\n", "issued"),
      (#"{"index":{"_id":"a"}}"# + "\n" + #"{"issued":["2021-02-30"]}"# + "\n", "issued"),
      (#"{"index":{"_id":"a"}}"# + "\n" + #"{"effort":["3"]}"# + "\n", "effort"),
      (
        #"{"index":{"_id":"a"}}"# + "\n" + #"{"covers":[{"gte":"2021-01-01","lte":"2020-01-01"}]}"# + "\n",
        "covers"
      ),
      (
        #"{"index":{"_id":"a"}}"# + "\n"
          + #"{"bbox":[{"type":"envelope","coordinates":[[1,2],[1,2]]}]}"# + "\n", "bbox"
      ),
      (#"{"index":{"_id":"a"}}"# + "\n" + #"{"availability":[{"kin":"x"}]}"# + "\n", "availability"),
    ])
  func rules(text: String, fault: String) {
    let faults = Self.rules.read(text).faults
    #expect(faults.contains { $0.contains(fault) }, "\(faults)")
  }

  // MARK: - The command

  @Test("a directory has the templates and the records in files of one request each")
  func directory() async throws {
    let path = await SampleCatalog.path.value
    let directory = TemporaryDirectory()
    let place = directory.path + "/os/"
    let run = await shell("export", "--format", "opensearch-bulk", "--catalog", path, "--output", place)
    #expect(run.exit == .done && run.output.isEmpty && run.errors.isEmpty)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place).sorted()
        == ["bulk-000001.ndjson", "index-template.json", "search-template.json"])
    let lines = try String(contentsOfFile: place + "bulk-000001.ndjson", encoding: .utf8)
    #expect(await shell("export", "--format", "opensearch-bulk", "--catalog", path).output == lines)
    let template = try JSONValue(
      json: Array(Data(contentsOf: URL(fileURLWithPath: place + "index-template.json"))))
    #expect(template == OpenSearchIndex.template)
    #expect(
      await shell("export", "--format", "opensearch-bulk", "--catalog", path, "--output", place).exit
        == .cannotCreate)
    // Nothing matches: there is an index to make all the same.
    let empty = directory.path + "/empty/"
    #expect(
      await shell("export", "--format", "opensearch-bulk", "--catalog", path, "--output", empty, "id:nothing")
        .exit
        == .done)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: empty).sorted()
        == ["index-template.json", "search-template.json"])
  }

  @Test("requests are as large as they may be, whole records each, in order")
  func requests() throws {
    let directory = TemporaryDirectory()
    let records = Self.samples().map { PublishedDataset($0) }
    let format = OpenSearchBulk()
    let largest = records.map { format.text(of: $0).utf8.count }.max() ?? 0
    // One record is larger than a request.
    let limit = largest - 1
    var target = try RequestDirectoryTarget(format, path: directory.path + "/os", requestByteCount: limit)
    for record in records { #expect(try target.take(record)) }
    try target.finish()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path + "/os").sorted()
      .filter { $0.hasPrefix("bulk-") }
    #expect(names.count > 3)
    let parts = try names.map { try String(contentsOfFile: directory.path + "/os/" + $0, encoding: .utf8) }
    #expect(parts.joined() == format.document(of: records))
    #expect(parts.filter { $0.utf8.count > limit }.count == 1)
    for part in parts { #expect(Self.rules.read(part).faults.isEmpty) }
  }
}
