import CartularyCatalog
import CartularyLedger
import CartularyManifests
import CartularyModel
import CartularyWire
import TestSupport
import Testing

@testable import CartularyMCP

@Suite("Tools for assistants")
struct ToolTests {
  @Test("there are nine tools that read, and two for connectors; none takes a label, a path or an address")
  func table() async throws {
    let assisted = try await Assisted([.sample("a")])
    let tools = try assisted.responder.result("tools/list")["tools"]?.array ?? []
    #expect(
      tools.compactMap { $0["name"]?.string } == [
        "overview", "search_datasets", "get_dataset", "may_i_use", "search_variables", "compare_datasets",
        "similar_datasets", "list_values", "explain_query", "search", "fetch",
      ])
    #expect(ToolTable.own.count == 9 && ToolTable.tools(withConnectors: false).count == 9)
    for tool in tools {
      let name = tool["name"]?.string ?? ""
      let hints = tool["annotations"]
      #expect(hints?["readOnlyHint"] == true && hints?["destructiveHint"] == false, "\(name)")
      #expect(hints?["idempotentHint"] == true && hints?["openWorldHint"] == false, "\(name)")
      #expect(tool["inputSchema"]?["additionalProperties"] == false, "\(name)")
      let description = tool["description"]?.string ?? ""
      #expect(description.contains("Examples: {") && description.utf8.count < 900, "\(name)")
      #expect(
        description.contains("Not for") || description.contains("says more")
          || description.contains("say more"), "\(name)")
      let arguments = tool["inputSchema"]?["properties"]?.object?.keys.sorted() ?? []
      #expect(
        arguments.allSatisfy {
          !["as", "label", "labels", "catalog", "path", "file", "url", "uri"].contains($0)
        })
      #expect((tool["outputSchema"] != nil) == !["search", "fetch"].contains(name))
    }
    #expect(JSONValue.array(tools).byteCount < AnswerBudget.byteCount)
  }

  @Test("each tool answers, and as its schema says", arguments: Era.allCases)
  func answers(era: Era) async throws {
    let responder = try await Assisted(Lake.records).responder
    for (tool, arguments, expected) in Self.calls {
      let reply = try responder.call(tool, arguments, era)
      #expect(!reply.isError, "\(tool) \(arguments.text): \(reply.text)")
      #expect(reply.text.contains(expected), "\(tool) \(arguments.text): \(reply.text.prefix(600))")
      let row = ToolTable.own.first { $0.name == tool }
      if let schema = row?.json["outputSchema"] {
        #expect(SchemaCheck.faults(of: reply.content, schema) == [], "\(tool)")
      }
      #expect(reply["truncated"] != .null && reply["omitted"] != .null)
    }
    #expect(Set(Self.calls.map(\.0)) == Set(ToolTable.tools(withConnectors: true).map(\.name)))
  }

  private static let calls: [(String, JSONValue, String)] = [
    ("overview", [:], #""total":32"#), ("search_datasets", ["query": "lake"], #""total":2"#),
    ("search_datasets", [:], #""total":32"#), ("search_datasets", ["query": "xyzzyx"], #""advice":{"#),
    ("search_datasets", ["query": "lakee"], #""id":"lake-level""#),
    (
      "search_datasets", ["filters": ["license:CC-BY-4.0"], "usable_for": "eu-researcher"],
      #""usable":"allowed"#
    ),
    ("search_datasets", ["query": "station", "limit": 3, "sort": "title"], #""omitted":29"#),
    ("get_dataset", ["id": "lake-level"], #""license":[{"id":"CC-BY-4.0""#),
    ("get_dataset", ["id": "lake-level", "sections": ["variables"]], #""name":"station""#),
    (
      "get_dataset",
      ["id": "lake-fish", "sections": ["about", "terms", "variables", "distributions", "versions"]],
      #""counts":"#
    ),
    ("may_i_use", ["id": "lake-level", "profile": "eu-researcher"], #""outcome":"allowed"#),
    (
      "may_i_use", ["ids": ["lake-level", "lake-fish", "none"], "profile": "commercial-ai"],
      #""not_found":["none"]"#
    ),
    ("may_i_use", ["id": "lake-fish", "profile": ["requester": ["kind": "academic"]]], #""questions":["#),
    ("search_variables", ["query": "station"], #""returned":2"#),
    ("compare_datasets", ["ids": ["lake-level", "lake-fish"]], #""shared_columns":["station"]"#),
    (
      "compare_datasets", ["ids": ["lake-level", "lake-fish", "filler-1"], "profile": "student"],
      #""name":"usable""#
    ),
    ("similar_datasets", ["id": "lake-level"], #""id":"lake-fish""#),
    ("list_values", ["field": "license"], #""value":"CC-BY-4.0""#),
    ("explain_query", ["query": "lake OR river license:CC-BY-4.0"], #""tree":"#),
    ("search", ["query": "lake"], #""url":"https://example.org/lake-level""#),
    ("fetch", ["id": "lake-level"], #""metadata":{"#),
  ]

  @Test("what a model can mend is an error of the tool, with code, place and what would have worked")
  func faults() async throws {
    let responder = try await Assisted(Lake.records).responder
    let table: [(String, JSONValue, String, String)] = [
      ("search_datasets", ["query": "lake licenze:MIT"], "Q102", #""range":[5,12],"suggest":["license"]"#),
      ("search_datasets", ["filters": ["license:CC BY"]], "", #""code""#),
      ("search_datasets", ["query": 7], "bad-request", "'query' is a string"),
      ("search_datasets", ["q": "lake"], "unknown-key", "'search_datasets' does not take 'q'"),
      ("search_datasets", ["limit": 21], "invalid-argument", "1 to 20"),
      ("search_datasets", ["cursor": "8-xyz"], "bad-request", "cursor"),
      ("search_datasets", ["cursor": "8-0123456789abcdef"], "stale-cursor", "first page"),
      ("search_datasets", ["sort": "titel"], "invalid-argument", "titel"),
      ("search_datasets", ["usable_for": "eu-reseacher"], "invalid-argument", "eu-researcher"),
      ("search_datasets", ["usable_for": "/etc/passwd"], "invalid-argument", "no profile"),
      ("get_dataset", ["id": "none"], "not-found", "no dataset"),
      ("get_dataset", ["id": "secret-survey"], "not-found", "no dataset"),
      (
        "get_dataset", ["id": "lake-level", "sections": ["abuot"]], "invalid-argument",
        #""suggest":["about"]"#
      ),
      ("get_dataset", [:], "bad-request", "needs 'id'"),
      ("may_i_use", ["id": "lake-level"], "bad-request", "profile"),
      ("may_i_use", ["profile": "student"], "bad-request", "'id' or 'ids'"),
      ("may_i_use", ["id": "lake-level", "profile": ["purpos": [:]]], "bad-request", "purpos"),
      ("list_values", ["field": "licens"], "invalid-argument", "license"),
      ("compare_datasets", ["ids": ["lake-level", "lake-level"]], "invalid-argument", "two"),
      ("search_variables", ["query": " "], "invalid-argument", "query"),
      ("search_datasets", ["as": "partners"], "unknown-key", "does not take"),
    ]
    for (tool, arguments, code, words) in table {
      let reply = try responder.call(tool, arguments)
      #expect(
        reply.isError && (code.isEmpty || reply["code"].string == code),
        "\(tool) \(arguments.text): \(reply.text)")
      #expect(reply.text.contains(words), "\(tool) \(arguments.text): \(reply.text)")
    }
    let excerpt = try responder.call("search_datasets", ["query": "lake licenze:MIT"])["excerpt"].string
    #expect(excerpt == "lake licenze:MIT\n     ^^^^^^^")
  }

  @Test("an id that is hidden and one that never was have the same bytes")
  func hidden() async throws {
    let responder = try await Assisted(Lake.records).responder
    let (hidden, never) = ("secret-survey", "forged-survey")
    for era in Era.allCases {
      for tool in ToolTable.tools(withConnectors: true)
      where tool.arguments.contains(where: { $0.name == "id" }) {
        let arguments: (String) -> JSONValue = { ["id": .string($0), "profile": "student"] }
        let replies = try [hidden, never].map { id in
          let given = tool.name == "may_i_use" ? arguments(id) : ["id": .string(id)]
          return try responder.call(tool.name, given, era).line.replacing(id, with: "ID")
        }
        #expect(replies[0] == replies[1] && replies[0].contains("not-found"), "\(tool.name)")
      }
      for end in ["", ".md"] {
        let lines = [hidden, never].map {
          responder.line(
            era.message("resources/read", ["uri": .string("cartulary://dataset/\($0)\(end)")]),
            agreed: era.agreed)
        }
        #expect(lines[0] == lines[1] && lines[0]?.contains("-32602") == true)
      }
    }
  }

  @Test("a cursor belongs to a question, a viewer and a state of the catalog")
  func cursors() async throws {
    let assisted = try await Assisted(Lake.records)
    let responder = assisted.responder
    let first = try responder.call("search_datasets", ["query": "station", "limit": 4])
    let cursor = first["next_cursor"]
    let question: JSONValue = ["query": "station", "limit": 4, "cursor": cursor]
    #expect(try responder.call("search_datasets", question)["returned"] == 4)
    let otherQuery: JSONValue = ["query": "lake", "limit": 4, "cursor": cursor]
    let otherLimit: JSONValue = ["query": "station", "limit": 5, "cursor": cursor]
    for (other, arguments) in [
      (responder, otherQuery), (responder, otherLimit), (try assisted.responder(as: ["partners"]), question),
      (try assisted.responder(as: ["nobody"]), question),
    ] {
      #expect(try other.call("search_datasets", arguments)["code"] == "stale-cursor")
    }
    try await assisted.catalog.publish([.sample("new")], by: author)
    #expect(try responder.call("search_datasets", question)["code"] == "stale-cursor")
  }

  @Test("walking by cursors finds everything once")
  func walks() async throws {
    let wide = SourcedDataset.sample("wide") { $0.dataDictionary = .levels((1...260).map { "column_\($0)" }) }
    let responder = try await Assisted(Lake.records + [wide]).responder
    let walks: [(String, [String: JSONValue], String, String, Int)] = [
      ("search_datasets", ["query": "station"], "hits", "id", 32),
      ("get_dataset", ["id": "wide", "sections": ["variables"]], "variables", "name", 260),
      ("search_variables", ["query": "column", "limit": 50], "variables", "name", 260),
    ]
    for (tool, arguments, list, key, count) in walks {
      var (seen, cursor): ([String], JSONValue?) = ([], nil)
      var steps = 0
      repeat {
        var given = arguments
        given["cursor"] = cursor
        let reply = try responder.call(tool, .object(given))
        #expect(!reply.isError, "\(reply.text)")
        seen += (reply[list].array ?? []).compactMap { $0[key]?.string }
        cursor = reply["next_cursor"] == .null ? nil : reply["next_cursor"]
        steps += 1
      } while cursor != nil && steps < 100
      #expect(seen.count == count && Set(seen).count == count, "\(tool): \(seen.count)")
    }
  }
}
