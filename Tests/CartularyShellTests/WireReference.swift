@testable import CartularyWire

/// What Docs/JSON.md says of every answer, made of the types that write them. Which command prints an answer is
/// known here and not by the types: they know no front.
enum WireReference {
  /// A whole answer, and where it is given.
  struct Answer: Sendable {
    /// Commands of the command line; empty if there is none.
    let command: String
    /// Commands of the protocol; empty if there is none.
    let request: String
    let shape: WireShape

    init<Object: WireObject>(_ command: String, _ request: String, _ type: Object.Type) {
      (self.command, self.request, shape) = (command, request, WireShape(type))
    }
  }

  static let answers: [Answer] = [
    .init("search", "search", WireSearch.self), .init("count, search --count", "count", WireCount.self),
    .init("facets", "facets", WireFacets.self), .init("", "show", WireShow.self),
    .init("explain", "explain", WireExplanation.self),
    .init("explain --hit", "explain with record", WireHitExplanation.self),
    .init("", "suggest", WireSuggest.self), .init("suggest", "complete", WireCompletion.self),
    .init("similar", "similar", WireSimilar.self), .init("settings", "", WireSettings.self),
    .init("decide", "", WireDecision.self),
    .init("", "decide", WireDecide.self), .init("request", "", WireApplication.self),
    .init("", "request", WireRequest.self), .init("schema query-fields", "fields", WireFields.self),
    .init("", "values", WireValues.self), .init("terms", "", WireTerms.self),
    .init("columns", "", WireVariables.self), .init("stats", "", WireOverview.self),
    .init("reach", "", WireReach.self), .init("report reach", "", WireReachReport.self),
    .init("compare", "", WireComparison.self), .init("validate", "", WireValidation.self),
    .init("diff, publish --dry-run, withdraw --dry-run", "", WirePlan.self),
    .init("publish, withdraw", "", WirePublication.self), .init("log", "", WireHistory.self),
    .init("audit", "", WireAudit.self), .init("verify", "", WireVerification.self),
    .init("gaps", "", WireGaps.self), .init("eval", "", WireEvaluation.self),
    .init("doctor", "", WireHealth.self), .init("--version --json", "", WireVersions.self),
    .init("", "hello", WireHello.self), .init("", "cancel", WireCancel.self),
  ]

  /// Objects within answers.
  static let parts: [WireShape] = [
    hit, WireShape(WireStep.self), WireShape(WireFacet.self), WireShape(WireFacet.Value.self),
    WireShape(WireMatched.self), WireShape(WireCorrection.self), WireShape(WireAdvice.self),
    WireShape(WireAdvice.Correction.self), WireShape(WireAdvice.Relaxation.self),
    WireShape(WireAdvice.Rewording.self), WireShape(WireAdvice.Filter.self),
    WireShape(WireSettings.Setting.self), WireShape(WirePage.self),
    WireShape(WireError.self), WireShape(WireExplanation.Clause.self),
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
    WireShape(WireEvaluation.Judged.self), WireShape(WireHealth.Finding.self),
  ]

  private static let hit = WireShape(
    name: WireHit.name,
    summary:
      "A dataset that matches. `--fields` of `search` selects among these; each line of `jsonl` is a hit.",
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

  /// The part of Docs/JSON.md that follows its introduction.
  static var markdown: String {
    let rows = answers.map { answer in
      "| \(code(answer.command)) | \(code(answer.request)) | "
        + "[\(answer.shape.name)](#\(WireShape.anchor(answer.shape.name))) |"
    }
    let table =
      (["| `--format json` of | `cmd` of the protocol | answer |", "| --- | --- | --- |"] + rows)
      .joined(separator: "\n")
    let shapes = answers.map(\.shape.markdown).joined(separator: "\n\n")
    let within = parts.map(\.markdown).joined(separator: "\n\n")
    return "## Answers\n\n\(table)\n\n\(shapes)\n\n## Within answers\n\n\(within)\n"
  }

  private static func code(_ names: String) -> String {
    names.split(separator: ", ").map { "`\($0)`" }.joined(separator: ", ")
  }
}
