/// Who asks, what for, and what they have in hand.
///
/// Facts are three-valued: `nil` and empty lists mean that nothing is said, and are asked for where a term
/// depends on them; never assumed.
public struct UseProfile: Hashable, Sendable {
  /// A short name, as reports have it.
  public var name: String?
  /// Who it is, in words.
  public var title: String?
  public var requester = RequesterProfile()
  public var purpose = PurposeProfile()

  public init() {}
}

/// Who asks, and what they have in hand.
public struct RequesterProfile: Hashable, Sendable {
  public var kind: RequesterKind?
  public var isForProfit: Bool?
  public var institution: String?
  /// Where they are: ISO 3166 codes or `EU`.
  public var regions: [String] = []
  /// Where the data will be processed; where they are when empty.
  public var processingRegions: [String] = []
  /// Where the data will be stored; where it is processed when empty.
  public var storageRegions: [String] = []
  public var hasEthicsApproval: Bool?
  public var hasInstitutionalApproval: Bool?
  public var isApprovedUser: Bool?
  public var hasApprovedProject: Bool?
  /// Agreements that are signed, by the address or the name of the document.
  public var signed: [String] = []
  /// Trainings that are completed, by address or name.
  public var trainings: [String] = []

  public init() {}
}

/// What the data is wanted for.
public struct PurposeProfile: Hashable, Sendable {
  public var kinds: [Purpose] = []
  /// Ids such as `DOID:162`, or names behind `label:`.
  public var diseases: [String] = []
  public var isCommercial: Bool?
  public var isGenetic: Bool?
  public var researchTypes: [String] = []
  /// For how long.
  public var months: Int?
  /// When results are to be published.
  public var publishOn: PartialDate?
  /// Sensitive topics, in words: each needs a person's judgement.
  public var sensitive: [String] = []
  /// Whether something is made from the data that is passed on: a derived dataset, a model, a product.
  public var makesDerivatives: Bool?
  /// Whether the data itself is passed on.
  public var sharesOnward: Bool?

  public init() {}
}

extension UseProfile {
  /// Facts that exclude each other: the key that is named second, and what is wrong.
  public var contradictions: [(key: String, message: String)] {
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
  /// `nil` where there are such of both sorts.
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
