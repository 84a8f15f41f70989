import Foundation
import TestSupport
import Testing

@testable import CatalogShell

/// What a person at a terminal does. Everything here happens in the program itself, in a pseudo-terminal.
@Suite(
  "The REPL at a terminal", .serialized,
  .enabled(
    if: ProcessInfo.processInfo.environment["CARTULARY_TERMINAL"] != nil,
    "typing needs a machine that is not busy: make terminal"))
struct TerminalTests {
  private let directory = TemporaryDirectory()

  private func open(_ environment: [String: String] = [:], _ arguments: String...) async throws
    -> PseudoTerminal
  {
    let path = await SampleCatalog.path.value
    let terminal = try PseudoTerminal(
      ProcessTests.products + "/cartulary", ["repl", "--catalog", path] + arguments, environment: environment)
    try terminal.expect("cartulary> ")
    return terminal
  }

  @Test("the tabulator completes commands, fields, values and ids, and lists what it cannot decide")
  func tabulator() async throws {
    let terminal = try await open()
    // What a completion adds is drawn piece by piece: what was read is what counts.
    try terminal.answer(to: ".mo\tid")
    #expect(try terminal.answer(to: ".mode").contains("\nid\r"))
    try terminal.type(".fi\t")
    try terminal.expect(".filters")
    try terminal.type("\u{3}")
    try terminal.expect("^C")
    try terminal.expect("cartulary> ")
    // A field, then a value of it.
    try terminal.answer(to: "sensitivi\tpubli\t")
    #expect(try terminal.answer(to: ".history").contains("\nsensitivity:public"))
    // An id of a record.
    #expect(try terminal.answer(to: ".show yoda-johnson-and-j\tterm\t").contains("May I use it?"))
    #expect(try terminal.answer(to: ".moed").contains("did you mean .mode?"))
    #expect(try terminal.leave() == 0)
  }

  @Test("what is typed in any script is read as typed, also after going back over it")
  func scripts() async throws {
    let terminal = try await open()
    try terminal.answer(to: "海洋é\u{7F}\u{7F}")
    try terminal.answer(to: "naïve café 数据")
    let history = try terminal.answer(to: ".history")
    #expect(history.contains("\n海\r\n") && history.contains("\nnaïve café 数据\r\n"))
    // Up twice, past `.history`: the line before it comes back.
    try terminal.type("\u{1B}[A\u{1B}[A")
    try terminal.expect("数据")
    try terminal.type("\u{3}")
    try terminal.expect("cartulary> ")
    #expect(try terminal.leave() == 0)
  }

  @Test("history is kept for the next session, for its owner alone, whatever ends this one")
  func history() async throws {
    let file = directory.path + "/state/history"
    let first = try await open(["CARTULARY_HISTORY": file])
    try first.answer(to: "wildfire smoke")
    first.hangUp()
    _ = try first.end()
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "wildfire smoke\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect((attributes[.posixPermissions] as? NSNumber)?.int16Value == 0o600)
    let second = try await open(["CARTULARY_HISTORY": file])
    try second.type("\u{1B}[A")
    try second.expect("wildfire smoke")
    try second.answer(to: "")
    try second.type(".quit 1\r")
    #expect(try second.end() == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/state") == ["history"])
  }

  @Test("200 lines that are pasted at once are answered one by one")
  func paste() async throws {
    let file = directory.path + "/history"
    let terminal = try await open(["CARTULARY_HISTORY": file])
    let lines = (1...200).map { "nothinghasthis\($0)" }
    try terminal.type(lines.joined(separator: "\r") + "\r.mode\r")
    try terminal.expect("\nlist\r\n")
    try terminal.expect("cartulary> ")
    let kept = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(kept == lines + [".mode"])
    #expect(try terminal.leave() == 0)
  }

  @Test("Ctrl-C throws a line away, abandons what runs, and never leaves")
  func interrupt() async throws {
    let terminal = try await open()
    try terminal.type("never searched\u{3}")
    try terminal.expect("^C")
    try terminal.expect("cartulary> ")
    // A pipe that nobody reads holds up whoever opens it for writing.
    let pipe = directory.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    try terminal.type(".once \(pipe)\r")
    // Typed into a line, Ctrl-C would be a key of the editor: it has to come when the command runs.
    while !isHidden(terminal) { usleep(5_000) }
    try terminal.type("\u{3}")
    try terminal.expect("abandoned")
    try terminal.expect("cartulary> ")
    for _ in 0..<5 {
      try terminal.type("synthetic data\r\u{3}")
      try terminal.expect("cartulary> ")
    }
    // Some of these were keys at a prompt and some signals: what comes next is answered all the same.
    try terminal.type(".mode\r")
    try terminal.expect("\nlist\r\n")
    try terminal.type(".history\r")
    #expect(!(try terminal.expect("\n.history\r\n")).contains("never searched"))
    try terminal.expect("cartulary> ")
    #expect(try terminal.leave() == 0)
  }

  /// Whether the program has hidden typing, as it does while a command runs.
  private func isHidden(_ terminal: PseudoTerminal) -> Bool {
    terminal.flags.map { $0 & UInt32(ISIG) != 0 && $0 & UInt32(ECHO) == 0 } ?? true
  }

  @Test("a window of another size repaints the line")
  func resize() async throws {
    let terminal = try await open()
    try terminal.type("wildfi")
    try terminal.expect("wildfi")
    terminal.resize(columns: 50)
    try terminal.expect("cartulary> wildfi")
    try terminal.answer(to: "re")
    #expect(try terminal.answer(to: ".history").contains("\nwildfire\r\n"))
    #expect(terminal.shown.isEmpty == false)
  }

  @Test("filters stand in the prompt, a backslash continues a line, pages turn with n")
  func prompts() async throws {
    let terminal = try await open()
    try terminal.type(".filter sharing:open-data\r")
    try terminal.expect("cartulary[sharing:open-data]> ")
    try terminal.type(".unfilter all\r")
    try terminal.expect("\ncartulary> ")
    try terminal.answer(to: ".mode id")
    try terminal.answer(to: ".limit 1")
    try terminal.type("wildfire OR \\\r")
    try terminal.expect("...> ")
    #expect(try terminal.answer(to: "data").contains(".next shows more"))
    #expect(!(try terminal.answer(to: "n")).contains("error"))
  }

  @Test("a terminal that can do nothing takes every line", arguments: [["TERM": "dumb"]])
  func plain(environment: [String: String]) async throws {
    let terminal = try await open(environment)
    try terminal.answer(to: "海洋 é")
    #expect(try terminal.answer(to: ".history").contains("\n海洋 é\r\n"))
    try terminal.type("\u{3}")
    try terminal.expect("cartulary> ")
    #expect(try terminal.leave() == 0)
  }

  @Test("what is higher than the screen goes through the pager, and without it is printed")
  func pager() async throws {
    let terminal = try await open(["PAGER": "sed 's/^/PAGED /'"])
    #expect(try terminal.answer(to: "data").contains("PAGED "))
    #expect(!(try terminal.answer(to: ".mode id")).contains("PAGED"))
    #expect(!(try terminal.answer(to: "data")).contains("PAGED"))
    try terminal.answer(to: ".pager on")
    #expect(try terminal.answer(to: "data").contains("PAGED "))
    try terminal.answer(to: ".pager no-such-program-at-all")
    try terminal.answer(to: ".limit 50")
    #expect(try terminal.answer(to: "data").contains("\nyoda-"))
    try terminal.answer(to: ".pager off")
    #expect(!(try terminal.answer(to: "data")).contains("PAGED"))
    #expect(try terminal.leave() == 0)
  }
}
