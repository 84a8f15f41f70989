import CartularyLedger
import CartularyManifests
import CartularyModel
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyMCP

/// Everything that an assistant can be told: one row for each tool, resource, prompt and completion.
private enum AssistantSurfaces {
  static func questions(_ question: WorldQuestion) -> [(name: String, method: String, params: JSONValue)] {
    let (q, id) = (JSONValue.string(question.query), JSONValue.string(question.id))
    let filter: JSONValue = [.string("\(question.facet):\(question.facetPrefix)")]
    let calls: [(String, JSONValue)] = [
      ("overview", [:]), ("search_datasets", ["query": q]),
      ("search_datasets", ["query": q, "sort": .string(question.sort)]),
      (
        "search_datasets", ["query": "asthma", "filters": filter, "usable_for": "eu-researcher", "limit": 20]
      ),
      ("search_datasets", ["query": "asthma OR -asthma", "limit": 3]),
      ("get_dataset", ["id": id, "sections": .texts(RecordSection.names)]),
      ("may_i_use", ["id": id, "profile": "eu-researcher"]),
      ("may_i_use", ["ids": ["rec-1001", id, "rec-1003"], "profile": "commercial-ai"]),
      ("search_variables", ["query": q]), ("search_variables", ["query": "asthma", "filters": filter]),
      ("compare_datasets", ["ids": ["rec-1001", id]]),
      ("compare_datasets", ["ids": ["rec-1001", "rec-1003", "rec-1009"]]),
      ("similar_datasets", ["id": id]),
      ("list_values", ["field": .string(question.facet), "prefix": .string(question.facetPrefix)]),
      ("explain_query", ["query": q]), ("search", ["query": q]), ("fetch", ["id": id]),
    ]
    let address = "cartulary://dataset/\(question.id)"
    let ref: JSONValue = ["type": "ref/resource", "uri": "cartulary://dataset/{id}"]
    let others: [(name: String, method: String, params: JSONValue)] = [
      ("read", "resources/read", ["uri": .string(address)]),
      ("read .md", "resources/read", ["uri": .string(address + ".md")]),
      ("fields", "resources/read", ["uri": "cartulary://fields"]),
      ("guide", "resources/read", ["uri": "cartulary://guide/query"]),
      ("resources", "resources/list", [:]), ("templates", "resources/templates/list", [:]),
      ("prompts", "prompts/list", [:]),
      ("tools", "tools/list", [:]), ("discover", "server/discover", [:]),
      ("initialize", "initialize", ["protocolVersion": "2025-11-25"]),
      (
        "letter", "prompts/get",
        ["name": "write-access-letter", "arguments": ["id": id, "profile": "student"]]
      ),
      ("prompt", "prompts/get", ["name": "find-and-check", "arguments": ["topic": q, "purpose": "x"]]),
      (
        "ids", "completion/complete",
        ["ref": ref, "argument": ["name": "id", "value": .string(String(question.id.prefix(4)))]]
      ),
      ("ids of all", "completion/complete", ["ref": ref, "argument": ["name": "id", "value": ""]]),
    ]
    return calls.map { tool, arguments in
      let params: JSONValue = ["name": .string(tool), "arguments": arguments]
      return (tool, "tools/call", params)
    } + others
  }

  /// Without what differs between two indexes of the same records: seals of cursors and of the state.
  static func text(_ responder: AssistantResponder, _ method: String, _ params: JSONValue, _ era: Era)
    -> String
  {
    (responder.line(era.message(method, params), agreed: era.agreed) ?? "")
      .replacing(/(\d+)-[0-9a-f]{16}/) { "\($0.output.1)-SEAL" }
      .replacing(/generation\\?":\\?"[0-9a-f]{16}/, with: "generation:STATE")
  }
}

@Suite("Assistants learn nothing of what their viewer may not see")
struct AssistantWorldTests {
  private struct Worlds {
    let world: HiddenWorld
    let directory = TemporaryDirectory()
    let whole: DatasetCatalog

    init(seed: UInt64, isLeaky: Bool = false) async throws {
      world = HiddenWorld(seed: seed)
      let path = directory.path + "/whole"
      let catalog = try DatasetCatalog.open(at: path, creating: true)
      for publication in world.history {
        try await catalog.publish(publication, by: author, permissions: .all(publication))
      }
      whole = isLeaky ? try DatasetCatalog.open(at: path, filter: { shards, _ in shards }) : catalog
    }

    func twin(_ labels: [String]) async throws -> DatasetCatalog {
      let twin = try DatasetCatalog.open(
        at: directory.path + "/twin-" + labels.joined(separator: "-"), creating: true)
      try await twin.publish(world.visible(to: labels), by: author)
      return twin
    }

    func questions(seed: UInt64) -> WorldQuestions {
      WorldQuestions(
        seed: seed, about: world, fields: FieldTable.all.map(\.name), facets: FieldTable.facets.map(\.name),
        sortKeys: FieldTable.sortKeys)
    }
  }

  private static func compare(
    _ comparison: inout Comparison, _ question: WorldQuestion, _ labels: [String], _ whole: DatasetCatalog,
    _ twin: DatasetCatalog
  ) throws {
    let viewer = try Viewer(labels: labels)
    let (here, there) = (
      AssistantResponder(AssistantCatalog(whole, as: viewer)),
      AssistantResponder(AssistantCatalog(twin, as: viewer))
    )
    for era in Era.allCases {
      for (name, method, params) in AssistantSurfaces.questions(question) {
        comparison.compare(
          name, AssistantSurfaces.text(here, method, params, era),
          AssistantSurfaces.text(there, method, params, era),
          query: question.query, viewer: labels.joined(separator: "+"))
      }
    }
  }

  @Test(
    "all tools, resources, prompts and completions have the bytes of a catalog that never held the hidden records"
  )
  func worlds() async throws {
    let worlds = try await Worlds(seed: 61)
    var questions = worlds.questions(seed: 62)
    var comparison = Comparison()
    let count = WorldQuestions.count(7, environment: ProcessInfo.processInfo.environment)
    for (number, labels) in HiddenWorld.viewers.enumerated() {
      let twin = try await worlds.twin(labels)
      for _ in 0..<max(1, count / HiddenWorld.viewers.count) {
        comparison.countQuery()
        try Self.compare(&comparison, questions.next(), labels, worlds.whole, twin)
      }
      #expect(comparison.pointCount > number * 80)
    }
    let (isEqual, report) = (comparison.isEqual, comparison.report)
    print("non-interference, assistants: \(comparison.summary)")
    #expect(isEqual, "\(report)")
    let asked = Set(
      AssistantSurfaces.questions(questions.next()).filter { $0.method == "tools/call" }.map(\.name))
    #expect(ToolTable.tools(withConnectors: true).allSatisfy { asked.contains($0.name) })
  }

  @Test("opening every shard for everyone is found")
  func leaks() async throws {
    let worlds = try await Worlds(seed: 63, isLeaky: true)
    let twin = try await worlds.twin([])
    var questions = worlds.questions(seed: 64)
    var comparison = Comparison()
    for _ in 0..<3 { try Self.compare(&comparison, questions.next(), [], worlds.whole, twin) }
    for surface in [
      "overview", "search_datasets", "list_values", "explain_query", "search", "discover", "initialize",
      "ids of all",
    ] {
      let found = comparison.hasLeak(on: surface)
      #expect(found, "no leak found on \(surface)")
    }
  }
}
