import CartularyBase
import TestSupport
import Testing

@testable import CartularyModel

@Suite("Decisions on use")
struct UseDecisionTests {
  private static let seed: UInt64 = 7
  static let day = CalendarDate("2026-06-01")!  // a day that exists

  // MARK: - Random terms and profiles

  private static let codes = [
    "NRES", "GRU", "HMB", "DS:DOID:162", "POA", "CC", "NMDS", "NPOA", "NPU", "NCU", "NPUNCU", "GSO",
    "RS:pediatric", "GS:EU", "GS:GB", "IS:Yale|MIT", "IS:", "US", "PS", "IRB", "COL", "PUB", "RTN", "TS:12",
    "MOR:2027-01-01", "XYZ",
  ]
  private static let licenses = [
    "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "own terms",
    "",
  ]

  static func terms(_ random: inout SeededGenerator) -> UseTerms {
    var dataset = Dataset(id: "x", title: "x", description: "x")
    func some<Value>(_ values: [Value], upTo count: Int) -> [Value] {
      Array(values.shuffled(using: &random).prefix(Int.random(in: 0...count, using: &random)))
    }
    dataset.licenses = some(licenses, upTo: 2).flatMap(LicenseTable.standard.licenses(from:))
    dataset.sharing = some(SharingType.allCases, upTo: 2)
    dataset.publisher = some([Agent(name: "Acme")], upTo: 1).first
    dataset.access.statedOpen =
      some(
        [
          StatedOpenness(quote: "open terms"),
          StatedOpenness(quote: "for researchers", purposes: [.generalResearch]),
        ], upTo: 1
      ).first
    dataset.distributions = some(
      [("https://example.org/a.csv", true), ("https://example.org/a", false)], upTo: 1
    ).map { address, isDownload in
      var form = Distribution()
      if isDownload { form.downloadURL = address } else { form.accessURL = address }
      return form
    }
    dataset.accessRights = some([AccessRights.public, .restricted, .nonPublic], upTo: 1).first
    dataset.access.modes = some(AccessMode.allCases, upTo: 2)
    dataset.access.dataUse = Bool.random(using: &random) ? some(codes, upTo: 4) : []
    dataset.access.requirements = some(Requirement.allCases, upTo: 3).map { kind in
      var asked = AccessRequirement(kind: kind)
      asked.name = some(["DUA 2", "Safe researcher"], upTo: 1).first
      return asked
    }
    dataset.access.purposes = some(Purpose.allCases, upTo: 3)
    dataset.access.prohibitedPurposes = some(Purpose.allCases, upTo: 2)
    dataset.access.requesters = some(RequesterKind.allCases, upTo: 3)
    dataset.access.jurisdictions = some(["EU", "GB", "US", "GB-SCT"], upTo: 2)
    dataset.access.embargoUntil = some(["2025", "2026-06", "2027-01-01"], upTo: 1).first.flatMap {
      PartialDate($0)
    }
    dataset.access.eraseBy = some(["2025", "2030-12-31"], upTo: 1).first.flatMap { PartialDate($0) }
    dataset.access.maximumMonths = some([6, 36], upTo: 1).first
    dataset.access.url = some(["https://example.org/ask"], upTo: 1).first
    dataset.access.fee =
      some([FeeTerms(kind: .charged, amount: "EUR 1"), FeeTerms(kind: .free)], upTo: 1).first
    return dataset.useTerms
  }

  static func profile(_ random: inout SeededGenerator) -> UseProfile {
    var profile = UseProfile()
    func some<Value>(_ values: [Value], upTo count: Int) -> [Value] {
      Array(values.shuffled(using: &random).prefix(Int.random(in: 0...count, using: &random)))
    }
    profile.requester.kind = some(RequesterKind.allCases, upTo: 1).first
    profile.requester.isForProfit = some([true, false], upTo: 1).first
    profile.requester.regions = some(["DE", "GB", "GB-SCT", "US", "EU"], upTo: 2)
    profile.requester.institution = some(["Yale", "Acme"], upTo: 1).first
    profile.requester.hasEthicsApproval = some([true, false], upTo: 1).first
    profile.requester.signed = some(["DUA 2"], upTo: 1)
    profile.purpose.kinds = some(Purpose.allCases, upTo: 2)
    profile.purpose.diseases = some(["DOID:162", "DOID:4"], upTo: 1)
    profile.purpose.isCommercial = some([true, false], upTo: 1).first
    profile.purpose.isGenetic = some([true, false], upTo: 1).first
    profile.purpose.researchTypes = some(["pediatric", "adult"], upTo: 2)
    profile.purpose.months = some([6, 24], upTo: 1).first
    profile.purpose.makesDerivatives = some([true, false], upTo: 1).first
    profile.purpose.sharesOnward = some([true, false], upTo: 1).first
    return profile
  }

  private static func decide(_ terms: UseTerms, _ profile: UseProfile) -> UseDecision {
    UseDecision.decide(terms, for: profile, on: day)
  }

  // MARK: - Properties

  private struct Restriction: Sendable {
    let name: String
    let apply: @Sendable (inout UseTerms) -> Void
  }

  /// Each makes terms stricter.
  private static let restrictions: [Restriction] = asked + prohibited + coded + others

  private static let asked: [Restriction] = Requirement.allCases.map { kind in
    Restriction(name: "requires \(kind.rawValue)") {
      $0.access.requirements.append(AccessRequirement(kind: kind))
    }
  }

  private static let prohibited: [Restriction] = Purpose.allCases.map { purpose in
    Restriction(name: "prohibits \(purpose.rawValue)") { $0.access.prohibitedPurposes.append(purpose) }
  }

  private static let strictCodes: [String] = [
    "NMDS", "NPOA", "NPU", "NCU", "NPUNCU", "GSO", "RS:adult", "GS:GB", "GS:EU", "IS:Yale", "US", "PS",
    "IRB",
    "COL", "PUB", "RTN", "TS:3", "MOR:2028-01-01", "XYZ", "DUO:0000014",
  ]

  private static let coded: [Restriction] = strictCodes.map { code in
    Restriction(name: "data-use \(code)") { $0.access.dataUse.append(code) }
  }

  private static let others: [Restriction] = [
    Restriction(name: "an embargo") { $0.access.embargoUntil = PartialDate("2030-01-01") },
    Restriction(name: "a limit of months") { $0.access.maximumMonths = min(1, $0.access.maximumMonths ?? 1) },
    Restriction(name: "fewer requesters") { terms in
      terms.access.requesters = terms.access.requesters.isEmpty ? [.academic] : [terms.access.requesters[0]]
    },
    Restriction(name: "a region for requesters") { terms in
      if terms.access.requesterJurisdictions.isEmpty { terms.access.requesterJurisdictions = ["GB"] }
    },
    Restriction(name: "a licence more") { terms in
      guard terms.licenses.contains(where: { $0.openness != .none }) else { return }
      terms.licenses += LicenseTable.standard.licenses(from: "CC-BY-NC-ND-4.0")
    },
    Restriction(name: "a purpose list where a licence permits all") { terms in
      // A licence of its own of which only the name is known permits nothing, and a purpose does.
      let isLicensed =
        terms.licenses.contains { $0.openness != .none } && !terms.licenseTextTerms.contains(.unread)
      if terms.access.purposes.isEmpty, isLicensed || !terms.access.dataUse.isEmpty {
        terms.access.purposes = [.education]
      }
    },
    Restriction(name: "not released") { terms in
      if !terms.access.modes.isEmpty { terms.access.modes = [.notReleased] }
    },
  ]

  @Test("a further restriction never makes an outcome more permissive")
  func restricting() {
    print("seed \(Self.seed)")
    var random = SeededGenerator(seed: Self.seed)
    for _ in 0..<1_500 {
      let (terms, profile) = (Self.terms(&random), Self.profile(&random))
      let before = Self.decide(terms, profile)
      let restriction = Self.restrictions.randomElement(using: &random)!  // there are some
      var stricter = terms
      restriction.apply(&stricter)
      let after = Self.decide(stricter, profile)
      // unknown may become denied; what is denied stays so.
      #expect(
        after.outcome >= before.outcome,
        "\(restriction.name)\n\(terms.canonicalText)\n\(profile)\n\(before)\n\(after)")
    }
  }

  /// Each says what was not said.
  private static let facts: [@Sendable (inout UseProfile) -> Void] = [
    { $0.requester.kind = $0.requester.kind ?? .academic },
    { $0.requester.isForProfit = $0.requester.isForProfit ?? false },
    { $0.requester.isForProfit = $0.requester.isForProfit ?? true },
    { if $0.requester.regions.isEmpty { $0.requester.regions = ["GB"] } },
    { $0.requester.institution = $0.requester.institution ?? "Yale" },
    { $0.requester.hasEthicsApproval = $0.requester.hasEthicsApproval ?? true },
    { $0.requester.isApprovedUser = $0.requester.isApprovedUser ?? true },
    { $0.requester.hasApprovedProject = $0.requester.hasApprovedProject ?? true },
    { $0.requester.hasInstitutionalApproval = $0.requester.hasInstitutionalApproval ?? true },
    { $0.purpose.isCommercial = $0.purpose.isCommercial ?? false },
    { $0.purpose.isGenetic = $0.purpose.isGenetic ?? true },
    { if $0.purpose.researchTypes.isEmpty { $0.purpose.researchTypes = ["pediatric"] } },
    { $0.purpose.months = $0.purpose.months ?? 3 },
    { $0.purpose.publishOn = $0.purpose.publishOn ?? PartialDate("2029-01-01") },
    { $0.purpose.makesDerivatives = $0.purpose.makesDerivatives ?? false },
    { $0.purpose.sharesOnward = $0.purpose.sharesOnward ?? false },
    { if $0.purpose.kinds.isEmpty && $0.purpose.diseases.isEmpty { $0.purpose.kinds = [.generalResearch] } },
  ]

  @Test("answering a question never turns a denial")
  func answering() {
    print("seed \(Self.seed)")
    var random = SeededGenerator(seed: Self.seed + 1)
    var denied = 0
    for _ in 0..<4_000 {
      let (terms, profile) = (Self.terms(&random), Self.profile(&random))
      guard Self.decide(terms, profile).outcome == .denied else { continue }
      denied += 1
      var fuller = profile
      for fact in Self.facts.shuffled(using: &random).prefix(3) { fact(&fuller) }
      let after = Self.decide(terms, fuller)
      #expect(after.outcome == .denied, "\(terms.canonicalText)\n\(profile)\n\(fuller)\n\(after)")
    }
    #expect(denied > 500)
  }

  @Test("equal terms in another order or spelling have equal keys and equal answers")
  func spelling() throws {
    print("seed \(Self.seed)")
    var random = SeededGenerator(seed: Self.seed + 2)
    for _ in 0..<400 {
      let (terms, profile) = (Self.terms(&random), Self.profile(&random))
      var other = terms
      other.licenses.shuffle(using: &random)
      other.licensePaths = []
      other.access.modes = (terms.access.modes + terms.access.modes.prefix(1)).shuffled(using: &random)
      other.access.requirements.shuffle(using: &random)
      other.access.purposes.shuffle(using: &random)
      other.access.prohibitedPurposes.shuffle(using: &random)
      other.access.requesters.shuffle(using: &random)
      other.access.jurisdictions = terms.access.jurisdictions.reversed().map { $0.lowercased() }
      other.access.dataUse = terms.access.dataUse.shuffled(using: &random).map { Self.respelt($0, &random) }
      #expect(other.key == terms.key, "\(terms.canonicalText)\n\(other.canonicalText)")
      let stored = try #require(UseTerms(canonicalText: terms.canonicalText))
      #expect(stored.key == terms.key)
      let answer = Self.withoutPlaces(Self.decide(terms, profile))
      #expect(Self.withoutPlaces(Self.decide(other, profile)) == answer, "\(terms.canonicalText)\n\(profile)")
      #expect(
        Self.withoutPlaces(Self.decide(stored, profile)) == answer, "\(terms.canonicalText)\n\(profile)")
    }
  }

  private static func respelt(_ code: String, _ random: inout SeededGenerator) -> String {
    guard let term = ParsedDataUse(code).terms.first, term.value == .none else { return code.lowercased() }
    let number = String(repeating: "0", count: 7 - String(term.code.number).count) + String(term.code.number)
    return ["DUO:\(number)", "duo_\(number)", "http://purl.obolibrary.org/obo/DUO_\(number)", code]
      .randomElement(using: &random)!  // there are four
  }

  /// What an answer says but for where terms stand and how they are written.
  private static func withoutPlaces(_ decision: UseDecision) -> [String] {
    [decision.outcome.rawValue]
      + Set(decision.reasons.map { "\($0.kind) \($0.code)" }).sorted()
      + decision.steps.map { "\($0.stage) \($0.title) \($0.url ?? "") \($0.note ?? "")" } + decision.remarks
  }

  // MARK: - Single rules

  @Test("terms that differ in anything that a decision goes by have keys of their own")
  func distinct() {
    var random = SeededGenerator(seed: Self.seed + 3)
    let terms = Self.terms(&random)
    var keys: Set<String> = [terms.key]
    let changes: [@Sendable (inout UseTerms) -> Void] = [
      { $0.accessRights = .confidential }, { $0.hasDownload.toggle() }, { $0.access.reviewDays = 9 },
      { $0.access.dataUse.append("GSO") }, { $0.access.cost = "a lot" },
      { $0.licenses.append(License(id: "ODbL-1.0", openness: .shareAlike)) },
      { $0.access.requirements.append(AccessRequirement(kind: .erasure)) },
      { $0.access.contact = Agent(name: "Desk") }, { $0.access.storageJurisdictions = ["FR"] },
      { $0.access.eraseBy = PartialDate("2040") }, { $0.sharing = [.internal] },
      { $0.holder = "Somebody else" }, { $0.access.statedOpen = StatedOpenness(quote: "open to all") },
      { $0.access.statedOpen = StatedOpenness(quote: "open to all", purposes: [.education]) },
      { $0.contradictedLevel = .restricted }, { $0.contradictedLevel = .highlyRestricted },
    ]
    for change in changes {
      var other = terms
      change(&other)
      keys.insert(other.key)
    }
    #expect(keys.count == changes.count + 1)
    #expect(UseTerms(canonicalText: "?\tx") == nil && UseTerms(canonicalText: "L\tx\ty") == nil)
  }

  @Test("steps come in the order in which a person meets them, with what helps to take them")
  func steps() {
    var terms = UseTerms()
    terms.licenses = [License(id: "CC-BY-4.0", openness: .open)]
    terms.accessRights = .public
    terms.access.url = "https://example.org/ask"
    terms.access.contact = Agent(name: "Desk", email: "desk@example.org")
    terms.access.leadTime = "three months"
    terms.access.fee = FeeTerms(kind: .charged, amount: "EUR 200")
    terms.access.eraseBy = PartialDate("2030-12-31")
    for kind in [Requirement.outputReview, .secureEnvironment, .agreement, .review, .application] {
      var asked = AccessRequirement(kind: kind)
      if kind == .agreement { asked.url = "https://example.org/dua.pdf" }
      if kind == .review { (asked.body, asked.duration) = ("Committee", "six weeks") }
      terms.access.requirements.append(asked)
    }
    var profile = UseProfile()
    profile.purpose.kinds = [.generalResearch]
    let steps = Self.decide(terms, profile).steps
    #expect(
      steps.map(\.stage.code) == ["apply", "approve", "sign", "pay", "set-up", "use", "publish", "erase"])
    #expect(steps[0].url == "https://example.org/ask" && steps[0].contact == "desk@example.org")
    #expect(
      steps[0].duration == "three months" && steps[1].duration == "six weeks" && steps[1].body == "Committee")
    #expect(steps[2].url == "https://example.org/dua.pdf" && steps[3].cost == "EUR 200")
  }

  @Test("a denied answer has no steps, and an open one says what is asked")
  func outcomes() {
    var terms = UseTerms()
    terms.access.dataUse = ["HMB", "NPU", "IRB"]
    var profile = UseProfile()
    profile.purpose.kinds = [.biomedicalResearch]
    let open = Self.decide(terms, profile)
    #expect(
      open.outcome == .unknown && open.codes == ["requester.forProfit"] && open.steps.map(\.code) == ["IRB"])
    profile.requester.isForProfit = true
    let denied = Self.decide(terms, profile)
    #expect(denied.outcome == .denied && denied.steps.isEmpty)
    #expect(denied.reasons.map(\.kind) == [.failing, .owed])
    #expect(UseDecision.notice.contains("neither legal advice"))
  }

  @Test("contradictory facts make an answer unknown, never allowed")
  func contradictoryFacts() {
    var terms = UseTerms()
    terms.access.dataUse = ["NRES"]
    var profile = UseProfile()
    profile.purpose.kinds = [.marketing]
    profile.purpose.isCommercial = false
    #expect(Self.decide(terms, profile).codes == ["contradictory-profile"])
  }

  @Test(
    "data-use codes are read in every spelling",
    arguments: [
      ("GRU", "GRU"), ("gru", "GRU"), ("DUO:0000042", "GRU"), ("DUO_0000042", "GRU"),
      ("DUO_00000044", "NPOA"),
      ("duo:7:DOID:162", "DS:DOID:162"), ("http://purl.obolibrary.org/obo/DUO_0000006", "HMB"),
      ("DS:DOID:162", "DS:DOID:162"), ("ds:doid_162", "DS:DOID:162"),
      ("DS:label:Lung  Cancer", "DS:label:lung cancer"),
      ("GS:GB", "GS:GB"), ("GS: uk | fr", "GS:FR|GB"), ("MOR:2027-01-01", "MOR:2027-01-01"),
      ("TS:12", "TS:12"),
      ("IS:b|a", "IS:a|b"), ("IS:", "IS:"), ("RS:Pediatric", "RS:pediatric"), ("general research use", "GRU"),
      ("HMB-IRB-PUB", "HMB IRB PUB"), ("DUO:0000005", "GRU CC"),
    ])
  func codes(text: String, expected: String) {
    #expect(ParsedDataUse(text).terms.map(\.canonical).joined(separator: " ") == expected)
  }

  @Test(
    "what is not a data-use code is a fault that says what to write",
    arguments: [
      "", "XYZ", "DUO:", "DUO:9999999", "DUO:0000001", "DUO:0000017", "DUO:0000002", "DUO:0000014",
      "DUO:0000037",
      "DS", "DS:", "TS", "TS:soon", "TS:-1", "TS:0", "MOR:2027-13-01", "GS:", "GS:Narnia", "RS:", "GRU:x",
      "DUO:0000042x", "GRU-XYZ", "duo:99999999999999999999",
    ])
  func unreadable(text: String) {
    let reading = ParsedDataUse(text)
    #expect(reading.terms.isEmpty)
    #expect(reading.fault?.help.isEmpty == false)
  }

  @Test("terms that contradict each other, or that nobody can meet, are named with their place")
  func contradictions() throws {
    var access = AccessTerms()
    #expect(access.contradictions.isEmpty)
    access.purposes = [.education]
    access.prohibitedPurposes = [.education]
    access.modes = [.notReleased, .api]
    access.requirements = [AccessRequirement(kind: .fee)]
    access.fee = FeeTerms(kind: .free)
    access.maximumMonths = 0
    access.dataUse = ["NRES", "NCU", "POA", "NPOA", "XYZ", "GS:GB", "GS:FR"]
    let found = access.contradictions
    #expect(
      Set(found.map(\.key)) == [
        "prohibited-purposes", "purposes", "mode", "fee", "maximum-months", "data-use",
      ])
    #expect(found.count { $0.key == "data-use" } == 4)
    #expect(found.allSatisfy { !$0.help.isEmpty && !$0.message.hasSuffix(".") })
  }

  @Test("regions lie inside each other as ISO 3166 and the Union have it")
  func regions() {
    #expect(Region.contains("GB", "GB-SCT") == true)
    #expect(Region.contains("GB-SCT", "GB") == nil)
    #expect(Region.contains("EU", "FR") == true && Region.contains("EU", "GB") == false)
    #expect(Region.contains("EEA", "EU") == true && Region.contains("EU", "FR-75") == true)
    #expect(Region.isCode(Region.canonical("uk")) && !Region.isCode("Europe"))
  }
}
