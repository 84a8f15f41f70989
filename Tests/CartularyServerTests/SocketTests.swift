import CartularyCatalog
import CartularyLedger
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("A server on a socket", .serialized)
struct SocketTests {
  private static func settings(_ path: String, _ change: (inout ServerSettings) -> Void = { _ in })
    -> ServerSettings
  {
    var settings = ServerSettings(catalog: path)
    settings.limits.answerSeconds = 60
    settings.keys = KeyFile.standardPath(catalog: path)
    change(&settings)
    return settings
  }

  @Test("every row of the table gets the same answer as in memory, over connections that stay open")
  func table() async throws {
    let served = try await ServedCatalog(Lake.records) { $0.keys = KeyFile.standardPath(catalog: $0.catalog) }
    var expected: [HTTPAnswer] = []
    for row in RequestTable.all {
      expected.append(
        await served.service.get(row.target, method: row.method, row.headers.map { ($0.name, $0.value) }))
    }
    let server = try await RunningServer(Self.settings(served.path))
    let port = server.port
    let answers = expected
    let faults = try await OwnThread.run { () throws -> [String] in
      var faults: [String] = []
      var connection = try RawConnection(port: port)
      // The parser knows the methods that there are.
      for (row, answer) in zip(RequestTable.all, answers) where row.method != "AAAA1" {
        let headers = row.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        connection.send("\(row.method) \(row.target) HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n")
        guard let reply = connection.receive(isHead: row.method == "HEAD") else {
          faults.append("\(row): no answer")
          connection = try RawConnection(port: port)
          continue
        }
        if reply.status != row.status { faults.append("\(row): \(reply.status)") }
        if case .bytes(let bytes) = answer.body, bytes != reply.body {
          faults.append("\(row): \(reply.text.prefix(200))")
        }
        for field in answer.headers where reply.headers[field.name.rawName.lowercased()] != field.value {
          faults.append(
            "\(row): \(field.name) is \(reply.headers[field.name.rawName.lowercased()] ?? "missing")")
        }
        if reply.headers["connection"] == "close" {
          if !connection.waitForEnd() { faults.append("\(row): stays open") }
          connection = try RawConnection(port: port)
        }
      }
      return faults
    }
    await server.stop()
    #expect(faults == [])
  }

  @Test(
    "what is not HTTP, or too much of it, is refused, and the connection ends",
    arguments: [
      ("GARBAGE\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
      ("GET /\u{e9} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      (
        "GET /api/v1/count HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 20_000) + "\r\n\r\n",
        431
      ),
      (
        "GET /api/v1/count HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: y\r\n", count: 4_000) + "\r\n",
        431
      ),
      ("GET /" + String(repeating: "a", count: 10 << 20) + " HTTP/1.1\r\nHost: a\r\n\r\n", 431),
      ("GET /" + String(repeating: "a", count: 12_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414),
      ("POST /api/v1/count HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 405),
      (
        "POST /api/v1/count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        405
      ),
      (
        "POST /api/v1/count HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n"
          + String(repeating: "x", count: 100_000), 413
      ),
      ("POST /api/v1/count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 405),
    ])
  func refused(bytes: String, status: Int) async throws {
    let server = try await Self.shared.value
    let port = server.port
    let (reply, isClosed) = try await OwnThread.run {
      let connection = try RawConnection(port: port)
      connection.send(bytes)
      let reply = connection.receive()
      return (reply.map { ($0.status, $0.headers["content-type"]) }, connection.waitForEnd())
    }
    // A client that still sends may meet a reset before it reads.
    if let reply {
      #expect(reply.0 == status || reply.0 == 400, "\(bytes.prefix(80)): \(reply)")
      #expect(reply.1 == "application/problem+json")
    }
    #expect(isClosed)
    #expect(try await Self.isAnswering(port))
  }

  @Test("slow requests are closed: half a head, silence, a drip")
  func slow() async throws {
    let served = try await ServedCatalog(Lake.records)
    let server = try await RunningServer(
      Self.settings(served.path) {
        $0.limits.headSeconds = 0.3
        $0.limits.idleSeconds = 0.3
      })
    let port = server.port
    for bytes in ["", "GET /healthz HTTP/1.1\r\nHost: a\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"] {
      let isClosed = try await OwnThread.run {
        let connection = try RawConnection(port: port)
        connection.send(bytes)
        return connection.waitForEnd()
      }
      #expect(isClosed, "\(bytes)")
    }
    let sent = try await OwnThread.run { () throws -> Int in
      let connection = try RawConnection(port: port)
      connection.send("GET /healthz HTTP/1.1\r\n")
      // Each byte comes within the time of a silent connection; all of them together do not.
      for count in 0..<200 {
        guard connection.send("X") else { return count }
        usleep(50_000)
      }
      return 200
    }
    #expect(sent < 200)
    #expect(try await Self.isAnswering(port))
    await server.stop()
  }

  @Test("hundreds of silent connections do not keep others from being answered")
  func silent() async throws {
    let port = try await Self.shared.value.port
    let isAnswering = try await OwnThread.run { () throws -> Bool in
      let silent = try (0..<300).map { _ in try RawConnection(port: port) }
      for connection in silent { connection.send("GET /api/v1/search?q=water HTTP/1.1\r\n") }
      let connection = try RawConnection(port: port)
      connection.send("GET /api/v1/search?q=water HTTP/1.1\r\nHost: a\r\n\r\n")
      return withExtendedLifetime(silent) { connection.receive()?.status == 200 }
    }
    #expect(isAnswering)
  }

  @Test("requests one after another on a connection are answered in their order")
  func pipelined() async throws {
    let port = try await Self.shared.value.port
    let statuses = try await OwnThread.run { () throws -> [Int?] in
      let connection = try RawConnection(port: port)
      let targets = ["/healthz", "/nothing", "/api/v1/count", "/api/v1/count?limit=x"]
      connection.send(targets.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
      return targets.map { _ in connection.receive()?.status }
    }
    #expect(statuses == [200, 404, 200, 400])
  }

  @Test("what is published while clients search is answered from one state each time")
  func publishing() async throws {
    let served = try await ServedCatalog(Lake.records)
    let server = try await RunningServer(Self.settings(served.path))
    let port = server.port
    let catalog = served.catalog
    // All these records carry the same number, so an answer that has two of them is of two states.
    func round(_ number: Int) -> [SourcedDataset] {
      (0..<5).map { .sample("round-\($0)", title: "Roundword \(number)") }
    }
    try await catalog.publish(round(0), by: author)
    async let faults = OwnThread.run { () throws -> [String] in
      var faults: [String] = []
      let connection = try RawConnection(port: port)
      for _ in 0..<150 {
        connection.send("GET /api/v1/search?q=roundword HTTP/1.1\r\nHost: a\r\n\r\n")
        guard let reply = connection.receive(), reply.status == 200 else { return faults + ["no answer"] }
        let object = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
        let titles = (object?["items"] as? [[String: Any]] ?? []).compactMap { $0["title"] as? String }
        if titles.count != 5 || Set(titles).count != 1 { faults.append("\(titles)") }
      }
      return faults
    }
    for number in 1...10 { try await catalog.publish(round(number), by: author) }
    #expect(try await faults == [])
    await server.stop()
  }

  // MARK: - Steps

  /// One for the tests that change nothing.
  private static let shared = Task { () -> RunningServer in
    let served = try await ServedCatalog(Lake.records)
    kept.append(served)
    return try await RunningServer(settings(served.path))
  }

  /// Written once, before anything reads it; keeps the directory.
  nonisolated(unsafe) private static var kept: [ServedCatalog] = []

  private static func isAnswering(_ port: Int) async throws -> Bool {
    try await OwnThread.run {
      let connection = try RawConnection(port: port)
      connection.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
      return connection.receive()?.status == 200
    }
  }
}
