import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

/// A DCAT dataset in JSON-LD with some additional properties.
func linked(_ properties: String, context: String = #""https://semiceu.github.io/DCAT-AP/context.jsonld""#)
  -> String
{
  #"{"@context":\#(context),"@id":"https://example.org/d/1","@type":"Dataset","title":"T","description":"D""#
    + (properties.isEmpty ? "" : ",\n" + properties) + "}"
}

@Suite("Reading linked data")
struct LinkedDataTests {
  static let fixtures = "Tests/CartularyManifestsTests/Fixtures/formats/"

  @Test(
    "one title, in every way that it can be written",
    arguments: [
      #""title":"Bees""#, #""dct:title":"Bees""#, #""dcterms:title":"Bees""#, #""dcat:title":"Bees""#,
      #""http://purl.org/dc/terms/title":"Bees""#, #""title":["Bees"]"#, #""title":{"en":"Bees"}"#,
      #""title":{"de":"Bienen","en":"Bees"}"#, #""title":{"@value":"Bees","@language":"en"}"#,
      #""title":[{"@value":"Bienen","@language":"de"},{"@value":"Bees","@language":"en"}]"#,
      #""titleMap":{"de":"Bienen","en":"Bees"}"#, #""title":"Bees","titleMap":{"de":"Bienen"}"#,
      #""title":{"@set":["Bees"]}"#, #""title":{"@list":[{"@value":"Bees"}]}"#,
    ])
  func titles(property: String) throws {
    let text =
      #"{"@context":{"dct":"http://purl.org/dc/terms/"},"@id":"https://example.org/d/1","@type":"dcat:Dataset",\#(property)}"#
    #expect(try record(text, as: "a.json")?.title == "Bees")
  }

  @Test("titles in other languages are other names, and descriptions in them follow the first")
  func languages() throws {
    let text =
      #"{"@context":{"dct":"http://purl.org/dc/terms/"},"@id":"https://example.org/d/1","@type":"dcat:Dataset","#
      + #""dct:title":{"en":"Bees","de":"Bienen"},"dct:description":{"en":"About","de":"Über"}}"#
    let dataset = try #require(try record(text, as: "a.json"))
    #expect(dataset.aliases == ["Bienen"])
    #expect(dataset.description == "About\n\nÜber")
    #expect(dataset.unmapped == nil)
  }

  @Test("the file's own context decides what its keys and prefixes mean")
  func ownContext() throws {
    let context = #"""
      {"d":"http://www.w3.org/ns/dcat#","t":"http://purl.org/dc/terms/","naam":"t:title","soort":"@type","ex":"https://example.org/",
       "omschrijving":{"@id":"t:description","@container":"@language"},"nothing":null}
      """#
    let text =
      #"{"@context":\#(context),"@id":"ex:d/1","soort":"d:Dataset","naam":"Bijen","omschrijving":{"nl":"Over bijen"},"#
      + #""nothing":"x"}"#
    let dataset = try #require(try record(text, as: "a.json"))
    #expect(dataset.title == "Bijen")
    #expect(dataset.description == "Over bijen")
    #expect(dataset.identifiers == ["https://example.org/d/1"])
  }

  @Test("a context inside a resource applies to that resource")
  func innerContext() throws {
    let text = #"""
      {"@context":{"dct":"http://purl.org/dc/terms/"},"@graph":[
       {"@id":"https://example.org/d/1","@type":"dcat:Dataset","dct:title":"A"},
       {"@context":{"wat":"http://purl.org/dc/terms/title"},"@id":"https://example.org/d/2","@type":"dcat:Dataset","wat":"B"}]}
      """#
    #expect(try read(text, as: "a.json").records.map(\.dataset.title) == ["A", "B"])
  }

  @Test("an unknown remote context is reported with its place, and reading goes on")
  func remoteContext() throws {
    let text = linked(
      "", context: #"["https://example.org/secret.jsonld",{"dcat":"http://www.w3.org/ns/dcat#"}]"#)
    let batch = try read(text, as: "a.json")
    #expect(batch.marks == ["W110 1:14"])
    #expect(batch.records.map(\.dataset.title) == ["T"])
    let known = [
      "https://schema.org", "http://mlcommons.org/croissant/1.0",
      "https://raw.githubusercontent.com/DOI-DO/dcat-us/main/context/dcat-us-3.0.jsonld",
    ]
    #expect(known.allSatisfy(ShippedContexts.isKnown))
  }

  @Test("references are followed whatever the layout of the graph")
  func references() throws {
    let flat = #"""
      {"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@graph":[
       {"@id":"_:p","@type":"foaf:Agent","foaf:name":"Office"},
       {"@id":"https://example.org/d/1","@type":"dcat:Dataset","dct:title":"T","dct:publisher":{"@id":"_:p"},
        "dcat:distribution":{"@id":"https://example.org/x"}},
       {"@id":"https://example.org/x","@type":"dcat:Distribution","dcat:downloadURL":"https://example.org/x.csv"}]}
      """#
    let nested = #"""
      {"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@type":"dcat:Catalog","dcat:dataset":[
       {"@id":"https://example.org/d/1","@type":"dcat:Dataset","dct:title":"T","dct:publisher":{"foaf:name":"Office"},
        "dcat:distribution":[{"dcat:downloadURL":{"@id":"https://example.org/x.csv"}}]}]}
      """#
    for text in [flat, nested] {
      let dataset = try #require(try record(text, as: "a.json"))
      #expect(dataset.publisher == Agent(name: "Office"))
      #expect(dataset.distributions.map(\.downloadURL) == ["https://example.org/x.csv"])
    }
  }

  @Test("a resource described in two places is one, and differences are reported")
  func merged() throws {
    let text = #"""
      {"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@graph":[
       {"@id":"https://example.org/d/1","@type":"dcat:Dataset","dct:title":"First"},
       {"@id":"https://example.org/d/1","dct:title":"Second","dcat:keyword":"x"}]}
      """#
    let batch = try read(text, as: "a.json")
    #expect(batch.records.map(\.dataset.title) == ["First"])
    #expect(batch.records.first?.dataset.keywords == ["x"])
    #expect(batch.marks == ["W102 2:2", "W112 3:47"])
  }

  @Test("the only dataset of a file has the whole file as its source, one of several its own node")
  func sources() throws {
    let one = try read(
      try ProjectFiles.text(Self.fixtures + "dcat-ap-3/good-catalogue.jsonld"), as: "a.jsonld")
    #expect(one.records.first?.origin.source.hasPrefix("{\n  \"@context\"") == true)
    let many = try read(try ProjectFiles.text(Self.fixtures + "dcat-ap-3/good-series.jsonld"), as: "a.jsonld")
    #expect(many.records.count == 3)
    for record in many.records {
      #expect(record.origin.source.hasPrefix("{\n      \"@id\": \"example-ds:") == true)
      #expect(record.origin.source.contains(record.dataset.title))
    }
  }

  @Test("a dataset that another only mentions is not a record")
  func mentions() throws {
    let text = try ProjectFiles.text(Self.fixtures + "schema-org/good-graph.json")
    let batch = try read(text, as: "a.json")
    #expect(batch.records.map(\.dataset.title) == ["Soil samples", "Rain"])
    #expect(
      batch.records.first?.dataset.relations == [
        Relation(kind: .derivedFrom, target: "https://example.org/d/0", title: "Older soil samples")
      ])
  }

  @Test("ids are made from persistent addresses, then from identifiers, pages and titles")
  func ids() throws {
    func id(_ properties: String) throws -> String? {
      try record(
        #"{"@context":"https://schema.org","@type":"Dataset",\#(properties),"description":"D"}"#, as: "a.json"
      )?.id
    }
    #expect(try id(#""@id":"https://example.org/d/1","name":"N""#) == "example.org-d-1")
    #expect(try id(#""@id":"_:b0","identifier":"X-1","name":"N","publisher":{"name":"P"}"#) == "p-x-1")
    #expect(try id(##""@id":"#d","url":"https://example.org/d/1","name":"N""##) == "example.org-d-1")
    #expect(
      try id(#""@id":"file:///home/me/x","url":"https://example.org/","name":"Nice data""#) == "nice-data")
  }

  @Test("two datasets that share a page are two records")
  func sharedPage() throws {
    let text = #"""
      {"@context":"https://schema.org","@type":"DataCatalog","dataset":[
       {"name":"A","url":"https://example.org/all"},{"name":"B","url":"https://example.org/all"}]}
      """#
    let batch = try read(text, as: "a.json")
    #expect(batch.records.map(\.dataset.title) == ["A", "B"])
    #expect(Set(batch.records.map(\.dataset.id)).count == 2)
  }

  @Test(
    "each vocabulary is known by its content, whatever the file is called",
    arguments: [
      (#"{"@context":"https://schema.org","@type":"Dataset","name":"x"}"#, "schema-org"),
      (#"{"@type":"schema:Dataset","schema:name":"x"}"#, "schema-org"),
      (#"[{"@type":["http://schema.org/Dataset"],"http://schema.org/name":[{"@value":"x"}]}]"#, "schema-org"),
      (#"{"@context":{"@vocab":"http://schema.org/"},"@type":"Dataset","name":"x"}"#, "schema-org"),
      (
        #"{"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@type":"dcat:Dataset","dct:title":"x"}"#,
        "dcat-ap-3"
      ),
      (#"{"@type":"http://www.w3.org/ns/dcat#Dataset","http://purl.org/dc/terms/title":"x"}"#, "dcat-ap-3"),
      (#"{"dct:title":"x","@id":"https://example.org/d/1"}"#, "dcat-ap-3"),
      (
        #"{"@context":{"schema":"http://schema.org/","dcat":"http://www.w3.org/ns/dcat#"},"@graph":[{"@type":"dcat:Dataset","dct:title":"x"}]}"#,
        "dcat-ap-3"
      ),
      (
        #"{"@context":"https://example.org/dcat-us-3.0.jsonld","@type":"Dataset","title":"x"}"#, "dcat-us-3.0"
      ),
      (#"{"@type":"Catalog","conformsTo":{"title":"DCAT-US 3.0"},"dataset":[{"title":"x"}]}"#, "dcat-us-3.0"),
      (
        #"{"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[{"title":"x"}]}"#,
        "dcat-us-1.1"
      ),
      (#"{"@type":"dcat:Catalog","dataset":[{"title":"x"}]}"#, "dcat-us-1.1"),
      (#"{"@context":{"cr":"http://mlcommons.org/croissant/"},"@type":"Dataset","name":"x"}"#, "croissant"),
      (
        #"{"conformsTo":["http://mlcommons.org/croissant/1.1"],"@type":"sc:Dataset","name":"x"}"#, "croissant"
      ),
      (#"{"id":"x","title":"x","description":"x"}"#, "cartulary"),
    ])
  func recognised(text: String, format: String) throws {
    for name in ["a.json", "croissant.json", "data.jsonld"] {
      let batch = try read(text, as: name)
      #expect(batch.files.map(\.format) == [format])
      #expect(batch.records.count == 1, "\(batch.diagnostics)")
    }
    // The same text under a name that is read as YAML; 1.1 has never been read from YAML.
    if format != "dcat-us-1.1" { #expect(try read(text, as: "a.yaml").files.map(\.format) == [format]) }
  }

  @Test("no other format takes a file of the family")
  func exclusive() throws {
    for folder in ["dcat-ap-3", "dcat-us-3.0", "schema-org", "croissant"] {
      for name in try FileManager.default.contentsOfDirectory(
        atPath: ProjectFiles.path(Self.fixtures + folder))
      {
        let bytes = Array(try ProjectFiles.text(Self.fixtures + folder + "/" + name).utf8)
        let document = SourceDocument(
          file: SourceFile(name: name, bytes: bytes), syntax: .json(try JSONOutline(bytes)))
        let takers = ManifestFormats.others.filter { $0.recognizes(document) }.map(\.name)
        #expect(takers == [folder], "\(name)")
      }
    }
  }
}
