import ArgumentParser
import CartularyBase
import CartularyLedger
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyLedger
@testable import CartularyShell

@Suite("First use, errors, manual and installation")
struct FirstUseTests {
  @Test("five lines explain how to begin")
  func firstUse() {
    let lines = FirstUse.text.split(separator: "\n")
    #expect(lines.count == 5 && lines.allSatisfy { $0.count <= 80 })
    for command in ["publish", "init", "validate", "search"] {
      #expect(FirstUse.text.contains("cartulary " + command) && CartularyCommand.names.contains(command))
    }
  }

  @Test("without arguments on a pipe, it prints help and exits with the usage code")
  func bare() {
    let capture = Console.Capture()
    #expect(ShellProgram.runBare(Console(capturing: capture), isAsked: true) == .usage)
    #expect(ShellProgram.runBare(Console(capturing: capture, isTerminal: true), isAsked: false) == .usage)
    #expect(capture.output.isEmpty && capture.errors.contains("SUBCOMMANDS"))
  }

  @Test("commands of other programs lead to existing commands")
  func wordsOfOthers() {
    for (word, name) in CartularyCommand.wordsOfOthers {
      #expect(!CartularyCommand.names.contains(word) && CartularyCommand.names.contains(name), "\(word)")
    }
  }

  @Test("programs can get the query fields without a catalog")
  func queryFields() async throws {
    let fields =
      try StrictFormats.json(await shell("schema", "query-fields").output)["fields"] as? [[String: Any]]
    #expect(fields?.compactMap { $0["name"] as? String } == FieldTable.all.map(\.name))
  }

  @Test("programs can get the versions too")
  func versions() async throws {
    let run = await shell("--version", "--json")
    let versions = try StrictFormats.json(run.output)
    #expect(
      versions["program"] as? String == CartularyCommand.version
        && versions["catalog"] as? Int == CatalogUpkeep.formatVersion)
    #expect((versions["libraries"] as? [String: String])?.keys.sorted() == ["sqlite", "xapian"])
    #expect(run.exit == .done && run.errors.isEmpty)
  }

  @Test(
    "help is wrapped to the terminal, not where its source is wrapped",
    arguments: ["search", "repl", "publish", "columns", "report", "diff", "reach", "withdraw"])
  func help(command: String) async throws {
    let help = await shell(command, "--help").output
    let prose = help.components(separatedBy: "USAGE:")[0].split(separator: "\n")
    // A short line followed by another ends a sentence, or is an example.
    for (line, next) in zip(prose, prose.dropFirst()) where !line.hasPrefix("cartulary ") && line.count < 55 {
      #expect(line.hasSuffix(".") || line.hasSuffix(":"), "\(line) / \(next)")
    }
  }

  @Test("an error of every kind ends with what to try")
  func errorsHelp() {
    for code in CatalogError.Code.allCases {
      let text = ErrorText.text(of: CatalogError(code, "something"))
      #expect(text.hasPrefix("error: something\n help: ") && text.split(separator: "\n").count == 2)
      #expect(ErrorText.text(of: CatalogError(code, "x", help: "y")) == "error: x\n help: y")
      #expect(ShellExit(CatalogError(code, "x")) != .done)
    }
    struct Unknown: Error {}
    #expect(ErrorText.text(of: Unknown()).contains("\n help: "))
  }

  @Test("the remedies of an error are worded as commands and flags, with its facts")
  func remedies() {
    func help(_ remedies: CatalogError.Remedy..., path: String? = nil) -> String? {
      ErrorText.help(of: CatalogError(.failed, "x", facts: .init(path: path), remedies: remedies))
    }
    #expect(help() == nil)
    #expect(help(.migrate, path: "lake") == "run: cartulary migrate --catalog lake")
    #expect(help(.migrate) == "run: cartulary migrate")
    #expect(
      help(.logQueries, path: "lake") == "to make it again: cartulary settings query-log on --catalog lake")
    #expect(
      help(.rebuild, .advice("then search"))
        == "run: cartulary rebuild; it rebuilds the index from the ledger; then search")
    #expect(help(.nameProfile) == "give one with --profile FILE; Docs/ACCESS.md has examples")
    let flags: [(PublicationRefusal.Kind, String)] = [
      (.widening, "--allow-widening tide"), (.lowering, "--allow-lowering tide"),
      (.deletions, "--allow-deletions 1"),
    ]
    #expect(flags.map(\.0) == PublicationRefusal.Kind.allCases)
    for (kind, flag) in flags {
      #expect(
        help(.permit(.init(kind: kind, ids: ["tide"], message: "m"))) == "if this is intended: " + flag)
    }
  }

  @Test(
    "a fault of a query ends with what to try",
    arguments: [
      "licens:MIT", "sensitivity:publik", "issued:yesterdayish", "bbox:1,2", "usable:allowed", "has:nothing",
      "is:strange", "sort:colour", "license:>=MIT", "modified:2020..2019", "title:", "((((",
    ])
  func queryErrorsHelp(query: String) async throws {
    let run = await shell(
      "search", "--strict", "--ids", "--catalog", await SampleCatalog.path.value, "--", query)
    guard run.exit != .done else { return }
    #expect(run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").last?.hasPrefix(" help: ") == true, "\(run.errors)")
  }

  @Test("every error message in the sources says what to try")
  func sources() throws {
    let root = ProjectFiles.path("Sources/CartularyShell")
    let files = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }
    var checked = 0
    for file in files where !file.hasPrefix("REPL/") {
      let lines = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where line.contains("\"error: ") {
        let statement = lines[index..<min(lines.count, index + 4)].joined(separator: "\n")
        #expect(statement.contains("help: "), "\(file):\(index + 1)")
        checked += 1
      }
    }
    #expect(checked > 10)
  }

  @Test("doctor finds nothing wrong with a sound catalog, and reports what is wrong if it is missing")
  func doctor() async throws {
    let path = await SampleCatalog.path.value
    let well = await shell("doctor", "--catalog", path)
    #expect(well.exit == .done && well.errors.isEmpty, "\(well.output)")
    let rows = try StrictFormats.tsv(well.output)
    #expect(rows.contains { $0[0] == "catalog" && $0[1] == "well" })
    #expect(Set(rows.map { $0[0] }).isSuperset(of: ["program", "catalog", "files", "locale", "terminal"]))
    let versions = try #require(rows.first { $0[0] == "libraries" }?[2])
    #expect(
      versions.wholeMatch(of: /Xapian 1\.\d+\.\d+, SQLite 3\.\d+\.\d+, libedit \d+\.\d+/) != nil,
      "\(versions)")
    #expect(rows.contains { $0[0] == "program" && $0[2].contains(CartularyCommand.version) })
    let missing = await shell("doctor", "--format", "json", "--catalog", path + "-none")
    #expect(missing.exit == .negativeAnswer)
    let findings = try #require(try StrictFormats.json(missing.output)["findings"] as? [[String: Any]])
    let wrong = findings.filter { $0["state"] as? String == "wrong" }
    #expect(wrong.count == 1 && wrong[0]["subject"] as? String == "catalog")
    #expect((wrong[0]["help"] as? String)?.contains("cartulary publish") == true)
    let directory = TemporaryDirectory()
    try directory.write("cartulary 99\n", to: "later/format")
    let later = await shell("doctor", "--format", "list", "--catalog", directory.path + "/later")
    #expect(later.exit == .negativeAnswer && later.output.contains("  help: use a newer cartulary"))
  }

  /// What makes up a profile is told with `--profile` in the help of each command, and formats with `--format`.
  private static let ofProfiles = [
    "json", "jsonl", "csv", "diseases", "on", "requester", "purpose", "disease", "country", "institution",
    "commercial", "for-profit", "ethics-approval", "fact",
  ]

  @Test("the manual has every command with its options, and every exit code")
  func manual() async throws {
    let page = await shell("man").output
    #expect(page.hasPrefix(".TH CARTULARY 1 "))
    let reference = try CommandReference(of: CartularyCommand.self)
    for command in reference.subcommands ?? [] where command.commandName != "help" {
      let name = command.commandName.replacing("-", with: #"\-"#)
      let start = try #require(page.range(of: "\n.TP\n.B \(name)"), "\(name)")
      let rest = page[start.upperBound...]
      let section = rest[..<(rest.range(of: "\n.TP\n")?.lowerBound ?? rest.endIndex)]
      let shown = (command.arguments ?? []).filter { $0.shouldDisplay && $0.kind != .positional }
      for option in shown.map(\.longName) where !["help", "version"].contains(option) {
        let escaped = #"\-\-"# + option.replacing("-", with: #"\-"#)
        let isTold = section.contains(escaped) || page.contains("\n.B \(escaped)\n")
        #expect(isTold || Self.ofProfiles.contains(option), "\(name) --\(option)")
      }
    }
    #expect(page.split(separator: "\n").count < 400)
    for head in ["COMMANDS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"] {
      #expect(page.contains("\n.SH \(head)\n"))
    }
    for exit in ShellExit.allCases { #expect(page.contains("\n.B \(exit.rawValue)\n")) }
    #expect(!page.split(separator: "\n").contains { $0.hasPrefix("'") } && page.allSatisfy(\.isASCII))
  }

  @Test("every command is in Docs/COMMANDS.md")
  func documented() throws {
    let text = try ProjectFiles.text("Docs/COMMANDS.md")
    for command in CartularyCommand.configuration.subcommands {
      let name = try #require(command.configuration.commandName)
      #expect(text.contains("| `\(name)"), "\(name)")
    }
  }

  @Test("completions are generated for each shell, and bash can read its own")
  func completions() async throws {
    for shellName in ["bash", "zsh", "fish"] {
      let script = await shell("completions", shellName)
      // Commands, export formats and the profiles of the program.
      let isWhole = ["terms", "croissant", "eu-researcher"].allSatisfy(script.output.contains)
      #expect(script.exit == .done && isWhole, "\(shellName)")
    }
    let outcome = try ProcessTests.run("cartulary", [], shell: #""$0" completions bash | bash -n; echo $?"#)
    #expect(outcome.output == "0\n" && outcome.errors.isEmpty)
    #expect(await shell("completions", "tcsh").exit == .usage)
  }

  @Test("installation puts each file in the right place")
  func install() throws {
    let directory = TemporaryDirectory()
    let outcome = try ProcessTests.run(
      "cartulary", [directory.path, ProjectFiles.path("Scripts/install")],
      shell: #"DESTDIR="$1" "$2" "$0" /usr >/dev/null && "$1/usr/bin/cartulary" --version"#)
    #expect(outcome.status == 0 && outcome.output == CartularyCommand.version + "\n", "\(outcome.errors)")
    let placed = try FileManager.default.subpathsOfDirectory(atPath: directory.path + "/usr")
    for file in [
      "share/bash-completion/completions/cartulary", "share/zsh/site-functions/_cartulary",
      "share/fish/vendor_completions.d/cartulary.fish", "share/man/man1/cartulary.1",
      "share/doc/cartulary/LICENSE",
    ] {
      #expect(placed.contains(file))
    }
  }
}
