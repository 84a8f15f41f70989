internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyModel
internal import CartularyQuery

/// What a search page was asked: a query, the filters of its form, and how they are shown.
struct PageSearch: Sendable {
  let text: String
  /// Chosen values by facet, in the order of the page.
  let chosen: [(name: String, values: [String])]
  let profile: PageProfile
  let sort: String
  let page: Int
  /// The facet of which more values are wanted; empty for none.
  let more: String
  /// What values begin with, by facet.
  let finds: [String: String]

  init(_ query: PageQuery) {
    let profile = PageProfile(query)
    let hasProfile = profile.use != nil
    text = query.one("q")
    chosen = PageWords.facets.compactMap { facet in
      let values = facet.name == FieldTable.usable && !hasProfile ? [] : query.all(facet.name).sorted()
      return values.isEmpty ? nil : (facet.name, values)
    }
    let sorts = PageWords.sorts.map(\.key) + (hasProfile ? [PageWords.sortByUse.key] : [])
    sort = sorts.contains(query.one("sort")) ? query.one("sort") : ""
    more = PageWords.facets.contains { $0.name == query.one("more") } ? query.one("more") : ""
    var finds: [String: String] = [:]
    for facet in PageWords.facets {
      let find = PageText.cut(query.one("find." + facet.name), 60).filter { !$0.isNewline }
      if !find.allSatisfy(\.isWhitespace) { finds[facet.name] = find }
    }
    (self.profile, self.finds, page) = (profile, finds, query.page)
  }

  var filters: [String] { chosen.map { Query.filterText($0.name, $0.values) } }

  /// This search as the query of an address, in canonical order.
  ///
  /// - Parameters:
  ///   - text: Another query in place of its own.
  ///   - chosen: Other filters in place of its own.
  func pairs(
    text: String? = nil, chosen: [(name: String, values: [String])]? = nil, hasSort: Bool = true,
    page: Int = 1
  ) -> [PageQuery.Pair] {
    [("q", text ?? self.text)]
      + (chosen ?? self.chosen).flatMap { facet in facet.values.map { (facet.name, $0) } } + profile.pairs
      + [("sort", hasSort ? sort : ""), ("page", page > 1 ? String(page) : "")]
  }

  /// The chosen values without one of them.
  func chosen(without value: String, of name: String) -> [(name: String, values: [String])] {
    chosen.map { facet in
      (facet.name, facet.name == name ? facet.values.filter { $0 != value } : facet.values)
    }
  }
}

extension PageMaker {
  /// `/search`. A query that cannot be run is a page too, with `fault`.
  func search(_ query: PageQuery) throws -> SearchPage {
    let asked = PageSearch(query)
    var page = SearchPage()
    let hasProfile = asked.profile.use != nil
    page.chrome = try chrome(
      asked.text.isEmpty ? "All datasets" : PageText.shown(asked.text, 120), at: "/search")
    page.chrome.isUnlisted = query.isUnlisted(.search)
    page.searchTitle =
      asked.text.isEmpty ? "Search all datasets" : "Search: " + PageText.shown(asked.text, 120)
    page.searchAction = addresses.page("/search")
    page.queryText = asked.text
    page.completeHref = addresses.program("/api/v1/complete", [])
    page.aboutQueryHref = addresses.page("/about#query")
    page.canDecide = !addresses.isStatic
    page.hasProfile = hasProfile
    page.profileTitle = hasProfile ? "Who asks, and what for?" : "May I use it?"
    (page.profileChoices, page.profileCountry) = (asked.profile.choices, asked.profile.country)
    page.firstNumber = "1"
    do {
      try fill(&page, asked)
    } catch let error as QueryError {
      let isOfText = error.text == asked.text
      page.fault = QueryFault(error.diagnostic, in: asked, isOfText: isOfText, addresses)
    } catch let error as CatalogError where [.queryTooBroad, .invalidArgument].contains(error.code) {
      page.fault = QueryFault(error, in: asked)
    }
    return page
  }

  private func fill(_ page: inout SearchPage, _ asked: PageSearch) throws {
    let use = use(of: asked.profile)
    let names = PageWords.facets.map(\.name).filter { $0 != FieldTable.usable || use != nil }
    var query = SearchQuery(asked.text, filters: asked.filters)
    query.isAsked = true
    let answer = try catalog.search(
      query, facets: FacetQuery(.named(names)),
      page: ResultPage(
        offset: (asked.page - 1) * Self.pageSize, limit: Self.pageSize,
        sort: asked.sort.isEmpty ? nil : asked.sort),
      as: viewer, use: use)
    page.countText = countText(answer.total, asked.page)
    page.sorts = (PageWords.sorts + (use == nil ? [] : [PageWords.sortByUse])).map {
      SortChoice(sortValue: $0.key, sortText: $0.title, isSorted: $0.key == asked.sort)
    }
    page.chips = chips(asked)
    page.hasChips = !page.chips.isEmpty
    if page.chips.count > 1 {
      page.clearHref = addresses.search(asked.pairs(chosen: [], hasSort: false))
    }
    page.notes =
      [answer.matched.sentence.map { PageText.capital(PageText.shown($0)) + "." }].compactMap { $0 }
      + answer.notes.map { PageText.shown($0.message) }
    page.advice = try advice(answer, asked, use)
    page.hits = answer.hits.map { HitCard($0, addresses, profile: asked.profile) }
    try explain(&page.hits, answer, query, use)
    page.hasHits = !page.hits.isEmpty
    page.firstNumber = String((asked.page - 1) * Self.pageSize + 1)
    page.pager = Pager(total: answer.total, page: asked.page) { addresses.search(asked.pairs(page: $0)) }
    let question =
      [("q", asked.text)] + asked.filters.map { ("filters", $0) } + [("profile", asked.profile.parameter)]
    page.chrome.alternates =
      addresses.program(Self.feedPath, question).map {
        [
          AlternateLink(
            alternateType: "application/atom+xml", alternateTitle: "What is new in this search",
            alternateHref: $0)
        ]
      } ?? []
    page.takeLinks = takeLinks(
      question, sort: asked.sort,
      ["/search.csv": "CSV of all hits", "/api/v1/search": "JSON", "/feed.atom": "Feed of what is new in it"])
    page.takeAway = answer.total > 0 && !page.takeLinks.isEmpty
    page.facets = try answer.facets.compactMap { facet in
      var facet = facet
      let isLong = asked.more == facet.field || asked.finds[facet.field] != nil
      if isLong {
        let wanted = FacetQuery(
          .named([facet.field]), limit: Self.listLimit, prefix: asked.finds[facet.field] ?? "")
        var question = query
        question.isAsked = false
        facet = try catalog.facets(wanted, matching: question, as: viewer, use: use).first ?? facet
      }
      return FacetBox(facet, asked, isLong: isLong)
    }
  }

  func countText(_ total: Int, _ page: Int) -> String {
    PageText.plural(total, "dataset") + (page > 1 ? ", page \(page)" : "")
  }

  /// Where the feed of a search is.
  static let feedPath = "/feed.atom"

  /// Links to the same list for programs, as far as it is to be had.
  func takeLinks(_ pairs: [PageQuery.Pair], sort: String, _ texts: KeyValuePairs<String, String>)
    -> [TakeLink]
  {
    texts.compactMap { path, text in
      // A feed has an order of its own.
      let pairs = path == Self.feedPath ? pairs : pairs + [("sort", sort)]
      return addresses.program(path, pairs).map { TakeLink(takeHref: $0, takeText: text) }
    }
  }

  private func chips(_ asked: PageSearch) -> [FilterChip] {
    asked.chosen.flatMap { name, values in
      values.map { value in
        let title = PageWords.title(ofFacet: name).filter { $0 != "?" }
        return FilterChip(
          chipText: "\(title): " + PageText.shown(PageWords.value(value, of: name), 80),
          chipHref: addresses.search(asked.pairs(chosen: asked.chosen(without: value, of: name))))
      }
    }
  }

  // MARK: - Why it matched

  private static let columnLimit = 3

  /// Adds which field has which word, and the columns that have one.
  private func explain(
    _ hits: inout [HitCard], _ answer: SearchAnswer, _ query: SearchQuery, _ use: IntendedUse?
  ) throws {
    guard !answer.matched.words.isEmpty else { return }
    let words = try catalog.matchedWords(
      of: answer.hits.map(\.dataset.id), in: query, as: viewer, use: use)
    for (index, hit) in answer.hits.enumerated() {
      guard let found = words[hit.dataset.id], !found.isEmpty else { continue }
      hits[index].hitReasons = found.map { word in
        MatchReason(
          reasonWord: PageText.shown(word.word, 60),
          reasonFields: word.fields.map(PageWords.plain).joined(separator: ", "))
      }
      hits[index].hitHasReasons = true
      let inColumns = found.filter { $0.fields.contains("variable") }.map(\.word)
      guard !inColumns.isEmpty else { continue }
      let columns = try columns(of: hit.dataset.id, with: inColumns)
      hits[index].hitColumns = Array(columns.prefix(Self.columnLimit))
      hits[index].hitHasColumns = !columns.isEmpty
      if columns.count > Self.columnLimit {
        hits[index].hitMoreColumns = "and \(PageText.number(columns.count - Self.columnLimit)) more"
      }
    }
  }

  private func columns(of id: String, with words: [String]) throws -> [MatchedColumn] {
    let variables = try catalog.dataset(id: id, as: viewer)?.dataDictionary?.variables ?? []
    return variables.compactMap { variable in
      let text = [variable.name.replacing("_", with: " "), variable.label, variable.description]
        .compactMap { $0 }.joined(separator: " ").lowercased()
      guard words.contains(where: { text.contains($0.lowercased()) }) else { return nil }
      return MatchedColumn(
        columnName: PageText.shown(variable.name, 60),
        columnLabel: variable.label == variable.name ? nil : PageText.stated(variable.label, 60))
    }
  }
}

extension FacetBox {
  /// How many values are shown before more are asked for.
  private static let valueLimit = 8

  /// - Parameter isLong: Whether more values are wanted, or those that begin with something.
  /// - Returns: `nil` if there is nothing to choose.
  init?(_ facet: Facet, _ asked: PageSearch, isLong: Bool) {
    let name = facet.field
    let picked = asked.chosen.first { $0.name == name }?.values ?? []
    let find = asked.finds[name]
    var (choices, typed): ([FacetChoice], [TypedValue]) = ([], [])
    for value in facet.values {
      let text = PageText.shown(PageWords.value(value.value, of: name), 80)
      let count = PageText.number(value.count)
      if value.isSelected, !picked.contains(value.value) {
        typed.append(TypedValue(typedText: text, typedCount: count))
      } else if value.count > 0 || picked.contains(value.value) {
        choices.append(
          FacetChoice(
            facetValue: value.value, facetText: text, facetCount: count,
            isChosen: picked.contains(value.value)))
      }
    }
    let limit = isLong ? PageMaker.listLimit : Self.valueLimit
    let hidden = max(0, choices.count - limit) + facet.remainingCount
    choices = choices.enumerated().filter { $0.offset < limit || $0.element.isChosen }.map(\.element)
    let isTouched = !picked.isEmpty || !typed.isEmpty
    guard !choices.isEmpty || !typed.isEmpty || find != nil,
      isTouched || choices.count > 1 || find != nil || !PageWords.lesserFacets.contains(name)
    else { return nil }
    let isQuestion = ["usable", "availability"].contains(name)
    self.init(
      facetName: name, facetTitle: PageWords.title(ofFacet: name), facetTyped: typed, facetValues: choices,
      isFacetOpen: isQuestion || isTouched || isLong,
      facetChosen: picked.isEmpty ? nil : "\(picked.count) chosen",
      facetFind: find != nil || hidden > 0 && !isQuestion ? FacetFind(findText: find ?? "") : nil,
      facetMore: hidden > 0 && !isLong
        ? "Show \(PageText.number(min(hidden, PageMaker.listLimit))) more" : nil)
  }
}

extension QueryFault {
  /// - Parameter isOfText: Whether the fault is in the query's text, and not in a filter of the form.
  init(
    _ diagnostic: QueryDiagnostic, in asked: PageSearch, isOfText: Bool, _ addresses: any PageAddresses
  ) {
    let bytes = Array(asked.text.utf8)
    let range = isOfText ? diagnostic.range.clamped(to: 0..<bytes.count) : bytes.count..<bytes.count
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let (before, after) = (text(0..<range.lowerBound), text(range.upperBound..<bytes.count))
    self.init(
      faultMessage: PageText.capital(PageText.shown(diagnostic.message)) + ".",
      faultBefore: PageText.shown(before), faultPlace: PageText.shown(text(range)),
      faultAfter: PageText.shown(after), faultHelp: PageText.stated(diagnostic.help),
      faultLinks: isOfText
        ? diagnostic.suggestions.prefix(3).map {
          FaultLink(
            adviceText: PageText.shown($0, 120),
            adviceHref: addresses.search(asked.pairs(text: before + $0 + after)))
        } : [])
  }

  init(_ error: CatalogError, in asked: PageSearch) {
    let help = error.remedies.compactMap { if case .advice(let words) = $0 { words } else { nil } }.first
    self.init(
      faultMessage: PageText.capital(PageText.shown(error.message)) + ".",
      faultBefore: PageText.shown(asked.text), faultPlace: "", faultAfter: "",
      faultHelp: PageText.stated(help), faultLinks: [])
  }
}
