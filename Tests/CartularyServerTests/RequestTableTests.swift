import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("Requests and their answers")
struct RequestTableTests {
  @Test("every row gets its status, its headers and its body in memory")
  func inMemory() async throws {
    let served = try await ServedCatalog(Lake.records) { $0.keys = KeyFile.standardPath(catalog: $0.catalog) }
    #expect(RequestTable.all.count >= 200)
    for row in RequestTable.all {
      let answer = await served.service.get(
        row.target, method: row.method, row.headers.map { ($0.name, $0.value) })
      try Self.check(answer, row)
    }
  }

  @Test("every route is in the table")
  func routes() throws {
    for route in RouteTable.all {
      let isAsked = RequestTable.all.contains { row in
        row.status == 200 && route.parameters(in: row.target.prefix { $0 != "?" }) != nil
      }
      #expect(isAsked, "\(route.pattern)")
    }
  }

  static func check(_ answer: HTTPAnswer, _ row: RequestTable.Row) throws {
    #expect(answer.status == row.status, "\(row): \(answer.text)")
    #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(row)")
    let vary =
      "Accept, Authorization" + (RouteTable.readsSession(row.target.prefix { $0 != "?" }) ? ", Cookie" : "")
    #expect(answer.headers[.vary] == vary, "\(row)")
    #expect(answer.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true, "\(row)")
    let isCredential = row.headers.contains { $0.name == "Authorization" } || row.target.contains("token=x")
    let cache = answer.headers[.cacheControl] ?? ""
    if isCredential {
      #expect(cache == "private, no-store" && answer.headers[.eTag] == nil, "\(row)")
      #expect(answer.headers[.accessControlAllowOrigin] == nil, "\(row)")
    } else {
      #expect(answer.headers[.accessControlAllowOrigin] == "*", "\(row)")
      #expect(!cache.contains("public") || answer.status == 200, "\(row)")
    }
    switch answer.status {
    case 401: #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
    case 405: #expect(answer.headers[.allow] == "GET, HEAD, OPTIONS")
    case 204: #expect(answer.headers[.accessControlAllowHeaders] == "Content-Type")
    default: break
    }
    guard let holds = row.holds else {
      let type = answer.headers[.contentType] ?? ""
      let isText = !type.contains("json") || type == "application/x-ndjson" || type.hasPrefix("text/html")
      #expect(answer.text.isEmpty || answer.status == 200 && isText || type.hasPrefix("text/html"), "\(row)")
      #expect(answer.status != 308 || answer.headers[.location]?.hasPrefix("/") == true, "\(row)")
      return
    }
    let object = try answer.object()
    if answer.status == 200 {
      #expect(
        answer.headers[.contentType]?.contains("json") == true && object[holds] != nil,
        "\(row): \(answer.text)")
    } else {
      #expect(answer.headers[.contentType] == "application/problem+json", "\(row)")
      #expect((object["code"] as? String)?.hasPrefix(holds) == true, "\(row): \(answer.text)")
      #expect(object["status"] as? Int == answer.status && object["detail"] is String, "\(row)")
      #expect((object["title"] as? String)?.isEmpty == false && object["title"] as? String != "Error")
    }
  }
}
