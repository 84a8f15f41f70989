internal import CartularyIndex
internal import CartularyModel

extension SearchSession {
  /// Counts of outcomes among the matches, the filter on `usable` itself left out.
  func useCounts(_ plan: SearchPlan, _ found: [UInt32: [FacetCount]]) throws -> [FacetCount] {
    let usability = try Usability.required(usability)
    guard let query = plan.withoutOwnFilter[FieldTable.usable] else {
      return try usability.counts(of: found[Slot.termsKey] ?? [])
    }
    var request = SearchRequest(query: query, limit: 0)
    request.facets = [Slot.termsKey]
    return try usability.counts(of: reader.search(request).facets[Slot.termsKey] ?? [])
  }

  /// A search, by use first where that is asked.
  ///
  /// The engine cannot order by what a profile decides, so each outcome is a part of the list of its own: the
  /// page takes from the parts that it covers.
  func search(_ request: SearchRequest, usableFirst: Bool?) throws -> FoundPage {
    defer { usability?.keep() }
    guard let usableFirst else {
      return try searchInSuccession(request) ?? FoundPage(try reader.search(request))
    }
    let usability = try Usability.required(usability)
    var whole = request
    (whole.limit, whole.offset, whole.snippets) = (0, 0, nil)
    if !whole.facets.contains(Slot.termsKey) { whole.facets.append(Slot.termsKey) }
    let found = try reader.search(whole)
    var sizes: [UseOutcome: Int] = [:]
    for count in found.facets[Slot.termsKey] ?? [] {
      sizes[try usability.use(ofKey: count.value).outcome, default: 0] += count.count
    }
    var matches: [IndexMatch] = []
    var start = 0
    for outcome in sizes.keys.sorted(by: { usableFirst ? $0 < $1 : $0 > $1 }) {
      let size = sizes[outcome] ?? 0
      let first = max(request.offset + matches.count, start)
      if matches.count < request.limit, first < start + size {
        var part = request
        part.query = .filter(request.query, try usability.query(for: [outcome]))
        (part.offset, part.limit, part.facets) = (first - start, request.limit - matches.count, [])
        matches += try reader.search(part).matches
      }
      start += size
    }
    return FoundPage(total: found.total, matches: matches, facets: found.facets)
  }
}

/// What the engine found, put together from parts where use orders.
struct FoundPage {
  let total: Int
  let matches: [IndexMatch]
  let facets: [UInt32: [FacetCount]]

  init(total: Int, matches: [IndexMatch], facets: [UInt32: [FacetCount]]) {
    (self.total, self.matches, self.facets) = (total, matches, facets)
  }

  init(_ found: IndexMatches) { self.init(total: found.total, matches: found.matches, facets: found.facets) }
}
