import CartularyCatalog
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import TestSupport
import Testing

@testable import CartularyServer

@Suite("A catalog in an application of a partner's own")
struct MountTests {
  /// Runs an application with a front page and a search of its own, and asks it.
  private static func ask(
    _ middleware: CatalogMiddleware<BasicRequestContext>, _ requests: [String]
  ) async throws -> [RawConnection.Reply?] {
    let router = Router()
    router.add(middleware: middleware)
    router.get("/") { _, _ in "the partner's page" }
    router.get("/search") { _, _ in "the partner's search" }
    router.post("/echo") { _, _ in "echoed" }
    let (ports, told) = AsyncStream<Int>.makeStream()
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { told.yield($0.localAddress?.port ?? 0) }, logger: .silent)
    let group = ServiceGroup(configuration: .init(services: [application], logger: .silent))
    let running = Task { try await group.run() }
    var found: Int?
    for await port in ports {
      found = port
      break
    }
    let port = try #require(found)
    let replies = try await OwnThread.run {
      // A connection each: some answers end theirs.
      try requests.map { request in
        let connection = try RawConnection(port: port)
        let parts = request.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(
          String.init)
        let body = parts.count == 2 ? parts[1] : ""
        let length =
          body.isEmpty ? "" : "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        connection.send("\(parts[0]) HTTP/1.1\r\nHost: localhost\r\n\(length)\r\n\(body)")
        return connection.receive(isHead: request.hasPrefix("HEAD"))
      }
    }
    // Cancelling it would be another thing: see `CatalogServer.stop`.
    await group.triggerGracefulShutdown()
    try await running.value
    return replies
  }

  @Test("at the root, the catalog's paths are answered and all others are the application's")
  func root() async throws {
    let served = try await ServedCatalog(Lake.records)
    let replies = try await Self.ask(
      try await CatalogMiddleware(catalog: served.path),
      [
        "GET /api/v1/count?q=water", "GET /", "GET /search?q=water", "POST /echo\n\"hello\"", "GET /nothing",
        "GET /api/v1/nothing", "HEAD /catalog.jsonl.gz", "POST /mcp\n{}",
        "GET /dataset/lake-level.json", "GET /dataset/lake-level",
      ])
    #expect(replies.map { $0?.status } == [200, 200, 200, 200, 404, 404, 200, 400, 200, 404])
    let own = await served.service.get("/api/v1/count?q=water")
    #expect(replies[0]?.text == own.text && replies[0]?.headers["etag"] == own.headers[.eTag])
    #expect(replies[1]?.text == "the partner's page" && replies[2]?.text == "the partner's search")
    #expect(replies[1]?.headers["content-security-policy"] == nil && replies[3]?.text == "echoed")
    #expect(replies[5]?.text.contains("no-such-path") == true)
  }

  @Test("below a prefix, the same paths are answered there, and nowhere else")
  func prefix() async throws {
    let served = try await ServedCatalog(Lake.records)
    let middleware: CatalogMiddleware<BasicRequestContext> = try await .init(
      catalog: served.path, below: "/data")
    let replies = try await Self.ask(
      middleware,
      [
        "GET /data/api/v1/datasets/lake-level", "GET /api/v1/count", "GET /data", "GET /data/", "GET /",
        "GET /database/api/v1/count", "GET /data/data/api/v1/count", "GET /data/api/v1/search?q=%zz",
        "GET /data/openapi.json", "GET /data/llms.txt", "GET /data/api/v1/datasets/secret-survey",
      ])
    #expect(replies.map { $0?.status } == [200, 404, 404, 404, 200, 404, 404, 400, 200, 200, 404])
    #expect(replies[0]?.text == (await served.service.get("/api/v1/datasets/lake-level")).text)
    #expect(replies[7]?.text.contains("bad-address") == true)
    #expect(replies[8]?.text.contains(#""/data""#) == true)
    #expect(replies[9]?.text.contains("/data/api/v1/fields") == true)
    #expect(replies[10]?.text.contains("not-found") == true)
  }

  @Test("below a prefix, pages stand there too, and all that they link to on the same host")
  func pages() async throws {
    let served = try await ServedCatalog(Lake.records)
    let middleware: CatalogMiddleware<BasicRequestContext> = try await .init(
      catalog: served.path, below: "/data", pages: true)
    let paths = ["/data", "/data/", "/data/search?q=water", "/data/dataset/lake-level", "/data/about"]
    let replies = try await Self.ask(
      middleware, (paths + ["/search", "/data/search?q=", "/database"]).map { "GET \($0)" })
    #expect(replies.map { $0?.status } == [200, 200, 200, 200, 200, 200, 308, 404])
    #expect(replies[5]?.text == "the partner's search")
    #expect(replies[6]?.headers["location"] == "/data/search")
    for reply in replies.prefix(paths.count) {
      let links = (reply?.text ?? "").matches(of: /(?:href|src|action)="(\/[^"]*)"/).map { String($0.1) }
      #expect(links.count > 5 && links.allSatisfy { $0.hasPrefix("/data/") })
    }
  }

  @Test("what is not a prefix is refused", arguments: ["data", "/data/", "/", "/a?b"])
  func faulty(prefix: String) async throws {
    let served = try await ServedCatalog([])
    await #expect(throws: ServerFault.self) {
      _ = try await CatalogMiddleware<BasicRequestContext>(catalog: served.path, below: prefix)
    }
  }
}
