import Benchmark
import Cartulary
import Measuring

/// How a search grows with its words, its hits, and the shards that it reads.
func registerGrowth(in site: Site) {
  for count in [1, 2, 4, 8, 16, 32] {
    benchmarkInTurn("words-\(count)", in: site, sides: ["cartulary", "sets"]) {
      let catalog = try DatasetCatalog.open(at: site.catalog)
      let plain = PlainSearcher(site.shard)
      let words = site.queries().flatMap { $0.split(separator: " ") }
      let queries = (0..<20).map { number in
        (0..<count).map { String(words[(number * count + $0) % words.count]) }.joined(separator: " ")
      }
      return [
        Side("cartulary", for: queries) { try catalog.search(SearchQuery($0), as: .public) },
        Side("sets", for: queries) { plain.rankAndCount(PlainQuestion(words: $0)) },
      ]
    }
  }
  for limit in [1, 10, 100, 1_000] {
    benchmarkInTurn("hits-\(limit)", in: site, sides: ["cartulary", "sets"]) {
      let catalog = try DatasetCatalog.open(at: site.catalog)
      let plain = PlainSearcher(site.shard)
      let queries = Array(site.queries().prefix(20))
      return [
        Side("cartulary", for: queries) {
          try catalog.search(SearchQuery($0), page: ResultPage(limit: limit), as: .public)
        },
        Side("sets", for: queries) { plain.rankAndCount(PlainQuestion(words: $0, limit: limit)) },
      ]
    }
  }
  // On a corpus for some groups of readers, which one viewer sees whole and the public not at all.
  benchmarkInTurn("audiences", in: site, sides: ["cartulary", "public"]) {
    let catalog = try DatasetCatalog.open(at: site.catalog)
    let reader = try Viewer(labels: ["all"])
    let queries = Array(site.queries().prefix(20))
    func side(_ name: String, _ viewer: Viewer) -> Side {
      Side(name, for: queries) { try catalog.search(SearchQuery($0), as: viewer) }
    }
    return [side("cartulary", reader), side("public", .public)]
  }
}
