internal import CartularyBase

/// Terms of one dataset that contradict each other, or that nobody can meet.
package struct TermContradiction: Hashable, Sendable {
  /// The key below `access` where it stands: `purposes`.
  package let key: String
  /// One line, lower case, no full stop.
  package let message: String
  /// What to try.
  package let help: String
}

extension AccessTerms {
  /// What no requester can make sense of, beyond what is wrong with one value alone. Empty for sound terms.
  package var contradictions: [TermContradiction] {
    var found: [TermContradiction] = []
    func say(_ key: String, _ message: String, _ help: String) {
      found.append(TermContradiction(key: key, message: message, help: help))
    }
    for purpose in Purpose.allCases where purposes.contains(purpose) && prohibitedPurposes.contains(purpose) {
      say(
        "prohibited-purposes", "\(purpose.rawValue) is both permitted and prohibited",
        "keep one of them")
    }
    if !purposes.isEmpty, purposes.allSatisfy(prohibitedPurposes.contains) {
      say("purposes", "every permitted purpose is prohibited", "say what the data may be used for")
    }
    if prohibitedPurposes.contains(.generalResearch), let purpose = purposes.first(where: \.isResearch),
      purpose != .generalResearch
    {
      say(
        "prohibited-purposes",
        "general-research is prohibited, and \(purpose.rawValue) is a part of it",
        "name the research that is prohibited")
    }
    let kinds = Set(requirements.map(\.kind))
    if kinds.contains(.noCommercialUse), purposes.contains(.commercial) {
      say(
        "purposes", "commercial use is permitted and excluded", "drop commercial, or no-commercial-use"
      )
    }
    if kinds.contains(.noCommercialUse), !requesters.isEmpty, Set(requesters) == [.forProfit] {
      say(
        "requesters", "only companies are eligible, and none may use it commercially",
        "widen one of them")
    }
    if modes.contains(.notReleased), modes.count > 1 {
      say("mode", "it is not released, and a way to it is named", "drop not-released, or the way")
    }
    let isOpen = modes.contains(.openDownload)
    for kind in [Requirement.application, .review, .ethicsApproval, .secureEnvironment]
    where isOpen && kinds.contains(kind) {
      say(
        "mode", "anyone downloads it, and \(kind.rawValue) is required", "name the way after approval")
    }
    if modes == [.openDownload], kinds.contains(.noOnwardSharing) {
      say(
        "requires", "anyone downloads it, and nobody may pass it on",
        "drop no-onward-sharing, or the way")
    }
    if let fee, fee.kind == .free, kinds.contains(.fee) {
      say("fee", "it is free of charge, and a fee is required", "keep one of them")
    }
    if let publicationMoratoriumUntil, let eraseBy, kinds.contains(.publication),
      eraseBy.lastDay < publicationMoratoriumUntil.firstDay
    {
      say(
        "publication-moratorium-until",
        "results have to be published, and the data has to be gone before they may be",
        "mend one of the two dates")
    }
    if let keepFor, let eraseAfter, keepFor.approximateDayCount > eraseAfter.approximateDayCount {
      say(
        "keep-for", "it is kept for \(keepFor), and has to be gone after \(eraseAfter)",
        "mend one of the two lengths")
    }
    if let embargo, embargo.after == .none { say("embargo", "it has no length", "write after: 18 months") }
    if embargo != nil, embargoUntil != nil {
      say("embargo", "there is an embargo until a day, and one after an event", "keep one of them")
    }
    if let requests, requests.stance == .declined, url != nil || requests.form != nil {
      say("requests", "requests are declined, and a place to make one is named", "keep one of them")
    }
    if let fee, fee.kind == .free, fee.amount != nil {
      say("fee", "it is free of charge, and an amount is named", "keep one of them")
    }
    for (key, amount) in amounts where isBareNumber(amount) {
      say(key, "'\(amount.prefix(40))' has no currency", "write it as EUR 200")
    }
    if maximumMonths == 0 { say("maximum-months", "use ends before it begins", "write at least 1") }
    return found + dataUseContradictions
  }

  /// Texts that say how much is paid, with the keys where they stand.
  private var amounts: [(key: String, text: String)] {
    let amounts = [("fee", fee?.amount), ("cost", cost)] + requirements.map { ("requires", $0.cost) }
    return amounts.compactMap { key, text in text.map { (key, $0) } }
  }

  /// An amount that does not say of what currency; words such as "free" name none.
  private func isBareNumber(_ text: String) -> Bool {
    text.contains(where: \.isNumber) && !text.contains { $0.isLetter || $0.isCurrencySymbol }
  }

  private var dataUseContradictions: [TermContradiction] {
    var found: [TermContradiction] = []
    let terms = dataUse.flatMap { ParsedDataUse($0).terms }
    func say(_ message: String, _ help: String) {
      found.append(TermContradiction(key: "data-use", message: message, help: help))
    }
    let codes = Set(terms.map(\.code))
    let permissions = DataUseCode.allCases.filter { $0.isPermission && codes.contains($0) }
    if permissions.count > 1 {
      say(
        "\(permissions.map(\.rawValue).joined(separator: ", ")) are several permissions; a dataset has one",
        "keep the one that is meant; several DS terms are one")
    }
    if permissions.isEmpty, !terms.isEmpty {
      say("no code says what is permitted, so every answer is unknown", "add NRES, GRU, HMB, DS:… or POA")
    }
    if codes.contains(.noRestriction), terms.contains(where: { $0.code != .noRestriction }) {
      say("NRES says no restriction, and there are others", "drop NRES, or the others")
    }
    if codes.contains(.noAncestry), codes.contains(.ancestry) {
      say("POA permits only what NPOA excludes", "keep one of them")
    }
    if codes.contains(.nonCommercial) || codes.contains(.nonProfitNonCommercial),
      purposes.contains(.commercial)
    {
      say("commercial use is permitted and excluded", "drop commercial, or the code")
    }
    let isNonProfit = codes.contains(.nonProfit) || codes.contains(.nonProfitNonCommercial)
    if isNonProfit, Set(requesters) == [.forProfit] {
      say("only companies are eligible, and only non-profit organisations may use it", "widen one of them")
    }
    let regions = terms.compactMap { term -> [String]? in
      if case .regions(let regions) = term.value { regions } else { nil }
    }
    if let first = regions.first, regions.count > 1 {
      let isShared = first.contains { one in
        regions.dropFirst().allSatisfy { other in
          other.contains { Region.contains($0, one) != false || Region.contains(one, $0) == true }
        }
      }
      if !isShared { say("no place is inside all the regions of GS", "write them as one: GS:GB|FR") }
    }
    return found
  }
}
