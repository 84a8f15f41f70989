import Testing

@testable import DatasetModel

@Suite("Licences")
struct LicenseTests {
  let table = LicenseTable.standard

  @Test(
    "what publishers write becomes the licence they mean",
    arguments: [
      ("CC-BY-4.0", "CC-BY-4.0"),
      ("cc-by-4.0", "CC-BY-4.0"),
      ("  CC  BY 4.0 ", "CC-BY-4.0"),
      ("http://creativecommons.org/licenses/by/4.0/legalcode", "CC-BY-4.0"),
      ("https://www.creativecommons.org/licenses/by-nc-sa/3.0/deed.de?x=1#y", "CC-BY-NC-SA-3.0"),
      ("[CC BY](https://creativecommons.org/licenses/by/4.0/)", "CC-BY-4.0"),
      (
        "Released under the Creative Commons Attribution-ShareAlike 4.0 International licence.",
        "CC-BY-SA-4.0"
      ),
      ("Creative Commons Attribution NonCommercial NoDerivatives 2.5", "CC-BY-NC-ND-2.5"),
      ("https://www.usa.gov/government-works", "LicenseRef-scancode-us-govt-public-domain"),
      ("http://opendatacommons.org/licenses/odbl/1.0/", "ODbL-1.0"),
      ("https://spdx.org/licenses/MIT.html", "MIT"),
      ("http://creativecommons.org/publicdomain/zero/1.0/legalcode", "CC0-1.0"),
    ])
  func known(text: String, id: String) {
    #expect(table.licenses(from: text).map(\.id) == [id])
  }

  @Test(
    "a name without a version stays without one",
    arguments: ["CC BY", "cc-by", "Creative Commons Attribution"])
  func unversioned(text: String) {
    #expect(table.licenses(from: text).map(\.id) == ["LicenseRef-CC-BY-unversioned"])
  }

  @Test(
    "nothing usable is nothing stated, which is not open",
    arguments: ["", "   ", "unknown", "N/A", "not-provided", "null", "In Progress", "No licence"])
  func notStated(text: String) {
    let licenses = table.licenses(from: text)
    #expect(licenses.map(\.openness) == [.none])
  }

  @Test("other text is custom and is kept")
  func custom() {
    let licenses = table.licenses(from: "Ask the keeper of the archive.")
    #expect(
      licenses == [License(id: License.customID, openness: .custom, text: "Ask the keeper of the archive.")])
  }

  @Test(
    "a name with words left over is not read as that licence: they may say not, or except",
    arguments: [
      "not CC-BY-4.0", "CC0 not applicable", "CC BY 4.0 except images", "CC-BY-4.0 with restrictions",
      "CC-BY-5.0",
      "Ask the office, cc the PI; approved by the board only", "https://creativecommons.org/licenses/by/9.9/",
    ])
  func leftOver(text: String) {
    #expect(table.licenses(from: text).map(\.openness) == [.custom])
  }

  @Test("two licences in one text are both found")
  func several() {
    let text = "https://creativecommons.org/licenses/by/4.0/ or http://opendatacommons.org/licenses/odbl/1.0/"
    #expect(table.licenses(from: text).map(\.id) == ["CC-BY-4.0", "ODbL-1.0"])
  }

  @Test("a licence's letters do not match another's")
  func nearNames() {
    #expect(table.licenses(from: "CCBY-4.0X").map(\.id) == [License.customID])
    #expect(table.licenses(from: "licensea").map(\.id) == [License.customID])
  }

  @Test("every row of the table resolves to its own id")
  func everyRow() throws {
    let lines = String(decoding: PackageResources.licences_csv, as: UTF8.self).split(
      whereSeparator: \.isNewline)
    var checked = 0
    for line in lines.dropFirst() where !line.contains("\"") {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard !cells[0].hasPrefix("("), cells[0] != "" else { continue }
      #expect(table.licenses(from: cells[0]).first?.id == cells[1], "\(line)")
      #expect(table.licenses(from: cells[0]).first?.openness.rawValue == cells[2], "\(line)")
      checked += 1
    }
    #expect(checked > 400)
  }

  @Test("the most restrictive class is the dataset's")
  func mostRestrictive() {
    var dataset = Dataset(id: "a", title: "a", description: "a")
    #expect(dataset.openness == .none)
    dataset.licenses = table.licenses(from: "CC-BY-4.0")
    #expect(dataset.openness == .open)
    var distribution = Distribution()
    distribution.licenses = table.licenses(from: "CC-BY-NC-4.0")
    dataset.distributions = [distribution]
    #expect(dataset.openness == .nonCommercial)
    #expect(dataset.effectiveLicenses.map(\.id) == ["CC-BY-4.0", "CC-BY-NC-4.0"])
  }
}
