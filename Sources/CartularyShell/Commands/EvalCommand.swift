internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import CartularyQuery
internal import CartularyWire
internal import Foundation

struct EvalCommand: FormattedCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Measure how well queries find the expected datasets.",
    discussion: """
      FILE is CSV with the columns query, expect (ids separated by spaces; id=2 is twice as relevant) and reason:

        query,expect,reason
        clinical trials,yoda-medtronic yoda-johnson-and-johnson=2,the trials of the first are newer

      Prints the means, and each query with no expected dataset among its first ten hits, with the reason.
      """)

  private static let parts = RankingPart.allCases.map(\.rawValue).joined(separator: ", ")

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Compare with the run stored in this file, then store this run there.", valueName: "file"))
  var last: String?

  @Option(name: .long, help: ArgumentHelp("Write the hits as a TREC run.", valueName: "file"))
  var run: String?

  @Flag(name: .long, help: "Replace the --run file if it exists.")
  var force = false

  @Option(
    name: .long,
    help: ArgumentHelp("Exit with code 1 if the mean nDCG@10 is below this.", valueName: "number"))
  var floor: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Leave out a part of the ranking, to see what it contributes: \(Self.parts). Repeatable.",
      valueName: "part"),
    transform: { text in
      guard let part = RankingPart(rawValue: text) else {
        throw ValidationError("must be one of \(Self.parts)")
      }
      return part
    })
  var without: [RankingPart] = []

  @Flag(name: .long, help: "Include how long each query took; with --format json.")
  var times = false

  @Argument(help: "The judged queries.")
  var file: String

  func run(_ console: Console) throws -> ShellExit {
    let (queries, diagnostics) = JudgedQueryReader.read(path: file)
    try ProfileOptions.say(diagnostics, console)
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    let evaluations = try opened.evaluate(queries, as: viewer, without: Set(without))
    let report = EvaluationReport(evaluations)
    let earlier = try last.flatMap(EvaluationReport.init(keptIn:))
    switch output.resolved(for: console) {
    case .json: console.write(try JSONLine.document(WireEvaluation(evaluations, withTimes: times)))
    case .list, .tsv:
      list(report, comparedWith: earlier, console)
      for evaluation in evaluations where evaluation.hasFailed {
        try explain(evaluation, opened, viewer, console)
      }
    case .csv, .jsonl, .id, .table, .markdown:
      throw CatalogError(.invalidArgument, "eval does not print this format", help: "list or json")
    }
    if let run {
      do throws(ExportFailure) {
        try ExportFile.write(Self.trecRun(evaluations), to: run, replacing: force)
      } catch {
        console.complain(error.text)
        return error.exit
      }
    }
    if let last { try EvaluationFile.write(try JSONLine.text(report) + "\n", to: last) }
    if let floor, report.mean.ndcg10 < floor {
      console.complain(
        "error: the mean nDCG@10 is below \(floor)\n help: the queries above list what is not found; explain shows why"
      )
      return .negativeAnswer
    }
    return .done
  }

  private func list(
    _ report: EvaluationReport, comparedWith earlier: EvaluationReport?, _ console: Console
  ) {
    console.write("\(report.queries.count) queries, \(report.failureCount) failed")
    for (name, value) in EvaluationReport.measures {
      var line = TextTable.pad(name, to: 12) + Self.number(value(report.mean))
      if let earlier { line += "   before " + Self.number(value(earlier.mean)) }
      console.write(line)
    }
    guard let earlier else { return }
    for change in report.changes(since: earlier) {
      console.write(
        "\(change.now > change.before ? "better" : "worse ")  \(Self.number(change.before)) → "
          + "\(Self.number(change.now))  \(TerminalText.harmless(change.query))")
    }
  }

  /// Which words of the query the expected datasets have, and what is ranked first instead.
  private func explain(
    _ evaluation: Evaluation, _ catalog: DatasetCatalog, _ viewer: Viewer, _ console: Console
  ) throws {
    let text = evaluation.query.text
    console.write("failed  " + TerminalText.harmless(text))
    if let fault = evaluation.fault {
      let message =
        (fault as? QueryError).map { "cannot be read: " + $0.diagnostic.message }
        ?? "was not run: " + ((fault as? CatalogError)?.message ?? "")
      return console.write("  " + TerminalText.harmless(message))
    }
    for id in evaluation.query.grades.keys.sorted() {
      guard try catalog.dataset(id: id, as: viewer) != nil else {
        console.write("  \(id): there is no such dataset")
        continue
      }
      guard let hit = try catalog.explain(hit: id, of: SearchQuery(text), as: viewer) else {
        console.write("  \(id): has none of the words")
        continue
      }
      let rank = evaluation.ids.firstIndex(of: id).map { "number \($0 + 1)" } ?? "beyond the first hundred"
      let words = hit.words.map { "\($0.word) (\($0.fields.joined(separator: ", ")))" }
      console.write("  \(id): \(rank); has " + TerminalText.harmless(words.joined(separator: ", ")))
    }
    if let first = evaluation.ids.first { console.write("  ranked first: \(first)") }
  }

  private static func number(_ value: Double) -> String { String(format: "%.4f", value) }

  /// Lines of the form `query Q0 id rank score tag`; queries are numbered from 1.
  private static func trecRun(_ evaluations: [Evaluation]) -> String {
    evaluations.enumerated().flatMap { number, evaluation in
      evaluation.ids.enumerated().map { rank, id in
        "\(number + 1) Q0 \(id) \(rank + 1) \(evaluation.ids.count - rank) cartulary\n"
      }
    }.joined()
  }
}
