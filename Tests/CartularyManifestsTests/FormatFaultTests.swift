import CartularyBase
import TestSupport
import Testing

@testable import CartularyManifests

/// Seeded faults, each with the code and the place that it must have.
@Suite("Faults in each format")
struct FormatFaultTests {
  struct Seed: CustomTestStringConvertible, Sendable {
    let file: String
    let text: String
    let mark: String
    var testDescription: String { "\(file) \(mark): \(text.prefix(60))" }

    init(_ file: String, _ text: String, _ mark: String) {
      (self.file, self.text, self.mark) = (file, text, mark)
    }
  }

  static let native: [Seed] = [
    Seed("n.yaml", withLines("keywrds: [x]\n"), "M101 4:1"),
    Seed("n.yaml", withLines("publisher:\n  nam: A\n"), "M101 5:3"),
    Seed("n.yaml", withLines("sensitivity: secret\n"), "M201 4:14"),
    Seed("n.yaml", withLines("techniques:\n  - masking\n  - magic\n"), "M201 6:5"),
    Seed("n.yaml", withLines("issued: 2024-02-30\n"), "M105 4:9"),
    Seed("n.yaml", withLines("temporal: {start: 2020, end: 2010}\n"), "M105 4:11"),
    Seed("n.yaml", withLines("audience: [a b]\n"), "M202 4:12"),
    Seed("n.yaml", withLines("distributions:\n  - bytes: -1\n"), "M106 5:12"),
    Seed("n.yaml", withLines("spatial: {box: [0, 91, 1, 92]}\n"), "M109 4:16"),
    Seed("n.yaml", withLines("license: My own terms\n"), "W104 4:10"),
    Seed("n.yaml", withLines("keywords:\n"), "W101 4:1"),
    Seed("n.yaml", "id: a\ntitle: A\n", "W102 1:1"),
    Seed("n.yaml", "id: a\ntitle: [A\ndescription: B\n", "M006 3:12"),
    Seed("n.json", #"[{"id":"a","title":"A","description":"D"},{"id":"b"}]"#, "M103 1:43"),
    Seed(
      "n.json", "[{\"id\":\"a\",\n \"title\":\"A\",\n \"description\":\"D\",\n \"language\":{\"x\":1}}]",
      "M102 4:13"),
    Seed("n.json", #"{"id":"a","title":"A","description":"D","id":"b"}"#, "M009 1:41"),
  ]

  static func dcat(_ record: String) -> String {
    "{\"conformsTo\":\"https://project-open-data.cio.gov/v1.1/schema\",\n\"dataset\":[\n\(record)\n]}"
  }

  static let dcatUS: [Seed] = [
    Seed("d.json", dcat(#"{"identifier":"a"}"#), "W102 3:1"),
    Seed("d.json", dcat(#"{"identifier":"a","title":"T","modified":"soon"}"#), "W103 3:42"),
    Seed("d.json", dcat(#"{"identifier":"a","title":"T","issued":"03/04/2020"}"#), "W103 3:40"),
    Seed("d.json", dcat(#"{"identifier":"a","title":"T","accessLevel":"secret"}"#), "W103 3:45"),
    Seed("d.json", dcat(#""a string""#), "M102 3:1"),
    Seed("d.json", dcat("{}"), "W102 3:1"),
    Seed("d.json", dcat("{\"identifier\":\"a\"},\n{\"identifier\":\"a\"}"), "W402 4:1"),
    Seed("d.json", dcat(#"{"identifier":"a","identifier":"b"}"#), "M009 3:19"),
    Seed("d.json", dcat(#"{"identifier":"a" "title":"b"}"#), "M005 3:19"),
    Seed("d.json", dcat(#"{"identifier":"a",}"#), "M005 3:18"),
    Seed("d.json", "{\"dataset\":[{\"identifier\":\"a\"}", "M005 1:31"),
  ]

  static func package(_ fields: String) -> String {
    "{\"success\":true,\n\"result\":{\"name\":\"p\",\"title\":\"P\",\"notes\":\"N\",\(fields)}}"
  }

  static let ckan: [Seed] = [
    Seed("c.json", package(#""private":true"#), "W105 2:56"),
    Seed("c.json", package(#""metadata_modified":"yesterday""#), "W103 2:66"),
    Seed("c.json", package(#""access_rights":"maybe""#), "W103 2:62"),
    Seed("c.json", package(#""spatial":"{\"type\":\"Point\"}""#), "W103 2:56"),
    Seed("c.json", package(#""state":"deleted""#), "W402 2:54"),
    Seed("c.json", package(#""temporal_start":"2020","temporal_end":"2010""#), "W103 2:85"),
    Seed("c.json", package(#""extras":[{"key":"issued","value":"soon"}]"#), "W103 2:80"),
    Seed("c.json", "{\"success\":true,\"result\":{\"name\":\"p\",\"notes\":\"N\"}}", "W102 1:26"),
    Seed("c.json", "{\"success\":true,\"result\":[\"a\",\"b\"]}", "M102 1:27"),
    Seed("c.json", "{\"success\":true,\"result\":\"gone\"}", "M102 1:26"),
    Seed("c.json", "{\"success\":false,\"error\":{\"message\":\"Not found\"}}", "M012 1:26"),
    Seed(
      "c.json",
      "{\"success\":true,\"result\":{\"results\":[{\"id\":\"1\",\"name\":\"a\",\"notes\":\"N\"},{\"id\":\"1\",\"name\":\"a\"}]}}",
      "W402 1:72"),
    Seed("c.json", "[{\"name\":\"a\",\"notes\":\"N\",\"state\":\"active\"},\n{}]", "W102 2:1"),
    Seed("c.json", "{\"success\":true,\"result\":{\"name\":\"p\" \"notes\":1}}", "M005 1:38"),
  ]

  static func entry(_ lines: String) -> String { "Name: N\nDescription: D\nLicense: CC0\nTags: []\n" + lines }

  static let aws: [Seed] = [
    Seed("a.yaml", entry(""), "W102 1:1"),
    Seed("a.yaml", entry("Name: again\n"), "M009 5:1"),
    Seed("a.yaml", entry("Contact: a: b\n"), "M006 5:11"),
    Seed("a.yaml", entry("Resources:\n\t- ARN: x\n"), "M006 6:1"),
    Seed("a.yaml", entry("Contact: @me\n"), "M006 5:10"),
    Seed("a.yaml", entry("<<: {Contact: me}\n"), "M010 5:1"),
    Seed("a.yaml", entry("? [a]\n: b\n"), "M013 5:3"),
    Seed("a.yaml", entry("Contact: 'open\n"), "M006 6:1"),
  ]

  static let cards: [Seed] = [
    Seed("h.md", "---\npretty_name: A\nlanguage: en\n---\nText\n", "W102 2:1"),
    Seed("h.md", "---\npretty_name: A\npretty_name: B\n---\n", "M009 3:1"),
    Seed("h.md", "---\npretty_name: A: B\n---\nText\n", "M006 2:15"),
    Seed("h.md", "---\nlicense: [mit\npretty_name: A\n---\n", "M006 3:12"),
    Seed("h.md", "# No front matter\n", "M011 1:1"),
    Seed("h.md", "---\npretty_name: never closed\n", "M011 1:1"),
    Seed("h.md", "---\n- a\n- b\n---\n", "M011 2:1"),
    Seed("h.md", "---\n? [a]\n: b\n---\n", "M013 2:3"),
    Seed("j.md", "---\ntitle: T\norganization: O\nresources: []\nlicense: mit\n---\n", "W102 2:1"),
    Seed(
      "j.md", "---\ntitle: T\nnotes: N\norganization: O\nlicense: mit\ndate_created: soon\n---\n", "W103 6:15"
    ),
    Seed(
      "j.md", "---\ntitle: T\nnotes: N\norganization: O\nlicense: mit\ndate_updated: '02/03/2020'\n---\n",
      "W103 6:15"),
    Seed("j.md", "---\ntitle: T\nnotes: N\norganization: O\ntitle: U\n---\n", "M009 5:1"),
    Seed("j.md", "---\ntitle: T\nnotes: <p>a: b</p>: c\norganization: O\n---\n", "M006 3:12"),
    Seed(
      "j.md",
      "---\r\ntitle: T\r\nnotes: N\r\norganization: O\r\nlicense: mit\r\ndate_created: soon\r\n---\r\n",
      "W103 6:15"),
  ]

  @Test("each has its code and its place", arguments: native + dcatUS + ckan + aws + cards)
  func fault(seed: Seed) throws {
    let marks = try read(seed.text, as: seed.file).marks
    #expect(marks.contains(seed.mark), "\(marks)")
  }

  @Test("there are enough of them")
  func count() {
    #expect((Self.native + Self.dcatUS + Self.ckan + Self.aws + Self.cards).count >= 50)
  }
}
