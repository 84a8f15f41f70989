import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Profiles of use")
struct ProfileTests {
  private func faults(_ text: String) -> [String] {
    ProfileReader.read(text: text, name: "me.yaml").diagnostics.map { diagnostic in
      diagnostic.code.rawValue + (diagnostic.place.map { " \($0.line):\($0.column)" } ?? "")
    }
  }

  @Test("a profile is read from YAML and JSON, with both spellings of its keys")
  func reading() throws {
    let yaml = try #require(
      ProfileReader.read(
        text:
          "requester:\n  kind: university\n  for-profit: no\n  regions: [uk, gb_sct]\npurpose:\n  kinds: GRU\n",
        name: "me.yaml"
      ).profile)
    #expect(yaml.requester.kind == .academic && yaml.requester.isForProfit == false)
    #expect(yaml.requester.regions == ["GB", "GB-SCT"])
    #expect(yaml.purpose.kinds == [.generalResearch])
    let json = try #require(
      ProfileReader.read(
        text: #"{"purpose":{"kinds":["HMB"],"researchTypes":["pediatric"]},"requester":{"forProfit":false}}"#,
        name: "me.json"
      ).profile)
    #expect(json.purpose.researchTypes == ["pediatric"] && json.requester.isForProfit == false)
    #expect(json.purpose.isCommercial == nil)
  }

  @Test(
    "each fault of a profile has its place",
    arguments: [
      ("requestor:\n  kind: academic\n", ["M101 1:1"]),
      ("requester:\n  kid: academic\n", ["M101 2:3"]),
      ("requester:\n  kind: wizard\n", ["M201 2:9"]),
      ("requester:\n  for-profit: perhaps\n", ["M201 2:15"]),
      ("requester:\n  regions: [Narnia]\n", ["M201 2:13"]),
      ("requester:\n  kind: company\n  for-profit: no\n", ["M220 3:15"]),
      ("requester:\n  forProfit: yes\n  for-profit: no\n", ["M009 3:3"]),
      ("purpose:\n  kinds: [marketing]\n  commercial: no\n", ["M220 3:15"]),
      ("purpose:\n  months: soon\n", ["M106 2:11"]),
      ("purpose:\n  months: 0\n", ["M106 2:11"]),
      ("purpose:\n  publish-on: 2026-02-30\n", ["M105 2:15"]),
      ("", ["M004"]), ("# nothing\n", ["M004"]), ("- a\n", ["M102 1:1"]), ("{\n", ["M005 2:1"]),
    ])
  func faults(text: String, expected: [String]) {
    #expect(faults(text) == expected)
    #expect(ProfileReader.read(text: text, name: "me.yaml").profile == nil)
  }

  @Test("a misspelt key is reported with the correct one")
  func nearMiss() {
    let said = ProfileReader.read(text: "requester:\n  ethics-aproval: yes\n", name: "me.yaml").diagnostics
    #expect(said.first?.help == "did you mean 'ethics-approval'?")
  }

  @Test("facts of flags add to a file and replace what it says")
  func facts() throws {
    var start = UseProfile()
    start.requester.kind = .academic
    start.purpose.kinds = [.education]
    let reading = ProfileReader.read(
      [
        .init(key: "purpose.kinds", value: "GRU"), .init(key: "purpose.kinds", value: "commercial"),
        .init(key: "purpose.months", value: "12"),
      ], addingTo: start, name: "flags")
    let profile = try #require(reading.profile)
    #expect(profile.requester.kind == .academic && profile.purpose.months == 12)
    #expect(profile.purpose.kinds == [.generalResearch, .commercial])
    let wrong = ProfileReader.read(
      [.init(key: "purpose.month", value: "1"), .init(key: "who", value: "me")], name: "flags")
    #expect(wrong.profile == nil && wrong.diagnostics.count == 2)
    #expect(wrong.diagnostics.allSatisfy { $0.place == nil && $0.file == "flags" })
  }

  @Test("the six standard profiles are valid and have different names and titles")
  func standard() {
    #expect(StandardProfiles.all.count == 6)
    #expect(Set(StandardProfiles.names).count == 6)
    #expect(StandardProfiles.names == StandardProfiles.all.map(\.name))
    #expect(StandardProfiles.all.allSatisfy { $0.title != nil && $0.contradictions.isEmpty })
  }

  @Test("an unknown data-use code is a warning with its place, and the record stays")
  func dataUse() throws {
    let batch = try read(withLines("access:\n  data-use: [GRU, XYZ, 'DUO:0000014', 'MOR:soon', GRU-CC]\n"))
    #expect(batch.marks == ["W120 5:19", "W120 5:24", "W120 5:39"])
    #expect(batch.records.first?.dataset.access.dataUse.count == 5)
    #expect(try read(withLines("access:\n  embargo-until: 2026-02-31\n")).marks == ["M105 5:18"])
  }

  @Test("the new keys of access are read")
  func accessKeys() throws {
    let dataset = try #require(
      try record(
        withLines(
          """
          access:
            fee: { kind: reduced, amount: EUR 200, reduced: half for students }
            review-days: 30
            retention-until: 2030
            storage-jurisdictions: EU
            requires:
              - { kind: review, criteria: scientific merit, blinded: yes }

          """)))
    #expect(dataset.access.fee == FeeTerms(kind: .reduced, amount: "EUR 200", reduced: "half for students"))
    #expect(dataset.access.reviewDays == 30 && dataset.access.eraseBy == PartialDate("2030"))
    #expect(dataset.access.storageJurisdictions == ["EU"])
    #expect(dataset.access.requirements.first?.isBlinded == true)
    let text = String(decoding: try JSONEncoder().encode(dataset), as: UTF8.self)
    #expect(try record(text, as: "again.json")?.access == dataset.access)
    #expect(try record(withLines("access:\n  fee: free\n"))?.access.fee?.kind == .free)
  }
}
