import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Data use vectors")
struct UseVectorTests {
  private static let folder = "Tests/CartularyModelTests/Fixtures/"

  private static func node(_ name: String) throws -> SourceNode {
    var reader = JSONReader(Array(try ProjectFiles.text(folder + name).utf8))
    return try reader.document()
  }

  private static func profile(_ node: SourceNode, _ report: inout SourceReport) -> UseProfile {
    var profile = UseProfile()
    ManifestMap.read(node, keys: ProfileKeys.profile, noun: "the profile", into: &profile, report: &report)
    return profile
  }

  private static func newReport() -> SourceReport {
    SourceReport(file: "vectors", text: SourceText(bytes: []))
  }

  @Test("every shared vector of data use is decided as it says")
  func duoVectors() throws {
    let tree = try #require(
      DiseaseTreeReader.read(path: ProjectFiles.path(Self.folder + "duo-vectors.json")).tree)
    let vectors = try #require(try Self.node("duo-vectors.json")["vectors"]?.items)
    var passed = 0
    for vector in vectors {
      let id = vector["id"]?.text ?? ""
      var terms = UseTerms()
      terms.access.dataUse = vector["dataset"]?.items.compactMap(\.text) ?? []
      var report = Self.newReport()
      let facts = SourceNode(
        content: .map(vector.entries?.filter { ["purpose", "requester"].contains($0.key) } ?? []),
        mark: vector.mark)
      let profile = Self.profile(facts, &report)
      #expect(report.diagnostics.isEmpty, "\(id): \(report.diagnostics)")
      let day = try #require(CalendarDate(vector["today"]?.text ?? "2026-06-01"))
      let decision = UseDecision.decide(terms, for: profile, on: day, diseases: tree)
      let codes = vector["codes"]?.items.compactMap(\.text).sorted() ?? []
      let isRight = decision.outcome.rawValue == vector["expect"]?.text && decision.codes == codes
      #expect(isRight, "\(id): \(decision.outcome.rawValue) \(decision.codes), expected \(codes)")
      if isRight { passed += 1 }
    }
    print("data-use vectors: \(passed) of \(vectors.count) pass")
    #expect(passed == vectors.count && passed >= 82)
  }

  @Test(
    "the copy of the shared vectors is the shared one",
    .enabled(
      if: ProjectFiles.shared("vocabulary/duo-vectors.json") != nil,
      "the shared vectors are not next to the project"))
  func copy() throws {
    let path = try #require(ProjectFiles.shared("vocabulary/duo-vectors.json"))
    #expect(
      try String(contentsOfFile: path, encoding: .utf8)
        == ProjectFiles.text(Self.folder + "duo-vectors.json"))
  }

  @Test("every vector of access terms and licences is decided as it says, and names its source")
  func accessVectors() throws {
    let vectors = try #require(try Self.node("use-vectors.json")["vectors"]?.items)
    var passed = 0
    for vector in vectors {
      let id = vector["id"]?.text ?? ""
      #expect(vector["source"]?.text?.isEmpty == false, "\(id) has no source")
      let (decision, report) = try Self.decide(vector)
      #expect(!report.hasErrors, "\(id): \(report.diagnostics)")
      let codes = vector["codes"]?.items.compactMap(\.text).sorted() ?? []
      let isRight = decision.outcome.rawValue == vector["expect"]?.text && decision.codes == codes
      #expect(
        isRight,
        "\(id): \(decision.outcome.rawValue) \(decision.codes), expected \(vector["expect"]?.text ?? "") \(codes)"
      )
      if isRight { passed += 1 }
    }
    print("access and licence vectors: \(passed) of \(vectors.count) pass")
    #expect(passed == vectors.count && passed >= 60)
  }

  /// Terms and profile of a map with `terms`, `profile` and `on`.
  static func decide(_ vector: SourceNode) throws -> (UseDecision, SourceReport) {
    var report = newReport()
    var dataset = Dataset(id: "x", title: "x", description: "x")
    if let terms = vector["terms"], terms.entries?.isEmpty == false {
      let keys = NativeKeys.dataset.filter { !$0.isRequired }
      ManifestMap.read(terms, keys: keys, noun: "the terms", into: &dataset, report: &report)
    }
    let profile = vector["profile"].map { Self.profile($0, &report) } ?? UseProfile()
    let day = try #require(CalendarDate(vector["on"]?.text ?? "2026-06-01"))
    return (UseDecision.decide(dataset.useTerms, for: profile, on: day), report)
  }

  @Test("every rule of Docs/ACCESS.md has an example that is decided as it says")
  func documentation() throws {
    let text = try ProjectFiles.text("Docs/ACCESS.md")
    var count = 0
    for section in text.split(separator: "\n### ", omittingEmptySubsequences: true).dropFirst() {
      let title = String(section.prefix { $0 != "\n" })
      let examples = Self.blocks(String(section))
      #expect(!examples.isEmpty, "'\(title)' has no example")
      for example in examples {
        var reader = YAMLReader(example, source: SourceText(bytes: Array(example.utf8)))
        var roots: [SourceNode] = []
        try reader.forEachDocument { roots.append($0) }
        let vector = try #require(roots.first)
        let (decision, report) = try Self.decide(vector)
        #expect(!report.hasErrors, "\(title): \(report.diagnostics)")
        #expect(decision.outcome.rawValue == vector["outcome"]?.text, "\(title): \(decision)")
        #expect(decision.codes == vector["codes"]?.items.compactMap(\.text).sorted(), "\(title)")
        count += 1
      }
    }
    #expect(count >= 12)
    for key in ProfileKeys.requester.map(\.name) + ProfileKeys.purpose.map(\.name) {
      #expect(text.contains("`\(key)`"), "\(key) is not documented")
    }
    for code in DataUseCode.allCases { #expect(text.contains("`\(code.rawValue)"), "\(code)") }
    for outcome in UseOutcome.codes { #expect(text.contains("`\(outcome)`")) }
    #expect(text.contains(UseDecision.notice))
  }

  private static func blocks(_ text: String) -> [String] {
    var blocks: [String] = []
    var current: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```yaml" {
        current = []
      } else if line == "```", let closed = current {
        blocks.append(closed.joined(separator: "\n") + "\n")
        current = nil
      } else {
        current?.append(line)
      }
    }
    return blocks
  }

  @Test("the place of a term in its manifest is given, with the original spelling")
  func places() throws {
    let dataset = try #require(
      try record(
        withLines(
          "license: [CC0-1.0, CC-BY-NC-4.0]\naccess:\n  data-use: [duo_0000042, NPU]\n  requires: [nda, agreement]\n"
        )))
    var profile = UseProfile()
    profile.requester.kind = .forProfit
    profile.purpose.kinds = [.generalResearch]
    profile.purpose.isCommercial = true
    let decision = UseDecision.decide(
      dataset.useTerms, for: profile, on: try #require(CalendarDate("2026-06-01")))
    #expect(decision.codes == ["NPU", "license-non-commercial"])
    let paths = Dictionary(
      decision.reasons.map { ($0.code, $0.path ?? "") }, uniquingKeysWith: { first, _ in first })
    #expect(paths["NPU"] == "access.data-use[1]")
    #expect(paths["license-non-commercial"] == "license[1]")
    #expect(paths["agreement"] == "access.requires[1]")
    #expect(dataset.access.dataUse == ["duo_0000042", "NPU"])
  }
}
