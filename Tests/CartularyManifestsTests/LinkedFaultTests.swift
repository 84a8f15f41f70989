import CartularyBase
import TestSupport
import Testing

@testable import CartularyManifests

/// Each row breaks one thing in a valid record; the place is where a person would look for it.
@Suite("Faults in linked data")
struct LinkedFaultTests {
  @Test(
    "each fault of DCAT has its code and place, and only an error costs the record",
    arguments: [
      (#""dct:issued":"soon""#, "W103 2:14"),
      (#""dct:modified":["2024-13-01"]"#, "W103 2:17"),
      (#""dcat:landingPage":"see below""#, "W103 2:20"),
      (#""dct:accessRights":"https://example.org/secret""#, "W103 2:20"),
      (#""dct:license":"https://example.org/my-terms""#, "W104 2:15"),
      (#""dct:publisher":{"@id":"_:nobody"}"#, "W111 2:17"),
      (#""dct:identifier":{"@type":"adms:Identifier"}"#, "W103 2:18"),
      (#""dcat:distribution":{"dct:title":"No address"}"#, "W102 2:21"),
      (#""dcat:distribution":{"dcat:accessURL":"https://example.org","dcat:byteSize":"big"}"#, "W103 2:77"),
      (#""dcat:distribution":{"dcat:accessURL":"https://example.org","dcat:byteSize":-5}"#, "W103 2:77"),
      (
        #""dcat:distribution":{"dcat:accessURL":"https://example.org","spdx:checksum":{"spdx:checksumValue":"xyz"}}"#,
        "W103 2:77"
      ),
      (
        #""dcat:distribution":{"dcat:accessURL":"https://example.org","dct:license":"whatever you like"}"#,
        "W104 2:75"
      ),
      (#""dct:temporal":{"dcat:startDate":"2020","dcat:endDate":"2010"}"#, "W103 2:16"),
      (#""dct:temporal":{"dcat:startDate":"once"}"#, "W103 2:34"),
      (#""dct:spatial":{"dcat:bbox":"POLYGON((500 1,2 3,500 1))"}"#, "W103 2:28"),
      (#""dct:spatial":{"locn:geometry":"a field"}"#, "W103 2:32"),
      (#""@context":"https://example.org/x""#, "M009 2:1"),
      (#""@type":"dcat:Dataset""#, "M009 2:1"),
      (#""odrl:hasPolicy":"duo:9999999""#, "W103 2:18"),
    ])
  func dcat(property: String, mark: String) throws {
    let head = #"""
      {"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@id":"https://example.org/d/1","@type":"dcat:Dataset","dct:title":"T","dct:description":"D",
      """#
    let batch = try read(head + "\n" + property + "}", as: "a.json")
    #expect(batch.marks == [mark], "\(batch.diagnostics)")
    #expect(batch.records.count == (mark.hasPrefix("M") ? 0 : 1))
  }

  @Test(
    "each fault of DCAT-US 3 has its code and place, and only an error costs the record",
    arguments: [
      (#""issued":"03/04/2021""#, "W103 2:10"),
      (#""landingPage":{"title":"x"}"#, "W103 2:15"),
      (
        #""geographicBoundingBox":{"westBoundingLongitude":-500,"eastBoundingLongitude":1,"northBoundingLatitude":2,"southBoundingLatitude":1}"#,
        "W103 2:25"
      ),
      (#""geographicBoundingBox":{"westBoundingLongitude":1}"#, "W103 2:25"),
      (#""identifier":[{"@type":"Identifier"}]"#, "W103 2:15"),
      (#""distribution":[{"title":"nowhere"}]"#, "W102 2:17"),
      (#""license":"our terms""#, "W104 2:11"),
      (#""temporal":{"start":"2000","end":"1990"}"#, "W103 2:12"),
      (#""publisher2":1,"creator":{"@id":"_:x"}"#, "W111 2:26"),
    ])
  func us(property: String, mark: String) throws {
    let head = #"""
      {"@context":"https://example.org/dcat-us-3.0.jsonld","@id":"https://example.org/d/1","@type":"Dataset","title":"T","description":"D","publisher":"P","contactPoint":{"fn":"C"},
      """#
    let batch = try read(head + "\n" + property + "}", as: "a.json")
    #expect(batch.marks == [mark], "\(batch.diagnostics)")
    #expect(batch.records.count == (mark.hasPrefix("M") ? 0 : 1))
  }

  @Test(
    "each fault of schema.org has its code and place, and only an error costs the record",
    arguments: [
      (#""datePublished":"yesterday""#, "W103 2:17"),
      (#""url":"None""#, "W103 2:7"),
      (#""license":"ask us""#, "W104 2:11"),
      (#""spatialCoverage":{"geo":{"box":"1 2 3"}}"#, "W103 2:33"),
      (#""spatialCoverage":{"geo":{"box":"95 2 96 3"}}"#, "W103 2:33"),
      (#""spatialCoverage":{"geo":"somewhere"}"#, "W103 2:26"),
      (#""distribution":{"contentUrl":"https://example.org/x","contentSize":"huge"}"#, "W103 2:68"),
      (#""distribution":{"contentUrl":"https://example.org/x","sha256":"not one"}"#, "W103 2:63"),
      (#""dateModified":"2023-02-29""#, "W103 2:16"),
      (#""temporalCoverage":{"startDate":"x"}"#, "W103 2:33"),
      (#""usageInfo":{"@type":"DefinedTerm","termCode":"DUO:9999999"}"#, "W103 2:47"),
      (#""publisher":{"@id":"_:gone"}"#, "W111 2:13"),
    ])
  func schema(property: String, mark: String) throws {
    let head = #"""
      {"@context":"https://schema.org","@type":"Dataset","name":"N","description":"D",
      """#
    let batch = try read(head + "\n" + property + "}", as: "a.json")
    #expect(batch.marks == [mark], "\(batch.diagnostics)")
    #expect(batch.records.count == (mark.hasPrefix("M") ? 0 : 1))
  }

  @Test(
    "each fault of Croissant has its code and place, and only an error costs the record",
    arguments: [
      (
        #""distribution":{"@type":"cr:FileObject","contentUrl":"https://example.org/x","sha256":"https://github.com/x"}"#,
        "W103 2:87"
      ),
      (
        #""distribution":{"@type":"cr:FileObject","contentUrl":"https://example.org/x","contentSize":"12 parsecs"}"#,
        "W103 2:92"
      ),
      (#""dateModified":"later""#, "W103 2:16"),
      (#""usageInfo":{"@id":"http://purl.org/DUO_1234567"}"#, "W103 2:13"),
    ])
  func croissant(property: String, mark: String) throws {
    let head = #"""
      {"@context":{"@vocab":"https://schema.org/","cr":"http://mlcommons.org/croissant/"},"@type":"Dataset","name":"N","description":"D","url":"https://example.org/d/1","license":"MIT","creator":"X","datePublished":"2024",
      """#
    let batch = try read(head + "\n" + property + "}", as: "a.json")
    #expect(batch.marks == [mark], "\(batch.diagnostics)")
    #expect(batch.records.count == (mark.hasPrefix("M") ? 0 : 1))
  }

  @Test(
    "each fault of a whole document has its code and place",
    arguments: [
      (#"{"@context":"https://schema.org","@type":"Dataset"}"#, ["M012 1:1"]),
      (#"{"@context":"https://schema.org","@type":"Dataset","name":"N"}"#, ["W102 1:1"]),
      (#"{"@context":"https://schema.org","name":"N","description":"D"}"#, ["W102 1:1"]),
      (#"{"@context":"https://schema.org","@type":"Person","name":"N"}"#, ["M012 1:1"]),
      (#"{"@context":"https://schema.org","@graph":[]}"#, ["M012 1:1"]),
      (
        #"{"@context":"https://schema.org","@graph":["x",{"@type":"Dataset","name":"N","description":"D"}]}"#,
        ["M102 1:44"]
      ),
      (
        #"{"@context":"https://schema.org","@graph":[{"@type":"Dataset","@id":["x"],"name":"N","description":"D"}]}"#,
        ["W103 1:69"]
      ),
      (
        #"{"@context":"https://schema.org","@graph":[{"@type":{"a":"b"},"name":"N","description":"D"}]}"#,
        ["W102 1:44", "W103 1:53"]
      ),
      (
        #"{"@context":["https://schema.org","https://example.org/own"],"@type":"Dataset","name":"N","description":"D"}"#,
        ["W110 1:35"]
      ),
      (
        #"{"@context":{"@vocab":"https://schema.org/","@import":"https://example.org/own"},"@type":"Dataset","name":"N","description":"D"}"#,
        ["W110 1:55"]
      ),
      (
        #"{"@context":"https://example.org/own","@type":"dcat:Dataset","dct:title":"T","dct:description":"D"}"#,
        ["W110 1:13"]
      ),
      (
        #"{"@context":"https://schema.org","@type":"DataCatalog","dataset":[{"identifier":"1","name":"A","description":"D"},{"identifier":"1","name":"B","description":"D"}]}"#,
        ["W402 1:115"]
      ),
      (
        #"{"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@graph":[{"@id":"https://example.org/1","@type":"dcat:Dataset","dct:title":"A","dct:description":"D"},{"@id":"https://example.org/1","dct:title":"B"}]}"#,
        ["W112 1:197"]
      ),
      (#"{"@context":"https://schema.org","@type":"Dataset","name":"N","name":"M"}"#, ["M009 1:63"]),
      (#"{"@context":"https://schema.org","@type":"Dataset","name":}"#, ["M005 1:59"]),
      (
        #"{"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@type":"dcat:Distribution","dcat:accessURL":"https://example.org"}"#,
        ["M012 1:1"]
      ),
    ])
  func document(text: String, marks: [String]) throws {
    #expect(try read(text, as: "a.json").marks == marks)
  }

  @Test("a document without a dataset says what it describes instead")
  func nothing() throws {
    let text =
      #"{"@context":{"dcat":"http://www.w3.org/ns/dcat#"},"@type":"dcat:Distribution","dct:title":"x"}"#
    #expect(
      try read(text, as: "a.json").diagnostics.map(\.message) == [
        "no dataset is described here, but dcat:Distribution"
      ])
    let empty = try read(#"{"@context":"https://schema.org","@type":"Dataset"}"#, as: "a.json")
    #expect(empty.diagnostics.map(\.message) == ["the dataset has no properties"])
  }
}
