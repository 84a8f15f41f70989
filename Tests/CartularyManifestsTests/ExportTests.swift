import CartularyBase
import CartularyModel
import TestSupport
import Testing

@testable import CartularyManifests

@Suite("Export formats")
struct ExportTests {
  @Test("names differ and find their format in any case")
  func names() {
    let names = ExportFormats.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names { #expect(ExportFormats.named(name.uppercased())?.name == name) }
    #expect(ExportFormats.named("xml") == nil)
  }

  @Test("a partner's one call writes what the format writes, and refuses what no document can hold")
  func call() throws {
    var random = RandomDatasets(seed: 34)
    let records = (0..<2).map { _ in PublishedDataset(random.next()) }
    #expect(ExportFormats.names == ExportFormats.all.map(\.name))
    for format in ExportFormats.all {
      let name = format.name.uppercased()
      #expect(ExportFormats.document(of: [records[0]], as: name) == format.document(of: records[0]))
      #expect(
        ExportFormats.document(of: records, as: name)
          == (format.holdsMany ? format.document(of: records) : nil))
      #expect((ExportFormats.document(of: [], as: name) == nil) == !format.holdsMany)
    }
    #expect(ExportFormats.document(of: records, as: "xml") == nil)
  }

  @Test("several native records of one document are read back equal", arguments: ["yaml", "json"])
  func several(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    var random = RandomDatasets(seed: 31)
    for count in [0, 1, 2, 7] {
      let datasets = (0..<count).map { _ in random.next() }
      let text = format.document(of: datasets.map { PublishedDataset($0) })
      guard count > 0 else { continue }
      #expect(try read(text, as: "a.\(format.fileExtension)").records.map(\.dataset) == datasets)
    }
  }

  @Test("each line of JSON Lines is a native record")
  func lines() throws {
    let format = NativeLinesExport()
    var random = RandomDatasets(seed: 32)
    let datasets = (0..<40).map { _ in random.next() }
    let lines = format.document(of: datasets.map { PublishedDataset($0) }).split(separator: "\n")
    #expect(lines.count == datasets.count)
    for (line, dataset) in zip(lines, datasets) { #expect(try record(String(line), as: "a.json") == dataset) }
  }

  @Test(
    "no text ends the script element of a page",
    arguments: ExportFormats.all.filter { $0.mediaType.contains("json") }.map(\.name))
  func script(name: String) throws {
    let format = try #require(ExportFormats.named(name))
    let evil = "</script><script>alert(1)</script><!-- & \u{2028}\u{2029}."
    var dataset = Dataset(id: "a", title: evil, description: evil)
    dataset.keywords = [evil]
    dataset.publisher = Agent(name: evil)
    let text = format.document(of: PublishedDataset(dataset))
    #expect(!text.contains { "<>&\u{2028}\u{2029}".contains($0) })
    #expect(text.contains("\\u003c/script\\u003e") && text.contains("\\u2028"))
  }

  @Test("cells of CSV cannot begin a formula, and stay one cell")
  func cells() {
    let cells = [
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"),
      ("\rx", "\"'\rx\""), ("＝1", "'＝1"),
      ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a=b", "a=b"), ("", ""),
    ]
    for (text, cell) in cells {
      var dataset = Dataset(id: "a", title: text, description: "d")
      dataset.version = "1"
      let row = TableExport().text(of: PublishedDataset(dataset))
      #expect(row.hasPrefix("a,\(cell),d,"), "\(row)")
    }
  }

  @Test("what a table has no column for is reported as lost")
  func tableLosses() {
    var dataset = Dataset(id: "a", title: "A", description: "d")
    #expect(TableExport().losses(of: dataset) == [])
    dataset.access.note = "n"
    dataset.publisher = Agent(name: "P", url: "https://p.example")
    dataset.licenses = LicenseTable.standard.licenses(from: "CC-BY-4.0")
    #expect(TableExport().losses(of: dataset) == ["access.note", "publisher.url"])
  }
}
