// What the data may be used for at all: the truth table of the Data Use Ontology's permissions.

extension Assessment {
  /// Reads the codes; what cannot be read leaves the whole answer open.
  mutating func readDataUse() {
    for (index, text) in access.dataUse.enumerated() {
      let path = "access.data-use[\(index)]"
      let reading = ParsedDataUse(text)
      dataUse += reading.terms.map { ($0, path) }
      guard reading.terms.isEmpty else { continue }
      hasUnreadableDataUse = true
      ask(
        "data-use-code", text, at: path,
        (reading.fault?.message ?? "the code cannot be read") + ": what it permits is not known")
    }
  }

  private var permissions: [(term: DataUseTerm, path: String)] {
    dataUse.filter { $0.term.code.isPermission }
  }
  var hasPermissionCode: Bool { !permissions.isEmpty }

  mutating func checkPermissions() {
    if hasPermissionCode {
      checkPurposesAgainstCodes()
    } else if !access.dataUse.isEmpty && !hasUnreadableDataUse {
      ask(
        "no-permission-code", access.dataUse.joined(separator: ", "), at: "access.data-use",
        "the data-use codes restrict use, and none says what is permitted")
    } else if access.dataUse.isEmpty && !hasPermittingLicense && access.purposes.isEmpty {
      if let open = access.statedOpen {
        checkStatedOpen(open)
      } else if !hasLicense {
        askWhatIsPermitted()
      }
    }
    let isSensitive = !profile.purpose.sensitive.isEmpty
    if isSensitive, !access.dataUse.isEmpty || !isOpenToAll {
      ask(
        "sensitive-topic", profile.purpose.sensitive.sorted().joined(separator: ", "), at: nil,
        "a sensitive topic needs a person's judgement")
    }
  }

  /// Words that permit use cover what they say, and nothing more.
  private mutating func checkStatedOpen(_ open: StatedOpenness) {
    guard !open.purposes.isEmpty else { return }
    let list = Purpose.allCases.filter(open.purposes.contains).map(\.rawValue).joined(separator: ", ")
    let path = "access.stated-open"
    guard !asked.isEmpty else {
      return ask("purpose-unspecified", list, at: path, "what the data is wanted for is not said")
    }
    for purpose in asked where isCovered(purpose, by: Set(open.purposes)) != true {
      ask(
        "stated-open", open.quote, at: path,
        "whether the words cover \(purpose.rawValue) is for the holder to say")
    }
    if profile.isCommercial == true, !asked.contains(.commercial), !open.purposes.contains(.commercial) {
      ask("purpose.commercial", open.quote, at: path, "whether the words cover commercial use is open")
    }
  }

  private mutating func askWhatIsPermitted() {
    let signed = access.requirements.enumerated().first {
      $0.element.kind == .agreement || $0.element.kind == .nda
    }
    guard let signed else {
      return ask(
        "no-permission-code", "", at: nil, "nothing says that use is permitted: no licence, purpose or code")
    }
    ask(
      "no-permission-code", signed.element.name ?? signed.element.kind.rawValue,
      at: "access.requires[\(signed.offset)]",
      "an agreement is asked for, and nothing says what it permits: ask the holder which uses it covers")
  }

  // MARK: - The table

  private mutating func checkPurposesAgainstCodes() {
    guard !asked.isEmpty else {
      ask("purpose-unspecified", codeList(permissions), at: nil, "what the data is wanted for is not said")
      return
    }
    for purpose in asked {
      // Said of any other purpose, it only tells how that is pursued.
      if purpose == .commercial && asked.count > 1 { continue }
      if purpose == .academicResearch && asked.contains(where: { $0 != purpose && $0.isResearch }) {
        continue
      }
      judge(purpose)
    }
  }

  /// All codes have to agree: several DS terms are one permission, and a dataset should have one only.
  private mutating func judge(_ purpose: Purpose) {
    var verdicts: [(verdict: Verdict, term: String, path: String)] = []
    for (term, path) in permissions where term.code != .disease {
      verdicts.append((verdict(purpose, on: term.code), term.spelling, path))
    }
    let named = permissions.filter { $0.term.code == .disease }
    if let first = named.first {
      verdicts.append((diseaseVerdict(purpose, named.map(\.term)), codeList(named), first.path))
    }
    let agree = Set(verdicts.map(\.verdict.answer))
    guard agree.count == 1, let only = verdicts.first else {
      ask(
        "several-permissions", codeList(permissions), at: only(path: permissions),
        "the permissions do not agree on \(purpose.rawValue)")
      return
    }
    switch only.verdict {
    case .yes: break
    case .no(let why): fail(purpose.reasonCode, only.term, at: only.path, why)
    case .open(let code, let question): ask(code, only.term, at: only.path, question)
    }
  }

  private func only(path permissions: [(term: DataUseTerm, path: String)]) -> String? {
    Set(permissions.map(\.path)).count == 1 ? permissions.first?.path : "access.data-use"
  }

  private func codeList(_ terms: [(term: DataUseTerm, path: String)]) -> String {
    Set(terms.map(\.term.canonical)).sorted().joined(separator: ", ")
  }

  enum Verdict {
    case yes
    case no(String)
    case open(code: String, String)

    fileprivate var answer: Int {
      switch self {
      case .yes: 0
      case .no: 1
      case .open: 2
      }
    }
  }

  private var permitsClinicalCare: Bool { dataUse.contains { $0.term.code == .clinicalCare } }

  private func verdict(_ purpose: Purpose, on code: DataUseCode) -> Verdict {
    if code == .noRestriction { return .yes }
    let isAncestry = code == .ancestry
    switch purpose {
    case .generalResearch:
      return code == .generalResearch ? .yes : .no("\(code.rawValue) does not permit research of any kind")
    case .academicResearch:
      if code == .generalResearch { return .yes }
      return .open(code: "purpose.kinds", "\(code.rawValue) depends on what the research is into")
    case .biomedicalResearch:
      return code == .generalResearch || code == .biomedical
        ? .yes : .no("\(code.rawValue) does not permit biomedical research in general")
    case .diseaseResearch:
      return isAncestry ? .no("POA permits research into ancestry only") : .yes
    case .ancestryResearch:
      return code == .generalResearch || isAncestry
        ? .yes : .no("\(code.rawValue) does not permit research into ancestry")
    case .methodsDevelopment: return .yes
    default: return beyondResearch(purpose, code)
    }
  }

  /// Purposes that the ontology's research permissions do not speak of.
  private func beyondResearch(_ purpose: Purpose, _ code: DataUseCode) -> Verdict {
    switch purpose {
    case .clinicalCare:
      return permitsClinicalCare ? .yes : .no("care of patients needs CC beside \(code.rawValue)")
    case .marketing, .lawEnforcement:
      return .no("\(code.rawValue) permits research, which \(purpose.rawValue) is not")
    case .commercial:
      return .open(code: "purpose.kinds", "\(code.rawValue) permits research: what is the commercial use?")
    default:
      return .open(
        code: purpose.rawValue, "whether \(purpose.rawValue) counts as research is for the holder to say")
    }
  }

  // MARK: - Diseases

  /// Every disease asked for has to be one of the dataset's, or belong to one.
  private mutating func diseaseVerdict(_ purpose: Purpose, _ named: [DataUseTerm]) -> Verdict {
    guard purpose == .diseaseResearch else {
      switch purpose {
      case .generalResearch: return .no("DS permits research into the named disease only")
      case .biomedicalResearch: return .no("DS permits research into the named disease only")
      case .ancestryResearch: return .no("DS does not permit research into ancestry")
      case .academicResearch:
        return .open(code: "purpose.diseases", "DS depends on which disease the research is into")
      case .methodsDevelopment: return .yes
      default: return beyondResearch(purpose, .disease)
      }
    }
    guard !profile.purpose.diseases.isEmpty else {
      return .open(code: "purpose.diseases", "DS depends on which disease the research is into")
    }
    let permitted = Set(
      named.compactMap { term in
        if case .disease(let id) = term.value { DiseaseID.canonical(id) } else { nil }
      })
    var open: [String] = []
    for disease in Set(profile.purpose.diseases.map(DiseaseID.canonical)).sorted() {
      switch belongs(disease, to: permitted) {
      case true?: continue
      case false?: return .no("\(disease) is not among \(permitted.sorted().joined(separator: ", "))")
      case nil: open.append(disease)
      }
    }
    guard !open.isEmpty else { return .yes }
    return .open(
      code: "disease-tree",
      "whether \(open.joined(separator: ", ")) belongs to \(permitted.sorted().joined(separator: ", ")) is not known"
    )
  }

  /// - Returns: `nil` if it cannot be told: without a tree, or with one that lacks an id.
  private mutating func belongs(_ disease: String, to permitted: Set<String>) -> Bool? {
    if permitted.contains(disease) { return true }
    guard let diseases else {
      remark("no tree of diseases was given: only equal ids match")
      return nil
    }
    guard let ancestors = diseases.ancestors(of: disease) else {
      remark("the tree of diseases has no \(disease)")
      return nil
    }
    if permitted.contains(where: { ancestors.contains(diseases.canonical($0)) }) { return true }
    let missing = permitted.filter { !diseases.contains($0) }.sorted()
    guard missing.isEmpty else {
      remark("the tree of diseases has no \(missing.joined(separator: ", "))")
      return nil
    }
    return false
  }
}

extension Purpose {
  /// The code under which a purpose fails: the ontology's shorthand where it has one.
  var reasonCode: String {
    switch self {
    case .generalResearch, .academicResearch: "GRU"
    case .biomedicalResearch: "HMB"
    case .diseaseResearch: "DS"
    case .ancestryResearch: "POA"
    case .methodsDevelopment: "MDS"
    case .clinicalCare: "CC"
    default: rawValue
    }
  }
}
