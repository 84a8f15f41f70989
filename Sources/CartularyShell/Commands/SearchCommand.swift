internal import ArgumentParser
internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyQuery
internal import CartularyWire

struct SearchCommand: FormattedCommand, PlainCommand {
  static let name = "search"
  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Find datasets.",
    discussion: """
      cartulary search asthma children -school
      cartulary search '"sea level" modified:2020..'
      cartulary search license:CC-BY-4.0,CC0-1.0 sensitivity:public

      Without a query, everything is found. A word that begins with - excludes; if it could be mistaken for an option, \
      write NOT before the word, or -- before the query.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var use: ProfileOptions

  @Option(
    name: .named(.fields),
    help: ArgumentHelp(
      "The fields to show, separated by commas: \(HitFields.names.line(", ")).",
      valueName: "a,b"), completion: Self.fieldCompletion)
  var fields: String?

  /// Completes the last of several names: `--fields id,ti`.
  private static let fieldCompletion = CompletionKind.custom { _, _, typed in
    let start = typed.lastIndex(of: ",").map { String(typed[...$0]) } ?? ""
    return HitFields.names.map { start + $0 }.filter { $0.hasPrefix(typed) }
  }

  @Flag(name: .named(.ids), help: "The same as --format id.")
  var ids = false

  @Flag(name: .named(.count), help: "Print only how many datasets are found.")
  var count = false

  @Flag(name: .named(.exitStatus), help: "Exit with code 1 if nothing is found.")
  var exitStatus = false

  @Flag(name: .named(.explain), help: "Show on standard error how the query is interpreted.")
  var explain = false

  @Option(
    name: .named(.limit),
    help: ArgumentHelp(
      "The maximum number of hits, 0 to \(ResultPage.maximumLimit); 10 by default.", valueName: "n"))
  var limit: Int?

  /// The maximum number of hits that was asked for.
  private var wantedLimit: Int { all ? ResultPage.maximumLimit : limit ?? 10 }

  @Flag(
    name: .named(.all),
    help: "As many hits as one answer holds: the same as --limit \(ResultPage.maximumLimit).")
  var all = false

  @Option(
    name: .named(.offset),
    help: ArgumentHelp("How many hits to skip, starting from the best.", valueName: "n"))
  var offset = 0

  @Option(
    name: .named(.sort),
    help: ArgumentHelp(
      "\(FieldTable.sortKeys.line(", ")); --sort=-KEY reverses the order.", valueName: "key"),
    completion: .list(FieldTable.sortKeys))
  var sort: String?

  @Option(
    name: .named(.filter), parsing: .singleValue,
    help: ArgumentHelp(
      "A filter added to the query, such as sensitivity:public; repeatable.", valueName: "field:value"))
  var filter: [String] = []

  @Option(
    name: .named(.facet), parsing: .singleValue,
    help: ArgumentHelp(
      "A facet to count, in a list or in JSON; repeatable. By default JSON has all of them.",
      valueName: "field"),
    completion: .list(FieldTable.facetsWithProfile.map(\.name)))
  var facet: [String] = []

  @Option(
    name: .named(.match),
    help: ArgumentHelp(
      "Find datasets with any of the words, or with all; match: in the query takes precedence.",
      valueName: "any|all"),
    transform: Self.matching)
  var match = WordMatching.any

  @Sendable private static func matching(_ text: String) throws -> WordMatching {
    guard let matching = WordMatching(rawValue: text) else { throw ValidationError("must be any or all") }
    return matching
  }

  @Flag(name: .named(.strict), help: "Fail on every mistake, even those that could be corrected with a note.")
  var strict = false

  @Flag(name: .named(.lenient), help: "Search for a misspelled field name as text instead of failing.")
  var lenient = false

  @Argument(parsing: .allUnrecognized, help: "Words and filters.")
  var query: [String] = []

  mutating func validate() throws {
    query = try QueryArguments.checked(query)
    if strict && lenient { throw ValidationError("--strict and --lenient exclude each other") }
    if ids, let format = output.format, format != .id {
      throw ValidationError("--ids and --format \(format.rawValue) exclude each other")
    }
    if all, limit != nil { throw ValidationError("--all and --limit exclude each other") }
    if count && ids { throw ValidationError("--count and --ids exclude each other") }
  }

  func run(_ console: Console) throws -> ShellExit {
    let format = ids ? .id : output.resolved(for: console)
    let use = try use.intendedUse(console, for: catalog)
    let facets = try facetQuery(format)
    let shown = try fields.map(HitFields.named)
    let (opened, viewer) = (try catalog.open(), try catalog.viewer())
    let query = SearchQuery(
      query.joined(separator: " "), filters: filter, matching: match,
      mode: strict ? .strict : lenient ? .lenient : .standard, isAsked: true)
    if explain {
      for line in ExplanationPrinter.lines(try opened.explain(query, as: viewer, use: use)) {
        console.complain(line)
      }
    }
    let page = ResultPage(offset: offset, limit: count ? 0 : wantedLimit, sort: sort)
    let answer = try opened.search(query, facets: facets, page: page, as: viewer, use: use)
    if count {
      try CountPrinter(console: console, format: format).print(answer)
    } else {
      try AnswerPrinter(
        console: console, format: format, firstNumber: offset + 1, limit: wantedLimit, fields: shown
      ).print(answer)
      sayWhatRemains(answer, format, console)
      if format == .list { try FacetPrinter(console: console, format: format).print(answer.facets) }
    }
    return exitStatus && answer.total == 0 ? .negativeAnswer : .done
  }

  /// A list says in its last line how much of the whole it shows, and JSON has `total`; rows have no place for it.
  private func sayWhatRemains(_ answer: SearchAnswer, _ format: OutputFormat, _ console: Console) {
    switch format {
    case .list, .json: return
    case .table where console.isTerminal: return
    case .table, .tsv, .csv, .markdown, .jsonl, .id:
      let end = offset + answer.hits.count
      guard !answer.hits.isEmpty, end < answer.total else { return }
      console.complain(
        "\(offset + 1) to \(end) of \(counted(answer.total, "dataset")); "
          + (all ? "cartulary export writes all of them" : "--all, --limit and --offset show others"))
    }
  }

  /// Formats with one row per dataset have no place for counts: better to say so than to drop what was requested.
  private func facetQuery(_ format: OutputFormat) throws -> FacetQuery {
    guard !count else { return .none }
    switch format {
    case .json: return facet.isEmpty ? .all : FacetQuery(.named(facet))
    case .list: return FacetQuery(.named(facet))
    case .table, .tsv, .csv, .markdown, .jsonl, .id:
      guard facet.isEmpty else {
        throw CatalogError(
          .invalidArgument, "\(format.rawValue) has no place for facets",
          help: "--format json or list; or cartulary facets --query QUERY")
      }
      return .none
    }
  }
}

extension SearchCommand {
  mutating func read(_ given: PlainArguments) {
    catalog = given.options()
    output = given.options()
    use = given.options()
    fields = given.text(.fields)
    ids = given.has(.ids)
    count = given.has(.count)
    exitStatus = given.has(.exitStatus)
    explain = given.has(.explain)
    limit = given.value(.limit)
    all = given.has(.all)
    offset = given.value(.offset) ?? 0
    sort = given.text(.sort)
    filter = given.texts(.filter)
    facet = given.texts(.facet)
    match = given.value(.match, Self.matching) ?? .any
    strict = given.has(.strict)
    lenient = given.has(.lenient)
    query = given.words
  }
}
