import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Licences in exports")
struct ExportedLicenseTests {
  private static let readable = ExportFormats.all.filter { !["csv", "dcat-ap-turtle"].contains($0.name) }

  private func table(_ text: String) -> [License] { LicenseTable.standard.licenses(from: text) }

  private func back(_ dataset: Dataset, _ format: any ExportFormat) -> Dataset? {
    let text = format.document(of: PublishedDataset(dataset))
    return ManifestReader(checksPolicy: false).read(Array(text.utf8), named: "x").records.first?.dataset
  }

  @Test("a format with room for one has the strictest", arguments: ["dcat-us", "ckan"])
  func one(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    for texts in [
      ["CC0-1.0", "CC-BY-NC-4.0"], ["CC-BY-NC-4.0", "CC0-1.0"], ["MIT", "Terms of the office", "CC0"],
    ] {
      var dataset = Dataset(id: "a", title: "A", description: "About a.")
      dataset.licenses = texts.flatMap(table)
      #expect(back(dataset, format)?.openness == dataset.openness, "\(texts)")
      #expect(format.losses(of: dataset).contains { $0.hasPrefix("license") })
    }
  }

  @Test("no document is more open than its record", arguments: readable.map(\.name))
  func neverMoreOpen(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    let licenses =
      [
        "CC0-1.0", "CC-BY-NC-4.0", "CC-BY 4.0 except images",
        "[ODbL](https://creativecommons.org/licenses/by/4.0/)",
      ]
      .map(table) + [[], [License(id: "CC-BY-4.0", openness: .custom)], [.notStated]]
    for whole in licenses {
      for form in licenses {
        for address in ["https://example.org/a.csv", nil] {
          var dataset = Dataset(id: "a", title: "A", description: "About a.")
          dataset.licenses = whole
          var distribution = Distribution()
          (distribution.title, distribution.downloadURL, distribution.licenses) = ("T", address, form)
          dataset.distributions = [distribution]
          let read = try #require(back(dataset, format))
          #expect(
            read.openness >= dataset.openness,
            "\(whole.map(\.id)) \(form.map(\.id)): \(read.effectiveLicenses)")
        }
      }
    }
  }

  @Test(
    "a name and an address that differ count both, and a name that says less says nothing more",
    arguments: [
      (["ODbL", "https://creativecommons.org/licenses/by/4.0/"], ["ODbL-1.0", "CC-BY-4.0"]),
      (["cc-by", "https://creativecommons.org/licenses/by/4.0/"], ["CC-BY-4.0"]),
      (["cc-by", "Terms of the office"], ["LicenseRef-CC-BY-unversioned"]),
      (["cc-by", "CC BY, for research use only"], ["LicenseRef-CC-BY-unversioned", License.customID]),
      (["other", "CC-BY-NC-4.0"], ["CC-BY-NC-4.0"]),
      (["Terms of the office", "unknown"], [License.customID]),
      ([], []),
    ])
  func names(names: [String], ids: [String]) {
    #expect(LicenseTable.standard.licenses(fromAnyOf: names).map(\.id) == ids)
  }
}
