import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Hostile and broken input")
struct HostileInputTests {
  @Test("an empty file", arguments: ["", "  \n\n", "# only a comment\n"])
  func empty(text: String) throws {
    #expect(try read(text).diagnostics.map(\.code) == [.empty])
  }

  @Test("an empty JSON file")
  func emptyJSON() throws {
    #expect(try read("", as: "a.json").diagnostics.map(\.code) == [.empty])
    #expect(try read("[]", as: "a.json").diagnostics.map(\.code) == [.nothingFound])
  }

  @Test("a binary file, UTF-16 and broken UTF-8 are not text")
  func binary() throws {
    let directory = TemporaryDirectory()
    let samples: [[UInt8]] = [
      [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2], [0xFF, 0xFE, 0x69, 0], Array("id: a\ntitle: ".utf8) + [0xC3, 0x28],
    ]
    for (index, bytes) in samples.enumerated() {
      let path = try directory.write(Data(bytes), to: "\(index).yaml")
      let batch = ManifestReader(checksPolicy: false).read(paths: [path])
      #expect(batch.diagnostics.map(\.code) == [.notText])
    }
  }

  @Test(
    "text that is neither manifest nor YAML",
    arguments: [
      ("just a sentence", "M011"), ("- a\n- b\n", "M011"), ("{{{", "M006"), ("a: b: c\n", "M006"),
      ("@x", "M006"), ("[a, b", "M006"),
    ])
  func notAManifest(text: String, code: String) throws {
    #expect(try read(text).diagnostics.map(\.code.rawValue) == [code])
  }

  @Test(
    "text that is not JSON, with the place",
    arguments: [
      ("{", "M005 1:2"), ("[1,2,]", "M005 1:5"), ("{\"a\":1}x", "M005 1:8"), ("{\"a\":01}", "M005 1:8"),
      ("{'a':1}", "M005 1:2"),
      ("{\"a\":\"\u{1}\"}", "M005 1:7"), ("{\"a\":\"\\ud800\"}", "M005 1:7"), ("{\"a\":NaN}", "M005 1:6"),
      ("{\"a\" 1}", "M005 1:6"),
      ("{\"a\":1,\"a\":2}", "M009 1:8"), ("{\"a\":\"\\x\"}", "M005 1:7"), ("{\"a\":1.}", "M005 1:8"),
      ("// x", "M005 1:1"),
      ("{\"a\":\"b", "M005 1:6"), ("{\"a\":tru}", "M005 1:6"),
    ])
  func notJSON(text: String, mark: String) throws {
    #expect(try read(text, as: "a.json").marks == [mark])
  }

  @Test("nesting of ten thousand levels", arguments: ["a.json", "a.yaml"])
  func deep(name: String) throws {
    for text in [
      String(repeating: "[", count: 10_000),
      String(repeating: "[", count: 513) + String(repeating: "]", count: 513),
      String(repeating: "{\"a\":", count: 10_000),
    ] {
      #expect(try read(text, as: name).diagnostics.map(\.code) == [.tooDeep])
    }
  }

  @Test("deep nesting in block style")
  func deepBlock() throws {
    let text = (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(try read("id: a\n" + text).diagnostics.map(\.code) == [.tooDeep])
  }

  @Test("alias bombs end at the budget")
  func aliasBomb() throws {
    var text = "id: a\ntitle: T\ndescription: D\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(try read(text).diagnostics.map(\.code) == [.tooMany])
    let long =
      "id: a\nx: &x \"" + String(repeating: "y", count: 300_000) + "\"\nz: ["
      + Array(repeating: "*x", count: 900).joined(separator: ", ") + "]\n"
    #expect(try read(long).diagnostics.map(\.code) == [.tooMany])
  }

  @Test(
    "an alias as a key is refused before it is expanded",
    arguments: [
      "*a2 : x\n", "b: {*a2 : x}\n", "? *a2\n: x\n", "b: {q: 1, ? *a2 : x}\n", "[*a2]: x\n", "b: [*a2 : x]\n",
      "b: {\t*a2 : x}\n", "*a2 : x\r\n", "b: {{a: *a2}: x}\n", "- ? *a2\n",
    ])
  func aliasKey(line: String) throws {
    var text = "id: a\ntitle: T\na0: &a0 [x, x, x]\na1: &a1 [*a0, *a0]\na2: &a2 [*a1, *a1]\n"
    text += line
    #expect(try read(text).diagnostics.map(\.code) == [.unusableKey])
  }

  @Test("many documents, each a bomb below the limit, end at the budget of the stream")
  func manyBombs() throws {
    let bomb =
      "id: a\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\na1: &a1 [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]\na2: [*a1, *a1, *a1, *a1, *a1]\n"
    let text = Array(repeating: bomb, count: 500).joined(separator: "---\n")
    #expect(try read(text).diagnostics.map(\.code) == [.tooMany])
  }

  @Test(
    "a file of thousands of faults says the first thousand and how many more",
    arguments: [
      "[" + Array(repeating: "{}", count: 20_000).joined(separator: ",") + "]",
      #"{"dataset":["# + Array(repeating: "{}", count: 20_000).joined(separator: ",") + "]}",
    ])
  func manyFaults(text: String) throws {
    let batch = try read(text, as: "a.json")
    #expect(batch.diagnostics.count == 1_001)
    #expect(batch.diagnostics.last?.code == .omitted)
  }

  @Test("places are correct in long lines and in files with many lines")
  func places() throws {
    let filler = String(repeating: "é", count: 70_000)
    let long =
      #"[{"id":"a","title":"A","description":""# + filler.prefix(30_000) + #""},{"id":"b","titel":"B"}]"#
    let fault = try #require(try read(long, as: "a.json").diagnostics.first { $0.code == .unknownKey })
    #expect(fault.place?.line == 1)
    #expect(fault.place?.column == 30_052)
    #expect(fault.place?.excerpt.contains(#""titel":"B""#) == true)
    let lines = "[" + String(repeating: "\n", count: 200_000) + #"{"id":"a","titel":"x"}]"#
    #expect(
      try read(lines, as: "a.json").diagnostics.first { $0.code == .unknownKey }?.place?.line == 200_001)
  }

  @Test("a byte order mark is ignored", arguments: ["a.yaml", "a.json"])
  func byteOrderMark(name: String) throws {
    let text =
      name.hasSuffix("json")
      ? #"{"id":"a","title":"A","description":"D"}"# : "id: a\r\ntitle: A\r\ndescription: D\r\n"
    #expect(try record("\u{FEFF}" + text, as: name)?.title == "A")
  }

  @Test("twenty megabytes", arguments: ["a.yaml", "a.json"])
  func large(name: String) throws {
    let filler = String(repeating: "x", count: 20 << 20)
    let text =
      name.hasSuffix("json")
      ? "{\"id\":\"a\",\"title\":\"\(filler)\",\"description\":\"b\"}" : "id: a\ntitle: \(filler)\n"
    #expect(try read(text, as: name).diagnostics.map(\.code) == [.tooLarge])
  }

  @Test("too many keys and too many values")
  func wide() throws {
    let keys = (0...10_000).map { "k\($0): 1\n" }.joined()
    #expect(try read("id: a\n" + keys).diagnostics.map(\.code) == [.tooMany])
    let values =
      "{\"id\":\"a\",\"keywords\":[" + Array(repeating: "1", count: 60_000).joined(separator: ",") + "]}"
    #expect(try read(values, as: "a.json").diagnostics.map(\.code) == [.tooMany])
  }

  @Test("one field over the size limit")
  func longField() throws {
    func codes(_ count: Int) throws -> [ManifestDiagnostic.Code] {
      try read("id: a\ntitle: T\ndescription: " + String(repeating: "x ", count: count) + "\n")
        .diagnostics.map(\.code)
    }
    let (long, tooLong) = (try codes(350_000), try codes(400_000))
    #expect(long == [] && tooLong == [.tooLong])
  }

  @Test("files that cannot be read", arguments: ["missing.yaml", "fifo.yaml", "broken-link.yaml"])
  func unreadable(name: String) throws {
    let directory = TemporaryDirectory()
    mkfifo(directory.path + "/fifo.yaml", 0o600)
    symlink("/nonexistent", directory.path + "/broken-link.yaml")
    let batch = ManifestReader(checksPolicy: false).read(paths: [directory.path + "/" + name])
    #expect(batch.diagnostics.map(\.code) == [.unreadable])
  }

  @Test("a device is not a manifest")
  func device() {
    #expect(
      ManifestReader(checksPolicy: false).read(paths: ["/dev/zero"]).diagnostics.map(\.code) == [.unreadable])
  }

  @Test(
    "a file without permission is reported, unless the user is root",
    .disabled(if: TestMachine.isRoot, "root reads everything"))
  func noPermission() throws {
    let directory = TemporaryDirectory()
    let path = try directory.write("id: a", to: "a.yaml")
    chmod(path, 0)
    #expect(
      ManifestReader(checksPolicy: false).read(paths: [path]).diagnostics.map(\.message) == [
        "no permission to read it"
      ])
  }

  @Test("a directory without manifests, and one with a link to outside")
  func directories() throws {
    let directory = TemporaryDirectory()
    #expect(
      ManifestReader(checksPolicy: false).read(paths: [directory.path]).diagnostics.map(\.code) == [
        .nothingFound
      ])
    let outside = try TemporaryDirectory().write(withLines(""), to: "x.yaml")
    symlink(outside, directory.path + "/link.yaml")
    let batch = ManifestReader(checksPolicy: false).read(paths: [directory.path])
    #expect(batch.diagnostics.map(\.code).contains(.skippedFile))
    #expect(batch.records.isEmpty)
  }

  @Test("control and bidi characters arrive as data, not as faults")
  func escapes() throws {
    #expect(
      try record("id: a\ntitle: \"\\e[31m\\0\\u202E\"\ndescription: x\n")?.title == "\u{1B}[31m\u{0}\u{202E}")
  }
}
