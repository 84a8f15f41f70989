import CartularyBase
import CartularyCatalog
import CartularyLedger
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Feeds of searches")
struct FeedTests {
  private static let html = [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]

  private static let dated: [SourcedDataset] = [
    .sample("only-issued", title: "Water b") { $0.issued = PartialDate(year: 2025, month: 1, day: 2) },
    .sample("changed", title: "Water a") { $0.modified = PartialDate(year: 2024, month: 5) },
    .sample("both", title: "Water c") {
      $0.issued = PartialDate(year: 2021)
      $0.modified = PartialDate(year: 2022)
    },
    .sample("old", title: "Water d") { $0.modified = PartialDate(year: 2020) },
    .sample("silent-2", title: "Water e"), .sample("silent-1", title: "Water f"),
    .sample("hidden", title: "Water g") {
      $0.modified = PartialDate(year: 2026)
      $0.audience = Audience(labels: ["partners"])!
    },
  ]

  @Test(
    "the newest stand first by what they state, then those that state nothing, with the viewer's own time")
  func order() async throws {
    let served = try await ServedCatalog(Self.dated) { $0.baseURL = "https://data.example.org/lake" }
    let answer = await served.service.get("/feed.atom?q=water")
    #expect(answer.status == 200 && answer.headers[.contentType] == "application/atom+xml")
    let feed = try ReadFeed(answer.text)
    let base = "https://data.example.org/lake"
    let ids = ["only-issued", "changed", "both", "old", "silent-1", "silent-2"]
    #expect(feed.entries.map { $0["id"] ?? "" } == ids.map { base + "/dataset/" + $0 })
    let changes = await served.service.get("/api/v1/changes").text
    let at = String(try #require(changes.firstMatch(of: /"at":"([^"]+)"/)).output.1)
    let updated = feed.entries.map { $0["updated"] ?? "" }
    let days = ["2025-01-02", "2024-05-01", "2022-01-01", "2020-01-01"].map { $0 + "T00:00:00Z" }
    #expect(updated == days + [at, at] && feed.own["updated"] == updated.max())
    #expect(feed.own["id"] == base + "/feed.atom?q=water" && feed.own["link self"] == feed.own["id"])
    #expect(feed.entries.allSatisfy { $0["link alternate"] == $0["id"] })
    #expect(feed.entries.allSatisfy { $0["title"]?.hasPrefix("Water ") == true })
    // Nothing is of the moment of the question.
    let again = await served.service.get("/feed.atom?q=water")
    #expect(again.text == answer.text && again.headers == answer.headers)
    let tag = try #require(answer.headers[.eTag])
    #expect(await served.service.get("/feed.atom?q=water", [("If-None-Match", tag)]).status == 304)
  }

  @Test("what is published for others moves nothing, not even of a feed without entries")
  func hidden() async throws {
    let served = try await ServedCatalog(Self.dated)
    let targets = ["/feed.atom", "/feed.atom?q=water", "/feed.atom?filters=keyword:zorblax"]
    func answers() async -> [HTTPAnswer] {
      var answers: [HTTPAnswer] = []
      for target in targets { answers.append(await served.service.get(target)) }
      return answers
    }
    let before = await answers()
    let empty = try ReadFeed(before[2].text)
    #expect(empty.entries.isEmpty && empty.own["updated"] != nil, "\(before[2].text)")
    let secret = SourcedDataset.sample("secret", title: "Zorblax of water") {
      $0.audience = Audience(labels: ["partners"])!
      $0.keywords = ["zorblax"]
    }
    try await served.catalog.publish([secret], by: author)
    let after = await answers()
    #expect(before.map(\.text) == after.map(\.text) && before.map(\.headers) == after.map(\.headers))
    #expect(!after.contains { $0.text.contains("hidden") || $0.text.contains("Zorblax") })
    // The names of those who have no host.
    #expect(try ReadFeed(after[1].text).entries.last?["id"] == "urn:cartulary:dataset:silent-2")
  }

  @Test("of many hits there are the fifty that were updated last")
  func newest() async throws {
    let records: [SourcedDataset] = (0..<70).map { number in
      .sample("day-\(number)", title: "Rain") {
        let date = PartialDate(year: 2000 + number % 28, month: 1 + number % 12)
        if number.isMultiple(of: 3) { $0.modified = date } else { $0.issued = date }
      }
    }
    let served = try await ServedCatalog(records)
    let feed = try ReadFeed(await served.service.get("/feed.atom?q=rain").text)
    let days = records.compactMap { ($0.dataset.modified ?? $0.dataset.issued)?.firstDay.description }
    let newest = days.sorted(by: >).prefix(50).map { $0 + "T00:00:00Z" }
    #expect(feed.entries.map { $0["updated"] ?? "" } == newest)
    #expect(Set(feed.entries.map { $0["id"] }).count == 50)
  }

  @Test("hostile texts are texts: the feed is well-formed, with no element that a tame one has not")
  func hostile() async throws {
    let controls = String(String.UnicodeScalarView((0..<32).compactMap { Unicode.Scalar($0 as UInt32) }))
    let text = "]]> <script>&amp; \u{202E}water\u{2066} \u{FFFE}\u{FFFF}\u{7F}\u{85} " + controls
    let records = [
      SourcedDataset.sample("cdata", title: "water " + text, description: text) {
        $0.publisher = Agent(name: text)
      },
      .sample("long", title: "Water", description: String(repeating: "e\u{301} & < word ", count: 4_000)),
    ]
    let served = try await ServedCatalog(PageRecords.all + records)
    let tame = try await ServedCatalog([.sample("tame") { $0.publisher = Agent(name: "a") }])
    let own = try ReadFeed(await tame.service.get("/feed.atom").text)
    for target in ["/feed.atom", "/feed.atom?q=water", "/feed.atom?q=water+%3Cb%3E+%01%E2%80%AE"] {
      let answer = await served.service.get(target)
      let feed = try ReadFeed(answer.text)
      #expect(answer.status == 200 && feed.names.isSubset(of: own.names), "\(target)")
      #expect(!answer.text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0 == "\u{202E}" })
    }
    let entries = try ReadFeed(await served.service.get("/feed.atom?q=water").text).entries
    #expect(entries.contains { $0["title"]?.contains("]]> <script>&amp; ") == true })
    #expect(entries.contains { $0["author name"]?.contains("]]> <script>&amp; ") == true })
    let long = try #require(entries.first { $0["id"]?.hasSuffix(":long") == true }?["summary"])
    #expect(long.hasPrefix("e\u{301} & < word ") && long.hasSuffix("…"))
    #expect((400...FeedText.summaryLimit + 1).contains(long.unicodeScalars.count))
  }

  @Test("a page of a search links its feed, in its head too, with its words and filters, without its order")
  func links() async throws {
    let served = try await ServedCatalog(Lake.records)
    let page = await served.service.get("/search?q=water&license=CC-BY-4.0&sort=title", Self.html)
    let links = page.text.matches(of: /href="(\/feed\.atom\?[^"]+)"/).map {
      String($0.output.1).replacing("&amp;", with: "&")
    }
    #expect(links.count == 2 && Set(links).count == 1, "\(links)")
    let target = try #require(links.first)
    #expect(target.contains("q=water") && target.contains("filters=license") && !target.contains("sort"))
    let feed = try ReadFeed(await served.service.get(target).text)
    #expect(feed.entries.map { $0["link alternate"] } == ["/dataset/lake-level"])
    #expect(feed.own["link self"] == target)
    #expect(page.text.contains("<link rel=\"alternate\" type=\"application/atom+xml\""))
  }

  @Test("what a search can be taken away as has its profile, without which some filters mean nothing")
  func profiles() async throws {
    let served = try await ServedCatalog(Lake.records)
    let profile = "requester=academic&use=education&country=FR&commercial=no&ethics=yes"
    for filter in ["", "&usable=" + UseOutcome.allCases.map(\.rawValue).joined(separator: "&usable=")] {
      var page = await served.service.get("/search?q=water&" + profile + filter, Self.html)
      if let one = page.headers[.location] { page = await served.service.get(one, Self.html) }
      let links = page.text.matches(
        of: /href="(\/(?:feed\.atom|search\.csv|api\/v1\/search)\?[^"]+)"/
      ).map { String($0.output.1).replacing("&amp;", with: "&") }
      #expect(Set(links).count == 3, "\(page.status) \(links)")
      for link in links {
        let answer = await served.service.get(link)
        #expect(link.contains("profile=") && answer.status == 200, "\(link): \(answer.text)")
        #expect(answer.text.contains("lake-fish") && answer.text.contains("lake-level"))
      }
    }
  }
}

/// A feed as an XML parser reads it.
private final class ReadFeed: NSObject, XMLParserDelegate {
  private(set) var own: [String: String] = [:]
  private(set) var entries: [[String: String]] = []
  private(set) var names: Set<String> = []
  private var (path, text): ([String], String) = ([], "")

  init(_ document: String) throws {
    super.init()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = self
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  private func keep(_ name: String, _ value: String) {
    if path.contains("entry") { entries[entries.count - 1][name] = value } else { own[name] = value }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    names.insert(name)
    path.append(name)
    text = ""
    if name == "entry" { entries.append([:]) }
    if name == "link" { keep("link " + (attributes["rel"] ?? ""), attributes["href"] ?? "") }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if !["entry", "link", "author", "feed"].contains(name) {
      keep(name == "name" ? "author name" : name, text)
    }
    path.removeLast()
  }
}
