import Benchmark
import Cartulary
import Measuring
import PlainXapian

// Searches within one process, beside plain C++ on the same shard, and other engines on the same corpus.
let benchmarks: @Sendable () -> Void = {
  guard let site = Site.current else { return }
  registerWords(in: site)
  registerFilters(in: site)
  registerSnippets(in: site)
  registerProtocol(in: site)
  registerProfile(in: site)
  registerGrowth(in: site)
}

private func registerWords(in site: Site) {
  let columns = ["cartulary", "xapian", "estimated", "sets", "tantivy", "fts5"]
  for kind in WordSearch.all {
    benchmarkInTurn(kind.name, in: site, sides: columns) {
      let catalog = try DatasetCatalog.open(at: site.catalog)
      let plain = PlainSearcher(site.shard)
      let queries = site.queries()
      try agree(
        try queries.map { try kind.total(in: catalog, $0) },
        queries.map { plain.rankAndCount(kind.question($0)) })
      return [
        Side("cartulary", for: queries) { try kind.total(in: catalog, $0) },
        Side("xapian", for: queries) { plain.rank(kind.question($0)) },
        Side("estimated", for: queries) { plain.rank(kind.question($0, isExact: false)) },
        Side("sets", for: queries) { plain.rankAndCount(kind.question($0)) },
        try Peer.tantivy.asking(kind.peerName, in: site),
        try Peer.fts5.asking(kind.peerName, in: site),
      ].compactMap { $0 }
    }
  }
}

/// A catalog without words: what somebody sees who ticks boxes.
private func registerFilters(in site: Site) {
  benchmarkInTurn("filters-fifteen-facets", in: site, sides: ["cartulary", "sets"]) {
    let catalog = try DatasetCatalog.open(at: site.catalog)
    let plain = PlainSearcher(site.shard)
    let ticked = TickedBoxes.some(site.queryCount)
    try agree(
      try ticked.map { try catalog.search($0.query, as: .public).total },
      ticked.map { plain.filterAndCount($0.terms, facetCount: 0) })
    return [
      Side("cartulary", for: ticked) { try catalog.search($0.query, facets: .all, as: .public) },
      Side("sets", for: ticked) { plain.filterAndCount($0.terms, facetCount: 15) },
    ]
  }
}

/// What ten hits with their snippets add to a search that only counts.
private func registerSnippets(in site: Site) {
  benchmarkInTurn("ten-hits-with-snippets", in: site, sides: ["cartulary", "xapian"]) {
    let catalog = try DatasetCatalog.open(at: site.catalog)
    let plain = PlainSearcher(site.plainDatabase)
    let queries = site.queries()
    func ours(_ limit: Int) throws {
      for query in queries {
        blackHole(try catalog.search(SearchQuery(query), page: ResultPage(limit: limit), as: .public))
      }
    }
    func theirs(_ limit: Int) {
      for query in queries {
        blackHole(plain.rank(PlainQuestion(words: query, limit: limit, cutsSnippets: true)))
      }
    }
    /// The time of the work for ten hits less that for none, by query.
    func side(_ name: String, _ work: @escaping (_ limit: Int) throws -> Void) -> Side {
      Side(name, measures: [""]) {
        let without = try nanoseconds { try work(0) }
        let with = try nanoseconds { try work(10) }
        return ["": max(1, (with - without) / queries.count)]
      }
    }
    return [side("cartulary", ours), side("xapian", theirs)]
  }
}

/// What a program pays for asking through a session beside a call within its own process.
private func registerProtocol(in site: Site) {
  benchmarkInTurn("protocol", in: site, sides: ["cartulary", "call"]) {
    let catalog = try DatasetCatalog.open(at: site.catalog)
    let session = try Conversation(site.binary, ["repl", "--protocol", "jsonl", "--catalog", site.catalog])
    let queries = site.queries()
    return [
      Side("cartulary", for: queries) {
        try session.ask(#"{"id":1,"cmd":"search","q":"\#($0)","facets":true}"#)
      },
      Side("call", for: queries) {
        try catalog.search(SearchQuery($0), facets: .all, as: .public).json()
      },
    ]
  }
}

/// What it adds that every hit is decided for a profile; on a corpus with many terms of use.
private func registerProfile(in site: Site) {
  benchmarkInTurn("profile", in: site, sides: ["cartulary", "without"]) {
    let catalog = try DatasetCatalog.open(at: site.catalog)
    func side(_ name: String, _ use: IntendedUse?) -> Side {
      Side(name, for: site.queries()) {
        try catalog.search(SearchQuery($0), facets: .all, as: .public, use: use)
      }
    }
    guard let profile = StandardProfiles.named("eu-researcher") else { return [] }
    return [side("cartulary", IntendedUse(profile)), side("without", nil)]
  }
}

/// Refuses to compare sides that find different things, as they do different work.
///
/// - Throws: `TotalsDiffer` where the sums are more than a hundredth apart.
private func agree(_ ours: [Int], _ theirs: [Int]) throws {
  let (ours, theirs) = (ours.reduce(0, +), theirs.reduce(0, +))
  guard abs(ours - theirs) * 100 <= max(ours, theirs) else { throw TotalsDiffer(ours: ours, theirs: theirs) }
}

private struct TotalsDiffer: Error, CustomStringConvertible {
  let ours: Int
  let theirs: Int

  var description: String { "the queries find \(ours) records in all, and \(theirs) in plain C++" }
}
