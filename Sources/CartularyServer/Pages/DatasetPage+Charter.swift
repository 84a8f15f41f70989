internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

extension RecordMaker {
  private static let stepLimit = 12

  /// The first box: may I use it, how do I get it, what must I do first.
  ///
  /// With a profile it is the decision; without one, the best answer for each purpose, and what every answer has.
  func fillCharter(_ page: inout DatasetPage) throws {
    let decision = try UseAnswer(
      dataset, in: maker.catalog, as: maker.viewer, for: profile.use ?? UseProfile(), on: maker.day,
      diseases: maker.diseases)
    let answer = profile.use == nil ? unasked : Answer(decision.decision)
    page.verdictClass = "v v-\(answer.outcome.rawValue)"
    (page.verdictText, page.verdictMeaning) = (answer.text, answer.meaning)
    page.verdictFor = profile.sentence.map { "For: " + $0 }
    (page.reachLines, page.hasReach) = (answer.lines, !answer.lines.isEmpty)
    page.denials = answer.reasons.filter { $0.kind == .failing }.prefix(8).map(ReasonLine.init)
    page.questions = answer.reasons.filter { $0.kind == .unanswered }.prefix(8).map(ReasonLine.init)
    (page.hasDenials, page.hasQuestions) = (!page.denials.isEmpty, !page.questions.isEmpty)
    fillAvailability(&page, decision.availability)
    page.steps = answer.steps.prefix(Self.stepLimit).map { StepLine($0, addresses) }
    page.hasSteps = !page.steps.isEmpty
    page.stepsLead = profile.use == nil && page.hasSteps ? "Whoever asks:" : nil
    if answer.steps.count > Self.stepLimit {
      page.stepsRest = "and \(answer.steps.count - Self.stepLimit) more; see the terms"
    }
    page.noStepsText = answer.noSteps
    page.publicVersions = decision.publicVersions.map { version in
      PublicVersionLink(
        versionHref: addresses.dataset(version.dataset.id),
        versionText: PageText.shown(version.dataset.title, 200),
        versionOutcome: profile.use == nil ? "" : PageWords.outcome(version.decision.outcome).text)
    }
    page.canDecide = !addresses.isStatic
    page.isProfileOpen = profile.use == nil
    page.profileSummary = profile.sentence.map { "Decided for: \($0). Change" } ?? "Who asks, and what for?"
    (page.profileChoices, page.profileCountry) = (profile.choices, profile.country)
    page.decisionNotice = UseDecision.notice
    fillMarks(&page, decision.availability.kind)
  }

  /// What the box says of use.
  private struct Answer {
    var outcome: UseOutcome
    var text: String
    var meaning: String
    var reasons: [UseReason]
    var steps: [UseStep]
    var lines: [ReachLine] = []

    init(_ decision: UseDecision) {
      outcome = decision.outcome
      (text, meaning) = PageWords.outcome(outcome)
      (reasons, steps) = (decision.reasons, decision.steps)
    }

    var noSteps: String {
      if !lines.isEmpty { return "The steps depend on who asks. Say so below." }
      return switch outcome {
      case .allowed: "Nothing that is stated."
      case .denied: "Use is denied, so no steps lead to it."
      case .allowedWithConditions, .unknown: "The record states no steps. Ask whoever holds the data."
      }
    }
  }

  /// Where nobody has said who asks: what holds of every requester and purpose.
  private var unasked: Answer {
    let cells = DatasetReach(
      dataset, dataset.useTerms(inheriting: record.inheritance), base: UseProfile(), on: maker.day,
      diseases: maker.diseases
    ).cells.map { (purpose: $0.purpose, decision: $0.decision) }
    guard let first = cells.first?.decision else { preconditionFailure("the vocabularies have values") }
    var answer = Answer(first)
    // What decides every answer, whoever asks.
    let reasons = Set(first.reasons.filter { $0.kind != .owed })
    let everywhere = cells.reduce(reasons) { $0.intersection($1.decision.reasons) }
    answer.reasons = first.reasons.filter(everywhere.contains)
    let open = cells.map(\.decision).filter { $0.outcome != .denied }
    let common = open.dropFirst().reduce(Set(open.first?.steps ?? [])) { $0.intersection($1.steps) }
    answer.steps = (open.first?.steps ?? []).filter(common.contains)
    guard Set(cells.map(\.decision.outcome)).count > 1 else { return answer }
    answer.outcome = .unknown
    (answer.text, answer.meaning) = PageWords.unasked
    var best: [Purpose: UseOutcome] = [:]
    for cell in cells { best[cell.purpose] = min(best[cell.purpose] ?? .denied, cell.decision.outcome) }
    answer.lines = UseOutcome.allCases.sorted().compactMap { outcome in
      let purposes = Purpose.allCases.filter { best[$0] == outcome }.map { PageWords.plain($0.rawValue) }
      return purposes.isEmpty
        ? nil
        : ReachLine(
          reachClass: "v v-\(outcome.rawValue)", reachText: PageWords.reach(outcome),
          reachPurposes: purposes.joined(separator: ", "))
    }
    return answer
  }

  private func fillAvailability(_ page: inout DatasetPage, _ availability: DataAvailability) {
    page.availabilityClass = "a i-\(availability.kind.rawValue)"
    (page.availabilityText, page.availabilityMeaning) = PageWords.availability(availability.kind)
    page.obstacles = availability.reasons.prefix(6).map(ReasonLine.init)
    page.hasObstacles = !page.obstacles.isEmpty
    var ways: [WayLink] = []
    for way in availability.ways.prefix(PageMaker.listLimit).map(WayLink.init) {
      // A desk that is named with and without its address stands once, with it.
      let isKnown = ways.contains { other in
        other.wayText == way.wayText && (way.wayHref == nil || other.wayHref == way.wayHref)
      }
      if !isKnown { ways.append(way) }
    }
    page.ways = Array(ways.prefix(6))
    page.hasWays = !page.ways.isEmpty
    let license = dataset.effectiveLicenses.max { $0.openness < $1.openness } ?? .notStated
    page.badges = BadgeText.badges(
      availability.kind, dataset.effectiveSensitivity.level, dataset.sharing, license: license.id,
      license.openness)
  }

  /// What a search index of the pages themselves reads: filters, sort keys and what it shows. Codes, not words.
  private func fillMarks(_ page: inout DatasetPage, _ availability: Availability) {
    func mark(_ kind: String, _ name: String, _ value: String) -> SearchMark {
      SearchMark(markKind: kind, markName: name, markValue: value)
    }
    let date = (dataset.modified ?? dataset.issued)?.description
    var marks = [mark("filter", "availability", availability.rawValue)]
    for name in StaticSite.facets where name != "availability" {
      let values = FieldTable.field(named: name)?.facetValues(of: dataset) ?? []
      marks += values.map { mark("filter", name, StaticSite.filterValue($0)) }
    }
    marks += [
      mark("sort", "modified", date ?? "0000"),
      mark("sort", "title", PageText.shown(dataset.title, 200).lowercased()),
      mark("meta", "modified", date ?? ""), mark("meta", "availability", page.badges[0].badgeText),
      mark("meta", "sensitivity", page.badges[1].badgeText),
      mark("meta", "publisher", PageText.stated(publisher, 120) ?? "not stated"),
    ]
    page.chrome.searchMarks = marks
  }
}

extension ReasonLine {
  init(_ reason: UseReason) {
    self.init(
      reasonText: PageText.capital(PageText.shown(reason.message, 600)),
      reasonTerm: PageText.stated(reason.term, 160))
  }
}

extension WayLink {
  init(_ way: AccessWay) {
    let address = PageText.web(way.target)
    self.init(
      wayHref: address ?? PageText.mail(way.target),
      wayText: PageText.shown(way.title ?? (address.map(PageText.host) ?? way.target), 120),
      wayNote: PageText.joined([
        way.kind.rawValue, PageText.stated(way.format, 40),
        way.title == nil ? nil : address.map(PageText.host),
      ]) ?? "")
  }
}

extension StepLine {
  init(_ step: UseStep, _ addresses: any PageAddresses) {
    let note = PageText.joined(
      [
        step.note, step.body.map { "by " + $0 }, step.duration.map { "takes " + $0 },
        step.cost.map { "costs " + $0 }, step.contact.map { "ask " + $0 },
      ], "; ")
    let address = PageText.web(step.url)
    self.init(
      stepStage: PageWords.stage(step.stage), stepText: PageText.shown(step.title, 400), stepHref: address,
      stepLinkText: address.map(PageText.host) ?? "", stepNote: PageText.stated(note, 300),
      stepFrom: step.from.map { TermSource(fromHref: addresses.dataset($0), fromText: PageText.shown($0)) })
  }
}
