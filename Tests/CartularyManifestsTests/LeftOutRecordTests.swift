import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

/// Records that are not imported, and why. What another catalog does not show to everyone never becomes public here by being imported.
@Suite("Records that their catalog hides, or that another has")
struct LeftOutRecordTests {
  @Test(
    "are left out, with a hint on how to include them",
    arguments: [
      ("c.json", #"[{"name":"p","title":"T","notes":"N","private":⌖true,"state":"active"}]"#),
      ("c.json", #"[{"name":"p","title":"T","notes":"N","private":⌖"True","state":"active"}]"#),
      ("c.json", #"[{"name":"p","title":"T","notes":"N","private":false,"state":⌖"draft"}]"#),
      ("d.json", #"{"doi":"10.5072/a","titles":[{"title":"T"}],"state":⌖"draft"}"#),
      ("d.json", #"{"doi":"10.5072/a","titles":[{"title":"T"}],"state":⌖"registered"}"#),
      ("j.md", "---\ntitle: T\nnotes: N\norganization: O\nlicense: mit\npublished: ⌖false\n---\n"),
      (
        "l.json",
        #"[{"@id":"https://example.org/a","UID":"u","portal_type":"p","downloadable_dataset":true,"title":"T","review_state":⌖"private"}]"#
      ),
    ])
  func leftOut(name: String, marked: String) throws {
    let text = MarkedText(marked)
    let batch = try read(text.text, as: name)
    #expect(batch.marks.contains(text.expectation("W105")), "\(batch.marks)")
    #expect(batch.records.isEmpty)
    #expect(batch.diagnostics.contains { $0.help?.contains("'audience'") == true })
  }

  @Test("do not keep the others of their file out")
  func others() throws {
    let batch = try read(
      #"[{"name":"a","notes":"N","private":true,"title":"A"},{"name":"b","notes":"N","private":false,"title":"B"}]"#,
      as: "c.json")
    #expect(batch.records.map(\.dataset.id) == ["b"])
    #expect(batch.records[0].dataset.unmapped?["private"] == nil)
    #expect(!batch.hasErrors)
  }

  @Test("that two catalogs hold is imported once, and the others of the second are not lost")
  func quoted() throws {
    let directory = TemporaryDirectory()
    let first = try directory.write(DCATUSTests.catalog(#"{"identifier":"x:1","title":"A"}"#), to: "a.json")
    let second = try directory.write(
      DCATUSTests.catalog(#"{"identifier":"x:1","title":"A again"},{"identifier":"x:2","title":"B"}"#),
      to: "b.json")
    let batch = ManifestReader().read(paths: [first, second])
    #expect(batch.records.map(\.dataset.title) == ["A", "B"])
    #expect(batch.diagnostics.filter { $0.code == .skippedRecord }.map(\.subject) == ["x-1"])
    #expect(!batch.hasErrors)
    // The ids of native manifests are for their authors to change.
    let native = try directory.write("id: x-2\ntitle: T\ndescription: D\n", to: "c.yaml")
    #expect(ManifestReader().read(paths: [second, native]).diagnostics.map(\.code).contains(.duplicateID))
  }

  @Test(
    "what is shown to everyone is imported",
    arguments: [
      ("d.json", #"{"doi":"10.5072/a","titles":[{"title":"T"}],"state":"findable"}"#),
      ("j.md", "---\ntitle: T\nnotes: N\norganization: O\nlicense: mit\npublished: true\n---\n"),
      (
        "l.json",
        #"[{"@id":"https://example.org/a","UID":"u","portal_type":"p","downloadable_dataset":true,"title":"T","review_state":"published"}]"#
      ),
    ])
  func shown(name: String, text: String) throws {
    #expect(try read(text, as: name).records.count == 1)
  }
}
