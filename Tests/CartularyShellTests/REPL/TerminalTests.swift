import Foundation
import TestSupport
import Testing

@testable import CartularyShell

/// What a user does at a terminal. Everything here happens in the program itself, in a pseudo-terminal.
@Suite("The REPL at a terminal", .serialized)
struct TerminalTests {
  private let directory = TemporaryDirectory()

  /// A session that awaits the first key.
  private func open(_ environment: [String: String] = [:], _ arguments: String...) async throws
    -> PseudoTerminal
  {
    let path = await SampleCatalog.path.value
    let terminal = try PseudoTerminal(
      ProcessTests.products + "/cartulary", ["repl", "--catalog", path] + arguments, environment: environment)
    if environment["TERM"] == nil { try terminal.ready() } else { try terminal.expect("cartulary> ") }
    return terminal
  }

  @Test("the Tab key completes commands, fields, values and ids, and lists ambiguous candidates")
  func tabulator() async throws {
    let terminal = try await open()
    // What a completion adds is drawn in pieces, so the line that was read is what is checked.
    try terminal.answer(to: ".mo\tid")
    #expect(try terminal.answer(to: ".mode").output == "id\r\n")
    try terminal.type(".fi\t")
    try terminal.expect(".filters")
    try terminal.type("\u{3}")
    try terminal.expect("^C")
    try terminal.ready()
    // A field, then one of its values.
    try terminal.answer(to: "sensitivi\tpubli\t")
    #expect(try terminal.answer(to: ".history").output.contains("\nsensitivity:public"))
    // An id of a record.
    #expect(
      try terminal.answer(to: ".show yoda-johnson-and-j\tterm\t").output.contains("May I use it?"))
    #expect(try terminal.answer(to: ".moed").output.contains("did you mean .mode?"))
    #expect(try terminal.leave() == 0)
  }

  @Test("text typed in any script is read as typed, even after editing it")
  func scripts() async throws {
    let terminal = try await open()
    try terminal.answer(to: "海洋é\u{7F}\u{7F}")
    try terminal.answer(to: "naïve café 数据")
    let history = try terminal.answer(to: ".history").output
    #expect(history == "海\r\nnaïve café 数据\r\n.history\r\n")
    // Up twice, past `.history`: the line before it comes back.
    try terminal.type("\u{1B}[A\u{1B}[A")
    try terminal.expect("数据")
    try terminal.type("\u{3}")
    try terminal.ready()
    #expect(try terminal.leave() == 0)
  }

  @Test("history is kept for the next session, readable only by its owner, however this one ends")
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

  @Test("200 lines pasted at once are answered one by one")
  func paste() async throws {
    let file = directory.path + "/history"
    let terminal = try await open(["CARTULARY_HISTORY": file])
    let lines = (1...200).map { "nothinghasthis\($0)" }
    try terminal.type(lines.joined(separator: "\r") + "\r.mode\r")
    for _ in lines { #expect(try terminal.answer().output.contains("0 datasets")) }
    #expect(try terminal.answer().output == "list\r\n")
    let kept = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(kept == lines + [".mode"])
    #expect(try terminal.leave() == 0)
  }

  @Test("Ctrl-C discards a line, abandons a running command, and never exits")
  func interrupt() async throws {
    let terminal = try await open()
    // An escape waits for the rest of a key sequence, and a command like Ctrl-V for its character.
    for line in ["never searched", "", "never \u{1B}", "never \u{16}", "never \u{12}sea"] {
      try terminal.type(line + "\u{3}")
      try terminal.expect("^C")
      try terminal.ready()
    }
    #expect(try terminal.answer(to: ".history").output == ".history\r\n")
    #expect(terminal.handsOnKeys)
    try terminal.type(".once \(try blocked())\r")
    try terminal.begun()
    #expect(terminal.handsOnKeys)
    // What is typed ahead is discarded with it.
    try terminal.type("never\r")
    try terminal.type("\u{3}")
    let abandoned = try terminal.rest()
    #expect(abandoned.output == "abandoned\r\n" && abandoned.status == "130")
    #expect(try terminal.answer(to: ".history").output.hasSuffix("pipe\r\n.history\r\n"))
    #expect(try terminal.leave() == 0)
  }

  @Test("a Ctrl-C just as a command ends or begins applies to the command or to the next prompt")
  func interruptAtAnyMoment() async throws {
    let terminal = try await open()
    var abandonedCount = 0
    for number in 0..<20 {
      try terminal.type("synthetic data\r")
      try terminal.begun()
      usleep(UInt32(number) * 1_000)
      try terminal.type("\u{3}")
      let answer = try terminal.rest()
      if answer.status == "130" {
        abandonedCount += 1
      } else {
        #expect(answer.output.contains("synthetic"))
        try terminal.expect("^C")
        try terminal.ready()
      }
    }
    #expect(try terminal.answer(to: ".mode").output == "list\r\n", "\(abandonedCount) of 20 abandoned")
    #expect(try terminal.leave() == 0)
  }

  @Test("Ctrl-C abandons a whole script, and the scripts that include it")
  func interruptScript() async throws {
    let inner = try directory.write(String(repeating: ".limit 7\n", count: 200_000), to: "inner")
    let outer = try directory.write(".read \(inner)\n.limit 9\n", to: "outer")
    let terminal = try await open()
    try terminal.type(".read \(outer)\r")
    try terminal.begun()
    try terminal.type("\u{3}")
    #expect(try terminal.rest().status == "130")
    #expect(!(try terminal.answer(to: ".limit").output.contains("9")))
    #expect(try terminal.leave() == 0)
  }

  @Test("Ctrl-D exits, even if typed while a command is running, and deletes within a line")
  func endOfInput() async throws {
    let terminal = try await open()
    try terminal.answer(to: ".modex\u{1B}[D\u{4}")
    #expect(try terminal.answer(to: ".history").output == ".mode\r\n.history\r\n")
    try terminal.type("synthetic data\r")
    try terminal.begun()
    try terminal.type("\u{4}")
    #expect(try terminal.rest().output.contains("synthetic"))
    #expect(try terminal.end() == 0)
  }

  /// A pipe that nobody reads, which blocks anyone who opens it for writing.
  private func blocked() throws -> String {
    let path = directory.path + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    return path
  }

  @Test("resizing the window repaints the line")
  func resize() async throws {
    let terminal = try await open()
    try terminal.type("wildfi")
    try terminal.expect("wildfi")
    terminal.resize(columns: 50)
    try terminal.expect("cartulary> wildfi")
    try terminal.answer(to: "re")
    #expect(try terminal.answer(to: ".history").output == "wildfire\r\n.history\r\n")
  }

  @Test("filters are shown in the prompt, a backslash continues a line, n turns pages")
  func prompts() async throws {
    let terminal = try await open()
    try terminal.type(".filter sharing:open-data\r")
    try terminal.begun()
    #expect(try terminal.ready().hasSuffix("cartulary[sharing:open-data]> "))
    try terminal.answer(to: ".unfilter all")
    try terminal.answer(to: ".mode id")
    try terminal.answer(to: ".limit 1")
    try terminal.type("wildfire OR \\\r")
    #expect(try terminal.ready().hasSuffix("...> "))
    let (first, second) = (try terminal.answer(to: "data"), try terminal.answer(to: "n"))
    #expect(first.output.contains(".next shows more") && first.status == "0")
    #expect(second.status == "0" && second.output != first.output)
    #expect(try terminal.answer(to: ".page 0").status == "1")
    #expect(try terminal.answer(to: ".columns tract").output.contains("  name   type"))
  }

  @Test("a dumb terminal accepts every line, and gets no marks")
  func plain() async throws {
    let terminal = try await open(["TERM": "dumb"])
    try terminal.type("海洋 é\r")
    try terminal.expect("\ncartulary> ")
    try terminal.type(".history\r")
    #expect(try terminal.expect("\ncartulary> ").contains("\n海洋 é\r\n"))
    try terminal.type("never\u{3}")
    try terminal.expect("^C")
    try terminal.expect("cartulary> ")
    #expect(try terminal.leave() == 0)
    #expect(!terminal.shown.contains(0x1B))
  }

  @Test("marks are printed only if requested", arguments: ["", "0"])
  func unmarked(choice: String) async throws {
    let terminal = try PseudoTerminal(
      ProcessTests.products + "/cartulary", ["repl", "--catalog", await SampleCatalog.path.value],
      environment: ["CARTULARY_PROMPT_MARKS": choice])
    try terminal.expect("cartulary> ")
    try terminal.type(".mode\r")
    try terminal.expect("\nlist\r\n")
    #expect(try terminal.leave() == 0)
    #expect(!String(decoding: terminal.shown, as: UTF8.self).contains("]133;"))
  }

  @Test("in a locale without Unicode, typing any script does no harm, and symbols are drawn in ASCII")
  func plainLocale() async throws {
    let terminal = try await open(["LC_ALL": "C"])
    try terminal.answer(to: "海洋 é🌊\u{7F}")
    #expect(try terminal.answer(to: ".history").output == "海洋 é\r\n.history\r\n")
    // A character that reverses the text direction, and a control that begins escape sequences in locales without
    // UTF-8.
    let refused = try terminal.answer(to: "licens:\u{202E}\u{9B}31m")
    #expect(refused.status == "1" && refused.output.contains("licens:\u{FFFD}31m"), "\(refused)")
    #expect(!refused.output.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{9B}" })
    let facets = try terminal.answer(to: ".facets sharing")
    #expect(facets.status == "0" && facets.output.allSatisfy(\.isASCII))
    // The sample's own text is only ASCII.
    let page = try terminal.answer(to: "+mobility +telecommunications").output
    #expect(page.contains("...") && page.allSatisfy(\.isASCII), "\(page)")
    #expect(try terminal.leave() == 0)
  }

  @Test("output taller than the screen is shown in the pager, and printed without it")
  func pager() async throws {
    let terminal = try await open(["PAGER": "sed 's/^/PAGED /'"])
    #expect(try terminal.answer(to: "data").output.contains("PAGED "))
    #expect(!(try terminal.answer(to: ".mode id").output.contains("PAGED")))
    #expect(!(try terminal.answer(to: "data").output.contains("PAGED")))
    try terminal.answer(to: ".pager on")
    #expect(try terminal.answer(to: "data").output.contains("PAGED "))
    try terminal.answer(to: ".pager no-such-program-at-all")
    try terminal.answer(to: ".limit 50")
    #expect(try terminal.answer(to: "data").output.contains("\nyoda-"))
    try terminal.answer(to: ".pager off")
    #expect(!(try terminal.answer(to: "data").output.contains("PAGED")))
    #expect(try terminal.leave() == 0)
  }
}
