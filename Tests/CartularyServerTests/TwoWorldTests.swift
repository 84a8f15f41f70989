import CartularyLedger
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyServer

/// A catalog that holds everything, and one that never held what a viewer may not see, both served.
private struct ServedWorlds {
  let world: HiddenWorld
  let whole: CatalogService
  let twin: CatalogService
  let token: String?
  private let directories: [TemporaryDirectory]

  /// - Parameter isLeaky: Whether to open every shard for everyone.
  init(seed: UInt64, labels: [String], isLeaky: Bool = false) async throws {
    world = HiddenWorld(seed: seed)
    let directory = TemporaryDirectory()
    var generator = SeededGenerator(seed: seed)
    let all = directory.path + "/all"
    let catalog = try DatasetCatalog.open(at: all, creating: true)
    for publication in world.history {
      try await catalog.publish(publication, by: author, permissions: .all(publication))
    }
    let seen = directory.path + "/seen"
    let visible = world.visible(to: labels)
    let other = try DatasetCatalog.open(at: seen, creating: true)
    try await other.publish(visible.shuffled(using: &generator), by: author)
    let keys = KeyFile(path: directory.path + "/keys.jsonl")
    let made = AccessKey.make(labels: labels, expires: nil, note: nil)
    try keys.write([made.key])
    token = labels.isEmpty ? nil : made.token
    func service(_ path: String) async throws -> CatalogService {
      var settings = ServerSettings(catalog: path)
      settings.keys = keys.path
      settings.limits.burst = 1_000_000
      settings.limits.answerSeconds = 60
      if isLeaky {
        settings.source = try CatalogSource(path: path, interval: .seconds(60)) { () throws(CatalogError) in
          try DatasetCatalog.open(at: path, filter: { shards, _ in shards })
        }
      }
      return try await CatalogService(settings, log: .silent)
    }
    whole = try await service(all)
    twin = try await service(seen)
    directories = [directory]
  }
}

/// Every route that reads the catalog, asked about one question.
private enum HTTPSurfaces {
  static func targets(_ question: WorldQuestion) -> [(route: String, target: String)] {
    programs(question) + pages(question)
  }

  /// Pages, each by its canonical address: others lead there without a look at the catalog.
  private static func pages(_ question: WorldQuestion) -> [(route: String, target: String)] {
    func page(
      _ route: String, _ view: Route.View, _ pairs: [PageQuery.Pair] = [], record: String = ""
    ) -> (String, String) {
      let pairs = PageQuery(pairs).canonical(for: view) ?? pairs
      return (route, PageQuery.address(route.replacing("{record}", with: record), pairs))
    }
    let profile: [PageQuery.Pair] = [("requester", "academic"), ("use", "education")]
    let record = DatasetID.isWellFormed(question.id) ? question.id : "x"
    // Names of publishers are words that queries have too.
    let word = question.query.split(separator: " ").first.map(String.init) ?? "asthma"
    return [
      page("/", .start), page("/about", .about),
      page("/search", .search, [("q", question.query), ("page", question.offset > 20 ? "2" : "")]),
      page(
        "/search", .search,
        [("q", "asthma"), (question.facet, question.facetPrefix), ("more", question.facet)] + profile),
      page("/dataset/{record}", .dataset, record: record),
      page("/dataset/{record}", .dataset, profile + [("column", "a")], record: record),
      page("/publisher", .publisher, [("name", word)]), page("/theme", .theme, [("name", word)]),
      page("/variables", .variables, [("q", word)]), ("/opensearch.xml", "/opensearch.xml"),
      page("/embed", .embed, [("q", question.query), ("facets", "publisher,theme," + question.facet)]),
      page(
        "/embed", .embed, [("filter", question.query), ("facets", question.facet), (question.facet, word)]),
      ("/sign-in", "/sign-in"), ("/embed.js", "/embed.js"), ("/embed.css", "/embed.css"),
      ("/assets/{version}/{name}", "/assets/\(PageFiles.version)/page.css"),
    ]
  }

  private static func programs(_ question: WorldQuestion) -> [(route: String, target: String)] {
    let (q, id) = (encoded(question.query), encoded(question.id))
    let record =
      question.id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
      ? question.id : "x"
    let (facet, prefix) = (question.facet, encoded(question.facetPrefix))
    return [
      ("/api/v1/search", "?q=\(q)&facets=true&limit=5"),
      ("/api/v1/search", "?q=\(q)&offset=\(question.offset)&sort=\(question.sort)"),
      ("/api/v1/search", "?q=asthma&filters=\(facet):\(prefix)&profile=eu-researcher"),
      ("/api/v1/count", "?q=\(q)"), ("/api/v1/facets", "?q=\(q)"),
      ("/api/v1/facets", "?fields=\(facet)&prefix=\(prefix)"),
      ("/api/v1/values", "?field=\(facet)&prefix=\(prefix)"), ("/api/v1/suggest", "?q=\(q)"),
      ("/api/v1/complete", "?q=\(q)&at=\(question.cursor)"), ("/api/v1/explain", "?q=\(q)"),
      ("/api/v1/explain", "?q=\(q)&record=\(id)"), ("/api/v1/similar", "?record=\(id)"),
      ("/api/v1/columns", "?q=\(q)"), ("/api/v1/fields", ""), ("/api/v1/datasets/{record}", ""),
      ("/api/v1/datasets/{record}/decide", "?profile=eu-researcher"),
      ("/api/v1/datasets/{record}/request", "?profile=eu-researcher"),
      ("/api/v1/datasets/{record}/reach", ""),
      ("/api/v1/compare", "?first=\(id)&second=\(id)"), ("/search.csv", "?q=\(q)"), ("/feed.atom", "?q=\(q)"),
      ("/openapi.json", ""),
      ("/.well-known/api-catalog", ""), ("/llms.txt", ""), ("/healthz", ""), ("/readyz", ""),
      ("/dataset/{record}.json", ""), ("/dataset/{record}.yaml", ""), ("/dataset/{record}.ttl", ""),
      ("/dataset/{record}.jsonld", ""),
    ].map { ($0.0, $0.0.replacing("{record}", with: record) + $0.1) }
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (0x30...0x39).contains(byte)
      return isPlain
        ? String(UnicodeScalar(byte)) : "%" + String(Int(byte) + 0x100, radix: 16).dropFirst().uppercased()
    }.joined()
  }

  /// Status, headers and body, without what differs between catalogs that hold the same: tags and cursors are made of
  /// the index's files, and two indexes of the same records are two. Times of publications differ, too.
  static func text(_ answer: HTTPAnswer) -> String {
    var headers = answer.headers
    if headers[.eTag] != nil { headers[.eTag] = "TAG" }
    let fields = headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    let body = answer.text.replacing(/"next":"(\d+)-[0-9a-f]{16}"/) { "\"next\":\"\($0.output.1)-SEAL\"" }
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/, with: "TIME")
    return "\(answer.status)\n\(fields)\n\n\(body)"
  }
}

@Suite("Over HTTP, nobody learns of what they may not see")
struct TwoWorldTests {
  @Test(
    "every route, by GET, HEAD and If-None-Match, answers as if what is hidden never was",
    arguments: [[], ["staff"], ["staff", "partners"]])
  func worlds(labels: [String]) async throws {
    let worlds = try await ServedWorlds(seed: 41, labels: labels)
    var questions = WorldQuestions(
      seed: 41, about: worlds.world, fields: FieldTable.all.map(\.name),
      facets: FieldTable.facets.map(\.name),
      sortKeys: FieldTable.sortKeys)
    var (differences, count): ([String], Int) = ([], 0)
    for _ in 0..<WorldQuestions.count(3, environment: ProcessInfo.processInfo.environment) {
      for (route, target) in HTTPSurfaces.targets(questions.next()) {
        for method in ["GET", "HEAD"] {
          let here = await worlds.whole.get(target, method: method, token: worlds.token)
          let there = await worlds.twin.get(target, method: method, token: worlds.token)
          count += 1
          if HTTPSurfaces.text(here) != HTTPSurfaces.text(there) {
            differences.append("\(method) \(route) \(target)")
          }
          guard let tag = here.headers[.eTag], let twin = there.headers[.eTag] else { continue }
          let again = await worlds.whole.get(target, method: method, [("If-None-Match", tag)])
          let other = await worlds.twin.get(target, method: method, [("If-None-Match", twin)])
          if again.status != 304 || HTTPSurfaces.text(again) != HTTPSurfaces.text(other) {
            differences.append("304 \(route) \(target)")
          }
        }
      }
    }
    #expect(differences == [] && count > 100)
  }

  @Test("every route is part of what is compared")
  func routes() {
    var questions = WorldQuestions(
      seed: 1, about: HiddenWorld(seed: 1), fields: ["title"], facets: ["keyword"], sortKeys: ["title"])
    let compared = Set(HTTPSurfaces.targets(questions.next()).map(\.route))
    // Compared without the times of publications, which differ between two catalogs, and publication by publication, in
    // tests of their own.
    let apart: Set<String> = ["/catalog.jsonl.gz", "/api/v1/changes"]
    #expect(RouteTable.all.map(\.pattern).filter { !compared.contains($0) && !apart.contains($0) } == [])
  }

  @Test("opening every shard for everyone is found over HTTP")
  func leaks() async throws {
    let worlds = try await ServedWorlds(seed: 42, labels: [], isLeaky: true)
    var questions = WorldQuestions(
      seed: 42, about: worlds.world, fields: FieldTable.all.map(\.name),
      facets: FieldTable.facets.map(\.name),
      sortKeys: FieldTable.sortKeys)
    var found: Set<String> = []
    for _ in 0..<12 {
      for (route, target) in HTTPSurfaces.targets(questions.next()) {
        let (here, there) = (await worlds.whole.get(target), await worlds.twin.get(target))
        if HTTPSurfaces.text(here) != HTTPSurfaces.text(there) { found.insert(route) }
      }
    }
    for route in ["search", "count", "facets", "complete", "explain"] {
      #expect(found.contains("/api/v1/" + route), "no leak found in \(route)")
    }
    for route in [
      "/search.csv", "/feed.atom", "/search", "/", "/dataset/{record}", "/dataset/{record}.json",
      "/dataset/{record}.ttl",
    ] {
      #expect(found.contains(route), "no leak found in \(route)")
    }
  }

  @Test("what is published for others moves no tag, header or byte of anyone who may not see it")
  func hiddenChange() async throws {
    let world = HiddenWorld(seed: 43)
    let served = try await ServedCatalog([])
    for publication in world.history {
      try await served.catalog.publish(publication, by: author, permissions: .all(publication))
    }
    var questions = WorldQuestions(
      seed: 43, about: world, fields: FieldTable.all.map(\.name), facets: FieldTable.facets.map(\.name),
      sortKeys: FieldTable.sortKeys)
    let targets =
      HTTPSurfaces.targets(questions.next()).map(\.target) + ["/catalog.jsonl.gz", "/api/v1/changes"]
    var before: [HTTPAnswer] = []
    for target in targets { before.append(await served.service.get(target)) }
    try await served.catalog.publish(world.hiddenChange, by: author, permissions: .all(world.hiddenChange))
    for (target, before) in zip(targets, before) {
      let after = await served.service.get(target)
      #expect(after.headers == before.headers && after.text == before.text, "\(target)")
    }
  }
}
