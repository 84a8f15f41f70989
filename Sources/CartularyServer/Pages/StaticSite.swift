package import CartularyCatalog
internal import CartularyLedger
internal import CartularyManifests
internal import CartularyModel
internal import CartularyQuery

/// The pages of a catalog as files, for a host that runs no program: what the public sees, and nothing else.
///
/// Pagefind, which is another program, makes the index that `search.html` asks; every other page is whole without it.
package struct StaticSite: Sendable {
  private let catalog: DatasetCatalog
  private let name: String

  package init(_ catalog: DatasetCatalog, name: String = "Cartulary") {
    (self.catalog, self.name) = (catalog, name)
  }

  /// Takes a file: its path in the site, without a slash at the start, and its bytes. It says whether to go on.
  package typealias Taker = (_ path: String, _ bytes: [UInt8]) throws -> Bool

  /// Which filters `search.html` has: those whose values the pages of records carry.
  static let facets = [
    "availability", "sensitivity", "sharing", "openness", "license", "format", "theme", "publisher",
  ]

  /// A value of a filter, as pages of records carry it and `search.html` asks for it.
  static func filterValue(_ value: String) -> String { PageText.shown(value, 200) }

  private static let facetValueLimit = 100

  /// Makes the site.
  ///
  /// - Returns: How many records it has; `nil` if `take` did not want to go on.
  /// - Throws: `CatalogError` with code `.busy` if something was published meanwhile, so that the pages are not of one
  ///   state; what `take` throws; what searches throw.
  package func write(_ take: Taker) throws -> Int? {
    let state = try catalog.state(for: .public)
    var (count, values): (Int, [String: Set<String>]) = (0, ["publisher": [], "theme": []])
    let isDone =
      try writeTop(take) && writeRecords(take, &count, &values) && writeLists(take, values)
      && writeAssets(take)
    guard isDone else { return nil }
    guard try catalog.state(for: .public) == state else {
      throw CatalogError(.busy, "something was published while the site was made", help: "make it again")
    }
    return count
  }

  // MARK: - Pages

  private func maker(_ root: String) -> PageMaker {
    PageMaker(
      catalog: catalog, viewer: .public, diseases: nil,
      site: PageSite(name: name, addresses: StaticAddresses(root: root), baseURL: ""))
  }

  private func writeTop(_ take: Taker) throws -> Bool {
    let maker = maker(".")
    return try take("index.html", bytes(try maker.start(), "start"))
      && take(
        "search.html", bytes(try maker.staticSearch(Self.facets, limit: Self.facetValueLimit), "search"))
      && take("about.html", bytes(try maker.about(), "about"))
  }

  private func writeRecords(
    _ take: Taker, _ count: inout Int, _ values: inout [String: Set<String>]
  ) throws -> Bool {
    let maker = maker("..")
    var isWanted = true
    try catalog.forEachPage(as: .public) { page in
      for record in page {
        let id = record.dataset.id
        count += 1
        if let publisher = record.dataset.publisher?.name { values["publisher"]?.insert(publisher) }
        values["theme"]?.formUnion(record.dataset.themes)
        isWanted = try take("dataset/\(id).html", bytes(try maker.dataset(id, PageQuery()), "dataset"))
        for format in RecordFormat.all where isWanted {
          let text = format.export.document(of: format.export.told(record))
          isWanted = try take("dataset/\(id).\(format.ending)", Array(text.utf8))
        }
        guard isWanted else { return false }
      }
      return true
    }
    return isWanted
  }

  /// The lists of all datasets, and of those of each publisher and theme, page by page.
  private func writeLists(_ take: Taker, _ values: [String: Set<String>]) throws -> Bool {
    let lists =
      [(StaticAddresses.all, [StaticAddresses.allTitle])]
      + values.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    for (field, values) in lists {
      let maker = maker(field == StaticAddresses.all ? "." : "..")
      for value in values {
        for number in 1...PageQuery.maximumPage {
          let query = PageQuery([("name", value), ("page", String(number))])
          guard let page = try maker.listing(query, of: field), !page.hits.isEmpty else { break }
          let file = StaticAddresses.listingFile(field, value, page: number)
          guard try take(file, bytes(page, "listing")) else { return false }
          if page.pager?.nextHref == nil { break }
        }
      }
    }
    return true
  }

  /// All but those of the frame and the element for other sites, which ask a server.
  private func writeAssets(_ take: Taker) throws -> Bool {
    for asset in PageFiles.assets where !["page.js", "embed.js", "embed.css"].contains(asset.name) {
      guard try take("assets/" + asset.name, asset.bytes) else { return false }
    }
    return true
  }

  private func bytes(_ model: some Sendable, _ template: String) -> [UInt8] {
    Array(PageRenderer.standard.text(model, as: template).utf8)
  }
}

extension PageMaker {
  /// `search.html`: the form with all its filters; a script fills in what Pagefind finds.
  fileprivate func staticSearch(_ names: [String], limit: Int) throws -> SearchPage {
    var page = try search(PageQuery())
    (page.hits, page.hasHits, page.pager, page.advice) = ([], false, nil, nil)
    (page.notes, page.takeAway) = ([], false)
    page.allHref = addresses.listing(StaticAddresses.all, StaticAddresses.allTitle, page: 1)
    page.sorts = page.sorts.filter { ["", "modified", "-modified", "title"].contains($0.sortValue) }
    page.facets = try catalog.facets(FacetQuery(.named(names), limit: limit), as: viewer).compactMap {
      facet in
      let values = facet.values.filter { $0.count > 0 }
      guard !values.isEmpty else { return nil }
      return FacetBox(
        facetName: facet.field, facetTitle: PageWords.title(ofFacet: facet.field), facetTyped: [],
        facetValues: values.map {
          FacetChoice(
            facetValue: StaticSite.filterValue($0.value),
            facetText: PageText.shown(PageWords.value($0.value, of: facet.field), 80),
            facetCount: PageText.number($0.count), isChosen: false)
        }, isFacetOpen: facet.field == "availability", facetChosen: nil, facetFind: nil, facetMore: nil)
    }
    return page
  }
}
