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
  }

  private mutating func check(_ license: License, at path: String) {
    let conditions = LicenseConditions(license)
    if conditions.isNonCommercial { checkNonCommercial("license-non-commercial", license.id, path) }
    if conditions.isNoDerivatives {
      switch profile.purpose.makesDerivatives {
      case false?: break
      case true?:
        fail("license-no-derivatives", license.id, at: path, "the licence permits no derived works")
      case nil:
        ask("purpose.derivatives", license.id, at: path, "is something made from the data and passed on?")
      }
    }
    if conditions.isShareAlike {
      owe(
        UseStep(
          .publish, "Pass on what you make from it under the same licence.", code: "share-alike", at: path),
        license.id, "what is made from the data carries \(license.id)")
    }
    if conditions.asksForAttribution {
      owe(
        UseStep(.publish, "Name the source, as \(license.id) asks.", code: "attribution", at: path),
        license.id, "the licence asks for attribution")
    }
    if conditions.isCustom {
      owe(
        UseStep(.apply, "Read the licence: it has terms of its own.", code: "license-custom", at: path),
        license.id, "the licence has terms of its own")
    }
  }
}
