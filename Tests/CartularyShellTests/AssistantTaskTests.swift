import CartularyCatalog
import CartularyLedger
import CartularyManifests
import CartularyModel
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyMCP
@testable import CartularyShell

/// What a person asks an assistant about the samples, as an agent without a model puts it to the tools.
private struct AssistantTask {
  let words: String
  /// The beginning of a publisher's name, if the question names one: its spelling is then looked up.
  let publisher: String?
  /// The standard profile that fits who asks.
  let profile: String
  let id: String

  init(_ words: String, by publisher: String? = nil, for profile: String, _ id: String) {
    (self.words, self.publisher, self.profile, self.id) = (words, publisher, profile, id)
  }

  static let all = [
    AssistantTask(
      "wildfire evacuation movements", by: "gravy", for: "eu-researcher", "gravy-florida-wildfire-evacuation"),
    AssistantTask("broadband speed by zip code", for: "eu-researcher", "airband-broadband-usage"),
    AssistantTask("broadband speed by zip code", for: "commercial-ai", "airband-broadband-usage"),
    AssistantTask(
      "victims of human trafficking synthetic", for: "eu-researcher", "iom-trafficking-synthetic"),
    AssistantTask("victims of human trafficking synthetic", for: "journalist", "iom-trafficking-synthetic"),
    AssistantTask("tax and education records", for: "statistics-office", "estonia-private-statistics"),
    AssistantTask("suicidal ideation search queries", for: "student", "india-youth-search-queries"),
    AssistantTask("sputum pathogen antimicrobial resistance", for: "eu-researcher", "vivli-amr-register"),
    AssistantTask("clinical trials", by: "johnson", for: "eu-researcher", "yoda-johnson-and-johnson"),
    AssistantTask("clinical trials YODA", by: "johnson", for: "commercial-ai", "yoda-johnson-and-johnson"),
    AssistantTask("YODA", by: "medtronic", for: "student", "yoda-medtronic"),
    AssistantTask("internal trial data", by: "johnson", for: "journalist", "johnson-and-johnson-internal"),
    AssistantTask("students learning algebra", by: "aims", for: "eu-researcher", "aims-collaboratory-trios"),
    AssistantTask("state test scores school districts", for: "journalist", "khan-school-districts"),
    AssistantTask("platform data for its own research", by: "khan", for: "student", "khan-internal-usage"),
    AssistantTask("hiring rate", by: "linkedin", for: "eu-researcher", "linkedin-hiring-rate"),
    AssistantTask("career transitions", by: "linkedin", for: "commercial-ai", "linkedin-career-transitions"),
    AssistantTask("skills genome", by: "linkedin", for: "statistics-office", "linkedin-skills-genome"),
    AssistantTask(
      "economic graph challenge", by: "linkedin", for: "student", "linkedin-economic-graph-challenge"),
    AssistantTask("data for impact", by: "linkedin", for: "statistics-office", "linkedin-data-for-impact"),
    AssistantTask("drug discovery data melloddy", for: "commercial-ai", "melloddy"),
    AssistantTask("developer datasets", by: "ibm", for: "commercial-ai", "ibm-developer-datasets"),
    AssistantTask("developer datasets", by: "ibm", for: "student", "ibm-developer-datasets"),
    AssistantTask(
      "researchers share outside the company", by: "ibm", for: "eu-researcher", "ibm-external-sharing"),
    AssistantTask(
      "location data for academic research and humanitarian initiatives", by: "cuebiq", for: "eu-researcher",
      "cuebiq-data-for-good"),
    AssistantTask("location data", by: "cuebiq", for: "journalist", "cuebiq-data-for-good"),
    AssistantTask("thrombosis COVID-19 patients", for: "eu-researcher", "fda-sentinel-trinetx"),
    AssistantTask("discourse on HIV", by: "twitter", for: "journalist", "twitter-unaids-hiv"),
    AssistantTask("wave elevation", for: "commercial-ai", "ukri-wave-elevation"),
    AssistantTask(
      "reduced price location social good", by: "gravy", for: "eu-researcher", "gravy-data-for-social-good"),
  ]
}

@Suite("Questions that people ask an assistant")
struct AssistantTaskTests {
  @Test("thirty questions lead to the right dataset and outcome in four calls at most")
  func tasks() async throws {
    let rows = try StrictFormats.tsv(
      ProjectFiles.text("Tests/CartularyShellTests/Fixtures/sample-decisions.tsv"))
    let outcomes = Dictionary(uniqueKeysWithValues: rows.dropFirst().map { ($0[0], $0) })
    let catalog = try DatasetCatalog.open(at: await SampleCatalog.path.value)
    // Some of the samples are for fewer people than everyone.
    let labels = EvalTests.everyone.filter { $0 != "--as" }
    let responder = AssistantResponder(AssistantCatalog(catalog, as: try Viewer(labels: labels)))
    #expect(AssistantTask.all.count == 30)
    for task in AssistantTask.all {
      var agent = Agent(responder: responder)
      let found = try agent.answer(task)
      let column = try #require(rows[0].firstIndex(of: task.profile))
      let expected = outcomes[task.id]?[column]
      #expect(
        found.id == task.id && found.outcome == expected,
        "\(task.words): \(found), not \(task.id) \(expected ?? "")")
      #expect(agent.callCount <= 4 && agent.byteCount <= 4 * 24_000)
    }
  }

  private struct Agent {
    let responder: AssistantResponder
    var callCount = 0
    var byteCount = 0

    mutating func answer(_ task: AssistantTask) throws -> (id: String?, outcome: String?) {
      var filters: [JSONValue] = []
      if let publisher = task.publisher {
        let values = try call("list_values", ["field": "publisher", "prefix": .string(publisher)])["values"]
        let name = values?.array?.first?["value"]?.string ?? ""
        filters = [.string("publisher:\"\(name)\"")]
      }
      let hits = try call(
        "search_datasets",
        ["query": .string(task.words), "filters": .array(filters), "usable_for": .string(task.profile)])[
          "hits"]
      guard let hit = hits?.array?.first, let id = hit["id"] else { return (nil, nil) }
      let decision = try call("may_i_use", ["id": id, "profile": .string(task.profile)])["decisions"]?.array?
        .first
      // The two tools say the same, and whatever is not a plain permission comes with something to do or to ask.
      #expect(decision?["outcome"] == hit["usable"])
      if let outcome = decision?["outcome"], outcome != "allowed" {
        let isTold = [decision?["reasons"], decision?["steps"]].contains { $0?.array?.isEmpty == false }
        #expect(isTold)
      }
      return (id.string, decision?["outcome"]?.string)
    }

    private mutating func call(_ tool: String, _ arguments: JSONValue) throws -> JSONValue {
      callCount += 1
      let message: JSONValue = [
        "jsonrpc": "2.0", "id": 1, "method": "tools/call",
        "params": ["name": .string(tool), "arguments": arguments],
      ]
      let line = responder.reply(to: Array(message.text.utf8), agreed: .november2025).text ?? ""
      let result = try JSONValue(json: Array(line.utf8))["result"]
      let text = result?["content"]?.array?.first?["text"]?.string ?? ""
      byteCount += text.utf8.count
      #expect(result?["isError"] == false, "\(text)")
      return result?["structuredContent"] ?? .null
    }
  }
}
