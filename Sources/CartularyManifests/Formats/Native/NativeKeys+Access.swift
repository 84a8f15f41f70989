internal import CartularyBase
internal import CartularyModel

extension NativeKeys {
  static let access = ManifestKey<Dataset>(
    name: "access", shape: .map(accessTerms.outlines(), shorthand: nil)
  ) {
    node, dataset, report in
    ManifestMap.read(node, keys: accessTerms, noun: "'access'", into: &dataset.access, report: &report)
  } write: {
    $0.access.isEmpty ? nil : ManifestMap.write($0.access, keys: accessTerms)
  }

  static let accessTerms: [ManifestKey<AccessTerms>] = [
    .codes("mode", \.modes),
    .text("url", \.url),
    .map("contact", \.contact, keys: agent, shorthand: \.name, isCompact: true) { Agent(name: "") },
    requirements,
    .codes("purposes", \.purposes),
    .codes("prohibited-purposes", \.prohibitedPurposes),
    .map("stated-open", \.statedOpen, keys: statedOpen, shorthand: \.quote) { StatedOpenness(quote: "") },
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
    .codedMap("fee", \.fee, keys: feeTerms, code: \.kind) { FeeTerms(kind: $0) },
    .text("lead-time", \.leadTime),
    .integer("review-days", \.reviewDays),
    .map("intermediary", \.intermediary, keys: agent, shorthand: \.name, isCompact: true) { Agent(name: "") },
    dataUse,
    .codedMap("requests", \.requests, keys: requestPolicy, code: \.stance, RequestPolicy.init),
    .map("embargo", \.embargo, keys: relativeEmbargo) { RelativeEmbargo(after: .none, event: "") },
    .span("erase-after", \.eraseAfter),
    .span("keep-for", \.keepFor),
    .codedMap("agreement", \.agreement, keys: agreementTerms, code: \.kind, AgreementTerms.init),
    .map("review", \.review, keys: reviewTerms, shorthand: \.writtenBody) { ReviewTerms() },
    .flag("purpose-bound", \.isPurposeBound),
    .map("legal", \.legal, keys: legalTerms) { LegalTerms() },
    .span("effort", \.effort),
    .text("note", \.note),
    .codes("adds-to-programme", \.addedLists),
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

  static let statedOpen: [ManifestKey<StatedOpenness>] = [
    .text("quote", \.quote, isRequired: true),
    .codes("purposes", \.purposes),
  ]

  static let feeTerms: [ManifestKey<FeeTerms>] = [
    .code("kind", \.kind, isRequired: true),
    .text("amount", \.amount),
    .text("reduced", \.reduced),
    .text("url", \.url),
    .text("covers", \.covers),
    .text("conditions", \.conditions),
  ]

  /// Kept as written, even if it cannot be read: then something is required, but it is not known what.
  private static let dataUse = ManifestKey<AccessTerms>(name: "data-use", shape: .texts) {
    node, terms, report in
    for item in ManifestLists.items(node, of: "data-use", report: &report) {
      guard
        let text = ScalarParser.text(
          item, of: "data-use", takes: "text or a list of texts", report: &report)
      else { continue }
      terms.dataUse.append(text)
      if let fault = ParsedDataUse(text).fault {
        report.say(
          .unknownDataUse, fault.message, at: item.mark, length: text.unicodeScalars.count, help: fault.help)
      }
    }
  } write: { terms in
    terms.dataUse.isEmpty ? nil : .list(terms.dataUse.map(ManifestValue.text), isFlow: true)
  }

  /// Codes and maps may be mixed.
  private static let requirements = ManifestKey<AccessTerms>(
    name: "requires",
    shape: .maps(
      requirement.outlines(),
      shorthand: .code(noun: Requirement.noun, codes: ManifestCode.all(of: Requirement.self)))
  ) {
    node, terms, report in
    for item in ManifestLists.items(node, of: "requires", report: &report) {
      if item.text != nil {
        if let kind: Requirement = ScalarParser.code(item, of: "requires", report: &report) {
          terms.requirements.append(AccessRequirement(kind: kind))
        }
      } else {
        var one = AccessRequirement(kind: .agreement)
        ManifestMap.read(item, keys: requirement, noun: "an item of 'requires'", into: &one, report: &report)
        terms.requirements.append(one)
      }
    }
  } write: { terms in
    let values = terms.requirements.map { one in
      one == AccessRequirement(kind: one.kind)
        ? ManifestValue.text(one.kind.rawValue) : ManifestMap.write(one, keys: requirement)
    }
    return values.isEmpty ? nil : .list(values, isFlow: values.allSatisfy(\.isScalar))
  }
}
