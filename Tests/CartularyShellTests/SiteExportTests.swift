import CartularyCatalog
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyShell

@Suite("Exporting a site of files")
struct SiteExportTests {
  private let directory = TemporaryDirectory()

  private func catalog() async throws -> String {
    let path = directory.path + "/index"
    let manifest = try directory.write(
      #"[{"id": "lake", "title": "Level of the lake", "description": "Water."}, {"id": "hidden", "title": "Zorblax", "audience": ["partners"]}]"#,
      to: "two.json")
    #expect(await shell("publish", manifest, "--catalog", path).exit == .done)
    return path
  }

  private var site: String { directory.path + "/site/" }

  private func export(_ path: String, _ more: String...) async -> ShellRun {
    await shell(["export", "--format", "site", "--output", site, "--catalog", path] + more)
  }

  @Test("a site is replaced as a whole, and only where nothing else is in its folder")
  func replaced() async throws {
    let path = try await catalog()
    let first = await export(path)
    #expect(
      first.exit == .done && first.errors.contains("1 records")
        && first.errors.contains("python3 -m pagefind --site"))
    let manager = FileManager.default
    #expect(manager.fileExists(atPath: site + "dataset/lake.html"))
    #expect(!manager.fileExists(atPath: site + "dataset/hidden.html"))
    let list = try String(contentsOfFile: site + "cartulary-site.txt", encoding: .utf8)
    #expect(list.hasPrefix("cartulary site 1\n") && list.contains("\ndataset/lake.html\n"))
    #expect(await export(path).exit == .cannotCreate)
    // What Pagefind made goes with the site that it was made of.
    try manager.createDirectory(atPath: site + "pagefind", withIntermediateDirectories: true)
    try "x".write(toFile: site + "pagefind/pagefind.js", atomically: false, encoding: .utf8)
    #expect(await export(path, "--force").exit == .done)
    #expect(!manager.fileExists(atPath: site + "pagefind") && manager.fileExists(atPath: site + "index.html"))
    try "data.example.org".write(toFile: site + "CNAME", atomically: false, encoding: .utf8)
    let other = await export(path, "--force")
    #expect(other.exit == .cannotCreate && other.errors.contains("CNAME"))
    #expect(try String(contentsOfFile: site + "CNAME", encoding: .utf8) == "data.example.org")
    #expect(manager.fileExists(atPath: site + "dataset/lake.html"))
    #expect(try manager.contentsOfDirectory(atPath: directory.path).filter { $0.hasPrefix(".") } == [])
  }

  @Test("a folder of someone else's, a file and a link are left alone, and an empty folder is filled")
  func others() async throws {
    let path = try await catalog()
    let manager = FileManager.default
    let place = String(site.dropLast())
    try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
    #expect(await export(path).exit == .done)
    try manager.removeItem(atPath: place)
    try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
    // A list that claims what it did not write is not one of ours.
    try "index.html\n".write(toFile: site + "cartulary-site.txt", atomically: false, encoding: .utf8)
    try "mine".write(toFile: site + "index.html", atomically: false, encoding: .utf8)
    #expect(await export(path, "--force").exit == .cannotCreate)
    #expect(try String(contentsOfFile: site + "index.html", encoding: .utf8) == "mine")
    try manager.moveItem(atPath: place, toPath: place + ".real")
    try manager.createSymbolicLink(atPath: place, withDestinationPath: place + ".real")
    #expect(await export(path, "--force").exit == .cannotCreate)
    try manager.removeItem(atPath: place)
    try "mine".write(toFile: place, atomically: false, encoding: .utf8)
    #expect(await export(path, "--force").exit == .cannotCreate)
    #expect(try String(contentsOfFile: place, encoding: .utf8) == "mine")
  }

  @Test(
    "a site is what everyone sees, all of it",
    arguments: [
      ["--as", "partners"], ["water"], ["--filter", "license:MIT"], ["--strict"],
      ["--requester", "academic"],
    ])
  func whole(more: [String]) async throws {
    let path = try await catalog()
    let run = await shell(["export", "--format", "site", "--output", site, "--catalog", path] + more)
    #expect(run.exit == .usage && run.errors.contains("everyone sees"))
    #expect(
      await shell("export", "--format", "site", "--output", directory.path + "/x", "--catalog", path).exit
        == .usage)
    #expect(await shell("export", "--format", "site", "--catalog", path).exit == .usage)
  }
}
