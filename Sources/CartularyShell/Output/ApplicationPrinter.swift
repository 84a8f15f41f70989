internal import CartularyBase
internal import CartularyModel
internal import CartularyWire

/// Prints what an application needs, and the letter, as text or Markdown.
struct ApplicationPrinter {
  let console: Console
  let isMarkdown: Bool

  func print(_ answer: UseAnswer) {
    let application = answer.application
    heading(answer.dataset.title, level: 1)
    line("Id: " + text(answer.dataset.id))
    for version in answer.publicVersions {
      line("There is a version for public use: \(text(version.dataset.id)), \(text(version.dataset.title)).")
    }
    blank()
    line(text("Application: \(application.prospect.rawValue). \(application.prospect.definition)"))
    line(text("May I use it? \(answer.decision.outcome.rawValue)"))
    line(text("How do I get it? \(answer.availability.kind.rawValue)"))
    switch application.prospect {
    case .excluded:
      section("What excludes it", answer.decision.reasons.filter { $0.kind == .failing }.map(Self.text))
    case .notNeeded:
      section("Where it is", Self.ways(answer.availability) { $0 != .contact })
      section("What binds you", application.undertakings.map(\.line))
    case .open: needs(application, answer)
    }
    blank()
    line(isMarkdown ? "_\(text(UseDecision.notice))_" : UseDecision.notice)
    if let letter = answer.letter { self.letter(letter) }
  }

  private func needs(_ application: AccessApplication, _ answer: UseAnswer) {
    section(
      "What stands in the way", answer.availability.reasons.filter { $0.kind == .failing }.map(\.message))
    section("Who decides", application.bodies)
    section("Where to apply", application.forms)
    section("Whom to ask", application.contacts)
    if application.bodies.isEmpty, application.forms.isEmpty, application.contacts.isEmpty {
      section(
        "Whom to ask",
        ["the record names nobody; its publisher is \(answer.dataset.publisher?.name ?? "not stated")"])
    }
    section("Steps", answer.decision.steps.map(\.line), isNumbered: true)
    section(
      "Documents to have ready",
      application.documents.map { document in
        ([document.title] + [document.name, document.url].compactMap { $0 }).joined(separator: "; ")
      })
    section("Questions for you", application.ownQuestions.map(Self.text))
    section("Questions for the holder", application.holderQuestions.map(Self.text))
    for remark in answer.decision.remarks {
      blank()
      line("Note: " + text(remark))
    }
  }

  private func letter(_ letter: ApplicationLetter) {
    heading("A letter to start from; it has not been sent", level: 2)
    line("To: " + text(letter.recipients.joined(separator: "; ")))
    if isMarkdown { blank() }
    line("Subject: " + text(letter.subject))
    for part in letter.parts {
      switch part {
      case .paragraph(let paragraph):
        blank()
        line(text(paragraph))
      case .list(let points):
        if isMarkdown { blank() }
        for point in points { line("- " + text(point)) }
      }
    }
  }

  private static func ways(_ availability: DataAvailability, _ isShown: (AccessWay.Kind) -> Bool) -> [String]
  {
    availability.ways.filter { isShown($0.kind) }.map { "\($0.kind.rawValue): \($0.target)" }
  }

  private static func text(_ reason: UseReason) -> String {
    reason.message + (reason.term.isEmpty ? "" : " (‘\(reason.term)’)")
  }

  // MARK: - Layout

  private func section(_ title: String, _ lines: [String], isNumbered: Bool = false) {
    guard !lines.isEmpty else { return }
    heading(title, level: 2)
    for (index, item) in lines.enumerated() { line((isNumbered ? "\(index + 1). " : "- ") + text(item)) }
  }

  private func heading(_ title: String, level: Int) {
    if level > 1 { blank() }
    if isMarkdown {
      line(String(repeating: "#", count: level) + " " + text(title))
      blank()
    } else {
      line(Style.bold(text(title), console.hasColor))
    }
  }

  private func text(_ text: String) -> String {
    isMarkdown ? Escape.markdownText(TerminalText.harmless(text)) : TerminalText.harmless(text)
  }

  private func blank() { console.write("") }

  private func line(_ line: String) { console.write(line) }
}
