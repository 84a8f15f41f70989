import CartularyCatalog
import CartularyModel
import Crypto
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("A search on other sites' pages")
struct EmbedTests {
  @Test(
    "a site is a scheme and a host, and nothing that would begin another rule",
    arguments: [
      ("https://desk.example.org", "https://desk.example.org"),
      ("HTTPS://Desk.Example.org/", "https://desk.example.org"),
      ("http://localhost:8799", "http://localhost:8799"),
      ("https://*.example.org", "https://*.example.org"), ("*", nil), ("https://*", nil),
      ("https://*.org", nil),
      ("desk.example.org", nil), ("https://", nil), ("https://a.example/page", nil),
      ("https://a.example; script-src *", nil), ("https://a.example https://b.example", nil),
      ("https://a.example,", nil), ("'self'", nil), ("https://a..example", nil), ("https://a.example:x", nil),
      ("https://a.example:70000", nil), ("https://user@a.example", nil), ("https://ä.example", nil),
      ("", nil),
    ])
  func origins(text: String, read: String?) {
    #expect(EmbedOrigin(text)?.text == read)
  }

  @Test("only the frame may be framed, and only by the sites that are named")
  func framed() async throws {
    let named = try await ServedCatalog(Lake.records) {
      $0.embedOrigins = ["https://desk.example.org", "http://localhost:8799"].compactMap { EmbedOrigin($0) }
    }
    func ancestors(_ answer: HTTPAnswer) -> String? {
      answer.headers[.contentSecurityPolicy]?.split(separator: "; ").first { $0.hasPrefix("frame-ancestors") }
        .map { String($0.dropFirst("frame-ancestors ".count)) }
    }
    let opener = HTTPField.Name("Cross-Origin-Opener-Policy")!
    // A fault is shown in the frame, too.
    for target in ["/embed", "/embed?q=water", "/embed?q=licenze:x"] {
      let answer = await named.service.get(target)
      #expect(ancestors(answer) == "https://desk.example.org http://localhost:8799")
      #expect(answer.headers[opener] == nil)
    }
    for target in [
      "/", "/search", "/sign-in", "/dataset/lake-level", "/nothing", "/api/v1/search", "/embed.js",
    ] {
      #expect(await ancestors(named.service.get(target)) == "'none'", "\(target)")
    }
    let closed = try await ServedCatalog(Lake.records)
    #expect(await ancestors(closed.service.get("/embed")) == "'none'")
  }

  @Test("a site's filter is part of every search, is shown, and is not to be taken off")
  func filter() async throws {
    let served = try await ServedCatalog(Lake.records)
    let service = served.service
    let all = await service.get("/embed")
    #expect(all.status == 200 && all.text.contains(">33 datasets<"))
    let some = await service.get(
      "/embed?filter=license:CC-BY-4.0&facets=license,availability,nonsense,usable")
    #expect(
      some.text.contains(">1 dataset<")
        && some.text.contains("This site shows: <span dir=\"auto\">license:CC-BY-4.0"))
    #expect(some.text.contains("type=\"hidden\" name=\"filter\" value=\"license:CC-BY-4.0\""))
    #expect(some.text.contains("<legend>Licence</legend>") && !some.text.contains("nonsense</legend>"))
    #expect(await service.get("/embed?filter=license:CC-BY-4.0&q=*").text.contains(">1 dataset<"))
    #expect(await service.get("/embed?filter=license:CC-BY-4.0&q=rain").text.contains(">0 datasets<"))
    let chosen = await service.get("/embed?facets=license&license=CC-BY-4.0")
    #expect(chosen.text.contains(">1 dataset<") && chosen.text.contains("value=\"CC-BY-4.0\" checked"))
    // What the frame has no facet for is not a filter.
    #expect(await service.get("/embed?license=CC-BY-4.0").text.contains(">33 datasets<"))
    for target in ["/embed?q=licenze:x", "/embed?filter=licenze:x"] {
      let fault = await service.get(target)
      #expect(fault.status == 400 && fault.text.contains("class=\"fault\"") && fault.headers[.eTag] == nil)
    }
  }

  @Test("the printed hash is that of the served script, which every site may load")
  func snippet() async throws {
    let served = try await ServedCatalog(Lake.records)
    let service = served.service
    let script = await service.get("/embed.js")
    guard case .bytes(let bytes) = script.body else { preconditionFailure("a file has bytes") }
    let hash = "sha384-" + Data(SHA384.hash(data: bytes)).base64EncodedString()
    let snippet = EmbedSnippet.text("https://data.example.org/a&b")
    #expect(snippet.contains("integrity=\"\(hash)\"") && snippet.contains("crossorigin=\"anonymous\""))
    #expect(snippet.contains("base=\"https://data.example.org/a&amp;b\"") && bytes.count <= 15 << 10)
    for target in ["/embed.js", "/embed.css"] {
      let headers = await service.get(target).headers
      #expect(headers[.accessControlAllowOrigin] == "*")
      #expect(headers[HTTPField.Name("Cross-Origin-Resource-Policy")!] == "cross-origin")
      #expect(headers[.cacheControl] == "public, max-age=3600")
    }
    #expect(script.headers[.contentType]?.hasPrefix("text/javascript") == true)
  }
}
