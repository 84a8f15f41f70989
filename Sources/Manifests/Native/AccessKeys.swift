internal import DatasetModel

extension NativeKeys {
  static let access = ManifestKey<Dataset>(name: "access", shape: .map(accessTerms.outlines())) {
    node, dataset, report in
    ManifestMap.read(node, keys: accessTerms, noun: "'access'", into: &dataset.access, report: &report)
  }

  static let accessTerms: [ManifestKey<AccessTerms>] = [
    .codes("mode", \.modes),
    .text("url", \.url),
    .map("contact", \.contact, keys: agent, shorthand: \.name) { Agent(name: "") },
    requirements,
    .codes("purposes", \.purposes),
    .codes("prohibited-purposes", \.prohibitedPurposes),
    .codes("requesters", \.requesters),
    .texts("jurisdictions", \.jurisdictions),
    .texts("storage-jurisdictions", \.storageJurisdictions),
    .texts("requester-jurisdictions", \.requesterJurisdictions),
    .date("embargo-until", \.embargoUntil),
    .date("publication-moratorium-until", \.publicationMoratoriumUntil),
    .date("erase-by", \.eraseBy).named("retention-until"),
    .integer("maximum-months", \.maximumMonths),
    .text("consent", \.consent),
    .text("cost", \.cost),
    fee,
    .text("lead-time", \.leadTime),
    .integer("review-days", \.reviewDays),
    .map("intermediary", \.intermediary, keys: agent, shorthand: \.name) { Agent(name: "") },
    dataUse,
    .text("note", \.note),
  ]

  static let requirement: [ManifestKey<AccessRequirement>] = [
    .code("kind", \.kind, isRequired: true),
    .text("name", \.name),
    .text("url", \.url),
    .text("body", \.body),
    .text("contact", \.contact),
    .text("cost", \.cost),
    .text("duration", \.duration),
    .text("note", \.note),
    .text("criteria", \.criteria),
    .flag("blinded", \.isBlinded),
  ]

  static let feeTerms: [ManifestKey<FeeTerms>] = [
    .code("kind", \.kind, isRequired: true),
    .text("amount", \.amount),
    .text("reduced", \.reduced),
    .text("url", \.url),
  ]

  /// A kind alone, or a map.
  private static let fee = ManifestKey<AccessTerms>(name: "fee", shape: .map(feeTerms.outlines())) {
    node, terms, report in
    if node.text != nil {
      let kind: FeeKind? = ScalarReading.code(node, of: "fee", report: &report)
      terms.fee = kind.map { FeeTerms(kind: $0) }
    } else {
      var fee = FeeTerms(kind: .charged)
      ManifestMap.read(node, keys: feeTerms, noun: "'fee'", into: &fee, report: &report)
      terms.fee = fee
    }
  }

  /// Kept as written, what cannot be read too: then it is known that something is asked, and not what.
  private static let dataUse = ManifestKey<AccessTerms>(name: "data-use", shape: .texts) {
    node, terms, report in
    for item in node.items {
      guard
        let text = ScalarReading.text(
          item, of: "data-use", takes: "text or a list of texts", report: &report)
      else { continue }
      terms.dataUse.append(text)
      if let fault = DataUseReading(text).fault {
        report.say(
          .unknownDataUse, fault.message, at: item.mark, length: text.unicodeScalars.count, help: fault.help)
      }
    }
  }

  /// Codes and maps may stand side by side.
  private static let requirements = ManifestKey<AccessTerms>(
    name: "requires", shape: .maps(requirement.outlines())
  ) {
    node, terms, report in
    for item in node.items {
      if item.text != nil {
        if let kind: Requirement = ScalarReading.code(item, of: "requires", report: &report) {
          terms.requirements.append(AccessRequirement(kind: kind))
        }
      } else {
        var one = AccessRequirement(kind: .agreement)
        ManifestMap.read(item, keys: requirement, noun: "an item of 'requires'", into: &one, report: &report)
        terms.requirements.append(one)
      }
    }
  }
}
