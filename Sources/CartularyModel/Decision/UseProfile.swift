package import CartularyBase

/// Who asks, what for, and what they have in hand.
///
/// Facts are three-valued: `nil` and empty lists mean that nothing is said, and are asked for where a term
/// depends on them; never assumed.
package struct UseProfile: Hashable, Sendable {
  /// A short name, as reports have it.
  package var name: String?
  /// Who it is, in words.
  package var title: String?
  package var requester = RequesterProfile()
  package var purpose = PurposeProfile()

  package init() {}
}

/// Who asks, and what they have in hand.
package struct RequesterProfile: Hashable, Sendable {
  package var kind: RequesterKind?
  package var isForProfit: Bool?
  package var institution: String?
  /// Where they are: ISO 3166 codes or `EU`.
  package var regions: [String] = []
  /// Where the data will be processed; where they are when empty.
  package var processingRegions: [String] = []
  /// Where the data will be stored; where it is processed when empty.
  package var storageRegions: [String] = []
  package var hasEthicsApproval: Bool?
  package var hasInstitutionalApproval: Bool?
  package var isApprovedUser: Bool?
  package var hasApprovedProject: Bool?
  /// Agreements that are signed, by the address or the name of the document.
  package var signed: [String] = []
  /// Trainings that are completed, by address or name.
  package var trainings: [String] = []

  package init() {}
}

/// What the data is wanted for.
package struct PurposeProfile: Hashable, Sendable {
  package var kinds: [Purpose] = []
  /// Ids such as `DOID:162`, or names behind `label:`.
  package var diseases: [String] = []
  package var isCommercial: Bool?
  package var isGenetic: Bool?
  package var researchTypes: [String] = []
  /// For how long.
  package var months: Int?
  /// When results are to be published.
  package var publishOn: PartialDate?
  /// Sensitive topics, in words: each needs a person's judgement.
  package var sensitive: [String] = []
  /// Whether something is made from the data that is passed on: a derived dataset, a model, a product.
  package var makesDerivatives: Bool?
  /// Whether the data itself is passed on.
  package var sharesOnward: Bool?

  package init() {}
}

extension UseProfile {
  /// Facts that exclude each other: the key that is named second, and what is wrong.
  package var contradictions: [(key: String, message: String)] {
    var found: [(key: String, message: String)] = []
    if let kind = requester.kind, let stated = requester.isForProfit, let implied = kind.impliesForProfit,
      stated != implied
    {
      found.append(
        (
          "requester.for-profit",
          "a requester of kind \(kind.rawValue) is \(implied ? "for profit" : "not for profit")"
        ))
    }
    if purpose.isCommercial == false,
      let kind = purpose.kinds.first(where: { $0 == .commercial || $0 == .marketing })
    {
      found.append(("purpose.commercial", "the purpose \(kind.rawValue) is commercial"))
    }
    return found
  }

  /// As stated, or as the kind of requester has it; where the two contradict each other, the worse of them.
  var isForProfit: Bool? {
    if requester.kind?.impliesForProfit == true { return true }
    return requester.isForProfit ?? requester.kind?.impliesForProfit
  }

  /// As stated, or as the purposes have it.
  var isCommercial: Bool? {
    if purpose.kinds.contains(.commercial) || purpose.kinds.contains(.marketing) { return true }
    return purpose.isCommercial
  }

  /// The purposes with research into diseases among them where diseases are named; each once, in the
  /// vocabulary's order, so that no answer depends on how a profile was written.
  var askedPurposes: [Purpose] {
    let asked = Set(purpose.kinds).union(purpose.diseases.isEmpty ? [] : [.diseaseResearch])
    return Purpose.allCases.filter(asked.contains)
  }
}

extension RequesterKind {
  /// `nil` if there are such of both sorts.
  var impliesForProfit: Bool? {
    switch self {
    case .forProfit: true
    case .nonProfit, .government, .internationalOrganisation: false
    case .academic, .healthcare, .journalist, .student, .individual: nil
    }
  }
}

extension Purpose {
  var isResearch: Bool {
    switch self {
    case .generalResearch, .academicResearch, .biomedicalResearch, .diseaseResearch, .ancestryResearch,
      .methodsDevelopment:
      true
    default: false
    }
  }
}
