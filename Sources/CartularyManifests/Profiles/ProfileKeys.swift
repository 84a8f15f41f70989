internal import CartularyModel

/// The keys of a profile of use, in the order of Docs/ACCESS.md. Names in camel case are those of
/// the data-use vectors that other projects exchange.
enum ProfileKeys {
  static let profile: [ManifestKey<UseProfile>] = [
    .text("name", \.name),
    .text("title", \.title),
    section("requester", \.requester, requester),
    section("purpose", \.purpose, purpose),
  ]

  static let requester: [ManifestKey<RequesterProfile>] = [
    .code("kind", \.kind),
    .flag("for-profit", \.isForProfit).named("forProfit"),
    .text("institution", \.institution),
    regions("regions", \.regions).named("countries", "country", "region"),
    regions("processing-regions", \.processingRegions).named("processingRegions"),
    regions("storage-regions", \.storageRegions).named("storageRegions"),
    .flag("ethics-approval", \.hasEthicsApproval).named("ethicsApproval"),
    .flag("institutional-approval", \.hasInstitutionalApproval).named("institutionalApproval"),
    .flag("approved-user", \.isApprovedUser).named("approvedUser"),
    .flag("approved-project", \.hasApprovedProject).named("approvedProject"),
    .texts("signed", \.signed).named("agreements"),
    .texts("trainings", \.trainings).named("training"),
  ]

  static let purpose: [ManifestKey<PurposeProfile>] = [
    .codes("kinds", \.kinds).named("kind"),
    .texts("diseases", \.diseases).named("disease"),
    .flag("commercial", \.isCommercial),
    .flag("genetic", \.isGenetic),
    .texts("research-types", \.researchTypes).named("researchTypes"),
    months,
    .date("publish-on", \.publishOn).named("publishOn"),
    .texts("sensitive", \.sensitive),
    .flag("derivatives", \.makesDerivatives).named("derived-products"),
    .flag("onward-sharing", \.sharesOnward).named("onwardSharing"),
  ]

  private static func section<Part>(
    _ name: String, _ path: ManifestPath<UseProfile, Part>, _ keys: [ManifestKey<Part>]
  ) -> ManifestKey<UseProfile> {
    ManifestKey(name: name, shape: .map(keys.outlines(), shorthand: nil)) { node, profile, report in
      ManifestMap.read(node, keys: keys, noun: "'\(name)'", into: &profile[keyPath: path], report: &report)
    }
  }

  private static func regions(
    _ name: String, _ path: ManifestPath<RequesterProfile, [String]>
  ) -> ManifestKey<RequesterProfile> {
    ManifestKey(name: name, shape: .texts) { node, requester, report in
      var regions: [String] = []
      for item in node.items {
        guard let text = ScalarParser.text(item, of: name, report: &report) else { continue }
        let region = Region.canonical(text)
        if Region.isCode(region) {
          regions.append(region)
        } else {
          report.say(
            .unknownValue, "'\(text.prefix(40))' is not an ISO 3166 code", at: item.mark,
            length: text.unicodeScalars.count, help: "write GB, GB-SCT, EU or EEA")
        }
      }
      requester[keyPath: path] = regions
    }
  }

  private static let months = ManifestKey<PurposeProfile>(name: "months", shape: .integer) {
    node, purpose, report in
    guard let text = ScalarParser.text(node, of: "months", report: &report) else { return }
    guard let months = Int(text), months > 0 else {
      report.say(
        .invalidNumber, "'months' is not a whole number of at least 1", at: node.mark,
        length: text.unicodeScalars.count)
      return
    }
    purpose.months = months
  }
}
