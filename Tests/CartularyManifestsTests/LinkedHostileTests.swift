import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Hostile linked data")
struct LinkedHostileTests {
  private static let dcat = #""@context":{"dcat":"http://www.w3.org/ns/dcat#"}"#

  @Test(
    "cycles end",
    arguments: [
      #"{"@id":"https://e.org/1","@type":"dcat:Dataset","dct:title":"T","dct:isPartOf":{"@id":"https://e.org/1"},"dct:publisher":{"@id":"https://e.org/1"}}"#,
      #"{"@id":"_:a","@type":"dcat:Dataset","dct:title":"T","dct:publisher":{"@id":"_:b"}},{"@id":"_:b","foaf:name":{"@id":"_:a"},"vcard:hasEmail":{"@id":"_:b"}}"#,
      #"{"@id":"_:a","@type":"dcat:Dataset","dct:title":"T","odrl:hasPolicy":{"@id":"_:p"}},{"@id":"_:p","odrl:permission":{"@id":"_:p"},"odrl:constraint":{"@id":"_:p"},"odrl:duty":{"@id":"_:p"},"odrl:and":[{"@id":"_:p"},{"@id":"_:p"}]}"#,
      #"{"@id":"_:a","@type":"dcat:Dataset","dct:title":"T","dct:spatial":{"@id":"_:s"},"dct:license":{"@id":"_:s"}},{"@id":"_:s","locn:geometry":{"@id":"_:t"}},{"@id":"_:t","gsp:asWKT":"POINT(1 2)","locn:geometry":{"@id":"_:s"}}"#,
    ])
  func cycles(graph: String) throws {
    let batch = try read("{\(Self.dcat),\"@graph\":[\(graph)]}", as: "a.json")
    #expect(batch.records.map(\.dataset.title) == ["T"])
  }

  @Test("a geometry that refers to itself ends")
  func geometryCycle() throws {
    let graph =
      #"{"@id":"_:a","@type":"dcat:Dataset","dct:title":"T","dct:spatial":{"@id":"_:s"}},{"@id":"_:s","locn:geometry":{"@id":"_:s"},"skos:prefLabel":"Here"}"#
    let dataset = try record("{\(Self.dcat),\"@graph\":[\(graph)]}", as: "a.json")
    #expect(dataset?.spatial == [Place(name: "Here")])
  }

  @Test("fields that are parts of themselves, and parts that double at each level, end")
  func subFields() throws {
    var fields = (0..<40).map {
      #"{"@id":"f\#($0)","subField":[{"@id":"f\#($0 + 1)"},{"@id":"f\#($0 + 1)"}]}"#
    }
    fields.append(#"{"@id":"f40","subField":{"@id":"f0"}}"#)
    let text = CroissantTests.dataset(
      #""recordSet":[{"@id":"r","field":[{"@id":"f0"}]}],"@included":[\#(fields.joined(separator: ","))]"#)
    let dataset = try #require(try record(text, as: "a.json"))
    let count = dataset.dataDictionary?.variables.count ?? 0
    #expect((1...ManifestLimits.keyCount).contains(count))
  }

  @Test("enumerations that a thousand fields share stay within bounds")
  func enumerations() throws {
    let rows = (0..<1_000).map { #"{"e/k":"value \#($0)"}"# }.joined(separator: ",")
    let fields = (0..<2_000).map { #"{"@id":"r/f\#($0)","references":{"@id":"e/k"}}"# }.joined(separator: ",")
    let text = CroissantTests.dataset(
      #""recordSet":[{"@id":"e","dataType":"sc:Enumeration","field":[{"@id":"e/k"}],"data":[\#(rows)]},{"@id":"r","field":[\#(fields)]}]"#
    )
    let variables = try #require(try record(text, as: "a.json")?.dataDictionary?.variables)
    #expect(variables.count == 2_000)
    #expect(variables.reduce(0) { $0 + $1.values.count } <= ManifestLimits.keyCount)
  }

  @Test("nesting is refused if it is too deep, and read otherwise")
  func deep() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: #"{"dct:hasPart":"#, count: depth) + "1" + String(repeating: "}", count: depth)
    }
    let head =
      #"{\#(Self.dcat),"@id":"https://e.org/1","@type":"dcat:Dataset","dct:title":"T","dct:hasPart":"#
    #expect(try read(head + nested(50) + "}", as: "a.json").records.count == 1)
    #expect(try read(head + nested(5_000) + "}", as: "a.json").diagnostics.map(\.code) == [.tooDeep])
  }

  @Test("a graph of more nodes than the limit is refused, one below it read in time")
  func large() throws {
    func graph(_ count: Int) -> String {
      let nodes = (0..<count).map {
        #"{"@id":"https://e.org/\#($0)","@type":"dcat:Dataset","dct:title":"T\#($0)","dct:description":"D"}"#
      }
      return "{\(Self.dcat),\"@graph\":[" + nodes.joined(separator: ",") + "]}"
    }
    let ones = Array(repeating: "1", count: ManifestLimits.graphNodeCount).joined(separator: ",")
    let many = "{\(Self.dcat),\"@graph\":[{\"@type\":\"dcat:Dataset\",\"dcat:keyword\":[\(ones)]}]}"
    #expect(try read(many, as: "a.json").diagnostics.map(\.code) == [.tooMany])
    let batch = try read(graph(3_000), as: "a.json")
    #expect(batch.records.count == 3_000)
    #expect(batch.diagnostics.isEmpty)
  }

  @Test("one resource described in thousands of places is still one")
  func repeated() throws {
    let nodes = (0..<5_000).map {
      #"{"@id":"https://e.org/1","@type":"dcat:Dataset","dct:title":"T","dcat:keyword":"k\#($0 % 50)","x:\#($0)":"y"}"#
    }
    let batch = try read("{\(Self.dcat),\"@graph\":[" + nodes.joined(separator: ",") + "]}", as: "a.json")
    #expect(batch.records.count == 1)
    #expect(batch.records.first?.dataset.keywords.count == 50)
  }

  @Test("a policy whose constraints multiply ends, and says that there was more")
  func policies() throws {
    let nodes = (0..<30).map {
      #"{"@id":"_:c\#($0)","odrl:and":[{"@id":"_:c\#($0 + 1)"},{"@id":"_:c\#($0 + 1)"}],"odrl:constraint":[{"@id":"_:c\#($0 + 1)"},{"@id":"_:c\#($0 + 1)"}]}"#
    }
    let text =
      #"{\#(Self.dcat),"@graph":[{"@id":"https://e.org/1","@type":"dcat:Dataset","dct:title":"T","odrl:hasPolicy":{"odrl:permission":{"@id":"_:c0"}}},"#
      + nodes.joined(separator: ",") + "]}"
    #expect(try read(text, as: "a.json").records.count == 1)
  }

  @Test(
    "values of every wrong type yield a record or a diagnostic, and no crash",
    arguments: [
      "null", "true", "-1e9", "\"\"", "[]", "{}", "[[[1]]]", "{\"@id\":1}", "{\"@value\":[]}",
      "[null,{},\"x\"]",
    ])
  func wrongTypes(value: String) throws {
    let kinds: [(context: String, type: String, keys: [String])] = [
      (
        #"{"dcat":"http://www.w3.org/ns/dcat#"}"#, "dcat:Dataset",
        Array(ShippedContexts.dcat.keys).filter { $0 != "type" && $0 != "id" }
      ),
      (
        #""https://schema.org""#, "Dataset",
        [
          "name", "description", "url", "identifier", "sameAs", "keywords", "license", "creator", "publisher",
          "about",
          "inLanguage", "temporalCoverage", "spatialCoverage", "datePublished", "dateModified", "version",
          "usageInfo",
          "conditionsOfAccess", "isAccessibleForFree", "variableMeasured", "distribution", "isPartOf",
          "hasPart",
        ]
      ),
      (
        #"{"@vocab":"https://schema.org/","cr":"http://mlcommons.org/croissant/"}"#, "Dataset",
        ["recordSet", "field", "distribution", "isLiveDataset", "usageInfo", "citeAs", "conformsTo"]
      ),
    ]
    for kind in kinds {
      for key in kind.keys {
        for inner in [
          value, #"{"\#(key)":\#(value)}"#, #"{"field":\#(value),"data":\#(value),"geo":\#(value)}"#,
        ] {
          let text =
            #"{"@context":\#(kind.context),"@id":"https://e.org/1","@type":"\#(kind.type)","x":"y","\#(key)":\#(inner)}"#
          let batch = try read(text, as: "a.json")
          #expect(batch.records.count == 1 || !batch.diagnostics.isEmpty, "\(text)")
        }
      }
    }
  }

  @Test("every prefix of a valid file yields a record or a fault, and no crash")
  func truncations() throws {
    for folder in ["dcat-ap-3", "dcat-us-3.0", "schema-org", "croissant"] {
      let path = LinkedDataTests.fixtures + folder
      for name in try FileManager.default.contentsOfDirectory(atPath: ProjectFiles.path(path)).sorted() {
        let bytes = Array(try ProjectFiles.text(path + "/" + name).utf8)
        for end in stride(from: 1, to: bytes.count - 2, by: 97) {
          let batch = try read(String(decoding: bytes[..<end], as: UTF8.self), as: name)
          #expect(batch.hasErrors && batch.records.isEmpty)
        }
      }
    }
  }
}
