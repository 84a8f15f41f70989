import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Programmes among the files of one run")
struct ProgrammeCheckTests {
  private static func record(_ id: String, _ lines: String) -> String {
    """
    id: \(id)
    title: Gauges of \(id)
    description: Daily mean water level at the gauges of the northern basin, by \(id).
    \(lines)

    """
  }

  private func read(_ records: String...) throws -> ManifestBatch {
    let directory = TemporaryDirectory()
    for (number, text) in records.enumerated() { _ = try directory.write(text, to: "\(number).yaml") }
    return ManifestReader().read(paths: [directory.path])
  }

  private static let part = "relations: [{ kind: part-of, target: programme }]"

  @Test("a record for partners is not warned of if its programme says on what terms, whichever is read first")
  func partners() throws {
    let partner = "sharing: [closed-trusted-partnership, intermediated-data-sharing]\n" + Self.part
    let terms = """
      access:
        intermediary: Broker
        requires: [{ kind: agreement, url: https://example.org/dua.pdf }]
        purposes: [general-research]
      """
    for order in [["one", "programme"], ["programme", "two"]] {
      let records = order.map { Self.record($0, $0 == "programme" ? terms : partner) }
      #expect(try read(records[0], records[1]).diagnostics.filter { $0.severity > .advice }.isEmpty)
    }
    // One that says nothing of it leaves all of it open.
    let found = try read(Self.record("one", partner), Self.record("programme", "license: CC0-1.0"))
      .diagnostics
    #expect(
      Set(found.map(\.code)).isSuperset(of: [.missingIntermediary, .missingAgreement, .partnerWithoutTerms]))
    #expect(found.filter { $0.code == .partnerWithoutTerms }.allSatisfy { $0.place?.line == 4 })
    // What is not among the files may be in the catalog.
    #expect(try read(Self.record("one", partner)).diagnostics.allSatisfy { $0.severity <= .advice })
  }

  @Test("programmes in a circle, and more than eight within each other, are named with their place")
  func chains() throws {
    var texts = (1...10).map {
      Self.record("p\($0)", "license: CC0-1.0\nrelations: [{ kind: part-of, target: p\($0 + 1) }]")
    }
    let deep = try read(texts.joined(separator: "---\n")).diagnostics
    #expect(deep.map(\.code) == [.brokenProgrammes])
    #expect(deep.first?.subject == "p1" && deep.first?.place?.line == 5 && deep.first?.place?.column == 38)
    texts = ["a", "b", "c"].map { id in
      Self.record(id, "license: CC0-1.0\nrelations: [{ kind: part-of, target: \(id == "a" ? "b" : "a") }]")
    }
    let circle = try read(texts.joined(separator: "---\n")).diagnostics
    #expect(circle.map(\.code) == [.brokenProgrammes, .brokenProgrammes, .brokenProgrammes])
    #expect(circle.allSatisfy { $0.severity == .warning && $0.message.contains("only its own terms count") })
  }

  @Test("a programme that fewer people may see says nothing for a record that more people see")
  func audiences() throws {
    let partner = Self.record("one", "sharing: closed-trusted-partnership\n" + Self.part)
    let programme = Self.record(
      "programme",
      "audience: [staff]\nlicense: CC0-1.0\naccess: { agreement: standard, purposes: [education] }")
    #expect(try read(partner, programme).diagnostics.contains { $0.code == .partnerWithoutTerms })
  }

  @Test("what is shown as JSON with inherited terms is read back as what the record states")
  func inherited() throws {
    let text = """
      {"id": "a", "title": "Gauges", "description": "Daily mean water level at the gauges of the basin.",
       "license": "CC0-1.0", "access": {"mode": ["api"]},
       "inherited": {"access": {"requires": [{"kind": "agreement"}]}, "from": {"access.requires": ["p"]}, "gaps": []}}
      """
    let batch = ManifestReader().read(Array(text.utf8), named: "a.json")
    #expect(batch.diagnostics.allSatisfy { $0.severity <= .advice })
    let record = try #require(batch.records.first?.dataset)
    #expect(record.access.modes == [.api] && record.access.requirements.isEmpty)
    #expect(!NativeWriter.json(record).contains("inherited"))
    let wrong = ManifestReader().read(Array("id: a\ntitle: A\ninherited: yes\n".utf8), named: "a.yaml")
    #expect(wrong.diagnostics.contains { $0.code == .wrongType })
  }

  @Test("a text of 64 KiB is refused where a paragraph belongs", arguments: ["limits", "not-shared", "uses"])
  func longTexts(key: String) throws {
    let long = String(repeating: "word ", count: 13_108)
    let lines: String =
      switch key {
      case "limits": "limits:\n  - kind: bias\n    text: \(long)"
      case "not-shared": "not-shared:\n  - what: a part\n    reason: rights\n    text: \(long)"
      default: "uses:\n  - title: a use\n    lesson: \(long)"
      }
    let found = try read(Self.record("a", "license: CC0-1.0\n" + lines))
    #expect(found.records.isEmpty)
    let fault = try #require(found.diagnostics.first { $0.severity == .error })
    #expect(fault.code == .tooLong && (fault.place?.line ?? 0) > 5)
  }
}
