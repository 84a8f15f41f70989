public import CartularyBase

/// Who asks, what for, and what they have in hand.
///
/// Facts are three-valued: `nil` and empty lists mean that nothing is said, and are asked for where a term
/// depends on them; never assumed.
public struct UseProfile: Hashable, Sendable {
  /// A short name, as reports show it; `nil` for a profile without one.
  public var name: String?
  /// Who it is, in words; `nil` when it is not stated.
  public var title: String?
  /// Who asks, and what they have in hand.
  public var requester = RequesterProfile()
  /// What the data is wanted for.
  public var purpose = PurposeProfile()

  /// Makes a profile that says nothing.
  public init() {}
}

/// Who asks, and what they have in hand.
public struct RequesterProfile: Hashable, Sendable {
  /// What kind of requester asks; `nil` when it is not said.
  public var kind: RequesterKind?
  /// Whether they work for profit; `nil` when it is not said, or follows from `kind`.
  public var isForProfit: Bool?
  /// The name of their institution; `nil` when it is not said.
  public var institution: String?
  /// Where they are: ISO 3166 codes or `EU`. Empty when it is not said.
  public var regions: [String] = []
  /// Where the data will be processed; where they are, when empty.
  public var processingRegions: [String] = []
  /// Where the data will be stored; where it is processed, when empty.
  public var storageRegions: [String] = []
  /// Whether an ethics committee has approved; `nil` when it is not said.
  public var hasEthicsApproval: Bool?
  /// Whether their institution has approved; `nil` when it is not said.
  public var hasInstitutionalApproval: Bool?
  /// Whether the holder has approved them as a user; `nil` when it is not said.
  public var isApprovedUser: Bool?
  /// Whether the holder has approved their project; `nil` when it is not said.
  public var hasApprovedProject: Bool?
  /// Agreements that are signed, by the address or the name of the document. Empty when it is not said.
  public var signed: [String] = []
  /// Trainings that are completed, by address or name. Empty when it is not said.
  public var trainings: [String] = []

  /// Makes a requester of whom nothing is said.
  public init() {}
}

/// What the data is wanted for.
public struct PurposeProfile: Hashable, Sendable {
  /// The purposes, in any order. Empty when none is said.
  public var kinds: [Purpose] = []
  /// Ids such as `DOID:162`, or names after `label:`. Empty when none is said.
  public var diseases: [String] = []
  /// Whether use is for commercial advantage; `nil` when it is not said, or follows from `kinds`.
  public var isCommercial: Bool?
  /// Whether it is a genetic study; `nil` when it is not said.
  public var isGenetic: Bool?
  /// Types of research, as the terms of a dataset may name them. Empty when none is said.
  public var researchTypes: [String] = []
  /// For how many months the data is wanted; `nil` when it is not said.
  public var months: Int?
  /// When results are to be published; `nil` when it is not said.
  public var publishOn: PartialDate?
  /// Sensitive topics, in words: each needs a person's judgement. Empty when there are none.
  public var sensitive: [String] = []
  /// Whether something made from the data is passed on: a derived dataset, a model, a product. `nil` when it
  /// is not said.
  public var makesDerivatives: Bool?
  /// Whether the data itself is passed on; `nil` when it is not said.
  public var sharesOnward: Bool?

  /// Makes a purpose of which nothing is said.
  public init() {}
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
