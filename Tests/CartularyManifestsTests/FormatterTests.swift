import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Reformatting manifests")
struct FormatterTests {
  private func format(_ text: String) -> String? {
    guard case .formatted(let bytes) = ManifestFormatter().format(Array(text.utf8), named: "a.yaml") else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("keys are put in order, comments go with them")
  func order() {
    let text = """
      # A file of the basin.

      # the title
      title:   "Lake levels"   # short
      access:   # terms
          # how
          url: https://example.org
          mode:  api
      # above the id
      id: a

      keywords: [ 'water',   # first
        "lake" ]
      description: >
        About lakes.
      # the end
      """
    #expect(
      format(text) == """
        # A file of the basin.

        # above the id
        id: a
        # the title
        title: Lake levels # short
        description: >
          About lakes.

        keywords:
          - water # first
          - lake
        access: # terms
          mode: api
          # how
          url: https://example.org
        # the end

        """)
  }

  @Test(
    "every place of a comment is kept",
    arguments: [
      "id: a # x\ntitle: A\ndescription: B\n", "# x\nid: a\ntitle: A\ndescription: B\n",
      "id: a\ntitle: A\ndescription: B\n# end",
      "id: a\ntitle: A\ndescription: | # header\n  # text\n  more\n# after\n",
      "id: a\ntitle: 'A # no comment'\ndescription: B#no\n",
      "id: a\ntitle: A\ndescription: \"B\n  # text\"  # comment\n",
      "id: a\ntitle: A\ndescription: B\nkeywords:\n  # one\n  - x # two\n  # three\n  - y\n  # four\n",
      "id: a\ntitle: A\ndescription: B\nkeywords: [x, # one\n  # two\n  y # three\n  ] # four\n",
      "id: a\ntitle: A\ndescription: B\npublisher: { # one\n  name: P, # two\n  url: u } # three\n",
      "id: a\ntitle: A\ndescription: B\ndata-dictionary:\n  variables:\n    # v\n    - # dash\n      # n\n      name: x # t\n      # u\n      unit: m\n    # w\n  # d\n# z\n",
      "--- # start\nid: a\ntitle: A\ndescription: B\n# between\n--- # second\n# lead\nid: b\ntitle: A\ndescription: B\n",
      "- id: a # one\n  title: A\n  description: B\n# between\n- id: b\n  # t\n  title: A\n  description: B\n",
      "# yaml-language-server: $schema=x\nid: a\ntitle: A\ndescription: B\n",
      "id: a\ntitle: A\r\ndescription: B # crlf\r\n", "\u{FEFF}# bom\nid: a\ntitle: A\ndescription: B\n",
    ])
  func comments(text: String) throws {
    try expectKept(text)
  }

  @Test(
    "what cannot be reformatted without loss is left as it is",
    arguments: [
      "id: a\ntitle: A\ndescription: B\npublisher: &p { name: P }\nsteward: *p\n",
      "id: a\ntitle: !!str A\ndescription: B\n", "%YAML 1.1\n---\nid: a\ntitle: A\ndescription: B\n",
      "id: a\ntitle: A\ndescription: |2\n    B\n", "id: a\ntitle: A\ndescription: B\n...\n",
    ])
  func refused(text: String) {
    guard case .refused(let found) = ManifestFormatter().format(Array(text.utf8), named: "a.yaml") else {
      Issue.record("laid out")
      return
    }
    #expect(found.map(\.code) == [.notLaidOut])
  }

  @Test("a manifest with an error is not touched, and one in another format is named")
  func others() {
    guard case .refused(let found) = ManifestFormatter().format(Array("id: a\ntitel: A\n".utf8), named: "x")
    else {
      Issue.record("laid out")
      return
    }
    #expect(found.map(\.code).contains(.unknownKey))
    let dcat =
      #"{"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": [{"title": "T", "identifier": "x1"}]}"#
    guard case .otherFormat(let name) = ManifestFormatter().format(Array(dcat.utf8), named: "x") else {
      Issue.record("laid out")
      return
    }
    #expect(name == "dcat-us-1.1")
  }

  @Test("JSON is reformatted as JSON, with numbers as they were")
  func json() {
    let text =
      #"{"title":"A","id":"a","description":"B","distributions":[{"bytes":5,"title":"x"}],"version":1.10}"#
    #expect(
      format(text) == """
        {
          "id": "a",
          "title": "A",
          "description": "B",
          "version": 1.10,
          "distributions": [
            {
              "title": "x",
              "bytes": 5
            }
          ]
        }

        """)
  }

  @Test("the samples keep their comments and records, and a second run changes nothing")
  func samples() throws {
    for file in try samplePaths() { try expectKept(try String(contentsOfFile: file, encoding: .utf8)) }
  }

  @Test("samples with comments inserted at random keep them all", arguments: [11, 12, 13] as [UInt64])
  func mutated(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for file in try samplePaths() where file.hasSuffix(".yaml") {
      var lines = try String(contentsOfFile: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).map(String.init)
      for number in 0..<6 {
        let index = Int.random(in: 0..<lines.count, using: &generator)
        let indent = String(lines[index].prefix { $0 == " " })
        switch number % 3 {
        case 0: lines.insert(indent + "# strewn \(number)", at: index)
        case 1: lines[index] += "  # strewn \(number)"
        default: lines.insert("", at: index)
        }
      }
      let text = lines.joined(separator: "\n")
      // A comment inserted into text is text, and then part of the record.
      guard (try? read(text))?.hasErrors == false else { continue }
      try expectKept(text, "seed \(seed), \(file)")
    }
  }

  @Test("what the writer writes is canonical", arguments: [21, 22] as [UInt64])
  func canonical(seed: UInt64) {
    var random = RandomDatasets(seed: seed)
    for _ in 0..<40 {
      let text = NativeWriter.yaml(random.next())
      if let again = format(text) { #expect(again == text, "seed \(seed)") }
    }
  }

  @Test("a file is replaced completely, keeps its permissions, and links stay links")
  func replace() throws {
    let directory = TemporaryDirectory()
    let path = try directory.write("old", to: "a.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let link = directory.path + "/link.yaml"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(ManifestFormatter.replace(link, with: Array("new".utf8)) == nil)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == ["a.yaml", "link.yaml"])
    #expect(ManifestFormatter.replace(directory.path + "/none", with: []) != nil)
  }

  private func samplePaths() throws -> [String] {
    let directory = ProjectFiles.path("catalog-samples")
    return try FileManager.default.contentsOfDirectory(atPath: directory).sorted().filter {
      $0.hasSuffix(".yaml") || $0.hasSuffix(".json")
    }.map { directory + "/" + $0 }
  }

  private func expectKept(_ text: String, _ name: String = "") throws {
    let once = try #require(format(text), "refused: \(name)\n\(text)")
    #expect(format(once) == once, "\(name)\n\(once)")
    #expect(try read(once).records.map(\.dataset) == read(text).records.map(\.dataset))
    // Counted without the formatter's own understanding of comments.
    #expect(words(of: once) == words(of: text), "\(name)\n\(once)")
  }

  /// Every run of letters and digits, sorted: whatever is moved or requoted, none may be lost or added.
  private func words(of text: String) -> [String] {
    // A line break that only quotes can hold is written as an escape.
    text.replacing(#"\n"#, with: " ").split { !$0.isLetter && !$0.isNumber && $0 != "#" }.map(String.init)
      .sorted()
  }
}
