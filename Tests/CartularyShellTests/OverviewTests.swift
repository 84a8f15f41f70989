import CartularyBase
import CartularyModel
import Foundation
import TestSupport
import Testing

@testable import CartularyCatalog
@testable import CartularyShell

@Suite("The catalog at a glance")
struct OverviewTests {
  @Test("every number equals the total of the corresponding search")
  func numbers() async throws {
    let path = await SampleCatalog.path.value
    func count(_ query: String) async -> Int? {
      Int(await shell("count", "--catalog", path, "--", query).output.dropLast())
    }
    let stats = try StrictFormats.json(await shell("stats", "--json", "--catalog", path).output)
    let total = try #require(stats["total"] as? Int)
    #expect(await count("") == total)
    let issued = try #require(stats["issued"] as? [String: Any])
    let years = try #require(issued["years"] as? [String: Int])
    let rest = ["earlier", "later", "undated"].compactMap { issued[$0] as? Int }
    #expect(rest.count == 3 && years.values.reduce(0, +) + rest.reduce(0, +) == total)
    let terms = try #require(stats["terms"] as? [String: [String: Int]])
    #expect(terms.count == 6 && terms.values.allSatisfy { $0.count == 5 })
    #expect(await count("sensitivity:restricted no:sharing") == terms["restricted"]?[""])
    #expect(await count("sensitivity:public sharing:open-data") == terms["public"]?["open-data"])
    let states = try #require(stats["states"] as? [String: Int])
    #expect(states["title"] == nil && states["publisher"].map { $0 > 0 && $0 <= total } == true)
    #expect(await count("has:license") == states["license"])
    let facets = try #require(stats["facets"] as? [String: [String: Any]])
    #expect(Set(facets.keys) == ["license", "openness", "format"])
  }

  @Test("years end at the newest date or today, at most forty are shown, and all others are counted")
  func years() async throws {
    let directory = TemporaryDirectory()
    for (index, date) in ["0800-01-01", "1999", "2001-05", "2001-06-01", "2020", "9999-01-01"].enumerated() {
      try directory.write(
        "id: r\(index)\ntitle: T\ndescription: D\nissued: '\(date)'\n", to: "in/r\(index).yaml")
    }
    try directory.write("id: undated\ntitle: T\ndescription: D\n", to: "in/undated.yaml")
    let index = directory.path + "/index"
    #expect(await shell("publish", directory.path + "/in", "--catalog", index).exit == .done)
    let issued = try DatasetCatalog.open(at: index).overview(as: .public).issued
    let thisYear = Calendar(identifier: .gregorian).component(.year, from: Date())
    #expect(issued.last == thisYear && issued.counts.count == 40 && issued.undated == 1)
    #expect(issued.earlier == 1 && issued.later == 1 && issued.counts.reduce(0, +) == 4)
    let first = try #require(issued.first)
    #expect(issued.counts[2001 - first] == 2 && issued.counts[2020 - first] == 1)
  }

  @Test("charts fit the terminal and are ASCII if the locale is")
  func pictures() async throws {
    let path = await SampleCatalog.path.value
    func lines(width: Int, _ glyphs: Glyphs) -> [String] {
      let capture = Console.Capture()
      let console = Console(capturing: capture, width: width, glyphs: glyphs)
      #expect(ShellProgram.run(["stats", "--format", "list", "--catalog", path], console) == .done)
      console.flush()
      return capture.output.split(separator: "\n").map(String.init)
    }
    for width in [60, 80, 120] {
      #expect(lines(width: width, .unicode).allSatisfy { TextTable.cellCount($0) <= width })
    }
    #expect(lines(width: 80, .unicode).contains { $0.contains("█") })
    let plain = lines(width: 80, .ascii).joined()
    #expect(!plain.contains("█") && !plain.contains("─") && !plain.contains("…") && plain.contains("##"))
  }

  @Test("an empty catalog has an overview too")
  func empty() async throws {
    let directory = TemporaryDirectory()
    let index = directory.path + "/index"
    _ = try DatasetCatalog.open(at: index, creating: true)
    #expect(await shell("stats", "--format", "list", "--catalog", index).output == "0 datasets\n")
    let stats = try StrictFormats.json(await shell("stats", "--json", "--catalog", index).output)
    #expect(stats["total"] as? Int == 0)
    #expect(await shell("stats", "--html", "-", "--catalog", index).output.contains("<h1>0 datasets</h1>"))
  }

  @Test("the page is complete and self-contained, and no text from a record becomes markup")
  func page() async throws {
    let directory = TemporaryDirectory()
    try directory.write(
      #"""
      {"id": "evil", "title": "<script>alert(1)</script>", "description": "D", "license": "<img src=x onerror='a'>\"",
       "issued": "2020", "distributions": [{"access-url": "https://example.org/a", "format": "<b>\u001b[31m&amp;"}]}
      """#, to: "evil.json")
    let index = directory.path + "/index"
    #expect(await shell("publish", directory.path + "/evil.json", "--catalog", index).exit == .done)
    let file = directory.path + "/page.html"
    let run = await shell("stats", "--html", file, "--catalog", index)
    #expect(run.exit == .done && run.output.isEmpty)
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(await shell("stats", "--html", "-", "--catalog", index).output == page)
    #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>"))
    #expect(!page.contains("\u{1B}") && !page.contains("src=") && !page.contains("href="))
    let open = try Self.openElements(page)
    #expect(open.isEmpty, "\(open)")
    let charts = page.components(separatedBy: "<svg ").count - 1
    #expect(charts >= 4)
    for part in ["<title id=", "<desc id=", "aria-labelledby=", "<table>\n<thead>"] {
      #expect(page.components(separatedBy: part).count - 1 >= charts, "\(part)")
    }
    #expect(await shell("stats", "--html", "/nonexistent/x.html", "--catalog", index).exit == .inputOutput)
  }

  /// Goes through the tags and returns the elements that are never closed; throws at one that is closed out of order.
  private static func openElements(_ page: String) throws -> [String] {
    let void: Set<Substring> = ["!DOCTYPE", "meta"]
    var open: [String] = []
    for part in page.split(separator: "<").dropFirst(page.hasPrefix("<") ? 0 : 1) {
      let name = part.prefix { $0 != ">" && $0 != " " && $0 != "\n" }
      guard let end = part.firstIndex(of: ">") else {
        throw StrictFormats.Fault("a tag without an end: \(part)")
      }
      if name.hasPrefix("/") {
        guard open.popLast() == String(name.dropFirst()) else {
          throw StrictFormats.Fault("\(name) out of turn")
        }
      } else if !void.contains(name), part[..<end].last != "/" {
        open.append(String(name))
      }
    }
    return open
  }
}
