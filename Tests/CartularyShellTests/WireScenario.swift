import Foundation
import TestSupport

@testable import CartularyShell

/// A few days of a small catalog, in which every answer and every part of an answer occurs.
enum WireScenario {
  /// A request to the protocol, and what `WireReference` calls its answer.
  static let requests: [(answer: String, line: String)] = [
    // A cancel is answered out of order: the first is answered first.
    ("cancel", #"{"cmd":"cancel","target":9}"#), ("hello", #"{"cmd":"hello"}"#),
    ("search", #"{"cmd":"search","q":"wildfyre data","facets":true,"profile":"journalist"}"#),
    ("search", #"{"cmd":"search","q":"wildfire sharing:internal"}"#),
    ("search", #"{"cmd":"search","q":"licens :wildfire","mode":"lenient"}"#),
    ("search", #"{"cmd":"search","q":"steward:wildfire"}"#),
    ("search", #"{"cmd":"search","q":"wildfire qqqzzz free commercially"}"#),
    ("count", #"{"cmd":"count","q":"data"}"#),
    ("show", #"{"cmd":"show","record":"yoda-johnson-and-johnson"}"#),
    ("facets", #"{"cmd":"facets","q":"sharing:internal"}"#), ("explain", #"{"cmd":"explain","q":"wild*"}"#),
    ("explain with record", #"{"cmd":"explain","q":"yoda","record":"yoda-johnson-and-johnson"}"#),
    ("suggest", #"{"cmd":"suggest","q":"+wildfyre"}"#),
    ("complete", #"{"cmd":"complete","q":"sensitivity:pu"}"#),
    ("similar", #"{"cmd":"similar","record":"yoda-johnson-and-johnson"}"#),
    ("decide", #"{"cmd":"decide","record":"yoda-johnson-and-johnson","profile":"eu-researcher"}"#),
    ("request", #"{"cmd":"request","record":"yoda-johnson-and-johnson","profile":"eu-researcher"}"#),
    ("reach", #"{"cmd":"reach","record":"yoda-johnson-and-johnson"}"#),
    ("compare", #"{"cmd":"compare","first":"yoda-johnson-and-johnson","second":"yoda-johnson-and-johnson"}"#),
    ("columns", #"{"cmd":"columns","q":"age"}"#),
    ("fields", #"{"cmd":"fields"}"#), ("values", #"{"cmd":"values","field":"publisher"}"#),
  ]

  private static let before = """
    - {id: full, title: The full register, description: Asthma by street., audience: [staff],
       sensitivity: restricted, relations: [{kind: restricted-version-of, target: open}]}
    - {id: open, title: The open register, description: Asthma by county., issued: "2020"}
    - {id: old-name, title: Tides of the harbour, description: Water level by the hour., keywords: [tide, harbour]}
    - {id: twin, title: Ferries of the harbour, description: Departures., keywords: [ferry]}
    """

  private static let after = """
    - {id: full, title: The full register, description: Asthma by street and day., sensitivity: internal,
       relations: [{kind: restricted-version-of, target: open}]}
    - {id: open, title: The open register, description: Asthma by county., issued: "2021"}
    - {id: new-name, title: Tides of the harbour, description: Water level by the hour., keywords: [tide, harbour],
       data-dictionary: {tables: [{name: levels, variables: [{name: level, type: number, unit: m}]}]}}
    - {id: twin, title: Ferries of the harbour, description: Departures., keywords: [ferry]}
    """

  /// What commands print, each with what `WireReference` calls the command.
  static func outputs() async throws -> [(command: String, output: String)] {
    let directory = TemporaryDirectory()
    let index = ["--catalog", directory.path + "/index"]
    var outputs: [(String, String)] = []
    func run(_ arguments: [String], as command: String) async {
      outputs.append((command, await shell(arguments + ["--format", "json"] + index).output))
    }
    let folder = directory.path + "/in"
    try directory.write(before, to: "in/all.yaml")
    await run(["publish", folder, "--by", "Ada"], as: "publish, withdraw")
    _ = await shell(["settings", "query-log", "on"] + index)
    try directory.write(after, to: "in/all.yaml")
    let plan = "diff, publish --dry-run, withdraw --dry-run"
    await run(["diff", folder, "--prune"], as: plan)
    await run(
      [
        "publish", folder, "--prune", "--allow-widening", "full", "--allow-lowering", "full",
        "--allow-deletions", "1",
      ], as: "publish, withdraw")
    await run(["withdraw", "twin", "--reason", "Gone", "--dry-run"], as: plan)
    for query in ["asthma zebras", "zebras", "+asthmma"] {
      await run(["search", query], as: "search")
      await run(["count", query], as: "count, search --count")
    }
    await run(["search", "--count"], as: "count, search --count")
    await run(["facets"], as: "facets")
    await run(["settings"], as: "settings")
    await run(["explain", "asthma"], as: "explain")
    await run(["explain", "asthma", "--hit", "open"], as: "explain --hit")
    await run(["suggest", "asth"], as: "suggest")
    await run(["similar", "open"], as: "similar")
    await run(["log", "--sources", "full"], as: "log")
    await run(["audit"], as: "audit")
    await run(["gaps"], as: "gaps")
    await run(["terms", "open"], as: "terms")
    await run(["columns", "level"], as: "columns")
    await run(["stats"], as: "stats")
    await run(["decide", "full", "--requester", "academic"], as: "decide")
    await run(
      ["request", "full", "--requester", "academic"], as: "request")
    await run(["reach", "open"], as: "reach")
    await run(["report", "reach"], as: "report reach")
    await run(["compare", "full", "open"], as: "compare")
    await run(["doctor"], as: "doctor")
    let judged = try directory.write("query,expect\nasthma,open\nlicens:MIT,open\n", to: "judged.csv")
    await run(["eval", judged, "--times"], as: "eval")
    let faulty = try directory.write("titel: A\n", to: "faulty.yaml")
    outputs.append(("validate", await shell("validate", "--format", "json", folder, faulty).output))
    outputs.append(("schema query-fields", await shell("schema", "query-fields").output))
    outputs.append(("--version --json", await shell("--version", "--json").output))
    await run(["verify"], as: "verify")
    try FileManager.default.removeItem(atPath: directory.path + "/index/shards")
    await run(["verify"], as: "verify")
    return outputs
  }
}
