import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Faults in native manifests")
struct NativeFaultTests {
  @Test(
    "each fault has its code and place",
    arguments: [
      ("title: A\ndescription: B\n", "M103 1:1"),
      (withLines("keywrds: [x]\n"), "M101 4:1"),
      (withLines("sensitivity: restrictid\n"), "M201 4:14"),
      (withLines("sharing: [open-data, opn-data]\n"), "M201 4:22"),
      (withLines("modified: 2023-02-29\n"), "M105 4:11"),
      (withLines("temporal: 2021/2019\n"), "M105 4:11"),
      (withLines("audience: [Staff]\n"), "M202 4:12"),
      (withLines("audience:\n"), "M102 4:1"),
      (withLines("publisher: [A, B]\n"), "M102 4:12"),
      (withLines("keywords: {a: b}\n"), "M102 4:11"),
      (withLines("spatial: [{name: X, box: [1, 2, 3]}]\n"), "M109 4:26"),
      (withLines("distributions: [{bytes: many}]\n"), "M106 4:25"),
      (withLines("access:\n  requires:\n    - agrement\n"), "M201 6:7"),
      (withLines("access: {mode: api, modus: x}\n"), "M101 4:21"),
      (withLines("relations: [{target: b}]\n"), "M103 4:13"),
      (withLines("illustrative: [titel]\n"), "M201 4:16"),
      (withLines("license: A\nlicence: B\n"), "M009 5:1"),
      (withLines("cartulary: 2\n"), "M107 4:12"),
      (withLines("title: B\n"), "M009 4:1"),
      (withLines("<<: {title: B}\n"), "M010 4:1"),
      (withLines("? [a]\n: b\n"), "M013 4:3"),
      ("id: Not An Id\ntitle: A\ndescription: B\n", "M104 1:5"),
      ("id: a\ntitle: ''\ndescription: B\n", "M102 2:8"),
      ("id: a\ntitle: A\ndescription: 'open\n", "M006 4:1"),
      ("id: a\n\ttitle: A\n", "M006 2:1"),
    ])
  func fault(text: String, mark: String) throws {
    let batch = try read(text)
    #expect(batch.marks.contains(mark), "\(batch.marks)")
    #expect(batch.records.isEmpty)
  }

  @Test(
    "a near miss is named",
    arguments: [
      (withLines("keywrds: [x]\n"), "did you mean 'keywords'?"),
      (withLines("sensitivity: restrictid\n"), "did you mean 'restricted'?"),
      (withLines("access: {mode: apii}\n"), "did you mean 'api'?"),
      (
        withLines("sharing: secret\n"),
        "one of: internal, closed-trusted-partnership, intermediated-data-sharing, open-data"
      ),
    ])
  func nearMiss(text: String, help: String) throws {
    #expect(try read(text).diagnostics.map(\.help).contains(help))
  }

  @Test("all faults of a record are reported in one run")
  func allFaults() throws {
    let batch = try read("id: A b\ntitel: A\nsensitivity: x\nmodified: soon\n")
    #expect(
      Set(batch.diagnostics.map(\.code)) == [
        .invalidID, .unknownKey, .unknownValue, .invalidDate, .missingKey, .missingInSource,
      ])
  }

  @Test("columns count characters after wide and accented ones")
  func columns() throws {
    #expect(try read("id: a\ntitle: 海洋é\ndescription: x\nsensitivity: {海: x}\n").marks == ["M102 4:14"])
    #expect(
      try read(#"{"id":"a","title":"海洋é","description":"x","sensitivity":"pub"}"#, as: "a.json").marks == [
        "M201 1:57"
      ])
  }

  @Test("a file with a fault is left out and the others are read")
  func others() throws {
    let directory = TemporaryDirectory()
    try directory.write(withLines("wrong: 1\n"), to: "a.yaml")
    try directory.write("id: b\ntitle: B\ndescription: B.\n", to: "b.yaml")
    try directory.write(
      #"[{"id":"c","title":"C","description":"C."},{"id":"d","title":"D","description":"D."}]"#,
      to: "sub/c.json")
    try directory.write("ignored", to: "README.md")
    let batch = ManifestReader(checksPolicy: false).read(paths: [directory.path])
    #expect(batch.records.map(\.dataset.id) == ["b", "c", "d"])
    #expect(batch.diagnostics.map(\.code) == [.unknownKey])
  }

  @Test("an id used twice in one run is reported with both places")
  func duplicateIDs() throws {
    let directory = TemporaryDirectory()
    try directory.write(withLines(""), to: "one.yaml")
    try directory.write(withLines(""), to: "two.yaml")
    let batch = ManifestReader(checksPolicy: false).read(paths: [directory.path])
    #expect(batch.records.count == 1)
    #expect(batch.diagnostics.map(\.code) == [.duplicateID])
    #expect(batch.diagnostics[0].message.contains("one.yaml:1"))
    #expect(batch.diagnostics[0].file?.hasSuffix("two.yaml") == true)
    let within = try read(withLines("---\n") + withLines(""))
    #expect(within.diagnostics.map(\.code) == [.duplicateID])
    #expect(within.records.isEmpty)
  }

  @Test("a key without a value is only a warning")
  func emptyValue() throws {
    let batch = try read(withLines("keywords:\npublisher: ~\n"))
    #expect(batch.marks == ["W101 4:1", "W101 5:1"])
    #expect(batch.records.count == 1)
  }

  @Test("a declared level below what is described is raised with a warning")
  func raised() throws {
    let batch = try read(
      withLines("sensitivity: public\ndata-dictionary: {variables: [{name: x, sensitivity: restricted}]}\n"))
    #expect(batch.marks == ["W301 4:14"])
    #expect(batch.records.first?.dataset.effectiveSensitivity.level == .restricted)
  }
}
