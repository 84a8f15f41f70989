import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyServer

@Suite("Pages for people")
struct PageTests {
  private static let html = [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]

  @Test("a page has its policy, its cache and its robots; one of endlessly many is not indexed")
  func headers() async throws {
    let served = try await ServedCatalog(PageRecords.all + PageRecords.fillers)
    for (target, isUnlisted) in [
      ("/", false), ("/search", false), ("/search?q=water", true), ("/dataset/bare", false),
      ("/dataset/bare?requester=academic", true), ("/about", false), ("/variables?q=x", true),
    ] {
      let answer = await served.service.get(target, Self.html)
      #expect(answer.status == 200 && answer.headers[.contentType] == "text/html; charset=utf-8", "\(target)")
      let policy = answer.headers[.contentSecurityPolicy] ?? ""
      #expect(
        policy.contains("require-trusted-types-for 'script'") && policy.contains("frame-ancestors 'none'")
          && !policy.contains("unsafe"), "\(target)")
      #expect((answer.headers[CommonHeaders.robots] != nil) == isUnlisted, "\(target)")
      #expect(answer.text.contains("<meta name=\"robots\"") == isUnlisted, "\(target)")
      #expect(answer.headers[.eTag] != nil && answer.headers[.cacheControl] == "public, max-age=60")
      let again = await served.service.get(
        target, Self.html + [("If-None-Match", answer.headers[.eTag] ?? "")])
      #expect(
        again.headers[.contentSecurityPolicy] == policy, "a browser gives it to the page that it has kept")
      #expect(
        again.status == 304 && again.headers[CommonHeaders.robots] == answer.headers[CommonHeaders.robots])
    }
    let fault = await served.service.get("/search?q=licenze:x", Self.html)
    #expect(fault.status == 400 && fault.headers[.eTag] == nil && fault.headers[.cacheControl] == "no-store")
    #expect(fault.text.contains("<mark>licenze") && fault.text.contains("q=license:x"))
  }

  @Test("what an address of a form says more than it means is redirected, once")
  func oneAddress() async throws {
    let served = try await ServedCatalog(Lake.records)
    let sent =
      "/search?country=&sort=&q=water&license=MIT&license=CC0-1.0&license=MIT&page=1&usable=allowed&more=x&find.theme="
    let first = await served.service.get(sent, Self.html)
    #expect(first.status == 308)
    let location = try #require(first.headers[.location])
    #expect(location == "/search?q=water&license=CC0-1.0&license=MIT")
    #expect(await served.service.get(location, Self.html).status == 200)
    let record = await served.service.get(
      "/dataset/lake-level?country=fr&column=&requester=academic", Self.html)
    #expect(record.headers[.location] == "/dataset/lake-level?requester=academic&country=FR")
  }

  @Test(
    "a record that is hidden and one that never was have the same page, as has anything that is not there")
  func hidden() async throws {
    let served = try await ServedCatalog(Lake.records)
    let pages = await [
      "/dataset/secret-survey", "/dataset/nothing-here", "/nothing", "/publisher?name=Zorblax",
      "/theme?name=",
    ].inTurn { await served.service.get($0, Self.html) }
    #expect(Set(pages.map(\.text)).count == 1 && pages.allSatisfy { $0.status == 404 })
    #expect(pages.allSatisfy { $0.headers == pages[0].headers })
    #expect(pages[0].text.contains("Nothing is here, or it is not shown to you."))
  }

  @Test("no link leads to what no link may lead to, and the markup of a hostile record is that of a tame one")
  func hostileRecords() async throws {
    let hostile = try await ServedCatalog([PageRecords.hostile(HostileText.all)])
    let tame = try await ServedCatalog([PageRecords.hostile("tame")])
    for target in ["/", "/search", "/search?q=water", "/dataset/hostile", "/dataset/hostile?use=education"] {
      let page = PageMarkup(await hostile.service.get(target, Self.html).text)
      let other = PageMarkup(await tame.service.get(target, Self.html).text)
      #expect(page.faults == [] && page.addresses.allSatisfy(Self.isHarmless), "\(target): \(page.faults)")
      // Texts divide otherwise, but no element is new.
      #expect(Set(page.skeleton).subtracting(other.skeleton + ["mark"]) == [], "\(target)")
      #expect(page.skeleton.count { $0 == "script" } <= 2, "\(target)")
    }
    let name = PageQuery.encoded(HostileText.all)
    for target in [
      "/publisher?name=\(name)", "/theme?name=\(name)", "/search?q=\(name)", "/variables?q=\(name)",
    ] {
      let page = PageMarkup(await hostile.service.get(target, Self.html).text)
      #expect(page.faults == [] && page.addresses.allSatisfy(Self.isHarmless), "\(target)")
      #expect(page.skeleton.count { $0 == "script" } == 1, "\(target)")
    }
  }

  private static func isHarmless(_ address: String) -> Bool {
    ["/", "#", "https://", "http://", "mailto:"].contains { address.hasPrefix($0) }
      && !address.contains("mailto:a@b.example?")
  }

  @Test("a page of twenty hits has at most 60 KB, and links only to what is there")
  func weightAndLinks() async throws {
    let served = try await ServedCatalog(PageRecords.all + PageRecords.fillers)
    let page = await served.service.get("/search?q=water&requester=academic&use=education", Self.html)
    let markup = PageMarkup(page.text)
    #expect(markup.skeleton.count { $0 == "h3" } > 20 && page.byteCount <= 60_000, "\(page.byteCount) bytes")
    for asset in PageFiles.assets where ["page.css", "page.js"].contains(asset.name) {
      #expect(asset.bytes.count <= 20_480, "\(asset.name)")
    }
    let own = Set(markup.addresses.filter { $0.hasPrefix("/") }.map { String($0.prefix { $0 != "#" }) })
    #expect(own.count > 30)
    for target in own.sorted() {
      let status = await served.service.get(target).status
      #expect([200, 308].contains(status), "\(target): \(status)")
    }
  }

  @Test("links that can be followed without forms are few")
  func crawl() async throws {
    let records = PageRecords.all + PageRecords.fillers
    let served = try await ServedCatalog(records)
    var (seen, waiting): (Set<String>, [String]) = (["/search"], ["/search"])
    while let target = waiting.popLast(), seen.count <= 2_000 {
      let page = await served.service.get(target, Self.html)
      guard page.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
      for link in PageMarkup(page.text).links where link.hasPrefix("/") {
        let link = String(link.prefix { $0 != "#" })
        if seen.insert(link).inserted { waiting.append(link) }
      }
    }
    #expect(seen.count <= 3 * records.count + 1_000, "\(seen.count) links")
  }

  @Test("what a record does not state has no heading, and no element without a text")
  func bare() async throws {
    let served = try await ServedCatalog(PageRecords.all)
    let page = await served.service.get("/dataset/bare", Self.html).text
    for absent in [
      "<dd></dd>", "<p></p>", "<li></li>", "First published", ">Description<", "Data dictionary",
      "Where this comes from",
      "id=\"terms\"", "id=\"files\"",
    ] { #expect(!page.contains(absent), "\(absent)") }
    #expect(page.contains("Publisher not stated") && page.contains("No licence stated"))
  }

  @Test("a suggestion puts the filters of the form back into the form")
  func suggestions() async throws {
    let served = try await ServedCatalog(PageRecords.all + PageRecords.fillers)
    let misspelt = await served.service.get("/search?q=watr&license=CC0-1.0", Self.html)
    #expect(misspelt.text.contains("&#39;water&#39; counts for it"))
    let narrow = await served.service.get("/search?q=water&license=CC0-1.0&theme=nothing", Self.html)
    let links = PageMarkup(narrow.text).links
    #expect(
      links.contains("/search?q=water&license=CC0-1.0") && narrow.text.contains("<h2 id=\"count\">0 datasets")
    )
    let chips = await served.service.get("/search?q=water&license=CC0-1.0&license=MIT&sort=title", Self.html)
    #expect(PageMarkup(chips.text).links.contains("/search?q=water&license=CC0-1.0&sort=title"))
    #expect(chips.text.contains("aria-label=\"Remove filter Licence: MIT\""))
  }

  @Test("a fault of a filter that an address brings is told without a place in the query")
  func filterFaults() async throws {
    let served = try await ServedCatalog(Lake.records)
    let page = await served.service.get("/search?q=water&sensitivity=extreme", Self.html)
    #expect(page.status == 400 && page.text.contains("This query cannot be run"))
    #expect(page.text.contains("<code>water<mark></mark></code>") && !page.text.contains("Did you mean"))
  }

  @Test("every example of the page about queries runs")
  func examples() async throws {
    let served = try await ServedCatalog(Lake.records)
    for (text, _) in PageMaker.examples {
      let page = await served.service.get(PageQuery.address("/search", [("q", text)]), Self.html)
      #expect(page.status == 200, "\(text)")
    }
  }

  @Test("which word is in which field is what explain says of each hit")
  func matchedWords() async throws {
    let served = try await ServedCatalog(PageRecords.all + PageRecords.fillers)
    for query in ["water gauge height", "\"water\" station rain", "gaug*", "machines -water"] {
      let answer = try served.catalog.search(SearchQuery(query), as: .public)
      let found = try served.catalog.matchedWords(
        of: answer.hits.map(\.dataset.id), in: SearchQuery(query), as: .public)
      #expect(!answer.hits.isEmpty)
      for hit in answer.hits {
        let explained = try served.catalog.explain(hit: hit.dataset.id, of: SearchQuery(query), as: .public)
        #expect(
          found[hit.dataset.id] == explained?.words.map { MatchedWord(word: $0.word, fields: $0.fields) },
          "\(query): \(hit.dataset.id)")
      }
    }
  }

  @Test("every key of the terms of access has a row")
  func accessRows() async throws {
    let served = try await ServedCatalog(PageRecords.all)
    for record in PageRecords.all {
      let text = await served.service.get("/dataset/\(record.dataset.id)", Self.html).text
      for key in try StatedKeys.ofAccess(record.dataset) {
        #expect(AccessRow.all.contains { $0.key == key }, "\(key)")
      }
      #expect(text.contains("</html>"), "\(record.dataset.id)")
    }
  }

  @Test(
    "links have what stands before the paths of the server, and a citation the whole address",
    arguments: [
      ("", "", ""), ("/data", "/data", ""), ("https://a.example", "", "https://a.example/dataset/bare"),
      ("https://a.example/data", "/data", "https://a.example/data/dataset/bare"),
    ])
  func prefixes(baseURL: String, base: String, whole: String) async throws {
    let served = try await ServedCatalog(PageRecords.all) { $0.baseURL = baseURL }
    let page = PageMarkup(await served.service.get("/dataset/bare", Self.html).text)
    let own = page.addresses.filter { !$0.contains("://") && $0.first != "#" }
    #expect(own.count > 5 && own.allSatisfy { $0.hasPrefix(base + "/") })
    #expect(whole.isEmpty || page.texts.contains { $0.hasSuffix(whole) })
    let redirected = await served.service.get("/search?q=", Self.html)
    #expect(redirected.headers[.location] == base + "/search")
  }

  @Test("numbers, lengths and coordinates are written for people")
  func texts() {
    #expect(
      [0, 999, 1_000, 1_234_567].map(PageText.number) == [
        "0", "999", "1\u{202F}000", "1\u{202F}234\u{202F}567",
      ])
    #expect(PageText.cut("one two three", 9) == "one two…" && PageText.cut("one", 3) == "one")
    #expect(PageText.cut("abcdefgh", 3) == "abc…")
    #expect([0, 1.5, -0.001, 179.999, -12.25].map(PageText.decimal) == ["0", "1.5", "0", "180", "-12.25"])
    #expect(
      [0, 1, 999, 1_000, 1_048_576, 123_456_789].map { RecordMaker.size($0) }
        == ["0 bytes", "1 byte", "999 bytes", "1 kB", "1.05 MB", "123 MB"])
    #expect(PageText.shown("a\u{202E}b\r\nc\u{7}") == "a\u{FFFD}b\nc\u{FFFD}")
    #expect(PageText.web("javascript:x") == nil && PageText.web("HTTPS://a.example") != nil)
    #expect(PageText.mail("a@b.example?cc=x") == nil && PageText.mail("a@b.example") == "mailto:a@b.example")
  }
}

/// Keys that a record states.
private enum StatedKeys {
  static func ofAccess(_ dataset: Dataset) throws -> [String] {
    let data = try JSONEncoder().encode(dataset.access)
    return (try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]).keys.sorted()
  }
}

extension Sequence {
  fileprivate func inTurn<Result: Sendable>(
    _ work: @Sendable (Element) async -> Result
  ) async -> [Result] {
    var results: [Result] = []
    for element in self { results.append(await work(element)) }
    return results
  }
}
