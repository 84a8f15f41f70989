internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel

/// Prints an answer to "may I use it?".
struct DecisionPrinter {
  let console: Console
  let format: OutputFormat

  func print(_ answer: UseAnswer) throws {
    switch format {
    case .json, .jsonl: console.write(try JSONLine.text(DecisionJSON(answer)))
    default: page(answer)
    }
  }

  private func page(_ answer: UseAnswer) {
    let decision = answer.decision
    write(Style.bold(TerminalText.harmless(answer.dataset.title), console.hasColor))
    write(Style.dim(answer.dataset.id, console.hasColor))
    // A version for public use spares the forms, so it comes before all else.
    for version in answer.publicVersions {
      write(
        TerminalText.harmless(
          "there is a version for public use: \(version.dataset.id), \(version.dataset.title): "
            + version.decision.outcome.rawValue))
    }
    write("")
    write(Style.bold("May I use it? \(decision.outcome.rawValue)", console.hasColor))
    if !decision.steps.isEmpty {
      write("")
      write(decision.outcome == .unknown ? "Steps, should the questions be answered well" : "Steps")
      for (number, step) in decision.steps.enumerated() {
        write(TerminalText.harmless("  \(number + 1). \(step.stage.code): \(step.title)"))
        let details = [
          step.note, step.body.map { "by \($0)" }, step.url, step.contact.map { "ask \($0)" },
          step.duration.map { "takes \($0)" }, step.cost.map { "costs \($0)" },
        ].compactMap { $0 }
        if !details.isEmpty { write("     " + TerminalText.harmless(details.joined(separator: "; "))) }
      }
    }
    for kind in UseReason.Kind.allCases {
      let reasons = decision.reasons.filter { $0.kind == kind }
      guard !reasons.isEmpty else { continue }
      write("")
      write(Self.heading(kind))
      for reason in reasons {
        let place = [reason.path, reason.term.isEmpty ? nil : "‘\(reason.term)’"].compactMap { $0 }
        write(
          TerminalText.harmless(
            "  \(reason.code): \(reason.message)"
              + (place.isEmpty ? "" : " (\(place.joined(separator: " ")))")))
      }
    }
    for remark in decision.remarks {
      write("")
      write("note: " + TerminalText.harmless(remark))
    }
    write("")
    write(Style.dim(UseDecision.notice, console.hasColor))
  }

  private static func heading(_ kind: UseReason.Kind) -> String {
    switch kind {
    case .failing: "What excludes it"
    case .unanswered: "What is open"
    case .owed: "What is asked"
    }
  }

  private func write(_ line: String) { console.write(line) }
}

/// The JSON of a decision. Docs/COMMANDS.md describes it.
struct DecisionJSON: Encodable {
  struct Reason: Encodable {
    let kind: UseReason.Kind
    let code: String
    let term: String
    let path: String?
    let message: String
  }

  struct Version: Encodable {
    let id: String
    let title: String
    let outcome: UseOutcome
  }

  let id: String
  let outcome: UseOutcome
  let codes: [String]
  let reasons: [Reason]
  let steps: [StepJSON]
  let remarks: [String]
  let publicVersions: [Version]
  let notice = UseDecision.notice

  init(_ answer: UseAnswer) {
    id = answer.dataset.id
    outcome = answer.decision.outcome
    codes = answer.decision.codes
    reasons = answer.decision.reasons.map {
      Reason(kind: $0.kind, code: $0.code, term: $0.term, path: $0.path, message: $0.message)
    }
    steps = answer.decision.steps.map(StepJSON.init)
    remarks = answer.decision.remarks
    publicVersions = answer.publicVersions.map {
      Version(id: $0.dataset.id, title: $0.dataset.title, outcome: $0.decision.outcome)
    }
  }

  enum CodingKeys: String, CodingKey {
    case id, outcome, codes, reasons, steps, remarks, notice
    case publicVersions = "public-versions"
  }
}

/// One step; what is not known is left out.
struct StepJSON: Encodable {
  let stage: String
  let title: String
  let code: String
  let path: String?
  let url: String?
  let body: String?
  let contact: String?
  let duration: String?
  let cost: String?
  let note: String?

  init(_ step: UseStep) {
    (stage, title, code, path) = (step.stage.code, step.title, step.code, step.path)
    (url, body, contact) = (step.url, step.body, step.contact)
    (duration, cost, note) = (step.duration, step.cost, step.note)
  }

  enum CodingKeys: String, CodingKey {
    case stage, code, path, url, body, contact, duration, cost, note
    case title = "do"
  }
}
