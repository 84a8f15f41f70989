internal import CartularyBase
internal import CartularyCatalog
internal import CartularyQuery

extension PageMaker {
  /// How many years back the datasets of a value are counted.
  private static let yearCount = 15

  /// `/publisher?name=` and `/theme?name=`: the datasets of one value, newest first.
  ///
  /// - Parameter field: `publisher` or `theme`.
  /// - Returns: `nil` if the viewer sees no dataset with the value.
  func listing(_ query: PageQuery, of field: String) throws -> ListingPage? {
    let (value, number) = (query.one("name"), query.page)
    guard !value.isEmpty else { return nil }
    let isWhole = field == StaticAddresses.all
    let filters = isWhole ? [] : [Query.filterText(field, [value])]
    let other = field == "publisher" ? "theme" : "publisher"
    let answer = try catalog.search(
      SearchQuery(filters: filters), facets: ["availability", "sensitivity", "license", other],
      page: ResultPage(offset: (number - 1) * Self.pageSize, limit: Self.pageSize, sort: "modified"),
      as: viewer)
    guard answer.total > 0 else { return nil }
    var page = ListingPage()
    page.chrome = try chrome(PageText.shown(value, 120))
    if !addresses.isStatic { page.chrome.canonicalHref = addresses.listing(field, value, page: number) }
    page.listingKind = isWhole ? "Catalog" : PageWords.title(ofFacet: field)
    if addresses.isStatic, answer.total > Self.pageSize * PageQuery.maximumPage {
      page.listingNote =
        "The newest \(PageText.number(Self.pageSize * PageQuery.maximumPage)). The search and narrower lists have the others."
    }
    page.listingTitle = PageText.shown(value, 300)
    page.isWithin = !isWhole
    (page.listingField, page.listingValue) = (field, value)
    page.searchAction = addresses.page("/search")
    page.countText = countText(answer.total, number)
    page.firstNumber = String((number - 1) * Self.pageSize + 1)
    // Nobody asked for words, so that none are marked.
    page.hits = answer.hits.map { HitCard($0, addresses, profile: PageProfile(PageQuery()), isMarked: false) }
    page.pager = Pager(total: answer.total, page: number) { addresses.listing(field, value, page: $0) }
    page.takeLinks = takeLinks(
      filters.map { ("filters", $0) }, sort: "", ["/search.csv": "CSV", "/feed.atom": "Feed"])
    page.takeAway = !page.takeLinks.isEmpty
    page.barGroups = answer.facets.compactMap { BarGroup($0, limit: 6) }
    page.years = try years(filters)
    page.hasYears = page.years != nil
    return page
  }

  private func years(_ filters: [String]) throws -> YearBars? {
    guard !addresses.isStatic else { return nil }
    let first = day.year - Self.yearCount + 1
    let counts = try catalog.issuedCounts(in: first...day.year, filters: filters, as: viewer)
    return YearBars(first: first, counts: counts)
  }
}
