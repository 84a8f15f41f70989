internal import CartularyBase
internal import CartularyCatalog
internal import CartularyLedger
internal import CartularyQuery

extension PageMaker {
  /// How many hits the frame has, how many facets, and how many values of one.
  private static let frameLimits = (hits: 10, facets: 4, values: 6)

  /// `/embed`: a search for the page of another site, without what stands around it.
  ///
  /// `filter` is that site's own choice: it is added to every search, shown, and not to be taken off in the frame. It is not
  /// access control. `facets` names the facets, separated by commas.
  func embed(_ query: PageQuery) throws -> EmbedPage {
    let (text, fixed) = (query.one("q"), query.one("filter"))
    let names = query.one("facets").split(separator: ",").map(String.init).distinct().filter { name in
      name != FieldTable.usable && PageWords.facets.contains { $0.name == name }
    }.prefix(Self.frameLimits.facets)
    let chosen = names.compactMap { name in
      let values = query.all(name).sorted()
      return values.isEmpty ? nil : (name: name, values: values)
    }
    var frame = FramePage()
    (frame.frameTitle, frame.frameStyle) = (site.name, addresses.page("/embed.css"))
    (frame.frameAction, frame.frameQuery) = (addresses.page("/embed"), text)
    frame.frameKept = ["filter", "facets"].filter { !query.one($0).isEmpty }.map {
      KeptField(keptName: $0, keptValue: query.one($0))
    }
    frame.frameFilter = PageText.stated(fixed, 500)
    frame.frameAllHref = addresses.search(
      [("q", [text, fixed].filter { !$0.isEmpty }.joined(separator: " "))]
        + chosen.flatMap { facet in facet.values.map { (facet.name, $0) } })
    frame.frameAllText = "All of it in \(site.name)"
    do {
      var question = SearchQuery(
        text,
        filters: (fixed.isEmpty ? [] : [fixed]) + chosen.map { Query.filterText($0.name, $0.values) })
      question.isAsked = true
      let answer = try catalog.search(
        question, facets: names.isEmpty ? .none : FacetQuery(.named(Array(names))),
        page: ResultPage(limit: Self.frameLimits.hits), as: viewer)
      frame.frameCount = PageText.plural(answer.total, "dataset")
      frame.frameHits = answer.hits.map { HitCard($0, addresses, profile: PageProfile(PageQuery())) }
      frame.frameFacets = answer.facets.map { facet in
        FrameFacet(facet, chosen.first { $0.name == facet.field }?.values ?? [], Self.frameLimits.values)
      }
    } catch let error as QueryError {
      frame.fail(error.diagnostic.message)
    } catch let error as CatalogError where [.queryTooBroad, .invalidArgument].contains(error.code) {
      frame.fail(error.message)
    }
    return EmbedPage(frame: frame)
  }
}

extension FramePage {
  fileprivate mutating func fail(_ message: String) {
    frameFault = PageText.capital(PageText.shown(message)) + "."
    frameCount = "Nothing was searched"
  }
}

extension FrameFacet {
  /// - Parameters:
  ///   - picked: The chosen values; they are shown however few datasets have them.
  ///   - limit: How many others are shown.
  fileprivate init(_ facet: Facet, _ picked: [String], _ limit: Int) {
    let choices = facet.values.filter { $0.count > 0 || picked.contains($0.value) }.map { value in
      FacetChoice(
        facetValue: value.value, facetText: PageText.shown(PageWords.value(value.value, of: facet.field), 60),
        facetCount: PageText.number(value.count), isChosen: picked.contains(value.value))
    }
    self.init(
      facetTitle: PageWords.title(ofFacet: facet.field), facetName: facet.field,
      facetValues: choices.enumerated().filter { $0.offset < limit || $0.element.isChosen }.map(\.element))
  }
}
