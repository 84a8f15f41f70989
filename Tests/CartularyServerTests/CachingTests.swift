import CartularyCatalog
import CartularyLedger
import CartularyModel
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CartularyServer

@Suite("Tags, cursors and what is published meanwhile")
struct CachingTests {
  @Test("an answer that has not changed is answered with 304, and one that has is answered whole")
  func tags() async throws {
    let served = try await ServedCatalog(Lake.records)
    let first = await served.service.get("/api/v1/search?q=water&limit=5")
    let tag = try #require(first.headers[.eTag])
    for sent in [tag, "W/" + tag, "\"x\", " + tag, "\"x\",\(tag),\"y\""] {
      let again = await served.service.get("/api/v1/search?q=water&limit=5", [("If-None-Match", sent)])
      #expect(again.status == 304 && again.text.isEmpty && again.headers[.eTag] == tag, "\(sent)")
      #expect(
        again.headers[.vary] == first.headers[.vary] && again.headers[.cacheControl] == "public, max-age=60")
    }
    for sent in ["*", "\"x\"", tag + "x", ""] {
      #expect(
        await served.service.get("/api/v1/search?q=water&limit=5", [("If-None-Match", sent)]).status == 200)
    }
    // The order of parameters and the way they are encoded do not count; what they say does.
    #expect(await served.service.get("/api/v1/search?limit=5&q=%77ater").headers[.eTag] == tag)
    #expect(await served.service.get("/api/v1/search?q=water&limit=6").headers[.eTag] != tag)
    #expect(await served.service.get("/api/v1/count?q=water").headers[.eTag] != tag)
    try await served.catalog.publish([.sample("new-lake", title: "Water of the new lake")], by: author)
    let changed = await served.service.get("/api/v1/search?q=water&limit=5", [("If-None-Match", tag)])
    #expect(changed.status == 200 && changed.text.contains("new-lake"))
  }

  @Test("what is published for others changes no tag, and no byte")
  func hiddenChange() async throws {
    let served = try await ServedCatalog(Lake.records)
    let targets = RequestTable.good.map(\.target)
    var before: [HTTPAnswer] = []
    for target in targets { before.append(await served.service.get(target)) }
    let hidden = SourcedDataset.sample("hidden-water", title: "Hidden water of the lake, license CC-BY-4.0") {
      $0.audience = Audience(labels: ["partners"])!
    }
    try await served.catalog.publish([hidden], by: author)
    let other = SourcedDataset.sample("hidden-board", title: "Water of the board") {
      $0.audience = Audience(labels: ["board"])!
    }
    try await served.catalog.publish([other], by: author)
    for (target, before) in zip(targets, before) {
      let after = await served.service.get(target)
      #expect(after.headers == before.headers && after.text == before.text, "\(target)")
    }
  }

  @Test("pages of one state join into the whole; a cursor of another state or question is refused")
  func cursors() async throws {
    let served = try await ServedCatalog(Lake.records)
    var (ids, cursor): ([String], String?) = ([], nil)
    repeat {
      let target = "/api/v1/search?q=rain&limit=7" + (cursor.map { "&cursor=" + $0 } ?? "")
      let page = try await served.service.get(target).object()
      ids += (page["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
      cursor = page["next"] as? String
    } while cursor != nil
    #expect(ids.count == 30 && Set(ids).count == 30)
    let page = try await served.service.get("/api/v1/search?q=rain&limit=7").object()
    let next = try #require(page["next"] as? String)
    #expect(await served.service.get("/api/v1/search?q=rain&limit=9&cursor=" + next).status == 200)
    #expect(await served.service.get("/api/v1/search?q=level&limit=7&cursor=" + next).status == 409)
    #expect(await served.service.get("/api/v1/search?q=rain&sort=modified&cursor=" + next).status == 409)
    try await served.catalog.publish([.sample("more-rain", title: "More rain")], by: author)
    let stale = await served.service.get("/api/v1/search?q=rain&limit=7&cursor=" + next)
    #expect(stale.status == 409 && stale.text.contains("stale-cursor"))
  }

  @Test("a catalog that is gone is 503 without a path, and is answered again when it is back")
  func gone() async throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/index"
    let catalog = try DatasetCatalog.open(at: path, creating: true)
    try await catalog.publish(Lake.records, by: author)
    var settings = ServerSettings(catalog: path)
    settings.source = try CatalogSource(path: path, interval: .zero) { () throws(CatalogError) in
      try DatasetCatalog.open(at: path)
    }
    let service = try await CatalogService(settings, log: .silent)
    #expect(await service.get("/api/v1/count").status == 200)
    try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
    let answer = await service.get("/api/v1/count")
    #expect(
      answer.status == 503 && answer.headers[.retryAfter] != nil && !answer.text.contains(directory.path))
    #expect(await service.get("/readyz").status == 503)
    #expect(await service.get("/healthz").status == 200)
    // Another catalog in its place.
    let other = try DatasetCatalog.open(at: path, creating: true)
    try await other.publish([.sample("other", title: "Another")], by: author)
    #expect(await service.get("/api/v1/datasets/other").status == 200)
    #expect(await service.get("/api/v1/datasets/harbour").status == 404)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
    #expect(await service.get("/api/v1/datasets/harbour").status == 200)
    #expect(await service.get("/readyz").status == 200)
    try "cartulary 99\n".write(toFile: path + "/format", atomically: true, encoding: .utf8)
    #expect(await service.get("/api/v1/count").status == 503)
  }

  @Test("a rebuilt index answers at once")
  func rebuilt() async throws {
    let served = try await ServedCatalog(Lake.records)
    let before = await served.service.get("/api/v1/search?q=water")
    let path = served.path
    _ = try await OwnThread.run { try CatalogUpkeep.rebuild(at: path) }
    let after = await served.service.get("/api/v1/search?q=water")
    #expect(after.status == 200 && after.text == before.text)
  }
}
