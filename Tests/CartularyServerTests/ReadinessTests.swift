import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyServer

@Suite("Whether a server is ready")
struct ReadinessTests {
  private static let whole = #"{"behind":false,"faults":[],"ready":true}"# + "\n"

  /// A publication that was broken off when it was in the ledger and not yet in the index.
  private static func breakOff(_ record: SourcedDataset, _ served: ServedCatalog) throws {
    let ledger = try Ledger(CatalogLayout(root: served.path))
    _ = try ledger.publish(PublicationRequest(records: [record]), by: author)
  }

  @Test(
    "a publication that was broken off is told until the next completes it; one under way does not count as a fault"
  )
  func lag() async throws {
    let served = try await ServedCatalog(Lake.records)
    #expect(await served.service.get("/readyz").text == Self.whole)
    try Self.breakOff(.sample("new-lake"), served)
    let left = await served.service.get("/readyz")
    #expect(left.status == 503 && left.text == #"{"behind":true,"faults":["index"],"ready":false}"# + "\n")
    #expect(await served.service.get("/api/v1/count").status == 200)
    try await Self.withLock(served) {
      let applied = await served.service.get("/readyz")
      #expect(applied.status == 200 && applied.text == #"{"behind":true,"faults":[],"ready":true}"# + "\n")
    }
    try await served.catalog.publish([.sample("newer-lake")], by: author)
    #expect(await served.service.get("/readyz").text == Self.whole)
    #expect(await served.service.get("/api/v1/datasets/new-lake").status == 200)
  }

  private static func withLock(_ served: ServedCatalog, _ body: () async throws -> Void) async throws {
    let lock = try CatalogLock(CatalogLayout(root: served.path))
    try await body()
    try lock.check()
  }

  @Test("what was published for others, and lacks, is told to those who may see it alone")
  func hidden() async throws {
    let partners = try PartnersKey()
    let served = try await ServedCatalog(Lake.records) { $0.keys = partners.path }
    // Into a shard that is there, and one that is not.
    for labels in [["partners"], ["partners", "staff"]] {
      try Self.breakOff(
        .sample("secret-" + labels.joined()) { $0.audience = Audience(labels: labels)! }, served)
      #expect(await served.service.get("/readyz").text == Self.whole)
      #expect(await served.service.get("/readyz", token: partners.token).status == 503)
    }
  }
}
