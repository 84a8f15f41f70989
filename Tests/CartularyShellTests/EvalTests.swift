import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyShell

@Suite("Measuring the ranking")
struct EvalTests {
  static let judged = ProjectFiles.path("Tests/CartularyShellTests/Fixtures/judged-samples.csv")
  /// Labels that see every sample.
  static let everyone = [
    "aims-members", "khan-partners", "gravy-partners", "columbia-dsi", "ibm-research", "melbourne-water",
    "itc-analysts",
  ].flatMap { ["--as", $0] }

  @Test("the judged queries over the samples keep their mean")
  func floor() async throws {
    let path = await SampleCatalog.path.value
    let run = await shell(["eval", Self.judged, "--floor", "0.97", "--catalog", path] + Self.everyone)
    #expect(run.exit == .done, "\(run.output)")
    #expect(run.lines.first?.hasSuffix("queries, 0 failed") == true, "\(run.output)")
    #expect(Int(run.lines.first?.prefix { $0.isNumber } ?? "") ?? 0 >= 150)
  }

  @Test("a mean below the floor exits with 1, and a failed query shows the ranks of the expected datasets")
  func failing() async throws {
    let directory = TemporaryDirectory()
    let file = try directory.write(
      "query,expect\nwildfire,melloddy\nwildfire,no-such-id\n\"sensitivity:publik\",melloddy\n", to: "q.csv")
    let path = await SampleCatalog.path.value
    let run = await shell("eval", file, "--floor", "0.5", "--catalog", path)
    #expect(run.exit == .negativeAnswer && run.errors.contains("below 0.5"))
    #expect(run.output.contains("melloddy: has none of the words"))
    #expect(run.output.contains("no-such-id: there is no such dataset"))
    #expect(run.output.contains("  cannot be read: unknown value 'publik'"))
    #expect(run.output.contains("ranked first: gravy-florida-wildfire-evacuation"))
  }

  @Test("a second run is compared with the stored one, and a TREC run has the hits")
  func comparison() async throws {
    let directory = TemporaryDirectory()
    let path = await SampleCatalog.path.value
    let (kept, trec) = (directory.path + "/last.json", directory.path + "/run.txt")
    let first = try directory.write("query,expect\nwildfire,melloddy\n", to: "a.csv")
    let second = try directory.write(
      "query,expect\nwildfire,gravy-florida-wildfire-evacuation=2\n", to: "b.csv")
    #expect(await shell("eval", first, "--last", kept, "--catalog", path).exit == .done)
    let run = await shell("eval", second, "--last", kept, "--run", trec, "--catalog", path)
    #expect(run.output.contains("nDCG@10     1.0000   before 0.0000"))
    #expect(run.output.contains("better  0.0000 → 1.0000  wildfire"))
    let lines = try String(contentsOfFile: trec, encoding: .utf8).split(separator: "\n")
    #expect(lines.first?.hasPrefix("1 Q0 gravy-florida-wildfire-evacuation 1 ") == true)
    let other = try directory.write("not JSON", to: "other")
    #expect(await shell("eval", second, "--last", other, "--catalog", path).exit == .cannotCreate)
  }

  @Test("a part of the ranking is left out on request, and makes a difference")
  func without() async throws {
    let directory = TemporaryDirectory()
    let index = directory.path + "/index"
    let manifests = """
      - {id: long, title: Quality of Xenon Columns, description: By month.}
      - {id: short, title: A report, description: The Quality of Xenon Columns (QXC) and heart attacks.}
      - {id: infarction, title: Myocardial infarction, description: A register of the year 2001., modified: "2001"}
      - {id: later, title: Myocardial infarction, description: A register of the year 2001., modified: "2002"}
      """
    let file = try directory.write(manifests, to: "all.yaml")
    #expect(await shell("publish", file, "--catalog", index).exit == .done)
    for (part, query, id) in [
      ("abbreviations", "qxc", "long"), ("thesaurus", "heart attack", "infarction"),
      ("spelling", "myocardiel", "infarction"), ("beginnings", "myocar", "infarction"),
    ] {
      let judged = try directory.write("query,expect\n\(query),\(id)\n", to: "judged.csv")
      let (whole, less) = (
        await shell("eval", judged, "--catalog", index),
        await shell("eval", judged, "--without", part, "--catalog", index)
      )
      #expect(
        whole.output.contains("0 failed") && less.output.contains("1 failed"), "\(part): \(whole) \(less)")
    }
    let judged = try directory.write("query,expect\nmyocardial infarction,later\n", to: "judged.csv")
    #expect(await shell("eval", judged, "--catalog", index).output.contains("MRR         1.0000"))
    let less = await shell("eval", judged, "--without", "quality", "--without", "names", "--catalog", index)
    #expect(less.output.contains("MRR         0.5000"), "\(less)")
    let unknown = await shell("eval", judged, "--without", "luck", "--catalog", index)
    #expect(unknown.exit == .usage && unknown.errors.contains("must be one of pairs"), "\(unknown)")
  }

  @Test(
    "an error in a file gives its location",
    arguments: [
      ("", "M004"), ("query,reason\na,b\n", "M103"), ("query,expect\na,No Id\n", "M104"),
      ("query,expect\na,b=x\n", "M106"), ("query,expect\na\n", "M015"), ("query,expect\na,\n", "M103"),
      ("query,expect\n", "M012"),
    ])
  func faults(text: String, code: String) async throws {
    let file = try TemporaryDirectory.shared.write(text, to: UUID().uuidString)
    let run = await shell("eval", file, "--catalog", await SampleCatalog.path.value)
    #expect(run.exit == .badInput && run.errors.contains(code), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("measures equal those of trec_eval")
  func measures() {
    let query = JudgedQuery(text: "q", grades: ["a": 3, "b": 1, "c": 1])
    let found = RankingMeasures(ids: ["x", "b", "a", "y"], for: query)
    // Gains 0, 1, 3 against the ideal 3, 1, 1, each over log2(rank + 1).
    let ideal = 3 + 1 / log2(3.0) + 1 / 2
    #expect(abs(found.ndcg10 - (1 / log2(3.0) + 3.0 / 2) / ideal) < 1e-12)
    #expect(found.ndcg5 == found.ndcg10)
    #expect(abs(found.map10 - (1.0 / 2 + 2.0 / 3) / 3) < 1e-12)
    #expect(found.reciprocalRank == 0.5)
    #expect(abs(found.recall100 - 2.0 / 3) < 1e-12)
    #expect(RankingMeasures(ids: [], for: query) == RankingMeasures())
    #expect(RankingMeasures.mean([found, RankingMeasures()]).reciprocalRank == 0.25)
    let late = RankingMeasures(ids: (0..<10).map { "x\($0)" } + ["a"], for: query)
    #expect(late.ndcg10 == 0 && late.map10 == 0 && late.reciprocalRank == 1.0 / 11)
  }
}
