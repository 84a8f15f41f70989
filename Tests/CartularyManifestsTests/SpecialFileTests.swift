import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("What is not a regular file")
struct SpecialFileTests {
  @Test("pipes and names that are not UTF-8 are skipped with a reason, and the rest is read")
  func special() async throws {
    let directory = TemporaryDirectory()
    try directory.write("id: a\ntitle: A\ndescription: About a.\n", to: "a.yaml")
    for name in ["p.md", "p.yaml", "p.json"] { #expect(mkfifo(directory.path + "/" + name, 0o600) == 0) }
    let odd: [CChar] = Array((directory.path + "/b").utf8CString.dropLast()) + [-1, 0]
    #expect(mkdir(odd, 0o700) == 0)
    // Who opens a pipe waits for ever for somebody to write.
    let path = directory.path
    let batch = try await OwnThread.run(withinSeconds: 300) {
      ManifestReader(checksPolicy: false).read(paths: [path])
    }
    #expect(batch.records.map(\.dataset.id) == ["a"])
    #expect(batch.diagnostics.map(\.code) == Array(repeating: .skippedFile, count: 4))
    #expect(batch.diagnostics.filter { $0.message.contains("pipe") }.count == 3)
    #expect(batch.diagnostics.contains { $0.message.contains("not UTF-8") })
  }

  @Test("two pages whose names differ in what ids leave out are both read, the second by a told id")
  func collidingNames() throws {
    let directory = TemporaryDirectory()
    for name in ["mid+2022", "mid-2022"] {
      try directory.write("---\ntitle: \(name)\norganization: Office\nnotes: N\n---\n", to: "\(name).md")
    }
    let batch = ManifestReader(checksPolicy: false).read(paths: [directory.path])
    #expect(Set(batch.records.map(\.dataset.title)) == ["mid+2022", "mid-2022"])
    #expect(Set(batch.records.map(\.dataset.id)).count == 2)
    #expect(batch.diagnostics.contains { $0.message.contains("this record is 'office-mid-2022-") })
  }

  @Test(
    "formats that are not read are named, with what to try",
    arguments: [
      ("a.json", #"{"title":"T","id":"owner/slug","licenses":[{"name":"CC0-1.0"}]}"#, "Kaggle"),
      ("a.json", #"{"status":"OK","data":{"id":1,"latestVersion":{"metadataBlocks":{}}}}"#, "Dataverse"),
      (
        "a.json", #"{"@context":[],"dcterms:modified":"2020","@type":"ore:ResourceMap","ore:describes":{}}"#,
        "OAI-ORE"
      ),
      ("a.ttl", "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n", "Turtle"), ("a.xml", "<rdf:RDF/>", "XML"),
      ("a.csv", "a,b\n1,2\n", "table"),
    ])
  func others(name: String, text: String, told: String) throws {
    let diagnostic = try #require(try read(text, as: name).diagnostics.first)
    #expect(diagnostic.code == .unknownFormat && diagnostic.message.contains(told) && diagnostic.help != nil)
  }
}
