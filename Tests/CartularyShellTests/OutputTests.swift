import ArgumentParser
import CartularyBase
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Output")
struct OutputTests {
  /// Records whose text is difficult for every format.
  private static let hostile = Task { () -> String in
    let directory = TemporaryDirectory.shared
    let path = try directory.write(
      #"""
      [{"id": "one", "title": "=cmd|'a, \"b\"' | c * d_e `f` [g](h) <i> \t tab",
        "description": "A hostile pipe | and *stars*\nand\u0000 lines \u001b[31m\u202e, water", "license": "MIT",
        "publisher": "海洋研究所, 株式会社", "sharing": ["open-data", "internal"]},
       {"id": "two", "title": "Water 👩‍👩‍👧 levels", "description": "Water again."},
       {"id": "three", "title": "Water é combining", "description": "Water, thrice."}]
      """#, to: "hostile/records.json")
    let index = directory.path + "/hostile-index"
    let run = await shell("publish", path, "--catalog", index)
    precondition(run.exit == .done, run.errors)
    return index
  }

  /// How many datasets a query finds, and the query.
  static let queries: [(query: String, count: Int)] = [
    ("nothinghasthis", 0), ("hostile", 1), ("water", 3), ("", 3),
  ]

  @Test("each format passes a strict parser, and nothing else is on standard output", arguments: queries)
  func strict(query: String, count: Int) async throws {
    let path = try await Self.hostile.value
    func output(_ format: String) async -> String {
      let run = await shell("search", query, "--format", format, "--catalog", path)
      #expect(run.exit == .done)
      return run.output
    }
    let ids = try StrictFormats.tsv(await output("id")).map { $0[0] }
    #expect(ids.count == count)
    let rows = try StrictFormats.tsv(await output("tsv"))
    #expect(rows.map { $0[0] } == ids && rows.allSatisfy { $0.count == HitFields.names.count })
    let records = try StrictFormats.csv(await output("csv"))
    #expect(records.map { $0[0] } == ["id"] + ids && records[0] == HitFields.names)
    let table = try StrictFormats.markdown(await output("markdown"))
    #expect(table.map { $0[0] } == ["id"] + ids)
    let answer = try StrictFormats.json(await output("json"))
    let hits = try #require(answer["items"] as? [[String: Any]])
    #expect(hits.compactMap { $0["id"] as? String } == ids && answer["total"] as? Int == count)
    let lines = try StrictFormats.jsonLines(await output("jsonl"))
    #expect(lines.compactMap { $0["id"] as? String } == ids)
    #expect(lines.allSatisfy { Set($0.keys) == Set(HitFields.names) })
  }

  @Test("an error leaves standard output empty in every format", arguments: OutputFormat.allCases)
  func errors(format: OutputFormat) async throws {
    let path = try await Self.hostile.value
    for (query, exit) in [("licens:MIT", ShellExit.badQuery), ("sensitivity:publik", .badQuery)] {
      let run = await shell("search", query, "--format", format.rawValue, "--catalog", path)
      #expect(run.exit == exit && run.output.isEmpty && run.errors.contains("help: "))
    }
    let missing = await shell("search", "--format", format.rawValue, "--catalog", path + "-none")
    #expect(missing.exit == .indexUnusable && missing.output.isEmpty && missing.errors.contains("help: "))
  }

  @Test("cells are the same in every format, except for what each must escape")
  func sameCells() async throws {
    let path = try await Self.hostile.value
    let fields = "title,publisher,sharing,landing-page"
    func output(_ format: String) async -> String {
      await shell("search", "hostile", "--fields", fields, "--format", format, "--catalog", path).output
    }
    let json = try #require(try StrictFormats.json(await output("json"))["items"] as? [[String: Any]])[0]
    #expect(Set(json.keys) == ["title", "publisher", "sharing", "landing-page"])
    let title = try #require(json["title"] as? String)
    #expect(json["landing-page"] is NSNull && json["sharing"] as? [String] == ["open-data", "internal"])
    let csv = try StrictFormats.csv(await output("csv"))[1]
    #expect(csv[0].hasPrefix("'=cmd") && csv[1] == "海洋研究所, 株式会社")
    #expect(csv[2] == "open-data;internal" && csv[3] == "")
    let tsv = try StrictFormats.tsv(await output("tsv"))[0]
    #expect(tsv[0] == title.replacing("\t", with: " ") && tsv[1...] == csv[1...])
    let markdown = try StrictFormats.markdown(await output("markdown"))[1]
    #expect(markdown[0].contains(#"\| c \* d\_e \`f\` \[g\](h) &lt;i>"#))
  }

  @Test("--fields selects and orders the columns, and a similar name is suggested")
  func fields() async throws {
    let path = try await Self.hostile.value
    let run = await shell("search", "hostile", "--fields", "license, id", "--csv", "--catalog", path)
    #expect(run.output == "license,id\r\nMIT,one\r\n")
    let list = await shell(
      "search", "hostile", "--fields", "id,license", "--format", "list", "--catalog", path)
    #expect(list.output == "[1]\n    id       one\n    license  MIT\n1 dataset\n")
    let wrong = await shell("search", "--fields", "titel", "--catalog", path)
    #expect(wrong.exit == .usage && wrong.errors.contains("did you mean 'title'?"))
    #expect(await shell("search", "--fields", ",", "--catalog", path).exit == .usage)
  }

  @Test("short forms select formats, and only one format is allowed")
  func shorthands() async throws {
    let path = try await Self.hostile.value
    for format in ["json", "jsonl", "csv"] {
      let short = await shell("search", "water", "--" + format, "--catalog", path)
      #expect(await shell("search", "water", "--format", format, "--catalog", path).output == short.output)
    }
    #expect(await shell("search", "--json", "--csv", "--catalog", path).exit == .usage)
    #expect(await shell("search", "--ids", "--json", "--catalog", path).exit == .usage)
  }

  @Test("every command with a format checks its version, and exits with 20 or 21 for others")
  func versions() async throws {
    let path = try await Self.hostile.value
    #expect(await shell("search", "--format-version", "1", "--catalog", path).exit == .done)
    var checked = 0
    for command in CartularyCommand.configuration.subcommands where command is any FormattedCommand.Type {
      let name = try #require(command.configuration.commandName)
      let required =
        try CommandReference(of: command).arguments?
        .filter { $0.kind == .positional && !$0.isOptional }.map { $0.valueName == "kind" ? "reach" : "x" }
        ?? []
      let options = ["withdraw": ["--reason", "r"], "diff": ["."], "publish": ["."]][name] ?? []
      for (version, exit) in [("0", ShellExit.formatTooOld), ("2", .formatTooNew)] {
        let run = await shell(
          [name] + required + options + ["--format-version", version, "--catalog", path + "-none"])
        #expect(run.exit == exit, "\(name): \(run.errors)")
        #expect(run.output.isEmpty && run.errors.contains("help: "))
      }
      checked += 1
    }
    #expect(checked > 10)
  }

  @Test("a table is as wide as the terminal, in cells, and truncates nothing on a pipe")
  func tableWidth() async throws {
    let path = try await Self.hostile.value
    func table(width: Int?) async throws -> [String] {
      let capture = Console.Capture()
      let console = Console(capturing: capture, width: width)
      let exit = ShellProgram.run(["search", "--format", "table", "--catalog", path], console)
      console.flush()
      #expect(exit == .done)
      return capture.output.split(separator: "\n").map(String.init)
    }
    let wide = try await table(width: nil)
    #expect(wide.contains { $0.contains("海洋研究所, 株式会社") } && !wide.contains { $0.contains("…") })
    for width in [20, 40, 60, 80] {
      let narrow = try await table(width: width)
      #expect(narrow.allSatisfy { TextTable.cellCount($0) <= width }, "\(narrow)")
      #expect(narrow.contains { $0.contains("…") } && narrow.count == wide.count)
    }
  }

  @Test("an id is never truncated at any width, so that it can be pasted", arguments: ["table", "list"])
  func wholeIds(format: String) async throws {
    let path = await SampleCatalog.path.value
    let ids = await shell("search", "yoda", "--ids", "--catalog", path).lines
    #expect(ids.contains { $0.count > 20 })
    for (width, fields) in [
      (20, []), (40, []), (80, []), (40, ["--fields", "title,landing-page,id,publisher"]),
    ] {
      let capture = Console.Capture()
      let console = Console(capturing: capture, width: width)
      let options = ["search", "yoda", "--format", format, "--catalog", path]
      #expect(ShellProgram.run(options + (fields as [String]), console) == .done)
      console.flush()
      let words = Set(capture.output.split(whereSeparator: \.isWhitespace))
      #expect(words.isSuperset(of: ids), "\(width): \(capture.output)")
      #expect(capture.output.contains("…"))
      if !fields.isEmpty { #expect(words.contains { $0.hasPrefix("http") && !$0.hasSuffix("…") }) }
    }
  }

  @Test("facts about a hit continue on the next line, so that none that fits is truncated")
  func facts() async throws {
    let path = await SampleCatalog.path.value
    let capture = Console.Capture()
    let console = Console(capturing: capture, width: 60)
    #expect(
      ShellProgram.run(["search", "*", "--limit", "60", "--format", "list", "--catalog", path], console)
        == .done)
    console.flush()
    let lines = capture.output.split(separator: "\n")
    #expect(lines.allSatisfy { TextTable.cellCount(String($0)) <= 60 })
    #expect(lines.contains { $0.hasPrefix("    closed-trusted-partnership") })
    #expect(!lines.contains { $0.contains(" · ") && $0.hasSuffix("…") })
  }

  @Test("truncation is between grapheme clusters and counts cells")
  func cuts() {
    #expect(TextTable.cut("海洋研究所", to: 7) == "海洋研…")
    #expect(TextTable.cut("海洋研究所", to: 6) == "海洋…")
    #expect(TextTable.cut("ab👩‍👩‍👧cd", to: 5) == "ab👩‍👩‍👧…")
    #expect(TextTable.cut("ab👩‍👩‍👧cd", to: 4) == "ab…")
    #expect(TextTable.cut("e\u{301}e\u{301}e\u{301}", to: 2) == "e\u{301}…")
    #expect(TextTable.cut("abcdef", to: 5, ending: "...") == "ab...")
    #expect(TextTable.cut("\u{1B}[1mabcdef\u{1B}[0m", to: 4) == "\u{1B}[1mabc…\u{1B}[0m")
    #expect(ResultTable.fitted([4, 30, 30], into: 40) == [4, 16, 16])
    #expect(ResultTable.fitted([4, 8], into: 40) == [4, 8])
    #expect(ResultTable.fitted([20, 30, 30], into: 50, whole: [true, false, false]) == [20, 13, 13])
    #expect(ResultTable.fitted([50, 30, 9], into: 40, whole: [true, false, false]) == [50, 10, 9])
  }

  @Test("colour is used on request or on a terminal, and never in JSON")
  func color() async throws {
    let path = try await Self.hostile.value
    func hasEscape(_ arguments: String...) async -> Bool {
      await shell(arguments + ["--catalog", path]).output.contains("\u{1B}")
    }
    #expect(await hasEscape("search", "water", "--format", "list", "--color", "always"))
    #expect(await hasEscape("search", "water", "--format", "table", "--color", "always"))
    #expect(await !hasEscape("search", "water", "--format", "list"))
    #expect(await !hasEscape("search", "water", "--json", "--color", "always"))
    #expect(await !hasEscape("search", "water", "--format", "tsv", "--color", "always"))
  }

  @Test("the pager is used for output taller than the screen")
  func height() {
    #expect(Pager.height(of: "", width: 10) == 0)
    #expect(Pager.height(of: "a\n\nb\n", width: 10) == 3)
    #expect(Pager.height(of: "0123456789\n", width: 10) == 1)
    #expect(Pager.height(of: "01234567890\n", width: 10) == 2)
    #expect(Pager.height(of: "海洋海洋海洋\n", width: 10) == 2)
  }

  @Test("bars, sparklines and shades show any nonzero count, in both sets of symbols")
  func pictures() {
    #expect(Glyphs.unicode.bar(8, of: 8, width: 4) == "████")
    #expect(Glyphs.unicode.bar(1, of: 1000, width: 4) == "▏")
    #expect(Glyphs.unicode.bar(3, of: 8, width: 4) == "█▌")
    #expect(Glyphs.unicode.bar(0, of: 8, width: 4) == "")
    #expect(Glyphs.ascii.bar(1, of: 2, width: 4) == "##")
    #expect(Glyphs.unicode.sparkline([0, 1, 4, 8]) == " ▁▄█")
    #expect(Glyphs.ascii.sparkline([0, 1, 100]) == " _#")
    #expect((0...4).map { Glyphs.unicode.shade($0, of: 4) } == [" ", "░", "▒", "▓", "█"])
  }

  @Test("the tables of fields and formats match Docs/OUTPUT.md")
  func documented() throws {
    let text = try ProjectFiles.text("Docs/OUTPUT.md")
    for field in HitFields.all {
      let brief = field.isBrief ? "yes" : ""
      #expect(
        text.contains("| `\(field.name)` | \(field.jsonType) | \(brief) | \(field.help) |"), "\(field.name)")
    }
    for format in OutputFormat.allCases {
      #expect(text.contains("| `\(format.rawValue)` | \(format.help) |"), "\(format)")
    }
    #expect(text.contains("version \(WireVersion.current)"))
  }
}
