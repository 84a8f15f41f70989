import CartularyBase
import Testing

@testable import CartularyModel

@Suite("What the text of a licence says counts")
struct LicenseTextTests {
  @Test(
    "texts of real records, and what is read in them",
    arguments: [
      (
        "This data is intended for non-commercial academic use only. It is licensed under the Creative Commons "
          + "Attribution-NonCommercial-ShareAlike 4.0 International License.", "NC SA limited"
      ),
      (
        "You may use the data for non-commercial purposes only. You may not share or redistribute the data in any form.",
        "NC limited no-sharing"
      ),
      (
        "The dataset includes multiple licensing terms. WorldStrat is CC BY-NC 4.0, Satellogic CC BY 4.0.",
        "NC limited"
      ),
      ("For academic use only", "limited"), ("Exclusively for national emergency response", "limited"),
      ("This data is not released", "limited unnamed"), ("Other (Not Open)", "limited unnamed"),
      ("Please contact the publisher using Contact Point details provided", "unnamed"),
      ("See our portal", ""), ("Terms of our own, see https://lake.example/terms", ""),
      ("A licence of ours: commercial and non-commercial use are welcome", ""),
      ("A licence of ours. The source must be cited in every publication.", "BY"),
    ])
  func texts(text: String, expected: String) {
    let license = License(id: License.customID, openness: .custom, text: text)
    let found = LicenseTextTerm.terms(of: [license]).map(\.rawValue).sorted().joined(separator: " ")
    #expect(found == expected)
  }

  @Test("attribution that is written beside a public domain is owed, and what is only welcome is not")
  func attribution() {
    for (text, isOwed) in [
      ("Public domain. Attribution required for refereed scientific papers.", true),
      ("Public domain. Attribution is not required.", false),
      ("Public domain, no attribution required", false),
      ("Public domain", false),
    ] {
      var dataset = Dataset(id: "a", title: "A", description: "B")
      dataset.licenses = [License(id: "CC-PDDC", openness: .open, text: text)]
      var profile = UseProfile()
      profile.purpose.kinds = [.education]
      let decision = UseDecision.decide(UseTerms(dataset), for: profile, on: .today)
      #expect(decision.codes.contains("attribution") == isOwed, "\(text)")
    }
  }

  @Test("terms and their canonical text decide alike, whatever a licence says")
  func canonical() throws {
    for term in LicenseTextTerm.allCases {
      var terms = UseTerms()
      terms.licenses = [License(id: License.customID, openness: .custom)]
      terms.licenseTextTerms = [term]
      let read = try #require(UseTerms(canonicalText: terms.canonicalText))
      #expect(read.licenseTextTerms == [term])
    }
  }

  @Test("no words beside a licence make an answer more permissive")
  func neverWider() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      var profile = UseProfile()
      profile.purpose.kinds = [Purpose.allCases.randomElement(using: &generator)!]
      profile.purpose.isCommercial = [nil, true, false].randomElement(using: &generator)!
      profile.purpose.makesDerivatives = [nil, true, false].randomElement(using: &generator)!
      profile.purpose.sharesOnward = [nil, true, false].randomElement(using: &generator)!
      var terms = UseTerms()
      terms.licenses = [License(id: License.customID, openness: .custom)]
      let said = LicenseTextTerm.allCases.filter { _ in Bool.random(using: &generator) }
      let plain = UseDecision.decide(terms, for: profile, on: .today)
      terms.licenseTextTerms = Set(said)
      #expect(UseDecision.decide(terms, for: profile, on: .today).outcome >= plain.outcome, "\(said)")
    }
  }
}
