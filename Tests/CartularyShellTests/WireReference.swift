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
    .init("columns", "columns", WireVariables.self), .init("stats", "", WireOverview.self),
    .init("reach", "", WireReach.self),
    .init("", "reach", WireReached.self), .init("report reach", "", WireReachReport.self),
    .init("compare", "compare", WireComparison.self), .init("validate", "", WireValidation.self),
    .init("diff, publish --dry-run, withdraw --dry-run", "", WirePlan.self),
    .init("publish, withdraw", "", WirePublication.self), .init("log", "", WireHistory.self),
    .init("audit", "", WireAudit.self), .init("verify", "", WireVerification.self),
    .init("gaps", "", WireGaps.self), .init("eval", "", WireEvaluation.self),
    .init("doctor", "", WireHealth.self), .init("--version --json", "", WireVersions.self),
    .init("", "hello", WireHello.self), .init("", "cancel", WireCancel.self),
  ]

  static let parts = WireShapes.parts

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
