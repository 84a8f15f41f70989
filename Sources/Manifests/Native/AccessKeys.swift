internal import DatasetModel

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
    .codes("requesters", \.requesters),
    .texts("jurisdictions", \.jurisdictions),
    .date("embargo-until", \.embargoUntil),
    .date("publication-moratorium-until", \.publicationMoratoriumUntil),
    .date("erase-by", \.eraseBy),
    .integer("maximum-months", \.maximumMonths),
    .text("consent", \.consent),
    .text("cost", \.cost),
    .text("lead-time", \.leadTime),
    .map("intermediary", \.intermediary, keys: agent, shorthand: \.name, isCompact: true) { Agent(name: "") },
    .texts("data-use", \.dataUse),
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
  ]

  /// Codes and maps may stand side by side.
  private static let requirements = ManifestKey<AccessTerms>(
    name: "requires",
    shape: .maps(
      requirement.outlines(),
      shorthand: .code(noun: Requirement.noun, codes: ManifestCode.all(of: Requirement.self)))
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
  } write: { terms in
    let values = terms.requirements.map { one in
      one == AccessRequirement(kind: one.kind)
        ? ManifestValue.text(one.kind.rawValue) : ManifestMap.write(one, keys: requirement)
    }
    return values.isEmpty ? nil : .list(values, isFlow: values.allSatisfy(\.isScalar))
  }
}
