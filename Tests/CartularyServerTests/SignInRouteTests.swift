import CartularyBase
import CartularyCatalog
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("Signing in on a page")
struct SignInRouteTests {
  private let directory = TemporaryDirectory()
  private let made = AccessKey.make(labels: ["partners"], expires: nil, note: nil)

  private var file: KeyFile { KeyFile(path: directory.path + "/keys.jsonl") }

  private func served(_ change: (inout ServerSettings) -> Void = { _ in }) async throws -> ServedCatalog {
    try file.write([made.key])
    return try await ServedCatalog(Lake.records) {
      $0.keys = file.path
      $0.baseURL = "https://data.example.org"
      change(&$0)
    }
  }

  private static func send(
    _ body: String, to service: CatalogService, peer: String? = nil, _ headers: [(String, String)] = []
  ) async -> HTTPAnswer {
    var fields: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .accept: "text/html"]
    fields[.origin] = "https://data.example.org"
    for (name, value) in headers { fields.append(HTTPField(name: HTTPField.Name(name)!, value: value)) }
    return await service.answer(
      HTTPQuestion("POST", SignIn.path, headers: fields, peer: peer, body: Array(body.utf8)))
  }

  /// The cookie that a browser would send from now on.
  private static func cookie(_ answer: HTTPAnswer) -> String {
    String((answer.headers[.setCookie] ?? "").prefix { $0 != ";" })
  }

  @Test("a key opens pages, is read by nothing else, and closes them when it is revoked")
  func whole() async throws {
    let served = try await served()
    let service = served.service
    let begun = await Self.send("key=" + made.token, to: service)
    #expect(begun.status == 303 && begun.headers[.location] == "/sign-in" && begun.text.isEmpty)
    #expect(begun.headers[.cacheControl] == "private, no-store")
    let cookie = Self.cookie(begun)
    let page = "/dataset/secret-survey"
    let signed = await service.get(page, [("Cookie", "theme=dark; " + cookie)])
    #expect(signed.status == 200 && signed.text.contains("Zorblax"))
    #expect(signed.headers[.cacheControl] == "private, no-store" && signed.headers[.eTag] == nil)
    #expect(signed.headers[.vary] == "Accept, Authorization, Cookie")
    #expect(signed.headers[.accessControlAllowOrigin] == nil)
    let search = await service.get("/search?q=zorblax", [("Cookie", cookie)])
    #expect(search.text.contains("secret-survey"))
    #expect(await service.get("/sign-in", [("Cookie", cookie)]).text.contains("name=\"out\""))
    // Without the cookie, and with others, the answers are everyone's.
    let anonymous = await service.get(page)
    #expect(anonymous.status == 404 && anonymous.headers[.vary] == "Accept, Authorization, Cookie")
    let other = await service.get(page, [("Cookie", "theme=dark")])
    #expect(other.headers == anonymous.headers && other.text == anonymous.text)
    try file.write([])
    try await Task.sleep(for: .seconds(1.1))
    let revoked = await service.get("/about", [("Cookie", cookie), ("Accept", "text/html")])
    #expect(revoked.status == 401 && revoked.headers[.cacheControl] == "private, no-store")
    #expect(revoked.headers[.setCookie]?.contains("Max-Age=0") == true && !revoked.text.contains("Zorblax"))
    #expect(await service.get(page, [("Cookie", cookie)]).status == 401)
    // Where one signs in again, one is told why.
    let again = await service.get("/sign-in", [("Cookie", cookie)])
    #expect(again.status == 401 && again.text.contains("over") && again.text.contains("name=\"key\""))
    #expect(again.headers[.setCookie]?.contains("Max-Age=0") == true)
  }

  @Test("what programs ask, and the frame for other sites, do not read the cookie")
  func notRead() async throws {
    let served = try await served()
    let cookie = Self.cookie(await Self.send("key=" + made.token, to: served.service))
    let targets =
      RequestTable.good.map(\.target) + [
        "/api/v1/datasets/secret-survey", "/api/v1/search?q=zorblax", "/search.csv?q=zorblax",
        "/catalog.jsonl.gz", "/embed?q=zorblax", "/embed.js", "/opensearch.xml",
        "/assets/\(PageFiles.version)/page.css", "/api/v1/nothing", "/.well-known/nothing", "/mcp",
      ]
    for target in targets {
      let plain = await served.service.get(target)
      for value in [cookie, String(cookie.prefix { $0 != "=" }) + "=nonsense"] {
        let answer = await served.service.get(target, [("Cookie", value)])
        #expect(
          answer.status == plain.status && answer.headers == plain.headers && answer.text == plain.text,
          "\(target)")
      }
      #expect(plain.headers[.vary] == "Accept, Authorization", "\(target)")
    }
  }

  @Test("a wrong key is 401 on the page, and a form of another site 403")
  func refused() async throws {
    let served = try await served()
    let service = served.service
    let wrong = await Self.send("key=cart_abcdefgh_x", to: service)
    #expect(wrong.status == 401 && wrong.headers[.setCookie] == nil && wrong.text.contains("key-fault"))
    #expect(wrong.headers[.cacheControl] == "private, no-store" && !wrong.text.contains("cart_abcdefgh_x"))
    let foreign = await Self.send("key=" + made.token, to: service, [("Sec-Fetch-Site", "cross-site")])
    #expect(foreign.status == 403 && foreign.headers[.setCookie] == nil)
    #expect(foreign.headers[.accessControlAllowOrigin] == nil)
    #expect(await service.get("/sign-in", method: "PUT").headers[.allow] == "GET, HEAD, POST, OPTIONS")
    #expect(await service.get("/about", method: "POST").status == 405)
  }

  @Test("one neighbourhood tries few keys, and the others go on")
  func rate() async throws {
    // As good as never again, however slow the machine is.
    let served = try await served { $0.limits.attemptRate = 1e-9 }
    let service = served.service
    var statuses: [Int] = []
    for _ in 0..<12 {
      statuses.append(await Self.send("key=x", to: service, peer: "192.0.2.7").status)
    }
    #expect(statuses.prefix(10).allSatisfy { $0 == 401 } && statuses.suffix(2) == [429, 429])
    #expect(await Self.send("key=" + made.token, to: service, peer: "192.0.2.9").status == 429)
    #expect(await Self.send("key=" + made.token, to: service, peer: "198.51.100.1").status == 303)
    #expect(await service.answer(HTTPQuestion("GET", "/sign-in", peer: "192.0.2.7")).status == 200)
  }

  @Test("without keys there is nowhere to sign in, and without TLS nothing to type a key into")
  func without() async throws {
    let none = try await ServedCatalog(Lake.records)
    #expect(await none.service.get("/sign-in").status == 404)
    #expect(await !none.service.get("/about").text.contains("/sign-in"))
    let open = try await served { $0.baseURL = "http://data.example.org" }
    let page = await open.service.get("/sign-in")
    #expect(page.status == 200 && !page.text.contains("name=\"key\"") && page.text.contains("https"))
    #expect(await open.service.get("/about").text.contains("\"/sign-in\""))
  }

  @Test("over a connection a long form is refused and not read, and a short one begins a session")
  func socket() async throws {
    try file.write([made.key])
    let served = try await ServedCatalog(Lake.records) { $0.keys = file.path }
    var settings = ServerSettings(catalog: served.path)
    settings.keys = file.path
    let server = try await RunningServer(settings)
    let (port, token) = (server.port, made.token)
    let replies = try await OwnThread.run { () -> [RawConnection.Reply?] in
      func send(_ body: String, length: Int? = nil) throws -> RawConnection.Reply? {
        let connection = try RawConnection(port: port)
        connection.send(
          "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nOrigin: http://127.0.0.1:\(port)\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(length ?? body.utf8.count)\r\n\r\n"
            + body)
        return connection.receive()
      }
      return [
        try send("key=" + token), try send("key=x", length: 1 << 20),
        try send("key=" + String(repeating: "x", count: 20_000)),
      ]
    }
    await server.stop()
    #expect(replies.map { $0?.status } == [303, 413, 413])
    #expect(replies[0]?.headers["set-cookie"]?.hasPrefix("__Host-cartulary=") == true)
    #expect(replies[1]?.headers["connection"] == "close")
  }
}
