import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Croissant")
struct CroissantTests {
  /// A dataset with some additional properties.
  static func dataset(_ properties: String) -> String {
    #"{"@context":{"@vocab":"https://schema.org/","cr":"http://mlcommons.org/croissant/","sc":"https://schema.org/","#
      + #""duo":"http://purl.obolibrary.org/obo/DUO_","odrl":"http://www.w3.org/ns/odrl/2/"},"@type":"sc:Dataset","#
      + #""name":"N","url":"https://example.org/d/1","#
      + "\n" + properties + "}"
  }

  @Test("record sets are tables, and enumerations the values of the fields that refer to them")
  func tables() throws {
    let text = try ProjectFiles.text(LinkedDataTests.fixtures + "croissant/good-1.0.json")
    let dataset = try #require(try record(text, as: "a.json"))
    let dictionary = try #require(dataset.dataDictionary)
    #expect(dictionary.tables.map(\.name) == ["data-file-description"])
    #expect(dictionary.variables.map(\.name) == ["checking_status", "duration", "credit_history"])
    #expect(dictionary.variables.map(\.type) == [.string, .number, .string])
    #expect(dictionary.variables[0].values.map(\.value) == ["0<=X<200", "<0", ">=200", "no checking"])
    #expect(dataset.distributions.first?.checksum == "md5:9a475053fed0c26ee95cd4525e50074c")
  }

  @Test("fields of version 0.8, 1.0 and 1.1 are the same variables", arguments: ["0.8", "1.0", "1.1"])
  func versions(version: String) throws {
    let reference = ["0.8": #"{"field":"kinds/key"}"#, "1.0": #"{"field":{"@id":"kinds/key"}}"#][version]
    let prefix = version == "0.8" ? "ml" : "cr"
    let id = version == "0.8" ? "name" : "@id"
    let text = Self.dataset(
      #"""
      "conformsTo":"http://mlcommons.org/croissant/\#(version)","recordSet":[
       {"@type":"\#(prefix):RecordSet","\#(id)":"kinds","dataType":"sc:Enumeration","key":"key",
        "field":[{"\#(id)":"\#(version == "0.8" ? "" : "kinds/")key","dataType":"sc:Integer"},
                 {"\#(id)":"\#(version == "0.8" ? "" : "kinds/")label","dataType":["sc:Text","sc:name"]}],
        "data":[{"kinds/key":0,"kinds/label":"low"},{"kinds/key":1,"kinds/label":"high"}]},
       {"@type":"\#(prefix):RecordSet","\#(id)":"rows","field":[
        {"\#(id)":"\#(version == "0.8" ? "" : "rows/")kind","description":"The kind.","dataType":"sc:Integer","references":\#(reference ?? #"{"@id":"kinds/key"}"#)},
        {"\#(id)":"\#(version == "0.8" ? "" : "rows/")tags","dataType":"sc:Text","\#(version == "1.1" ? "isArray" : "repeated")":true},
        {"\#(id)":"\#(version == "0.8" ? "" : "rows/")box","subField":[{"\#(id)":"\#(version == "0.8" ? "" : "rows/box/")x","dataType":"cr:Float32"}]}]}]
      """#)
    let dictionary = try #require(try record(text, as: "a.json")?.dataDictionary)
    #expect(dictionary.tables.map(\.name) == ["rows"])
    #expect(dictionary.variables.map(\.name) == ["kind", "tags", "box", "box/x"])
    #expect(dictionary.variables.map(\.type) == [.integer, .list, .object, .number])
    #expect(
      dictionary.variables[0].values == [
        AllowedValue(value: "0", label: "low"), AllowedValue(value: "1", label: "high"),
      ])
    #expect(dictionary.variables[0].description == "The kind.")
  }

  @Test("files have digests, sizes and formats; paths inside archives are not addresses")
  func files() throws {
    let dataset = try #require(
      try record(
        Self.dataset(
          #"""
          "distribution":[{"@type":"cr:FileObject","@id":"a","contentUrl":"https://example.org/a.zip","encodingFormat":"application/zip",
            "sha256":"ABCDEF0123","contentSize":"2 KiB"},
           {"@type":"cr:FileObject","@id":"b","name":"b.csv","containedIn":{"@id":"a"},"contentUrl":"x/b.csv","encodingFormat":"text/csv"},
           {"@type":"cr:FileObject","@id":"c","contentUrl":"https://example.org/repo","encodingFormat":"git+https"}]
          """#), as: "a.json"))
    #expect(dataset.distributions.map(\.downloadURL) == ["https://example.org/a.zip", nil, nil])
    #expect(dataset.distributions.map(\.accessURL) == [nil, nil, "https://example.org/repo"])
    #expect(dataset.distributions.map(\.byteCount) == [2_048, nil, nil])
    #expect(dataset.distributions.map(\.checksum) == ["sha256:abcdef0123", nil, nil])
    #expect(dataset.distributions.map(\.title) == [nil, "b.csv", nil])
    #expect(dataset.unmapped?["distribution[2].contentUrl"] == "x/b.csv")
  }

  @Test("notes on personal information are kept for people to read, and no level is guessed from them")
  func sensitive() throws {
    let dataset = try #require(
      try record(
        Self.dataset(
          #""http://mlcommons.org/croissant/RAI/personalSensitiveInformation":"May hold e-mail addresses.""#),
        as: "a.json"))
    #expect(dataset.sensitivity == .unspecified)
    #expect(
      dataset.unmapped == [
        "http://mlcommons.org/croissant/RAI/personalSensitiveInformation": "May hold e-mail addresses."
      ])
  }

  // MARK: - Terms of use

  @Test(
    "a term of the Data Use Ontology is read in every spelling",
    arguments: [
      #"{"@type":"DefinedTerm","name":"General Research Use","termCode":"DUO_0000042","url":"duo:0000042"}"#,
      #"[{"@type":"DefinedTerm","termCode":"DUO:0000042"}]"#, #""duo:0000042""#,
      #""http://purl.obolibrary.org/obo/DUO_0000042""#, #"{"@id":"duo:0000042"}"#,
      #"{"@id":"duo:0000042","@type":"DefinedTerm","name":"General Research Use"}"#,
    ])
  func terms(value: String) throws {
    let dataset = try record(Self.dataset(#""usageInfo":\#(value)"#), as: "a.json")
    #expect(dataset?.access.dataUse == ["DUO:0000042"])
    #expect(dataset?.rights == nil)
  }

  @Test("the specification's own policy is read, and its mistake reported")
  func policy() throws {
    let text = try ProjectFiles.text(LinkedDataTests.fixtures + "croissant/good-data-use.json")
    let batch = try read(text, as: "a.json")
    #expect(batch.records.first?.dataset.access.dataUse == ["DUO:0000018", "DUO:0000007 MONDO:0005070"])
    #expect(
      batch.diagnostics.contains { $0.message.contains("DUO:0000010") && $0.code == .unreadableInSource })
  }

  @Test("permissions, prohibitions and duties become the terms that exist; the rest is a note")
  func rules() throws {
    let dataset = try #require(
      try record(
        Self.dataset(
          #"""
          "usageInfo":{"@type":"odrl:Offer",
           "odrl:permission":[{"odrl:action":{"@id":"odrl:use"},"odrl:constraint":[
             {"odrl:leftOperand":{"@id":"odrl:purpose"},"odrl:operator":{"@id":"odrl:eq"},"odrl:rightOperand":"academic-research"},
             {"odrl:leftOperand":{"@id":"odrl:spatial"},"odrl:operator":{"@id":"odrl:eq"},"odrl:rightOperand":"DE"},
             {"odrl:leftOperand":{"@id":"odrl:elapsedTime"},"odrl:operator":{"@id":"odrl:lteq"},"odrl:rightOperand":"P2Y"},
             {"odrl:leftOperand":{"@id":"odrl:dateTime"},"odrl:operator":{"@id":"odrl:gteq"},"odrl:rightOperand":"2030-01-01"},
             {"odrl:leftOperand":{"@id":"odrl:recipient"},"odrl:operator":{"@id":"odrl:eq"},"odrl:rightOperand":"university"},
             {"odrl:leftOperand":{"@id":"odrl:count"},"odrl:operator":{"@id":"odrl:lt"},"odrl:rightOperand":"3"}]}],
           "odrl:prohibition":[{"odrl:action":{"@id":"odrl:distribute"}},{"odrl:action":{"@id":"odrl:print"}},
             {"odrl:action":"reidentify"},{"odrl:action":{"@id":"odrl:use"},"odrl:constraint":{"odrl:leftOperand":"odrl:purpose","odrl:rightOperand":"marketing"}}],
           "odrl:obligation":[{"odrl:action":{"@id":"odrl:attribute"}},{"odrl:action":{"@id":"odrl:compensate"}},{"odrl:action":{"@id":"odrl:ensureExclusivity"}}]}
          """#), as: "a.json"))
    let access = dataset.access
    #expect(access.purposes == [.academicResearch])
    #expect(access.jurisdictions == ["DE"])
    #expect(access.maximumMonths == 24)
    #expect(access.embargoUntil?.description == "2030-01-01")
    #expect(access.requesters == [.academic])
    #expect(access.prohibitedPurposes == [.marketing])
    #expect(access.requirements.map(\.kind) == [.noOnwardSharing, .noReidentification, .attribution, .fee])
    #expect(access.note == "constraint: count lt 3; prohibition: print; duty: ensureExclusivity")
  }

  @Test("terms of use that are neither stay as the rights statement")
  func otherTerms() throws {
    let text = #""usageInfo":[{"@type":"CreativeWork","url":"https://example.org/terms"},"Ask first."]"#
    #expect(try record(Self.dataset(text), as: "a.json")?.rights == "https://example.org/terms; Ask first.")
  }

  @Test(
    "biases of others are limits; uses that they mean the data for, and limits of no stated kind, are kept as they are"
  )
  func responsibleAI() throws {
    let text = #"""
      {"@context":{"@vocab":"https://schema.org/","cr":"http://mlcommons.org/croissant/","rai":"http://mlcommons.org/croissant/RAI/",
       "dct":"http://purl.org/dc/terms/","sc":"https://schema.org/"},
       "@type":"sc:Dataset","@id":"https://example.org/d","dct:conformsTo":"http://mlcommons.org/croissant/1.0","name":"T",
       "rai:dataBiases":["Only towns.","Only spring."],"rai:dataLimitations":"bias: none known",
       "rai:dataUseCases":"Training","rai:dataReleaseMaintenancePlan":"recurring: yearly"}
      """#
    let dataset = try #require(try read(text, as: "a.json").records.first?.dataset)
    #expect(dataset.limits == ["Only towns.", "Only spring."].map { DataLimit(kind: .bias, text: $0) })
    #expect(dataset.uses.isEmpty && dataset.refresh == nil)
    let kept = (dataset.unmapped ?? [:]).values
    for text in ["bias: none known", "Training", "recurring: yearly"] {
      #expect(kept.contains(text), "\(kept)")
    }
  }
}
