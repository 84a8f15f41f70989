internal import CartularyCatalog

/// The shapes of objects that occur within answers, for those who describe answers.
package enum WireShapes {
  /// Objects within answers.
  package static let parts: [WireShape] = [
    hit, WireShape(WireStep.self), WireShape(WireFacet.self), WireShape(WireFacet.Value.self),
    WireShape(WireMatched.self), WireShape(WireCorrection.self), WireShape(WireAdvice.self),
    WireShape(WireAdvice.Correction.self), WireShape(WireAdvice.Relaxation.self),
    WireShape(WireAdvice.Rewording.self), WireShape(WireAdvice.Filter.self),
    WireShape(WireSettings.Setting.self), WireShape(WirePage.self),
    WireShape(WireError.self), WireShape(WireProblem.self), WireShape(WireExplanation.Clause.self),
    WireShape(WireHitExplanation.Word.self),
    WireShape(WireCompletion.Item.self), similar, WireShape(WireDecision.Reason.self),
    WireShape(WireDecision.Version.self), WireShape(WireAvailability.self),
    WireShape(WireAvailability.Way.self), WireShape(WireApplication.Document.self),
    WireShape(WireApplication.Letter.self),
    WireShape(WireFields.Field.self), WireShape(WireValues.Value.self),
    WireShape(WireTerms.Term.self), WireShape(WireVariable.self), WireShape(WireOverview.Issued.self),
    WireShape(WireReach.Cell.self), WireShape(WireReachReport.Profile.self),
    WireShape(WireReachReport.Profile.Block.self), WireShape(WireComparison.Row.self),
    WireShape(WireDiagnostic.self), WireShape(WirePlan.Entry.self), WireShape(WirePlan.Visibility.self),
    WireShape(WirePlan.Lowering.self), WireShape(WirePlan.Remark.self), WireShape(WireDifference.self),
    WireShape(WireRevision.self), WireShape(WireRevision.Source.self), WireShape(WireAudit.Row.self),
    WireShape(WireAudit.Change.self), WireShape(WireVerification.Finding.self), WireShape(WireGaps.Log.self),
    WireShape(WireGaps.Queries.self), WireShape(WireGaps.Gap.self), WireShape(WireGaps.Unfound.self),
    WireShape(WireGaps.Dataset.self), WireShape(WireEvaluation.Means.self),
    WireShape(WireEvaluation.Judged.self), WireShape(WireHealth.Finding.self), WireShape(WireChange.self),
  ]

  private static let hit = WireShape(
    name: WireHit.name,
    summary:
      "A dataset that matches. A request may select some of these; each line of `jsonl` is a hit.",
    keys: keys(HitFields.all))

  private static let similar = WireShape(
    name: WireSimilar.Item.name, summary: "A dataset similar to the given one.",
    keys: keys(HitFields.ofRecord) + [
      .init(name: WireSimilar.Item.sharedKey, type: "list of strings", help: "Words that both have."),
      .init(
        name: WireSimilar.Item.replacedByKey, type: "string or null",
        help: "The id, or the address, of what takes its place."),
    ])

  private static func keys(_ fields: [HitField]) -> [WireShape.Key] {
    fields.map {
      .init(
        name: $0.name, type: $0.jsonType == "object or null" ? WireStep?.typeName : $0.jsonType, help: $0.help
      )
    }
  }

  package static func named(_ name: String) -> WireShape? { parts.first { $0.name == name } }
}
