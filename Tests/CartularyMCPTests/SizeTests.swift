import CartularyManifests
import CartularyModel
import CartularyWire
import TestSupport
import Testing

@testable import CartularyMCP

@Suite("Answers for assistants are short, whole and say what is missing")
struct SizeTests {
  private static let long = SourcedDataset.sample("long") { dataset in
    dataset.description = String(repeating: "Ünïcode wörds ", count: 3_000)
    dataset.keywords = (1...1_500).map { "keyword number \($0)" }
    dataset.access.note = String(repeating: "A \"note\"\n", count: 600)
    dataset.access.requirements = (1...200).map { number in
      var requirement = AccessRequirement(kind: .agreement)
      requirement.name = "Agreement \(number) " + String(repeating: "with words ", count: 20)
      return requirement
    }
    dataset.dataDictionary = DataDictionary(
      tables: [
        DataTable(
          name: "t",
          variables: (1...10_000).map { number in
            var variable = Variable(name: "v\(number)")
            variable.description = "What it means, in a few words."
            return variable
          })
      ])
  }

  /// Made once: it is large.
  private static let responder = Task {
    try await Assisted([long, .sample("other") { $0.dataDictionary = .levels(["v1"]) }]).responder
  }

  @Test(
    "a record of hundreds of kilobytes with 10,000 variables is cut at whole items",
    arguments: [Era.modern])
  func longRecord(era: Era) async throws {
    let responder = try await Self.responder.value
    let sections: JSONValue = .texts(RecordSection.names)
    for (tool, arguments) in [
      ("overview", [:]), ("search_datasets", ["query": "record"]), ("get_dataset", ["id": "long"]),
      ("get_dataset", ["id": "long", "sections": sections]),
      ("get_dataset", ["id": "long", "sections": ["variables"]]),
      ("may_i_use", ["ids": ["long", "other"], "profile": "student"]),
      ("search_variables", ["query": "v100", "limit": 50]),
      ("compare_datasets", ["ids": ["long", "other"]]), ("similar_datasets", ["id": "other"]),
      ("list_values", ["field": "keyword", "limit": 100]), ("explain_query", ["query": "words OR record"]),
      ("search", ["query": "record"]), ("fetch", ["id": "long"]),
    ] as [(String, JSONValue)] {
      let reply = try responder.call(tool, arguments, era)
      let links = reply.links.reduce(0) {
        $0 + ResourceTable.link(to: String($1.dropFirst(20))).byteCount + 1
      }
      #expect(
        !reply.isError && reply.text.utf8.count + links <= AnswerBudget.byteCount,
        "\(tool): \(reply.text.utf8.count)")
      if reply.text.contains("Agreement 1 "), !reply.text.contains("Agreement 200 ") {
        #expect(reply["truncated"] == true && reply["cut"] != [:] || reply["shortened"] != 0, "\(tool)")
      }
      if let schema = ToolTable.own.first(where: { $0.name == tool })?.json["outputSchema"] {
        #expect(SchemaCheck.faults(of: reply.content, schema) == [], "\(tool)")
      }
    }
    for end in ["", ".md"] {
      let contents = try responder.result(
        "resources/read", ["uri": .string("cartulary://dataset/long" + end)], era)["contents"]
      let text = contents?.array?.first?["text"]?.string ?? ""
      #expect(text.utf8.count <= AnswerBudget.byteCount && text.contains("truncated"), "\(text.utf8.count)")
    }
    for guide in ["cartulary://fields", "cartulary://guide/query"] {
      let text = try responder.result("resources/read", ["uri": .string(guide)], era)["contents"]?.array?
        .first?["text"]
      #expect((100...AnswerBudget.byteCount).contains(text?.string?.utf8.count ?? 0))
    }
    let letter = try responder.result(
      "prompts/get", ["name": "write-access-letter", "arguments": ["id": "long", "profile": "student"]], era)
    #expect(letter["messages"]?.array?.count == 2 && letter.byteCount <= 2 * AnswerBudget.byteCount)
  }

  @Test("variables of any length are walked through to the last")
  func walk() async throws {
    let responder = try await Self.responder.value
    var (names, cursor): ([String], JSONValue?) = ([], nil)
    // Some pages are enough to see that they join; the rest is counted.
    for _ in 0..<9 {
      var arguments: [String: JSONValue] = ["id": "long", "sections": ["variables"]]
      arguments["cursor"] = cursor
      let reply = try responder.call("get_dataset", .object(arguments))
      names += (reply["variables"].array ?? []).compactMap { $0["name"]?.string }
      #expect(reply["omitted"].int == 10_000 - names.count)
      cursor = reply["next_cursor"]
    }
    #expect(names == (1...names.count).map { "v\($0)" } && names.count > 400)
  }

  @Test("of many decisions those that fit are given, and the others named")
  func decisions() async throws {
    let ids = (1...20).map { "d\($0)" }
    let records = ids.map { id in
      SourcedDataset.sample(id) { dataset in
        dataset.access.requirements = (1...12).map { _ in
          var requirement = AccessRequirement(kind: .agreement)
          requirement.name = String(repeating: "Agreement ", count: 12)
          return requirement
        }
      }
    }
    let reply = try await Assisted(records).call("may_i_use", ["ids": .texts(ids), "profile": "student"])
    let decided = (reply["decisions"].array ?? []).compactMap { $0["id"]?.string }
    let rest = (reply["not_decided"].array ?? []).compactMap(\.string)
    #expect(
      decided + rest == ids && !rest.isEmpty && reply["truncated"] == true
        && reply["omitted"].int == rest.count)
  }
}
