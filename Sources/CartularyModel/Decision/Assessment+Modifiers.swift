internal import CartularyBase

// The modifiers of the Data Use Ontology, one rule each.

extension Assessment {
  mutating func checkModifiers() {
    for (term, path) in dataUse { check(term, path) }
  }

  private mutating func check(_ term: DataUseTerm, _ path: String) {
    switch term.code {
    case .noRestriction, .generalResearch, .biomedical, .disease, .ancestry, .clinicalCare: break
    case .noMethodsDevelopment: checkMethods(term, path)
    case .noAncestry:
      if asked.contains(.ancestryResearch) {
        fail("NPOA", term.spelling, at: path, "research into ancestry is excluded")
      }
    case .nonProfit: checkNonProfit(term.spelling, path)
    case .nonCommercial: checkNonCommercial("NCU", term.spelling, path)
    case .nonProfitNonCommercial:
      checkNonProfit(term.spelling, path)
      checkNonCommercial("NCU", term.spelling, path)
    case .geneticStudies:
      switch profile.purpose.isGenetic {
      case true?: break
      case false?: fail("GSO", term.spelling, at: path, "genetic studies only")
      case nil: ask("purpose.genetic", term.spelling, at: path, "is it a genetic study?")
      }
    case .researchType: checkResearchType(term, path)
    case .geography:
      guard case .regions(let regions) = term.value else { return }
      checkRegions(
        profile.requester.regions, within: regions, code: "GS", question: "requester.regions", term.spelling,
        path)
    case .institution: checkInstitution(term, path)
    case .userSpecific:
      guard profile.requester.isApprovedUser != true else { return }
      oweApproval("US", term, path, "Become an approved user.", "only approved users")
    case .projectSpecific:
      guard profile.requester.hasApprovedProject != true else { return }
      oweApproval("PS", term, path, "Have the project approved.", "only approved projects")
    case .ethicsApproval:
      guard profile.requester.hasEthicsApproval != true else { return }
      oweApproval(
        "IRB", term, path, "Show the approval of an ethics committee.", "ethics approval is required")
    case .collaboration:
      owe(
        step(.apply, "Agree on working together with the study's investigators.", "COL", path), term.spelling,
        "collaboration with the investigators is required")
    case .publication:
      owe(
        step(.publish, "Publish the results.", "PUB", path), term.spelling, "results have to be published")
    case .returnResults:
      owe(
        step(.publish, "Return derived or enriched data.", "RTN", path), term.spelling,
        "derived data goes back to the database")
    case .timeLimit:
      if case .months(let months) = term.value { checkMonths(months, code: "TS", term.spelling, path) }
    case .moratorium:
      if case .date(let date) = term.value { checkMoratorium(date, code: "MOR", term.spelling, path) }
    }
  }

  /// A step with the contact and address that the terms give for all of it.
  func step(_ stage: AccessStage, _ title: String, _ code: String, _ path: String?) -> UseStep {
    var step = UseStep(stage, title, code: code, at: path)
    if stage == .apply || stage == .approve {
      step.url = access.url
      step.body = access.intermediary?.name
      step.contact = access.contact.map { $0.email ?? $0.url ?? $0.name }
    }
    if stage == .apply { step.duration = access.leadTime }
    if stage == .approve { step.duration = access.reviewDays.map { "\($0) days" } }
    return step
  }

  private mutating func oweApproval(
    _ code: String, _ term: DataUseTerm, _ path: String, _ title: String, _ message: String
  ) {
    owe(step(.approve, title, code, path), term.spelling, message)
  }

  // MARK: - Rules that access terms share

  private mutating func checkNonProfit(_ term: String, _ path: String) {
    switch profile.isForProfit {
    case false?: break
    case true?: fail("NPU", term, at: path, "non-profit organisations only")
    case nil: ask("requester.forProfit", term, at: path, "is the requester for profit?")
    }
  }

  mutating func checkNonCommercial(_ code: String, _ term: String, _ path: String?) {
    switch profile.isCommercial {
    case false?: break
    case true?: fail(code, term, at: path, "commercial use is excluded")
    case nil: ask("purpose.commercial", term, at: path, "is the use commercial?")
    }
  }

  mutating func checkRegions(
    _ asked: [String], within permitted: [String], code: String, question: String, _ term: String,
    _ path: String?
  ) {
    let permitted = permitted.map(Region.canonical)
    guard !asked.isEmpty else {
      ask(question, term, at: path, "from where, or where, will the data be used?")
      return
    }
    var isOpen = false
    for region in Set(asked.map(Region.canonical)).sorted() {
      let answers = permitted.map { Region.contains($0, region) }
      if answers.contains(true) { continue }
      if answers.contains(nil) {
        isOpen = true
      } else {
        fail(code, term, at: path, "\(region) is outside \(Set(permitted).sorted().joined(separator: ", "))")
      }
    }
    if isOpen {
      ask(question, term, at: path, "the region is larger than the permitted one: which part of it?")
    }
  }

  mutating func checkMonths(_ months: Int, code: String, _ term: String, _ path: String) {
    if let wanted = profile.purpose.months, wanted > months {
      fail(code, term, at: path, "wanted for \(wanted) months, permitted for \(months)")
      return
    }
    owe(
      step(.erase, "Stop using the data after \(months) months.", code, path), term,
      "use ends after \(months) months")
  }

  mutating func checkMoratorium(_ date: PartialDate, code: String, _ term: String, _ path: String) {
    guard day < date.firstDay || (date.day == nil && day <= date.lastDay) else { return }
    if let publishOn = profile.purpose.publishOn, publishOn.lastDay < date.firstDay {
      fail(code, term, at: path, "publication on \(publishOn) is planned, and permitted from \(date)")
      return
    }
    if let publishOn = profile.purpose.publishOn, publishOn.firstDay < date.lastDay,
      date.day == nil || publishOn.firstDay < date.firstDay
    {
      ask("purpose.publish-on", term, at: path, "on which day are results published?")
    }
    owe(
      step(.publish, "Publish no results before \(date).", code, path), term,
      "results may be published from \(date)")
  }

  // MARK: - Rules of one modifier

  /// Developing methods is permitted inside another permitted purpose, and not by itself.
  private mutating func checkMethods(_ term: DataUseTerm, _ path: String) {
    guard asked.contains(.methodsDevelopment) else { return }
    let others = asked.filter { $0 != .methodsDevelopment && $0 != .commercial }
    let isOutside = reasons.contains { reason in
      reason.kind == .failing && others.contains { $0.reasonCode == reason.code }
    }
    if others.isEmpty || isOutside {
      fail("NMDS", term.spelling, at: path, "methods are developed within another permitted purpose only")
    }
  }

  private mutating func checkResearchType(_ term: DataUseTerm, _ path: String) {
    guard case .researchType(let type) = term.value else { return }
    let types = profile.purpose.researchTypes.map(FoldedText.code)
    guard !types.isEmpty else {
      ask("purpose.researchTypes", term.spelling, at: path, "of which type is the research?")
      return
    }
    let matching = types.filter { $0 == FoldedText.code(type) }
    if matching.isEmpty {
      fail("RS", term.spelling, at: path, "research of type \(type) only")
    } else if matching.count < types.count {
      ask("purpose.researchTypes", term.spelling, at: path, "only a part of the research is of type \(type)")
    }
  }

  private mutating func checkInstitution(_ term: DataUseTerm, _ path: String) {
    guard case .institutions(let names) = term.value else { return }
    guard !names.isEmpty else {
      guard profile.requester.hasInstitutionalApproval != true else { return }
      oweApproval("IS", term, path, "Have your institution approved.", "approved institutions only")
      return
    }
    guard let institution = profile.requester.institution else {
      ask("requester.institution", term.spelling, at: path, "which institution asks?")
      return
    }
    if !names.map(FoldedText.code).contains(FoldedText.code(institution)) {
      fail("IS", term.spelling, at: path, "'\(institution)' is not among the named institutions")
    }
  }
}
