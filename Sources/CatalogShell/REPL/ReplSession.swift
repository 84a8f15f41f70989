internal import Catalog
internal import DatasetModel
internal import Diagnostics

/// One session of queries and dot commands.
final class ReplSession {
  private let catalog: Catalog
  private let console: Console
  private var viewer: Viewer
  private var format: OutputFormat
  private var limit = 10
  private var sort: String?
  private var filters: [String] = []
  private var use: (profile: UseProfile, name: String)?
  private let diseases: DiseaseTree?
  /// The last query and the page that was shown of it.
  private var last: (text: String, offset: Int, answer: SearchAnswer)?
  private var isInteractive = false

  init(
    catalog: Catalog, viewer: Viewer, format: OutputFormat, console: Console, profile: UseProfile? = nil,
    diseases: DiseaseTree? = nil
  ) {
    (self.catalog, self.viewer, self.format, self.console) = (catalog, viewer, format, console)
    use = profile.map { ($0, $0.name ?? "the command line") }
    self.diseases = diseases
  }

  /// Runs until the input ends or `.quit`.
  ///
  /// - Returns: On a pipe `negativeAnswer` if any line failed.
  func run(reading source: LineSource) -> ShellExit {
    isInteractive = source.isInteractive
    if isInteractive { greet() }
    var hasFailed = false
    reading: while true {
      switch source.next(prompt: prompt) {
      case .line(let line):
        switch answer(line) {
        case .done: break
        case .failed: hasFailed = true
        case .quit: break reading
        }
      case .cancelled: continue
      case .tooLong:
        console.complain("error: a line of more than \(LinePipe.maximumByteCount >> 10) KiB")
        hasFailed = true
      case .end:
        if isInteractive { console.write("") }
        break reading
      }
      console.flush()
      // Nobody reads any more.
      if console.outputState != .open { break reading }
    }
    console.flush()
    return hasFailed && !isInteractive ? .negativeAnswer : .done
  }

  enum LineOutcome { case done, failed, quit }

  /// Answers one line of input.
  func answer(_ line: String) -> LineOutcome {
    let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !text.isEmpty, !text.hasPrefix("#") else { return .done }
    do {
      // `...` and other text that is no command by its look is a query.
      guard text.first == ".", text.dropFirst().first?.isLetter == true else {
        try search(line, offset: 0)
        return .done
      }
      return try command(text)
    } catch is InputFailure {
      // What is wrong with the file is said already.
      return .failed
    } catch {
      console.complain(ErrorText.text(of: error))
      return .failed
    }
  }

  // MARK: - Queries

  private var options: SearchOptions {
    var options = SearchOptions()
    options.limit = limit
    options.sort = sort
    options.filters = filters
    options.profile = use?.profile
    options.diseases = diseases
    return options
  }

  private func search(_ text: String, offset: Int) throws {
    var options = options
    options.offset = offset
    if format == .json {
      options.facets = (use == nil ? FieldTable.facets : FieldTable.facetsWithProfile).map(\.name)
    }
    let answer = try catalog.search(text, as: viewer, options: options)
    last = (text, offset, answer)
    // Filters that stick are said each time, so that a result is never narrowed unseen.
    if !filters.isEmpty { console.complain("filtered by " + filters.joined(separator: " ")) }
    try AnswerPrinter(console: console, format: format, firstNumber: offset + 1).print(answer)
    if isInteractive, offset + answer.hits.count < answer.total { console.write(".next shows more") }
  }

  // MARK: - Commands

  private func command(_ text: String) throws -> LineOutcome {
    var words = text.split(separator: " ").map(String.init)
    let name = String(words.removeFirst().dropFirst())
    guard let command = DotCommand(rawValue: name) else {
      let near = NearMiss.closest(to: name, among: DotCommand.allCases.map(\.rawValue)).first
      throw CatalogError(
        .invalidArgument, "unknown command .\(name.prefix(40))",
        help: near.map { "did you mean .\($0)?" } ?? ".help lists them")
    }
    switch command {
    case .show: try show(words)
    case .next: try page(by: 1)
    case .prev: try page(by: -1)
    case .filter: try addFilters(words)
    case .unfilter: try removeFilters(words)
    case .filters: for filter in filters { console.write(filter) }
    case .facets: try facets(words)
    case .explain: try explain(words)
    case .why: try why(words)
    case .profile: try setProfile(words)
    case .whyNot: try whyNot(words)
    case .similar: try similar(words)
    case .suggest: try suggest(words)
    case .viewAs:
      viewer = try Viewer(labels: words)
      if isInteractive { console.write("looking as " + viewer.labels.joined(separator: ", ")) }
    case .mode: try setMode(words)
    case .limit: try setLimit(words)
    case .sort: try setSort(words)
    case .help: help()
    case .quit: return .quit
    }
    return .done
  }

  private func show(_ words: [String]) throws {
    let id = try id(words, for: .show)
    guard let dataset = try catalog.dataset(id: id, as: viewer) else { throw Self.noDataset(id) }
    if format == .json || format == .jsonl {
      console.write(try JSONLine.text(dataset))
    } else {
      DatasetPage(console: console).print(dataset)
    }
  }

  private func explain(_ words: [String]) throws {
    let text = words.isEmpty ? last?.text ?? "" : words.joined(separator: " ")
    ExplanationPrinter(console: console).print(try catalog.explain(text, as: viewer, options: options))
  }

  private func why(_ words: [String]) throws {
    let id = try id(words, for: .why)
    guard let last else { throw Self.noResult }
    guard let explanation = try catalog.explain(hit: id, of: last.text, as: viewer, options: options) else {
      throw CatalogError(.invalidArgument, "the last query does not find '\(id.prefix(200))'")
    }
    ExplanationPrinter(console: console).print(explanation)
  }

  private func setProfile(_ words: [String]) throws {
    guard let word = words.first else {
      return console.write(use.map { $0.profile.title ?? $0.name } ?? "no profile")
    }
    if word == "off" {
      use = nil
    } else {
      use = (try ProfileOptions.load(words.joined(separator: " "), console), word)
    }
    try searchAgain()
  }

  private func whyNot(_ words: [String]) throws {
    let id = try id(words, for: .whyNot)
    guard let use else {
      throw CatalogError(.invalidArgument, "there is no profile yet", help: ".profile FILE says who asks")
    }
    guard let dataset = try catalog.dataset(id: id, as: viewer) else { throw Self.noDataset(id) }
    let answer = try UseAnswer(dataset, in: catalog, as: viewer, for: use.profile, diseases: diseases)
    try DecisionPrinter(console: console, format: format).print(answer)
  }

  private func similar(_ words: [String]) throws {
    let id = try id(words, for: .similar)
    guard let similar = try catalog.similar(to: id, as: viewer, limit: limit) else {
      throw Self.noDataset(id)
    }
    ExplanationPrinter(console: console).print(similar)
  }

  private func suggest(_ words: [String]) throws {
    let text = words.joined(separator: " ")
    ExplanationPrinter(console: console).print(try catalog.suggest(text, at: text.utf8.count, as: viewer))
  }

  /// The id that a command's first word means: a number of the last result, or an id itself.
  private func id(_ words: [String], for command: DotCommand) throws -> String {
    guard let word = words.first else { throw usage(command) }
    guard let number = Int(word), let last else { return word }
    let shown = (last.offset + 1)..<(last.offset + 1 + last.answer.hits.count)
    return shown.contains(number) ? last.answer.hits[number - shown.lowerBound].dataset.id : word
  }

  private static func noDataset(_ id: String) -> CatalogError {
    CatalogError(
      .invalidArgument, "no dataset '\(id.prefix(200))'", help: "give a number of the last result or an id")
  }

  private static let noResult = CatalogError(
    .invalidArgument, "there is no result yet", help: "type a query first")

  private func page(by step: Int) throws {
    guard let last else {
      throw CatalogError(.invalidArgument, "there is no result yet", help: "type a query first")
    }
    let offset = step > 0 ? last.offset + last.answer.hits.count : max(0, last.offset - limit)
    guard step > 0 || last.offset > 0, step < 0 || !last.answer.hits.isEmpty,
      offset < max(1, last.answer.total)
    else {
      throw CatalogError(.invalidArgument, step > 0 ? "this is the last page" : "this is the first page")
    }
    try search(last.text, offset: offset)
  }

  private func addFilters(_ words: [String]) throws {
    guard !words.isEmpty else { throw usage(.filter) }
    var options = options
    options.filters = filters + [words.joined(separator: " ")]
    options.limit = 0
    // A filter that cannot be read is not kept.
    _ = try catalog.search("", as: viewer, options: options)
    filters = options.filters
    try searchAgain()
  }

  private func removeFilters(_ words: [String]) throws {
    guard let name = words.first else { throw usage(.unfilter) }
    if name == "all" {
      filters = []
    } else {
      let field = FieldTable.field(named: name)?.name ?? name
      let rest = filters.filter { filter in
        let own = filter.split(separator: ":").first.map { String($0.drop { $0 == "-" }) } ?? filter
        return (FieldTable.field(named: own)?.name ?? own) != field
      }
      guard rest.count < filters.count else {
        throw CatalogError(.invalidArgument, "no filter on '\(name.prefix(80))'", help: ".filters lists them")
      }
      filters = rest
    }
    try searchAgain()
  }

  private func searchAgain() throws {
    if let last { try search(last.text, offset: 0) }
  }

  private func facets(_ words: [String]) throws {
    let facets = try catalog.facets(words, matching: last?.text ?? "", as: viewer, options: options)
    try FacetPrinter(console: console, format: format).print(facets)
  }

  private func setMode(_ words: [String]) throws {
    guard let word = words.first else { return console.write(format.rawValue) }
    guard let asked = OutputFormat(rawValue: word) else {
      throw CatalogError(
        .invalidArgument, "unknown mode '\(word.prefix(40))'",
        help: "one of " + OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))
    }
    format = asked
  }

  private func setLimit(_ words: [String]) throws {
    guard let word = words.first else { return console.write(String(limit)) }
    guard let asked = Int(word), (1...SearchOptions.maximumLimit).contains(asked) else {
      throw CatalogError(.invalidArgument, "a page has 1 to \(SearchOptions.maximumLimit) hits")
    }
    limit = asked
  }

  private func setSort(_ words: [String]) throws {
    guard let word = words.first else { return console.write(sort ?? FieldTable.relevance) }
    var options = options
    (options.sort, options.limit) = (word, 0)
    _ = try catalog.search("", as: viewer, options: options)
    sort = word
    try searchAgain()
  }

  // MARK: - Words for people

  private var prompt: String {
    filters.isEmpty ? "cartulary> " : "cartulary[\(TerminalText.harmless(filters.joined(separator: " ")))]> "
  }

  private func greet() {
    console.write("Type a query, or .help for the commands; .quit leaves.")
    console.flush()
  }

  private func help() {
    console.write("A line is a query: words, \"phrases\", -word, filters such as sensitivity:public. Or:")
    let width = DotCommand.allCases.map { ($0.name + " " + $0.arguments).count }.max() ?? 0
    for command in DotCommand.allCases {
      console.write(
        "  " + TextTable.pad(command.name + " " + command.arguments, to: width + 2) + command.help)
    }
  }

  private func usage(_ command: DotCommand) -> CatalogError {
    CatalogError(.invalidArgument, "\(command.name) needs \(command.arguments)", help: command.help)
  }
}
