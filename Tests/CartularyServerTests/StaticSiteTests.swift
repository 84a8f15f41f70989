import CartularyLedger
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyServer

@Suite("A site of files")
struct StaticSiteTests {
  private static func files(_ catalog: DatasetCatalog) throws -> [String: String] {
    var files: [String: String] = [:]
    let count = try StaticSite(catalog).write { path, bytes in
      #expect(files[path] == nil, "\(path) twice")
      files[path] = String(decoding: bytes, as: UTF8.self)
      return true
    }
    #expect(count == files.keys.count { $0.hasPrefix("dataset/") && $0.hasSuffix(".html") })
    return files
  }

  @Test("it has a page for each record that everyone may see, and every link leads to a file of it")
  func links() async throws {
    var records = Lake.records
    records.removeLast(10)
    records.append(
      .sample("odd", title: "Odd <b>\"\u{301} record", description: "Odd.") {
        $0.publisher = Agent(name: "../x & \"y\" %2F")
        $0.themes = ["a/b", "\u{202E}c", "Water"]
        $0.keywords = ["word"]
        $0.relations = [
          Relation(kind: .related, target: "secret-survey"), Relation(kind: .related, target: "harbour"),
        ]
      })
    let served = try await ServedCatalog(records)
    let files = try Self.files(served.catalog)
    for name in ["index", "search", "about", "all", "all-2", "dataset/lake-level", "dataset/odd"] {
      #expect(files[name + ".html"] != nil, "\(name)")
    }
    #expect(files["dataset/lake-level.ttl"]?.contains("dcat:Dataset") == true)
    var (dead, count): ([String], Int) = ([], 0)
    for (path, text) in files where path.hasSuffix(".html") {
      let folder = path.contains("/") ? String(path.prefix { $0 != "/" }) : ""
      for match in text.matches(of: /(?:href|src|action|formaction)="([^"]*)"/) {
        let link = match.output.1.replacing("&amp;", with: "&").prefix { $0 != "?" && $0 != "#" }
        guard !link.isEmpty, !link.contains("://"), !link.hasPrefix("mailto:") else { continue }
        var parts = folder.isEmpty ? [] : [folder]
        for part in link.split(separator: "/") {
          if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        count += 1
        if link.hasPrefix("/") || files[parts.joined(separator: "/").removingPercentEncoding ?? ""] == nil {
          dead.append("\(path): \(link)")
        }
      }
      #expect(text.contains("http-equiv=\"Content-Security-Policy\""), "\(path)")
      #expect(
        !text.contains("/sign-in") && !text.contains("/api/") && !text.contains("frame-ancestors"), "\(path)")
    }
    #expect(dead.sorted() == [] && count > 300)
    #expect(!files.contains { $0.key.contains("secret-survey") || $0.value.contains("Zorblax") })
  }

  @Test("each filter of the search counts the pages that carry its value")
  func marks() async throws {
    let other = SourcedDataset.sample("other", title: "Other", description: "Other.") {
      $0.licenses =
        LicenseTable.standard.licenses(from: "CC0-1.0") + LicenseTable.standard.licenses(from: "MIT")
      $0.themes = ["Water", "a & \"b\""]
      $0.sharing = [.openData]
      $0.distributions = ["CSV", "application/json"].map { format in
        var distribution = Distribution()
        distribution.format = format
        return distribution
      }
    }
    let served = try await ServedCatalog(Array(Lake.records.prefix(6)) + [other])
    let files = try Self.files(served.catalog)
    var counts: [String: Int] = [:]
    for (path, text) in files where path.hasPrefix("dataset/") && path.hasSuffix(".html") {
      for match in text.matches(of: /data-pagefind-filter="([a-z]+)\[content\]" content="([^"]*)"/) {
        counts["\(match.output.1) \(match.output.2)", default: 0] += 1
      }
    }
    var shown: [String: Int] = [:]
    let box = /type="checkbox" name="([a-z]+)" value="([^"]*)"><span dir="auto">[^<]*<\/span> <b>(\d+)<\/b>/
    for match in try #require(files["search.html"]).matches(of: box) {
      shown["\(match.output.1) \(match.output.2)"] = Int(match.output.3)
    }
    #expect(counts == shown && counts["license CC0-1.0"] == 1 && counts["openness open"] ?? 0 > 0)
  }

  @Test("a site of a catalog that hides something is that of one that never had it")
  func worlds() async throws {
    let world = HiddenWorld(seed: 43)
    let directory = TemporaryDirectory()
    let whole = try DatasetCatalog.open(at: directory.path + "/all", creating: true)
    for publication in world.history {
      try await whole.publish(publication, by: author, permissions: .all(publication))
    }
    let twin = try DatasetCatalog.open(at: directory.path + "/seen", creating: true)
    try await twin.publish(world.visible(to: []), by: author)
    let (here, there) = (try Self.files(whole), try Self.files(twin))
    #expect(Set(here.keys) == Set(there.keys) && here.count > 20)
    let different = here.keys.filter { Self.timeless(here[$0] ?? "") != Self.timeless(there[$0] ?? "") }
    #expect(different.sorted() == [])
    // It would be seen if there were something to see.
    let leaky = try DatasetCatalog.open(at: directory.path + "/all", filter: { shards, _ in shards })
    #expect(try Self.files(leaky).keys.count > here.count)
  }

  /// Two catalogs were published at two times.
  private static func timeless(_ text: String) -> String {
    text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/, with: "TIME")
  }

  @Test("what is published meanwhile makes no site of two states, and whoever wants no more gets none")
  func meanwhile() async throws {
    let served = try await ServedCatalog(Lake.records)
    var count = 0
    #expect(
      try StaticSite(served.catalog).write { _, _ in
        count += 1
        return count < 3
      } == nil)
    #expect(count == 3)
    let path = served.path
    let error = try await OwnThread.run { () -> CatalogError? in
      var isPublished = false
      do {
        _ = try StaticSite(DatasetCatalog.open(at: path)).write { _, _ in
          if !isPublished {
            isPublished = true
            let done = DispatchSemaphore(value: 0)
            Task.detached {
              _ = try? await DatasetCatalog.open(at: path).publish([.sample("new", title: "New")], by: author)
              done.signal()
            }
            done.wait()
          }
          return true
        }
        return nil
      } catch let error as CatalogError { return error }
    }
    #expect(error?.code == .busy)
  }
}
