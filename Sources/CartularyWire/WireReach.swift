package import CartularyCatalog
package import CartularyModel

/// Who could use a dataset.
package struct WireReach: WireObject {
  /// The decision for one kind of requester and one purpose.
  package struct Cell: WireObject {
    private let requester: RequesterKind
    private let purpose: Purpose
    private let decision: UseDecision

    package init(requester: RequesterKind, purpose: Purpose, decision: UseDecision) {
      (self.requester, self.purpose, self.decision) = (requester, purpose, decision)
    }

    package static let name = "reach cell"
    package static let summary = "The decision for one kind of requester and one purpose."
    package static let fields: [WireField<Cell>] = [
      .init("requester", "Who asks.") { $0.requester.rawValue },
      .init("purpose", "The purpose.") { $0.purpose.rawValue },
      .init("outcome", "The outcome of the decision.") { $0.decision.outcome.rawValue },
      .init("codes", "The codes of the reasons that decide it.") { $0.decision.codes },
      .init("steps", "What to do, in order.") { $0.decision.steps.map(WireStep.init) },
    ]
  }

  private let id: String
  private let cells: [Cell]

  package init(id: String, cells: [Cell]) { (self.id, self.cells) = (id, cells) }

  package static let name = "reach"
  package static let pluralName = "reaches"
  package static let summary = "Who could use a dataset; in `jsonl` one cell per line."
  package static let fields: [WireField<WireReach>] = [
    .init("id", "The dataset's id.") { $0.id },
    .init("cells", "By requester, then by purpose.") { $0.cells },
    .init("notice", "The notice that accompanies every decision.") { _ in UseDecision.notice },
  ]
}

/// Who could use a dataset, as one key of an answer that has its own id.
package struct WireReached: WireObject {
  private let reach: WireReach

  package init(_ reach: WireReach) { self.reach = reach }

  package static let name = "reached"
  package static let pluralName = "reached"
  package static let summary = "Who could use a dataset, in an answer that has its own `id`."
  package static let fields: [WireField<WireReached>] = [
    .init("reach", "Who could use it.") { $0.reach }
  ]
}

/// What profiles may use in a whole catalog.
package struct WireReachReport: WireObject {
  package struct Profile: WireObject {
    package struct Block: WireObject {
      private let block: ReachReport.Block

      init(_ block: ReachReport.Block) { self.block = block }

      package static let name = "block"
      package static let summary = "A reason that prevents the use of datasets."
      package static let fields: [WireField<Block>] = [
        .init("kind", "`failing` or `unanswered`.") { $0.block.kind.rawValue },
        .init("code", "The reason's code.") { $0.block.code },
        .init("count", "How many datasets it blocks.") { $0.block.count },
      ]
    }

    private let report: ReachReport

    package init(_ report: ReachReport) { self.report = report }

    package static let name = "profile reach"
    package static let pluralName = "profile reaches"
    package static let summary = "What one profile may use."
    package static let fields: [WireField<Profile>] = [
      .init("name", "The profile's name.") { $0.report.profile.name },
      .init("title", "The profile's title.") { $0.report.profile.title },
      .init("outcomes", "How many datasets have each outcome; every outcome is present.") {
        Dictionary(uniqueKeysWithValues: $0.report.outcomes.map { ($0.outcome.rawValue, $0.count) })
      },
      .init("blocking", "What prevents the use of datasets, the most frequent first.") {
        $0.report.blocking.map(Block.init)
      },
    ]
  }

  private let profiles: [Profile]

  package init(_ reports: [ReachReport]) { profiles = reports.map(Profile.init) }

  package static let name = "reach report"
  package static let summary = "What profiles may use in a catalog; in `jsonl` one profile per line."
  package static let fields: [WireField<WireReachReport>] = [
    .init("profiles", "In the order requested.") { $0.profiles },
    .init("notice", "The notice that accompanies every decision.") { _ in UseDecision.notice },
  ]
}
