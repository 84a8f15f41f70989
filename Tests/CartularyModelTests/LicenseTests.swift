import Testing

@testable import CartularyModel

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

  @Test(
    "words around an address or after a name that take something back are never open",
    arguments: [
      ("Not licensed under https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
      ("Data: see provider. Code: https://opensource.org/licenses/MIT", "MIT"),
      ("MIT License for the code; data may not be shared", "MIT"),
      ("Public domain except the images", "LicenseRef-scancode-public-domain"),
      (
        "There are no restrictions on the use of this data by academics. Commercial use is prohibited.",
        "LicenseRef-no-restrictions-stated"
      ),
      (
        "There are no restrictions on the use of data, unless expressly identified prior to or at the time of receipt.",
        "LicenseRef-no-restrictions-stated"
      ),
      (
        "All the code in this repository is [MIT](https://choosealicense.com/licenses/mit/) licensed, but we request attribution.",
        "MIT"
      ),
      ("[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/) for non-commercial use", "CC-BY-4.0"),
    ])
  func reserved(text: String, id: String) {
    let licenses = table.licenses(from: text)
    #expect(licenses.map(\.id) == [id, License.customID])
    #expect(licenses.map(\.openness).max() == .custom)
  }

  @Test(
    "CC BY for non-commercial use is not open, whatever else it is",
    arguments: [
      "Available under CC BY 4.0 for non-commercial use", "CC BY 4.0 for noncommercial research",
      "CC BY 4.0 for non-commercial use only", "CC-BY-4.0, non-commercial",
    ])
  func notForCommerce(text: String) {
    #expect(table.licenses(from: text).allSatisfy { $0.openness >= .nonCommercial })
  }

  @Test(
    "words that take nothing back leave a licence as it is",
    arguments: [
      ("Available under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/).", ["CC-BY-4.0"]),
      (
        "Released under Creative Commons Attribution-NonCommercial 4.0 for non-commercial purposes",
        ["CC-BY-NC-4.0"]
      ),
      (
        "[Creative Commons](https://creativecommons.org/licenses/by-nc-nd/4.0/), for non-commercial purposes only",
        ["CC-BY-NC-ND-4.0"]
      ),
      (
        "For commercial and non-commercial use: https://creativecommons.org/licenses/by/4.0/",
        ["CC-BY-4.0"]
      ),
      (
        "Creative Commons Attribution 4.0 International (CC BY 4.0). Non-consented subjects have their faces blurred.",
        ["CC-BY-4.0"]
      ),
      (
        "These datasets are products of the U.S. Government and are intended for public access and use. Unless otherwise specified, all data produced by the U.S EPA is, by default, in the public domain and are not subject to domestic copyright protection. More details: http://www.usa.gov/publicdomain/label/1.0/",
        ["LicenseRef-scancode-us-govt-public-domain"]
      ),
      (
        "NOAA data disseminated through NODD are open to the public and can be used as desired. It is not permissible to imply endorsement.",
        ["LicenseRef-NOAA-NODD"]
      ),
      (
        "NOAA's FourCastNetGFS products are released under CC0 license. The underlying code package follows Apache-2.0 license.",
        ["CC0-1.0"]
      ),
    ])
  func notReserved(text: String, ids: [String]) { #expect(table.licenses(from: text).map(\.id) == ids) }

  @Test("an address and the name next to it count both where they are different licences")
  func contradiction() {
    let text = "[CC-BY-SA 4.0 International](https://creativecommons.org/licenses/by/4.0/)"
    #expect(table.licenses(from: text).map(\.id) == ["CC-BY-4.0", "CC-BY-SA-4.0"])
    #expect(
      table.licenses(from: "[CC BY](https://creativecommons.org/licenses/by/4.0/)").map(\.id) == ["CC-BY-4.0"]
    )
  }

  @Test(
    "terms that a text names are named, and no freer than it says",
    arguments: [
      ("NIHR HIC Data Sharing Framework 2019", "LicenseRef-NIHR-HIC-Data-Sharing-Framework", .custom),
      (
        "Genomics England Licencing policy ; Academics: all results and …",
        "LicenseRef-Genomics-England-Licensing-Policy", .custom
      ),
      (
        "Background Intellectual property introduced by either party shall remain theirs. Intellectual property contained within the SAIL databank shall be owned by Swansea University",
        "LicenseRef-SAIL-Databank-IP-Terms", .custom
      ),
      (
        "Project specific, revocable, non exclusive licence will be established through ODR Approval.",
        "LicenseRef-on-request", .custom
      ),
      (
        "This data is intended for non-commercial academic use only. It is licensed under the Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License.",
        "LicenseRef-academic-use-only", .custom
      ),
      (
        "Creative Commons or Public Domain (CC0), varying by image.", "LicenseRef-various", .custom
      ),
      (
        "[Custom Non-Commercial License](https://signup.example.org/#agreement)",
        "LicenseRef-other-non-commercial", .nonCommercial
      ),
      ("No explicit license stated (publicly available for research use).", "NOASSERTION", .none),
      (
        "Data is available for free under the [terms of use](https://earth.jaxa.jp/policy/en.html).",
        "LicenseRef-JAXA-Terms-of-Use", .custom
      ),
      (
        "Dataset is published under [CDLA-Permissive](https://cdla.io/).",
        "LicenseRef-CDLA-Permissive-unversioned", .open
      ),
      ("Public", "LicenseRef-other", .custom),
    ] as [(String, String, Openness)])
  func namedTerms(text: String, id: String, openness: Openness) {
    #expect(table.licenses(from: text).map(\.id) == [id])
    #expect(table.licenses(from: text).map(\.openness) == [openness])
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
