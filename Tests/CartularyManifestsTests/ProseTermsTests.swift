import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Terms that prose states")
struct ProseTermsTests {
  private static func terms(_ text: String, _ topic: ProseRule.Topic = .rights) -> ProseTerms {
    var terms = ProseTerms()
    terms.read(text, about: topic)
    return terms
  }

  @Test(
    "each phrase means its terms, in the words of real records",
    arguments: [
      ("This dataset is restricted to authorized researchers.", [], true),
      ("Researchers must apply for data access through a proposal process.", [.application], false),
      ("Take confidentiality training and sign a data use agreement.", [.agreement, .training], false),
      (
        "It requires a registration process and a data use agreement.", [.registration, .agreement],
        false
      ),
      (
        "Data access would occur at a NCHS or Federal Statistical Research Data Center.",
        [.secureEnvironment],
        false
      ),
      ("Restricted data files can be requested through the Research Data Center.", [.application], true),
      ("Access is provided subject to ISAC approval.", [.review], false),
      ("You need to register yourself an account.", [.registration], false),
      ("Access requires an Earthdata Login account.", [.registration], false),
      ("It cannot be had without registration, which is required; must register.", [.registration], false),
      ("RACE is available for non-commercial research purpose only.", [.noCommercialUse], false),
      ("Any noncommercial use is welcome.", [.noCommercialUse], false),
      ("It may not be used for commercial purposes.", [.noCommercialUse], false),
      ("You may not redistribute it.", [.noOnwardSharing], false),
      ("Do not attempt to re-identify anyone.", [.noReidentification], false),
    ] as [(String, [Requirement], Bool)])
  func phrases(text: String, kinds: [Requirement], isRestricted: Bool) {
    let terms = Self.terms(text)
    #expect(Set(terms.requirements.map(\.kind)) == Set(kinds))
    #expect(terms.isRestricted == isRestricted)
    #expect(terms.requirements.allSatisfy { $0.note.map(text.contains) == true })
  }

  @Test(
    "what is denied, of everyone or about something else means nothing",
    arguments: [
      "No registration is required.", "Registration is not required.", "It does not require an account.",
      "For commercial and non-commercial use.", "Commercial or non-commercial purposes are welcome.",
      "For commercial and research purposes only.", "Public access.", "public", "See the documentation.",
      "Additional terms apply to the data of others.", "Please contact us with questions.",
      "There are no restrictions on the use of these data.", "Please cite the authors.",
      "The staff only checked the first column.", "Access to the data is not restricted access.",
      "https://example.org/data-use-agreement/must-apply", "",
    ])
  func nothing(text: String) {
    #expect(Self.terms(text).isEmpty)
  }

  @Test("a note on access says more than rights in the same words")
  func access() {
    #expect(Self.terms("Please contact the publisher.", .access).isOnRequest)
    #expect(Self.terms("Authorised access by Trust staff only.", .access).isNotReleased)
    let elsewhere = Self.terms("By Trust staff only.\nThe dataset is also available via SUS.", .access)
    #expect(!elsewhere.isNotReleased && elsewhere.isRestricted)
    #expect(Self.terms("You need a paid plan.", .access).requirements.map(\.kind) == [.fee])
  }

  @Test("among remarks only what is said of the whole data, and of its use, counts")
  func remarks() {
    let limit = Self.terms("Dataset provided for research purposes only. Please check it.", .remarks)
    #expect(limit.purposes == [.generalResearch])
    #expect(
      Self.terms("The dataset is published for academic use only", .remarks).purposes.contains(
        .academicResearch))
    #expect(Self.terms("We use classifiers for research purposes only.", .remarks).isEmpty)
    #expect(Self.terms("The data was made under a data use agreement.", .remarks).isEmpty)
  }

  @Test("an address in the sentence is where a request begins")
  func address() {
    let terms = Self.terms("Researchers must apply. To submit a proposal, see (https://example.org/rdc).")
    #expect(terms.requirements.map(\.url) == ["https://example.org/rdc"])
  }
}
