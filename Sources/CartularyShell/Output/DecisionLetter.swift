internal import CartularyBase
internal import CartularyModel
internal import CartularyWire

/// A decision as a letter to a colleague, in Markdown: it can be read without this program at hand.
struct DecisionLetter {
  let lines: [String]

  init(_ answer: UseAnswer) {
    let (dataset, decision) = (answer.dataset, answer.decision)
    var lines = ["# May we use \(Self.text(dataset.title))?", "", "Dear colleague,", ""]
    let publisher = dataset.publisher.map { ", published by \(Self.text($0.name))" } ?? ""
    lines += [
      "this is about **\(Self.text(dataset.title))** (\(Self.text(dataset.id)))\(publisher). I compared its stated terms "
        + "with this use, as of \(answer.date):",
      "",
    ]
    lines += Self.asked(answer.profile).map { "- " + Self.text($0) } + [""]
    lines += [
      "**May we use it? \(decision.outcome.rawValue)**: \(Self.text(decision.outcome.definition))", "",
    ]
    for version in answer.publicVersions {
      lines += [
        "There is a version for public use: \(Self.text(version.dataset.id)), \(Self.text(version.dataset.title)): "
          + version.decision.outcome.rawValue, "",
      ]
    }
    if !decision.steps.isEmpty {
      lines += [
        decision.outcome == .unknown ? "## Steps, if the questions are answered favourably" : "## Steps", "",
      ]
      for (number, step) in decision.steps.enumerated() {
        lines.append("\(number + 1). " + Self.text(step.line))
      }
      lines.append("")
    }
    for kind in UseReason.Kind.allCases {
      let reasons = decision.reasons.filter { $0.kind == kind }
      guard !reasons.isEmpty else { continue }
      lines += ["## \(kind.heading)", ""]
      lines +=
        reasons.map { "- \(Self.text($0.code)): \(Self.text($0.message))\(Self.text($0.place))" } + [""]
    }
    lines += ["**How do we get it? \(answer.availability.kind.rawValue)**", ""]
    lines +=
      AvailabilityLines.lines(of: answer.availability).map { "- \(Self.text($0.0)): \(Self.text($0.1))" } + [
        ""
      ]
    if let page = dataset.landingPage { lines += ["More about it: \(Self.text(page))", ""] }
    lines += (decision.remarks + answer.gaps.map(\.message)).flatMap { ["Note: " + Self.text($0), ""] }
    self.lines = lines + ["_\(Self.text(UseDecision.notice))_"]
  }

  /// Who asks and what for, as far as the profile says.
  private static func asked(_ profile: UseProfile) -> [String] {
    let requester = profile.requester
    let who = [requester.kind?.rawValue, requester.institution].compactMap { $0 } + requester.regions
    let purposes = profile.purpose.kinds.map(\.rawValue) + profile.purpose.diseases
    return [
      profile.title.map { "who asks: \($0)" }
        ?? (who.isEmpty ? "who asks: not said" : "who asks: " + who.joined(separator: ", ")),
      "what for: " + (purposes.isEmpty ? "not said" : purposes.joined(separator: ", ")),
      profile.purpose.isCommercial.map { "commercial use: " + ($0 ? "yes" : "no") },
    ].compactMap { $0 }
  }

  /// Escaped, without the backslash that only the beginning of a line needs.
  private static func text(_ text: String) -> String { Escape.markdownText(TerminalText.harmless(text)) }
}
