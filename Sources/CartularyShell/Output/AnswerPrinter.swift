internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import CartularyQuery
internal import CartularyWire

/// Prints an answer in one of the formats.
struct AnswerPrinter {
  let console: Console
  let format: OutputFormat
  /// The number of the first hit, from 1.
  var firstNumber = 1
  /// The maximum number of hits requested.
  let limit: Int
  /// The fields to show, in order; `nil` for the format's default fields.
  var fields: [HitField]?

  func print(_ answer: SearchAnswer) throws {
    let shown = fields ?? HitFields.standard(for: format)
    // Where nothing has all the words, whoever reads the hits should know that first.
    if format != .json, hasOnlySome(answer), let sentence = answer.matched.sentence {
      if format == .list {
        console.write(Style.dim(TerminalText.harmless(sentence), console.hasColor))
      } else {
        console.complain(TerminalText.harmless(sentence))
      }
    }
    switch format {
    case .json:
      console.write(
        try JSONLine.document(WireSearch(answer, offset: firstNumber - 1, limit: limit, fields: shown)))
    case .jsonl: for hit in answer.hits { console.write(try JSONLine.text(WireHit(hit, fields: shown))) }
    case .id: for hit in answer.hits { console.write(hit.dataset.id) }
    case .tsv, .csv, .markdown: HitFields.table(answer.hits, shown).print(as: format, on: console)
    case .table:
      HitFields.table(answer.hits, shown).print(as: format, on: console)
      if console.isTerminal { console.complain(summary(answer)) }
    case .list: list(answer)
    }
    printNotes(answer)
    // A table of results has no place for it.
    if format != .json, format != .list, !hasOnlySome(answer), let sentence = answer.matched.sentence {
      console.complain(TerminalText.harmless(sentence))
    }
    if format != .json, let advice = answer.advice { printAdvice(advice) }
  }

  private func hasOnlySome(_ answer: SearchAnswer) -> Bool {
    !answer.hits.isEmpty && answer.matched.completeCount == 0 && answer.matched.partialCount > 0
  }

  /// For the user, like notes.
  private func printAdvice(_ advice: SearchAdvice) {
    for correction in advice.corrections {
      console.complain(
        TerminalText.harmless(
          "nothing has '\(correction.word)'; with '\(correction.replacement)': "
            + "\(counted(correction.count, "dataset")): \(correction.query)"))
    }
    for relaxation in advice.relaxations {
      console.complain(
        TerminalText.harmless(
          "without \(relaxation.clause): \(counted(relaxation.count, "dataset")): \(relaxation.query)"))
    }
    for rewording in advice.rewordings {
      console.complain(
        TerminalText.harmless(
          "\(rewording.clause) as words: \(counted(rewording.count, "dataset")): \(rewording.query)"))
    }
    for hint in advice.filters { console.complain(TerminalText.harmless(Self.sentence(of: hint))) }
  }

  private static func sentence(of hint: SearchAdvice.FilterHint) -> String {
    let count = hint.count.map { " (\($0))" } ?? ""
    switch hint.kind {
    case .code, .name: return "did you mean \(hint.query)\(count)?"
    case .use:
      let who = hint.needsProfile ? ", with --profile NAME" : ""
      return "'\(hint.words)' asks for \(hint.filter)\(who): \(hint.query)\(count)"
    }
  }

  /// Notes are for the user, so they go to standard error; JSON carries its own.
  private func printNotes(_ answer: SearchAnswer) {
    guard format != .json else { return }
    for note in answer.notes { console.complain(DiagnosticRenderer.render(note)) }
  }

  private func list(_ answer: SearchAnswer) {
    for (index, hit) in answer.hits.enumerated() {
      let number = "[\(firstNumber + index)]"
      if let fields {
        write(number)
        lines(hit, fields)
      } else {
        write(number + " " + MarkedText.terminal(hit.title, hasColor: console.hasColor))
        card(hit)
      }
    }
    console.write(summary(answer))
    if !hasOnlySome(answer), let sentence = answer.matched.sentence {
      console.write(Style.dim(TerminalText.harmless(sentence), console.hasColor))
    }
  }

  /// The facts about a hit that are shown below its title.
  private func card(_ hit: Hit) {
    let dataset = hit.dataset
    let facts: [String?] = [
      hit.replacedBy.map { "replaced by \($0)" }, dataset.publisher,
      dataset.license == "NOASSERTION" ? "no licence stated" : dataset.license,
      "sensitivity \(dataset.sensitivity.rawValue)",
      hit.availability == .notStated ? nil : hit.availability.rawValue,
      dataset.sharing.isEmpty ? nil : dataset.sharing.map(\.rawValue).joined(separator: ", "),
      dataset.modified.map { "modified \($0)" },
      dataset.audience == .public ? nil : "visible to " + dataset.audience.labels.joined(separator: ", "),
    ]
    for line in filled(facts.compactMap { $0.map { TerminalText.harmless($0) } }) {
      write("    " + Style.dim(line, console.hasColor))
    }
    if let use = hit.use { write("    " + TerminalText.harmless(words(use))) }
    if !hit.snippet.isEmpty {
      // An ellipsis marks where the snippet begins or ends within the text.
      let snippet = hit.snippet.replacing("…", with: console.glyphs.ellipsis)
      wrap(MarkedText.terminal(snippet, hasColor: console.hasColor))
    }
    // Never truncated: it is meant to be pasted.
    console.write("    " + Style.dim(dataset.id, console.hasColor))
  }

  /// The requested fields, one per line.
  private func lines(_ hit: Hit, _ fields: [HitField]) {
    let width = fields.map(\.name.count).max() ?? 0
    for field in fields {
      let text = MarkedText.terminal(Escape.tsvCell(field.cell(hit)), hasColor: console.hasColor)
      let line = "    " + Style.dim(TextTable.pad(field.name, to: width), console.hasColor) + "  " + text
      console.write(field.isWhole ? line : console.cut(line))
    }
  }

  private func words(_ use: HitUse) -> String {
    let next: String? =
      use.outcome == .unknown
      ? use.question.map { "open: \($0)" } : use.firstStep.map { "first \($0.stage.code): \($0.title)" }
    return ["usable: " + use.outcome.rawValue, next].compactMap { $0 }
      .joined(separator: " \(console.glyphs.divider) ")
  }

  private func summary(_ answer: SearchAnswer) -> String {
    let noun = answer.total == 1 ? "1 dataset" : "\(answer.total) datasets"
    guard !answer.hits.isEmpty, answer.hits.count < answer.total else { return noun }
    return noun + ", shown \(firstNumber)\(console.glyphs.dash)\(firstNumber + answer.hits.count - 1)"
  }

  private func write(_ line: String) { console.write(console.cut(line)) }

  /// Facts with a separator between them, as many on a line as fit; none is truncated, since it could be the one that
  /// matters.
  private func filled(_ facts: [String]) -> [String] {
    let divider = " \(console.glyphs.divider) "
    var lines: [String] = []
    for fact in facts {
      let longer = (lines.last.map { $0 + divider } ?? "") + fact
      if let width = console.width, TextTable.cellCount(longer) > width - 4, !lines.isEmpty {
        lines.append(fact)
      } else {
        lines = lines.dropLast() + [longer]
      }
    }
    return lines
  }

  /// Breaks a snippet into indented lines of the terminal's width; on a pipe it stays one line.
  private func wrap(_ text: String) {
    guard let width = console.width else { return console.write("    " + text) }
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, TextTable.cellCount(line) + 1 + TextTable.cellCount(String(word)) > width - 4 {
        console.write("    " + line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { console.write("    " + line) }
  }
}
