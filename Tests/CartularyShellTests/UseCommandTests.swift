import CartularyBase
import CartularyCatalog
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Commands about data use")
struct UseCommandTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func decide(_ id: String, _ profile: String, _ more: String...) async throws -> [String: Any] {
    let run = await shell(
      ["decide", id, "--profile", profile, "--format", "json", "--catalog", await SampleCatalog.path.value]
        + more)
    #expect(run.exit == .done, "\(run.errors)")
    return try json(run.output)
  }

  @Test("decide prints one JSON object with all documented keys")
  func decideJSON() async throws {
    let answer = try await decide("facebook-social-science-one", "journalist", "--on", "2026-06-01")
    #expect(
      Set(answer.keys) == [
        "version", "id", "outcome", "codes", "reasons", "steps", "remarks", "availability", "gaps",
        "public-versions",
        "notice",
      ])
    #expect(answer["outcome"] as? String == "denied")
    let reasons = try #require(answer["reasons"] as? [[String: Any]])
    #expect(reasons.contains { $0["path"] as? String == "access.purposes" })
    #expect((answer["notice"] as? String)?.contains("neither legal advice") == true)
  }

  @Test("decide lists the steps for people in order, with help")
  func decidePage() async throws {
    let run = await shell(
      "decide", "yoda-johnson-and-johnson", "--requester", "academic", "--purpose", "biomedical-research",
      "--commercial", "no", "--catalog", await SampleCatalog.path.value)
    #expect(run.exit == .done)
    let places = [
      "1. apply: Send an application", "approve: A body reviews", "sign: ", "set-up: ", "publish: ",
    ]
    .map { run.output.firstRange(of: $0)?.lowerBound }
    #expect(!places.contains(nil) && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(run.output.contains("May I use it? allowed-with-conditions"))
    #expect(run.output.contains("Research proposal") && run.output.contains("neither legal advice"))
  }

  @Test("decide takes a manifest, and a tree of diseases")
  func manifest() async throws {
    let directory = TemporaryDirectory()
    let manifest = try directory.write(
      "id: a\ntitle: A\ndescription: B.\naccess: { data-use: 'DS:DOID:162' }\n", to: "a.yaml")
    let tree = try directory.write(#"{"DOID:10155": {"parents": ["DOID:162"]}}"#, to: "tree.json")
    let facts = ["decide", manifest, "--disease", "DOID:10155", "--commercial", "no", "--format", "json"]
    let without = try json(await shell(facts).output)
    #expect(without["outcome"] as? String == "unknown")
    #expect((without["remarks"] as? [String])?.first?.contains("only equal ids match") == true)
    let with = try json(await shell(facts + ["--diseases", tree]).output)
    #expect(with["outcome"] as? String == "allowed")
  }

  @Test("an ontology is cached in the catalog, and a cached one that was changed is not trusted")
  func keptOntology() async throws {
    let directory = TemporaryDirectory()
    let manifest = try directory.write(
      "id: a\ntitle: A\ndescription: B.\naccess: { data-use: 'DS:DOID:162' }\n", to: "a.yaml")
    let source = #"{"DOID:10155": {"parents": ["DOID:162"]}}"#
    let tree = try directory.write(source, to: "tree.json")
    let index = directory.path + "/index"
    #expect(await shell("publish", manifest, "--catalog", index).exit == .done)
    func outcome() async throws -> String? {
      let run = await shell(
        "decide", "a", "--disease", "DOID:10155", "--commercial", "no", "--format", "json", "--diseases",
        tree,
        "--catalog", index)
      return try json(run.output)["outcome"] as? String
    }
    #expect(try await outcome() == "allowed")
    let hash = ContentHash(of: source.utf8)
    let kept = index + "/diseases/\(hash)"
    #expect(FileManager.default.fileExists(atPath: kept))
    // Another tree under the name of this file shows that the cached one is read.
    DiseaseCache(at: index).keep(try DiseaseTree([.init(id: "DOID:10155"), .init(id: "DOID:162")]), of: hash)
    #expect(try await outcome() == "denied")
    // If the cached file was changed, the source is read again.
    let text = try String(contentsOfFile: kept, encoding: .utf8).replacingOccurrences(
      of: "10155", with: "10156")
    try text.write(toFile: kept, atomically: true, encoding: .utf8)
    #expect(try await outcome() == "allowed")
    #expect(DiseaseCache(at: index).tree(of: hash)?.contains("DOID:162") == true)
  }

  @Test("the exit code gives the answer if requested")
  func exitStatus() async throws {
    let path = await SampleCatalog.path.value
    let asked = ["decide", "facebook-social-science-one", "--exit-status", "--catalog", path]
    #expect(await shell(asked + ["--profile", "journalist"]).exit == .negativeAnswer)
    let researcher = ["--requester", "academic", "--purpose", "biomedical-research", "--commercial", "no"]
    #expect(await shell(asked + researcher).exit == .done)
  }

  @Test(
    "each mistake has one clear message and its exit code",
    arguments: [
      (["decide", "yoda-johnson-and-johnson"], ShellExit.usage, "who asks, and what for?"),
      (["decide", "nothing-like-it", "--profile", "student"], .negativeAnswer, "no dataset"),
      (["decide", "yoda-johnson-and-johnson", "--profile", "studnet"], .usage, "did you mean 'student'?"),
      (["decide", "yoda-johnson-and-johnson", "--profile", "/none.yaml"], .noSuchFile, "no such file"),
      (
        ["decide", "yoda-johnson-and-johnson", "--requester", "wizard"], .badInput,
        "unknown kind of requester"
      ),
      (
        ["decide", "yoda-johnson-and-johnson", "--fact", "purpose.mnths=3"], .badInput,
        "did you mean 'months'?"
      ),
      (["decide", "x", "--on", "2026-02-30"], .usage, "--on takes a day"),
      (
        ["decide", "yoda-johnson-and-johnson", "--profile", "student", "--diseases", "/none.obo"],
        .noSuchFile, "M001"
      ),
      (["search", "usable:allowed"], .usage, "needs a profile"),
      (["search", "--sort", "usable"], .usage, "needs a profile"),
      (["facets", "usable"], .usage, "needs a profile"),
      (["search", "--profil", "student"], .usage, "did you mean --profile?"),
      (["reach", "nothing-like-it"], .negativeAnswer, "no dataset"),
      (["compare", "yoda-medtronic", "nothing-like-it"], .negativeAnswer, "no dataset"),
      (["report", "everything"], .usage, "everything"),
    ])
  func mistakes(arguments: [String], exit: ShellExit, message: String) async throws {
    let run = await shell(arguments + ["--catalog", await SampleCatalog.path.value])
    #expect(run.exit == exit, "\(run.errors)")
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("every search that README begins with finds something among the samples")
  func readme() async throws {
    let path = await SampleCatalog.path.value
    let lines = try ProjectFiles.text("README.md").split(separator: "\n").filter {
      $0.hasPrefix("cartulary search ")
    }
    #expect(lines.count >= 3)
    for line in lines {
      // Words, and what stands between quotes as one of them.
      let words = line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap {
        $0.offset % 2 == 1 ? [String($0.element)] : $0.element.split(separator: " ").map(String.init)
      }
      let run = await shell(Array(words.dropFirst()) + ["--catalog", path])
      #expect(run.exit == .done && !run.output.isEmpty, "\(line): \(run.errors)")
      #expect(!run.output.contains("\"total\":0"), "\(line)")
    }
  }

  @Test("search and facets say what a profile may use")
  func search() async throws {
    let path = await SampleCatalog.path.value
    let found = try json(
      await shell("search", "--profile", "eu-researcher", "--format", "json", "--catalog", path).output)
    let facets = try #require(found["facets"] as? [String: [String: Any]])
    let usable = try #require(facets["usable"]?["values"] as? [[String: Any]])
    let counted = usable.compactMap { $0["count"] as? Int }.reduce(0, +)
    #expect(counted == found["total"] as? Int)
    let hit = try #require((found["items"] as? [[String: Any]])?.first)
    #expect(hit["usable"] is String && hit.keys.contains("first-step") && hit.keys.contains("question"))
    let list = await shell(
      "search", "sort:usable", "--profile", "eu-researcher", "--format", "list", "--catalog", path)
    #expect(list.output.contains("usable: allowed"))
    let tsv = await shell(
      "search", "usable:denied", "--profile", "journalist", "--fields", "id,usable", "--catalog", path)
    #expect(!tsv.lines.isEmpty && tsv.lines.allSatisfy { $0.hasSuffix("\tdenied") })
  }

  @Test("reach covers every kind of requester and purpose")
  func reach() async throws {
    let path = await SampleCatalog.path.value
    let answer = try json(
      await shell("reach", "yoda-johnson-and-johnson", "--format", "json", "--catalog", path).output)
    #expect((answer["cells"] as? [[String: Any]])?.count == 9 * 17)
    let table = await shell("reach", "yoda-johnson-and-johnson", "--format", "list", "--catalog", path)
    #expect(table.output.contains("+ allowed") && table.output.contains("steps for "))
  }

  @Test("compare shows terms side by side")
  func compare() async throws {
    let path = await SampleCatalog.path.value
    let run = await shell(
      "compare", "yoda-johnson-and-johnson", "linkedin-data-for-impact", "--profile", "eu-researcher",
      "--catalog", path,
      "--format", "tsv")
    #expect(run.output.contains("access modes\tremote-enclave\ton-request"))
    #expect(run.output.hasPrefix("usable\t"))
    let answer = try json(
      await shell("compare", "yoda-medtronic", "yoda-medtronic", "--format", "json", "--catalog", path).output
    )
    #expect((answer["terms"] as? [[String: Any]])?.allSatisfy { $0["same"] as? Bool == true } == true)
  }

  @Test("report reach counts for the six standard profiles")
  func report() async throws {
    let path = await SampleCatalog.path.value
    let answer = try json(await shell("report", "reach", "--format", "json", "--catalog", path).output)
    let profiles = try #require(answer["profiles"] as? [[String: Any]])
    #expect(profiles.count == 6)
    let totals = Set(profiles.compactMap { ($0["outcomes"] as? [String: Int])?.values.reduce(0, +) })
    #expect(totals.count == 1)
    let list = await shell("report", "reach", "--format", "list", "--catalog", path)
    #expect(list.output.contains("blocked by:"))
  }

  @Test("a version for public use comes first in the answer of the restricted one")
  func twins() async throws {
    let directory = TemporaryDirectory()
    try directory.write(
      "id: full\ntitle: Full\ndescription: All.\naccess-rights: restricted\naccess: { url: 'https://example.org', purposes: education }\n",
      to: "in/full.yaml")
    try directory.write(
      "id: open\ntitle: Open\ndescription: Some.\nlicense: CC0-1.0\naccess-rights: public\nrelations: { kind: public-version-of, target: full }\n",
      to: "in/open.yaml")
    let index = directory.path + "/index"
    #expect(await shell("publish", directory.path + "/in", "--catalog", index).exit == .done)
    let run = await shell("decide", "full", "--profile", "student", "--catalog", index)
    #expect(run.lines.dropFirst(2).first == "there is a version for public use: open, Open: allowed")
  }
}
