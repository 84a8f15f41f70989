import CartularyBase
import CartularyWire
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests
@testable import CartularyShell

@Suite("Exporting")
struct ExportCommandTests {
  @Test("a viewer exports what search finds, sorted by id, the same each time", arguments: ["jsonl", "csv"])
  func sorted(format: String) async throws {
    let path = await SampleCatalog.path.value
    let run = await shell("export", "--format", format, "--catalog", path)
    #expect(run.exit == .done)
    #expect(await shell("export", "--format", format, "--catalog", path).output == run.output)
    let found = await shell("search", "--format", "id", "--limit", "100", "--catalog", path).lines.map(
      String.init)
    let ids =
      format == "csv"
      ? run.output.components(separatedBy: "\r\n").dropFirst().dropLast().map {
        String($0.prefix { $0 != "," })
      }
      : try run.lines.map { try JSONDecoder().decode(Named.self, from: Data($0.utf8)).id }
    #expect(Array(ids) == found.sorted())
  }

  private struct Named: Decodable { let id: String }

  @Test("a query and filters narrow an export, and labels widen it")
  func narrowed() async throws {
    let path = await SampleCatalog.path.value
    func count(_ words: String...) async -> Int {
      await shell(["export", "--format", "jsonl", "--catalog", path] + words).lines.count
    }
    let all = await count()
    #expect(await count("sharing:open-data") < all)
    #expect(await count("--filter", "sharing:open-data") == count("sharing:open-data"))
    #expect(await count("nothinghasthisword") == 0)
  }

  @Test("a native export published again gives the same catalog")
  func again() async throws {
    let path = await SampleCatalog.path.value
    let directory = TemporaryDirectory()
    let run = await shell(
      "export", "--format", "yaml", "--catalog", path, "--output", directory.path + "/out/")
    #expect(run.exit == .done && run.output.isEmpty && run.errors.isEmpty)
    let index = directory.path + "/index"
    #expect(await shell("publish", directory.path + "/out", "--catalog", index).exit == .done)
    #expect(
      await shell("export", "--format", "json", "--catalog", index).output
        == shell("export", "--format", "json", "--catalog", path).output)
  }

  @Test("an existing file is replaced only with --force; a failed export leaves nothing behind")
  func files() async throws {
    let path = await SampleCatalog.path.value
    let directory = TemporaryDirectory()
    let file = directory.path + "/all.json"
    let export = ["export", "--format", "json", "--catalog", path, "--output"]
    try directory.write("mine", to: "all.json")
    let refused = await shell(export + [file])
    #expect(refused.exit == .cannotCreate && refused.errors.contains("--force"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    #expect(await shell(export + [file, "--force"]).exit == .done)
    let stdout = await shell("export", "--format", "json", "--catalog", path).output
    #expect(try String(contentsOfFile: file, encoding: .utf8) == stdout)
    #expect(await shell(export + [directory.path]).exit == .cannotCreate)
    #expect(await shell(export + [directory.path + "/"]).exit == .cannotCreate)
    #expect(await shell(export + [directory.path + "/none/a.json"]).exit == .inputOutput)
    #expect(await shell(export + ["/dev/full"]).exit == .inputOutput)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["all.json"])
  }

  @Test("with --strict, what a format cannot carry is listed by record, exits with 1 and leaves no file")
  func strict() async throws {
    let path = await SampleCatalog.path.value
    let directory = TemporaryDirectory()
    let file = directory.path + "/all.csv"
    let run = await shell("export", "--format", "csv", "--catalog", path, "--strict", "--output", file)
    #expect(run.exit == .negativeAnswer)
    #expect(run.errors.contains("error: all-of-us-research-program: csv cannot carry access.consent"))
    #expect(run.errors.contains("note: csv cannot carry all of"))
    #expect(!FileManager.default.fileExists(atPath: file))
    let lenient = await shell("export", "--format", "csv", "--catalog", path, "--output", file)
    #expect(lenient.exit == .done && lenient.errors.contains("more fields; --strict lists them"))
    #expect(await shell("export", "--format", "json", "--catalog", path, "--strict").exit == .done)
  }

  @Test(
    "mistakes have one clear message",
    arguments: [
      (["--format", "xml"], ShellExit.usage, "dcat"), ([], .usage, "--format"),
      (["--format", "json", "--outptu", "x"], .usage, "did you mean --output?"),
      (["--format", "json", "licens:MIT"], .badQuery, "did you mean 'license'?"),
    ])
  func mistakes(arguments: [String], exit: ShellExit, message: String) async throws {
    let run = await shell(["export", "--catalog", await SampleCatalog.path.value] + arguments)
    #expect(run.exit == exit && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test(
    "a closed pipe counts as success and prints nothing",
    arguments: CatalogExports.all.filter(\.holdsMany).map(\.name))
  func closedPipe(format: String) async throws {
    let path = await SampleCatalog.path.value
    let outcome = try ProcessTests.run(
      "cartulary", ["export", "--format", format, "--catalog", path],
      shell: #""$0" "$@" 2>/dev/null | head -c 20; echo "${PIPESTATUS[0]}" >&2"#)
    #expect(outcome.output.utf8.count == 20 && outcome.errors == "0\n")
  }

  @Test("show prints one dataset in any format of export", arguments: CatalogExports.all.map(\.name))
  func shown(format: String) async throws {
    let run = await shell(
      "show", "khan-school-districts", "--format", format, "--catalog", await SampleCatalog.path.value)
    #expect(run.exit == .done)
    #expect(run.output.contains("Khan Academy use and state test scores of school districts"))
  }
}
