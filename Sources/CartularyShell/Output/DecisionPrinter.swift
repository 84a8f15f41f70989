internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

/// Prints an answer to "may I use it?".
struct DecisionPrinter {
  let console: Console
  let format: OutputFormat

  func print(_ answer: UseAnswer) throws {
    switch format {
    case .json, .jsonl: console.write(try JSONLine.document(answer.wire))
    default: page(answer)
    }
  }

  private func page(_ answer: UseAnswer) {
    let decision = answer.decision
    write(Style.bold(TerminalText.harmless(answer.dataset.title), console.hasColor))
    write(Style.dim(answer.dataset.id, console.hasColor))
    // A version for public use saves the paperwork, so it comes before everything else.
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
      write(decision.outcome == .unknown ? "Steps, if the questions are answered favourably" : "Steps")
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
    write("")
    write(Style.bold("How do I get it? \(answer.availability.kind.rawValue)", console.hasColor))
    for (name, text) in AvailabilityLines.lines(of: answer.availability).dropFirst() {
      write(TerminalText.harmless("  \(name): \(text)"))
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
    case .unanswered: "Open questions"
    case .owed: "What is required"
    }
  }

  private func write(_ line: String) { console.write(line) }
}

extension UseAnswer {
  var wire: WireDecision { WireDecision(dataset, decision, availability, publicVersions: publicVersions) }
}
