import CartularyManifests
import CartularyWire
import TestSupport
import Testing

@testable import CartularyMCP

@Suite("Messages of the Model Context Protocol over HTTP")
struct ExchangeTests {
  private struct Row {
    let what: String
    let body: String
    let headers: AssistantExchange.Headers
    let status: Int
    let code: Int?

    init(
      _ what: String, _ body: String, _ headers: AssistantExchange.Headers, _ status: Int, _ code: Int? = nil
    ) {
      (self.what, self.body, self.headers, self.status, self.code) = (what, body, headers, status, code)
    }
  }

  private static let now = "2026-07-28"
  private static let overview = Era.modern.message("tools/call", ["name": "overview"])
  private static let list = Era.modern.message("tools/list")
  private static let read = Era.modern.message("resources/read", ["uri": "cartulary://dataset/ü b"])
  private static func revised(_ revision: String) -> String { list.replacing(now, with: revision) }

  private static let rows: [Row] = [
    Row("a list", list, .init(revision: now, method: "tools/list"), 200),
    Row("a call", overview, .init(revision: now, method: "tools/call", name: "overview"), 200),
    Row(
      "a name in base64", overview,
      .init(revision: now, method: "tools/call", name: "=?base64?b3ZlcnZpZXc=?="), 200),
    Row(
      "an address in base64", read,
      .init(revision: now, method: "resources/read", name: "=?base64?Y2FydHVsYXJ5Oi8vZGF0YXNldC/DvCBi?="),
      200, -32602),
    Row(
      "base64 of something else", overview,
      .init(revision: now, method: "tools/call", name: "=?base64?b3RoZXI=?="), 400, -32020),
    Row(
      "broken base64", overview, .init(revision: now, method: "tools/call", name: "=?base64?b3Z!?="), 400,
      -32020),
    Row(
      "base64 that is not UTF-8", overview,
      .init(revision: now, method: "tools/call", name: "=?base64?/w==?="), 400, -32020),
    Row("no revision in the header", list, .init(method: "tools/list"), 400, -32020),
    Row(
      "another revision in the header", list, .init(revision: "2025-11-25", method: "tools/list"), 400, -32020
    ),
    Row(
      "an unknown revision in the header", list, .init(revision: "1900-01-01", method: "tools/list"), 400,
      -32020),
    Row(
      "an unknown revision in both", revised("1900-01-01"),
      .init(revision: "1900-01-01", method: "tools/list"), 400, -32022),
    Row(
      "a revision with a handshake in both", revised("2025-11-25"),
      .init(revision: "2025-11-25", method: "tools/list"), 400, -32022),
    Row(
      "an unknown revision, and nothing in the body", Era.march2025.message("tools/list"),
      .init(revision: "1900-01-01"), 400, -32022),
    Row(
      "nothing in the body", Era.march2025.message("tools/list"), .init(revision: now, method: "tools/list"),
      400, -32602),
    Row(
      "no capabilities", list.replacing("\"io.modelcontextprotocol/clientCapabilities\":{},", with: ""),
      .init(revision: now, method: "tools/list"), 400, -32602),
    Row("no method in the header", list, .init(revision: now), 400, -32020),
    Row("another method in the header", list, .init(revision: now, method: "tools/call"), 400, -32020),
    Row("a method in capitals", list, .init(revision: now, method: "Tools/List"), 400, -32020),
    Row("no name in the header", overview, .init(revision: now, method: "tools/call"), 400, -32020),
    Row(
      "another name in the header", overview, .init(revision: now, method: "tools/call", name: "search"), 400,
      -32020),
    Row("a name where none is asked for", list, .init(revision: now, method: "tools/list", name: "x"), 200),
    Row("an unknown method", Era.modern.message("x/y"), .init(revision: now, method: "x/y"), 404, -32601),
    Row("ping", Era.modern.message("ping"), .init(revision: now, method: "ping"), 404, -32601),
    Row(
      "an unknown tool", Era.modern.message("tools/call", ["name": "x"]),
      .init(revision: now, method: "tools/call", name: "x"), 200,
      -32602),
    Row("a batch", "[\(list)]", .init(revision: now, method: "tools/list"), 400, -32600),
    Row("what is not JSON", "{", .init(revision: now), 400, -32700),
    Row("513 brackets", String(repeating: "[", count: 513), .init(revision: now), 400, -32700),
    Row("a notification", #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, .init(), 202),
    Row("a handshake", Era.march2025.message("initialize", ["protocolVersion": "2025-11-25"]), .init(), 200),
    Row("an old list", Era.march2025.message("tools/list"), .init(revision: "2025-11-25"), 200),
    Row("an old list without a header", Era.march2025.message("tools/list"), .init(), 200),
    Row("an old ping", Era.march2025.message("ping"), .init(revision: "2025-06-18"), 200),
    Row(
      "an old unknown tool", Era.march2025.message("tools/call", ["name": "x"]),
      .init(revision: "2025-11-25"), 200, -32602),
    Row(
      "an old unknown method", Era.march2025.message("server/discover"), .init(revision: "2025-11-25"), 200,
      -32601),
  ]

  @Test("status and code go by the revision of the request")
  func table() async throws {
    let exchange = AssistantExchange(try await Assisted([.sample("a")]).responder)
    for row in Self.rows {
      let answer = exchange.answer(Array(row.body.utf8), row.headers)
      let code = try answer.text.flatMap { try JSONValue(json: Array($0.utf8))["error"]?["code"]?.int }
      #expect(
        answer.status == row.status && code == row.code,
        "\(row.what): \(answer.status) \(answer.text?.prefix(300) ?? "")")
      #expect((answer.text == nil) == (row.status == 202))
    }
    #expect(Self.rows.count >= 30)
  }

  @Test("an unsupported revision is told which ones are")
  func supported() async throws {
    let exchange = AssistantExchange(try await Assisted([.sample("a")]).responder)
    let answer = exchange.answer(
      Array(Self.revised("1900-01-01").utf8), .init(revision: "1900-01-01", method: "tools/list"))
    let data = try JSONValue(json: Array((answer.text ?? "").utf8))["error"]?["data"]
    #expect(data?["supported"]?.array?.first == "2026-07-28" && data?["requested"] == "1900-01-01")
  }
}
