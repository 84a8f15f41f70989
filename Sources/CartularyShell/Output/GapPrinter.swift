internal import CartularyBase
internal import CartularyCatalog
internal import CartularyWire

/// Prints what people search for without finding it, and which datasets nobody finds.
struct GapPrinter {
  let console: Console
  let format: OutputFormat

  func print(_ report: GapReport) throws {
    switch format {
    case .json: console.write(try JSONLine.document(WireGaps(report)))
    case .jsonl:
      for (kind, gaps) in Self.kinds(report) {
        for gap in gaps.first { console.write(try JSONLine.text(WireGaps.Gap(gap, kind: kind))) }
      }
      for dataset in report.unfound {
        console.write(try JSONLine.text(WireGaps.Dataset(dataset, kind: Self.unfoundKind)))
      }
    case .id: for dataset in report.unfound { console.write(dataset.id) }
    case .list: list(report)
    case .table, .tsv, .csv, .markdown: Self.table(report).print(as: format, on: console)
    }
  }

  static func queries(_ count: Int) -> String { count == 1 ? "1 query" : "\(count) queries" }

  // MARK: - For programs

  private static let unfoundKind = "unfound"

  private static func kinds(_ report: GapReport) -> [(kind: String, gaps: GapReport.Queries)] {
    [("empty", report.empty), ("partial", report.partial)]
  }

  /// One row per gap, with a query to try or the dataset's title as its note.
  private static func table(_ report: GapReport) -> ResultTable {
    var table = ResultTable([
      .init(name: "gap"), .init(name: "value"), .init(name: "times", isNumber: true),
      .init(name: "asked", isNumber: true), .init(name: "now", isNumber: true), .init(name: "last"),
      .init(name: "note"),
    ])
    for (kind, gaps) in kinds(report) {
      for gap in gaps.first {
        table.rows.append([
          kind, gap.query.text, String(gap.timesCount), String(gap.query.askedCount),
          gap.total.map { String($0) } ?? "", gap.query.lastDay.description, advice(gap)?.query ?? "",
        ])
      }
    }
    table.rows += report.unfound.map { [unfoundKind, $0.id, "", "", "", "", $0.title] }
    return table
  }

  // MARK: - For people

  private func list(_ report: GapReport) {
    var asked: [String] = []
    if let log = report.log {
      asked.append("\(Self.queries(log.queryCount)) in the log, asked \(counted(log.askedCount, "time"))")
    }
    if report.judgedCount > 0 { asked.append("\(Self.queries(report.judgedCount)) judged") }
    console.write(Style.bold(asked.joined(separator: "; "), console.hasColor))
    if report.log != nil {
      section("found nothing", report.empty)
      section("found only some of their words", report.partial)
    }
    console.write("")
    heading(
      "\(report.unfoundCount) of \(counted(report.datasetCount, "dataset")) are not in the first "
        + "\(report.depth) hits of any query"
    )
    for dataset in report.unfound {
      line("  \(dataset.id)  " + Style.dim(TerminalText.harmless(dataset.title), console.hasColor))
    }
    more(report.unfoundCount - report.unfound.count)
  }

  private func section(_ title: String, _ gaps: GapReport.Queries) {
    console.write("")
    heading("\(Self.queries(gaps.count)) \(title), \(counted(gaps.timesCount, "time"))")
    for gap in gaps.first {
      let number = String(gap.timesCount)
      line(
        String(repeating: " ", count: max(0, 6 - number.count)) + number + "  "
          + TerminalText.harmless(gap.query.text) + Style.dim(remark(gap), console.hasColor))
    }
    more(gaps.count - gaps.first.count)
  }

  /// What the query finds now, or what to try.
  private func remark(_ gap: GapReport.Gap) -> String {
    guard let total = gap.total else { return "  (cannot be read)" }
    if let advice = Self.advice(gap) {
      return TerminalText.harmless("  \(advice.words): \(counted(advice.count, "dataset"))")
    }
    return total != gap.query.lastTotal ? "  (now \(total))" : ""
  }

  /// A spelling first, as it is the most frequent cause; else the part whose removal finds the most.
  private static func advice(_ gap: GapReport.Gap) -> (words: String, query: String, count: Int)? {
    if let best = gap.advice?.corrections.first {
      return ("\(best.replacement) for \(best.word)", best.query, best.count)
    }
    return gap.advice?.relaxations.first.map { ("without \($0.clause)", $0.query, $0.count) }
  }

  private func heading(_ text: String) { console.write(Style.bold(text, console.hasColor)) }

  private func line(_ text: String) { console.write(console.cut(text)) }

  private func more(_ count: Int) {
    if count > 0 { console.write("  \(console.glyphs.ellipsis) and \(count) more; --limit shows them") }
  }
}
