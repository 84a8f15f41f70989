// What the licences permit. Where several are stated, each has to be met.

extension Assessment {
  /// Whether a licence is stated at all, its terms known or not.
  var hasLicense: Bool { terms.licenses.contains { $0.openness != .none } }

  /// Anyone may have it under an open licence, and no code narrows that.
  var isOpenToAll: Bool {
    access.dataUse.isEmpty && hasLicense && terms.licenses.allSatisfy { $0.openness == .open }
      && isHadByAnyone
  }

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
    if conditions.isShareAlike { oweShareAlike(license, path) }
    if conditions.asksForAttribution { oweAttribution(license, path) }
    if conditions.isCustom { checkCustom(license, path) }
  }

  /// Terms of its own, which a person reads: a step if they are named, an open question if they limit use in a way that
  /// is not understood, or if nothing is named at all.
  private mutating func checkCustom(_ license: License, _ path: String) {
    let code = "license-custom"
    if terms.licenseTextTerms.contains(.unnamed) {
      return ask(code, license.id, at: path, "the licence is not named: ask the holder what it permits")
    }
    owe(
      UseStep(.apply, "Read the licence: it has terms of its own.", code: code, at: path),
      license.id, "the licence has terms of its own")
    if terms.licenseTextTerms.contains(.limited) {
      ask(
        code, license.id, at: path, "the licence limits use in words of its own, which a person has to read")
    }
  }

  /// What is written in licences besides their ids.
  private mutating func checkTexts() {
    let said = terms.licenseTextTerms
    guard !said.isEmpty, let index = terms.licenses.lastIndex(where: { $0.openness != .none }) else { return }
    let place = terms.licenses.firstIndex { $0.openness == .custom } ?? index
    let (license, path) = (terms.licenses[place], terms.path(ofLicense: place))
    if said.contains(.nonCommercial) { checkNonCommercial("license-non-commercial", license.id, path) }
    if said.contains(.noDerivatives) { checkDerivatives(license, path) }
    if said.contains(.shareAlike) { oweShareAlike(license, path) }
    if said.contains(.attribution),
      !terms.licenses.contains(where: { LicenseConditions($0).asksForAttribution })
    {
      oweAttribution(license, path)
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

  private mutating func oweShareAlike(_ license: License, _ path: String) {
    owe(
      UseStep(
        .publish, "Pass on what you make from it under the same licence.", code: "share-alike", at: path),
      license.id, "what is made from the data carries \(license.id)")
  }

  private mutating func oweAttribution(_ license: License, _ path: String) {
    owe(
      UseStep(.publish, "Name the source, as \(license.id) asks.", code: "attribution", at: path),
      license.id, "the licence asks for attribution")
  }
}
