import Foundation
import TestSupport
import Testing

@testable import CartularyModel

/// Every doubt goes to the stricter side: over texts that publishers wrote, and over every spelling of the table.
@Suite("No licence is read as more open than it is")
struct LicenseOpennessTests {
  /// Written down apart from the tables that find them.
  static let limits = [
    "except images", "Redistribution is not allowed.", "Not for commercial use.",
    "For non-commercial use only.",
    "Commercial use is prohibited.", "Prior permission is required.", "For research purposes.",
    "Some images have their own licenses.", "You may not share the data.", "unless otherwise noted",
    "Third party content has other licenses.", "subject to approval", "various, see each file",
    "This license was revoked.", "Restrictions apply.", "No redistribution.", "Do not redistribute.",
    "Exact licenses are found in the metadata.", "academic use only", "It cannot be redistributed.",
    "Use is restricted to members.", "Individual files may differ in their license.", "No commercial use",
    "The licence no longer applies.", "nur für die Forschung",
  ]
  static let others = [
    "CC-BY-4.0", "CC0", "https://creativecommons.org/licenses/by/4.0/",
    "https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-SA-4.0", "MIT License", "ODbL",
    "Creative Commons Attribution-NoDerivatives 4.0", "public domain",
    "http://opendatacommons.org/licenses/odbl/1.0/",
  ]

  /// What real catalogs say, and every spelling of the table.
  static func texts() throws -> [String] {
    let path = "Tests/CartularyModelTests/Fixtures/licence-texts.json"
    let written = try JSONDecoder().decode([String].self, from: Data(try ProjectFiles.text(path).utf8))
    #expect(written.count > 300)
    let rows = PackagedTable(PackageResources.licences_csv, columnCount: 4, name: "licences.csv").rows
    return written + rows.map { PackagedTable.text($0[0]) }.filter { !$0.isEmpty }
  }

  /// Every fifth text, so that all of them are tried, each with a fifth of what is added.
  private static func share(of added: String, among all: [String]) throws -> [(offset: Int, element: String)]
  {
    let place = all.firstIndex(of: added) ?? 0
    return try texts().enumerated().filter { $0.offset % 5 == place % 5 }
  }

  private func licenses(_ text: String) -> [License] { LicenseTable.standard.licenses(from: text) }

  private func openness(_ text: String) -> Openness { licenses(text).map(\.openness).max() ?? .none }

  @Test("a text with a limit in it is not open, and a limit never makes a text more open", arguments: limits)
  func limited(limit: String) throws {
    for (index, text) in try Self.share(of: limit, among: Self.limits) {
      let alone = openness(text)
      // Where nothing is stated, a limit is the first thing that is.
      guard alone != .none else { continue }
      let joined = ["\(text) \(limit)", "\(limit) \(text)", "\(text). \(limit)", "\(text) (\(limit))"]
      let both = joined[index % joined.count]
      let read = openness(both)
      #expect(read >= alone && read > .shareAlike, "\(alone), then \(read): \(both)")
    }
  }

  @Test("a second licence never makes a text more open", arguments: others)
  func second(other: String) throws {
    let strictness = openness(other)
    for (index, text) in try Self.share(of: other, among: Self.others) {
      let read = licenses(text)
      // Free text says nothing that could be held against a licence next to it.
      guard read.allSatisfy({ $0.id != License.customID && $0.openness != .none }) else { continue }
      let joined = ["\(text); \(other)", "\(text) and \(other)", "\(text), \(other)", "\(text) | \(other)"]
      let both = joined[index % joined.count]
      let alone = read.map(\.openness).max() ?? .none
      #expect(openness(both) >= max(alone, strictness), "\(alone) and \(strictness): \(both)")
    }
  }

  @Test(
    "texts that were once read as more open than they are",
    arguments: [
      (
        "There are no restrictions on the use of this data. Redistribution is not allowed.",
        ["LicenseRef-no-restrictions-stated", License.customID]
      ),
      (
        "Public Domain, CC0, or Creative Commons. Exact licenses are found in the metadata of each image.",
        ["LicenseRef-scancode-public-domain", "CC0-1.0", License.customID]
      ),
      ("[ODbL](https://creativecommons.org/licenses/by/4.0/)", ["CC-BY-4.0", "ODbL-1.0"]),
      ("various, see each file", ["LicenseRef-various"]),
      ("MIT License, Creative Commons", ["MIT", License.customID]),
      (
        "Data usage is subject to the terms of [the agency](https://example.org/terms) and of [others](https://creativecommons.org/licenses/by-sa/3.0/).",
        ["CC-BY-SA-3.0", License.customID]
      ),
    ])
  func doubts(text: String, ids: [String]) { #expect(licenses(text).map(\.id) == ids) }

  @Test(
    "licences with a name of their own are recognised",
    arguments: [
      ("[CDLA-Sharing](https://cdla.io/)", "CDLA-Sharing-1.0"),
      ("Community Data License Agreement – Sharing, Version 1.0", "CDLA-Sharing-1.0"),
      ("The dataset is released under ODC-By.", "ODC-By-1.0"),
      ("Open Data Commons Attribution License (ODC-By) v1.0", "ODC-By-1.0"),
      ("Licensed under Creative Commons https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
      ("GNU GPL 3.0 only, see https://spdx.org/licenses/GPL-3.0-only.html", "GPL-3.0-only"),
    ])
  func recognised(text: String, id: String) { #expect(licenses(text).map(\.id) == [id]) }

  @Test(
    "a text of many names, words or addresses is read in time that grows with its length",
    arguments: [
      "[a](http://b.example/c) ", "cc by ", "creative sa ", "no restrictions ", "any ", "; ", "a. ",
    ])
  func long(part: String) {
    #expect(
      Growth.isLinear(from: 500) {
        String(repeating: part, count: $0 / part.utf8.count)
      } _: { text in
        _ = licenses(text)
        _ = LicenseTextTerm.terms(of: [License(id: License.customID, openness: .custom, text: text)])
      })
  }

  @Test("a text that is longer than a page is terms of its own")
  func pages() {
    let text = String(repeating: "[a](http://b.example/c) ", count: 1_300)
    #expect(licenses(text).map(\.openness) == [.custom])
    #expect(licenses(String(repeating: text, count: 2)).map(\.id) == [License.customID])
  }

  @Test("the strictest of several is the one that is told alone")
  func strictest() {
    let licenses = ["CC0-1.0", "CC-BY-NC-4.0", "CC-BY-SA-4.0", "unknown"].flatMap(licenses)
    #expect(licenses.strictest?.id == "CC-BY-NC-4.0")
    #expect([License.notStated].strictest == nil && [License]().strictest == nil)
  }
}
