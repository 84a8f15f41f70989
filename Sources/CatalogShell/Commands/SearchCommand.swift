internal import ArgumentParser
internal import Catalog
internal import QueryLanguage

struct SearchCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find datasets.",
    discussion: """
      cartulary search asthma children -school
      cartulary search '"sea level" modified:2020..'
      cartulary search license:CC-BY-4.0,CC0-1.0 sensitivity:public

      Without a query everything is found. A word that begins with - excludes; where it could be taken for an
      option, write NOT before the word, or -- before the query.
      """)

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var use: ProfileOptions

  @Option(
    name: .long, help: ArgumentHelp("The most hits, 0 to \(SearchOptions.maximumLimit).", valueName: "n"))
  var limit = 10

  @Option(name: .long, help: ArgumentHelp("Hits to leave out, from the best.", valueName: "n"))
  var offset = 0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "\(FieldTable.sortKeys.joined(separator: ", ")); --sort=-KEY turns it round.", valueName: "key"))
  var sort: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "A filter beside the query, such as sensitivity:public; repeatable.", valueName: "field:value"))
  var filter: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "A facet to count, with --format json; repeatable. Without it, all.", valueName: "field"))
  var facet: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Datasets with any of the words, or with all; match: in the query goes first.", valueName: "any|all"),
    transform: { text in
      guard let matching = WordMatching(rawValue: text) else { throw ValidationError("it is any or all") }
      return matching
    })
  var match = WordMatching.any

  @Flag(name: .long, help: "Stop at every mistake, also those that could be mended with a note.")
  var strict = false

  @Flag(name: .long, help: "Search a nearly known field name as text instead of stopping at it.")
  var lenient = false

  @Argument(parsing: .allUnrecognized, help: "Words and filters.")
  var query: [String] = []

  mutating func validate() throws {
    query = try QueryArguments.checked(query, known: Self.options)
    if strict && lenient { throw ValidationError("--strict and --lenient exclude each other") }
  }

  /// The long options of this command, for near misses.
  static let options =
    [
      "catalog", "as", "format", "limit", "offset", "sort", "filter", "facet", "match", "strict", "lenient",
      "help",
    ] + ProfileOptions.names

  func run(_ console: Console) throws -> ShellExit {
    let format = output.resolved(for: console)
    var options = SearchOptions()
    options.limit = limit
    options.offset = offset
    options.sort = sort
    options.filters = filter
    options.matching = match
    options.mode = strict ? .strict : lenient ? .lenient : .standard
    try use.apply(to: &options, console, for: catalog)
    if format == .json {
      let all = options.profile == nil ? FieldTable.facets : FieldTable.facetsWithProfile
      options.facets = facet.isEmpty ? all.map(\.name) : facet
    }
    let answer = try catalog.open().search(
      query.joined(separator: " "), as: try catalog.viewer(), options: options)
    try AnswerPrinter(console: console, format: format, firstNumber: offset + 1).print(answer)
    return .done
  }
}
