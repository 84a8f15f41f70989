import CartularyBase
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Commands")
struct CommandTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("search prints one JSON object with all documented keys")
  func searchJSON() async throws {
    let run = await shell(
      "search", "location", "data", "--format", "json", "--catalog", await SampleCatalog.path.value)
    #expect(run.exit == .done && run.errors.isEmpty)
    #expect(run.lines.count == 1)
    let answer = try json(run.output)
    #expect(
      Set(answer.keys) == [
        "version", "total", "exact", "matched", "items", "facets", "warnings", "advice", "page", "next",
      ])
    let hits = try #require(answer["items"] as? [[String: Any]])
    #expect(!hits.isEmpty && (answer["total"] as? Int ?? 0) >= hits.count)
    for hit in hits {
      #expect(Set(hit.keys) == Set(HitFields.names))
    }
    let facets = try #require(answer["facets"] as? [String: [String: Any]])
    let values = try #require(facets["sharing"]?["values"] as? [[String: Any]])
    #expect(Set(values[0].keys) == ["value", "count", "selected"])
    #expect(facets["publisher"]?["remaining"] as? Int ?? 0 > 0)
  }

  @Test("an empty query matches everything that the viewer may see")
  func matchAll() async throws {
    let path = await SampleCatalog.path.value
    let everyone = try json(
      await shell("search", "--format", "json", "--limit", "0", "--catalog", path).output)
    let staff = try json(
      await shell("search", "--format", "json", "--as", "khan-partners", "--catalog", path).output)
    #expect(try #require(everyone["total"] as? Int) > 45)
    #expect(try #require(staff["total"] as? Int) > #require(everyone["total"] as? Int))
  }

  @Test("facets prints its object")
  func facetsJSON() async throws {
    let run = await shell(
      "facets", "sharing", "form", "--format", "json", "--catalog", await SampleCatalog.path.value)
    let facets = try #require(try json(run.output)["facets"] as? [String: [String: Any]])
    #expect(Set(facets.keys) == ["sharing", "form"])
    #expect((facets["form"]?["values"] as? [Any])?.count == 6 && facets["form"]?["remaining"] as? Int == 0)
  }

  @Test("each tabular format has the same fields")
  func formats() async throws {
    let path = await SampleCatalog.path.value
    let tsv = await shell("search", "wildfire", "--catalog", path)
    #expect(
      tsv.lines.allSatisfy {
        $0.split(separator: "\t", omittingEmptySubsequences: false).count == HitFields.names.count
      })
    let csv = await shell("search", "wildfire", "--format", "csv", "--catalog", path)
    #expect(csv.output.hasPrefix(HitFields.names.joined(separator: ",") + "\r\n"))
    let ids = await shell("search", "wildfire", "--format", "id", "--catalog", path)
    #expect(ids.lines == tsv.lines.map { $0.prefix { $0 != "\t" } })
    let lines = await shell("search", "wildfire", "--format", "jsonl", "--catalog", path)
    #expect(lines.lines.count == tsv.lines.count)
    for line in lines.lines { _ = try json(String(line)) }
  }

  @Test("a list marks the words, numbers the hits and says how many there are")
  func list() async throws {
    let run = await shell(
      "search", "wildfires", "--format", "list", "--catalog", await SampleCatalog.path.value)
    #expect(run.output.contains("[1] "))
    #expect(run.output.contains("**wildfire"))
    #expect(run.lines.last?.hasSuffix("datasets") == true || run.lines.last?.hasSuffix("dataset") == true)
  }

  @Test("show prints a page with the steps to the data, or the whole record as JSON")
  func show() async throws {
    let path = await SampleCatalog.path.value
    let page = await shell("show", "yoda-johnson-and-johnson", "--catalog", path)
    #expect(page.output.contains("May I use it?"))
    #expect(page.output.contains("step 1"))
    #expect(page.output.contains("003_7b17bf1aa923e116.txt"))
    let record = try json(
      await shell("show", "yoda-johnson-and-johnson", "--format", "json", "--catalog", path).output)
    #expect(record["id"] as? String == "yoda-johnson-and-johnson")
  }

  @Test("a hidden record and one that never existed get the same answer")
  func showHidden() async throws {
    let path = await SampleCatalog.path.value
    let hidden = await shell("show", "khan-standardized-tests", "--catalog", path)
    let missing = await shell("show", "khan-standardized-texts", "--catalog", path)
    #expect(hidden.exit == .negativeAnswer && missing.exit == .negativeAnswer)
    #expect(hidden.errors.replacingOccurrences(of: "tests", with: "texts") == missing.errors)
    #expect(hidden.output == "" && missing.output == "")
    let seen = await shell("show", "khan-standardized-tests", "--as", "khan-partners", "--catalog", path)
    #expect(seen.exit == .done)
  }

  @Test("validate shows each fault with its line and a caret, and ends with 1")
  func validate() async throws {
    let directory = TemporaryDirectory()
    let path = try directory.write("id: a\ntitle: A\ndescription: B\nsensitivty: public\n", to: "a.yaml")
    let run = await shell("validate", path)
    #expect(run.exit == .negativeAnswer)
    #expect(run.output.contains("error[M101]: \(path):4:1: unknown key 'sensitivty'"))
    #expect(run.output.contains(" sensitivty: public\n ^^^^^^^^^^\n help: did you mean 'sensitivity'?"))
    #expect(await shell("validate", ProjectFiles.path("catalog-samples")).exit == .done)
  }

  @Test("publish leaves out files with errors, publishes the others, and says so")
  func publishPartly() async throws {
    let directory = TemporaryDirectory()
    try directory.write("id: good\ntitle: Good\ndescription: B.\n", to: "in/good.yaml")
    try directory.write("id: bad\ndescription: Bad\n", to: "in/bad.yaml")
    let index = directory.path + "/index"
    let run = await shell("publish", directory.path + "/in", "--catalog", index)
    #expect(run.exit == .badInput)
    #expect(run.output == "published 1 record in \(index): 1 new\n")
    #expect(run.errors.contains("M103") && run.errors.contains("not published: 1 file with errors"))
    #expect(await shell("search", "--format", "id", "--catalog", index).output == "good\n")
  }

  @Test(
    "each mistake has one clear message and its exit code",
    arguments: [
      (["search", "licens:MIT"], ShellExit.badQuery, "did you mean 'license'?"),
      (["search", "sensitivity:publik"], .badQuery, "did you mean 'public'?"),
      (["search", "water", "--fromat", "json"], .usage, "did you mean --format?"),
      (["search", "--limit", "10001"], .usage, "0 to 10000"),
      (["search", "--as", "Not A Label"], .usage, "is not a valid label"),
      (["search", "--sort", "colour"], .usage, "sort by relevance"),
      (["facets", "title"], .usage, "facets are"),
      (["serch", "water"], .usage, "did you mean 'cartulary search'?"),
      (["publish", "/nonexistent/x.yaml"], .noSuchFile, "no such file"),
      (["show", "nothing"], .negativeAnswer, "no dataset 'nothing'"),
      (["show"], .usage, "missing expected argument '<id>'\n help: cartulary show <id>; "),
      (["show", "--formt", "json"], .usage, "unknown option --formt\n help: did you mean --format?"),
      (["search", "water", "--zzz"], .usage, "write -- before the query; cartulary search --help lists"),
      (
        ["search", "--format", "jsn"], .usage,
        "'jsn' is not a valid value for --format\n help: did you mean 'json'? one of list, t"
      ),
      (
        ["search", "--limit", "x"], .usage,
        "'x' is not a valid value for --limit\n help: cartulary search <query>; "
      ),
      (
        ["repl", "--protocol", "xml"], .usage,
        "'xml' is not a valid value for --protocol\n help: it can be jsonl"
      ),
      (["--catalgo", "x", "search"], .usage, "unknown option --catalgo\n help: did you mean --catalog?"),
      (
        ["--catalog", "x", "search"], .usage, "--catalog comes before the command\n help: cartulary COMMAND"
      ),
      (["lint", "x"], .usage, "did you mean 'cartulary validate'?"),
      (["help", "serch"], .usage, "did you mean 'cartulary help search'?"),
      (["zzzz"], .usage, "cartulary --help lists the commands; to search: cartulary search zzzz"),
      ([], .usage, "USAGE"),
    ])
  func mistakes(arguments: [String], exit: ShellExit, message: String) async throws {
    let path = await SampleCatalog.path.value
    let takesCatalog = ["search", "facets", "show"].contains(arguments.first ?? "")
    let run = await shell(arguments + (takesCatalog ? ["--catalog", path] : []))
    #expect(run.exit == exit)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
    // Except for the help itself: two lines, or a line with a pointer and what to try.
    if !arguments.isEmpty {
      #expect(run.errors.contains("error") && run.errors.contains("\n help: "), "\(run.errors)")
    }
  }

  @Test("a directory that is not a catalog is distinguished from a missing one")
  func noCatalog() async throws {
    let directory = TemporaryDirectory()
    let missing = await shell("search", "--catalog", directory.path + "/none")
    #expect(missing.exit == .indexUnusable && missing.errors.contains("cartulary publish PATH"))
    try directory.write("x", to: "other/file")
    let other = await shell(
      "publish", ProjectFiles.path("catalog-samples"), "--catalog", directory.path + "/other")
    #expect(other.exit == .indexUnusable && other.errors.contains("is not a catalog"))
  }

  @Test("a facet named twice does no harm, and every command takes the common options")
  func commonOptions() async throws {
    let path = await SampleCatalog.path.value
    #expect(await shell("facets", "sharing", "sharing", "--format", "json", "--catalog", path).exit == .done)
    let validated = await shell(
      "validate", ProjectFiles.path("catalog-samples"), "--format", "json", "--catalog", path, "--as", "staff"
    )
    #expect(validated.exit == .done)
    #expect(try json(validated.output)["records"] as? Int == 77)
    let directory = TemporaryDirectory()
    let published = await shell(
      "publish", ProjectFiles.path("catalog-samples"), "--format", "json", "--catalog", directory.path + "/i",
      "--as", "x")
    let plan = try #require(try json(published.output)["plan"] as? [String: Any])
    #expect((plan["counts"] as? [String: Int])?["added"] == 77)
    #expect(await shell("validate", "/nonexistent").exit == .noSuchFile)
  }

  @Test("an empty result comes with suggestions")
  func advice() async throws {
    let path = await SampleCatalog.path.value
    let misspelt = await shell("search", "+wildfyre", "--catalog", path)
    #expect(misspelt.errors.contains("nothing has 'wildfyre'; with 'wildfire"))
    let corrected = await shell("search", "wildfyre", "--ids", "--catalog", path)
    #expect(corrected.lines.first == "gravy-florida-wildfire-evacuation")
    #expect(
      corrected.errors.contains(
        "no dataset has 'wildfyre', 'wildfire' counts for it; +wildfyre asks for it alone"))
    let narrow = await shell("search", "wildfire license:MIT", "--format", "json", "--catalog", path)
    let way = try #require(try json(narrow.output)["advice"] as? [String: Any])
    #expect((way["relaxations"] as? [[String: Any]])?.first?["clause"] as? String == "license:MIT")
  }

  @Test("words that a filter says better are named with it, in every format and interface")
  func meanings() async throws {
    let path = await SampleCatalog.path.value
    let code = #/did you mean technique:differential-privacy \([0-9]+\)\?/#
    for format in ["list", "tsv", "id", "jsonl"] {
      let run = await shell("search", "differential privacy", "--format", format, "--catalog", path)
      #expect(run.errors.contains(code), "\(format): \(run.errors)")
    }
    let use = await shell("search", "labor market data I may use commercially", "--ids", "--catalog", path)
    #expect(
      use.errors.contains(
        "'I may use commercially' asks for usable:allowed,allowed-with-conditions, with --profile NAME: labor market"
      ))
    #expect(use.errors.contains("not searched: i, may, use, commercially"))
    // The same in JSON, and so in the protocol.
    let run = await shell("search", "differential privacy", "--format", "json", "--catalog", path)
    let advice = try #require(try json(run.output)["advice"] as? [String: Any])
    let hint = try #require((advice["filters"] as? [[String: Any]])?.first)
    #expect(hint["kind"] as? String == "code" && hint["needs-profile"] as? Bool == false)
    #expect(hint["words"] as? String == "differential privacy")
    #expect(hint["filter"] as? String == "technique:differential-privacy")
    let found = await shell(
      "search", "technique:differential-privacy", "--format", "json", "--limit", "1", "--catalog", path)
    #expect(hint["count"] as? Int == (try json(found.output)["total"] as? Int))
    let items = try #require(try json(found.output)["items"] as? [[String: Any]])
    #expect(items.first?["availability"] is String)
  }

  @Test("explain, similar and suggest answer")
  func understanding() async throws {
    let path = await SampleCatalog.path.value
    let explained = await shell("explain", "wildf*", "sharing:closed-trusted-partnership", "--catalog", path)
    #expect(explained.output.contains("→ wildfire"))
    #expect(explained.output.contains("matches  "))
    let hit = await shell(
      "explain", "wildfires", "--hit", "gravy-florida-wildfire-evacuation", "--catalog", path)
    #expect(hit.output.contains("title") || hit.output.contains("description"))
    let similar = await shell("similar", "linkedin-hiring-rate", "--catalog", path)
    #expect(similar.lines.contains { $0.hasPrefix("linkedin-") })
    #expect(!similar.lines.contains { $0.hasPrefix("linkedin-hiring-rate\t") })
    #expect(await shell("similar", "khan-standardized-tests", "--catalog", path).exit == .negativeAnswer)
    let values = await shell("suggest", "sensitivity:re", "--catalog", path)
    #expect(values.output.hasPrefix("restricted\tvalue\t"))
    #expect(await shell("suggest", "sens", "--catalog", path).output.contains("sensitivity:\tfield"))
  }

  @Test("-word excludes, and everything after -- is the query")
  func dashes() async throws {
    let path = await SampleCatalog.path.value
    let all = await shell("search", "location", "--limit", "100", "--catalog", path).lines.count
    let fewer = await shell("search", "location", "-gravy", "--limit", "100", "--catalog", path).lines.count
    #expect(fewer < all && fewer > 0)
    #expect(await shell("search", "--catalog", path, "--", "--nothing").exit == .done)
  }

  @Test("text from a record cannot reach a terminal as an escape sequence")
  func harmless() async throws {
    let directory = TemporaryDirectory()
    try directory.write(
      #"{"id":"evil","title":"red \u001b[31m \u202e title\u0007","description":"a\u009bb\u0000","publisher":"\u001b]0;x\u0007"}"#,
      to: "evil.json")
    let index = directory.path + "/index"
    #expect(await shell("publish", directory.path + "/evil.json", "--catalog", index).exit == .done)
    for format in OutputFormat.allCases {
      let run = await shell("search", "red", "--format", format.rawValue, "--catalog", index)
      let harmful = run.output.unicodeScalars.filter { scalar in
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t" && scalar != "\r")
          || (0x7F...0x9F).contains(scalar.value)
          || (0x202A...0x202E).contains(scalar.value)
      }
      #expect(harmful.isEmpty, "\(format): \(harmful)")
    }
    let page = await shell("show", "evil", "--catalog", index)
    #expect(
      !page.output.unicodeScalars.contains("\u{1B}") && !page.output.unicodeScalars.contains("\u{202E}"))
  }

  @Test("help names every command, and each command has its own help")
  func help() async throws {
    let root = await shell("--help")
    for command in ["search", "show", "facets", "publish", "validate", "repl"] {
      #expect(root.output.contains("  \(command) "))
      let own = await shell(command, "--help")
      #expect(own.exit == .done && own.output.contains("USAGE: cartulary \(command)"), "\(own.output)")
    }
    #expect(await shell("--version").output == "\(CartularyCommand.version)\n")
  }

  @Test("the table of exit codes matches Docs/COMMANDS.md")
  func exitCodes() throws {
    let text = try ProjectFiles.text("Docs/COMMANDS.md")
    for exit in ShellExit.allCases {
      #expect(text.contains("| \(exit.rawValue) | \(exit.meaning) |"), "\(exit)")
    }
  }
}
