import CartularyCatalog
import CartularyLedger
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite(
  "A node behind the server", .enabled(if: PostgresServer.isInstalled, "\(PostgresServer.missing)"))
struct NodeServingTests {
  @Test(
    "answers as long as it hears from its ledger, and 503 on every path that reads the catalog after that")
  func lease() async throws {
    let (directory, schema) = (TemporaryDirectory(), PostgresServer.newSchema())
    let (path, address) = (directory.path + "/node", try PostgresServer.shared().address(schema))
    try CatalogUpkeep.makeLedger(at: address)
    try PostgresServer.shared().sql("UPDATE format SET lease = 3600000", in: schema)
    _ = try CatalogUpkeep.makeNode(at: path, ledger: address)
    let catalog = try DatasetCatalog.open(at: path)
    try await catalog.publish([.sample("lake")], by: author)
    let service = try await CatalogService(ServerSettings(catalog: path), log: .silent)
    let paths = [
      "/readyz", "/api/v1/search", "/api/v1/datasets/lake", "/catalog.jsonl.gz", "/search.csv",
      "/api/v1/changes",
    ]
    for path in paths { #expect(await service.get(path).status == 200, "\(path)") }
    // How far the node is tells of publications that the asker may not see: it is for the metrics alone.
    #expect(await service.get("/readyz").text == "{\"behind\":false,\"faults\":[],\"ready\":true}\n")
    let text = service.metrics.text(waitingCount: 0, node: NodeFollower.lease(of: path))
    #expect(text.contains("cartulary_node_publications_behind 0\n"))
    let seconds = text.firstMatch(of: /cartulary_node_lease_seconds (\d+)/).flatMap { Int($0.1) }
    #expect(seconds.map { (1...3_600).contains($0) } == true)

    let tag = await service.get("/api/v1/datasets/lake").headers[.eTag] ?? ""
    try FileManager.default.removeItem(atPath: path + "/lease")
    for path in paths { #expect(await service.get(path).status == 503, "\(path)") }
    // Not even that nothing has changed.
    #expect(await service.get("/api/v1/datasets/lake", [("If-None-Match", tag)]).status == 503)
    #expect(await service.get("/healthz").status == 200)
    try NodeFollower(at: path).follow()
    for path in paths { #expect(await service.get(path).status == 200, "\(path)") }
  }
}
