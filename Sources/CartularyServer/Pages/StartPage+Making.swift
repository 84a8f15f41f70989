internal import CartularyBase
internal import CartularyCatalog
internal import CartularyModel
internal import Foundation

extension PageMaker {
  /// `/`: totals, the newest, and facets as bars.
  func start() throws -> StartPage {
    let overview = try catalog.overview(as: viewer)
    let answer = try catalog.search(
      SearchQuery(), facets: ["availability", "openness", "theme", "publisher", "format"],
      page: ResultPage(limit: 8, sort: "modified"), as: viewer)
    let count = PageText.plural(overview.total, "dataset")
    var page = StartPage()
    page.chrome = try chrome(site.name)
    page.chrome.pageSummary = "Find datasets, and the terms on which they may be used: \(count)."
    if !addresses.isStatic { page.chrome.canonicalHref = addresses.page("/") }
    page.startTitle = "\(count), and the terms on which they may be used"
    page.startSentence = "Find data, see whether you may use it, and what to do first."
    page.searchAction = addresses.page("/search")
    page.completeHref = addresses.program("/api/v1/complete", [])
    page.examples = examples(answer.facets)
    page.newest = answer.hits.map { entry($0.dataset) }
    let isDated = answer.hits.contains { $0.dataset.modified != nil || $0.dataset.issued != nil }
    page.newestTitle = isDated ? "Newest" : "Datasets"
    fillGrid(&page, overview)
    page.years = overview.issued.first.flatMap { YearBars(first: $0, counts: overview.issued.counts) }
    page.hasYears = page.years != nil
    let facets = Dictionary(uniqueKeysWithValues: answer.facets.map { ($0.field, $0) })
    page.sideGroups = ["availability", "openness"].compactMap { name in facets[name].flatMap { BarGroup($0) }
    }
    page.lowGroups = [
      facets["theme"].flatMap { BarGroup($0) { addresses.listing("theme", $0, page: 1) } },
      facets["publisher"].flatMap { BarGroup($0) { addresses.listing("publisher", $0, page: 1) } },
      facets["format"].flatMap { BarGroup($0, limit: 6) },
    ].compactMap { $0 }
    return page
  }

  /// A dataset as an entry of a short list.
  private func entry(_ dataset: DatasetSummary) -> RegisterEntry {
    RegisterEntry(
      entryHref: addresses.dataset(dataset.id), entryTitle: PageText.shown(dataset.title, 160),
      entryNote: PageText.joined([
        PageText.stated(dataset.publisher, 80), (dataset.modified ?? dataset.issued)?.description,
      ]))
  }

  /// Queries that find something here: the most frequent themes, and what can be had at once.
  private func examples(_ facets: [Facet]) -> [QueryExample] {
    let themes = facets.first { $0.field == "theme" }?.values ?? []
    let open = facets.first { $0.field == "availability" }?.values.first {
      $0.value == Availability.openDownload.rawValue && $0.count > 0
    }
    let words = themes.filter { $0.count > 0 && $0.value.utf8.count <= 40 }.prefix(2).map {
      $0.value.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " }
    }
    let filters = open == nil || addresses.isStatic ? [] : ["availability:open-download"]
    return (words + filters).map {
      QueryExample(exampleText: PageText.shown($0), exampleHref: addresses.search([("q", $0)]))
    }
  }

  // MARK: - How sensitive, and how shared

  private func fillGrid(_ page: inout StartPage, _ overview: Overview) {
    // What is most open first; last what says nothing.
    let types: [SharingType?] = [
      .openData, .intermediatedDataSharing, .closedTrustedPartnership, .internal, nil,
    ]
    func count(_ row: Overview.TermsRow, _ type: SharingType?) -> Int {
      guard let type else { return row.unstated }
      return SharingType.allCases.firstIndex(of: type).map { row.counts[$0] } ?? 0
    }
    func title(_ type: SharingType?) -> String { type.map(PageWords.sharing) ?? "Sharing not stated" }
    let kept = types.filter { type in overview.terms.contains { count($0, type) > 0 } }
    let most = overview.terms.flatMap { $0.counts + [$0.unstated] }.max() ?? 1
    page.gridColumns = kept.map(title)
    page.gridRows = overview.terms.map { row in
      let level = row.sensitivity
      return GridRow(
        rowText: PageWords.sensitivity(level), rowClass: "s s-" + (level.rank.map(String.init) ?? "x"),
        rowCells: kept.map { type in
          let count = count(row, type)
          let sharing = type.map { "sharing:" + $0.rawValue } ?? "no:sharing"
          return GridCell(
            cellQuery: count > 0 && !addresses.isStatic ? "sensitivity:\(level.rawValue) \(sharing)" : nil,
            cellShade: String(Self.shade(count, most)), cellCount: PageText.number(count),
            cellLabel:
              "\(PageText.plural(count, "dataset")): \(PageWords.sensitivity(level)), \(title(type))")
        })
    }
    page.gridNote = "Numbers of datasets" + (addresses.isStatic ? "." : "; each leads to them.")
  }

  /// From 0 for none to 5 for the most, by orders of magnitude.
  private static func shade(_ count: Int, _ most: Int) -> Int {
    guard count > 0 else { return 0 }
    return min(5, max(1, Int((5 * log(Double(count + 1)) / log(Double(most + 1))).rounded(.up))))
  }
}
