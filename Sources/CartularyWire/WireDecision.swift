package import CartularyModel

/// The decision on use of a dataset, with every reason and the steps to take.
package struct WireDecision: WireObject {
  package struct Reason: WireObject {
    private let reason: UseReason

    init(_ reason: UseReason) { self.reason = reason }

    package static let name = "reason"
    package static let summary = "A term that excludes a use, leaves it open, or requires something."
    package static let fields: [WireField<Reason>] = [
      .init("kind", "`failing`, `unanswered` or `owed`.") { $0.reason.kind.rawValue },
      .init("code", "A code of the Data Use Ontology or of a vocabulary, or the key of a fact.") {
        $0.reason.code
      },
      .init("term", "The term as the manifest states it; may be empty.") { $0.reason.term },
      .init("path", "Its location in the manifest; null for what the manifest does not say.") {
        $0.reason.path
      },
      .init("from", "The programme whose manifest states it; null for the dataset's own.") { $0.reason.from },
      .init("message", "The reason in words.") { $0.reason.message },
    ]
  }

  /// A version of the dataset for public use.
  package struct Version: WireObject {
    let id: String
    let title: String
    let outcome: UseOutcome

    package static let name = "public version"
    package static let summary = "A version for public use of a restricted dataset."
    package static let fields: [WireField<Version>] = [
      .init("id", "Its id.") { $0.id },
      .init("title", "Its title.") { $0.title },
      .init("outcome", "The decision on it, with the values of `outcome` below.") { $0.outcome.rawValue },
    ]
  }

  private let id: String
  private let decision: UseDecision
  private let availability: WireAvailability
  private let publicVersions: [Version]
  private let gaps: [TermsInheritance.Gap]

  /// - Parameters:
  ///   - gaps: Why nothing is taken over from programmes that the dataset names.
  ///   - publicVersions: Versions with the decisions on them, the most usable first.
  package init(
    _ dataset: Dataset, _ decision: UseDecision, _ availability: DataAvailability,
    gaps: [TermsInheritance.Gap], publicVersions: [(dataset: Dataset, decision: UseDecision)]
  ) {
    (id, self.decision) = (dataset.id, decision)
    self.availability = WireAvailability(availability)
    self.gaps = gaps
    self.publicVersions = publicVersions.map {
      Version(id: $0.dataset.id, title: $0.dataset.title, outcome: $0.decision.outcome)
    }
  }

  package static let name = "decision"
  package static let summary =
    "May the given requester use a dataset for the given purpose? For `decide` of a file, one object per line."
  package static let fields: [WireField<WireDecision>] = [
    .init("id", "The dataset's id.") { $0.id },
    .init("outcome", "`allowed`, `allowed-with-conditions`, `unknown` or `denied`.") {
      $0.decision.outcome.rawValue
    },
    .init("codes", "The codes of the reasons that decide the outcome.") { $0.decision.codes },
    .init("reasons", "Everything that fails, is open or is required, the most serious first.") {
      $0.decision.reasons.map(Reason.init)
    },
    .init("steps", "What to do, in order; empty if use is denied.") {
      $0.decision.steps.map(WireStep.init)
    },
    .init("remarks", "Limitations of the answer.") { $0.decision.remarks },
    .init("availability", "How the data can be had, whatever the outcome.") { $0.availability },
    .init("gaps", "Why no terms come from a programme that the dataset names.") { $0.gaps.map(\.message) },
    .init("public-versions", "Versions for public use, the most usable first.") { $0.publicVersions },
    .init("notice", "The notice that accompanies every decision.") { _ in UseDecision.notice },
  ]
}

/// How a dataset can be had.
package struct WireAvailability: WireObject {
  /// One address, or person to ask.
  package struct Way: WireObject {
    private let way: AccessWay

    init(_ way: AccessWay) { self.way = way }

    package static let name = "way"
    package static let summary = "An address, or someone to ask, that leads to the data."
    package static let fields: [WireField<Way>] = [
      .init("kind", "`download`, `page`, `request` or `contact`: what is known of it.") {
        $0.way.kind.rawValue
      },
      .init("target", "The address, or a name if that is all there is.") { $0.way.target },
      .init("title", "What it is called; null if that is not stated.") { $0.way.title },
      .init("format", "The format of a download; null if it is not stated.") { $0.way.format },
      .init("path", "Its location in the manifest.") { $0.way.path },
      .init("from", "The programme whose manifest states it; null for the dataset's own.") { $0.way.from },
    ]
  }

  private let answer: DataAvailability

  package init(_ answer: DataAvailability) { self.answer = answer }

  package static let name = "availability"
  package static let summary = "How a dataset can be had, as far as its record says."
  package static let fields: [WireField<WireAvailability>] = [
    .init(
      "kind",
      "`open-download`, `api`, `registration`, `on-request`, `secure-environment`, `not-released` or `not-stated`."
    ) { $0.answer.kind.rawValue },
    .init("ways", "Where to go, in the order of the record.") { $0.answer.ways.map(Way.init) },
    .init("reasons", "What stands in the way or is open, such as an embargo.") {
      $0.answer.reasons.map(WireDecision.Reason.init)
    },
  ]
}

/// A decision as one key of an answer that has its own id.
package struct WireDecide: WireObject {
  private let decision: WireDecision

  package init(_ decision: WireDecision) { self.decision = decision }

  package static let name = "decide"
  package static let summary = "A decision in an answer that has its own `id`."
  package static let fields: [WireField<WireDecide>] = [
    .init("decision", "The decision.") { $0.decision }
  ]
}

/// One step towards using a dataset.
package struct WireStep: WireObject {
  private let step: UseStep

  package init(_ step: UseStep) { self.step = step }

  package static let name = "step"
  package static let summary = "One step towards using a dataset."
  package static let fields: [WireField<WireStep>] = [
    .init("stage", "Apply, approve, sign and so on.") { $0.step.stage.code },
    .init("do", "What to do.") { $0.step.title },
    .init("code", "The code of the reason that it belongs to.") { $0.step.code },
    .init("path", "Where the manifest requires it.") { $0.step.path },
    .init("from", "The programme whose manifest requires it; null for the dataset's own.") { $0.step.from },
    .init("url", "Where to do it.") { $0.step.url },
    .init("body", "Who grants it.") { $0.step.body },
    .init("contact", "Whom to ask.") { $0.step.contact },
    .init("duration", "How long it takes.") { $0.step.duration },
    .init("cost", "What it costs.") { $0.step.cost },
    .init("note", "Anything else worth knowing.") { $0.step.note },
  ]
}
