import CartularyBase
import CartularyModel
import Testing

@testable import CartularyManifests

@Suite("Frictionless Data Package")
struct DataPackageTests {
  @Test("the properties of version 2 map to ours, and none is lost")
  func version2() throws {
    let batch = readFixture("data-package/good-version-2.json")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(batch.diagnostics.isEmpty, "\(batch.diagnostics)")
    #expect(batch.files.map(\.format) == ["data-package"])
    #expect(dataset.id == "lake-survey")
    #expect(dataset.identifiers == ["https://doi.org/10.5072/lakes"])
    #expect(dataset.title == "Lake survey")
    #expect(dataset.description == "Species and depth at 40 lakes.")
    #expect(dataset.landingPage == "https://example.org/lakes")
    #expect(dataset.version == "2.1.0")
    #expect(dataset.issued?.description == "2024-03-01")
    #expect(dataset.modified == nil)
    #expect(dataset.keywords == ["lakes", "fish"])
    #expect(dataset.licenses.map(\.id) == ["ODC-By-1.0"])
    #expect(dataset.publisher == Agent(name: "Lake Institute", url: "https://example.org"))
    #expect(dataset.creators == [Agent(name: "Ada Gauger", email: "contact@example.org")])
    #expect(dataset.steward == dataset.creators.first)
    #expect(
      dataset.relations == [
        Relation(kind: .derivedFrom, target: "https://example.org/old", title: "Old survey")
      ])
    #expect(dataset.provenance?.statement == "Sources: Field sheets 1998")
    #expect(dataset.unmapped?["contributors.2"] == "title: Funding Body, roles: funder")
    #expect(dataset.unmapped?["contributors.organization"] == "Ada Gauger: Lake Institute")
    #expect(dataset.unmapped?["sources.1.version"] == "1")
    #expect(dataset.accessRights == nil)
    #expect(dataset.access.isEmpty)
    #expect(dataset.effectiveSensitivity.level == .unspecified)
  }

  @Test("each path of a resource is a distribution; inline data is noted")
  func resources() throws {
    let dataset = try #require(readFixture("data-package/good-version-2.json").records.first?.dataset)
    #expect(
      dataset.distributions.map(\.downloadURL) == [
        "https://example.org/catches-1.csv", "https://example.org/catches-2.csv", nil,
      ])
    let first = dataset.distributions[0]
    #expect(first.title == "Catches")
    #expect(first.format == "CSV")
    #expect(first.mediaType == "text/csv")
    // They describe two files together, so they belong to neither.
    #expect(first.byteCount == nil)
    #expect(first.checksum == nil)
    #expect(dataset.unmapped?["resources.bytes"] == "catches: 2048")
    #expect(dataset.unmapped?["resources.hash"] == "catches: sha256:0f1e")
    #expect(dataset.distributions[2].description == "The data is in the package itself.")
    #expect(dataset.dataDictionary?.url == "https://example.org/gear.json")
  }

  @Test("a Table Schema is the data dictionary")
  func schema() throws {
    let dataset = try #require(readFixture("data-package/good-version-2.json").records.first?.dataset)
    let table = try #require(dataset.dataDictionary?.tables.first)
    #expect(dataset.dataDictionary?.tables.count == 1)
    #expect(table.name == "catches")
    #expect(table.title == "Catches")
    let byName = Dictionary(uniqueKeysWithValues: table.variables.map { ($0.name, $0) })
    #expect(table.variables.map(\.name) == ["lake", "species", "size", "sex", "month", "tags", "seen"])
    #expect(byName["lake"]?.label == "Lake")
    #expect(byName["lake"]?.type == .string)
    #expect(byName["lake"]?.missing == ["-99"])
    #expect(
      byName["species"]?.values == [
        AllowedValue(value: "p", label: "perch"), AllowedValue(value: "t", label: "trout"),
      ])
    #expect(byName["size"]?.unit == "cm")
    #expect(byName["size"]?.minimum == "1")
    #expect(byName["size"]?.maximum == "90")
    #expect(byName["size"]?.missing == ["NA"])
    #expect(byName["sex"]?.values.map(\.value) == ["f", "m"])
    #expect(byName["month"]?.type == nil)
    #expect(byName["tags"]?.type == .list)
    #expect(byName["seen"]?.type == .date)
    let unmapped = try #require(dataset.unmapped)
    #expect(unmapped["resources.schema.fields.constraints.pattern"] == "catches/lake: ^L[0-9]+$")
    #expect(unmapped["resources.schema.fields.constraints.required"] == "catches/lake: true")
    #expect(unmapped["resources.schema.fields.categoriesOrdered"] == "catches/species: true")
    #expect(unmapped["resources.schema.fields.type"] == "catches/month: yearmonth")
    #expect(unmapped["resources.schema.fields.format"] == "catches/seen: %d/%m/%Y")
    #expect(unmapped["resources.schema.missingValues"] == "catches: -99 = refused")
    #expect(unmapped["resources.schema.fields.missingValues"] == "catches/size: NA = not measured")
    #expect(unmapped["resources.schema.primaryKey"] == "catches: lake")
  }

  @Test("version 1 in YAML: single roles, plain missing values, MD5")
  func version1InYAML() throws {
    let batch = readFixture("data-package/good-package.yaml")
    let dataset = try #require(batch.records.first?.dataset)
    #expect(batch.diagnostics.isEmpty, "\(batch.diagnostics)")
    #expect(dataset.publisher?.name == "Basin Authority")
    #expect(dataset.steward == Agent(name: "A. Gauger", email: "contact@example.org"))
    #expect(dataset.creators.map(\.name) == ["B. Rain"])
    #expect(dataset.licenses.map(\.id) == ["CC0-1.0"])
    #expect(dataset.distributions.first?.checksum == "md5:0cc175b9c0f1b6a831c399e269772661")
    #expect(dataset.dataDictionary?.variables.map(\.missing) == [["-1"], ["-1"]])
    #expect(dataset.dataDictionary?.variables.last?.label == "Rainfall")
    #expect(batch.records.first?.origin.source.contains("name: rain-gauges") == true)
  }

  @Test(
    "what is said of one licence is kept with its id",
    arguments: [
      (
        #"{"name":"CC0-1.0","scope":"data"},{"name":"CC-BY-NC-4.0","scope":"media"}"#,
        ["CC0-1.0", "CC-BY-NC-4.0"],
        ["licenses.scope": "CC0-1.0: data; CC-BY-NC-4.0: media"]
      ),
      (
        #"{"path":"https://creativecommons.org/licenses/by/4.0/","scope":"media"},{"name":"CC-BY-4.0","scope":"data"}"#,
        ["CC-BY-4.0"], ["licenses.scope": "CC-BY-4.0: media; CC-BY-4.0: data"]
      ),
      (
        #"{"name":"MIT","scope":"data"},{"name":"CC0-1.0","scope":"data"},{"name":"ODbL-1.0"}"#,
        ["MIT", "CC0-1.0", "ODbL-1.0"], ["licenses.scope": "MIT, CC0-1.0: data"]
      ),
      (
        #"{"title":"Terms of the lake","scope":"media"}"#, ["LicenseRef-custom"],
        ["licenses.scope": "Terms of the lake: media"]
      ),
      (#"{"scope":"media"}"#, [], ["licenses.scope": "media"]),
    ])
  func licenseScope(items: String, ids: [String], unmapped: [String: String]) throws {
    let text = #"{"profile":"data-package","name":"x","licenses":[\#(items)]}"#
    let dataset = try #require(try read(text, as: "any.json").records.first?.dataset)
    #expect(dataset.licenses.map(\.id) == ids)
    #expect(dataset.unmapped?.filter { $0.key.hasPrefix("licenses") } == unmapped)
    let resource = #"{"name":"x","resources":[{"name":"m","path":"a.csv","licenses":[\#(items)]}]}"#
    let inner = try #require(try read(resource, as: "any.json").records.first?.dataset)
    #expect(inner.distributions.first?.licenses.map(\.id) == ids)
    #expect(Set((inner.unmapped ?? [:]).keys) == ["resources.licenses.scope", "resources.path"])
  }

  @Test("planet-microbe's extras are kept")
  func planetMicrobe() throws {
    let dataset = try #require(readFixture("data-package/good-bats.json").records.first?.dataset)
    let unmapped = try #require(dataset.unmapped)
    #expect(dataset.id == "bats-chisholm")
    #expect(unmapped["pm:projectType"] == "marine metagenome")
    #expect(unmapped["resources.pm:resourceType"]?.contains("campaign: campaign") == true)
    #expect(unmapped["resources.schema.fields.pm:unitRdfType"]?.contains("purl.obolibrary.org") == true)
    #expect(dataset.licenses.map(\.id) == ["CC-BY-3.0"])
    #expect(dataset.distributions.count == 3)
    // A path inside the package is not an address.
    #expect(dataset.distributions.allSatisfy { $0.downloadURL == nil && $0.accessURL == nil })
    #expect(unmapped["resources.path"]?.contains("campaign: campaign.tsv") == true)
    #expect(dataset.relations.map(\.kind) == [.derivedFrom, .derivedFrom, .derivedFrom])
  }

  @Test(
    "incomplete packages are still imported",
    arguments: [
      (#"{"profile":"data-package","title":"Only a title"}"#, "only-a-title"),
      (#"{"name":"only-a-name","resources":[]}"#, "only-a-name"),
      (#"{"id":"https://example.org/p","resources":[{"data":[]}]}"#, "example.org-p"),
      (#"{"title":"Söe","resources":[{"path":"a.csv"}]}"#, "s-e"),
      (#"{"name":"x","resources":[{"path":"a.csv","schema":{"fields":["bare"]}}]}"#, "x"),
    ])
  func incomplete(text: String, id: String) throws {
    let batch = try read(text, as: "any.json")
    #expect(batch.records.map(\.dataset.id) == [id])
    #expect(batch.diagnostics.allSatisfy { $0.code == .missingInSource })
  }

  @Test("a title in another script has its own id")
  func otherScript() throws {
    let batch = try read(#"{"title":"海洋","resources":[{"path":"a.csv"}]}"#, as: "a.json")
    #expect(batch.records.first?.dataset.id.count == 12)
    #expect(batch.records.first?.dataset.title == "海洋")
  }

  @Test("CKAN's packages are not taken for data packages")
  func notCKAN() throws {
    let text = #"{"name":"x","title":"T","notes":"N","license_id":"cc-by","resources":[{"url":"u"}]}"#
    #expect(try read(text, as: "a.json").files.first?.format != "data-package")
  }
}
