import CartularyBase
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Terms of programmes on every front")
struct ShownInheritanceTests {
  private static let manifests = """
    id: programme
    title: A programme of gauges
    description: All that is measured at the gauges of the northern basin.
    access:
      mode: on-request
      url: https://example.org/apply
      requires: [{ kind: agreement, name: Data use agreement }]
      purposes: [general-research]
    ---
    id: levels
    title: Levels of the basin
    description: Daily mean water level at the gauges of the northern basin.
    access: { requires: [training], adds-to-programme: [requires] }
    relations: [{ kind: part-of, target: programme }]
    ---
    id: flows
    title: Flows of the basin
    description: Daily mean flow at the gauges of the northern basin.
    relations: [{ kind: part-of, target: NOWHERE }]

    """

  /// - Parameter hidden: Whether a programme that only staff may see is in the catalog.
  private func catalog(_ directory: TemporaryDirectory, hidden: Bool = false) async throws -> String {
    var text = Self.manifests.replacing("NOWHERE", with: "secret")
    if hidden {
      text += """
        ---
        id: secret
        title: A programme for staff
        description: All that is measured and for staff alone.
        audience: [staff]
        access: { requires: [nda], purposes: [education] }

        """
    }
    let path = try directory.write(text, to: "manifests/all.yaml")
    let index = directory.path + "/index"
    let run = await shell("publish", path, "--catalog", index)
    #expect(run.exit == .done, "\(run.errors)")
    return index
  }

  private static let profile = [
    "--requester", "academic", "--purpose", "general-research", "--commercial", "no",
  ]

  @Test("show and decide name where each term comes from, as text, Markdown and JSON")
  func named() async throws {
    let directory = TemporaryDirectory()
    defer { withExtendedLifetime(directory) {} }
    let index = try await catalog(directory)
    let page = await shell("show", "levels", "--catalog", index).output
    #expect(page.contains("on-request (from programme)"), "\(page)")
    #expect(page.contains("general-research (from programme)"))
    #expect(
      page.split(separator: "\n").contains {
        $0.contains("Data use agreement") && $0.contains("from programme")
      })
    #expect(
      page.split(separator: "\n").contains { $0.contains("training") && !$0.contains("from programme") })
    #expect(page.contains("https://example.org/apply (from programme)"))
    for format in ["list", "markdown"] {
      let answer = await shell(
        ["decide", "levels", "--catalog", index, "--format", format] + Self.profile
      ).output
      #expect(answer.contains("allowed-with-conditions"), "\(answer)")
      #expect(answer.contains("from programme"), "\(answer)")
    }
    let json = await shell(["decide", "levels", "--catalog", index, "--format", "json"] + Self.profile).output
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let steps = try #require(answer["steps"] as? [[String: Any]])
    let agreement = try #require(steps.first { $0["code"] as? String == "agreement" })
    #expect(
      agreement["from"] as? String == "programme" && agreement["path"] as? String == "access.requires[0]")
    let training = try #require(steps.first { $0["code"] as? String == "training" })
    #expect(training["from"] is NSNull && training["path"] as? String == "access.requires[0]")
  }

  @Test("what show prints as JSON is published again as what the record states, and so are native exports")
  func roundTrip() async throws {
    let directory = TemporaryDirectory()
    defer { withExtendedLifetime(directory) {} }
    let index = try await catalog(directory)
    let shown = await shell("show", "levels", "--catalog", index, "--format", "json").output
    #expect(shown.contains("\"from\":{\"access.mode\":[\"programme\"]"), "\(shown)")
    let exported = await shell("export", "--catalog", index, "--format", "yaml").output
    #expect(!exported.contains("inherited"))
    for (name, text) in [("a.json", shown), ("a.yaml", exported)] {
      let path = try directory.write(text, to: "again/\(name)")
      let run = await shell("diff", path, "--catalog", index)
      #expect(run.exit == .done && !run.output.contains("access"), "\(run.output)\(run.errors)")
    }
    // Others, whose readers have no catalog, get what holds.
    let dcat = await shell("show", "levels", "--catalog", index, "--format", "dcat-ap").output
    #expect(dcat.contains("https://example.org/apply") || dcat.contains("odrl"), "\(dcat)")
    let csv = await shell("export", "--catalog", index, "--format", "csv", "id:levels").output
    #expect(csv.contains("on-request"), "\(csv)")
  }

  @Test("a programme that is not there and one that is hidden are the same to who may not see it")
  func hidden() async throws {
    let directories = [TemporaryDirectory(), TemporaryDirectory()]
    defer { withExtendedLifetime(directories) {} }
    let indexes = [
      try await catalog(directories[0]), try await catalog(directories[1], hidden: true),
    ]
    let asked: [[String]] = [
      ["show", "flows"], ["show", "flows", "--format", "json"], ["decide", "flows"] + Self.profile,
      ["decide", "flows", "--format", "json"] + Self.profile,
      ["decide", "flows", "--format", "markdown"] + Self.profile,
      ["search", "basin", "--format", "json"] + Self.profile, ["facets"] + Self.profile,
      ["export", "--format", "dcat-ap-turtle"], ["reach", "flows"], ["compare", "flows", "levels"],
      ["terms", "flows"],
    ]
    for arguments in asked {
      var outputs: [String] = []
      for index in indexes {
        let run = await shell(arguments + ["--catalog", index])
        outputs.append((run.output + run.errors).replacing(index, with: "INDEX"))
      }
      let times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/
      #expect(
        outputs[0].replacing(times, with: "TIME") == outputs[1].replacing(times, with: "TIME"),
        "\(arguments)")
    }
    let page = await shell("show", "flows", "--catalog", indexes[1]).output
    #expect(page.contains("secret is not in this catalog, so no terms come from it"))
    // Nor does it tell those who see both more of the record than others.
    let staff = await shell("show", "flows", "--catalog", indexes[1], "--as", "staff").output
    #expect(staff == page)
  }
}
