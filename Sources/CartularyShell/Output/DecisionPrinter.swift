internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyWire

/// Prints answers to "may I use it?".
struct DecisionPrinter {
  let console: Console
  let format: OutputFormat
  /// One line per answer, for the formats that need all of them to begin with.
  private var table = ResultTable([
    .init(name: "id", isWhole: true), .init(name: "outcome"), .init(name: "availability"),
    .init(name: "codes"),
    .init(name: "first-step"),
  ])
  private var isFirst = true

  init(console: Console, format: OutputFormat) { (self.console, self.format) = (console, format) }

  /// Prints one answer at once, or keeps it for the table that `finish` prints.
  mutating func print(_ answer: UseAnswer) throws {
    defer { isFirst = false }
    switch format {
    case .json, .jsonl: console.write(try JSONLine.document(answer.wire))
    case .table, .tsv, .csv: table.rows.append(Self.row(answer))
    case .markdown:
      if !isFirst { write("") }
      DecisionLetter(answer).lines.forEach(write)
    case .list, .id:
      if !isFirst { write("") }
      page(answer)
    }
  }

  /// Prints what needs all answers.
  func finish() {
    switch format {
    case .table, .tsv, .csv: table.print(as: format, on: console)
    case .list, .markdown, .json, .jsonl, .id: break
    }
  }

  private static func row(_ answer: UseAnswer) -> [String] {
    let step = answer.decision.steps.first.map { "\($0.stage.code): \($0.title)" } ?? ""
    return [
      answer.dataset.id, answer.decision.outcome.rawValue, answer.availability.kind.rawValue,
      answer.decision.codes.joined(separator: ";"), step,
    ]
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
        let details = step.details
        if !details.isEmpty { write("     " + TerminalText.harmless(details.joined(separator: "; "))) }
      }
    }
    for kind in UseReason.Kind.allCases {
      let reasons = decision.reasons.filter { $0.kind == kind }
      guard !reasons.isEmpty else { continue }
      write("")
      write(kind.heading)
      for reason in reasons {
        write(TerminalText.harmless("  \(reason.code): \(reason.message)\(reason.place)"))
      }
    }
    write("")
    write(Style.bold("How do I get it? \(answer.availability.kind.rawValue)", console.hasColor))
    for (name, text) in AvailabilityLines.lines(of: answer.availability).dropFirst() {
      write(TerminalText.harmless("  \(name): \(text)"))
    }
    for remark in decision.remarks + answer.gaps.map(\.message) {
      write("")
      write("note: " + TerminalText.harmless(remark))
    }
    write("")
    write(Style.dim(UseDecision.notice, console.hasColor))
  }

  private func write(_ line: String) { console.write(line) }
}

extension UseStep {
  /// The step and its details in one line, without a full stop before a semicolon.
  var line: String {
    let title = title.last == "." && !details.isEmpty ? String(title.dropLast()) : title
    return (["\(stage.code): \(title)"] + details).joined(separator: "; ")
  }

  /// What helps to take it, to stand between semicolons: note, who grants it or is paid, address, contact, duration, cost, and the
  /// programme that asks for it, as far as they are stated.
  var details: [String] {
    [
      note.map { $0.last == "." ? String($0.dropLast()) : $0 },
      body.map { stage == .pay ? "to \($0)" : "by \($0)" }, url,
      contact.map { "ask \($0)" }, duration.map { "takes \($0)" }, cost.map { "costs \($0)" },
      from.map { "from \($0)" },
    ].compactMap { $0 }
  }
}

extension UseReason {
  /// Empty, or in brackets after a blank: where the term stands, the term, and the programme that states it.
  var place: String {
    let place = [path, term.isEmpty ? nil : "‘\(term)’", from.map { "from \($0)" }].compactMap { $0 }
    return place.isEmpty ? "" : " (\(place.joined(separator: " ")))"
  }
}

extension UseReason.Kind {
  var heading: String {
    switch self {
    case .failing: "What excludes it"
    case .unanswered: "Open questions"
    case .owed: "What is required"
    }
  }
}
