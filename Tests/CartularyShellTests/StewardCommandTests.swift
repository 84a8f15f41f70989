import CartularyBase
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Commands for stewards")
struct StewardCommandTests {
  private static let faulty =
    "id: a\ntitle: A\ndescription: Daily mean water level at 41 gauges of the northern basin.\nlicense: MIT\nsensitivty: public\nversion: TBD\n"

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func file(_ text: String = faulty, as name: String = "a b.yaml") throws -> (
    TemporaryDirectory, String
  ) {
    let directory = TemporaryDirectory()
    return (directory, try directory.write(text, to: name))
  }

  @Test("for people, each reason is printed once, at the end")
  func human() async throws {
    let (directory, path) = try file()
    let run = await shell("validate", path)
    #expect(run.exit == .negativeAnswer)
    #expect(run.output.contains("M101  A misspelt key would be silently lost.\n"))
    #expect(run.lines.last == "1 file, 0 sound records, 1 error, 1 warning")
    #expect(await shell("validate", "--level", "error", path).output.contains("W318") == false)
    withExtendedLifetime(directory) {}
  }

  @Test("parsable and github lines have the right form")
  func lines() async throws {
    let (directory, path) = try file()
    let parsable = await shell("validate", "--format", "parsable", path)
    #expect(
      parsable.lines.first
        == "\(path):5:1: [error] unknown key 'sensitivty'; did you mean 'sensitivity'? (M101)")
    let github = await shell("validate", "--format", "github", path)
    #expect(
      github.lines.first
        == "::error file=\(path),line=5,col=1,endColumn=11,title=M101::unknown key 'sensitivty'%0Ahelp: did you mean 'sensitivity'?"
    )
    #expect(github.lines.last?.hasPrefix("::warning ") == true)
    #expect(Escape.workflowProperty("a:b,c%\n") == "a%3Ab%2Cc%25%0A")
    #expect(Escape.workflowData("a:b,c%\r") == "a:b,c%25%0D")
    withExtendedLifetime(directory) {}
  }

  @Test("json has its version, its counts and every diagnostic with its reason")
  func jsonFormat() async throws {
    let (directory, path) = try file()
    let report = try json(await shell("validate", "--format", "json", path).output)
    #expect(
      report["version"] as? Int == 1 && report["errors"] as? Int == 1 && report["warnings"] as? Int == 1)
    let entries = try #require(report["diagnostics"] as? [[String: Any]])
    #expect(entries.map { $0["code"] as? String } == ["M101", "W318"])
    #expect(entries[0]["why"] as? String == "A misspelt key would be silently lost.")
    #expect(entries[0]["line"] as? Int == 5 && entries[0]["length"] as? Int == 10)
    withExtendedLifetime(directory) {}
  }

  @Test("SARIF has rules with help, regions, and fingerprints that do not depend on the lines above")
  func sarif() async throws {
    let (directory, path) = try file()
    let before = try sarifRun(await shell("validate", "--format", "sarif", path).output)
    let rules = try #require(
      ((before["tool"] as? [String: Any])?["driver"] as? [String: Any])?["rules"] as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == ["M101", "W318"])
    #expect(rules.allSatisfy { (($0["help"] as? [String: Any])?["text"] as? String)?.isEmpty == false })
    #expect(before["columnKind"] as? String == "unicodeCodePoints")
    let results = try #require(before["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["error", "warning"])
    let physical = ((results[0]["locations"] as? [[String: Any]])?[0]["physicalLocation"]) as? [String: Any]
    let region = try #require(physical?["region"] as? [String: Int])
    #expect(region == ["startLine": 5, "startColumn": 1, "endColumn": 11])
    let uri = (physical?["artifactLocation"] as? [String: Any])?["uri"] as? String
    #expect(uri?.hasSuffix("a%20b.yaml") == true)
    try directory.write("# one\n# two\n" + Self.faulty, to: "a b.yaml")
    let after = try sarifRun(await shell("validate", "--format", "sarif", path).output)
    #expect(fingerprints(after) == fingerprints(before))
    #expect(SARIFDiagnostics.uri(of: "./x/é#1.yaml") == "x/%C3%A9%231.yaml")
    #expect(SARIFDiagnostics.uri(of: FileManager.default.currentDirectoryPath + "/x.yaml") == "x.yaml")
  }

  private func sarifRun(_ text: String) throws -> [String: Any] {
    let log = try json(text)
    #expect(log["version"] as? String == "2.1.0")
    return try #require((log["runs"] as? [[String: Any]])?.first)
  }

  private func fingerprints(_ run: [String: Any]) -> [String] {
    (run["results"] as? [[String: Any]] ?? []).flatMap {
      ($0["partialFingerprints"] as? [String: String] ?? [:]).map { "\($0)=\($1)" }
    }
  }

  @Test("--strict fails for warnings, --max-errors stops, and advice never fails")
  func strictness() async throws {
    let directory = TemporaryDirectory()
    let warned = try directory.write(
      "id: a\ntitle: A\ndescription: Daily mean water level at 41 gauges of the northern basin.\nlicense: MIT\nversion: TBD\n",
      to: "w.yaml")
    #expect(await shell("validate", warned).exit == .done)
    #expect(await shell("validate", "--strict", warned).exit == .negativeAnswer)
    let advised = try directory.write("id: b\ntitle: B\ndescription: Short.\n", to: "v.yaml")
    #expect(await shell("validate", "--strict", advised).exit == .done)
    let many = try directory.write("id: A b\ntitle: x\ndescription: y\nq1: 1\nq2: 2\nq3: 3\n", to: "m.yaml")
    let run = await shell("validate", "--max-errors", "2", "--format", "parsable", many)
    #expect(run.lines.count { $0.contains("[error]") } == 2)
    #expect(await shell("validate", "--max-errors", "2", many).output.contains("2 more errors not shown"))
    #expect(await shell("validate", "--max-errors", "0", many).exit == .usage)
    #expect(await shell("validate", "--format", "humane", many).exit == .usage)
  }

  @Test("fmt names files that would change, changes them, and then finds nothing to do")
  func fmt() async throws {
    let directory = TemporaryDirectory()
    let path = try directory.write("title: A # t\nid: a\ndescription:  B\n", to: "a.yaml")
    let checked = await shell("fmt", "--check", directory.path)
    #expect(checked.exit == .negativeAnswer && checked.output == path + "\n")
    #expect(await shell("fmt", directory.path).exit == .done)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "id: a\ntitle: A # t\ndescription: B\n")
    #expect(await shell("fmt", "--check", directory.path).exit == .done)
    let bad = try directory.write("id: a\ntitel: A\n", to: "bad.yaml")
    let refused = await shell("fmt", bad)
    #expect(refused.exit == .badInput && refused.errors.contains("M101"))
    #expect(try String(contentsOfFile: bad, encoding: .utf8) == "id: a\ntitel: A\n")
    #expect(await shell("fmt", "/nonexistent.yaml").exit == .noSuchFile)
  }

  @Test("init prints a scaffold, starts from a table, and overwrites nothing without --force")
  func initCommand() async throws {
    let directory = TemporaryDirectory()
    #expect(await shell("init").output.hasPrefix("# yaml-language-server: $schema="))
    let csv = try directory.write("station,level\nx,1.5\n", to: "Lake Levels.csv")
    let output = directory.path + "/lake.yaml"
    #expect(await shell("init", "--from", csv, "--output", output).exit == .done)
    let text = try String(contentsOfFile: output, encoding: .utf8)
    #expect(text.contains("id: lake-levels\n") && text.contains("name: level\n"))
    let again = await shell("init", "--output", output)
    #expect(again.exit == .usage && again.errors.contains("--force"))
    #expect(await shell("init", "--output", output, "--force").exit == .done)
    #expect(await shell("init", "--from", directory.path + "/none.csv").exit == .noSuchFile)
    let data = try directory.write(
      #"{"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": [{"title": "T: x", "identifier": "https://example.org/1", "description": "D"}]}"#,
      to: "data.json")
    let imported = await shell("init", "--from", data)
    #expect(imported.exit == .done && imported.output.contains("id: example.org-1\ntitle: 'T: x'\n"))
  }

  @Test("schema prints the schema from the documentation")
  func schema() async throws {
    #expect(await shell("schema", "manifest").output == (try ProjectFiles.text("Docs/manifest.schema.json")))
  }

  @Test("the documentation has every command and every format of validate")
  func documentation() throws {
    let text = try ProjectFiles.text("Docs/COMMANDS.md")
    for name in CartularyCommand.names { #expect(text.contains("| `\(name)"), "\(name)") }
    for format in DiagnosticFormatName.allCases { #expect(text.contains("| `\(format.rawValue)` |")) }
  }
}
