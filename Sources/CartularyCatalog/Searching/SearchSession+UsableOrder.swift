internal import CartularyIndex
internal import CartularyModel

extension SearchSession {
  /// Counts of outcomes among some records.
  func useCounts(in counted: MatchSet) throws -> [FacetCount] {
    try Usability.required(usability).counts(of: reader.values(of: Slot.termsKey).facet(of: counted))
  }

  /// A page of a search, by use first where that is asked.
  ///
  /// The engine cannot order by what a profile decides, so each outcome is a part of the list of its own: the
  /// page takes from the parts that it covers.
  func page(_ request: SearchRequest, _ priors: RankingPriors, usableFirst: Bool?) throws -> [IndexMatch] {
    defer { usability?.keep() }
    guard let usableFirst else {
      return try pageInSuccession(request, priors) ?? best(request, priors)
    }
    let usability = try Usability.required(usability)
    var sizes: [UseOutcome: Int] = [:]
    for count in try reader.values(of: Slot.termsKey).facet(of: reader.set(of: request.query)) {
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
        (part.offset, part.limit) = (first - start, request.limit - matches.count)
        matches += try best(part, priors)
      }
      start += size
    }
    return matches
  }
}
