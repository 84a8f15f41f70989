import CartularyModel
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyShell

@Suite("The REPL on a pipe")
struct ReplTests {
  private func repl(
    _ input: String, format: OutputFormat = .tsv, catalog: String? = nil, isBailing: Bool = false
  ) async throws -> ShellRun {
    let samples = await SampleCatalog.path.value
    let capture = Console.Capture()
    let console = Console(capturing: capture)
    let session = ReplSession(
      catalog: try DatasetCatalog.open(at: catalog ?? samples), viewer: .public, format: format,
      console: console,
      isBailing: isBailing)
    // A file, because a pipe would need a second thread to write while this one reads.
    let path = try TemporaryDirectory.shared.write(input, to: UUID().uuidString)
    let file = try #require(FileHandle(forReadingAtPath: path))
    let exit = session.run(reading: .pipe(LinePipe(descriptor: file.fileDescriptor)))
    try file.close()
    return ShellRun(output: capture.output, errors: capture.errors, exit: exit)
  }

  @Test("one answer for each line, no prompt, no banner")
  func answers() async throws {
    let run = try await repl("wildfire\n\n# a comment\nnothingatall\nsynthetic\n", format: .json)
    #expect(run.lines.count == 3)
    #expect(run.lines.allSatisfy { $0.hasPrefix("{") })
    #expect(run.errors.isEmpty)
    #expect(run.exit == .done)
  }

  @Test("with a profile, each hit shows whether it may be used, and why not")
  func profile() async throws {
    let run = try await repl(
      ".why-not yoda-johnson-and-johnson\n.profile journalist\n.mode list\nsocial science one\n.why-not 1\n.profile\n.profile off\n.profile studnet\n"
    )
    #expect(run.output.contains("usable: ") && run.output.contains("May I use it? denied"))
    #expect(run.output.contains("Journalist who reports for the public"))
    #expect(run.errors.contains("there is no profile yet") && run.errors.contains("did you mean 'student'?"))
    #expect(run.exit == .negativeAnswer)
  }

  @Test("a failed line is reported on standard error, the session continues, and the exit code is 1")
  func failures() async throws {
    let run = try await repl("sensitivity:publik\nwildfire\n.shwo 1\n.show 99\n", format: .id)
    #expect(run.exit == .negativeAnswer)
    #expect(run.output.split(separator: "\n").count >= 1)
    #expect(run.errors.contains("did you mean 'public'?"))
    #expect(run.errors.contains("did you mean .show?"))
    #expect(run.errors.contains("no dataset '99'"))
  }

  @Test("hits are shown by number, pages turned, the mode changed")
  func walking() async throws {
    let run = try await repl(".limit 2\n.mode id\ndata\n.next\n.prev\n.mode list\n.show 1\n.quit\nnever\n")
    let lines = run.output.split(separator: "\n")
    #expect(Array(lines[0..<2]) == Array(lines[4..<6]))
    #expect(Set(lines[0..<4]).count == 4)
    #expect(run.output.contains("May I use it?"))
    #expect(!run.output.contains("never"))
    #expect(run.exit == .done)
  }

  @Test("out-of-range numbers are not hits, and pages are contiguous when their size changes")
  func numbers() async throws {
    let run = try await repl(
      ".limit 2\n.mode id\ndata\n.limit 3\n.next\n.mode list\n.show -9223372036854775808\n.show 9223372036854775807\n.why 0\n"
    )
    let ids = run.output.split(separator: "\n").prefix(5)
    #expect(Set(ids).count == 5)
    #expect(run.errors.contains("no dataset '-9223372036854775808'"))
    #expect(run.exit == .negativeAnswer)
  }

  @Test("filters persist, are printed on standard error, and can be removed")
  func filters() async throws {
    let run = try await repl(
      ".mode json\n.filter sharing:open-data\ndata\n.filters\n.filter sensitivity:bogus\n.unfilter sharing\n.unfilter all\n.unfilter nothing\n"
    )
    #expect(run.errors.contains("filtered by sharing:open-data"))
    #expect(run.output.contains("\nsharing:open-data\n"))
    let totals = run.output.split(separator: "\n").compactMap { line -> Int? in
      ((try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any])?["total"] as? Int
    }
    #expect(totals.count == 3 && totals[0] < totals[1] && totals[1] == totals[2])
    #expect(run.exit == .negativeAnswer)
  }

  @Test("facets of the last result, and a viewer with more labels")
  func facetsAndLabels() async throws {
    let run = try await repl("wildfire\n.facets sharing\n.as aims-members\n*\n.as Bad/Label\n", format: .json)
    #expect(run.output.contains(#"{"facets":{"sharing":"#))
    #expect(run.exit == .negativeAnswer)
    #expect(run.errors.contains("is not a valid label"))
  }

  @Test("help names every dot command")
  func help() async throws {
    let run = try await repl(".help\n")
    for command in DotCommand.all { #expect(run.output.contains("  " + command.name)) }
  }

  @Test("a line of megabytes is skipped, and a query of a megabyte gets its own message")
  func longLines() async throws {
    let run = try await repl(
      String(repeating: "a", count: 3 << 20) + "\nwildfire\n" + String(repeating: "b ", count: 1 << 18)
        + "\n", format: .id)
    #expect(run.errors.contains("a line of more than 1024 KiB"))
    #expect(run.errors.contains("Q110"))
    #expect(!run.output.isEmpty)
    #expect(run.exit == .negativeAnswer)
  }

  @Test("invalid bytes, NUL and carriage returns do no harm")
  func bytes() async throws {
    let run = try await repl("wild\u{0}fire\r\n\u{FFFD}\u{202E}\n.\n..\n.show\n")
    #expect(run.exit == .negativeAnswer)
  }

  @Test("a record's parts, its page, its variables, and what to try")
  func records() async throws {
    let run = try await repl(
      """
      yoda
      .mode list
      .show yoda-johnson-and-johnson terms
      .terms yoda-johnson-and-johnson
      .show yoda-johnson-and-johnson trems
      .open yoda-johnson-and-johnson
      .columns
      +nothinghasthisword yoda
      .suggest
      .suggest sensitivity:publ
      .moed json

      """)
    let pages = run.output.components(separatedBy: "May I use it?")
    #expect(pages.count == 2 && !run.output.contains("Where this comes from"))
    #expect(run.output.contains("\nhttp") && run.output.contains("yoda"))
    #expect(run.output.contains("yoda\trelaxation\t") && run.output.contains("public\tvalue\t"))
    #expect(run.errors.contains("did you mean 'terms'?") && run.errors.contains("did you mean .mode?"))
  }

  @Test("variables are listed, narrowed, and remembered as those of the current record")
  func variables() async throws {
    let directory = TemporaryDirectory()
    try directory.write(
      """
      id: lake
      title: Lake
      description: Water of a lake
      data-dictionary:
        tables:
          - title: Samples
            variables:
              - {name: ph, type: number, label: Acidity}
              - {name: depth, type: number, unit: m}
      """, to: "lake.yaml")
    let index = directory.path + "/index"
    #expect(await shell("publish", directory.path + "/lake.yaml", "--catalog", index).exit == .done)
    let run = try await repl(
      "lake\n.variables 1\n.columns acid\n.columns nothing\n", format: .id, catalog: index)
    #expect(
      run.lines == [
        "lake", "ph\tnumber\t\tAcidity\tSamples\t", "depth\tnumber\tm\t\tSamples\t",
        "ph\tnumber\t\tAcidity\tSamples\t",
      ])
    #expect(run.errors.contains("no variable of lake has 'nothing'") && run.exit == .done)
    let all = try await repl(
      ".columns acid\n.columns dep\n.columns \"(\n.columns zzz\n.columns\n.profile nobody\n", catalog: index)
    #expect(all.lines == ["lake\tph\tnumber\t\tAcidity\tSamples\t", "lake\tdepth\tnumber\tm\t\tSamples\t"])
    #expect(
      all.errors.contains("has a word that begins with 'zzz'")
        && all.errors.contains(".columns TEXT looks through all"))
    let json = try StrictFormats.json(await shell("columns", "acid", "--json", "--catalog", index).output)
    let variables = try #require(json["variables"] as? [[String: Any]])
    #expect(variables.count == 1 && variables[0]["unit"] is NSNull)
    #expect(
      variables[0].compactMapValues { $0 as? String }
        == ["id": "lake", "name": "ph", "type": "number", "label": "Acidity", "table": "Samples"])
    #expect(await shell("columns", "samples", "--format", "id", "--catalog", index).output == "lake\n")
    #expect(VariableSearch.columns.filter(\.isWhole).map(\.name) == ["id", "name"])
    let rows = try StrictFormats.tsv(await shell("columns", "dep", "--catalog", index).output)
    #expect(rows == [["lake", "depth", "number", "m", "", "Samples", ""]])
    let none = await shell("columns", "zzz", "yyy", "--catalog", index)
    #expect(
      none.output.isEmpty && none.errors.contains("no variable has the words 'zzz yyy'") && none.exit == .done
    )
    #expect(await shell("columns", "a", "--catalog", index).errors.contains("needs 2 letters before it"))
    #expect(await shell("columns", "--catalog", index).exit == .usage)
    #expect(all.errors.contains("neither as a file nor shipped\n help: name a file, or one of "))
  }

  @Test("results go to files, once or until changed, and nothing else does")
  func files() async throws {
    let directory = TemporaryDirectory()
    let (once, all, script) = (directory.path + "/once", directory.path + "/all", directory.path + "/script")
    try directory.write("synthetic\n.bogus\nyoda\n", to: "script")
    let run = try await repl(
      """
      .limit 1
      .mode id
      .once \(once)
      data
      data
      .output \(all)
      .read \(script)
      .output -
      .bail on
      .read \(script)
      never
      """)
    let first = try String(contentsOfFile: once, encoding: .utf8)
    let collected = try String(contentsOfFile: all, encoding: .utf8)
    #expect(first.split(separator: "\n").count == 1)
    #expect(collected.split(separator: "\n").count == 2)
    // The nested file stops at its error, and so does the whole session.
    let expected = [first, collected].compactMap { $0.split(separator: "\n").first }
    #expect(run.lines == expected)
    #expect(run.errors.components(separatedBy: "unknown command .bogus").count == 3)
    #expect(run.exit == .negativeAnswer)
  }

  @Test("files that do not exist, read themselves, or cannot be written give an error message")
  func badFiles() async throws {
    let directory = TemporaryDirectory()
    let path = try directory.write(".read \(directory.path)/loop\n", to: "loop")
    let run = try await repl(
      ".read /nowhere/at-all\n.read \(directory.path)\n.read \(path)\n.once /nowhere/x\n.output \(directory.path)\n"
    )
    for text in [
      "No such file", "it is a directory", "more than 8 deep", "cannot write '/nowhere/x'", "Is a directory",
    ] {
      #expect(run.errors.contains(text), "\(text)")
    }
    #expect(run.errors.components(separatedBy: "error:").count == 6)
  }

  @Test(
    "lines continue, pages are turned by number, the last result is repeated untruncated, codes match the table"
  )
  func rest() async throws {
    let run = try await repl(
      ".limit 1\n.mode id\nwildfire OR \\\n data\n.page 2\n.page 1\n.page 0\n.width 20\n.mode list\n.last\n.values sharing open\n.fieldlist\n.quit 3\n.quit 2\n"
    )
    let ids = run.lines.prefix(3)
    #expect(ids[0] == ids[2] && ids[0] != ids[1])
    #expect(run.errors.contains("no page '0'") && run.errors.contains("no exit code '3'"))
    #expect(run.lines.contains { $0.hasPrefix("    ") && $0.count > 20 })
    #expect(run.output.contains("open-data\t") && run.output.contains("sensitivity, sensitivities\t"))
    #expect(run.exit == .badQuery)
  }

  @Test("with --bail the first error ends a session on a pipe")
  func bail() async throws {
    let run = try await repl(".bogus\nyoda\n", isBailing: true)
    #expect(run.output.isEmpty && run.exit == .negativeAnswer)
  }

  @Test("several filters on one line are removed one by one, and quoted ones stay whole")
  func clauses() {
    #expect(
      ReplTurn.clauses(of: #"sharing:open-data publisher:"Health Office""#) == [
        "sharing:open-data", #"publisher:"Health Office""#,
      ])
    #expect(ReplTurn.clauses(of: "is:open OR sharing:internal") == ["is:open OR sharing:internal"])
    #expect(ReplTurn.clauses(of: "(a:b c:d) e:f") == ["(a:b c:d)", "e:f"])
  }

  @Test("Docs/COMMANDS.md has the table of dot commands, and every command has help")
  func documentation() throws {
    #expect(try ProjectFiles.text("Docs/COMMANDS.md").contains(DotCommand.markdown))
    #expect(DotCommand.all.allSatisfy { !$0.help.isEmpty && !$0.help.hasSuffix(".") })
    #expect(Set(DotCommand.all.map(\.word)).count == DotCommand.all.count)
  }

  @Test("the fields of each hit are selected and ordered, and near misses are suggested")
  func fields() async throws {
    let run = try await repl(
      "yoda johnson\n.fields title,id\n.limit 1\nyoda johnson\n.fields titel\n.fields\n.fields auto\n.terms 1\n"
    )
    #expect(
      run.lines.contains { $0.hasSuffix("\tyoda-johnson-and-johnson") } && run.lines.contains("title,id"))
    #expect(run.errors.contains("did you mean 'title'?"))
    #expect(run.output.contains("yoda-johnson-and-johnson"))
  }
}
