internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel

/// A record as a page for people.
struct DatasetPage {
  let console: Console

  /// A part of the page that can be requested by itself.
  enum Section: String, CaseIterable {
    case terms, columns, distributions, provenance
  }

  /// - Parameter wanted: The one section to print below the title; by default, the whole page.
  func print(_ record: PublishedDataset, only wanted: Section? = nil) {
    let dataset = record.dataset
    console.write(Style.bold(TerminalText.harmless(dataset.title), console.hasColor))
    console.write(Style.dim(dataset.id, console.hasColor))
    if let wanted { return print(wanted, of: record) }
    console.write("")
    let description = TerminalText.harmless(dataset.description, keepingLineBreaks: true)
    for line in description.split(separator: "\n", omittingEmptySubsequences: false) {
      paragraph(String(line))
    }
    let origins = [("title", dataset.title), ("description", dataset.description)].compactMap { key, text in
      text.isEmpty ? nil : dataset.origin(of: key).map { (key, $0.rawValue) }
    }
    section("", origins)
    section("", facts(dataset))
    section(
      Self.marked("What it cannot tell", "limits", dataset),
      dataset.limits.map { ($0.kind.rawValue, $0.text) })
    section(
      Self.marked("What is not shared", "not-shared", dataset),
      dataset.notShared.map { ($0.reason.rawValue, Self.with($0.what, note: Self.withheld($0))) })
    section(
      Self.marked("What it was used for", "uses", dataset),
      dataset.uses.map { ($0.outcome?.rawValue ?? "", Self.useCase($0)) })
    for section in [Section.terms, .distributions, .columns, .provenance] { print(section, of: record) }
  }

  private func print(_ part: Section, of record: PublishedDataset) {
    let dataset = record.dataset
    switch part {
    case .terms:
      section("May I use it?", terms(record) + record.inheritance.gaps.map { ("programme", $0.message) })
      let availability = DataAvailability(of: dataset, inheriting: record.inheritance, on: .today)
      section("How do I get it?", AvailabilityLines.lines(of: availability))
    case .columns: dictionary(dataset)
    case .distributions: distributions(dataset)
    case .provenance: section("Where this comes from", sources(dataset))
    }
  }

  // MARK: - Sections

  private func facts(_ dataset: Dataset) -> [(String, String)] {
    [
      ("publisher", dataset.publisher.map(Self.agent)), ("steward", dataset.steward.map(Self.agent)),
      ("creators", Self.list(dataset.creators.map(Self.agent))), ("also called", Self.list(dataset.aliases)),
      ("identifiers", Self.list(dataset.identifiers)), ("page", dataset.landingPage),
      ("keywords", Self.list(dataset.keywords)), ("themes", Self.list(dataset.themes)),
      ("language", Self.list(dataset.languages)), ("covers", dataset.temporal.map(Self.period)),
      ("places", Self.list(dataset.spatial.compactMap { $0.name ?? $0.code ?? $0.box.map(Self.box) })),
      ("issued", dataset.issued?.description), ("modified", dataset.modified?.description),
      ("version", dataset.version),
      ("granularity", Self.list(dataset.granularity)), ("one row is", dataset.unitOfObservation),
      ("renewed", dataset.refresh.map { Self.with($0.kind.rawValue, note: $0.schedule) }),
      ("utility", dataset.utility.flatMap(Self.utility)),
      ("updated", dataset.frequency.map { Self.with($0.rawValue, note: dataset.frequencyText) }),
    ].compactMap { name, value in value.map { (name, Self.marked($0, Self.keys[name] ?? name, dataset)) } }
  }

  private func terms(_ record: PublishedDataset) -> [(String, String)] {
    let dataset = record.dataset
    let held = EffectiveTerms(dataset.useTerms(inheriting: record.inheritance))
    let access = held.terms.access
    let effective = dataset.effectiveSensitivity
    /// What a key below `access` says, and the programme that it comes from.
    func told(_ path: String, _ value: String?) -> String? {
      value.map { value in held.source(of: path).map { "\(value) (\($0))" } ?? value }
    }
    let licenses = dataset.effectiveLicenses.map { license in
      license.openness == .none
        ? "none stated, so not an open licence"
        : Self.with("\(license.id) (\(license.openness.rawValue))", note: license.text)
    }
    var lines: [(String, String?)] = [
      ("licence", Self.list(licenses)), ("rights", dataset.rights),
      ("access rights", told("access-rights", held.terms.accessRights?.rawValue)),
      ("sensitivity", Self.with(effective.level.rawValue, note: effective.causes.last)),
      ("sharing", Self.list(dataset.sharing.map(\.rawValue))),
      ("form", Self.list((dataset.forms.map(\.rawValue) + dataset.subForms.map(\.rawValue)))),
      ("techniques", Self.list(dataset.techniques.map(\.rawValue))),
      ("access modes", told("access.mode", Self.list(access.modes.map(\.rawValue)))),
      ("start at", told("access.url", access.url)),
      ("ask", told("access.contact", access.contact.map(Self.agent))),
      ("intermediary", told("access.intermediary", access.intermediary.map(Self.agent))),
    ]
    let steps = access.requirements.enumerated().sorted { $0.element.kind.stage < $1.element.kind.stage }
    for (number, step) in steps.enumerated() {
      lines.append(("step \(number + 1)", told("access.requires[\(step.offset)]", Self.step(step.element))))
    }
    lines += [
      ("for", told("access.purposes", Self.list(access.purposes.map(\.rawValue)))),
      (
        "stated as open",
        told(
          "access.stated-open",
          access.statedOpen.map { Self.with("‘\($0.quote)’", note: Self.list($0.purposes.map(\.rawValue))) })
      ),
      ("not for", told("access.prohibited-purposes", Self.list(access.prohibitedPurposes.map(\.rawValue)))),
      ("open to", told("access.requesters", Self.list(access.requesters.map(\.rawValue)))),
      ("processed in", told("access.jurisdictions", Self.list(access.jurisdictions))),
      ("embargo until", told("access.embargo-until", access.embargoUntil?.description)),
      (
        "publish after",
        told("access.publication-moratorium-until", access.publicationMoratoriumUntil?.description)
      ),
      ("erase by", told("access.erase-by", access.eraseBy?.description)),
      ("for at most", told("access.maximum-months", access.maximumMonths.map { "\($0) months" })),
      ("consent", told("access.consent", access.consent)),
      ("stored in", told("access.storage-jurisdictions", Self.list(access.storageJurisdictions))),
      ("requested from", told("access.requester-jurisdictions", Self.list(access.requesterJurisdictions))),
      ("fee", told("access.fee", access.fee.map(Self.fee))),
      ("review takes", told("access.review-days", access.reviewDays.map { "\($0) days" })),
      ("cost", told("access.cost", access.cost)), ("takes", told("access.lead-time", access.leadTime)),
      ("effort", told("access.effort", access.effort?.description)),
      (
        "requests",
        told("access.requests", access.requests.map { Self.with($0.stance.rawValue, note: $0.note) })
      ),
      (
        "agreement",
        told(
          "access.agreement",
          access.agreement.map { Self.with($0.kind.rawValue, note: $0.name ?? $0.template) })
      ),
      ("reviewed by", told("access.review", access.review.flatMap(Self.review))),
      ("embargo", told("access.embargo", access.embargo.map(\.line))),
      ("erase after", told("access.erase-after", access.eraseAfter?.description)),
      ("keep for", told("access.keep-for", access.keepFor?.description)),
      (
        "bound to",
        told(
          "access.purpose-bound", access.isPurposeBound == true ? "the purpose that the request states" : nil)
      ),
      ("law", told("access.legal", access.legal.flatMap(Self.law))),
      ("data use", told("access.data-use", Self.list(access.dataUse))),
      ("note", told("access.note", access.note)),
      ("record visible to", dataset.audience == .public ? nil : Self.list(dataset.audience.labels)),
    ]
    return lines.compactMap { name, value in
      value.map {
        (name, Self.marked($0, Self.keys[name] ?? Self.ownTerms.first { $0 == name } ?? "access", dataset))
      }
    }
  }

  private func sources(_ dataset: Dataset) -> [(String, String)] {
    var lines: [(String, String?)] = [("statement", dataset.provenance?.statement)]
    for source in dataset.provenance?.sources ?? [] {
      lines.append(
        (
          "stated in",
          Self.with(
            [source.document, source.section].compactMap { $0 }.joined(separator: ", "),
            note: source.quote.map { "“\($0)”" })
        ))
    }
    for relation in dataset.relations {
      lines.append((relation.kind.rawValue, Self.with(relation.target, note: relation.title)))
    }
    lines.append(
      (
        "illustration",
        dataset.illustrative.isEmpty
          ? nil : "illustrative, not stated by the source: " + dataset.illustrative.joined(separator: ", ")
      ))
    for (key, how) in (dataset.inferred ?? [:]).sorted(by: { $0.key < $1.key }) {
      lines.append(("inferred", "\(key): \(how)"))
    }
    return lines.compactMap { name, value in value.map { (name, $0) } }
  }

  private func distributions(_ dataset: Dataset) {
    let lines = dataset.distributions.map { distribution in
      let facts = [
        distribution.title, distribution.byteCount.map { "\($0) bytes" },
        distribution.licenses.isEmpty ? nil : distribution.licenses.map(\.id).joined(separator: ", "),
        distribution.downloadURL ?? distribution.accessURL,
      ]
      return (distribution.format ?? "file", facts.compactMap { $0 }.joined(separator: " · "))
    }
    section(Self.marked("How to get it", "distributions", dataset), lines)
  }

  private func dictionary(_ dataset: Dataset) {
    guard let dictionary = dataset.dataDictionary else { return }
    if let url = dictionary.url { section("Data dictionary", [("at", url)]) }
    for table in dictionary.tables {
      let lines = table.variables.map { variable in
        let facts = [
          variable.label, variable.type.map { $0.rawValue + (variable.unit.map { " in \($0)" } ?? "") },
          variable.description,
          variable.identifier.flatMap { $0 == .none ? nil : "\($0.rawValue) identifier" },
          variable.sensitivity.map(\.rawValue),
        ]
        return (variable.name, facts.compactMap { $0 }.joined(separator: " · "))
      }
      let title = "Variables" + ((table.title ?? table.name).map { " of \($0)" } ?? "")
      section(Self.marked(title, "data-dictionary", dataset), lines)
    }
  }

  // MARK: - Marks

  /// The keys of the manifest behind lines that are called otherwise.
  private static let keys = [
    "also called": "aliases", "page": "landing-page", "covers": "temporal", "places": "spatial",
    "one row is": "unit-of-observation", "renewed": "refresh", "updated": "frequency", "licence": "license",
    "access rights": "access-rights", "form": "forms", "record visible to": "audience",
  ]
  /// Terms that are keys of the record themselves; all others are below `access`.
  private static let ownTerms = ["rights", "sensitivity", "sharing", "techniques"]

  /// A text with a mark if its source does not state it: `restricted [illustrative]`.
  private static func marked(_ text: String, _ key: String, _ dataset: Dataset) -> String {
    dataset.origin(of: key).map { "\(text) [\($0.rawValue)]" } ?? text
  }

  // MARK: - Lines

  private func section(_ title: String, _ lines: [(String, String)]) {
    guard !lines.isEmpty else { return }
    console.write("")
    if !title.isEmpty { console.write(Style.bold(TerminalText.harmless(title), console.hasColor)) }
    let width = min(20, lines.map { TextTable.cellCount($0.0) }.max() ?? 0)
    for (name, value) in lines {
      let label = TextTable.pad("  " + TerminalText.harmless(name), to: width + 4)
      paragraph(TerminalText.harmless(value), label: label)
    }
  }

  /// A text after its label, wrapped at spaces to the width of the terminal; unwrapped on a pipe.
  private func paragraph(_ text: String, label: String = "") {
    guard let width = console.width else { return console.write(label + text) }
    let indent = String(repeating: " ", count: TextTable.cellCount(label))
    var line = label
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, TextTable.cellCount(line) + 1 + TextTable.cellCount(String(word)) > width {
        console.write(line)
        (line, isEmpty) = (indent, true)
      }
      line += isEmpty ? String(word) : " " + word
      isEmpty = false
    }
    console.write(line)
  }

  private static func list(_ values: [String]) -> String? {
    values.isEmpty ? nil : values.joined(separator: ", ")
  }

  private static func with(_ text: String, note: String?) -> String { note.map { "\(text) (\($0))" } ?? text }

  private static func agent(_ agent: Agent) -> String {
    let details = [agent.email, agent.url, agent.identifier].compactMap { $0 }
    return details.isEmpty ? agent.name : "\(agent.name) (\(details.joined(separator: ", ")))"
  }

  private static func period(_ coverage: TemporalCoverage) -> String {
    let dates =
      coverage.start == nil && coverage.end == nil
      ? nil : "\(coverage.start?.description ?? "…") to \(coverage.end?.description ?? "now")"
    return [dates, coverage.text].compactMap { $0 }.joined(separator: ", ")
  }

  private static func box(_ box: BoundingBox) -> String {
    "\(box.west), \(box.south) to \(box.east), \(box.north)"
  }

  private static func fee(_ fee: FeeTerms) -> String {
    let details = [
      fee.amount, fee.reduced.map { "reduced: \($0)" }, fee.conditions.map { "on condition: \($0)" },
      fee.covers.map { "for \($0)" }, fee.url,
    ]
    return ([fee.kind.rawValue] + details.compactMap { $0 }).joined(separator: "; ")
  }

  private static func step(_ step: AccessRequirement) -> String {
    let details = [
      step.name, step.body.map { "by \($0)" }, step.url, step.contact, step.cost, step.duration, step.note,
      step.criteria.map { "criteria: \($0)" },
    ].compactMap { $0 }
    let definition =
      step.kind.definition.hasSuffix(".") ? String(step.kind.definition.dropLast()) : step.kind.definition
    return details.isEmpty ? definition : "\(definition): " + details.joined(separator: "; ")
  }
}

extension EffectiveTerms {
  /// Which programme states what stands at a path, in words; `nil` if the record does.
  fileprivate func source(of path: String) -> String? {
    if let id = origin(of: path).id { return "from \(id)" }
    return takenPaths.first { $0.path == path }.map { "in part from " + $0.ids.joined(separator: ", ") }
  }
}
