// The way to the data, who is eligible, and for what: the access terms that narrow.

extension Assessment {
  private static let openModes: Set<AccessMode> = [.openDownload, .api]

  /// The data can be had by anyone, without asking.
  var isHadByAnyone: Bool {
    if !access.modes.isEmpty {
      return access.modes.contains(where: Self.openModes.contains) && !terms.isWithheld
    }
    guard !terms.isWithheld else { return false }
    return terms.accessRights == .public || (terms.accessRights == nil && terms.hasDownload)
  }

  // MARK: - The way

  mutating func checkAccess() {
    if let reason = terms.levelContradiction { add(reason) }
    checkSharing()
    checkModes()
    checkRights()
    checkRequesters()
    let requester = profile.requester
    let processing = requester.processingRegions.isEmpty ? requester.regions : requester.processingRegions
    let storage = requester.storageRegions.isEmpty ? processing : requester.storageRegions
    check(access.jurisdictions, processing, "jurisdictions", question: "requester.processing-regions")
    check(
      access.storageJurisdictions, storage, "storage-jurisdictions", question: "requester.storage-regions")
    check(
      access.requesterJurisdictions, requester.regions, "requester-jurisdictions",
      question: "requester.regions")
  }

  private mutating func check(_ permitted: [String], _ asked: [String], _ key: String, question: String) {
    guard !permitted.isEmpty else { return }
    let term = Set(permitted.map(Region.canonical)).sorted().joined(separator: ", ")
    checkRegions(asked, within: permitted, code: key, question: question, term, "access.\(key)")
  }

  /// Data that stays with its holder, or with partners, unless the terms open a way to others. The answer is for
  /// those outside: the holder's own people have rules of their own.
  private mutating func checkSharing() {
    guard terms.isSharingLimited, !terms.opensAWay else { return }
    let list = terms.sharing.map(\.rawValue).joined(separator: ", ")
    let holder = terms.holder ?? "the holder"
    if terms.isKeptInside {
      fail("internal", list, at: "sharing", "nobody outside \(holder) uses the data")
    } else {
      ask(
        "closed-trusted-partnership", list, at: "sharing",
        "only partners of \(holder) get the data: ask whether a partnership is possible")
    }
  }

  private mutating func checkModes() {
    let modes = AccessMode.allCases.filter(access.modes.contains)
    let ways = modes.filter { $0 != .notReleased }
    // How to get at the data is another question, which `DataAvailability` answers.
    guard !modes.isEmpty else { return }
    guard !ways.isEmpty else {
      fail("not-released", "not-released", at: "access.mode", "the data is not released")
      return
    }
    if ways.count < modes.count {
      ask(
        "access-contradiction", modes.map(\.rawValue).joined(separator: ", "), at: "access.mode",
        "it is called not released, and a way to it is named")
    }
    if ways.contains(where: Self.openModes.contains) {
      if terms.hasRestrictedRights {
        ask(
          "access-contradiction", ways.map(\.rawValue).joined(separator: ", "), at: "access.mode",
          "the access rights are \(terms.accessRights?.rawValue ?? ""), and the way to the data is open to all"
        )
      }
      return
    }
    for way in ways {
      let choice = ways.count > 1 ? "One of \(ways.count) ways: " : ""
      owe(
        step(way.stage, choice + way.definition, way.rawValue, "access.mode"), way.rawValue,
        "the way to the data is \(way.rawValue)")
    }
  }

  /// Requirements never help: more of them can never make an answer better.
  private mutating func checkRights() {
    guard let rights = terms.accessRights, rights != .public, access.modes.isEmpty else { return }
    let hasWay = access.url != nil || access.contact != nil || access.intermediary != nil
    guard hasWay else {
      ask(
        "access-rights", rights.rawValue, at: "access-rights",
        "access is \(rights.rawValue), and no way to ask for it is named")
      return
    }
    owe(
      step(.apply, "Ask for access.", "access-rights", "access-rights"), rights.rawValue,
      "access is \(rights.rawValue)")
  }

  private mutating func checkRequesters() {
    guard !access.requesters.isEmpty else { return }
    let eligible = RequesterKind.allCases.filter(access.requesters.contains)
    let list = eligible.map(\.rawValue).joined(separator: ", ")
    guard let kind = profile.requester.kind else {
      ask("requester.kind", list, at: "access.requesters", "who asks?")
      return
    }
    if !eligible.contains(kind) {
      fail(
        "requesters", list, at: "access.requesters", "a requester of kind \(kind.rawValue) is not eligible")
    }
  }

  // MARK: - The purpose

  mutating func checkPurposes() {
    let permitted = Purpose.allCases.filter(access.purposes.contains)
    let prohibited = Purpose.allCases.filter(access.prohibitedPurposes.contains)
    guard !permitted.isEmpty || !prohibited.isEmpty else { return }
    guard !asked.isEmpty else {
      let key = permitted.isEmpty ? "prohibited-purposes" : "purposes"
      ask(
        "purpose-unspecified",
        (permitted.isEmpty ? prohibited : permitted).map(\.rawValue).joined(separator: ", "),
        at: "access.\(key)", "what the data is wanted for is not said")
      return
    }
    if !permitted.isEmpty {
      checkPermitted(Set(permitted), permitted.map(\.rawValue).joined(separator: ", "))
    }
    if !prohibited.isEmpty {
      checkProhibited(Set(prohibited), prohibited.map(\.rawValue).joined(separator: ", "))
    }
  }

  private mutating func checkPermitted(_ permitted: Set<Purpose>, _ list: String) {
    let path = "access.purposes"
    for purpose in asked {
      // Said of other research, it only tells by whom and for what it is done.
      if purpose == .academicResearch && asked.contains(where: { $0 != purpose && $0.isResearch }) {
        continue
      }
      switch isCovered(purpose, by: permitted) {
      case true?: break
      case false?: fail("purposes", list, at: path, "\(purpose.rawValue) is not among the permitted purposes")
      case nil:
        ask("purposes", list, at: path, "whether \(purpose.rawValue) is among the permitted purposes is open")
      }
    }
    let forMoney: Set<Purpose> = [
      .commercial, .generalResearch, .biomedicalResearch, .diseaseResearch, .marketing,
    ]
    if profile.isCommercial == true, !asked.contains(.commercial), permitted.isDisjoint(with: forMoney) {
      ask(
        "purpose.commercial", list, at: path, "whether commercial use is among the permitted purposes is open"
      )
    }
  }

  /// - Returns: `nil` if the holder has to say.
  func isCovered(_ purpose: Purpose, by permitted: Set<Purpose>) -> Bool? {
    if permitted.contains(purpose) { return true }
    if purpose.isResearch {
      if permitted.contains(.generalResearch) { return true }
      if purpose == .diseaseResearch && permitted.contains(.biomedicalResearch) { return true }
      if permitted.contains(.academicResearch) {
        switch profile.requester.kind {
        case .academic?: return true
        case .forProfit?, .journalist?, .individual?: return false
        default: return nil
        }
      }
      // Its subject is not said, so it may be one of those permitted.
      return purpose == .academicResearch && permitted.contains(where: \.isResearch) ? nil : false
    }
    switch purpose {
    case .modelTraining:
      return permitted.contains(.methodsDevelopment) || permitted.contains(.generalResearch) ? nil : false
    case .humanitarian, .officialStatistics, .publicService, .journalism, .education:
      return permitted.contains(.publicBenefit) ? nil : false
    case .publicBenefit:
      let kinds: Set<Purpose> = [.humanitarian, .officialStatistics, .publicService]
      return permitted.isDisjoint(with: kinds) ? false : nil
    case .marketing: return permitted.contains(.commercial) ? nil : false
    default: return false
    }
  }

  private mutating func checkProhibited(_ prohibited: Set<Purpose>, _ list: String) {
    let path = "access.prohibited-purposes"
    for purpose in asked {
      if prohibited.contains(purpose) || (purpose.isResearch && prohibited.contains(.generalResearch)) {
        fail("prohibited-purposes", list, at: path, "\(purpose.rawValue) is prohibited")
      } else if mayInclude(purpose, prohibited) {
        ask(
          "purpose.kinds", list, at: path,
          "\(purpose.rawValue) may include a prohibited purpose: say more closely what the data is wanted for"
        )
      }
    }
    guard prohibited.contains(.commercial), !asked.contains(.commercial) else { return }
    checkNonCommercial("prohibited-purposes", list, path)
  }

  private func mayInclude(_ purpose: Purpose, _ prohibited: Set<Purpose>) -> Bool {
    switch purpose {
    case .generalResearch, .academicResearch: prohibited.contains(where: \.isResearch)
    case .biomedicalResearch: prohibited.contains(.diseaseResearch)
    case .commercial: prohibited.contains(.marketing) && asked.count == 1
    default: false
    }
  }
}

extension AccessMode {
  /// When a person meets what it asks for.
  var stage: AccessStage {
    switch self {
    case .openDownload, .api, .registeredDownload, .onRequest, .notReleased: .apply
    case .secureDownload: .approve
    case .remoteEnclave, .onsiteEnclave: .setUp
    case .queryOnly: .use
    }
  }
}
