import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("The schema of the native manifest")
struct SchemaTests {
  @Test("Docs/manifest.schema.json is what the program prints")
  func current() throws {
    #expect(try ProjectFiles.text("Docs/manifest.schema.json") == ManifestSchema.json())
  }

  @Test("the checker accepts what the schema should accept, and refuses what it should refuse")
  func fixtures() throws {
    let folder = ProjectFiles.path("Tests/CartularyManifestsTests/Fixtures/schema")
    for (name, isGood) in [("good", true), ("bad", false)] {
      let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted()
      #expect(files.count >= 15)
      for file in files {
        let batch = ManifestReader(checksPolicy: false).read(paths: ["\(folder)/\(name)/\(file)"])
        #expect(batch.hasErrors != isGood, "\(name)/\(file): \(batch.diagnostics)")
      }
    }
  }

  @Test("every key and every code is in it, and nothing else is allowed")
  func complete() throws {
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(ManifestSchema.json().utf8)) as? [String: Any])
    let definitions = try #require(root["$defs"] as? [String: [String: Any]])
    let dataset = try #require(definitions["dataset"])
    let properties = try #require(dataset["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(NativeKeys.dataset.flatMap { [$0.name] + $0.aliases }))
    #expect(dataset["additionalProperties"] as? Bool == false)
    #expect(dataset["required"] as? [String] == ["id", "title"])
    let text = ManifestSchema.json()
    for code in Requirement.allCases { #expect(text.contains("\"\(code.rawValue)\"")) }
    for technique in PrivacyTechnique.allCases { #expect(text.contains(technique.definition)) }
  }

  @Test(
    "the type of a value chooses what it has to be, so that a validator names the fault and not a list of shapes"
  )
  func branches() {
    let text = ManifestSchema.json()
    #expect(!text.contains("\"anyOf\"") && !text.contains("\"oneOf\""))
    #expect(text.contains("\"if\"") && text.contains("\"enumDescriptions\""))
  }

  @Test(
    "the patterns of dates and periods are those of their readers",
    arguments: [
      "2024", "2024-05", "2024-05-17", "2024-05-17T10:00:00Z", "2024-5", "24", "2024-13", "2024-05-32", "x",
      "",
      "2024/05", "2024-05-17T", "2019/2021", "2019/..", "../2021", "2019 to 2021", "..", "/", "2019/",
    ])
  func patterns(text: String) throws {
    let date = try Regex(PartialDate.pattern)
    #expect((text.wholeMatch(of: date) != nil) == (PartialDate(text) != nil), "\(text)")
    if TemporalCoverage(text) != nil {
      #expect(text.wholeMatch(of: try Regex(TemporalCoverage.pattern)) != nil, "\(text)")
    }
  }

  @Test("ids and labels match their patterns exactly where they are well formed")
  func names() throws {
    let id = try Regex(DatasetID.pattern)
    let label = try Regex(Audience.labelPattern)
    for text in ["a", "a-b", "a.b_c", "-a", "a-", "A", "é", "a b", String(repeating: "a", count: 200), "0"] {
      #expect((text.wholeMatch(of: id) != nil) == DatasetID.isWellFormed(text), "\(text)")
      if !text.contains(".") && text.utf8.count < 65 {
        #expect((text.wholeMatch(of: label) != nil) == Audience.isLabel(text), "\(text)")
      }
    }
  }
}
