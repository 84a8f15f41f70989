import CartularyManifests
import CartularyModel
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyShell

@Suite("The same JSON in every interface")
struct WireTests {
  private static func object(_ text: String) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
  }

  /// A search by the command line, the protocol and the library.
  private struct Asking {
    var query: String
    var filters: [String] = []
    var profile: String?
    var limit = 10
    var offset = 0
  }

  private static let askings = [
    Asking(query: "wildfire"), Asking(query: "wildfyre"), Asking(query: "+wildfyre"),
    Asking(query: "wildfire sharing:internal"), Asking(query: "data of the health", limit: 3, offset: 3),
    Asking(query: "data", profile: "eu-researcher", limit: 100), Asking(query: ""),
    Asking(query: "water", filters: ["sharing:open-data"], profile: "journalist"),
    Asking(query: "nothinghasthis"),
  ]

  @Test("a search is the same document by the command line, the protocol and the library", arguments: 0..<9)
  func equal(index: Int) async throws {
    let asking = Self.askings[index]
    let path = await SampleCatalog.path.value
    let catalog = try DatasetCatalog.open(at: path)
    var words = ["search", "--format", "json", "--catalog", path]
    words += ["--limit", String(asking.limit), "--offset", String(asking.offset)]
    for filter in asking.filters { words += ["--filter", filter] }
    if let profile = asking.profile { words += ["--profile", profile] }
    words += ["--", asking.query]
    let byCommand = try Self.object(await shell(words).output)

    var request: [String: Any] = [
      "cmd": "search", "q": asking.query, "filters": asking.filters, "limit": asking.limit,
      "offset": asking.offset, "facets": true,
    ]
    request["profile"] = asking.profile
    let line = String(decoding: try JSONSerialization.data(withJSONObject: request), as: UTF8.self)
    let answers = ProtocolAnswers(catalog: catalog, viewer: .public)
    let byProtocol = try #require(
      try Self.object(try ProtocolConversation.lines(line, answers)[0]).mutableCopy() as? NSMutableDictionary)
    #expect(byProtocol["ok"] as? Bool == true)
    byProtocol.removeObjects(forKeys: ["v", "id", "ok"])

    let use = asking.profile.flatMap(StandardProfiles.named).map { IntendedUse($0) }
    let page = ResultPage(offset: asking.offset, limit: asking.limit)
    let found = try catalog.search(
      SearchQuery(asking.query, filters: asking.filters), facets: .all, page: page, as: .public, use: use)
    let byLibrary = try Self.object(try found.json(of: page))

    #expect(byCommand == byLibrary, "\(asking.query)")
    #expect(byProtocol == byLibrary, "\(asking.query)")
  }

  @Test("corrections, advice, remaining values and the decision on a hit are in the document")
  func complete() async throws {
    let answers = ProtocolAnswers(
      catalog: try DatasetCatalog.open(at: await SampleCatalog.path.value), viewer: .public)
    func ask(_ line: String) throws -> NSDictionary {
      try Self.object(try ProtocolConversation.lines(line, answers)[0])
    }
    let corrected = try ask(#"{"cmd":"search","q":"wildfyre","facets":true}"#)
    let matched = try #require(corrected["matched"] as? NSDictionary)
    #expect(
      matched["corrections"] as? [[String: String]] == [["word": "wildfyre", "replacement": "wildfire"]])
    #expect((matched["sentence"] as? String)?.contains("'wildfire' counts for it") == true)
    let advised = try ask(#"{"cmd":"search","q":"wildfire sharing:internal"}"#)
    #expect(((advised["advice"] as? NSDictionary)?["relaxations"] as? [Any])?.isEmpty == false)
    let all = try ask(#"{"cmd":"search","facets":["publisher"]}"#)
    let publishers = try #require((all["facets"] as? NSDictionary)?["publisher"] as? NSDictionary)
    #expect((publishers["remaining"] as? Int ?? 0) > 0)
    let decided = try ask(
      #"{"cmd":"search","q":"data usable:allowed-with-conditions","profile":"eu-researcher"}"#)
    let hits = try #require(decided["items"] as? [NSDictionary])
    #expect(hits.contains { $0["usable"] is String } && hits.contains { $0["first-step"] is NSDictionary })
  }

  @Test("incomplete rows are reported on standard error")
  func remaining() async throws {
    let path = await SampleCatalog.path.value
    let facets = await shell("facets", "publisher", "--format", "tsv", "--catalog", path)
    #expect(facets.lines.count == 10 && facets.errors.hasPrefix("publisher: "))
    #expect(facets.errors.hasSuffix(" more values; --limit shows more\n"))
    let all = await shell("facets", "publisher", "--format", "csv", "--limit", "1000", "--catalog", path)
    #expect(all.errors.isEmpty)
    let search = await shell("search", "data", "--csv", "--catalog", path)
    #expect(
      search.errors.contains("1 to 10 of ") && search.output.components(separatedBy: "\r\n").count == 12)
    #expect(await shell("search", "data", "--json", "--catalog", path).errors.isEmpty)
  }

  // MARK: - The page

  private static let begin =
    "<!-- Generated from the types of CartularyWire: CARTULARY_RECORD=1 rewrites it. -->\n"

  @Test("Docs/JSON.md describes each type as it is")
  func page() throws {
    let path = ProjectFiles.path("Docs/JSON.md")
    let parts = try ProjectFiles.text("Docs/JSON.md").components(separatedBy: Self.begin)
    try #require(parts.count == 2)
    if ProcessInfo.processInfo.environment["CARTULARY_RECORD"] != nil, parts[1] != WireReference.markdown {
      try (parts[0] + Self.begin + WireReference.markdown).write(
        toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded Docs/JSON.md: read it")
      return
    }
    #expect(parts[1] == WireReference.markdown)
  }

  @Test("every shape has its own section, and every link leads to one")
  func links() {
    let names = WireReference.answers.map(\.shape.name) + WireReference.parts.map(\.name)
    #expect(Set(names).count == names.count, "\(names.sorted())")
    let anchors = Set(names.map { $0.replacing(" ", with: "-") })
    for link in WireReference.markdown.matches(of: /\]\(#([a-z-]+)\)/) {
      #expect(anchors.contains(String(link.output.1)), "\(link.output.0)")
    }
    for command in ProtocolCommand.all where command.name != "quit" {
      #expect(WireReference.answers.contains { $0.request == command.name }, "\(command.name)")
    }
  }

  @Test("what commands and the protocol print has exactly the keys and types of values on the page")
  func documents() async throws {
    var check = WireCheck()
    for (command, output) in try await WireScenario.outputs() {
      let answer = try #require(WireReference.answers.first { $0.command == command }, "\(command)")
      check.document(try Self.object(output), answer.shape, command)
    }
    let lines = try ProtocolConversation.lines(
      WireScenario.requests.map(\.line).joined(separator: "\n"),
      ProtocolAnswers(
        catalog: try DatasetCatalog.open(at: await SampleCatalog.path.value), viewer: .public))
    try #require(lines.count == WireScenario.requests.count)
    for (line, request) in zip(lines, WireScenario.requests) {
      let answer = try #require(WireReference.answers.first { $0.request == request.answer })
      let document = try #require(try Self.object(line).mutableCopy() as? NSMutableDictionary)
      #expect(document["ok"] as? Bool == true, "\(line)")
      document.removeObjects(forKeys: ["v", "id", "ok"])
      check.document(document, answer.shape, request.answer)
    }
    let fault = try Self.object(
      try ProtocolConversation.lines(
        #"{"cmd":"serch"}"#,
        ProtocolAnswers(
          catalog: try DatasetCatalog.open(at: await SampleCatalog.path.value), viewer: .public))[0])
    check.value(fault["error"] as Any, WireError.typeName, "error")
    let problem = WireProblem(
      status: 404, title: "Not Found", WireError(code: "not-found", message: "no dataset"))
    check.value(try Self.object(JSONLine.text(problem)), WireProblem.typeName, "problem")
    let changes = try DatasetCatalog.open(at: await SampleCatalog.path.value).changes(
      after: nil, limit: 1, as: .public)
    let change = try #require(changes?.changes.first)
    check.value(try Self.object(JSONLine.text(WireChange(change))), WireChange.typeName, "change")
    #expect(check.faults.isEmpty, "\(check.faults.joined(separator: "\n"))")
    let all = Set(WireReference.answers.map(\.shape.name) + WireReference.parts.map(\.name))
    #expect(all.subtracting(check.seen).sorted() == [], "no document has these")
  }
}

/// Checks documents against their description on the page.
struct WireCheck {
  private(set) var faults: [String] = []
  /// Names of the shapes that occurred in some document.
  private(set) var seen: Set<String> = []

  private static let shapes = Dictionary(
    uniqueKeysWithValues: (WireReference.answers.map(\.shape) + WireReference.parts).map {
      ($0.name.replacing(" ", with: "-"), $0)
    })

  mutating func document(_ object: NSDictionary, _ shape: WireShape, _ path: String) {
    if object["version"] as? Int != WireVersion.current { faults.append("\(path): no version") }
    self.object(object, shape, path, further: ["version"])
  }

  private mutating func object(
    _ object: NSDictionary, _ shape: WireShape, _ path: String, further: Set<String> = []
  ) {
    seen.insert(shape.name)
    let known = Dictionary(uniqueKeysWithValues: shape.keys.map { ($0.name, $0.type) })
    for case let key as String in object.allKeys where known[key] == nil && !further.contains(key) {
      faults.append("\(path): the page has no '\(key)' of \(shape.name)")
    }
    for (key, type) in known {
      if let value = object[key] {
        self.value(value, type.replacing(", or absent", with: ""), path + "." + key)
      } else if !type.hasSuffix(", or absent") {
        faults.append("\(path): '\(key)' of \(shape.name) is not there")
      }
    }
  }

  /// - Parameter type: As written on the page.
  mutating func value(_ value: Any, _ type: String, _ path: String) {
    if type.hasSuffix(" or null") {
      if !(value is NSNull) { self.value(value, String(type.dropLast(8)), path) }
    } else if let element = type.wholeMatch(of: /lists? of (.+)/)?.output.1 {
      guard let list = value as? [Any] else { return fail(value, type, path) }
      for item in list { self.value(item, String(element), path + "[]") }
    } else if let element = type.wholeMatch(of: /maps? to (.+)/)?.output.1 {
      guard let map = value as? [String: Any] else { return fail(value, type, path) }
      for (key, item) in map { self.value(item, String(element), path + "." + key) }
    } else if let anchor = type.wholeMatch(of: /\[.+\]\(#(.+)\)/)?.output.1 {
      guard let shape = Self.shapes[String(anchor)], let object = value as? NSDictionary else {
        return fail(value, type, path)
      }
      self.object(object, shape, path)
    } else {
      scalar(value, type.hasSuffix("s") ? String(type.dropLast()) : type, path)
    }
  }

  private mutating func scalar(_ value: Any, _ type: String, _ path: String) {
    let isBoolean = (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? (value is Bool)
    let isKind =
      switch type {
      case "string": value is String
      case "boolean": isBoolean
      case "integer": value is Int && !isBoolean
      case "number": value is Double && !isBoolean
      case "record": (value as? NSDictionary)?["title"] is String
      default: false
      }
    if !isKind { fail(value, type, path) }
  }

  private mutating func fail(_ value: Any, _ type: String, _ path: String) {
    faults.append("\(path) is not a \(type): \(value)")
  }
}
