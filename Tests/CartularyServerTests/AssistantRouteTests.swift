import CartularyModel
import CartularyWire
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("Messages for assistants over HTTP")
struct AssistantRouteTests {
  private static let meta =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#

  private static func call(_ tool: String, _ arguments: String = "{}") -> String {
    #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\#(tool)","arguments":\#(arguments),\#(meta)}}"#
  }

  private static func headers(_ tool: String) -> [(String, String)] {
    [
      ("Content-Type", "application/json"), ("MCP-Protocol-Version", "2026-07-28"),
      ("Mcp-Method", "tools/call"),
      ("Mcp-Name", tool),
    ]
  }

  private func post(
    _ service: CatalogService, _ body: String, _ headers: [(String, String)], token: String? = nil,
    method: String = "POST",
    target: String = "/mcp"
  ) async -> HTTPAnswer {
    var fields = HTTPFields()
    if let token { fields.append(HTTPField(name: .authorization, value: "Bearer " + token)) }
    for (name, value) in headers { fields.append(HTTPField(name: HTTPField.Name(name)!, value: value)) }
    return await service.answer(HTTPQuestion(method, target, headers: fields, body: Array(body.utf8)))
  }

  @Test("labels come from the key alone, and what is refused has its status")
  func table() async throws {
    let partners = try PartnersKey()
    let served = try await ServedCatalog(Lake.records) {
      $0.keys = partners.path
      $0.baseURL = "https://data.example.org/base"
      $0.origins = ["https://host.example"]
    }
    let service = served.service
    let search = Self.call("search_datasets", #"{"query":"zorblax"}"#)
    let headers = Self.headers("search_datasets")
    let anyone = await post(service, search, headers)
    #expect(
      anyone.status == 200 && anyone.text.contains(#""total":0"#) && !anyone.text.contains("secret-survey"))
    #expect(anyone.headers[.accessControlAllowOrigin] == nil && anyone.headers[.cacheControl] == "no-store")
    let partner = await post(service, search, headers, token: partners.token)
    #expect(partner.status == 200 && partner.text.contains("secret-survey"))
    #expect(partner.headers[.cacheControl] == "private, no-store")
    for spoof in [("X-Forwarded-User", "partners"), ("Mcp-Session-Id", "x"), ("Last-Event-ID", "1")] {
      #expect(await post(service, search, headers + [spoof]).text == anyone.text)
    }
    #expect(await post(service, search, headers, token: "cart_x_y").status == 401)
    #expect(await post(service, search, headers, target: "/mcp?access_token=x").text == anyone.text)
    for (origin, status) in [
      ("https://evil.example", 403), ("null", 403), ("https://data.example.org", 200),
      ("https://HOST.example", 200),
      ("http://data.example.org", 403), ("https://data.example.org.evil.example", 403),
    ] {
      let answer = await post(service, search, headers + [("Origin", origin)])
      #expect(answer.status == status, "\(origin)")
      #expect(answer.headers[.accessControlAllowOrigin] == (status == 200 ? origin : nil))
    }
    for method in ["GET", "DELETE", "PUT", "HEAD"] {
      let answer = await post(service, "", headers, method: method)
      #expect(answer.status == 405 && answer.headers[.allow] == "POST, OPTIONS", "\(method)")
    }
    let preflight = await post(service, "", [("Origin", "https://host.example")], method: "OPTIONS")
    #expect(preflight.status == 204 && preflight.headers[.accessControlAllowMethods] == "POST")
    #expect(await post(service, search, [("Content-Type", "text/plain")]).status == 415)
    #expect(await post(service, search, headers + [("Mcp-Name", "overview")]).status == 400)
    let notification = await post(
      service, #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
      [("Content-Type", "application/json")])
    #expect(notification.status == 202 && notification.text.isEmpty)
    // Without an identity provider there is nothing to find.
    #expect(await service.get("/.well-known/oauth-protected-resource/mcp").status == 404)
  }

  @Test(
    "over a connection: a message, a long one, one that differs from its headers, and the next on the same connection"
  )
  func connection() async throws {
    let served = try await ServedCatalog(Lake.records)
    let server = try await RunningServer(ServerSettings(catalog: served.path))
    let port = server.port
    try await OwnThread.run {
      let connection = try RawConnection(port: port)
      func request(_ body: String, _ headers: [(String, String)]) -> String {
        let lines = headers.map { "\($0): \($1)\r\n" }.joined()
        return
          "POST /mcp HTTP/1.1\r\nHost: localhost\r\n\(lines)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
      }
      let call = Self.call("overview")
      connection.send(request(call, Self.headers("overview")))
      let first = try #require(connection.receive())
      #expect(first.status == 200 && first.text.contains(#""structuredContent""#))
      connection.send(request(call, Self.headers("search")))
      let second = try #require(connection.receive())
      #expect(second.status == 400 && second.text.contains("-32020"))
      connection.send(request(call, Self.headers("overview")))
      #expect(connection.receive()?.body == first.body)
      let long = try RawConnection(port: port)
      long.send(
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n"
      )
      #expect(long.receive()?.status == 413)
    }
    await server.stop()
  }
}
