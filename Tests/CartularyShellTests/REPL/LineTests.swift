import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyShell

@Suite("Completion, history and work that can be abandoned")
struct LineTests {
  private func completion(of line: String, labels: [String] = []) async throws -> LineCompletion {
    let catalog = try DatasetCatalog.open(at: await SampleCatalog.path.value)
    let state = ReplState(catalog: catalog, viewer: try Viewer(labels: labels), format: .list)
    return ReplCompleter(state: state).completion(of: line)
  }

  @Test(
    "each position in a line is completed with what is valid there",
    arguments: [
      (".mo", ".mode "), (".why-", ".why-not "), (".mode js", "json"), (".timing of", "off "),
      (".help mod", "mode "),
      (".show yoda-johnson-and-johnson te", "terms "), (".sort modi", "modified "),
      (".filter sensitivity:publ", "public "),
      ("sensitivi", "sensitivity:"), ("wildfire sharing:open-d", "open-data "),
      (".values sensit", "sensitivity "),
      (".profile journ", "journalist "), (".facets sensi", "sensitivity "),
    ])
  func places(line: String, replacement: String) async throws {
    #expect(try await completion(of: line).replacement == replacement)
  }

  @Test(
    "nothing is offered if nothing fits",
    arguments: [".nosuch x", ".limit ", ".sort modified x", "zzzzqqq", ".show x y z"])
  func nothing(line: String) async throws {
    #expect(try await completion(of: line).replacement == nil)
  }

  @Test("ids and values are those of the viewer's own records")
  func permitted() async throws {
    let directory = TemporaryDirectory()
    try directory.write(
      "id: secret-lake\ntitle: T\ndescription: D\nkeywords: [zanzibar]\naudience: [staff]\n", to: "a.yaml")
    try directory.write("id: seen-lake\ntitle: T\ndescription: D\n", to: "b.yaml")
    let index = directory.path + "/index"
    #expect(await shell("publish", directory.path, "--catalog", index).exit == .done)
    for (labels, ids, words) in [
      ([], ["seen-lake"], []), (["staff"], ["secret-lake", "seen-lake"], ["zanzibar"]),
    ] {
      let state = ReplState(
        catalog: try DatasetCatalog.open(at: index), viewer: try Viewer(labels: labels as [String]),
        format: .list)
      let completer = ReplCompleter(state: state)
      #expect(completer.completion(of: ".show se").candidates.sorted() == ids as [String])
      #expect(completer.completion(of: "zanzi").candidates == words as [String])
    }
  }

  @Test("candidates without a longer common prefix are listed in columns")
  func listing() {
    let completion = LineCompletion(typed: ".fi", candidates: [".filter", ".filters", ".fieldlist"])
    #expect(completion.replacement == nil)
    #expect(completion.listing(width: 30).split(separator: "\n").count == 2)
    #expect(LineCompletion(typed: ".fil", candidates: [".filter", ".filters"]).replacement == ".filter")
  }

  @Test("history keeps the last thousand lines of several sessions, without line feeds")
  func history() throws {
    let directory = TemporaryDirectory()
    let file = HistoryFile(path: directory.path + "/deep/history")
    for number in 0..<1_003 { file.append("line \(number)") }
    #expect(file.lines.count == 1_000 && file.lines.first == "line 3")
    HistoryFile(path: file.path).append("from elsewhere")
    file.append("a\nb")
    file.append("last")
    #expect(file.lines.suffix(2) == ["from elsewhere", "last"])
    #expect(HistoryFile(path: "/proc/no/history").lines.isEmpty)
    HistoryFile(path: "/proc/no/history").append("goes nowhere")
  }

  @Test("work is awaited, or abandoned when the user interrupts")
  func abandoning() {
    #expect(AbandonableWork.result(of: { 7 }, isInterrupted: { false }) == 7)
    let gate = DispatchSemaphore(value: 0)
    let abandoned: Void? = AbandonableWork.result(of: { gate.wait() }, isInterrupted: { true })
    #expect(abandoned == nil)
    gate.signal()
  }
}
