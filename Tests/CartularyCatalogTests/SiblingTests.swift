import CartularyBase
import CartularyLedger
import CartularyModel
import TestSupport
import Testing

@testable import CartularyCatalog

/// Records that are called the same but for a version or a date: the newest first, where they match about equally.
@Suite("Siblings")
struct SiblingTests {
  private static func record(_ id: String, _ title: String, _ text: String = "", modified: String? = nil)
    -> SourcedDataset
  {
    .sample(id, title: title, description: "Cover of the land by class. " + text) {
      if let modified { $0.modified = PartialDate(modified) }
    }
  }

  private func order(_ records: [SourcedDataset], _ query: String) async throws -> [String] {
    try await TestCatalog(records).ids(query)
  }

  @Test("the higher version first, where its text is a little longer")
  func versions() async throws {
    let records = [
      Self.record("v5", "Land cover classes V005"),
      Self.record("v6", "Land cover classes V006", "It follows another one, with more of the same."),
      Self.record("v4", "Land cover classes, version 4.1", "Short."),
    ]
    #expect(try await order(records, "land cover") == ["v6", "v5", "v4"])
    #expect(try await order(records, "cover classes by land") == ["v6", "v5", "v4"])
    // Who names a version means it.
    #expect(try await order(records, "land cover v005").first == "v5")
    #expect(try await order(records, "land cover version 4").first == "v4")
    // And who writes a whole title.
    #expect(try await order(records, "Land cover classes V005").first == "v5")
  }

  @Test("the later date in a title first, then the later change")
  func dates() async throws {
    let records = [
      Self.record("y19", "Household survey 2019", "Households."),
      Self.record("y21", "Household survey 2021", "Households, and a few words more."),
      Self.record("march", "Household survey, March 2021", "Households, and many a word more than that."),
      Self.record("changed", "Household survey 2019", "Households, changed.", modified: "2024-05-01"),
    ]
    #expect(try await order(records, "household survey") == ["march", "y21", "changed", "y19"])
  }

  @Test("what is called otherwise, or matches better by far, keeps its place")
  func kept() async throws {
    let records = [
      Self.record("better", "Rain gauges 2019", "Rain gauges, rain gauges, rain by gauges."),
      .sample(
        "newer", title: "Wind 2021", description: "Rain is mentioned once among many words, and gauges."),
      Self.record("other", "Rain gauges of rain 2022"),
    ]
    #expect(try await order(records, "rain gauges").first == "better")
  }

  @Test("pages fit together, with siblings on both sides of their edges")
  func pages() async throws {
    var generator = SeededGenerator(seed: 11)
    let records = (0..<90).map { number in
      Self.record(
        "s\(number)", "Series \(["a", "b", "c"][number % 3]) V\(Int.random(in: 1...60, using: &generator))",
        String(repeating: "word ", count: Int.random(in: 0...12, using: &generator)))
    }
    let test = try await TestCatalog(records)
    let all = try test.ids("cover land", limit: 90)
    #expect(Set(all).count == 90)
    for (offset, limit) in [(0, 1), (0, 10), (5, 20), (33, 7), (80, 10)] {
      let page = ResultPage(offset: offset, limit: limit)
      #expect(
        try test.catalog.search("cover land", page: page, as: .public).hits.map(\.dataset.id)
          == Array(all[offset..<(offset + limit)]))
    }
  }
}
