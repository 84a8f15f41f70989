import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyShell

@Suite("Files and hints of the REPL")
struct ReplFileTests {
  private let directory = TemporaryDirectory()

  private func answer(_ line: String, _ state: ReplState, isInteractive: Bool = false) -> ReplTurn.Outcome {
    ReplTurn.answer(
      line, state,
      style: .init(isTerminal: false, hasColor: false, width: nil, glyphs: .unicode),
      isInteractive: isInteractive)
  }

  private func state() async throws -> ReplState {
    let catalog = try DatasetCatalog.open(at: await SampleCatalog.path.value)
    return ReplState(catalog: catalog, viewer: .public, format: .tsv)
  }

  @Test(
    "results go back to standard output as users of other shells type it",
    arguments: [".output", ".output -", ".output stdout"])
  func standardOutput(line: String) async throws {
    var state = try await state()
    state = answer(".output \(directory.path)/a.txt", state).state
    #expect(state.outputFile == directory.path + "/a.txt")
    let outcome = answer(line, state)
    #expect(!outcome.hasFailed && outcome.state.outputFile == nil)
  }

  @Test("quotes around a name are not part of it", arguments: ["\"", "'"])
  func quotes(quote: String) async throws {
    let path = directory.path + "/my results \(quote == "'" ? 1 : 2).csv"
    let state = try await state()
    #expect(answer(".once \(quote)\(path)\(quote)", state).state.onceFile == path)
    guard case .read(let read) = answer(".read \(quote)\(path)\(quote)", state).effect else {
      Issue.record("nothing is read")
      return
    }
    #expect(read == path)
  }

  @Test("an existing file is replaced only with --force", arguments: ["once", "output"])
  func existing(command: String) async throws {
    let path = try directory.write("mine\n", to: "\(command).txt")
    let state = try await state()
    let refused = answer(".\(command) \(path)", state)
    #expect(refused.hasFailed && refused.complaints.contains("already exists"))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine\n")
    #expect(!answer(".\(command) --force \"\(path)\"", state).hasFailed)
    #expect(try String(contentsOfFile: path, encoding: .utf8).isEmpty)
  }

  @Test(
    "what looks like a command is searched for, with a hint at the command",
    arguments: [
      ("exit", ".quit"), ("quit", ".quit"), ("help", ".help"), ("show 1", ".show 1"), ("next", ".next"),
    ])
  func hints(line: String, command: String) async throws {
    let state = try await state()
    let outcome = answer(line, state, isInteractive: true)
    #expect(!outcome.hasFailed && outcome.complaints.contains("the command is \(command)"))
    #expect(!answer(line, state).complaints.contains("the command is"))
    #expect(!answer("show water", state, isInteractive: true).complaints.contains("the command is"))
  }
}

@Suite("Which catalog, and what is replaced")
struct CatalogNamingTests {
  @Test("an empty --catalog is refused by every command that has it")
  func empty() async throws {
    for arguments in [["search", "x"], ["publish", "x"], ["verify"], ["repl"], ["stats"], ["log", "x"]] {
      let run = await shell(arguments + ["--catalog", ""])
      #expect(run.exit == .usage && run.errors.contains("--catalog is empty"), "\(arguments)")
    }
  }

  @Test("publish names the catalog, and says when it made it")
  func publish() async throws {
    let directory = TemporaryDirectory()
    let path = try directory.write(
      "id: a\ntitle: A\ndescription: Levels of an imaginary lake, by day and by hour of the day.\n",
      to: "a.yaml")
    let index = directory.path + "/c"
    let first = await shell("publish", path, "--catalog", index)
    #expect(first.output.contains(" in \(index): ") && first.errors.contains("made the catalog \(index)"))
    #expect(!(await shell("publish", path, "--catalog", index)).errors.contains("made the catalog"))
  }

  @Test("a file that exists is replaced only with --force")
  func existing() async throws {
    let directory = TemporaryDirectory()
    let page = try directory.write("mine\n", to: "page.html")
    let index = ["--catalog", await SampleCatalog.path.value]
    let refused = await shell(["stats", "--html", page] + index)
    #expect(refused.exit == .cannotCreate && refused.errors.contains("--force"))
    #expect(try String(contentsOfFile: page, encoding: .utf8) == "mine\n")
    #expect(await shell(["stats", "--force", "--html", page] + index).exit == .done)
    let judged = try directory.write("query,expect\nwildfire,x\n", to: "judged.csv")
    let run = try directory.write("mine\n", to: "run.txt")
    #expect(await shell(["eval", judged, "--run", run] + index).exit == .cannotCreate)
    #expect(try String(contentsOfFile: run, encoding: .utf8) == "mine\n")
    #expect(await shell(["eval", judged, "--force", "--run", run] + index).exit == .done)
  }

  @Test("search --all brings every hit; a part of them says so on standard error")
  func all() async throws {
    let index = ["--catalog", await SampleCatalog.path.value, "--format", "id"]
    let part = await shell(["search", "data"] + index)
    #expect(part.lines.count == 10 && part.errors.contains("1 to 10 of ") && part.errors.contains("--all"))
    let all = await shell(["search", "data", "--all"] + index)
    #expect(all.lines.count > 10 && !all.errors.contains("1 to "))
  }

  @Test("what a decision, similar datasets, suggestions and settings say comes in the formats asked for")
  func formats() async throws {
    let index = ["--catalog", await SampleCatalog.path.value]
    let record = "yoda-johnson-and-johnson"
    let page = await shell(
      ["decide", record, "--profile", "journalist", "--format", "markdown", "--no-pager"] + index)
    #expect(page.exit == .done && page.output.hasPrefix("# ") && page.output.contains("\n**May we use it? "))
    let list = await shell(["decide", record, "--profile", "journalist", "--format", "list"] + index)
    let human = await shell(["decide", record, "--profile", "journalist", "--format", "human"] + index)
    #expect(list.exit == .done && list.output == human.output)
    let wrong = await shell(["decide", record, "--profile", "journalist", "--format", "lst"] + index)
    #expect(wrong.exit == .usage && wrong.errors.contains("list, table, tsv, csv, markdown"))
    for arguments in [["similar", record], ["suggest", "yod"], ["explain", "yoda"]] {
      #expect(await shell(arguments + ["--format", "json"] + index).output.hasPrefix("{"), "\(arguments)")
    }
    #expect(
      await shell(["similar", record, "--format", "csv"] + index).output.hasPrefix(
        "id,title,shared,replaced-by\r\n"))
  }
}
