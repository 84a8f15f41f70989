import CartularyBase
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Flags of search, count and terms")
struct SearchFlagTests {
  @Test("--count prints only the total, in JSON as an object")
  func count() async throws {
    let path = await SampleCatalog.path.value
    let total = await shell("search", "data", "--count", "--catalog", path)
    let number = try #require(Int(total.output.dropLast()))
    #expect(number > 10)
    #expect(await shell("count", "data", "--catalog", path).output == total.output)
    let json = try StrictFormats.json(await shell("count", "data", "--json", "--catalog", path).output)
    #expect(json["total"] as? Int == number && json["version"] as? Int == 1)
    #expect(await shell("count", "data", "-data", "--catalog", path).output == "0\n")
  }

  @Test("a batch prints one count per line, a dash for an invalid query, and then exits with 1")
  func batch() async throws {
    let path = await SampleCatalog.path.value
    let good = try ProcessTests.run(
      "cartulary", [path], shell: #"printf 'wildfire\n\nnothingatall\n' | "$0" count --batch --catalog "$1""#)
    let counts = good.output.split(separator: "\n").compactMap { Int($0) }
    #expect(good.status == 0 && counts.count == 3 && counts[0] > 0 && counts[1] > 40 && counts[2] == 0)
    let bad = try ProcessTests.run(
      "cartulary", [path],
      shell: #"printf 'wildfire\nlicens:MIT\nwater' | "$0" count --batch --catalog "$1""#)
    let lines = bad.output.split(separator: "\n")
    #expect(bad.status == 1 && lines.count == 3 && lines[1] == "-")
    #expect(bad.errors.contains("line 2: error[Q102]") && bad.errors.contains("did you mean 'license'?"))
    #expect(await shell("count", "--batch", "water", "--catalog", path).exit == .usage)
  }

  @Test("--exit-status distinguishes an empty result")
  func exitStatus() async throws {
    let path = await SampleCatalog.path.value
    #expect(await shell("search", "wildfire", "--exit-status", "--catalog", path).exit == .done)
    #expect(await shell("search", "zzzz", "--exit-status", "--catalog", path).exit == .negativeAnswer)
    #expect(await shell("search", "zzzz", "--catalog", path).exit == .done)
    #expect(
      await shell("search", "zzzz", "--count", "--exit-status", "--catalog", path).exit == .negativeAnswer)
  }

  @Test("--explain prints nothing on standard output")
  func explain() async throws {
    let path = await SampleCatalog.path.value
    let plain = await shell("search", "wildfire", "--ids", "--catalog", path)
    let explained = await shell("search", "wildfire", "--ids", "--explain", "--catalog", path)
    #expect(explained.output == plain.output && explained.errors.contains("query    wildfire\n"))
  }

  @Test("facets are printed below a list and in JSON, and rejected in other formats")
  func facets() async throws {
    let path = await SampleCatalog.path.value
    let list = await shell(
      "search", "--facet", "sharing", "--format", "list", "--limit", "1", "--catalog", path)
    #expect(list.output.contains("\nsharing\n"))
    let json = try StrictFormats.json(
      await shell("search", "--facet", "sharing", "--json", "--catalog", path).output)
    #expect((json["facets"] as? [String: Any])?.keys.sorted() == ["sharing"])
    let tsv = await shell("search", "--facet", "sharing", "--format", "tsv", "--catalog", path)
    #expect(tsv.exit == .usage && tsv.output.isEmpty && tsv.errors.contains("help: --format json or list"))
  }

  @Test("a word after a dash excludes, whatever letter it begins with", arguments: ["a", "d", "g", "x", "z"])
  func dashes(letter: String) async throws {
    let path = await SampleCatalog.path.value
    let run = await shell("search", "location", "-\(letter)zzz", "--count", "--catalog", path)
    #expect(run.exit == .done, "\(run.errors)")
    #expect(await shell("search", "location", "--count", "--catalog", path).output == run.output)
    let misspelt = await shell("search", "location", "--exit-statu", "--catalog", path)
    #expect(misspelt.exit == .usage && misspelt.errors.contains("did you mean --exit-status?"))
  }

  @Test("terms shows words and values of each field, of a record that the viewer may see")
  func terms() async throws {
    let path = await SampleCatalog.path.value
    let run = await shell("terms", "linkedin-hiring-rate", "--catalog", path)
    let rows = try StrictFormats.tsv(run.output)
    #expect(rows.contains(["publisher", "value", "linkedin", "1"]))
    #expect(rows.contains { $0.prefix(3) == ["title", "word", "hire"] })
    #expect(rows.allSatisfy { Int($0[3]) != nil })
    let json = try StrictFormats.json(
      await shell("terms", "linkedin-hiring-rate", "--json", "--catalog", path).output)
    #expect((json["terms"] as? [Any])?.count == rows.count)
    #expect(await shell("terms", "khan-standardized-tests", "--catalog", path).exit == .negativeAnswer)
  }

  @Test("id completions are from what the public may see")
  func completion() async throws {
    let path = await SampleCatalog.path.value
    let ids = DatasetIDCompletion.ids(["cartulary", "show", "--catalog", path, "linked"], "linked")
    #expect(ids.contains("linkedin-hiring-rate"))
    #expect(
      DatasetIDCompletion.ids(["cartulary", "show", "--catalog=\(path)"], "khan").allSatisfy {
        $0.hasPrefix("khan")
      })
    #expect(!DatasetIDCompletion.ids(["--catalog", path], "").contains("khan-standardized-tests"))
    #expect(DatasetIDCompletion.ids(["--catalog", path + "-none"], "") == [])
  }
}
