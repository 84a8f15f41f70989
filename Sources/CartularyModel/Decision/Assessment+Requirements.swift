internal import CartularyBase

// What is asked of whoever gets the data: requirements, fees, and days.

extension Assessment {
  mutating func checkRequirements() {
    for (index, asked) in access.requirements.enumerated() {
      check(asked, at: "access.requires[\(index)]")
    }
    checkFee()
  }

  private mutating func check(_ asked: AccessRequirement, at path: String) {
    let term = [asked.kind.rawValue, asked.name].compactMap { $0 }.joined(separator: ": ")
    switch asked.kind {
    case .noCommercialUse: return checkNonCommercial("no-commercial-use", term, path)
    case .noOnwardSharing where profile.purpose.sharesOnward == true:
      return fail("no-onward-sharing", term, at: path, "the data may not be passed on")
    default: break
    }
    guard !isInHand(asked) else { return }
    var step = step(asked.kind.stage, asked.kind.definition, asked.kind.rawValue, path)
    step.url = asked.url ?? step.url
    step.body = asked.body ?? step.body
    step.contact = asked.contact ?? step.contact
    step.duration = asked.duration ?? step.duration
    step.cost = asked.cost ?? (asked.kind == .fee ? access.fee?.text ?? access.cost : nil)
    let remarks = [
      asked.name, asked.note, asked.criteria.map { "criteria: \($0)" },
      ReviewTerms.remark(isBlinded: asked.isBlinded),
    ].compactMap { $0 }
    step.note = remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    owe(step, term, asked.kind.message)
  }

  /// Whether the profile already has it. What cannot be told from the profile is owed.
  private func isInHand(_ asked: AccessRequirement) -> Bool {
    let requester = profile.requester
    let names = [asked.url, asked.name].compactMap { $0 }
    switch asked.kind {
    case .ethicsApproval: return requester.hasEthicsApproval == true
    case .institutionalApproval: return requester.hasInstitutionalApproval == true
    case .agreement, .nda: return names.contains(where: isSigned)
    case .training: return names.contains { Self.isNamed($0, in: requester.trainings) }
    default: return false
    }
  }

  /// Whether an agreement with this name or address is among those signed.
  func isSigned(_ name: String) -> Bool {
    Self.isNamed(name, in: profile.requester.signed)
  }

  private static func isNamed(_ name: String, in list: [String]) -> Bool {
    let name = folded(name)
    return list.contains { folded($0) == name }
  }

  private static func folded(_ text: String) -> String {
    var rest = WebAddress.withoutScheme(FoldedText.code(text))
    while rest.last == "/" { rest.removeLast() }
    return String(rest)
  }

  private mutating func checkFee() {
    guard let fee = access.fee, fee.kind != .free else { return }
    var step = UseStep(.pay, Requirement.fee.definition, code: Requirement.fee.rawValue, at: "access.fee")
    step.url = fee.url
    step.cost = fee.text ?? access.cost
    // Who gives access says what it costs where the record does not.
    if step.cost == nil, step.url == nil {
      step.contact = access.contact.map { $0.email ?? $0.url ?? $0.name }
    }
    // A requirement of kind fee says the same with more about whom to pay.
    guard !access.requirements.contains(where: { $0.kind == .fee }) else { return }
    owe(step, fee.text ?? fee.kind.rawValue, Requirement.fee.message)
  }

  // MARK: - Days

  mutating func checkDates() {
    if let reason = access.embargoUntilReason(on: day) { add(reason) }
    if let date = access.publicationMoratoriumUntil {
      let (code, path) = ("publication-moratorium-until", "access.publication-moratorium-until")
      checkMoratorium(date, code: code, date.description, path)
    }
    if let reason = access.eraseByReason(on: day) {
      add(reason)
    } else if let date = access.eraseBy {
      owe(
        step(.erase, "Delete the data by \(date).", "erase-by", "access.erase-by"), date.description,
        "the data has to be gone by \(date)")
    }
    if let months = access.maximumMonths {
      checkMonths(months, code: "maximum-months", String(months), "access.maximum-months")
    }
  }
}

extension Requirement {
  /// The definition as a clause.
  fileprivate var message: String {
    let text = definition.hasSuffix(".") ? definition.dropLast() : definition[...]
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension FeeTerms {
  /// Amount and reduction in words; `nil` if only the kind is stated.
  var text: String? {
    let parts = [
      amount, reduced.map { "reduced: \($0)" }, conditions.map { "on condition: \($0)" },
      covers.map { "for \($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
