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
      ("For academic use only", "limited unread"),
      ("Exclusively for national emergency response", "limited unread"),
      ("This data is not released", "limited unnamed unread"), ("Other (Not Open)", "limited unnamed unread"),
      ("Please contact the publisher using Contact Point details provided", "unnamed unread"),
      ("See our portal", "unread"), ("Terms of our own, see https://lake.example/terms", "unread"),
      ("A licence of ours: commercial and non-commercial use are welcome", ""),
      ("A licence of ours. The source must be cited in every publication.", "BY unread"),
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

  @Test(
    "words permit use, or they do not",
    arguments: [
      ("This data is available for anyone to use under the terms of the Toronto Statement", true),
      ("You are free to share and adapt the material for any purpose, even commercially", true),
      (
        "STScI hereby grants the non-exclusive, worldwide right and license to use and reproduce the data",
        true
      ),
      ("The data may be used as our terms say", true), ("Use for teaching is permitted.", true),
      ("Released into the public domain", true),
      ("Our Creative Commons Attribution 4.0 licence applies", true),
      ("available for research use", true), ("Data is freely available to researchers", true),
      ("The data may not be used", false), ("Use is not permitted", false), ("not freely available", false),
      ("By downloading this data you agree to our Terms and Conditions", false),
      ("Provided in the bucket.", false),
      ("Data is available for free under the terms of use.", false), ("HCP Data Use Agreement", false),
      ("The dataset will be deposited in our repository", false), ("", false),
    ])
  func permission(text: String, isStated: Bool) {
    #expect(LicensePermission.isStated(LicensePhrases.words(of: text)) == isStated)
  }

  @Test(
    "what a licence of its own permits is asked for, with its address, unless the record permits use itself")
  func unread() throws {
    var dataset = Dataset(id: "a", title: "A", description: "B")
    dataset.licenses = LicenseTable.standard.licenses(from: "See [our terms](https://lake.example/terms).")
    var profile = UseProfile()
    profile.requester.kind = .academic
    profile.purpose.kinds = [.generalResearch]
    profile.purpose.isCommercial = false
    let open = UseDecision.decide(UseTerms(dataset), for: profile, on: .today)
    #expect(open.outcome == .unknown)
    #expect(open.codes == ["license-custom"])
    let question = try #require(open.reasons.first { $0.kind == .unanswered })
    #expect(question.message.contains("https://lake.example/terms"))
    #expect(open.steps.map(\.url) == ["https://lake.example/terms"])
    var permitted = dataset
    permitted.access.purposes = [.generalResearch]
    var coded = dataset
    coded.access.dataUse = ["GRU"]
    var quoted = dataset
    quoted.access.statedOpen = StatedOpenness(quote: "open to researchers", purposes: [.generalResearch])
    for dataset in [permitted, coded, quoted] {
      #expect(
        UseDecision.decide(UseTerms(dataset), for: profile, on: .today).outcome == .allowedWithConditions)
    }
    profile.purpose.kinds = [.journalism]
    for dataset in [permitted, coded, quoted] {
      #expect(UseDecision.decide(UseTerms(dataset), for: profile, on: .today).outcome >= .unknown)
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

  @Test("what a text asks beside a dedication is owed: no endorsement, and to say what was changed")
  func duties() {
    let nodd =
      "NOAA data disseminated through NODD are open to the public and can be used as desired. NOAA requests attribution "
      + "for the use or dissemination of unaltered NOAA data. However, it is not permissible to state or imply "
      + "endorsement by or affiliation with NOAA. If you modify NOAA data, you may not state or imply that it is "
      + "original, unaltered NOAA data."
    for (text, codes) in [
      (nodd, ["attribution", "mark-changes", "no-endorsement"]),
      ("CC0-1.0. " + nodd, ["attribution", "mark-changes", "no-endorsement"]),
      ("CC0-1.0. Indicate if changes were made.", ["mark-changes"]),
      ("CC0-1.0. Mention here does not constitute endorsement.", []),
    ] {
      var dataset = Dataset(id: "a", title: "A", description: "B")
      dataset.licenses = LicenseTable.standard.licenses(from: text)
      var profile = UseProfile()
      profile.purpose.kinds = [.education]
      let decision = UseDecision.decide(UseTerms(dataset), for: profile, on: .today)
      let owed = Set(decision.reasons.filter { $0.kind == .owed && $0.code != "license-custom" }.map(\.code))
      #expect(owed.sorted() == codes, "\(text.prefix(40))")
    }
  }

  @Test(
    "no licence of the table with a duty is plainly allowed, and what is plainly allowed was read by a person"
  )
  func plainlyAllowed() {
    var profile = UseProfile()
    profile.requester.kind = .academic
    profile.requester.isForProfit = false
    profile.purpose.kinds = [.generalResearch]
    profile.purpose.isCommercial = false
    profile.purpose.makesDerivatives = false
    var plain: Set<String> = []
    for id in LicenseTable.ids {
      guard let openness = LicenseTable.standard.openness(of: id) else { continue }
      let license = License(id: id, openness: openness)
      var dataset = Dataset(id: "a", title: "A", description: "B")
      dataset.licenses = [license]
      let decision = UseDecision.decide(UseTerms(dataset), for: profile, on: .today)
      if decision.outcome == .allowed { plain.insert(id) }
      let duties = LicenseConditions(license).duties.map(\.rawValue).sorted()
      #expect(duties.isEmpty || decision.outcome > .allowed, "\(id)")
      #expect(
        decision.reasons.filter { $0.kind == .owed && $0.code != "license-custom" }.map(\.code) == duties,
        "\(id)")
    }
    #expect(
      plain.sorted() == [
        "CC-PDM-1.0", "CC0-1.0", "DL-DE-ZERO-2.0", "LicenseRef-no-restrictions-stated",
        "LicenseRef-scancode-public-domain", "LicenseRef-scancode-us-govt-public-domain", "MIT-0", "PDDL-1.0",
        "Unlicense",
      ])
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
