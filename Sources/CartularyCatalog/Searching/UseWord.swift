internal import CartularyIndex
internal import CartularyQuery

extension SearchAdvice {
  /// A word that says what the data is wanted for. Search looks for it in what records say, which is seldom what was
  /// meant: a filter decides it.
  public struct UseWord: Sendable, Equatable {
    /// The word as it was asked for.
    public let word: String
    /// The filter that decides it, such as `is:open`.
    public let filter: String
    /// Whether the filter needs to know who asks, and what for.
    public let needsProfile: Bool
    /// The whole query with the filter in place of the word, as it could be typed.
    public let query: String
    /// How many datasets that query finds; `nil` if that needs a profile.
    public let count: Int?
  }
}

extension SearchSession {
  /// The words of use among the words of a query that are next to each other.
  func useWords(of query: Query, _ matching: WordMatching) throws -> [SearchAdvice.UseWord] {
    let clauses = Self.clauses(of: query)
    var found: [SearchAdvice.UseWord] = []
    for index in clauses.indices {
      guard let text = BareWords.text(clauses[index]), let filter = Self.useFilters[text.lowercased()],
        !found.contains(where: { $0.filter == filter }), let node = Self.node(of: filter),
        !clauses.contains(node)
      else { continue }
      // What no record has is not a reason to find nothing, and all words of use are said by their filters.
      let rest = clauses.enumerated().filter { place, clause in
        place != index && BareWords.text(clause).flatMap { Self.useFilters[$0.lowercased()] } != filter
      }.map(\.element)
      let filtered = rest + [node]
      let isOfProfile = filter.hasPrefix(FieldTable.usable)
      let better = Query(root: Node(.and(filtered)), sort: query.sort, matching: query.matching)
      found.append(
        .init(
          word: text, filter: filter, needsProfile: isOfProfile, query: better.canonicalText,
          count: isOfProfile ? nil : try count(filtered, matching)))
    }
    return found
  }

  private static func node(of filter: String) -> Node? {
    try? QueryParser(schema: FieldTable.schema).parse(filter, mode: .strict).root
  }

  private static let useFilters: [String: String] = {
    let usable = "\(FieldTable.usable):allowed,allowed-with-conditions"
    let words = [
      "is:open": ["free", "freely", "open", "openly", "reusable", "unrestricted"],
      "access:open-download": ["download", "downloads", "downloadable", "downloading"],
      usable: [
        "commercial", "commercially", "noncommercial", "non-commercial", "academic", "research", "reuse",
        "use",
        "used", "usable", "allowed", "permitted",
      ],
    ]
    return Dictionary(
      words.flatMap { filter, words in words.map { ($0, filter) } }, uniquingKeysWith: { first, _ in first })
  }()
}
