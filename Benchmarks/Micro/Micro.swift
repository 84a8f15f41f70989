import Benchmark
import Cartulary
import Measuring

// Steps of the way of the data, one at a time, as the library's face offers them.
let benchmarks: @Sendable () -> Void = {
  guard let site = Site.current else { return }

  /// Does something so many times a round.
  func step(
    _ name: String, times: Int = 1_000, _ make: @escaping (DatasetCatalog) throws -> () throws -> Void
  ) {
    benchmarkInTurn(name, in: site, sides: ["cartulary"]) {
      let work = try make(DatasetCatalog.open(at: site.catalog))
      return [Side("cartulary", for: Array(0..<times)) { _ in try work() }]
    }
  }

  // A fault at the end of the text: all of it is read, and nothing is searched.
  step("parse-query") { catalog in
    let query = SearchQuery(
      #"+water -school "air quality" title:(river lake) sensitivity:public,internal modified:>=2020 (river"#,
      mode: .strict)
    return {
      do { blackHole(try catalog.search(query, as: .public)) } catch is QueryError {}
    }
  }
  func manifest() -> [UInt8] { Array(site.text(of: "more/record.json").utf8) }
  step("read-manifest-json", times: 200) { _ in
    let (reader, bytes) = (ManifestReader(), manifest())
    return { blackHole(reader.read(bytes, named: "record.json")) }
  }
  step("read-manifest-yaml", times: 50) { _ in
    let (reader, bytes) = (ManifestReader(), manifest())
    return { blackHole(reader.read(bytes, named: "record.yaml")) }
  }
  step("read-licence-address") { _ in
    let reader = ManifestReader(checksPolicy: false)
    let text = #"{"id":"a","title":"A","license":"https://creativecommons.org/licenses/by-sa/4.0/deed.en"}"#
    let bytes = Array(text.utf8)
    return { blackHole(reader.read(bytes, named: "record.json")) }
  }
  step("plan-publication", times: 20) { catalog in
    let request = PublicationRequest(records: ManifestReader().read(manifest(), named: "record.json").records)
    return { blackHole(try catalog.plan(request)) }
  }
  step("decide-use") { _ in
    guard let dataset = ManifestReader().read(manifest(), named: "record.json").records.first?.dataset,
      let profile = StandardProfiles.named("eu-researcher")
    else { return {} }
    let terms = UseTerms(dataset)
    return { blackHole(UseDecision.decide(terms, for: profile, on: .today)) }
  }
  step("answer-as-json", times: 100) { catalog in
    let answer = try catalog.search(SearchQuery(site.queries()[0]), facets: .all, as: .public)
    return { blackHole(try answer.json()) }
  }
  step("suggest", times: 100) { catalog in
    let text = String(site.queries()[0].prefix(3))
    return { blackHole(try catalog.suggest(text, at: text.utf8.count, as: .public)) }
  }
  step("explain-query", times: 20) { catalog in
    let query = SearchQuery(site.queries()[0])
    return { blackHole(try catalog.explain(query, as: .public)) }
  }
  step("similar", times: 20) { catalog in
    let id = try catalog.search(SearchQuery(site.queries()[0]), as: .public).hits.first?.dataset.id ?? ""
    return { blackHole(try catalog.similar(to: id, as: .public)) }
  }
}
