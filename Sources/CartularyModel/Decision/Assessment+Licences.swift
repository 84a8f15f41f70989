// What the licences permit. Where several are stated, each has to be met.

extension Assessment {
  /// Whether a licence is stated at all, its terms known or not.
  var hasLicense: Bool { terms.licenses.contains { $0.openness != .none } }

  /// Anyone may have it under an open licence, and no code narrows that.
  var isOpenToAll: Bool {
    access.dataUse.isEmpty && hasLicense && terms.licenses.allSatisfy { $0.openness == .open }
      && isHadByAnyone
  }

  /// Whether a licence is stated whose terms permit use, be it on conditions.
  var hasPermittingLicense: Bool { hasLicense && !terms.licenseTextTerms.contains(.unread) }

  mutating func checkLicenses() {
    for (index, license) in terms.licenses.enumerated() where license.openness != .none {
      check(license, at: terms.path(ofLicense: index))
    }
    checkTexts()
  }

  private mutating func check(_ license: License, at path: String) {
    let conditions = LicenseConditions(license)
    if conditions.isNonCommercial { checkNonCommercial("license-non-commercial", license.id, path) }
    if conditions.isNoDerivatives { checkDerivatives(license, path) }
    for duty in LicenseDuty.allCases where conditions.duties.contains(duty) { owe(duty, license, path) }
    if conditions.isCustom { checkCustom(license, path) }
  }

  /// Terms of its own, which a person reads: a step. What they permit is an open question if they limit use in a way
  /// that is not understood, if nothing is named at all, or if the record has no more of them than a name or an address
  /// and nothing else in it permits use.
  private mutating func checkCustom(_ license: License, _ path: String) {
    let code = "license-custom"
    if terms.licenseTextTerms.contains(.unnamed) {
      return ask(code, license.id, at: path, "the licence is not named: ask the holder what it permits")
    }
    var step = UseStep(.apply, "Read the licence: it has terms of its own.", code: code, at: path)
    step.url = terms.address(ofLicense: license)
    owe(step, license.id, "the licence has terms of its own")
    if terms.licenseTextTerms.contains(.unread), !isPermittedOtherwise {
      let which = step.url.map { "the terms at \($0)" } ?? "its terms"
      ask(code, license.id, at: path, "what do \(which) permit: the record only names them")
    }
    if terms.licenseTextTerms.contains(.limited) {
      ask(
        code, license.id, at: path, "the licence limits use in words of its own, which a person has to read")
    }
  }

  /// Whether the record says besides its licences that use is permitted. For what, is checked where that stands.
  private var isPermittedOtherwise: Bool {
    hasPermissionCode || !access.purposes.isEmpty || access.statedOpen != nil
  }

  /// What is written in licences besides their ids.
  private mutating func checkTexts() {
    let said = terms.licenseTextTerms
    guard !said.isEmpty, let index = terms.licenses.lastIndex(where: { $0.openness != .none }) else { return }
    let place = terms.licenses.firstIndex { $0.openness == .custom } ?? index
    let (license, path) = (terms.licenses[place], terms.path(ofLicense: place))
    if said.contains(.nonCommercial) { checkNonCommercial("license-non-commercial", license.id, path) }
    if said.contains(.noDerivatives) { checkDerivatives(license, path) }
    let known = terms.licenses.reduce(into: Set()) { $0.formUnion(LicenseConditions($1).duties) }
    for duty in LicenseDuty.allCases where said.contains(duty.textTerm) {
      // Attribution under one licence is what another asks for as well; what is made carries each of them.
      if duty == .shareAlike || !known.contains(duty) { owe(duty, license, path) }
    }
    if said.contains(.noOnwardSharing), profile.purpose.sharesOnward == true {
      fail(
        "license-no-redistribution", license.id, at: path,
        "the licence says that the data may not be passed on")
    }
  }

  private mutating func checkDerivatives(_ license: License, _ path: String) {
    switch profile.purpose.makesDerivatives {
    case false?: break
    case true?:
      fail("license-no-derivatives", license.id, at: path, "the licence permits no derived works")
    case nil:
      ask("purpose.derivatives", license.id, at: path, "is something made from the data and passed on?")
    }
  }

  private mutating func owe(_ duty: LicenseDuty, _ license: License, _ path: String) {
    let (title, message) =
      switch duty {
      case .attribution: ("Name the source, as \(license.id) asks.", "the licence asks for attribution")
      case .shareAlike:
        (
          "Pass on what you make from it under the same licence.",
          "what is made from the data carries \(license.id)"
        )
      case .noEndorsement:
        (
          "Do not suggest that the source endorses you or what you make.",
          "the licence forbids to imply an endorsement"
        )
      case .marksChanges:
        (
          "Say that you changed the data, where you did.",
          "changed data may not be passed off as the original"
        )
      }
    owe(UseStep(.publish, title, code: duty.rawValue, at: path), license.id, message)
  }
}

extension LicenseDuty {
  /// What says it in the text of a licence.
  fileprivate var textTerm: LicenseTextTerm {
    switch self {
    case .attribution: .attribution
    case .shareAlike: .shareAlike
    case .noEndorsement: .noEndorsement
    case .marksChanges: .marksChanges
    }
  }
}
